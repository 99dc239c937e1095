"""A block's prose in runs: what stands, what is struck and what is put in, each with its markup and its finding."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from pipeline.document import OBJECT, Block, RegionKind
from pipeline.reporters._common import spaces_shown, visible
from pipeline.source import Source


@dataclass(frozen=True, slots=True)
class Stroke:
    """Put `text` in the place of `block.text[start:end]`; `file` is what stands there in the file, if it differs."""

    start: int
    end: int
    text: str
    file: str
    owner: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A half-open stretch of a block's text that a finding is about."""

    start: int
    end: int
    owner: str


@dataclass(frozen=True, slots=True)
class Style:
    """An element around a run; `value` is a link's address or a language."""

    tag: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of one kind: `same`, `object`, `del`, `ins`, or `mark` for a place without any.

    `shown` stands for what can't be seen, and for what an object is in the file.
    """

    kind: str
    text: str
    styles: tuple[Style, ...] = ()
    shown: str = ""
    owner: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """Runs of one finding, or of none; `first` and `last` say whether the finding has others in this block."""

    owner: str
    runs: tuple[Run, ...]
    first: bool = False
    last: bool = False


TAGS = {
    RegionKind.EMPHASIS: "em",
    RegionKind.STRONG: "strong",
    RegionKind.LINK: "a",
    RegionKind.CODE: "code",
    RegionKind.FOREIGN: "span",
}
SCHEMES = ("http://", "https://", "mailto:")


def parts(source: Source, block: Block, strokes: Sequence[Stroke], marks: Sequence[Mark]) -> tuple[Part, ...]:
    """The block's text in parts. Strokes may not overlap; where marks do, the first one has the characters."""
    grouped = [
        (owner, tuple(runs)) for owner, runs in groupby(_runs(source, block, strokes, marks), key=lambda run: run.owner)
    ]
    owners = [owner for owner, _ in grouped]
    return tuple(
        Part(owner, runs, first=owner not in owners[:at], last=owner not in owners[at + 1 :])
        for at, (owner, runs) in enumerate(grouped)
    )


def _runs(source: Source, block: Block, strokes: Sequence[Stroke], marks: Sequence[Mark]) -> Iterator[Run]:
    text = block.text
    ordered = sorted(strokes, key=lambda stroke: (stroke.start, stroke.end))
    drawn = {stroke.owner for stroke in strokes}
    bare = [mark for mark in marks if mark.start == mark.end and mark.owner not in drawn]
    cuts = {0, len(text)}
    cuts |= {at for stroke in strokes for at in (stroke.start, stroke.end)}
    cuts |= {at for mark in marks for at in (mark.start, mark.end)}
    cuts |= {at for region in block.regions for at in (region.start, region.end)}
    cuts |= {at + edge for at, character in enumerate(text) if character == OBJECT for edge in (0, 1)}
    places = sorted(cuts)
    for at, place in enumerate(places):
        for mark in bare:
            if mark.start == place:
                yield Run("mark", "", owner=mark.owner)
        for stroke in ordered:
            if stroke.start == stroke.end == place:
                yield from _put_in(block, stroke)
        if place == len(text):
            break
        end = places[at + 1]
        styles = _styles(block, place, end)
        struck = next((stroke for stroke in ordered if stroke.start <= place and end <= stroke.end), None)
        if struck is None:
            owner = next((mark.owner for mark in marks if mark.start <= place and end <= mark.end), "")
            if text[place:end] == OBJECT:
                yield Run("object", OBJECT, styles, source[block.span(place, end)], owner)
            else:
                yield Run("same", text[place:end], styles, owner=owner)
            continue
        shown = struck.file if place == struck.start else ""
        yield Run("del", text[place:end], styles, _unseen(text[place:end], shown), struck.owner)
        if end == struck.end:
            yield from _put_in(block, struck)


def _put_in(block: Block, stroke: Stroke) -> Iterator[Run]:
    """What a stroke puts in, in the markup that is around it; and file text that it takes out, where it is no prose."""
    if stroke.start == stroke.end and stroke.file:
        yield Run("del", "", shown=stroke.file, owner=stroke.owner)
    if stroke.text:
        before, after = max(0, stroke.end - 1), min(len(block.text), stroke.end + (stroke.start == stroke.end))
        styles = _styles(block, min(stroke.start, before), after)
        yield Run("ins", stroke.text, styles, _unseen(stroke.text), stroke.owner)


def _unseen(text: str, file: str = "") -> str:
    """Marks to show for text of which nothing can be seen: spaces, or characters without any width."""
    if text.isspace():
        return spaces_shown(file or text)
    return visible(text) if text and all(visible(character) != character for character in text) else ""


def styled(block: Block) -> list[tuple[int, int, Style]]:
    """The elements in a block's text, each with its half-open stretch; of those around one place the outermost first.

    A link is one only where its address is harmless.
    """
    return [
        (region.start, region.end, Style(TAGS[region.kind], region.value))
        for region in sorted(block.regions, key=lambda region: (region.start, -region.end))
        if region.kind in TAGS and (region.kind is not RegionKind.LINK or region.value.startswith(SCHEMES))
    ]


def _styles(block: Block, start: int, end: int) -> tuple[Style, ...]:
    """The elements around a stretch, from the outermost."""
    return tuple(style for low, high, style in styled(block) if low <= start and end <= high)
