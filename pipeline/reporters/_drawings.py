"""How each item of the editor's page is drawn in the prose, whichever way it is decided.

The page draws a decision the moment it is made. For that it is given, of every block that has a finding, the prose and
its markup, and of every fix the strokes that draw it: what the page shows first is drawn here, by the same rules.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline import checks, decisions
from pipeline.decisions import Decision, Resolved
from pipeline.document import OBJECT, Block, Document
from pipeline.finding import Applicability, Finding, Fix, Severity
from pipeline.finding import stretch as stretch_of
from pipeline.reporters._common import changes, is_safe, severity, shorten
from pipeline.reporters._items import Item
from pipeline.reporters._places import stretch, strokes_of, touched
from pipeline.reporters._runs import styled
from pipeline.source import Span

Places = tuple[tuple[int, int, int], ...]
"""Stretches of prose: the block's index, and the half-open code points of its text."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A fix on the page: `label` is what it puts there in short, `mend` what it does.

    `spans` are the file's, `strokes` are block, start, end, text put in, and what the file has where it differs.
    """

    label: str
    mend: str
    spans: tuple[tuple[int, int], ...]
    strokes: tuple[tuple[int, int, int, str, str], ...]


@dataclass(frozen=True, slots=True)
class Sketch:
    """An item on the page: where it is marked, how each of its fixes is drawn, and where another wording would stand.

    Where `offered`, the first fix is drawn unasked. `recorded` is what was decided. Another wording is a decision like
    `anchor`, whose words are at `own` in the prose and at `words` in the file; it is None where none can be made.
    """

    marks: Places
    fixes: tuple[Drawing, ...]
    offered: bool
    recorded: Drawing | None
    anchor: Decision | None
    own: Places
    words: Span


def sketches(document: Document, items: Sequence[Item]) -> dict[str, Sketch]:
    """The sketch of every item of a draft, by the item's id."""
    return {item.id: _sketch(document, item) for item in items}


def _sketch(document: Document, item: Item) -> Sketch:
    finding, fix = item.finding, item.finding.fix
    anchor = _anchor(document, finding) or next(iter(item.recorded), None)
    words = _words(document, finding, anchor.was) if anchor else finding.span
    likely = severity(finding) is Severity.ERROR or is_safe(finding)
    return Sketch(
        marks=_places(document.blocks, finding.span),
        fixes=tuple(_drawing(document, finding, each, item.id) for each in finding.fixes),
        offered=fix is not None and likely and fix.applicability is not Applicability.DISPLAY_ONLY,
        recorded=_drawing(document, finding, item.drawn, item.id) if item.recorded and item.drawn else None,
        anchor=anchor,
        own=_places(document.blocks, words),
        words=words,
    )


def _anchor(document: Document, finding: Finding) -> Decision | None:
    """The decision that would word a finding's place anew, on its words and its best fix's, if one can be made."""
    text = document.source.text
    span, edits = finding.span, finding.fix.edits if finding.fix else ()
    hull = _hull(finding)
    if "\n" in text[hull.start : hull.end].strip():
        hull, edits = span, tuple(edit for edit in edits if span.contains(edit.span))
    becomes = stretch_of(text, hull, edits)
    check = finding.check if finding.check in checks.ids() else ""
    return decisions.propose(document, hull, becomes if becomes != text[hull.start : hull.end] else "…", check=check)


def _hull(finding: Finding) -> Span:
    """The stretch of the file that a finding and its best fix lie in."""
    spans = [finding.span, *(edit.span for edit in finding.fix.edits)] if finding.fix else [finding.span]
    return Span(min(span.start for span in spans), max(span.end for span in spans))


def _drawing(document: Document, finding: Finding, fix: Fix, owner: str) -> Drawing:
    made = changes(document.source, finding, fix)
    label = ", ".join(change.becomes.strip() for change in made)
    return Drawing(
        label=shorten(label) if label.strip(" ,") else "nothing",
        mend=", ".join(str(change) for change in made),
        spans=tuple((edit.span.start, edit.span.end) for edit in fix.edits),
        strokes=tuple(
            (block.index, stroke.start, stroke.end, stroke.text, stroke.file)
            for edit in fix.edits
            for order, block in enumerate(touched(document.blocks, edit.span))
            for stroke in strokes_of(document.source, block, edit, owner, first=order == 0)
        ),
    )


def _places(blocks: Sequence[Block], span: Span) -> Places:
    return tuple((block.index, *stretch(block, span)) for block in touched(blocks, span))


def _words(document: Document, finding: Finding, was: str) -> Span:
    """Where words stand in the file that a decision on the finding has, as the file or as the prose writes them.

    They stand around the finding and its first fix, or in it; where they do not, they are the finding's own.
    """
    low, high = _hull(finding)
    at = _around(document.source.text, low, high, was)
    if at >= 0:
        return Span(at, at + len(was))
    for block in touched(document.blocks, Span(low, high)):
        at = _around(block.text, *stretch(block, Span(low, high)), was)
        if at >= 0:
            return block.span(at, at + len(was))
    return finding.span


def _around(text: str, low: int, high: int, was: str) -> int:
    """Where words stand that lie around a stretch or in it, the nearest first; -1 where they do not."""
    around = range(low, max(-1, high - len(was) - 1), -1)
    return next((start for start in around if text.startswith(was, start)), text.find(was, low, high) if was else -1)


def prose(document: Document, sketched: Iterable[Sketch]) -> dict[str, Any]:
    """The blocks that have a mark or a stroke, by index: text, markup, and what objects are in the file."""
    wanted: set[int] = set()
    for sketch in sketched:
        drawings = [*sketch.fixes, *([sketch.recorded] if sketch.recorded else [])]
        wanted |= {place[0] for place in (*sketch.marks, *sketch.own)}
        wanted |= {stroke[0] for drawing in drawings for stroke in drawing.strokes}
    return {
        str(block.index): {
            "text": block.text,
            "styles": [[start, end, style.tag, style.value] for start, end, style in styled(block)],
            "objects": {
                at: document.source[block.span(at, at + 1)]
                for at, character in enumerate(block.text)
                if character == OBJECT
            },
        }
        for block in document.blocks
        if block.index in wanted
    }


def guards(resolved: Resolved) -> list[list[int]]:
    """The spans of the file in which nothing is changed unasked, since a decision on them no longer fits."""
    return [[*choice.span] for choice in resolved.choices if choice.exact and choice.fix is None]
