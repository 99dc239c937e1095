"""A full stop beside a question mark or an exclamation mark.

One mark ends a sentence; the stronger stays. A full stop that belongs to an abbreviation is kept (“Is it by Orr
Jr.?”). (The Chicago Manual of Style 6.125.)
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
    Flagged("Is there a better song than this⟦?.⟧ No.", "Is there a better song than this? No."),
    Flagged("They sang it twice⟦.!⟧", "They sang it twice!"),
    Allowed("Is it by Ann Orr Jr.? Does it have drums, harps, etc.? And …? Well..."),
    Allowed("Really?... No! Is it in the U.S.?"),
)

_MARKS = re.compile(r"(?<=[a-z]{3})(?P<marks>[?!]\.|(?<!\betc)(?<!\b[Mm]rs)(?<!\b[Ii]nc)(?<!\bLtd)\.[?!])(?![.?!…\w])")


def find(block: Block) -> Iterator[Finding]:
    """Findings on both marks."""
    if block.kind not in RUNNING:
        return
    for match in _MARKS.finditer(block.text):
        mark = match["marks"].replace(".", "")
        yield flag(block, *match.span("marks"), "One mark ends a sentence.", mark)
