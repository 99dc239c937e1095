"""A small word instead of another: “interested of the plot”, “very good on playing”.

Which preposition a word takes, *this* or *these*, *much* or *many*, *since* or *that* is idiom. Small words that stand
for one another are tried in each other’s place, and the language model, which knows what people write, decides: one is
marked only where another is many times likelier. (The Chicago Manual of Style 5.195, 5.250.)
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
    Flagged(
        "She is not interested ⟦of⟧ the plot at all.",
        "She is not interested in the plot at all.",
    ),
    Allowed("They walked into the hall and on to the stage, at which point we sat by the door."),
    Allowed("Of that hall, than which I suppose there was never one more cold, nothing is left."),
    Allowed("It is played by Ann Orr, which is all I can say of it. I beleive him."),
    Allowed("The ending which I will not spoil is braver than the book."),
)


def find(block: Block, parser: Parser, names: Names, model: LanguageModel, care: Care) -> Iterator[Finding]:
    """Findings on the word that stands for another."""
    for edit in edits(block, parser, names, model, care, ("swap", "preposition", "word")):
        old = block.text[edit.start : edit.end]
        yield flag(block, edit.start, edit.end, f"“{old}” does not fit here; “{edit.new}” does.", edit.new)
