"""An ellipsis of another make than the draft's others: … beside ..., or . . . beside both.

Three dots, the one character … and spaced dots (Chicago's) are all in use, and a draft keeps to one. Where four in five
or more are of one make the odd one is named, with the draft's own for a fix. Nobody misreads it: advice.
"""

import re
from collections import Counter
from collections.abc import Iterator

from pipeline.checks import Allowed, Flagged
from pipeline.document import RUNNING, Block, Document, RegionKind
from pipeline.finding import Finding, Severity, flag

SEVERITY = Severity.ADVICE
FIX = "unsafe"
IN_QUOTATIONS = "as-is"
EXAMPLES = (
    Flagged(
        "So... it drags... and drags... and drags... and⟦…⟧ ends.",
        fixed="So... it drags... and drags... and drags... and... ends.",
    ),
    Flagged(
        "So… it drags… and drags… and drags… and⟦. . .⟧ ends.", fixed="So… it drags… and drags… and drags… and… ends."
    ),
    Allowed("So... it drags... and drags… and drags… and ends."),
    Allowed("So. . . it drags. . . and drags. . . and drags .... It ends."),
)

_ELLIPSIS = re.compile(r"(?<!\.)(?:\.{3}|\.[ \u00a0]\.[ \u00a0]\.)(?!\.)|…")
_OTHERS = 4
"""How many there are, at least, of the usual ones to each that is another."""


def find(document: Document) -> Iterator[Finding]:
    """Flag the dots."""
    found: list[tuple[Block, int, int]] = []
    for block in document.blocks:
        if block.kind in RUNNING:
            found += [
                (block, *match.span())
                for match in _ELLIPSIS.finditer(block.text)
                if not any(block.inside(kind, *match.span()) for kind in (RegionKind.CODE, RegionKind.FOREIGN))
            ]
    ways = Counter(block.text[start:end].replace("\u00a0", " ") for block, start, end in found)
    if len(ways) < 2:
        return
    (usual, others), *_ = ways.most_common()
    if others >= _OTHERS * (len(found) - others):
        for block, start, end in found:
            dots = block.text[start:end].replace("\u00a0", " ")
            if dots != usual:
                message = f"“{dots}” stands here, where the draft's other ellipses are “{usual}”; is that wanted?"
                yield flag(block, start, end, message, usual)
