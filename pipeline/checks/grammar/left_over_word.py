"""A small word that is left over: “the songs at are loud”, “everybody suspects from each other”.

What was there before a sentence was changed often stays. Every small word is left out in turn, and the language model,
which knows what people write, decides: it is marked only where the sentence becomes many times likelier without. (The
Chicago Manual of Style 5.250.)
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
    Flagged("The songs ⟦at ⟧are better too.", "The songs are better too."),
    Allowed("All that she had had was a song, and that that was short did not matter."),
    Allowed("She drives her car in to the garage."),
)


def find(block: Block, parser: Parser, names: Names, model: LanguageModel, care: Care) -> Iterator[Finding]:
    """Findings on the word that is left over."""
    for edit in edits(block, parser, names, model, care, ("left",)):
        word = block.text[edit.start : edit.end].strip()
        yield flag(block, edit.start, edit.end, f"“{word}” is left over here.", "")
