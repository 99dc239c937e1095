"""A small word that is lost: “he appears to the best singer”, “it good to see them”, “not close the house”.

Every small word – articles, prepositions, forms of *be* and *have*, pronouns – is tried between any two words where the
language model, which knows what people write, did not expect the second; it is marked only where the sentence becomes
many times likelier. (The Chicago Manual of Style 5.70–5.75, 5.172–5.192.)
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
    Flagged("We are looking forward ⟦hearing⟧ them.", "We are looking forward to hearing them."),
    Flagged("The plot is based ⟦a⟧ true story.", "The plot is based on a true story."),
    Allowed("She is part of the choir and goes home after school."),
    Allowed("Great fun, and good value too."),
    Allowed("That could not have excisted without it, whatever the years did to hollywood."),
)


def find(block: Block, parser: Parser, names: Names, model: LanguageModel, care: Care) -> Iterator[Finding]:
    """Findings on the word before which one is lost."""
    for edit in edits(block, parser, names, model, care, ("lost", "article")):
        small = edit.new.strip()
        end = next((at for at in range(edit.end, len(block.text)) if not block.text[at].isalnum()), len(block.text))
        word = block.text[edit.start : end]
        yield flag(block, edit.start, end, f"“{small}” is missing before “{word}”.", f"{small} {word}")
