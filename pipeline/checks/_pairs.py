"""Which opening mark belongs to which closing one: quotation marks and brackets of a paragraph.

What a quotation mark is, and which one it belongs to, is what `typography` says: the marks that are found wrong are
those that could not be set. Brackets are told by a stack of their own; faces and the letters of lists are none.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from pipeline import typography
from pipeline.document import OBJECT, Block, BlockKind, Document
from pipeline.typography import DOUBLE, KINDS, SINGLE, Passage

ROUND, SQUARE = "round", "square"

_FACE = re.compile(r"(?:(?<!\w)[:;=8xX]['’^]?[-o]?|[:;]-)[()\[\]]+(?=[\s.,!?)”\"]|$)|(?<!\w)[()\[\]][-o]?[:;=](?!\w)")
_ITEM = re.compile(r"(?:^|(?<=[\s(]))(?:\d{1,3}[a-z]?\.?|[A-Za-z]|[ivx]{1,4})\)")
_FEW = re.compile(r"[\w(]\S*(?: \S+){0,7}(?<=[\w.,!?…)])")
_END = re.compile(r"(?:(?<=[.,!?…)])|(?<![sxz])(?<!\b[io]n)(?<!\w[io]n))['’](?!\w)|['’](?=[.,;:!?…)]|$)")
_POSSESSIVE = 3
"""From how many spaces on a mark behind an s is taken for a possessive's apostrophe."""
_DEEPEST = 50
"""The most marks that prose leaves open at once; a text with more is a drawing, and isn't judged."""


@dataclass(frozen=True, slots=True)
class Pair:
    """An opening and a closing mark, by their places in the text."""

    kind: str
    opening: int
    closing: int


@dataclass(frozen=True, slots=True)
class Unclosed:
    """An opening mark that nothing closes; `limit` is the mark before which it should have ended, or the text's end."""

    kind: str
    at: int
    limit: int


@dataclass(frozen=True, slots=True)
class Unopened:
    """A closing mark that closes nothing; `limit` is where the stretch that it could close begins."""

    kind: str
    at: int
    limit: int


@dataclass(frozen=True, slots=True)
class Pairing:
    """The marks of a paragraph, sorted out; each in the text's order.

    `unlike` are the places of a double and a single mark that enclose a few words between them: “slow’.
    """

    pairs: tuple[Pair, ...] = ()
    unclosed: tuple[Unclosed, ...] = ()
    unopened: tuple[Unopened, ...] = ()
    reversed: tuple[int, ...] = ()
    unlike: tuple[tuple[int, int], ...] = ()


@dataclass(slots=True)
class _Brackets:
    open: list[tuple[str, int]] = field(default_factory=list)
    pairs: list[Pair] = field(default_factory=list)
    unopened: list[tuple[str, int]] = field(default_factory=list)


def pair(text: str) -> Pairing:
    """Sort out the quotation marks and brackets of a paragraph."""
    faces = {at for match in _FACE.finditer(text) for at in range(*match.span())}
    brackets = _bracketed(text, faces)
    if brackets is None:
        return Pairing()
    marks = typography.pairing(Passage(text))
    quoted = [Pair(KINDS[text[first]], first, last) for first, last in marks.pairs]
    pairs = sorted((*quoted, *brackets.pairs), key=lambda each: each.opening)
    unclosed = [(KINDS[text[at]], at) for at in marks.unclosed if text[at] != "’"]
    smile = max((at for at in faces if text[at] in ")]"), default=-1)
    unclosed += [(kind, at) for kind, at in brackets.open if at > smile]
    unopened = [(DOUBLE, at) for at in marks.unopened] + brackets.unopened
    unlike = tuple(_unlike(text, marks))
    unclosed = [each for each in unclosed if all(each[1] not in both for both in unlike)]
    unopened = [each for each in unopened if all(each[1] not in both for both in unlike)]
    return Pairing(
        tuple(pairs),
        tuple(Unclosed(kind, at, _until(text, kind, at, pairs, unclosed)) for kind, at in sorted(unclosed, key=_place)),
        tuple(Unopened(kind, at, _since(kind, at, pairs)) for kind, at in sorted(unopened, key=_place)),
        marks.reversed,
        unlike,
    )


def _unlike(text: str, marks: typography.Pairing) -> Iterator[tuple[int, int]]:
    """A mark without a partner, and the one of the other kind that stands where its partner should."""
    others = sorted((*marks.opening, *marks.closing, *marks.unclosed, *marks.unopened))
    for at in marks.unclosed:
        following = next((each for each in others if each > at), len(text))
        if KINDS[text[at]] == SINGLE and following in marks.unopened:
            if _FEW.fullmatch(text, at + 1, following):
                yield at, following
        elif KINDS[text[at]] == DOUBLE:
            ends = [each for each in marks.apostrophes if at < each < following and _END.match(text, each)]
            if len(ends) != 1 or not _FEW.fullmatch(text, at + 1, ends[0]):
                continue
            if text[ends[0] - 1] not in "sxz" or text.count(" ", at, ends[0]) < _POSSESSIVE:
                yield at, ends[0]


def _place(each: tuple[str, int]) -> int:
    return each[1]


def _bracketed(text: str, faces: set[int]) -> _Brackets | None:
    """The brackets of a text, sorted out; None for a drawing."""
    found = _Brackets()
    for match in re.finditer(r"[()\[\]]", text):
        at, kind = match.start(), ROUND if match[0] in "()" else SQUARE
        if at in faces:
            continue
        if match[0] in "([":
            found.open.append((kind, at))
            if len(found.open) > _DEEPEST:
                return None
            continue
        number = next((each for each in reversed(range(len(found.open))) if found.open[each][0] == kind), None)
        if number is not None:
            found.pairs.append(Pair(kind, found.open.pop(number)[1], at))
        elif not _ITEM.search(text, max(0, at - 5), at + 1):
            found.unopened.append((kind, at))
    return found


def _until(text: str, kind: str, at: int, pairs: list[Pair], unclosed: list[tuple[str, int]]) -> int:
    """Before which mark an open one should have ended: the end of what is around it, or the next that opens."""
    ends: list[int] = [len(text)]
    ends += [each.closing for each in pairs if each.opening < at < each.closing]
    if kind in (DOUBLE, SINGLE):
        ends += [each.opening for each in pairs if each.kind == kind and each.opening > at]
        ends += [other for its, other in unclosed if its == kind and other > at]
    return min(ends)


def _since(kind: str, at: int, pairs: list[Pair]) -> int:
    """Behind which mark a closing one's stretch may begin."""
    return max((each.closing + 1 for each in pairs if each.closing < at), default=0)


def paired(document: Document) -> Iterator[tuple[Block, Pairing]]:
    """Each block with its marks, in order, where what goes on in the next paragraphs is not held against it.

    A quotation of several paragraphs is opened at the start of each and closed at the end of the last; a bracket may
    close some paragraphs on.
    """
    found = [(block, pair(block.text)) for block in document.blocks]
    for number, (block, pairing) in enumerate(found):
        if block.kind is BlockKind.FIELD or not (pairing.unclosed or pairing.unopened):
            yield block, pairing
            continue
        code = _code(document, block)
        following = found[number + 1 : number + 6]
        before = found[max(0, number - 5) : number]
        unclosed = tuple(
            each for each in pairing.unclosed if not _goes_on(each, block, following) and each.kind not in code
        )
        unopened = tuple(
            each
            for each in pairing.unopened
            if each.kind not in code
            and not any(
                one.kind == each.kind and one.limit == len(other.text)
                for other, past in before
                for one in past.unclosed
            )
        )
        yield block, replace(pairing, unclosed=unclosed, unopened=unopened)


def _code(document: Document, block: Block) -> set[str]:
    """The kinds of marks that stand in a block's code: a lone one outside may belong to one of those."""
    inside = "".join(
        document.source.text[start:end]
        for character, start, end in zip(block.text, block.starts, block.ends, strict=True)
        if character == OBJECT
    )
    kinds = {"(": ROUND, ")": ROUND, "[": SQUARE, "]": SQUARE, **KINDS}
    return {kinds[mark] for mark in inside if mark in kinds}


def _goes_on(each: Unclosed, block: Block, following: list[tuple[Block, Pairing]]) -> bool:
    """Whether what is open at a paragraph's end goes on in the next ones."""
    if each.limit != len(block.text) or not following:
        return False
    if each.kind in (DOUBLE, SINGLE) and following[0][0].text[:1] and following[0][0].text[0] in "“\"‘'":
        return True
    return any(late.kind == each.kind for _, pairing in following for late in pairing.unopened)
