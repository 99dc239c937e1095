"""A phrase of several words that stands twice in a row: “at the end of at the end of”.

It is what is left of a changed sentence. The fix takes one out. “Again and again and again” and the like, where two
words repeat, are meant.
"""

import re
from collections.abc import Iterator

from pipeline.checks import Allowed, Flagged
from pipeline.document import RUNNING, Document
from pipeline.finding import Finding, Severity, flag

SEVERITY = Severity.ERROR
FIX = "unsafe"
EXAMPLES = (
    Flagged("They leave ⟦at the end at the end⟧ of the show.", fixed="They leave at the end of the show."),
    Flagged("It is ⟦one of the best one of the best⟧ films.", fixed="It is one of the best films."),
    Allowed("Again and again and again they play it, over and over and over."),
    Allowed("Row, row, row the boat; row the boat again."),
    Allowed("What it is, what it is, and what it was."),
)

_TWICE = re.compile(r"(?<![\w'’-])(?P<phrase>(?:[\w'’-]+ ){2,7}[\w'’-]+) (?P=phrase)(?![\w'’-])", re.IGNORECASE)


def find(document: Document) -> Iterator[Finding]:
    """Flag the phrase with its double."""
    for block in document.blocks:
        if block.kind not in RUNNING:
            continue
        for match in _TWICE.finditer(block.text):
            words = match["phrase"].lower().split()
            if len(set(words)) < len(words) - 1 or len(set(words)) < 3:
                continue
            yield flag(
                block, match.start(), match.end(), f"“{match['phrase']}” stands twice; once is wanted.", match["phrase"]
            )
