"""A verb, or an adverb, in a form that does not fit: “the sound give you”, “two sailors comes”, “it plays beautiful”.

The verb takes the number of its subject and the form that the word before it asks for; what tells how something is
done is an adverb. Every form of a word is tried in its place, and the language model, which knows what people write,
decides: a form is marked only where another one is many times likelier, so that dialect, dialogue and a change of
tense that may be meant are left alone. (The Chicago Manual of Style 5.100–5.108, 5.138–5.147, 5.160.)
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.checks import Allowed, Flagged
from pipeline.checks._care import Care
from pipeline.checks._nouns import EITHER
from pipeline.checks.grammar._score import Weighed
from pipeline.checks.grammar._weighing import edits
from pipeline.document import Block
from pipeline.engines.causal import LanguageModel
from pipeline.engines.spacy import Parser
from pipeline.finding import Finding, Severity, flag
from pipeline.names import Names

if TYPE_CHECKING:
    from spacy.tokens import Doc

SEVERITY = Severity.ERROR
FIX = "unsafe"

EXAMPLES = (
    Flagged("She ⟦go⟧ to school every day with her sister.", "She goes to school every day with her sister."),
    Allowed("It plays over every closing credit, and it is a typically modern song."),
    Allowed("The band are on stage, and everyone sings along."),
    Allowed("He had walked in and sat down, and she let him stay."),
    Allowed("- It cost 3 million dollars, less then a advert."),
)


FAMILIES = ("form", "tense", "gerund", "manner")
"""The families of edits that are forms of a word."""


def find(block: Block, parser: Parser, names: Names, model: LanguageModel, care: Care) -> Iterator[Finding]:
    """Findings on the word in the wrong form."""
    for edit in edits(block, parser, names, model, care, FAMILIES):
        if not _is_collective(parser.parse(block.text), edit):
            old = block.text[edit.start : edit.end]
            yield flag(block, edit.start, edit.end, f"“{old}” does not fit here; “{edit.new}” does.", edit.new)


def _is_collective(doc: Doc, edit: Weighed) -> bool:
    """Whether a noun that takes either number stands before a verb whose number the edit changes."""
    before = [word.lower_ for word in doc if edit.start - 30 < word.idx < edit.start][-4:]
    return edit.family == "form" and not EITHER.isdisjoint(before)
