"""A comma in a date where none stands, or none where one does: May, 1927; May 5 1927.

Month and year have no comma between them; a day behind its month has one before the year (Chicago 6.38; AP, “dates”).
The day before the month needs none (5 May 1927; New Hart's Rules 11.4).
"""

import re
from collections.abc import Iterator

from pipeline.checks import Allowed, Flagged
from pipeline.document import RUNNING, Block
from pipeline.finding import Applicability, Finding, Severity, flag

SEVERITY = Severity.ERROR
FIX = "safe"
EXAMPLES = (
    Flagged(
        "It came out in ⟦May, 1927⟧, and again on ⟦June 5 1931⟧.",
        fixed="It came out in May 1927, and again on June 5, 1931.",
    ),
    Allowed("It came out in May 1927, on May 5, 1927, on 5 May 1927, and in early May, 1927 being cold."),
    Allowed("It rained in March, 3000 people came, and by May 20 1500 of them were ill."),
)

_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
_YEAR = r"(?P<year>(?:1[6-9]|20)\d\d)(?![\d.,]\d)(?!\w)(?! (?:being|having|people|of|was|is|had|saw)\b)"
_NEEDLESS = re.compile(rf"(?<!\d )(?<!\dst )(?<!\dnd )(?<!\drd )(?<!\dth )\b(?P<month>{_MONTH}), {_YEAR}")
_LOST = re.compile(rf"\b(?P<month>{_MONTH}) (?P<day>\d{{1,2}})(?:st|nd|rd|th)? {_YEAR}")


def find(block: Block) -> Iterator[Finding]:
    """Flag the date."""
    if block.kind not in RUNNING:
        return
    for match in _NEEDLESS.finditer(block.text):
        wanted = f"{match['month']} {match['year']}"
        message = "No comma stands between a month and its year."
        yield flag(block, *match.span(), message, wanted, applicability=Applicability.SAFE)
    for match in _LOST.finditer(block.text):
        wanted = f"{match['month']} {match['day']}, {match['year']}"
        message = "A comma parts the day from the year."
        yield flag(block, *match.span(), message, wanted, applicability=Applicability.SAFE)
