"""A comma just before a closing parenthesis.

What stands in parentheses ends without a comma; where the sentence around them needs one, it stands behind. (The
Chicago Manual of Style 6.18.)
"""

import re
from collections.abc import Iterator

from pipeline.checks import Allowed, Flagged
from pipeline.document import RUNNING, Block
from pipeline.finding import Finding, Severity, flag

SEVERITY = Severity.ERROR
FIX = "unsafe"

EXAMPLES = (
    Flagged("Her voice (which is ⟦low,)⟧ suits the songs.", fixed="Her voice (which is low) suits the songs."),
    Flagged("I like the harp (a ⟦lute,)⟧.", fixed="I like the harp (a lute)."),
    Flagged("When she sings (a ⟦lute,)⟧ we listen", fixed="When she sings (a lute) we listen"),
    Flagged("I like the harp (a ⟦lute,)⟧", fixed="I like the harp (a lute)"),
    Allowed("Her voice (low, soft), her harp and her songs are new ;)"),
)

_COMMA = re.compile(r"(?P<last>\w[”\"’']?), ?(?P<close>\))(?P<stop>[,.;:!?]?)")


def find(block: Block) -> Iterator[Finding]:
    """Findings on the last word, the comma and the parenthesis."""
    if block.kind not in RUNNING:
        return
    for match in _COMMA.finditer(block.text):
        word = re.search(r"[\w'’]*\Z", block.text[: match.start() + 1])
        start = word.start() if word else match.start()
        if "(" not in block.text[:start] or "(" in block.text[start : match.end()]:
            continue
        last = block.text[start : match.end("last")]
        # a comma behind the parenthesis may be meant, unless a mark or nothing follows
        moved = () if match["stop"] or not block.text[match.end() :].strip() else (f"{last}),",)
        yield flag(block, start, match.end("close"), "No comma closes a parenthesis.", f"{last})", *moved)
