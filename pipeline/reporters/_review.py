"""What the editor's page shows: each finding with its place in the prose, and the prose in runs.

Changes are the edits of our own fixes, carried from the file into the prose by the places of its characters. Nothing is
found by comparing two texts, except within one edit of several words, where only the words that differ are struck.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil
from typing import Any

from pipeline.decisions import Decision, Resolved
from pipeline.document import Block, BlockKind, Document
from pipeline.finding import Report, Severity
from pipeline.reporters._common import count, unrun
from pipeline.reporters._items import Item, State
from pipeline.reporters._items import items as items_of
from pipeline.reporters._places import stretch, strokes_of, touched
from pipeline.reporters._runs import Mark, Part, Stroke, parts

WORDS_A_MINUTE = 230


@dataclass(frozen=True, slots=True)
class Cell:
    """A block of prose in parts."""

    block: Block
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A block of prose, or the cells of one line of a table, with its notes.

    `level` is that of its element, `line` the file's line that it begins on.
    """

    cells: tuple[Cell, ...]
    level: int
    line: int
    items: tuple[Item, ...]

    @property
    def kind(self) -> BlockKind:
        """What its blocks are."""
        return self.cells[0].block.kind


@dataclass(frozen=True, slots=True)
class Review:
    """Everything on the page of one draft; of one that could not be read only `path` and `error`.

    `others` are the recorded decisions that belong to no item: done already, stale, or on words that nothing finds.
    """

    path: str
    error: str | None = None
    title: str = ""
    byline: str = ""
    lang: str = ""
    words: int = 0
    minutes: int = 0
    items: tuple[Item, ...] = ()
    rows: tuple[Row, ...] = ()
    elsewhere: tuple[Item, ...] = ()
    skipped: Mapping[str, Sequence[str]] | None = None
    again: tuple[tuple[str, str], ...] = ()
    others: tuple[Decision, ...] = ()

    @property
    def judged(self) -> tuple[Item, ...]:
        """The judgement calls, in the draft's order."""
        return tuple(item for item in self.items if not item.mechanical and not item.to_mend)

    @property
    def mechanical(self) -> tuple[Item, ...]:
        """The mechanical changes, in the draft's order."""
        return tuple(item for item in self.items if item.mechanical)

    @property
    def decided(self) -> int:
        """How many judgement calls were decided."""
        return sum(item.state in (State.ACCEPTED, State.REJECTED) for item in self.judged)

    @property
    def holding(self) -> tuple[Item, ...]:
        """What holds the draft back."""
        return tuple(item for item in self.items if item.holds)

    @property
    def held(self) -> str:
        """Why the draft is held back, in a sentence without its full stop; empty where nothing holds it."""
        mend = sum(item.to_mend for item in self.holding)
        needs = ((len(self.holding) - mend, "a decision"), (mend, "mending in the draft"))
        said = (f"{count(number, 'error needs', 'errors need')} {what}" for number, what in needs if number)
        return ", and ".join(said)

    @property
    def to_mend(self) -> tuple[Item, ...]:
        """What no decision answers, in the draft's order."""
        return tuple(item for item in self.items if item.to_mend)

    def count(self, grade: Severity, stage: str = "") -> int:
        """How many findings of a severity there are, of one stage or of all; the editor's own wordings are none."""
        return sum(item.severity is grade and stage in ("", item.stage) for item in self.items if not item.own)

    @property
    def stages(self) -> tuple[str, ...]:
        """The stages that found something, in alphabetical order."""
        return tuple(sorted({item.stage for item in self.items if not item.own}))


def review(report: Report, resolved: Resolved | None = None) -> Review:
    """The page of a draft."""
    if report.document is None:
        return Review(report.path, error=report.error)
    document = report.document
    settled = resolved or Resolved()
    items = items_of(document, report.findings, settled)
    recorded = {decision for item in items for decision in item.recorded}
    every = [each.decision for each in settled.placed] + [each.decision for each in settled.stale]
    rows, placed = _rows(document, items)
    words = document.words
    return Review(
        path=report.path,
        title=document.title or report.path,
        byline=_byline(document.metadata),
        lang=document.lang,
        words=words,
        minutes=max(1, ceil(words / WORDS_A_MINUTE)),
        items=items,
        rows=rows,
        elsewhere=tuple(item for item in items if item.id not in placed),
        skipped=unrun([report]),
        again=tuple((stale.decision.was or stale.decision.context, stale.reason) for stale in settled.stale),
        others=tuple(decision for decision in every if decision not in recorded),
    )


def _byline(metadata: Mapping[str, Any]) -> str:
    """Who wrote the draft, and when, as far as its front matter says."""
    authors = metadata.get("author") or metadata.get("authors") or []
    listed = authors if isinstance(authors, list | tuple) else [authors]
    names = [str(author.get("name", "")) if isinstance(author, Mapping) else str(author) for author in listed]
    when = metadata.get("date")
    return ", ".join([*(name for name in names if name), *([str(when)] if when else [])])


def _rows(document: Document, items: Sequence[Item]) -> tuple[tuple[Row, ...], set[str]]:
    """The blocks that are shown, and the ids of the items that have their place in one."""
    strokes: dict[int, list[Stroke]] = {block.index: [] for block in document.blocks}
    marks: dict[int, list[Mark]] = {block.index: [] for block in document.blocks}
    home: dict[str, int] = {}
    for item in items:
        for block in touched(document.blocks, item.finding.span):
            marks[block.index].append(Mark(*stretch(block, item.finding.span), item.id))
            home.setdefault(item.id, block.index)
        for edit in item.drawn.edits if item.drawn else ():
            for order, block in enumerate(touched(document.blocks, edit.span)):
                strokes[block.index] += strokes_of(document.source, block, edit, item.id, first=order == 0)
                home.setdefault(item.id, block.index)
    rows: list[Row] = []
    depth = 2
    for block in document.blocks:
        mine = [item for item in items if home.get(item.id) == block.index]
        if block.kind is BlockKind.FIELD and block.name != "title" and not mine:
            continue
        if block.kind is BlockKind.HEADING:
            depth = min(depth + 1, max(3, block.level + 1), 6)
        row = Row(
            cells=(Cell(block, parts(document.source, block, strokes[block.index], marks[block.index])),),
            level=depth,
            line=document.source.position(block.whole.start).line,
            items=tuple(mine),
        )
        if rows and row.kind is rows[-1].kind is BlockKind.TABLE_CELL and row.line == rows[-1].line:
            row = replace(row, cells=rows[-1].cells + row.cells, items=rows.pop().items + row.items)
        rows.append(row)
    return tuple(rows), set(home)
