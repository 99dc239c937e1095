"""A closing quotation mark that closes nothing.

Quotation marks come in pairs (Chicago, chapter 6; New Hart's Rules, chapter 9). Where a title's capitals show what
was meant to be quoted, the fix opens it there. Single marks aren't judged: the lone one is an apostrophe.
"""

import re
from collections.abc import Iterator

from pipeline.checks import Allowed, Flagged
from pipeline.checks._pairs import Unopened, paired
from pipeline.document import Block, Document
from pipeline.finding import Finding, Severity, flag
from pipeline.typography import DOUBLE

SEVERITY = Severity.ERROR
FIX = "unsafe"
IN_QUOTATIONS = "as-is"
EXAMPLES = (
    Flagged("The song ⟦Blue Moon”⟧ is slow.", fixed="The song “Blue Moon” is slow."),
    Flagged('The song ⟦Blue Moon"⟧ is slow.', fixed='The song "Blue Moon" is slow.'),
    Flagged("They call it ⟦slow,”⟧ and leave."),
    Allowed("The song “Blue Moon” is slow."),
    Allowed('It is a 12" single, and he is 6\'2".'),
    Allowed("The singers’ band, rock ’n’ roll and the ’90s."),
)

_TITLE = re.compile(r"[A-Z][\w’'-]*(?: (?:(?:of|the|a|an|and|in|on|to|for|with|my) )*[A-Z0-9][\w’'-]*)+[,.!?]?$")


def find(document: Document) -> Iterator[Finding]:
    """Flag the closing mark with what it should close, or with the word before it."""
    for block, pairing in paired(document):
        for each in pairing.unopened:
            if each.kind == DOUBLE:
                yield _finding(block, each)


def _finding(block: Block, each: Unopened) -> Finding:
    text = block.text
    mark = text[each.at]
    opening = '"' if mark == '"' else "“"
    title = _TITLE.search(text, each.limit, each.at)
    if title and not re.search(r"(?:^|[.!?] )$", text[: title.start()]):
        stretch = text[title.start() : each.at + 1]
        message = f"This {mark} closes nothing; {opening} is wanted before “{title[0]}”."
        return flag(block, title.start(), each.at + 1, message, opening + stretch)
    word = re.search(r"\S*$", text[: each.at])
    start = word.start() if word else each.at
    return flag(block, start, each.at + 1, f"This {mark} closes nothing; open the quotation, or take the mark out.")
