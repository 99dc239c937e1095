"""A quotation inside another, in the same marks.

Marks alternate, double and single, so that a reader sees where the inner quotation ends (Chicago, chapter 13,
“Quotations within quotations”; New Hart's Rules, chapter 9). The fix gives the inner one the other marks. It is a
query: the outer quotation may end before the inner one begins, and have lost a mark.
"""

from collections.abc import Iterator

from pipeline.checks import Allowed, Flagged
from pipeline.checks._pairs import Pair, paired
from pipeline.checks.quotes._levels import turned
from pipeline.document import Document, RegionKind
from pipeline.finding import Finding, Fix, Severity
from pipeline.source import Span
from pipeline.typography import DOUBLE, SINGLE

SEVERITY = Severity.QUERY
FIX = "unsafe"
IN_QUOTATIONS = "as-is"
EXAMPLES = (
    Flagged("“She said ⟦“no”⟧ to me,” he says.", fixed="“She said ‘no’ to me,” he says."),
    Flagged('"She said ⟦"no"⟧ to me," he says.', fixed="\"She said 'no' to me,\" he says."),
    Flagged("‘She said ⟦‘not now’⟧ to me,’ he says.", fixed="‘She said “not now” to me,’ he says."),
    Allowed("“She said ‘no’ to me,” he says. “‘The “inner” one’ is right.”"),
    Allowed('She says "no" and "yes" and "maybe".'),
)


def find(document: Document) -> Iterator[Finding]:
    """Flag the inner quotation with its marks."""
    for block, pairing in paired(document):
        quotations = [each for each in pairing.pairs if each.kind in (DOUBLE, SINGLE)]
        for inner in quotations:
            around = _around(inner, quotations)
            if around is None or around.kind != inner.kind or inner.opening == around.opening + 1:
                continue
            edits = turned(block, inner)
            if edits is None or block.inside(RegionKind.FOREIGN, inner.opening, inner.closing + 1):
                continue
            first, last = edits
            message = f"A quotation stands inside another in the same marks; are {first.text} and {last.text} wanted?"
            yield Finding(Span(first.span.start, last.span.end), message, (Fix(edits),))


def _around(inner: Pair, quotations: list[Pair]) -> Pair | None:
    """The quotation that another lies in, the nearest."""
    around = [each for each in quotations if each.opening < inner.opening and inner.closing < each.closing]
    return max(around, key=lambda each: each.opening, default=None)
