"""A town and its state with a comma between them, and none behind.

The state only adds where the town lies, and stands between two commas. (The Chicago Manual of Style 6.39; AP, “comma”.)
"""

import re
from collections.abc import Iterator

from pipeline.checks import Allowed, Flagged
from pipeline.checks._listed import listed
from pipeline.document import RUNNING, Block
from pipeline.finding import Finding, Severity, flag

SEVERITY = Severity.ERROR
FIX = "unsafe"
EXAMPLES = (
    Flagged("She left Dayton, ⟦Ohio for⟧ the coast.", fixed="She left Dayton, Ohio, for the coast."),
    Flagged(
        "The band from Santa Fe, ⟦New Mexico has⟧ split up.", fixed="The band from Santa Fe, New Mexico, has split up."
    ),
    Allowed("She left Dayton, Ohio, for the coast, and a Dayton, Ohio-based band, too. It is set in Dayton, Ohio."),
    Allowed("They toured Texas, Ohio and Maine, then Maine, Ohio in spring, and a small, Georgia peach of a town."),
    Allowed("For Maria, Virginia was a riddle. When we met, Georgia left."),
)

STATES = listed(
    """Alabama Alaska Arizona Arkansas California Colorado Connecticut Delaware Florida Georgia Hawaii Idaho Illinois
    Indiana Iowa Kansas Kentucky Louisiana Maine Maryland Massachusetts Michigan Minnesota Mississippi Missouri Montana
    Nebraska Nevada Ohio Oklahoma Oregon Pennsylvania Tennessee Texas Utah Vermont Virginia Wisconsin Wyoming"""
) | {"New Hampshire", "New Jersey", "New Mexico", "North Carolina", "North Dakota", "South Carolina", "South Dakota"}
"""The states of the USA whose name is not a town's or a district's, too."""

NAMES = listed("Georgia Virginia Montana")
"""States that are given names as well, behind which only a word of place or a verb of a town tells."""

_STATE = "|".join(sorted(STATES, key=len, reverse=True))
_PLACE = re.compile(
    rf"\b(?P<lead>in|from|of|near|to|at|around|outside|leaves?|left|for|through) "
    rf"(?P<town>(?:[A-Z][\w.’'-]+ ){{0,2}}[A-Z][\w’'-]+), (?P<state>{_STATE}) (?P<next>[a-z][\w’'-]*)"
)


def find(block: Block) -> Iterator[Finding]:
    """Findings on the state and the word behind it."""
    if block.kind not in RUNNING:
        return
    for match in _PLACE.finditer(block.text):
        state, after = match["state"], match["next"]
        if after in ("and", "or", "nor") or match["town"].split()[-1] in STATES:
            continue
        if state in NAMES and match["lead"] not in ("in", "near", "around", "outside"):
            continue
        yield flag(block, match.start("state"), match.end(), "A comma closes what one has opened.", f"{state}, {after}")
