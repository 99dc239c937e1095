"""A word with a preposition that it does not take.

*Associate with*, *contradict* (nothing), *superior to*: which preposition a word takes is idiom, and a dictionary has
it. The pairs are in the house’s table `prepositions.tsv`. (The Chicago Manual of Style 5.195.)
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks import Allowed, Flagged
from pipeline.checks._phrases import look
from pipeline.document import Block
from pipeline.finding import Finding, Severity

SEVERITY = Severity.ERROR
FIX = "unsafe"

EXAMPLES = (
    Flagged("The second cut is ⟦superior than⟧ the first.", "The second cut is superior to the first."),
    Flagged("They ⟦discussed about⟧ the ending.", "They discussed the ending."),
    Flagged("He sang ⟦despite of⟧ the rain.", "He sang despite the rain."),
    Flagged("I can't ⟦associate it to⟧ him.", "I can't associate it with him."),
    Flagged("The ⟦plot revolves on⟧ a will.", "The plot revolves around a will."),
    Flagged("It has ⟦the same plot than⟧ the first.", "It has the same plot as the first."),
    Flagged("They ⟦blamed to the⟧ rain.", "They blamed the rain."),
    Flagged("We can’t ⟦blame to him⟧.", "We can’t blame him."),
    Allowed("It is more of the same rather than a change, and the same other than the ending."),
    Allowed("He sang the same less than a year later, and it was more the same than not."),
    Allowed("It shifts the blame to the victim; both are to blame to the same degree."),
    Allowed("The second cut is superior to the first."),
    Allowed("They discussed the ending and talked about the start."),
    Allowed("He is good in small parts and at home on stage."),
    Allowed("She listened as the music stopped."),
)


def find(block: Block) -> Iterator[Finding]:
    """Findings on the word and its preposition."""
    yield from look(block, "prepositions.tsv")
