"""Straight marks → the ones that are published, decided from a paragraph's whole text.

Everything here is a function of characters. A `Passage` is a paragraph's text without its markup, and what is known of
it: which characters the writer escaped, and where emphasis and links begin and end. Whoever has a passage asks for
`pairing`, which says what each mark is, or for `curled` and `straightened`, which say what to put in its place.

The rules are those of pandoc's `smart` (quotation marks, apostrophes, runs of hyphens, three dots) with what it lacks:
pairs are looked for over the whole paragraph and never across the edge of emphasis or a link, feet and inches are
primes, and a mark of which it can't be told what it is stays straight.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.typography._pairing import Pairing as Pairing
from pipeline.typography._pairing import pairing as pairing
from pipeline.typography._passage import DOUBLE as DOUBLE
from pipeline.typography._passage import KINDS as KINDS
from pipeline.typography._passage import SINGLE as SINGLE
from pipeline.typography._passage import Passage as Passage
from pipeline.typography._sure import ELISIONS as ELISIONS

_BRITISH = frozenset({"GB", "UK", "AU", "NZ", "IE", "ZA", "IN"})

_ROUNDS = 9
_HYPHENS = re.compile(r"-{2,}")
_DOTS = re.compile(r"\.{3}")
_STRAIGHT = {"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "′": "'", "″": '"'}


@dataclass(frozen=True, slots=True)
class Change:
    """Put `text` in the place of the passage's characters from `start` to `end`."""

    start: int
    end: int
    text: str


def american(dialect: str) -> bool:
    """Whether a dialect (a BCP 47 tag) has the marks of American print.

    Those are double marks first, full stops and commas inside them, and closed em dashes; Canada has them too. British
    print, and Australian, may set single marks first, sets a full stop inside only where it is quoted, and sets spaced
    en dashes. A dialect without a region (`en`, `auto`) has the American ones.
    """
    return dialect.rpartition("-")[2].upper() not in _BRITISH


def curled(passages: Sequence[Passage], dialect: str = "en-US") -> tuple[tuple[Change, ...], ...]:
    """What to change so that the marks of paragraphs are those of print: for each, its changes in order.

    The passages follow one another in one text; where one quotation goes on in the next, the first is left open and the
    next opens again (Chicago, chapter 12). In a dialect whose first marks are single ones, such as `en-GB`, a quotation
    in single marks may do so as well.

    What is set once may tell what another mark is, so that it is asked again until nothing more can be told.
    """
    marks: list[list[Change]] = [[] for _ in passages]
    current = list(passages)
    for _ in range(_ROUNDS):
        more = _curled(current, american(dialect))
        if not any(more):
            break
        for number, changes in enumerate(more):
            marks[number] += changes
            current[number] = replace(current[number], text=_with(current[number].text, changes))
    return tuple(
        tuple(sorted((*set_, *_dashes(passage), *_ellipses(passage)), key=lambda change: change.start))
        for passage, set_ in zip(passages, marks, strict=True)
    )


def _with(text: str, changes: Sequence[Change]) -> str:
    """A text with other marks in the places of single characters."""
    new = {change.start: change.text for change in changes}
    return "".join(new.get(at, character) for at, character in enumerate(text))


def _curled(passages: Sequence[Passage], is_american: bool) -> list[tuple[Change, ...]]:
    """The quotation marks, apostrophes and primes that can be told, passage by passage."""
    made: list[tuple[Change, ...]] = []
    marks = [pairing(passage) for passage in passages]
    open_ = [_left_open(*each, single=not is_american) for each in zip(passages, marks, strict=True)]
    goes_on = False
    for number, passage in enumerate(passages):
        at = open_[number]
        follows = (
            number + 1 < len(passages)
            and at is not None
            and _opens(passages[number + 1], marks[number + 1], passage.text[at])
        )
        goes_on = at is not None and (follows or (goes_on and at == 0))
        made.append(_changes(passage, marks[number], at if goes_on else None))
    return made


def _changes(passage: Passage, marks: Pairing, opened: int | None) -> tuple[Change, ...]:
    """The changes of one passage; `opened` is a mark that is closed in a later one.

    A lone mark before an elision (''tis) can only open. Where there are no words at all, each has the form of one that
    has no partner: “ or ’.
    """
    text = passage.text
    shapes = [(at, "“‘") for at in (*marks.opening, *(() if opened is None else (opened,)))]
    shapes += [(at, "”’") for at in marks.closing]
    shapes += [(at, "’’") for at in marks.apostrophes]
    shapes += [(at, "″′") for at in marks.primes]
    if not text.strip("\"'"):
        shapes += [(at, "“’") for at in (*marks.unclosed, *marks.unopened) if at != opened]
    else:
        shapes += [(at, "“‘") for at in marks.unclosed if at + 1 in marks.apostrophes and at != opened]
    return tuple(Change(at, at + 1, new[text[at] == "'"]) for at, new in shapes if text[at] in "\"'")


def _left_open(passage: Passage, marks: Pairing, *, single: bool) -> int | None:
    """The mark of a quotation that is open at a passage's end, if that is all that is wrong with its marks."""
    open_ = [at for at in marks.unclosed if passage.text[at] in ("\"“'‘" if single else '"“')]
    if len(open_) != 1 or marks.unopened or passage.markup_at(open_[0]):
        return None
    return open_[0]


def _opens(passage: Passage, marks: Pairing, like: str) -> bool:
    """Whether a passage begins with an opening mark of the same kind as `like`."""
    return KINDS.get(passage.text[:1]) == KINDS[like] and 0 in (*marks.opening, *marks.unclosed)


def straightened(passage: Passage) -> tuple[Change, ...]:
    """What to change so that a passage's quotation marks, apostrophes and primes are straight, in its order."""
    return tuple(
        Change(at, at + 1, _STRAIGHT[character])
        for at, character in enumerate(passage.text)
        if character in _STRAIGHT and at not in passage.fixed
    )


def dash(hyphens: int) -> str:
    """What a run of two or more hyphens stands for: as many em dashes as leave en dashes for the rest.

    All are em dashes where three divides the run, else all en dashes where two does (the rule of CommonMark's
    implementations and of pandoc).
    """
    if hyphens % 3 == 0:
        return "—" * (hyphens // 3)
    if hyphens % 2 == 0:
        return "–" * (hyphens // 2)
    short = 1 if hyphens % 3 == 2 else 2
    return "—" * ((hyphens - 2 * short) // 3) + "–" * short


def _dashes(passage: Passage) -> Iterator[Change]:
    for match in _HYPHENS.finditer(passage.unescaped):
        yield Change(*match.span(), dash(len(match[0])))


def _ellipses(passage: Passage) -> Iterator[Change]:
    for match in _DOTS.finditer(passage.unescaped):
        yield Change(*match.span(), "…")
