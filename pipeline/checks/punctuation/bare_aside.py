"""What hangs loosely on a sentence has no comma.

A participle that belongs to the whole sentence (“they left singing loudly”), a second name for what was just named
(“Anna the cook”), a clause with *although*, and a second statement behind *but* or *so* are set off. The language model
and the parse weigh each. (The Chicago Manual of Style 6.22, 6.24, 6.28, 6.30.)
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.checks import Allowed, Flagged
from pipeline.checks._care import Care
from pipeline.checks._clauses import SUBJECTS
from pipeline.checks.punctuation._places import Mend
from pipeline.checks.punctuation._weighing import Family, Mark, flagged, marks
from pipeline.document import Block
from pipeline.engines.causal import LanguageModel
from pipeline.engines.spacy import Parser
from pipeline.finding import Finding, Severity

if TYPE_CHECKING:
    from spacy.tokens import Token

SEVERITY = Severity.ERROR
FIX = "unsafe"

EXAMPLES = (
    Flagged(
        "The songs were written by Anna ⟦Orr the⟧ daughter of a baker from Leeds.",
        "The songs were written by Anna Orr, the daughter of a baker from Leeds.",
    ),
    Allowed("It is smoother now, and by any sane measure less tiring."),
    Allowed("The first to sing is Anna Orr, the cook."),
)


TRAILING = frozenset({"if", "as", "all"})
"""Words whose clause or phrase follows without a comma: “go if you can”, “cut from it all that is dull”."""


def find(block: Block, parser: Parser, model: LanguageModel, care: Care) -> Iterator[Finding]:
    """Findings on the words on both sides of where the comma goes."""
    for mark in marks(block, parser, model, care, Mend.COMMA):
        after = mark.place.after
        if mark.family is not Family.ASIDE or mark.is_taste or after.lower_ in TRAILING or _compares(after):
            continue
        yield flagged(block, mark, _message(mark))


def _compares(after: Token) -> bool:
    """Whether an adjective is compared here: “by any measure less annoying” leaves out its verb, and is no aside."""
    return after.lower_ in ("less", "more") and after.i + 1 < len(after.doc) and after.nbor(1).tag_ in ("JJ", "RB")


def _message(mark: Mark) -> str:
    after = mark.place.after
    if not any(letter.isalnum() for letter in after.text):
        return "A comma leads to a quotation that is a sentence."
    if after.tag_ == "CC" or after.lower_ == "so":
        return f"A comma stands before the “{after.text}” that joins two clauses."
    if any(word.tag_ in ("VBG", "VBN") for word in after.doc[after.i : after.i + 2]):
        return "A comma sets off a participle that belongs to the whole sentence."
    subject = after if after.dep_ in SUBJECTS else after.head
    if subject.dep_ in SUBJECTS and subject.left_edge == after:
        return f"A comma parts what leads up to “{subject.text}” from it."
    if after.tag_ in ("DT", "NNP"):
        return "A comma sets off a second name for what was just named."
    return f"A comma sets off what begins with “{after.text}”: it hangs loosely on the sentence."
