"""A space at which a line may break where a style wants none: 5 km, J. S. Bach, vol. 2, . . .

A no-break space keeps a number with its unit, initials and a title of address with the name, and a spaced dash or
spaced dots from a line's start (Chicago, chapter 6, “Punctuation and space”, and chapter 7; New Hart's Rules, chapter
2). On a page whose lines nobody sets it is a refinement: advice, in a house that names a style profile, and in a draft
that mostly has no-break spaces there.
"""

import re
from collections.abc import Iterator

from pipeline.checks import Allowed, Flagged
from pipeline.document import RUNNING, Document, RegionKind
from pipeline.finding import Applicability, Edit, Finding, Fix, Severity
from pipeline.house import House
from pipeline.source import Span

SEVERITY = Severity.ADVICE
FIX = "safe"
IN_QUOTATIONS = "as-is"
EXAMPLES = (
    Flagged(
        "It is 5\u00a0km to J.\u00a0S.\u00a0Bach’s house, vol.⟦ ⟧2.",
        fixed="It is 5\u00a0km to J.\u00a0S.\u00a0Bach’s house, vol.\u00a02.",
    ),
    Allowed("It is 5 km to J. S. Bach’s house, vol. 2 – or so."),
    Allowed("It is 5\u00a0km to J. S. Bach’s house, vol. 2."),
)

_UNIT = r"(?:km|cm|mm|kg|mg|ft|lb|oz|mph|k?Hz|[MG]B|mins?|hrs|[ap]\.m\.|[ap]m|BCE?|CE|AD|°[CF]|%)(?!\w)"
_BEHIND = (r"\b[A-Z]\.", r"\b[DM]r\.", r"\bMs\.", r"\bMrs\.")
_NUMBERED = (r"\bvol\.", r"\b[Nn]o\.", r"\bpp\.", r"\bp\.")
_SPACE = re.compile(
    rf"(?<=\d)[ \u00a0](?={_UNIT})|(?<=\w)[ \u00a0](?=– )|(?<=\.)[ \u00a0](?=\.)|"
    + "|".join(f"(?<={before})[ \u00a0](?=[A-Z])" for before in _BEHIND)
    + "|"
    + "|".join(f"(?<={before})[ \u00a0](?=\\d)" for before in _NUMBERED)
)


def find(document: Document, house: House) -> Iterator[Finding]:
    """Flag each such space."""
    breaking: list[Span] = []
    kept = 0
    for block in document.blocks:
        if block.kind not in RUNNING:
            continue
        for match in _SPACE.finditer(block.text):
            if block.inside(RegionKind.CODE, *match.span()):
                continue
            if match[0] == "\u00a0":
                kept += 1
            elif document.source[block.span(*match.span())] == " ":
                breaking.append(block.span(*match.span()))
    if house.profile == "keep" and kept <= len(breaking):
        return
    for span in breaking:
        message = "A line may break here; a no-break space is wanted."
        yield Finding(span, message, (Fix((Edit(span, "\u00a0"),), Applicability.SAFE),))
