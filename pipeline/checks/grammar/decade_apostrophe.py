"""An apostrophe in a decade.

“The 1960's” are a plural: *the 1960s*, *the ’60s*. An apostrophe stands for the figures that are left out, or for a
possessive (*1969’s best album*). (The Chicago Manual of Style 9.34; New Hart’s Rules 4.2.2.)
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks import Allowed, Flagged
from pipeline.document import RUNNING, Block
from pipeline.finding import Applicability, Finding, Severity, flag

SEVERITY = Severity.ERROR
FIX = "mixed"

EXAMPLES = (
    Flagged("It was built in the ⟦1960's⟧.", "It was built in the 1960s."),
    Flagged("It was built in ⟦1960's⟧, like most.", "It was built in the 1960s, like most."),
    Flagged("It is lost in ⟦1960's⟧ fog.", "It is lost in 1960s fog."),
    Flagged("The late ⟦80’s⟧ had better songs.", "The late ’80s had better songs."),
    Flagged("She wore ⟦1920's⟧ hats.", "She wore 1920s hats."),
    Flagged("She sang it in her late ⟦40's⟧.", "She sang it in her late 40s."),
    Flagged("It sounds like the ⟦’70’s⟧ and ⟦80’s⟧.", "It sounds like the ’70s and ’80s."),
    Flagged("A ⟦60’s⟧ teen idol in a ⟦90’s⟧ film.", "A ’60s teen idol in a ’90s film."),
    Allowed("It was built in the 1960s, or the '60s."),
    Allowed("It was 1969's best album and 1990's worst."),
    Allowed("He is in his eighties; the Boeing 747's wings are long."),
)

_DECADE = re.compile(
    r"""(?P<lead>\b(?:the|those|late|early|mid)[ -](?:late[ -]|early[ -]|mid[ -])?)?
        (?<![\w$£€.,])(?P<cut>['’]?)(?P<figures>(?:1[5-9]|20)\d0|[2-9]0)['’]s(?![\w-])
        (?P<named>\s+(?-i:[A-Z"“‘'*_]|best\b|worst\b))?""",
    re.IGNORECASE | re.VERBOSE,
)


_LED = re.compile(r"\b(?:in|of|during|from|since|through|until)\s\Z", re.IGNORECASE)
_ENDS = re.compile(r"\s*(?:[.,;:!?)]|\Z|(?:in|and|or|but|when|where|on|at|with|to)\b)")
"""What stands before and behind a decade that lacks its article."""


def find(block: Block) -> Iterator[Finding]:
    """Findings on the decade."""
    if block.kind not in RUNNING:
        return
    for match in _DECADE.finditer(block.text):
        figures = match["figures"]
        if not match["lead"] and match["named"]:
            continue
        start, end = match.start("cut"), match.end("figures") + 2
        aged = block.text[: match.start()].rstrip().lower().endswith(("my", "his", "her", "their", "your", "our"))
        fixed: tuple[str, ...] = (
            (f"{figures}s",) if len(figures) == 4 or aged else (f"{block.text[end - 2]}{figures}s", f"{figures}s")
        )
        fixed = fixed[:1] if match["cut"] else fixed
        if not match["lead"] and _LED.search(block.text[:start]) and _ENDS.match(block.text, end):
            fixed = tuple(f"the {each}" for each in fixed)
        yield flag(
            block,
            start,
            end,
            "A decade is a plain plural and takes no apostrophe before its “s”.",
            *fixed,
            applicability=Applicability.SAFE if len(figures) == 4 else Applicability.UNSAFE,
        )
