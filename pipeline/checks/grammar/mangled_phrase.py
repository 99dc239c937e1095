"""A set phrase or a verb's construction that went wrong.

“Case and point”, “for all intensive purposes”, “worth to see”, “could of”: idiom allows one form, and a dictionary has
it. The phrases are in the house’s table `phrases.tsv`. (Garner’s Modern English Usage, under each phrase; The Chicago
Manual of Style 5.250.)
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
    Flagged("The second act is a ⟦case and point⟧.", "The second act is a case in point."),
    Flagged("The concert was ⟦worth to see⟧.", "The concert was worth seeing."),
    Flagged("We ⟦can not⟧ hear the flute.", "We cannot hear the flute."),
    Flagged("The ⟦reason I left is because⟧ it rained.", "The reason I left is that it rained."),
    Flagged("They ⟦are suppose to⟧ sing.", "They are supposed to sing."),
    Flagged("I would ⟦recommend everyone to see⟧ it.", "I would recommend that everyone see it."),
    Flagged("Let us ⟦try and find⟧ a seat.", "Let us try to find a seat.", severity=Severity.ADVICE),
    Allowed("It can not only sing but dance."),
    Allowed("He could, of course, sing; did you use to play?"),
    Allowed("The reason is because of the rain."),
    Allowed("They used the same time slot, and it was worth seeing."),
)


def find(block: Block) -> Iterator[Finding]:
    """Findings on the phrase."""
    yield from look(block, "phrases.tsv")
