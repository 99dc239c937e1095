"""Which opening mark belongs to which closing one: quotation marks and brackets of a paragraph.

One pass with a stack. A closing mark ends the nearest open one of its kind; what was opened inside and is still open is
unclosed, and the closing mark is where it should have ended at the latest. What a mark is depends on its shape and on
what stands beside it: straight marks take turns, apostrophes and primes are none, and a mark that clearly points the
wrong way counts as what it stands for (`reversed` lists those).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from pipeline.document import Block, BlockKind, Document

DOUBLE, SINGLE, ROUND, SQUARE = "double", "single", "round", "square"
_NESTED = "straight marks that are pairs of their own, around or inside curly ones"
ELISIONS = re.compile(
    r"(?:\d0s|\d{2}\b|(?:tis|twas|twere|twill|em|er|im|n|til|till|cause|cos|coz|bout|round|neath|tude|fraid|nuff|nother|gainst"
    r"|cept|kay|sup|ello|ere|alf|ave|is)\b)",
    re.IGNORECASE,
)
"""What may follow an apostrophe at a word's start: ’90s, ’tis, rock ’n’ roll, ’em."""

_FACE = re.compile(r"(?:(?<!\w)[:;=8xX]['’^]?[-o]?|[:;]-)[()\[\]]+(?=[\s.,!?)”\"]|$)|(?<!\w)[()\[\]][-o]?[:;=](?!\w)")
_ITEM = re.compile(r"(?:^|(?<=[\s(]))(?:\d{1,3}|[A-Za-z]|[ivx]{1,4})\)")
_SHAPES = {
    "“": DOUBLE,
    "”": DOUBLE,
    "„": DOUBLE,
    '"': DOUBLE,
    "‘": SINGLE,
    "’": SINGLE,
    "(": ROUND,
    ")": ROUND,
    "[": SQUARE,
    "]": SQUARE,
}
_DEEPEST = 50
"""The most marks that prose leaves open at once; a text with more is a drawing, and isn't judged."""
_OPENERS_BEFORE = " \u00a0([{—–-/“‘"


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
    """The marks of a paragraph, sorted out; each in the text's order."""

    pairs: tuple[Pair, ...] = ()
    unclosed: tuple[Unclosed, ...] = ()
    unopened: tuple[Unopened, ...] = ()
    reversed: tuple[int, ...] = ()


@dataclass(slots=True)
class _State:
    open: list[tuple[str, int]] = field(default_factory=list)
    pairs: list[Pair] = field(default_factory=list)
    unclosed: list[Unclosed] = field(default_factory=list)
    unopened: list[Unopened] = field(default_factory=list)
    reversed: list[int] = field(default_factory=list)
    last: int = 0

    def has(self, kind: str) -> bool:
        return any(each == kind for each, _ in self.open)

    def close(self, kind: str, at: int) -> None:
        if not self.has(kind):
            self.unopened.append(Unopened(kind, at, self.last))
            return
        while self.open[-1][0] != kind:
            inner, start = self.open.pop()
            self.unclosed.append(Unclosed(inner, start, at))
        _, start = self.open.pop()
        self.pairs.append(Pair(kind, start, at))
        self.last = at + 1


def pair(text: str) -> Pairing:
    """Sort out the quotation marks and brackets of a paragraph."""
    state = _State()
    ignored = {at for match in _FACE.finditer(text) for at in range(*match.span())}
    ignored |= _inches(text)
    even = sum(1 for match in re.finditer('"', text) if match.start() not in ignored) % 2 == 0
    apart = even and text.count("“") == text.count("”") > 0
    for at, mark in enumerate(text):
        if len(state.open) > _DEEPEST:
            return Pairing()
        kind = _SHAPES.get(mark)
        if kind is None or at in ignored:
            continue
        if kind in (ROUND, SQUARE):
            _bracket(state, text, at, mark, kind)
        elif kind is SINGLE:
            _single(state, text, at, mark)
        else:
            _double(state, text, at, mark, even, _NESTED if apart and mark == '"' else DOUBLE)
    while state.open:
        kind, at = state.open.pop()
        apostrophe = kind is SINGLE and re.search(r"’(?!\w)", text[at:])
        smile = kind in (ROUND, SQUARE) and any(place > at and text[place] in ")]" for place in ignored)
        if not apostrophe and not smile:
            state.unclosed.append(Unclosed(kind, at, len(text)))
    return _settled(state)


def _inches(text: str) -> frozenset[int]:
    """Where a straight double mark stands for inches or seconds: 6'2", a 12" single."""
    found: set[int] = set()
    inside = False
    for match in re.finditer('"', text):
        before = text[max(0, match.start() - 8) : match.start()]
        feet = re.search(r"\d['’′]\s?\d{1,2}$", before)
        if feet or (not inside and re.search(r"(?<![\"\w])\d{1,2}$", before)):
            found.add(match.start())
        else:
            inside = not inside
    return frozenset(found)


def _bracket(state: _State, text: str, at: int, mark: str, kind: str) -> None:
    if mark in "([":
        state.open.append((kind, at))
    elif state.has(kind) or not _ITEM.search(text, max(0, at - 5), at + 1):
        state.close(kind, at)


def _double(state: _State, text: str, at: int, mark: str, even: bool, kind: str) -> None:
    opens, closes = _sides(text, at)
    inside = state.has(kind)
    if mark == '"':
        opening = not inside if even or opens == closes else opens
    elif mark == "„":
        opening = True
    elif mark == "“":
        opening = not (closes and not opens and (inside or at > 0))
    else:
        opening = opens and not closes and not inside
    if mark in "“”" and opening != (mark == "“") and "„" not in text:
        state.reversed.append(at)
    if not opening:
        state.close(kind, at)
        return
    if inside and not any(each == SINGLE for each, _ in state.open[_index(state, kind) :]):
        while state.open and state.has(kind):
            each, start = state.open.pop()
            state.unclosed.append(Unclosed(each, start, at))
    state.open.append((kind, at))


def _index(state: _State, kind: str) -> int:
    return max(number for number, (each, _) in enumerate(state.open) if each == kind)


def _sides(text: str, at: int) -> tuple[bool, bool]:
    """Whether a mark stands where one opens, and where one closes."""
    before, after = text[at - 1 : at] if at else " ", text[at + 1 : at + 2] or " "
    opens = (before in _OPENERS_BEFORE or not before.strip()) and bool(after.strip()) and after not in ".,;:!?)]”’"
    closes = bool(before.strip()) and before not in "([“‘" and not after.isalnum()
    return opens, closes


def _single(state: _State, text: str, at: int, mark: str) -> None:
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if mark == "‘":
        if before.isalnum() or (ELISIONS.match(text, at + 1) and not text.find("’", at) > 0):
            state.reversed.append(at)
        else:
            state.open.append((SINGLE, at))
    elif state.has(SINGLE) and not after.isalnum() and before.strip():
        _, start = next(each for each in reversed(state.open) if each[0] == SINGLE)
        # An apostrophe at a word's end, as long as a better candidate follows before the quotation can be over.
        if (
            before in "sS"
            and re.match(r"’ \w[^‘“”]{0,80}(?<!s)’(?!\w)", text[at:])
            and not re.search(r"[.,!?]$", text[start:at])
        ):
            return
        state.close(SINGLE, at)


def _settled(state: _State) -> Pairing:
    """What is left when marks that cross each other, one kind closed inside another, are taken for pairs."""
    unclosed = [each for each in state.unclosed if each.kind != _NESTED]
    unopened = [each for each in state.unopened if each.kind != _NESTED]
    for late in tuple(unopened):
        early = next(
            (each for each in unclosed if each.kind == late.kind and each.at < late.at and each.limit <= late.at), None
        )
        if early is not None and _crossed(state, early):
            unclosed.remove(early)
            unopened.remove(late)
    return Pairing(
        tuple(sorted(state.pairs, key=lambda each: each.opening)),
        tuple(sorted(unclosed, key=lambda each: each.at)),
        tuple(unopened),
        tuple(state.reversed),
    )


def _crossed(state: _State, early: Unclosed) -> bool:
    """Whether a mark was cut short by the end of a pair of another kind."""
    return any(each.closing == early.limit and each.kind != early.kind for each in state.pairs)


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
        following = found[number + 1 : number + 6]
        before = found[max(0, number - 5) : number]
        unclosed = tuple(each for each in pairing.unclosed if not _goes_on(each, block, following))
        unopened = tuple(
            each
            for each in pairing.unopened
            if not any(
                one.kind == each.kind and one.limit == len(other.text)
                for other, past in before
                for one in past.unclosed
            )
        )
        yield block, Pairing(pairing.pairs, unclosed, unopened, pairing.reversed)


def _goes_on(each: Unclosed, block: Block, following: list[tuple[Block, Pairing]]) -> bool:
    """Whether what is open at a paragraph's end goes on in the next ones."""
    if each.limit != len(block.text) or not following:
        return False
    if each.kind in (DOUBLE, SINGLE) and following[0][0].text[:1] and following[0][0].text[0] in "“\"‘'":
        return True
    return any(late.kind == each.kind for _, pairing in following for late in pairing.unopened)
