"""A relative's title without its capital: “uncle Ben”, “Thanks, dad”.

A word of kinship is a name's part before a name, and a name where somebody is addressed; behind a possessive or an
article it is a common noun (my uncle Ben, the aunt). (The Chicago Manual of Style 8.36; New Hart's Rules 5.5.)
"""

import re
from collections.abc import Iterator

from pipeline.checks import Allowed, Flagged
from pipeline.checks._capitals import uncapitalised
from pipeline.document import RUNNING, Block, Document, RegionKind
from pipeline.finding import Applicability, Finding, Severity, flag

SEVERITY = Severity.ERROR
FIX = "safe"

EXAMPLES = (
    Flagged(
        "Then the plan of ⟦uncle⟧ Hollis fails, and ⟦aunt⟧ Mira’s too.",
        fixed="Then the plan of Uncle Hollis fails, and Aunt Mira’s too.",
    ),
    Flagged("Thanks, ⟦dad⟧! Sure ⟦mom⟧, it is.", fixed="Thanks, Dad! Sure Mom, it is."),
    Allowed("Her uncle Hollis met the aunt Mira spoke of, his mother and aunt Mira, and Sam’s evil uncle Bob."),
    Allowed("Yes, dads cry; thanks to dad jokes, no dad does. A cousin and aunt of hers wept with aunts."),
    Allowed("i saw it, thanks dad, says i, and i cried."),
)

_KIN = r"(?:uncle|aunt|auntie|aunty|grandma|grandpa|granny)"
_BEFORE_NAME = re.compile(
    rf"\b(?:and|but|when|that|with|to|by|from|for|of|as|while|or|where|because|if|then|until|after|before|like) "
    rf"(?P<kin>{_KIN})(?= [A-Z][a-z]+(?!\w))"
)
_RELATED = re.compile(
    r"\b(?:uncles?|aunts?|mother|father|mom|mum|dad|parents?|brothers?|sisters?|cousins?|sons?|wife|husband|daughters?"
    r"|grand\w+|nieces?|nephews?|family|guardians?) (?:and|or) $"
)
_ADDRESSED = re.compile(
    r"\b(?:[Tt]hanks|[Tt]hank you|[Ss]orry|[Yy]es|[Nn]o|[Ss]ure|[Hh]i|[Hh]ello|[Hh]ey|[Oo]kay|OK|[Bb]ye|[Gg]oodbye"
    r"|[Ll]ove you|[Pp]lease),? (?P<kin>dad|daddy|mom|mum|mommy|mummy|grandma|grandpa)(?=[,.!?…]|$)"
)


def find(block: Block, document: Document) -> Iterator[Finding]:
    """Findings on the words of kinship."""
    if block.kind not in RUNNING or uncapitalised(document):
        return
    for pattern in (_BEFORE_NAME, _ADDRESSED):
        for match in pattern.finditer(block.text):
            start, end = match.span("kin")
            if block.inside(RegionKind.EMPHASIS, start, end) or _RELATED.search(block.text[:start]):
                continue
            right = match["kin"].capitalize()
            message = f"“{match['kin']}” is part of a name here: “{right}”."
            yield flag(block, start, end, message, right, applicability=Applicability.SAFE)
