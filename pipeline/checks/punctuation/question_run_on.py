"""A short question run on with a comma.

“Who knows, it may rain”: the question ends before the answer begins. (The Chicago Manual of Style 6.68.)
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
    Flagged("⟦Who knows, it⟧ may rain.", "Who knows? It may rain."),
    Flagged("It is over, but ⟦who cares, we⟧ had fun.", "It is over, but who cares? We had fun."),
    Allowed("Who knows, and who cares?"),
    Allowed("Who knows? It may rain."),
    Allowed("The man who knows, it is said, keeps still."),
    Allowed("Who cares, anyway?"),
)

_QUESTION = re.compile(
    r"(?<!\w )(?P<lead>(?:\b(?:but|and|so) )?)(?P<ask>who knows|who cares|why not|so what),"
    r" (?P<next>it|he|she|they|we|you|I|there|this|the|maybe|perhaps)(?= [a-z])(?! (?:is|was) said)",
    re.IGNORECASE,
)


def find(block: Block) -> Iterator[Finding]:
    """Findings on the question, its comma and the next word."""
    if block.kind not in RUNNING:
        return
    for asked in _QUESTION.finditer(block.text):
        following = asked["next"]
        yield flag(
            block,
            asked.start("ask"),
            asked.end(),
            "The question ends here and wants its mark.",
            f"{asked['ask']}? {following[0].upper()}{following[1:]}",
        )
