"""An item of the review as it is sent to a word processor: its marks in the text and the comments on it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from pipeline.document import OBJECT, Block, Document
from pipeline.finding import Edit, Finding, Fix, Severity
from pipeline.reporters._common import shorten, visible
from pipeline.reporters._items import REMARK, Item
from pipeline.reporters._marks import Mark, Sort
from pipeline.reporters._places import stretch, strokes_of, touched
from pipeline.reporters._runs import Stroke

AUTHOR = "copydesk"
SAFE = "copydesk, safe fixes"
"""Who changes are by: those that an editor decides one by one, and those that nobody would ask about."""

OTHERS = 100_000
"""Where the numbers of comments begin that are not ours; below it they are the items' own."""


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment; `day` is None where it is the day of the whole review."""

    author: str
    lines: tuple[str, ...]
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """An item with its number; `drawn` is the fix that its marks are of, and `remarks` have the numbers of comments."""

    number: int
    finding: Finding
    drawn: Fix | None
    marks: tuple[Mark, ...]
    remarks: tuple[tuple[int, Remark], ...]

    @property
    def author(self) -> str:
        """Whose changes the marks are."""
        return self.remarks[0][1].author

    @property
    def texts(self) -> tuple[str, ...]:
        """The comments' texts, as they read back."""
        return tuple("\n".join(remark.lines) for _, remark in self.remarks)

    @property
    def day(self) -> date | None:
        """The last day that a comment is of, if it has one of its own."""
        return max((remark.day for _, remark in self.remarks if remark.day), default=None)


def entry_of(document: Document, number: int, item: Item) -> Entry:
    """What is sent of an item; without marks where it has no place in the text."""
    changes = list(_changes(document, number, item.drawn)) if item.drawn else []
    homes = touched(document.blocks, item.finding.span)
    if changes:
        home = document.blocks[changes[0].block]
        ends = _around(home, [mark for mark in changes if mark.block == home.index])
    elif homes:
        home = homes[0]
        low, high = stretch(home, item.finding.span)
        ends = (low, high) if low < high else _grown(home, low, high)
    else:
        return Entry(number, item.finding, None, (), _remarks(document, number, item, drawn=False))
    comment = [
        Mark(Sort.OPEN, home.index, ends[0], ends[0], number),
        Mark(Sort.CLOSE, home.index, ends[1], ends[1], number),
    ]
    remarks = _remarks(document, number, item, drawn=bool(changes))
    return Entry(number, item.finding, item.drawn if changes else None, (*changes, *comment), remarks)


def _changes(document: Document, number: int, fix: Fix) -> Iterator[Mark]:
    """The marks of a fix's changes; none where a paragraph would begin or end by it, which can't be tracked."""
    made: list[Mark] = []
    for edit in fix.edits:
        blocks = touched(document.blocks, edit.span)
        if len(blocks) != 1 or _parts(edit, document.source[edit.span]):
            return
        for stroke in strokes_of(document.source, blocks[0], edit, "", first=True):
            made += _marks(document, blocks[0], stroke, number)
    yield from made


def _parts(edit: Edit, was: str) -> bool:
    """Whether an edit parts or joins paragraphs, or lines of verse."""
    return edit.text.count("\n") != was.count("\n") or "\n\n" in edit.text.replace("\r", "")


def _marks(document: Document, block: Block, stroke: Stroke, number: int) -> Iterator[Mark]:
    start, end = stroke.start, stroke.end
    markup = start == end
    if stroke.file or start < end:
        text = _struck(document, block, stroke)
        yield Mark(Sort.TAKEN_OUT, block.index, start, end, number, text, markup)
    if stroke.text:
        yield Mark(Sort.PUT_IN, block.index, start, end, number, _flat(stroke.text))


def _struck(document: Document, block: Block, stroke: Stroke) -> str:
    """What is shown as taken out: prose as it reads, spaces as the file has them, markup as it is written."""
    start, end = stroke.start, stroke.end
    file = document.source[block.span(start, end)] if start < end else stroke.file
    if start == end or (file.isspace() and "\n" not in file):
        return _flat(file)
    return _flat(
        "".join(
            visible(document.source[block.span(at, at + 1)]) if character == OBJECT else character
            for at, character in enumerate(block.text[start:end], start)
        )
    )


def _flat(text: str) -> str:
    """Text on one line, without what XML can't hold."""
    flat = text.replace("\r\n", " ").replace("\n", " ").replace("\t", " ")
    return "".join(visible(character) if character < " " else character for character in flat)


def _around(block: Block, changes: list[Mark]) -> tuple[int, int]:
    """The stretch that a comment on changes is on: one that stays when they are accepted, whatever they take out."""
    low, high = min(mark.start for mark in changes), max(mark.end for mark in changes)
    stands = any(mark.sort is Sort.PUT_IN for mark in changes) and low < high
    return (low, high) if stands else _grown(block, low, high)


def _grown(block: Block, low: int, high: int) -> tuple[int, int]:
    """A stretch with the word before it, or behind it where it begins its block."""
    start = low
    while start > 0 and not block.text[start - 1].isalnum():
        start -= 1
    while start > 0 and block.text[start - 1].isalnum():
        start -= 1
    if start < low:
        return start, high
    end = high
    while end < len(block.text) and not block.text[end].isalnum():
        end += 1
    while end < len(block.text) and block.text[end].isalnum():
        end += 1
    return low, end


def _remarks(document: Document, number: int, item: Item, *, drawn: bool) -> tuple[tuple[int, Remark], ...]:
    """The comments on an item, with their numbers: the reason, and what was said of it already."""
    said = [
        Remark(each.who or AUTHOR, tuple(map(_flat, each.comment.splitlines())), each.when)
        for each in item.recorded
        if each.comment
    ]
    ours = [] if item.finding.message == REMARK and said else [_reason(document, number, item, drawn=drawn)]
    numbers = (number, *range(OTHERS + 100 * number, OTHERS + 100 * (number + 1)))
    return tuple(zip(numbers, (*ours, *said), strict=False))


def _reason(document: Document, number: int, item: Item, *, drawn: bool) -> Remark:
    """Our comment: the reason, what else there is to choose, what was decided, and the check."""
    finding = item.finding
    lines = [finding.message]
    if not drawn and item.mends:
        lines.append(f"Proposed: {'; '.join(item.mends)}.")
    if item.choices:
        label = "Choices" if finding.severity is Severity.QUERY and not drawn else "Or"
        lines.append(f"{label}: {'; '.join(map(_quoted, item.choices))}.")
    for each in item.recorded:
        whose = f" by {each.who}" if each.who else ""
        lines.append(f"{each.verdict.value.capitalize()}{whose}{f', {each.when}' if each.when else ''}.")
    line = document.source.position(finding.span.start).line
    lines.append(f"[{finding.check or 'no check'}, {number}, line {line}]")
    return Remark(SAFE if item.mechanical else AUTHOR, tuple(map(_flat, lines)))


def _quoted(text: str) -> str:
    return f"“{shorten(text)}”"
