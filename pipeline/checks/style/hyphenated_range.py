"""A hyphen between two numbers that are a range: 1987-1999, pages 5-7.

Print has an en dash there (Chicago, chapter 6, “En dashes”; New Hart's Rules, chapter 4; MLA and AP keep the hyphen, so
that a house of theirs is not told). Many writers type what the keyboard has: advice. Scores, telephone numbers, dates
and codes are left alone.
"""

import re
from collections.abc import Iterator

from pipeline.checks import Allowed, Flagged
from pipeline.document import RUNNING, Block, RegionKind
from pipeline.finding import Finding, Severity, flag
from pipeline.house import House

SEVERITY = Severity.ADVICE
FIX = "unsafe"
IN_QUOTATIONS = "as-is"
EXAMPLES = (
    Flagged("It ran from ⟦1987-1999⟧, and in ⟦2003-04⟧.", fixed="It ran from 1987–1999, and in 2003–04."),
    Flagged("See pages ⟦5-7⟧ and pp. ⟦112-115⟧.", fixed="See pages 5–7 and pp. 112–115."),
    Allowed("It ran 1987–1999. They lost 3-1. Call 555-1234 or 1-800-555. On 2003-04-05."),
    Allowed("A 9-5 job, the MiG-29, 16-bit, 1999-2 and chapter 5."),
)

_RANGE = re.compile(
    r"(?<![\w.,/-])(?:(?P<years>(?:1[5-9]|20)\d\d-(?:(?:1[5-9]|20)\d\d|\d\d))"
    r"|(?<=pages )(?P<pages>\d+-\d+)|(?<=pp\. )(?P<pp>\d+-\d+)|(?<=chapters )(?P<chapters>\d+-\d+)"
    r"|(?<=episodes )(?P<episodes>\d+-\d+))(?![\w/-]|\.\d)"
)
_HYPHENS = ("mla-9", "ap")
"""The profiles that keep the hyphen."""


def find(block: Block, house: House) -> Iterator[Finding]:
    """Flag the range."""
    if block.kind not in RUNNING or house.profile in _HYPHENS:
        return
    for match in _RANGE.finditer(block.text):
        first, last = match[0].split("-")
        rising = int(first) < int(last) or (len(last) < len(first) and int(first[-len(last) :]) < int(last))
        if rising and not any(block.inside(kind, *match.span()) for kind in (RegionKind.CODE, RegionKind.LINK)):
            yield flag(block, *match.span(), "A range of numbers has an en dash in print.", f"{first}–{last}")
