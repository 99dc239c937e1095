"""What hangs loosely on a sentence has no comma.

A participle that belongs to the whole sentence (“they left singing loudly”), a second name for what was just named
(“Anna the cook”), a clause with *although*, and a second statement behind *but* or *so* are set off. The language model
and the parse weigh each. (The Chicago Manual of Style 6.22, 6.24, 6.28, 6.30.)
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks import Allowed, Flagged
from pipeline.checks._care import Care
from pipeline.checks._clauses import SUBJECTS
from pipeline.checks.punctuation._places import Mend
from pipeline.checks.punctuation._weighing import Family, Mark, flagged, marks
from pipeline.document import Block
from pipeline.engines.causal import LanguageModel
from pipeline.engines.spacy import Parser
from pipeline.finding import Finding, Severity

SEVERITY = Severity.ERROR
FIX = "unsafe"

EXAMPLES = (
    Flagged(
        "The songs were written by Anna ⟦Orr the⟧ daughter of a baker from Leeds.",
        "The songs were written by Anna Orr, the daughter of a baker from Leeds.",
    ),
    Allowed("The first to sing is Anna Orr, the cook."),
)


TRAILING = frozenset({"if", "as", "all"})
"""Words whose clause or phrase follows without a comma: “go if you can”, “cut from it all that is dull”."""


def find(block: Block, parser: Parser, model: LanguageModel, care: Care) -> Iterator[Finding]:
    """Findings on the words on both sides of where the comma goes."""
    for mark in marks(block, parser, model, care, Mend.COMMA):
        if mark.family is Family.ASIDE and mark.place.after.lower_ not in TRAILING and not mark.is_taste:
            yield flagged(block, mark, _message(mark))


def _message(mark: Mark) -> str:
    after = mark.place.after
    if after.tag_ == "CC" or after.lower_ == "so":
        return f"A comma stands before a “{after.text}” that joins two clauses."
    if after.tag_ in ("VBG", "VBN") or after.nbor(1).tag_ in ("VBG", "VBN"):
        return "A comma sets off a participle that belongs to the whole sentence."
    if after.tag_ in ("DT", "NNP"):
        return "A comma sets off a second name for what was just named."
    if after.dep_ in SUBJECTS:
        return f"A comma parts what leads up to “{after.text}” from it."
    return f"A comma sets off what begins with “{after.text}”: it hangs loosely on the sentence."
