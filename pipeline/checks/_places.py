"""The draft's own words, with their places: helpers of the checks that compare a draft with itself."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.document import RUNNING, Block, Document, RegionKind
from pipeline.finding import Edit, Finding, Fix, Severity, edits_for
from pipeline.source import Span

_FOREIGN_TO_IT = (RegionKind.QUOTATION, RegionKind.EMPHASIS, RegionKind.CODE, RegionKind.FOREIGN)


_OPENING = re.compile(r"(?:^|[.!?…:][\"”’')\]]*\s|[“\"‘(—–]\s?|^\W+)$")


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of a block's text."""

    block: Block
    start: int
    end: int

    @property
    def text(self) -> str:
        """The characters of the stretch."""
        return self.block.text[self.start : self.end]


def own(block: Block, start: int, end: int) -> bool:
    """Whether a stretch is the writer's own running prose: no quotation, title in italics, code or other language."""
    return block.kind in RUNNING and not any(block.inside(kind, start, end) for kind in _FOREIGN_TO_IT)


def places(document: Document, pattern: re.Pattern[str]) -> Iterator[tuple[Place, re.Match[str]]]:
    """Where a pattern matches in the writer's own prose."""
    for block in document.blocks:
        if block.kind not in RUNNING:
            continue
        for match in pattern.finditer(block.text):
            if own(block, match.start(), match.end()):
                yield Place(block, match.start(), match.end()), match


def begins_sentence(block: Block, at: int) -> bool:
    """Whether a word at `at` is the first of a sentence, so that its capital says nothing."""
    return _OPENING.search(block.text, max(0, at - 12), at) is not None


def together(odd: Sequence[tuple[Place, str]], message: str, severity: Severity | None = None) -> Finding:
    """One finding for what a draft does in several places: an inconsistency is one question, however often it comes.

    `odd` is each place with what is wanted there. The finding stands at the first; its first fix mends that place, its
    second one all of them.
    """
    ordered = sorted(odd, key=lambda each: each[0].block.starts[each[0].start])
    edits = [edits_for(place.block, place.start, place.end, wanted) or () for place, wanted in ordered]
    first = ordered[0][0]
    return one_finding(first.block.span(first.start, first.end), message, edits, severity)


def one_finding(
    span: Span, message: str, edits: Sequence[tuple[Edit, ...]], severity: Severity | None = None
) -> Finding:
    """A finding at the first of several places, whose edits are given place by place in the file's order."""
    if len(edits) > 1:
        message += f" The same in {len(edits) - 1} more place{'s' if len(edits) > 2 else ''}."
    here, everywhere = edits[0], tuple(edit for each in edits for edit in each)
    fixes = tuple(Fix(each) for each in dict.fromkeys((here, everywhere)) if each)
    return Finding(span, message, fixes, severity)


def like(word: str, sample: str) -> str:
    """`word` with a first capital where `sample` has one."""
    return word[:1].upper() + word[1:] if sample[:1].isupper() else word
