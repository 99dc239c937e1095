"""Marks that close in the wrong order: “Blue Moon (Live”), (very [odd) indeed].

What opens last closes first, so that a bracket opened inside a quotation is closed inside it (Chicago, chapter 6,
“Parentheses” and “Brackets”). Where the two closing marks stand side by side the fix lets them change places; of
brackets that cross elsewhere only the writer knows which is meant to end where.
"""

from collections.abc import Iterator

from pipeline.checks import Allowed, Flagged
from pipeline.checks._pairs import ROUND, SQUARE, Pair, paired
from pipeline.document import Document
from pipeline.finding import Finding, Severity, flag

SEVERITY = Severity.ERROR
FIX = "unsafe"
IN_QUOTATIONS = "as-is"
EXAMPLES = (
    Flagged("They open with “Blue Moon (Live⟦”)⟧ again.", fixed="They open with “Blue Moon (Live)” again."),
    Flagged('They leave (and say "goodbye⟦)"⟧ again.', fixed='They leave (and say "goodbye") again.'),
    Flagged("It is (very [odd⟦) indeed]⟧."),
    Allowed("They open with “Blue Moon (Live)” (and say “goodbye”) [again (and again)]."),
    Allowed("They left :) (and “smiled :)”)."),
)


def find(document: Document) -> Iterator[Finding]:
    """Flag the two closing marks with what is between them."""
    for block, pairing in paired(document):
        for number, outer in enumerate(pairing.pairs):
            for inner in pairing.pairs[number + 1 :]:
                if not inner.opening < outer.closing < inner.closing:
                    continue
                start, end = outer.closing, inner.closing + 1
                marks = block.text[start], block.text[end - 1]
                message = f"{marks[0]} closes before {marks[1]}, which was opened later; the order of the two is wrong."
                if end - start == 2:
                    yield flag(block, start, end, message, "".join(reversed(marks)))
                elif _brackets(outer) and _brackets(inner):
                    yield flag(block, start, end, message)


def _brackets(each: Pair) -> bool:
    return each.kind in (ROUND, SQUARE)
