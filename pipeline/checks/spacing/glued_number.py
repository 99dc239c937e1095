"""A number that is glued to its unit of time or its era: 20yrs, 40mins, 300BC.

A space stands between them (Chicago, chapter 9, “Abbreviations and symbols” and “Eras”; New Hart's Rules, chapter 11).
The fix puts one in and is safe. The closed forms that are in use stay: 5pm, 35mm, 10km, 1080p, 90s, 3D.
"""

import re
from collections.abc import Iterator

from pipeline.checks import Allowed, Flagged
from pipeline.document import Block, RegionKind
from pipeline.finding import Applicability, Finding, Severity, flag

SEVERITY = Severity.ERROR
FIX = "safe"
EXAMPLES = (
    Flagged("It ends after ⟦40mins⟧, in ⟦300BC⟧.", fixed="It ends after 40 mins, in 300 BC."),
    Flagged("Just ⟦20yrs⟧ ago it took ⟦2weeks⟧.", fixed="Just 20 yrs ago it took 2 weeks."),
    Allowed("At 5pm, on 35mm, in 1080p, for 10km, in the 90s, in 3D."),
    Allowed("After 40 mins, in 300 BC, a 40-minute film, 1.5x and $20ish."),
)

_GLUED = re.compile(
    r"(?<![\w.,:/$£€#@-])(?P<number>\d+)(?P<unit>yrs|mins|hrs|secs|years|minutes|hours|seconds|weeks|months|days|episodes"
    r"|pages|miles|dollars|people|times|BCE?|CE|AD)(?![\w-])"
)


def find(block: Block) -> Iterator[Finding]:
    """Flag the number with its unit."""
    for match in _GLUED.finditer(block.text):
        if block.inside(RegionKind.CODE, *match.span()) or block.inside(RegionKind.FOREIGN, *match.span()):
            continue
        right = f"{match['number']} {match['unit']}"
        message = f"No space stands between the number and “{match['unit']}”; one is wanted."
        yield flag(block, *match.span(), message, right, applicability=Applicability.SAFE)
