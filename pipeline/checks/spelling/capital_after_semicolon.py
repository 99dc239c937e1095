"""A capital behind a semicolon: “It is late; The hall is empty”.

A semicolon does not end the sentence, and what follows begins small unless it is a name. Only small words are looked
at, and only before a word in lower case, so that no title is touched (“; The Birds”). (The Chicago Manual of Style
6.56.)
"""

import re
from collections.abc import Iterator

from pipeline.checks import Allowed, Flagged
from pipeline.document import RUNNING, Block, RegionKind
from pipeline.finding import Finding, Severity, flag

SEVERITY = Severity.ERROR
FIX = "unsafe"

EXAMPLES = (
    Flagged("It is late; ⟦The⟧ hall is empty.", fixed="It is late; the hall is empty."),
    Flagged("It has two leads; ⟦An⟧ oboist and a thief.", fixed="It has two leads; an oboist and a thief."),
    Allowed("It is late; the hall is empty. We saw two; The Birds was one. It is late; I left."),
    Allowed("There are three kinds: 1; A b; 2; A c."),
    Allowed("We heard Up; It had to be; and more."),
    Allowed("We saw three films: Up; *The hall*; and Her."),
)

_END = re.compile(r"[.!?…][”\")’]* ")
_WORD = re.compile(
    r"(?<=[\w)”\"’]; )(?:The|A|An|It|He|She|They|We|You|This|That|These|Those|There|And|But|Or|So|If|When|While|In|On"
    r"|At|With|For|Its|His|Her|My|Our|Their|Not|What|Who|Why|How|One|Some|All|Maybe|Perhaps|Also|However|Then|Because|Even"
    r"|Just)(?= [a-z]{2,})"
)


def find(block: Block) -> Iterator[Finding]:
    """Findings on the word with a capital."""
    if block.kind not in RUNNING:
        return
    for match in _WORD.finditer(block.text):
        start = max((end.end() for end in _END.finditer(block.text, 0, match.start())), default=0)
        around = block.text[start : match.start()] + re.split(r"[.!?]", block.text[match.end() :], maxsplit=1)[0]
        if around.count(";") > 1 or ":" in around:
            continue  # the items of a series
        marked = any(
            block.inside(kind, *match.span()) for kind in (RegionKind.EMPHASIS, RegionKind.QUOTATION, RegionKind.LINK)
        )
        if not marked:
            message = "A semicolon does not end the sentence; no capital follows."
            yield flag(block, *match.span(), message, match[0].lower())
