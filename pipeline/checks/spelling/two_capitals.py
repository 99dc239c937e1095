"""Two capitals where a word begins: “THere”, “QUeen”.

The finger stayed on the shift key. A word in lower case but for its first two letters is flagged where it is a common
word without the second capital; plurals of initials (DVDs), brands and the house's names are left alone.
"""

import re
from collections.abc import Iterator

from pipeline import house as tables
from pipeline.checks import Allowed, Flagged
from pipeline.checks._places import begins_sentence
from pipeline.document import RUNNING, Block, RegionKind
from pipeline.finding import Applicability, Finding, Severity, flag
from pipeline.house import House

SEVERITY = Severity.ERROR
FIX = "safe"

EXAMPLES = (
    Flagged("⟦THere⟧ is a ⟦KIng⟧ in it.", fixed="There is a King in it."),
    Flagged("⟦THe⟧ end. ⟦SHe⟧ sings ⟦ANd⟧ plays.", fixed="The end. She sings and plays."),
    Allowed("The DVDs and TVs; two GIs, three CDs, IDs and PhDs; the LAika, PCers and ATVs."),
    Allowed("IT'S OVER. iOS, an MSer, OKed, OKs, an MRi, ABe, two HIs."),
)

COMMON = 300
"""How often reviews have the word."""

SHORT = 20_000
"""How often they have one of three letters, where chance makes initials of many (MRi, DVd)."""

_WORD = re.compile(r"(?<![\w@#/.'’&-])[A-Z]{2}(?!s\b)[a-z]+(?![\w@/])")


def find(block: Block, house: House) -> Iterator[Finding]:
    """Findings on the words with two capitals."""
    if block.kind not in RUNNING:
        return
    for match in _WORD.finditer(block.text):
        word = match[0]
        if word in house.names or block.inside(RegionKind.LINK, *match.span()) or not _common(word.lower()):
            continue
        small = word.lower() in tables.entries("function-words.tsv") and not begins_sentence(block, match.start())
        right = word.lower() if small else word.capitalize()
        yield flag(block, *match.span(), f"“{word}” has a capital too many.", right, applicability=Applicability.SAFE)


def _common(word: str) -> bool:
    return len(word) > 2 and tables.frequencies().get(word, 0) >= (COMMON if len(word) > 3 else SHORT)
