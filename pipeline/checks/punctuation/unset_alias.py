"""Another name for somebody, set off by no commas.

“Ann Orr, aka ‘the Wren’, is late”: a second name that *aka* or *also known as* brings in stands between commas. (The
Chicago Manual of Style 6.28.)
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks import Allowed, Flagged
from pipeline.checks._clauses import FINITE
from pipeline.document import RUNNING, Block
from pipeline.engines.spacy import Parser
from pipeline.finding import Finding, Severity, flag

SEVERITY = Severity.ERROR
FIX = "unsafe"

EXAMPLES = (
    Flagged("Ann ⟦Orr aka “the Wren” is⟧ late again.", "Ann Orr, aka “the Wren,” is late again."),
    Flagged("Bo ⟦Lind also known as Lefty sings⟧ the last song.", "Bo Lind, also known as Lefty, sings the last song."),
    Allowed("Ann Orr, aka “the Wren,” is late again."),
    Allowed("The bird is also known as the Wren. Ann Orr (aka Wren) is late."),
    Allowed("This is Ann Orr aka Wren."),
)

_ALIAS = re.compile(
    r"(?P<last>\b[A-Z][\w’'-]*) (?P<alias>(?:aka|a\.k\.a\.|AKA|(?:also|better|otherwise|formerly) known as) "
    r"(?:(?P<open>[\"“])[^\"”]{1,40}(?=[\"”])|[A-Z][\w-]+(?: [A-Z][\w-]+){0,2}))(?P<close>[\"”]?) (?P<next>[a-z]+)\b"
)


def find(block: Block, parser: Parser) -> Iterator[Finding]:
    """Findings from the name to the verb behind the alias."""
    if block.kind not in RUNNING:
        return
    for match in _ALIAS.finditer(block.text):
        verb = next((word for word in parser.parse(block.text) if word.idx == match.start("next")), None)
        if verb is None or verb.tag_ not in FINITE:
            continue
        fixed = f"{match['last']}, {match['alias']},{match['close']} {match['next']}"
        yield flag(block, match.start(), match.end(), "Another name stands between commas.", fixed)
