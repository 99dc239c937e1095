"""An apostrophe before the “s” of a decade.

A decade is a plural and takes no apostrophe before its “s”: the 1960s. Where the century is left out, an apostrophe
may stand in its place: the ’90s. What belongs to a single year keeps its own (“1984’s hero”). (The Chicago Manual of
Style 9.35.)
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks import Allowed, Flagged
from pipeline.document import RUNNING, Block
from pipeline.finding import Finding, Severity, flag

SEVERITY = Severity.ERROR
FIX = "unsafe"

EXAMPLES = (
    Flagged("It was the sound of the ⟦1960’s⟧.", "It was the sound of the 1960s."),
    Flagged("The band split in the early ⟦90’s⟧.", "The band split in the early ’90s."),
    Flagged("It sounds like the ⟦'70's⟧ again.", "It sounds like the '70s again."),
    Allowed("It was the sound of the 1960s and the ’70s."),
    Allowed("In 1980’s best novel, as in 1984’s, the hero drowns."),
)

_DECADE = re.compile(
    r"\b(?:the|early|late|mid|that|this|those|of|from|and|[Tt]he (?:early|late|mid|good old|old))[ -]"
    r"(?P<decade>(?P<cut>['’]?)(?P<century>1[5-9]|20)?(?P<ten>\d0)(?P<mark>['’])s)\b(?! (?:best|worst|\w+est)\b)"
)


def find(block: Block) -> Iterator[Finding]:
    """Findings on the decade."""
    if block.kind not in RUNNING:
        return
    for match in _DECADE.finditer(block.text):
        opening = "" if match["century"] else match["mark"]
        start, end = match.span("decade")
        fixed = f"{opening}{match['century'] or ''}{match['ten']}s"
        yield flag(block, start, end, "A decade takes no apostrophe before its “s”.", fixed)
