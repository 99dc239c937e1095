"""A sentence of more than sixty words.

Readers lose their way in it; most guides ask for an average of fifteen to twenty words (Oxford Guide to Plain
English, chapter 2). A long list, or a long breath that is meant, may stand: advice.
"""

import re
from collections.abc import Iterator

from pipeline.checks import Allowed, Flagged
from pipeline.document import RUNNING, Block
from pipeline.finding import Finding, Severity, flag

SEVERITY = Severity.ADVICE
FIX = "none"
_LONG = "The band plays on " + "and the rain comes down " * 13
EXAMPLES = (
    Flagged(f"⟦{_LONG.strip()}⟧."),
    Flagged(f"It is short. ⟦{_LONG.strip()}⟧. So is this."),
    Allowed("The band plays on. " * 20),
    Allowed("Dr. Smith waits; the rain comes down; nobody leaves."),
)

MOST = 60
_SENTENCE = re.compile(r"[^\s.!?…](?:[^.!?…]|[.!?…](?=\w)|(?<=\b[A-Z])\.|(?<=\b(?:Mr|Dr|St|vs))\.|(?<=\bMrs)\.)*")


def find(block: Block) -> Iterator[Finding]:
    """Flag the whole sentence, without its end mark."""
    if block.kind not in RUNNING:
        return
    for match in _SENTENCE.finditer(block.text):
        words = len(match[0].split())
        if words > MOST:
            end = match.start() + len(match[0].rstrip())
            yield flag(block, match.start(), end, f"This sentence has {words} words; {MOST} are many.")
