"""An ellipsis without a space before the next word: It drags...and drags.

Words stand apart, whatever is left out between them: a space follows the dots in every style (Chicago, chapter 13,
“Ellipses”; New Hart's Rules, chapter 4; AP, “Ellipsis”). In speech that breaks off and goes on in one breath they may
be closed, and a draft that sets them so throughout, four times or more, is left alone. Copy editors let most of them
stand, so it is advice. The fix is safe.
"""

import re
from collections.abc import Iterator

from pipeline.checks import Allowed, Flagged
from pipeline.document import RUNNING, Document, RegionKind
from pipeline.finding import Applicability, Finding, Severity, flag

SEVERITY = Severity.ADVICE
FIX = "safe"
IN_QUOTATIONS = "as-is"
EXAMPLES = (
    Flagged("It ⟦drags...and⟧ drags.", fixed="It drags... and drags."),
    Flagged("It ⟦drags…and⟧ ⟦ends....Then⟧ it begins.", fixed="It drags… and ends.... Then it begins."),
    Allowed("It drags... and drags … and ends."),
    Allowed("“I...I don’t know,” she says."),
    Allowed("One...two...three...four...five."),
)

_GLUED = re.compile(
    r"(?<![\w@/])[^\W\d_][\w’'-]*[)”\"]?(?P<dots>(?<!\.)\.{3}(?!\.)|…|(?<!\.)\.{4}(?=[A-Z]))"
    r"(?=(?P<right>[^\W\d_][\w’'-]*))"
)
_APART = re.compile(r"\w[)”\"]?(?:\.{3}|…)\s+\w")
_HABIT = 4


def find(document: Document) -> Iterator[Finding]:
    """Flag the two words with the dots between them."""
    found = [
        (block, match)
        for block in document.blocks
        if block.kind in RUNNING
        for match in _GLUED.finditer(block.text)
        if not any(
            block.inside(kind, *match.span()) for kind in (RegionKind.QUOTATION, RegionKind.CODE, RegionKind.FOREIGN)
        )
    ]
    if len(found) >= _HABIT and not any(_APART.search(block.text) for block in document.blocks):
        return
    for block, match in found:
        right = f"{match[0]} {match['right']}"
        message = "No space stands behind the ellipsis; one is wanted."
        yield flag(block, match.start(), match.end("right"), message, right, applicability=Applicability.SAFE)
