"""A small word that is missing from a set phrase.

“One of best songs”, “in spite the rain”, “it could been worse”: an article, a preposition or an auxiliary that the hand
skipped. The phrases are in the house’s table `missing-words.tsv`.
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
    Flagged("It is ⟦one of best⟧ songs of the year.", "It is one of the best songs of the year."),
    Flagged("He sang ⟦in spite the⟧ rain.", "He sang in spite of the rain."),
    Flagged("It ⟦could been⟧ worse.", "It could have been worse."),
    Flagged("She ⟦seems to the best⟧ of them.", "She seems to be the best of them."),
    Flagged("⟦As result⟧ of the delay we left.", "As a result of the delay we left."),
    Flagged("They left, ⟦although was⟧ early.", "They left, although it was early."),
    Flagged("They sent ⟦out thousand of⟧ letters.", "They sent out thousands of letters."),
    Flagged(
        "It is long. ⟦In my opinion, is the⟧ best.",
        "It is long. In my opinion, it is the best.",
        severity=Severity.QUERY,
    ),
    Flagged("I ⟦can’t wait the next⟧ one.", "I can’t wait for the next one."),
    Flagged(
        "It rains, and that is it. ⟦This is why is so⟧ wet.", "It rains, and that is it. This is why it is so wet."
    ),
    Allowed("The play,in my opinion, is the best. “Rain,” in my opinion, is a fine song. In my opinion, is it good?"),
    Allowed("We can’t wait more than a week. My one question about this is why is the hall so dark?"),
    Allowed("They sent out a thousand of them, and twenty thousand of ours."),
    Allowed("It is one of the best songs, and one of mine."),
    Allowed("She is able and he is willing; it would be a pity."),
    Allowed("He decided, be it late or early, to sing."),
    Allowed("It has been a lot better since."),
)


def find(block: Block) -> Iterator[Finding]:
    """Findings on the phrase."""
    yield from look(block, "missing-words.tsv")
