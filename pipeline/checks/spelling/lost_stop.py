"""“Etc” without its full stop.

An abbreviation whose end is cut off has one: *etc.* British usage may leave it out, and a draft in British spelling is
left alone. (The Chicago Manual of Style 10.4, 10.45; New Hart's Rules 10.2.)
"""

import re
from collections.abc import Iterator

from pipeline.checks import Allowed, Flagged
from pipeline.document import RUNNING, Block
from pipeline.finding import Applicability, Finding, Severity, flag
from pipeline.house import House

SEVERITY = Severity.ERROR
FIX = "safe"

EXAMPLES = (
    Flagged("It has songs, dances, ⟦etc⟧, on a small budget.", fixed="It has songs, dances, etc., on a small budget."),
    Allowed("It has songs, dances, etc. and so on, etc., etc."),
    Allowed("The colour of the songs, their humour, etc, is favoured."),
)

_CUT = re.compile(r"(?<![\w/.@-])etc(?![\w./@-])")


def find(block: Block, house: House) -> Iterator[Finding]:
    """Findings on the abbreviation."""
    if block.kind not in RUNNING or house.dialect == "en-GB":
        return
    for match in _CUT.finditer(block.text):
        message = "An abbreviation that is cut off ends with a full stop."
        yield flag(block, match.start(), match.end(), message, "etc.", applicability=Applicability.SAFE)
