"""Another word of the same root: “with great abandonment”, “the suspension is high”.

A root with the wrong ending is an error of word formation, or a word that sounds as if it were the right one. The
language model, which has seen what editors change, decides; both words are common ones. (Garner's Modern English Usage,
“Word-Swapping”.)
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks import Allowed, Flagged
from pipeline.checks._care import Care
from pipeline.checks.grammar._weighing import edits
from pipeline.document import Block
from pipeline.engines.causal import LanguageModel
from pipeline.engines.spacy import Parser
from pipeline.finding import Finding, Severity, flag
from pipeline.names import Names

SEVERITY = Severity.ERROR
FIX = "unsafe"

EXAMPLES = (
    Flagged("It is a very ⟦violence⟧ film.", "It is a very violent film."),
    Allowed("The abandonment of the village, and the violence that follows, make the film."),
)


def find(block: Block, parser: Parser, names: Names, model: LanguageModel, care: Care) -> Iterator[Finding]:
    """Findings on the word."""
    for edit in edits(block, parser, names, model, care, ("kin",)):
        old = block.text[edit.start : edit.end]
        yield flag(block, edit.start, edit.end, f"“{old}” is not the form here; “{edit.new}” is.", edit.new)
