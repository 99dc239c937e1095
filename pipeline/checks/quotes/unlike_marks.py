"""A quotation that opens with a double mark and closes with a single one, or the other way round.

Both marks of a pair are of one kind (Chicago, chapter 6, “Quotation marks”). Which of the two is the slip is told by
the draft's other quotations, and by the one that it stands in; the fix makes both alike.
"""

from collections.abc import Iterator

from pipeline.checks import Allowed, Flagged
from pipeline.checks._pairs import Pairing, paired
from pipeline.document import Document
from pipeline.finding import Edit, Finding, Fix, Severity
from pipeline.source import Span
from pipeline.typography import DOUBLE, KINDS, SINGLE

SEVERITY = Severity.ERROR
FIX = "unsafe"
IN_QUOTATIONS = "as-is"
EXAMPLES = (
    Flagged("They call it ⟦“slow’⟧ and leave.", fixed="They call it “slow” and leave."),
    Flagged('They call it ⟦\'very slow"⟧ and "long".', fixed='They call it "very slow" and "long".'),
    Flagged(
        "They call it ‘slow’ and ‘long’, and ⟦‘not their thing”⟧.",
        fixed="They call it ‘slow’ and ‘long’, and ‘not their thing’.",
    ),
    Allowed("The “singers’ band” and the “puttin’ on” of airs."),
    Allowed("“They call it ‘slow,’” she says, “an’ long.”"),
    Allowed("‘Hang ’em “High”,’ he says. The ’90s “boom” was the bakers’."),
)

_DOUBLED = {"'": '"', "‘": "“", "’": "”"}
_HALVED = {'"': "'", "“": "‘", "”": "’"}


def find(document: Document) -> Iterator[Finding]:
    """Flag the quotation with its marks."""
    found = list(paired(document))
    kinds = [each.kind for _, pairing in found for each in pairing.pairs if each.kind in (DOUBLE, SINGLE)]
    usual = SINGLE if kinds.count(SINGLE) > kinds.count(DOUBLE) else DOUBLE
    for block, pairing in found:
        for opening, closing in pairing.unlike:
            wanted = _inside(pairing, opening) or usual
            wrong, new = next(
                (at, (_DOUBLED if wanted == DOUBLE else _HALVED)[block.text[at]])
                for at in (opening, closing)
                if KINDS[block.text[at]] != wanted
            )
            span = Span(block.span(opening, opening + 1).start, block.span(closing, closing + 1).end)
            message = f"This opens with {block.text[opening]} and closes with {block.text[closing]}; {new} is wanted."
            yield Finding(span, message, (Fix((Edit(block.span(wrong, wrong + 1), new),)),))


def _inside(pairing: Pairing, at: int) -> str:
    """The kind of marks wanted inside the quotation that a place lies in; none where it lies in none."""
    around = [each for each in pairing.pairs if each.kind in (DOUBLE, SINGLE) and each.opening < at < each.closing]
    return "" if not around else DOUBLE if around[-1].kind == SINGLE else SINGLE
