"""A noun in the singular where only the plural fits, or the other way about: “the three evil wizard”.

The noun’s other number is tried in its place, and the language model, which knows what people write, decides: it is
marked only where the other one is many times likelier. (The Chicago Manual of Style 5.7–5.16.)
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
        "There were a few good ⟦song⟧ on the second half of the record.",
        "There were a few good songs on the second half of the record.",
    ),
    Allowed("The two of them play again on friday, in the park."),
    Allowed("The film is about films, and the band plays the songs of bands."),
)


def find(block: Block, parser: Parser, names: Names, model: LanguageModel, care: Care) -> Iterator[Finding]:
    """Findings on the noun in the wrong number."""
    for edit in edits(block, parser, names, model, care, ("number",)):
        old = block.text[edit.start : edit.end]
        yield flag(block, edit.start, edit.end, f"“{old}” does not fit here; “{edit.new}” does.", edit.new)
