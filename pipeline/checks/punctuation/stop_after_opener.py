"""A full stop behind an opening phrase that only leads to its sentence.

“First of all. There is no plot”: the phrase says nothing alone, and a comma ties it to what it opens. (The Chicago
Manual of Style 6.49.)
"""

import re
from collections.abc import Iterator

from pipeline.checks import Allowed, Flagged
from pipeline.checks._listed import listed
from pipeline.document import RUNNING, Block
from pipeline.finding import Finding, Severity, flag

SEVERITY = Severity.QUERY
FIX = "unsafe"

EXAMPLES = (
    Flagged("It drags. First of ⟦all. The⟧ score is thin.", "It drags. First of all, the score is thin."),
    Flagged("On the other ⟦hand. I⟧ laughed.", "On the other hand, I laughed."),
    Allowed("First of all, the score is thin."),
    Allowed("She was first of all. The crowd rose."),
    Allowed("Is it good? In short. No."),
)

_OPENER = re.compile(
    r"(?:^|(?<=[.!?…] ))(?:(?:and|but|so) )?(?P<lead>first of|for|on the other|in|second of|as a|having said)"
    r" (?P<last>all|example|instance|hand|addition|result|other words|fact|that)\. (?P<next>[A-Z][a-z’']*)(?= \w)",
    re.IGNORECASE,
)
_PHRASES = frozenset(
    (
        "first of all",
        "second of all",
        "for example",
        "for instance",
        "on the other hand",
        "in addition",
        "in other words",
        "in fact",
        "as a result",
        "having said that",
    )
)
_SMALL = listed("the a an this that these those it he she they we you there my his her their its our in if when")


def find(block: Block) -> Iterator[Finding]:
    """Findings on the last word of the phrase, the full stop and the next word."""
    if block.kind not in RUNNING:
        return
    for match in _OPENER.finditer(block.text):
        following = match["next"]
        if f"{match['lead']} {match['last']}".lower() not in _PHRASES:
            continue
        lowered = following.lower() if following.lower() in _SMALL else following
        yield flag(
            block,
            match.start("last"),
            match.end(),
            "The phrase opens the sentence behind it and takes a comma.",
            f"{match['last']}, {lowered}",
        )
