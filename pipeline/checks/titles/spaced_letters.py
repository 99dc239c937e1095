"""A title in letters set apart (“S T A G E 1”) that stands bare where the draft quotes its like.

Such a title is seen at once, so the draft's own way with it is clear: where most of its titles in spaced letters
stand in quotation marks, the bare one in running text is flagged, up to the end of what belongs to it. Captions and
headings are labels and need none.
"""

import re
from collections.abc import Iterator

from pipeline.checks import Allowed, Flagged
from pipeline.checks._practice import quotes
from pipeline.document import RUNNING, Document, RegionKind
from pipeline.finding import Finding, Severity, flag

SEVERITY = Severity.ERROR
FIX = "unsafe"
EXAMPLES = (
    Flagged(
        "First comes “S T A G E 1” and then “S T A G E 2”; the last is ⟦S T A G E 3⟧ again.",
        fixed="First comes “S T A G E 1” and then “S T A G E 2”; the last is “S T A G E 3” again.",
    ),
    Flagged(
        "First comes “S T A G E 1”, then “S T A G E 2”, then ⟦S T A G E 3 | The Band⟧.",
        fixed="First comes “S T A G E 1”, then “S T A G E 2”, then “S T A G E 3 | The Band”.",
    ),
    Allowed("First comes S T A G E 1, then S T A G E 2."),
    Allowed("First comes “S T A G E 1”, then “S T A G E 2”, all in A B C order."),
)

_SPACED = re.compile(
    r"(?<![A-Z] )(?:\b|(?<=[a-z]))[A-Z](?:[ \u00a0]+[A-Z]){3,}\b(?:[ \u00a0]+\d+\b)?"
    r"(?: \| [A-Z][\w’']*(?: [A-Z][\w’']*)*)?"
)


def find(document: Document) -> Iterator[Finding]:
    """Flag each bare one, where more are quoted."""
    bare = []
    quoted = 0
    for block in document.blocks:
        if block.kind not in RUNNING:
            continue
        for match in _SPACED.finditer(block.text):
            if block.inside(RegionKind.QUOTATION, match.start(), match.end()):
                quoted += 1
            else:
                bare.append((block, match))
    if quoted <= len(bare):
        return
    opening, closing = quotes(document)
    for block, match in bare:
        message = f"“{match[0]}” stands bare, where {quoted} titles of its kind stand in quotation marks."
        space = " " if block.text[match.start() - 1 : match.start()].isalpha() else ""
        yield flag(block, match.start(), match.end(), message, f"{space}{opening}{match[0]}{closing}")
