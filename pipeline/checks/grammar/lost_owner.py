"""A plural where what follows belongs to it: “the films raw power”, “my parents old house”.

A noun that owns what follows it takes an apostrophe, before the *s* where it is one and behind it where they are many.
Any plural before another noun is tried with both, and marked where the language model finds the possessive many times
likelier. So is “lets” and its like, where two words are meant: “let's”. (The Chicago Manual of Style 7.16, 7.30.)
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
        "I was never fond of the ⟦singers⟧ thin voice, but she writes well.",
        "I was never fond of the singer’s thin voice, but she writes well.",
    ),
    Flagged("⟦Lets⟧ hope that they play it again.", "Let’s hope that they play it again."),
    Allowed("The sports car and the games room are gone, and the singers sound tired."),
)

SHORT = frozenset({"it's", "that's", "there's", "here's", "he's", "she's", "who's", "what's", "let's"})
"""Short for two words, whose apostrophe tells of no owner."""


def find(block: Block, parser: Parser, names: Names, model: LanguageModel, care: Care) -> Iterator[Finding]:
    """Findings on the noun that lacks its apostrophe."""
    apostrophe = "'" if "'" in block.text and "’" not in block.text else "’"
    for edit in edits(block, parser, names, model, care, ("owner",)):
        new = edit.new.replace("'", apostrophe)
        short = new.lower().replace("’", "'") in SHORT
        message = f"It is short for two words: “{new}”." if short else f"What follows belongs to it: “{new}”."
        yield flag(block, edit.start, edit.end, message, new)
