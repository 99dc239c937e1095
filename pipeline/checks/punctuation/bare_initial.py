"""An initial without its full stop: John F Kennedy, C.M Smith.

A letter that stands for a name has a full stop in American style (Chicago 10.12; AP, “initials”). Much of British usage
leaves the stops out (New Hart's Rules 10.2.4): there only a name with one stop of two is flagged, as in any draft.

Flagged is a single capital between a first name that many bear and another capitalised word. Left alone are letters
that are none of a name's (Malcolm X, Vitamin C, Henry V), “I” and “A”, and a house's own names.
"""

import re
from collections.abc import Iterator

from pipeline.checks import Allowed, Flagged
from pipeline.checks._given import is_given
from pipeline.document import Block, BlockKind
from pipeline.finding import Finding, Severity, flag
from pipeline.house import House
from pipeline.typography import american

SEVERITY = Severity.ERROR
FIX = "unsafe"
EXAMPLES = (
    Flagged("It stars John ⟦F⟧ Kennedy and ⟦C.M⟧ Smith.", fixed="It stars John F. Kennedy and C.M. Smith."),
    Allowed("It stars John F. Kennedy, J. R. Smith, Malcolm X Shabazz, Plan B Records and Henry V Plantagenet."),
    Allowed("---\nlang: en-GB\n---\n\nIt stars John F Kennedy."),
    Allowed("Did Robert I Bruce hear Anna A Lot?"),
)

_INITIAL = re.compile(
    r"(?<![\w.'’-])(?P<first>[A-Z][a-z]{2,}) (?P<initial>[B-HJ-UWYZ]) (?P<last>[A-Z][a-z]{2,})(?![\w-])"
)
_HALF = re.compile(r"(?<![\w.'’])(?P<initial>[A-Z]\.[A-Z])(?= [A-Z][a-z]+)(?! (?:[A-Z]\.|Jr|Sr))")


def find(block: Block, house: House) -> Iterator[Finding]:
    """Flag the initial."""
    if block.kind is BlockKind.FIELD:
        return
    message = "An initial is followed by a full stop."
    for match in _INITIAL.finditer(block.text) if american(house.dialect) else ():
        if match[0] not in house.names and is_given(match["first"]):
            yield flag(block, match.start("initial"), match.end("initial"), message, f"{match['initial']}.")
    for match in _HALF.finditer(block.text):
        if match["initial"] not in house.names:
            yield flag(block, match.start(), match.end("initial"), message, f"{match['initial']}.")
