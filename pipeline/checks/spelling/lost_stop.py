"""“Etc” without its full stop.

An abbreviation whose end is cut off has one: *etc.* in American and Canadian style (The Chicago Manual of Style 6.20,
10.4). British and Australian usage may leave it out (New Hart's Rules 10.2), and drafts of theirs are left alone. So
is one in quotation marks with the sentence's stop behind it, inside or outside, since two stops would stand there.
"""

import re
from collections.abc import Iterator

from pipeline.checks import Allowed, Flagged
from pipeline.document import RUNNING, Block
from pipeline.finding import Finding, Severity, flag
from pipeline.house import House

SEVERITY = Severity.ERROR
FIX = "unsafe"

EXAMPLES = (
    Flagged("It has songs, dances, ⟦etc⟧, on a small budget.", fixed="It has songs, dances, etc., on a small budget."),
    Allowed("It has songs, dances, etc. and so on, etc., etc."),
    Allowed('They sing “songs, etc”. They sing “songs, etc.” They sing "songs, etc".'),
    Allowed("---\nlang: en-AU\n---\n\nIt has songs, dances, etc, on a small budget."),
    Allowed("The colour of the songs, their humour, etc, is favoured."),
)

_CUT = re.compile(r"(?<![\w/.@-])etc(?![\w./@-]|[”’\"']\.)")
_AMERICAN = ("en-US", "en-CA")


def find(block: Block, house: House) -> Iterator[Finding]:
    """Findings on the abbreviation."""
    if block.kind not in RUNNING or house.dialect not in _AMERICAN:
        return
    for match in _CUT.finditer(block.text):
        message = "An abbreviation that is cut off ends with a full stop."
        yield flag(block, match.start(), match.end(), message, "etc.")
