"""Dates in two orders: May 5, 2019, and 5 May 2019.

A draft keeps to one (Chicago, chapter 9, “Dates”; New Hart's Rules, chapter 11). The order that the draft uses less
is a query. Dates in quotations are left as they are.
"""

import re
from collections.abc import Iterator

from pipeline.checks import Allowed, Flagged
from pipeline.checks._places import Place, places
from pipeline.document import Document
from pipeline.finding import Finding, Severity, flag

SEVERITY = Severity.QUERY
FIX = "unsafe"
EXAMPLES = (
    Flagged(
        "It opened on May 5, 2019, closed on June 1, 2019, and came back on ⟦2 July 2019⟧.",
        fixed="It opened on May 5, 2019, closed on June 1, 2019, and came back on July 2, 2019.",
    ),
    Flagged(
        "It opened on 5 May 2019, closed on 1 June 2019, and came back on ⟦July 2, 2019⟧.",
        fixed="It opened on 5 May 2019, closed on 1 June 2019, and came back on 2 July 2019.",
    ),
    Allowed("It opened on May 5, 2019, and closed on June 1."),
    Allowed("“On 5 May 2019,” he says; it opened on May 5, 2019."),
)

_MONTH = (
    r"(?P<month>(?:Jan|Febr)uary|March|April|May|June|July|August|(?:Septem|Octo|Novem|Decem)ber"
    r"|(?:Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\.)"
)
_FIRST = re.compile(rf"\b{_MONTH} (?P<day>\d{{1,2}}),? (?P<year>\d{{4}})\b")
_LATER = re.compile(rf"\b(?P<day>\d{{1,2}}) {_MONTH},? (?P<year>\d{{4}})\b")


def find(document: Document) -> Iterator[Finding]:
    """Flag each date in the rarer order."""
    american: list[tuple[Place, re.Match[str]]] = list(places(document, _FIRST))
    british: list[tuple[Place, re.Match[str]]] = list(places(document, _LATER))
    if len(american) == len(british) or not american or not british:
        return
    odd = american if len(american) < len(british) else british
    for place, match in odd:
        right = f"{match['day']} {match['month']} {match['year']}"
        if odd is british:
            right = f"{match['month']} {match['day']}, {match['year']}"
        message = f"“{match[0]}” where other dates are set as “{right}”; one order is wanted."
        yield flag(place.block, place.start, place.end, message, right)
