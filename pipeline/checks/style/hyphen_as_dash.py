"""Hyphens with spaces, or two hyphens, in the place of a dash.

Published text sets an em dash—closed—or, in British style, a spaced en dash – so (Chicago, chapter 6, “Dashes”; New
Hart's Rules, chapter 4). Many writers type what the keyboard has, and an editor may leave it: advice.
"""

import re
from collections.abc import Iterator

from pipeline.checks import Allowed, Flagged
from pipeline.document import RUNNING, Block
from pipeline.finding import Finding, Severity, flag
from pipeline.house import House
from pipeline.typography import american

SEVERITY = Severity.ADVICE
FIX = "unsafe"
IN_QUOTATIONS = "as-is"
EXAMPLES = (
    Flagged("It ends⟦ - ⟧or so.", fixed="It ends—or so."),
    Flagged("It ends⟦ -- ⟧or so.", fixed="It ends—or so."),
    Flagged("It ends⟦--⟧or so.", fixed="It ends—or so."),
    Allowed("It ends—or so – or a well-known end."),
    Allowed("Minutes 10 - 20, the flag `--all`, and a score of 3 - 1."),
)

_DASH = re.compile(
    r"(?<=[^\W\d])[,.]?(?P<dash> -{1,3} |--)(?=[^\W\d])|(?<=[\w)\]”\"’'.,!?])(?P<other> --? )(?=[“\"‘(]|[^\W\d])"
)


def find(block: Block, house: House) -> Iterator[Finding]:
    """Flag the hyphens with their spaces."""
    if block.kind not in RUNNING:
        return
    dash = "—" if american(house.dialect) else " – "
    for match in _DASH.finditer(block.text):
        group = "dash" if match["dash"] else "other"
        yield flag(block, match.start(group), match.end(group), "Hyphens stand for a dash here.", dash)
