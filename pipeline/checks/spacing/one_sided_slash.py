"""A slash with a space on one side only: a singer/ baker.

A slash stands close to the words on both sides, or apart from both where they are phrases (Chicago, chapter 6,
“Slashes”; New Hart's Rules, chapter 4). The fix takes the space out and is safe. Slashes that stand for the end of a
line of verse have two spaces, and dates, fractions, paths and addresses are left alone.
"""

import re
from collections.abc import Iterator

from pipeline.checks import Allowed, Flagged
from pipeline.document import RUNNING, Block, RegionKind
from pipeline.finding import Applicability, Finding, Severity, flag

SEVERITY = Severity.ERROR
FIX = "safe"
IN_QUOTATIONS = "as-is"
EXAMPLES = (
    Flagged("A ⟦singer/ drummer⟧ who is a ⟦cook /baker⟧.", fixed="A singer/drummer who is a cook/baker."),
    Flagged("It is a ⟦Greek/ Polish⟧ film.", fixed="It is a Greek/Polish film."),
    Allowed("It is slow / long and either/or; at 3/ 4 of it, see and/or /home/ann or www.example.org/ now."),
    Allowed("The road is long / the night is short."),
)

_SLASH = re.compile(r"(?<![\w/.@:’'-])(?P<left>[^\W\d_]{2,})(?:/ +| +/)(?P<right>[^\W\d_]{2,})(?![\w/@]|\.\w)")


def find(block: Block) -> Iterator[Finding]:
    """Flag the two words with the slash between them."""
    if block.kind not in RUNNING:
        return
    for match in _SLASH.finditer(block.text):
        if any(block.inside(kind, *match.span()) for kind in (RegionKind.CODE, RegionKind.LINK, RegionKind.FOREIGN)):
            continue
        message = "The slash has a space on one side only; none is wanted."
        yield flag(block, *match.span(), message, f"{match['left']}/{match['right']}", applicability=Applicability.SAFE)
