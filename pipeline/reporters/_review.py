"""What the editor's page shows: each finding with its place in the prose, and the prose in runs.

Changes are the edits of our own fixes, carried from the file into the prose by the places of its characters. Nothing is
found by comparing two texts, except within one edit of several words, where only the words that differ are struck.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from math import ceil
from typing import Any

from pipeline import checks
from pipeline.decisions import Resolved
from pipeline.document import Block, BlockKind, Document
from pipeline.errors import UnknownName
from pipeline.finding import Applicability, Edit, Finding, Fix, Report, Severity
from pipeline.fix import Choice
from pipeline.reporters._common import changes, identities, is_safe, severity, shorten, unrun
from pipeline.reporters._places import stretch, strokes_of, touched
from pipeline.reporters._runs import Mark, Part, Stroke, parts
from pipeline.revision import touch
from pipeline.source import Source, Span

WORDS_A_MINUTE = 230
OWN_WORDING = "The editor’s own wording."


class State(StrEnum):
    """What was decided of a finding."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Item:
    """A finding on the page.

    A `mechanical` one has a safe fix and no decision; the others are judgement calls and have a `number`, from 1. What
    is `drawn` is struck and inserted in its place; of the others the place is marked. `mends` say what the drawn fix
    does, `choices` what else might be put there.
    """

    id: str
    number: int
    finding: Finding
    state: State
    mechanical: bool
    drawn: Fix | None
    line: int
    mends: tuple[str, ...]
    choices: tuple[str, ...]

    @property
    def severity(self) -> Severity:
        """The finding's severity."""
        return severity(self.finding)

    @property
    def stage(self) -> str:
        """The folder of the finding's check."""
        return self.finding.check.partition("/")[0]

    @property
    def own(self) -> bool:
        """Whether this is no finding but what the editor put there."""
        return self.finding.message == OWN_WORDING

    @property
    def holds(self) -> bool:
        """Whether the draft is held back until somebody decides."""
        return self.severity is Severity.ERROR and self.state is State.OPEN and not self.mechanical


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
    judged: tuple[Item, ...]
    mechanical: tuple[Item, ...]

    @property
    def kind(self) -> BlockKind:
        """What its blocks are."""
        return self.cells[0].block.kind


@dataclass(frozen=True, slots=True)
class Review:
    """Everything on the page of one draft; of one that could not be read only `path` and `error`."""

    path: str
    prefix: str = ""
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

    @property
    def judged(self) -> tuple[Item, ...]:
        """The judgement calls, in the draft's order."""
        return tuple(item for item in self.items if not item.mechanical)

    @property
    def mechanical(self) -> tuple[Item, ...]:
        """The mechanical changes, in the draft's order."""
        return tuple(item for item in self.items if item.mechanical)

    @property
    def decided(self) -> int:
        """How many judgement calls were decided."""
        return sum(item.state is not State.OPEN for item in self.judged)

    @property
    def holding(self) -> tuple[Item, ...]:
        """What holds the draft back."""
        return tuple(item for item in self.items if item.holds)

    def count(self, grade: Severity, stage: str = "") -> int:
        """How many findings of a severity there are, of one stage or of all; the editor's own wordings are none."""
        return sum(item.severity is grade and stage in ("", item.stage) for item in self.items if not item.own)

    @property
    def stages(self) -> tuple[str, ...]:
        """The stages that found something, in alphabetical order."""
        return tuple(sorted({item.stage for item in self.items if not item.own}))

    @property
    def pages(self) -> tuple[tuple[str, str], ...]:
        """The checks that found something, each with the first line of its page."""
        return tuple((name, summary(name)) for name in sorted({item.finding.check for item in self.items} - {""}))


def summary(check: str) -> str:
    """The first line of a check's page; nothing for a finding that no check makes."""
    try:
        return checks.load(check).summary
    except UnknownName:
        return ""


def review(report: Report, resolved: Resolved | None = None, prefix: str = "") -> Review:
    """The page of a draft. Ids on it begin with `prefix`, so that several drafts can share a page."""
    if report.document is None:
        return Review(report.path, prefix, error=report.error)
    document = report.document
    items = _items(document.source, report.findings, resolved or Resolved(), prefix)
    rows, placed = _rows(document, items)
    words = document.words
    return Review(
        path=report.path,
        prefix=prefix,
        title=document.title or report.path,
        byline=_byline(document.metadata),
        lang=document.lang,
        words=words,
        minutes=max(1, ceil(words / WORDS_A_MINUTE)),
        items=items,
        rows=rows,
        elsewhere=tuple(item for item in items if item.id not in placed),
        skipped=unrun([report]),
        again=tuple(
            (stale.decision.was or stale.decision.context, stale.reason) for stale in (resolved or Resolved()).stale
        ),
    )


def _byline(metadata: Mapping[str, Any]) -> str:
    """Who wrote the draft, and when, as far as its front matter says."""
    authors = metadata.get("author") or metadata.get("authors") or []
    listed = authors if isinstance(authors, list | tuple) else [authors]
    names = [str(author.get("name", "")) if isinstance(author, Mapping) else str(author) for author in listed]
    when = metadata.get("date")
    return ", ".join([*(name for name in names if name), *([str(when)] if when else [])])


def _items(source: Source, findings: Sequence[Finding], resolved: Resolved, prefix: str) -> tuple[Item, ...]:
    """The findings as items, in the draft's order, and after them the editor's own wordings as items of their own."""
    every = [(finding, _choice(finding, resolved.choices)) for finding in findings]
    for choice in resolved.choices:
        if choice.fix is not None and not any(choice is answer for _, answer in every):
            hull = Span(choice.fix.edits[0].span.start, choice.fix.edits[-1].span.end)
            own = Finding(hull, OWN_WORDING, (choice.fix,), Severity.ERROR, check=choice.check, text=source[hull])
            every.append((own, choice))
    every.sort(key=lambda pair: pair[0].span)
    drawn = _drawn(every, resolved)
    names = identities(source, [finding for finding, _ in every])
    items = []
    number = 0
    for (finding, chosen), name, fix in zip(every, names, drawn, strict=True):
        state = _state(finding, chosen, resolved)
        mechanical = is_safe(finding) and state is State.OPEN and fix is not None
        number += not mechanical
        here = _becomes(source, finding, fix) if fix else ""
        others = dict.fromkeys(_becomes(source, finding, other) for other in finding.fixes)
        items.append(
            Item(
                id=prefix + name,
                number=0 if mechanical else number,
                finding=finding,
                state=state,
                mechanical=mechanical,
                drawn=fix,
                line=source.position(finding.span.start).line,
                mends=tuple(str(change) for change in changes(source, finding, fix)) if fix else (),
                choices=tuple(other for other in others if other != here),
            )
        )
    return tuple(items)


def _choice(finding: Finding, choices: Iterable[Choice]) -> Choice | None:
    return next((choice for choice in choices if choice.finding == finding or choice.answers(finding)), None)


def _state(finding: Finding, choice: Choice | None, resolved: Resolved) -> State:
    if finding in resolved.rejected:
        return State.REJECTED
    accepted = (choice is not None and choice.fix is not None) or finding in resolved.answered
    return State.ACCEPTED if accepted else State.OPEN


def _becomes(source: Source, finding: Finding, fix: Fix) -> str:
    """What a fix would put there, in short."""
    becomes = ", ".join(change.becomes.strip() for change in changes(source, finding, fix))
    return shorten(becomes) if becomes.strip(" ,") else "nothing"


def _drawn(every: Sequence[tuple[Finding, Choice | None]], resolved: Resolved) -> list[Fix | None]:
    """For each finding the fix that is drawn in its place.

    What was accepted comes first, then what is safe, then an error's likely fix; where two touch, the first is drawn.
    """
    drawn: list[Fix | None] = [None] * len(every)
    taken: list[Edit] = []

    def rank(at: int) -> tuple[int, int]:
        finding, choice = every[at]
        return (0 if choice and choice.fix else 1 if is_safe(finding) else 2), severity(finding).rank

    for at in sorted(range(len(every)), key=rank):
        finding, choice = every[at]
        if finding in resolved.rejected:
            continue
        likely = severity(finding) is Severity.ERROR and finding.fix is not None
        offered = finding.fix if is_safe(finding) or likely else None
        fix = choice.fix if choice and choice.fix else offered
        if fix is None or (fix.applicability is Applicability.DISPLAY_ONLY and not choice):
            continue
        if any(other.forbids(fix) for other in resolved.choices if other is not choice or not other.fix):
            continue
        if not any(touch(mine.span, edit.span) for mine in fix.edits for edit in taken):
            drawn[at] = fix
            taken += fix.edits
    return drawn


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
            judged=tuple(item for item in mine if not item.mechanical),
            mechanical=tuple(item for item in mine if item.mechanical),
        )
        if rows and row.kind is rows[-1].kind is BlockKind.TABLE_CELL and row.line == rows[-1].line:
            row = _joined(rows.pop(), row)
        rows.append(row)
    return tuple(rows), set(home)


def _joined(row: Row, cell: Row) -> Row:
    """A table's row with another cell."""
    return replace(
        row,
        cells=row.cells + cell.cells,
        judged=row.judged + cell.judged,
        mechanical=row.mechanical + cell.mechanical,
    )
