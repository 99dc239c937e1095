"""Where the file's spans and edits stand in the prose of the blocks."""

from collections.abc import Sequence
from difflib import SequenceMatcher

from pipeline.document import Block
from pipeline.finding import Edit
from pipeline.reporters._common import tokens, visible
from pipeline.reporters._runs import Stroke
from pipeline.source import Source, Span


def touched(blocks: Sequence[Block], span: Span) -> list[Block]:
    """The blocks that have a character of the span, or the smallest one that it lies in or at."""
    within = [block for block in blocks if block.text and _covered(block, span)]
    if within:
        return within
    around = [
        block for block in blocks if block.text and block.whole.start <= span.start <= span.end <= block.whole.end
    ]
    return sorted(around, key=lambda block: block.whole.end - block.whole.start)[:1]


def _covered(block: Block, span: Span) -> bool:
    if block.starts[0] > span.end or block.ends[-1] < span.start:
        return False
    start, end = stretch(block, span)
    return start < end


def stretch(block: Block, span: Span) -> tuple[int, int]:
    """The characters of a block that the span touches; where there is none, the place between two of them."""
    end = block.index_of(span.end)
    start = block.index_of(span.start)
    while start > 0 and block.ends[start - 1] > span.start:
        start -= 1
    return start, max(start, end)


def strokes_of(source: Source, block: Block, edit: Edit, owner: str, first: bool) -> list[Stroke]:
    """An edit in the prose of one block; what it puts in stands in the first block that it touches."""
    start, end = stretch(block, edit.span)
    if start == end:
        return [Stroke(start, end, edit.text, visible(source[edit.span]), owner)]
    hull = Span(min(edit.span.start, block.starts[start]), max(edit.span.end, block.ends[end - 1]))
    new = source.text[hull.start : edit.span.start] + edit.text + source.text[edit.span.end : hull.end] if first else ""
    if not block.verbatim(start, end):
        return [Stroke(start, end, new, visible(source[hull]), owner)]
    return [Stroke(start + a, start + b, text, "", owner) for a, b, text in _refined(block.text[start:end], new)]


def _refined(old: str, new: str) -> list[tuple[int, int, str]]:
    """The words that differ, of an edit that has several and keeps most of them; else the edit as it is."""
    mine, theirs = tokens(old), tokens(new)
    matcher = SequenceMatcher(None, mine, theirs, autojunk=False)
    if len(mine) < 4 or matcher.ratio() < 0.5:
        return [(0, len(old), new)]
    places = [0]
    for token in mine:
        places.append(places[-1] + len(token))
    return [
        (places[a], places[b], "".join(theirs[c:d])) for kind, a, b, c, d in matcher.get_opcodes() if kind != "equal"
    ]
