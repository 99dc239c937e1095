"""What was sent and what came back, in words, spaces and marks that can be laid beside one another."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.tracked.sent import Kind, Paragraph, Piece
from pipeline.tracked.words import Paragraph as Written
from pipeline.tracked.words import Stamp

_TOKEN = re.compile(r"\w+|\W")
_WORD = re.compile(r"\w+")
BREAK = "\u2029"
"""Stands between two paragraphs that are one on the other side."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A word, a space or a mark that was sent, at `start:end` of a block's text; -1 where it is not of the draft.

    `stroke` is the number of the change in its paragraph that it belongs to, which is of one item.
    """

    text: str
    kind: Kind
    item: int
    stroke: int
    block: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Back:
    """The same of what came back, at `start` of its paragraph's characters, with whose tracked changes it stands in."""

    text: str
    start: int
    put_in: Stamp | None = None
    taken_out: Stamp | None = None


def sent_atoms(paragraph: Paragraph, prose: str, loose: frozenset[str]) -> list[Sent]:
    """The atoms of a paragraph that shows a block of this prose; a `loose` word is in letters."""
    atoms: list[Sent] = []
    stroke = 0
    for at, piece in enumerate(paragraph.pieces):
        before = paragraph.pieces[at - 1] if at else None
        if piece.kind is not Kind.SAME and (before is None or before.item != piece.item):
            stroke += 1
        own = stroke if piece.kind is not Kind.SAME else 0
        verbatim = piece.kind is Kind.SAME and piece.start >= 0 and prose[piece.start : piece.end] == piece.text
        ends = _ends(paragraph.pieces, at)
        place = piece.start
        for part in _letters(piece.text, loose, *ends):
            start, end = (place, place + len(part)) if verbatim else (piece.start, piece.end)
            atoms.append(Sent(part, piece.kind, piece.item, own, paragraph.block, start, end))
            place += len(part)
    return atoms


def loose_words(paragraph: Paragraph) -> frozenset[str]:
    """The words that a change of ours begins or ends in: they come back whole, and stand for pieces of two kinds."""
    found: set[str] = set()
    for kinds in ((Kind.SAME, Kind.PUT_IN), (Kind.SAME, Kind.TAKEN_OUT, Kind.MARKUP)):
        pieces = [piece.text for piece in paragraph.pieces if piece.kind in kinds]
        bounds, at = set(), 0
        for text in pieces:
            at += len(text)
            bounds.add(at)
        found |= {
            match.group()
            for match in _WORD.finditer("".join(pieces))
            if any(match.start() < bound < match.end() for bound in bounds)
        }
    return frozenset(found)


def _ends(pieces: Sequence[Piece], at: int) -> tuple[bool, bool]:
    """Whether the first and the last word of a piece are parts of one that goes on in a neighbour of another kind."""
    text = pieces[at].text
    return (
        any(_joined(each.text, text) for each in _beside(pieces[at], reversed(pieces[:at]))),
        any(_joined(text, each.text) for each in _beside(pieces[at], pieces[at + 1 :])),
    )


def _beside(piece: Piece, others: Iterable[Piece]) -> Iterator[Piece]:
    """The pieces that a piece may stand beside: text beside all of a change, a change beside the next text."""
    for other in others:
        if other.kind is Kind.SAME:
            if piece.kind is not Kind.SAME:
                yield other
            return
        if piece.kind is Kind.SAME:
            yield other


def _letters(text: str, loose: frozenset[str], first: bool = False, last: bool = False) -> Iterator[str]:
    """The words, spaces and marks of a text; the first or last word, if asked, and loose ones in letters."""
    parts = _TOKEN.findall(text)
    for at, part in enumerate(parts):
        split = (at == 0 and first) or (at == len(parts) - 1 and last) or part in loose
        yield from part if split else (part,)


def _joined(left: str, right: str) -> bool:
    """Whether a word goes on from one text into the next."""
    return bool(_WORD.match(left[-1:]) and _WORD.match(right[:1]))


def back_atoms(paragraphs: Iterable[Written], known: frozenset[str]) -> list[Back]:
    """The atoms of paragraphs that came back, a BREAK between two; a word that was not sent whole is in letters.

    `start` counts on over the paragraphs, with one for each BREAK.
    """
    atoms: list[Back] = []
    at = 0
    for number, paragraph in enumerate(paragraphs):
        if number:
            atoms.append(Back(BREAK, at))
            at += 1
        for run in paragraph.runs:
            for part in _TOKEN.findall(run.text):
                for letter in (part,) if part in known else part:
                    atoms.append(Back(letter, at, run.put_in, run.taken_out))
                    at += len(letter)
    return atoms


def with_break(first: Sequence[Sent], second: Sequence[Sent]) -> list[Sent]:
    """The atoms of two paragraphs that came back as one; the second one's strokes are numbered on."""
    shift = max((atom.stroke for atom in first), default=0)
    moved = (replace(atom, stroke=atom.stroke + shift) if atom.stroke else atom for atom in second)
    return [*first, Sent(BREAK, Kind.SAME, 0, 0, -1, -1, -1), *moved]


def words_of(texts: Iterable[str]) -> Iterator[str]:
    """The words of texts, in small letters."""
    return (word.lower() for text in texts for word in _WORD.findall(text))
