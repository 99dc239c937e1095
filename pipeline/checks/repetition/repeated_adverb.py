"""The same small adverb twice in a clause: “was just there just to help”.

One of the two is left over, and which one goes is the writer's to choose: a query. Between the two stand a few words,
no comma and no “and” or “or”: “just as good and just as long” is a figure of speech. “Very”, “so” and “more” may come
as often as they like.
"""

import re
from collections.abc import Iterator

from pipeline.checks import Allowed, Flagged
from pipeline.document import RUNNING, Block
from pipeline.finding import Finding, Severity, flag

SEVERITY = Severity.QUERY
FIX = "unsafe"
EXAMPLES = (
    Flagged("They were just there ⟦just ⟧to help.", fixed="They were just there to help."),
    Flagged("It also has a ghost ⟦also ⟧in the attic.", fixed="It also has a ghost in the attic."),
    Allowed("It is just as good, and just as long; it just works because it just does."),
    Allowed("It is very long with a very slow end. Only she knows. Only he cares."),
    Allowed("It is not just long, just slow."),
)

_TWICE = re.compile(
    r"(?<![\w'’-])(?P<adverb>just|also|only|actually|really|simply|basically|merely|already|usually|probably|definitely"
    r"|literally|essentially)(?P<between>(?: [\w'’-]+){1,5}) (?P<again>(?P=adverb) )(?=[a-z])"
)
_JOINS = re.compile(
    r" (?:and|or|but|nor|than|as|that|because|if|when|who|which|while|not|to see|does|don.t|doesn.t|so|for)\b"
)


def find(block: Block) -> Iterator[Finding]:
    """Flag the second one."""
    if block.kind not in RUNNING:
        return
    for match in _TWICE.finditer(block.text):
        if _JOINS.search(match["between"]) or match["adverb"] in match["between"].split():
            continue
        message = f"“{match['adverb']}” stands in this clause already; once is wanted."
        yield flag(block, match.start("again"), match.end("again"), message, "")
