"""A comma that parts what belongs together.

No comma stands between a verb and its object or the phrase that completes it, before a *that* which a verb or a noun
calls for, between two words that *and* joins, or before a phrase that picks out what it follows. Every such comma is
weighed by the language model, together with what the parse says. (The Chicago Manual of Style 6.22, 6.23, 6.30.)
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks import Allowed, Flagged
from pipeline.checks._care import Care
from pipeline.checks.punctuation._places import Mend
from pipeline.checks.punctuation._weighing import flagged, marks
from pipeline.document import Block
from pipeline.engines.causal import LanguageModel
from pipeline.engines.spacy import Parser
from pipeline.finding import Finding, Severity

SEVERITY = Severity.ERROR
FIX = "unsafe"

EXAMPLES = (
    Flagged("It was filmed in the ⟦streets, of⟧ the old town.", "It was filmed in the streets of the old town."),
    Allowed("It was filmed in the streets of the old town."),
    Allowed("It was filmed in Lisbon, of all places."),
    Allowed("The ferry (it was late), the bus and the streets of the old town made the day."),
    Allowed("“It is long”, I said, and he left."),
    Allowed("I went back with a stopwatch, because something about the rhythm bothered me."),
    Allowed("I met, when I was young, an old singer in Leeds."),
)

CLOSING = ')]"”’'
"""Marks that end a bracket or a quotation."""


def find(block: Block, parser: Parser, model: LanguageModel, care: Care) -> Iterator[Finding]:
    """Findings on the words on both sides of the comma."""
    for mark in marks(block, parser, model, care, Mend.NOTHING):
        # behind a bracket or a quotation the comma belongs to what stands before that
        if mark.place.before.text[-1] not in CLOSING:
            yield flagged(block, mark, "No comma parts what belongs together.")
