"""“Etc”, or the last of some initials, without its full stop: “T.V”, “i.e”, “the U.S army”.

An abbreviation whose end is cut off has one: *etc.* in American and Canadian style (The Chicago Manual of Style 6.20,
10.4). British and Australian usage may leave it out (New Hart's Rules 10.2), and drafts of theirs are left alone. So
is one in quotation marks with the sentence's stop behind it, inside or outside, since two stops would stand there.
Initials have a stop each or none at all, everywhere (Chicago 10.4; New Hart's Rules 10.2).
"""

import re
from collections.abc import Iterator

from pipeline.checks import Allowed, Flagged
from pipeline.document import RUNNING, Block, RegionKind
from pipeline.finding import Finding, Severity, flag
from pipeline.house import House

SEVERITY = Severity.ERROR
FIX = "unsafe"

EXAMPLES = (
    Flagged("It has songs, dances, ⟦etc⟧, on a small budget.", fixed="It has songs, dances, etc., on a small budget."),
    Flagged("They had ⟦T.V⟧ sets from the ⟦U.S⟧ then.", fixed="They had T.V. sets from the U.S. then."),
    Flagged(
        "It plays in summer (⟦i.e⟧ in July), ⟦e.g⟧, on a lake.",
        fixed="It plays in summer (i.e. in July), e.g., on a lake.",
    ),
    Allowed("He moved to the U.K."),
    Allowed("They had T.V. sets from the U.S., and version B.2 of a P.A. system; see S.O.S., I.e. B.A.P sings."),
    Allowed("It has songs, dances, etc. and so on, etc., etc."),
    Allowed('They sing “songs, etc”. They sing “songs, etc.” They sing "songs, etc".'),
    Allowed("---\nlang: en-AU\n---\n\nIt has songs, dances, etc, on a small budget."),
    Allowed("The colour of the songs, their humour, etc, is favoured."),
)

_CUT = re.compile(r"(?<![\w/.@-])etc(?![\w./@-]|[”’\"']\.)")
_INITIALS = re.compile(
    r"(?<![\w/.@’'-])(?:U\.S(?:\.A)?|U\.K|T\.V|D\.C|L\.A|N\.Y(?:\.C)?|C\.I\.A|F\.B\.I)(?![\w/@-])(?!\.\w)"
)
"""Initials that no band or film has made a name of."""

_LATIN = re.compile(r"(?<![\w/.@’'-])(?:i\.e|e\.g)(?![\w/@.-])")
"""“That is” and “for example”."""

_AMERICAN = ("en-US", "en-CA")


def find(block: Block, house: House) -> Iterator[Finding]:
    """Findings on the abbreviation."""
    if block.kind not in RUNNING:
        return
    if house.dialect in _AMERICAN:
        for match in _CUT.finditer(block.text):
            message = "An abbreviation that is cut off ends with a full stop."
            yield flag(block, match.start(), match.end(), message, "etc.")
    for match in _LATIN.finditer(block.text):
        yield flag(block, *match.span(), f"“{match[0]}” ends with a full stop, too.", f"{match[0]}.")
    for match in _INITIALS.finditer(block.text):
        # Where the sentence ends behind it, one stop serves both.
        if block.text[match.end() : match.end() + 1] != "." and not block.inside(RegionKind.LINK, *match.span()):
            message = "Either each of the initials has a full stop or none has."
            yield flag(block, *match.span(), message, f"{match[0]}.", match[0].replace(".", ""))
