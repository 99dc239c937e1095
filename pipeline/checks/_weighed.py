"""Mendings that the language model decides on.

A check offers edits generously; those that make their passage likelier by enough become findings. What is enough is
each family's own and was found by trying drafts that a copy editor had marked and edited prose.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.document import Block
from pipeline.engines.causal import LanguageModel
from pipeline.finding import Finding, Severity, flag

HOPELESS = -2.0
"""An edit whose first new token is less likely by more nats than this is not weighed at all."""


@dataclass(frozen=True, slots=True)
class Mending:
    """That `replacements` may stand for `text[start:end]` if one of them gains `least` nats."""

    start: int
    end: int
    replacements: tuple[str, ...]
    message: str
    least: float
    severity: Severity | None = None


def worthwhile(block: Block, model: LanguageModel, mendings: Iterable[Mending]) -> Iterator[Finding]:
    """Findings for those that gain enough, the likeliest fix first. All of a block are weighed in one call."""
    waiting = [each for each in mendings if block.verbatim(each.start, each.end)]
    edits = [(each.start, each.end, text) for each in waiting for text in each.replacements]
    hopes = dict(zip(edits, model.glances(block.text, edits), strict=True))
    asked = [edit for edit in edits if hopes[edit] > HOPELESS]
    gains = dict(zip(asked, model.gains(block.text, asked), strict=True))
    for each in waiting:
        gained = {text: gains.get((each.start, each.end, text), float("-inf")) for text in each.replacements}
        if max(gained.values()) >= each.least:
            best = sorted(each.replacements, key=lambda text: -gained[text])
            yield flag(block, each.start, each.end, each.message, *best, severity=each.severity)
