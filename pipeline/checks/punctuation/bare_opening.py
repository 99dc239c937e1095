"""An opening clause or phrase that runs into its sentence.

“After the end of the long second act the band” wants its comma. Where the parse alone cannot say that what opens a
sentence ends here, the language model and the parse do so together: what the opening is, how long, and what follows it.
(The Chicago Manual of Style 6.24, 6.30, 6.31.)
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks import Allowed, Flagged
from pipeline.checks._care import Care
from pipeline.checks.punctuation._places import Mend
from pipeline.checks.punctuation._weighing import Family, flagged, marks
from pipeline.document import Block
from pipeline.engines.causal import LanguageModel
from pipeline.engines.spacy import Parser
from pipeline.finding import Finding, Severity

SEVERITY = Severity.ERROR
FIX = "unsafe"

EXAMPLES = (
    Flagged(
        "If you have the chance to hear this ⟦record hear⟧ it.",
        "If you have the chance to hear this record, hear it.",
    ),
    Allowed("If you have the chance to hear this record, hear it."),
    Allowed("Now they sing. Then it ends."),
    Allowed("Since the last album the band has lost a bassist and gained a horn section."),
    Allowed("The louder songs I guess I can forgive, and the rest I suppose they will cut."),
)


def find(block: Block, parser: Parser, model: LanguageModel, care: Care) -> Iterator[Finding]:
    """Findings on the last word of the opening and the first of what follows."""
    for mark in marks(block, parser, model, care, Mend.COMMA):
        if mark.family is Family.OPENING and not mark.is_taste:
            yield flagged(block, mark, "A comma parts the opening from what it leads to.")
