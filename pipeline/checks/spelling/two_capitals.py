"""Two capitals where a word begins: “THere”, “QUeen”.

The finger stayed on the shift key. A word in lower case but for its first two letters is flagged where it is a common
word without the second capital; plurals of initials (DVDs), brands and the house's names are left alone.
"""

import re
from collections.abc import Iterator

from pipeline import house as tables
from pipeline.checks import Allowed, Flagged
from pipeline.document import RUNNING, Block, RegionKind
from pipeline.finding import Applicability, Finding, Severity, flag
from pipeline.house import House

SEVERITY = Severity.ERROR
FIX = "safe"

EXAMPLES = (
    Flagged("⟦THere⟧ is a ⟦KIng⟧ in it.", fixed="There is a King in it."),
    Allowed("The DVDs and TVs; two GIs, three CDs, IDs and PhDs; the LAika, PCers and ATVs."),
    Allowed("IT'S OVER. iOS, an MSer, OKed, OKs."),
)

COMMON = 300
"""How often reviews have the word."""

_WORD = re.compile(r"(?<![\w@#/.'’&-])[A-Z]{2}[a-z]{2,}(?![\w@/])")


def find(block: Block, house: House) -> Iterator[Finding]:
    """Findings on the words with two capitals."""
    if block.kind not in RUNNING:
        return
    for match in _WORD.finditer(block.text):
        word = match[0]
        if word in house.names or block.inside(RegionKind.LINK, *match.span()) or not _common(word.lower()):
            continue
        right = word.capitalize()
        yield flag(block, *match.span(), f"“{word}” has a capital too many.", right, applicability=Applicability.SAFE)


def _common(word: str) -> bool:
    return tables.frequencies().get(word, 0) >= COMMON
