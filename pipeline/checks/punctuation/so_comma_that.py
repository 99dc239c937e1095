"""A comma between “so …” or “such a …” and the “that” which tells how much.

“So loud, that we left”: the clause of result completes *so* and *such*, and no comma parts what belongs together
(Chicago 6.24, 6.30; New Hart's Rules 4.3).

Left alone: *so* that means *therefore* or stands for something (“and so”, “so far”, “I think so”), what is put in
between commas, and “that is”.
"""

import re
from collections.abc import Iterator

from pipeline.checks import Allowed, Flagged
from pipeline.document import RUNNING, Block, RegionKind
from pipeline.finding import Finding, Severity, flag

SEVERITY = Severity.ERROR
FIX = "unsafe"
EXAMPLES = (
    Flagged("The band is so ⟦loud, that⟧ we left.", fixed="The band is so loud that we left."),
    Flagged(
        "He spends so much time on the ⟦drums, that⟧ he forgets the songs.",
        fixed="He spends so much time on the drums that he forgets the songs.",
    ),
    Flagged("It was such a dull ⟦night, that⟧ we slept.", fixed="It was such a dull night that we slept."),
    Allowed("The band is so loud that we left. So far, that works. I think so, that and the price."),
    Allowed("It is so loud, so dull, that we left. It was so loud, that is, until ten."),
    Allowed("So he sang, that old fool. He is not so bad, that man. They do so, that much is sure."),
)

_RESULT = re.compile(
    r"\b(?:so (?!far\b|on\b|that\b|what\b|be\b|long as\b|called\b)|such (?P<thing>(?:an? )?)(?!as\b))"
    r"(?P<body>[a-z][^,.;:!?()—–\"“”]{1,70}), (?P<that>that) "
    r"(?:I|it|he|she|they|we|you|one|there|this|these|those|the|an?|his|her|its|their|our|my|your|no|nobody|everyone"
    r"|anyone|even|by|when|if|(?!is)[a-z]+s|[A-Z]\w+)\b"
)
_LAST = re.compile(r"[\w’'-]+$")
_NO_DEGREE = re.compile(
    r"\b(?:and|do|did|does|done|think|thinks|thought|say|says|said|hope|believe|or|if|than|just|not) $|, $"
)


def find(block: Block) -> Iterator[Finding]:
    """Flag the word before the comma, to “that”."""
    if block.kind not in RUNNING:
        return
    for match in _RESULT.finditer(block.text):
        last = _LAST.search(match["body"])
        counted = match[0].startswith("such") or not _NO_DEGREE.search(block.text[: match.start()])
        if last is None or not counted or block.inside(RegionKind.EMPHASIS, match.start("that"), match.end("that")):
            continue
        message = "The clause tells how much “so” is; no comma stands before it."
        yield flag(block, match.start("body") + last.start(), match.end("that"), message, f"{last[0]} that")
