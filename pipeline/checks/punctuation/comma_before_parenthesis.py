"""A comma before an opening parenthesis.

What stands in parentheses hangs on the words before it, and no comma parts it from them; where the sentence needs one,
it stands behind the closing parenthesis. (The Chicago Manual of Style 6.18.)
"""

import re
from collections.abc import Iterator

from pipeline.checks import Allowed, Flagged
from pipeline.document import RUNNING, Block
from pipeline.finding import Finding, Severity, flag

SEVERITY = Severity.ERROR
FIX = "unsafe"

EXAMPLES = (
    Flagged("Her ⟦voice, (⟧which is low) suits the songs.", "Her voice (which is low) suits the songs."),
    Flagged("The ⟦harp,(⟧a small one) was out of tune.", "The harp (a small one) was out of tune."),
    Flagged(
        "If you can, wait for the ⟦waltz, (⟧the third), and leave.",
        "If you can, wait for the waltz (the third), and leave.",
    ),
    Allowed("Her voice (which is low), her harp and her songs are new."),
    Allowed("It has three faults: the plot, (1) the songs, (b) and the end, (iii)."),
)

_COMMA = re.compile(r"(?P<last>[^\W_][\w’']*[”\"’']?), ?\((?P<inner>[^()]{3,400})\)")
_NUMBER = re.compile(r"[\divx]+|\w", re.IGNORECASE)


def find(block: Block) -> Iterator[Finding]:
    """Findings on the word before the comma, to the parenthesis."""
    if block.kind not in RUNNING:
        return
    for match in _COMMA.finditer(block.text):
        if _NUMBER.fullmatch(match["inner"].strip()):
            continue
        yield flag(
            block,
            match.start(),
            match.start("inner"),
            "No comma stands before a parenthesis; where one is needed, it stands behind it.",
            f"{match['last']} (",
        )
