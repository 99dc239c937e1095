"""Quotation marks that stand twice: ““home””, "" home "", ‘’home’’.

One pair encloses a quotation; a second pair of the same kind is a slip, and two single marks are a double one that
the keyboard lacked. A single mark beside a double one is a quotation inside another and is right. The fix is safe.
"""

import re
from collections.abc import Iterator

from pipeline.checks import Allowed, Flagged
from pipeline.document import Block
from pipeline.finding import Applicability, Finding, Severity, flag

SEVERITY = Severity.ERROR
FIX = "safe"
IN_QUOTATIONS = "as-is"
EXAMPLES = (
    Flagged("They call it ⟦““⟧home⟦””⟧ now.", fixed="They call it “home” now."),
    Flagged("They call it “home⟦””⟧ now.", fixed="They call it “home” now."),
    Flagged('They call it "home⟦""⟧ now.', fixed='They call it "home" now.'),
    Flagged("They call it ⟦''⟧home⟦''⟧ now.", fixed='They call it "home" now.'),
    Allowed("They call it “‘home’” now."),
    Allowed('An empty "" is nothing, and 5\'10" is tall.'),
    Allowed("The Joneses’ ’90s."),
)

_DOUBLED = re.compile(
    r"““|””|(?<=[\w.,!?…])\"\"(?!\")|(?<!\")\"\"(?=\w)|(?<!')''(?=\w)|(?<=[\w.,!?…])''(?!'|s\b)|‘‘(?=\w)|(?<=[\w.,!?…])’’"
)
_ONE = {"““": "“", "””": "”", '""': '"', "''": '"', "‘‘": "“", "’’": "”"}


def find(block: Block) -> Iterator[Finding]:
    """Flag the two marks."""
    for match in _DOUBLED.finditer(block.text):
        right = _ONE[match[0]]
        message = f"{match[0]} stands here; one {right} is wanted."
        yield flag(block, match.start(), match.end(), message, right, applicability=Applicability.SAFE)
