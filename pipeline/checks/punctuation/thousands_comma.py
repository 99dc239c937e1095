"""A number of five figures or more without its comma, or with a full stop in the comma's place: 125000, 10.000 years.

English sets off thousands with a comma (Chicago 9.55; AP, “numerals”; New Hart's Rules 11.1.3, which has a thin space,
too); a full stop parts decimals. Left alone: codes and numbers of things, addresses, and a draft that has thousands set
off by spaces.
"""

import re
from collections.abc import Iterator

from pipeline.checks import Allowed, Flagged
from pipeline.document import RUNNING, Block, RegionKind
from pipeline.finding import Finding, Severity, flag

SEVERITY = Severity.ERROR
FIX = "unsafe"
EXAMPLES = (
    Flagged(
        "It cost ⟦125000⟧ dollars, or $⟦98000⟧, after ⟦10.000⟧ years.",
        fixed="It cost 125,000 dollars, or $98,000, after 10,000 years.",
    ),
    Allowed("It cost 125,000 dollars in 1998, and 4000 more, at 1.000 on average; model 74007 is older."),
    Allowed("Washington, DC 20540 is its zip code; case 20540 opens the file no. 33812 again. [12345 of them](a)"),
)

_RUN = re.compile(
    r"(?<![\w.,/#£€%&=+-])(?:(?P<money>\$)|(?<!\$))(?P<figures>[1-9]\d{4,8})"
    r"(?(money)(?![\w/-]|[.,]\d)|(?= (?:[a-z]{3,}s|people|euro|dollar|pound|copies|women|men|children)\b))"
)
_POINT = re.compile(r"(?<![\w.,/#-])(?P<figures>[1-9]\d{0,2}(?:\.000)+)(?= (?:(?!runs)[a-z]{3,}s|people|BC|AD)\b)")
_CODED = re.compile(
    r"\b(?:code|zip|number|no\.|nos\.|case|model|version|room|type|class|series|catalogue|DC|[A-Z]{2}) $"
)


def find(block: Block) -> Iterator[Finding]:
    """Flag the number."""
    if block.kind not in RUNNING:
        return
    for match in _RUN.finditer(block.text):
        start, end = match.span("figures")
        if _CODED.search(block.text[:start]) or block.inside(RegionKind.LINK, start, end):
            continue
        wanted = f"{int(match['figures']):,}"
        yield flag(block, start, end, "A comma sets off the thousands.", wanted)
    for match in _POINT.finditer(block.text):
        wanted = match["figures"].replace(".", ",")
        yield flag(block, *match.span("figures"), "A comma sets off the thousands, not a full stop.", wanted)
