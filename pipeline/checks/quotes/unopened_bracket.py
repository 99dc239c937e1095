"""A closing bracket that closes nothing.

Brackets come in pairs (Chicago, chapter 6, “Parentheses”). Faces such as :) and list letters and numbers such as a)
and 1) are no brackets. There is no fix: only the writer knows where the remark began, or whether the mark is a slip.
"""

import re
from collections.abc import Iterator

from pipeline.checks import Allowed, Flagged
from pipeline.checks._pairs import ROUND, SQUARE, paired
from pipeline.document import Document
from pipeline.finding import Finding, Severity, flag

SEVERITY = Severity.ERROR
FIX = "none"
IN_QUOTATIONS = "as-is"
EXAMPLES = (
    Flagged("The sequel is worse, and I liked the ⟦first)⟧."),
    Flagged("The sequel (from 1999)⟦)⟧ is worse."),
    Allowed("The sequel (from 1999) is worse :) and 1) it is long, 2) it drags."),
    Allowed("It is long (see page 12.), and old (as on page 3b), too. (By Ann S.)"),
    Allowed("Two things: 1.) it is long, 2.) it drags. 1a) It is long. 1b) It drags."),
    Allowed("A face =) or ;-) or :-))) is none."),
    Allowed("It is a call (see `f(x` there)."),
    Allowed("He’s back [again]."),
)


def find(document: Document) -> Iterator[Finding]:
    """Flag the bracket with the word before it."""
    for block, pairing in paired(document):
        for each in pairing.unopened:
            if each.kind not in (ROUND, SQUARE):
                continue
            word = re.search(r"[\w’'-]*$", block.text[: each.at])
            start = word.start() if word else each.at
            mark = block.text[each.at]
            yield flag(block, start, each.at + 1, f"This {mark} closes nothing; open the bracket, or take it out.")
