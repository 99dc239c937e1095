"""The draft's own words, with their places: helpers of the checks of this stage."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.document import RUNNING, Block, Document, RegionKind

_FOREIGN_TO_IT = (RegionKind.QUOTATION, RegionKind.EMPHASIS, RegionKind.CODE, RegionKind.FOREIGN)


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
    return bool(re.search(r"(?:^|[.!?…:][\"”’')\]]*\s|[“\"‘(—–]\s?|^\W+)$", block.text[:at]))


def like(word: str, sample: str) -> str:
    """`word` with a first capital where `sample` has one."""
    return word[:1].upper() + word[1:] if sample[:1].isupper() else word
