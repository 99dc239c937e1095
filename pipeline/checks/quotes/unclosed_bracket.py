"""A bracket that is opened and never closed.

Brackets come in pairs (Chicago, chapter 6, “Parentheses”). The finding stands where the missing one most likely
belongs: before the quotation mark that ends a title (“Blue (Live”), or at the end of the sentence or the paragraph;
elsewhere it stands at the open bracket and has no fix. Faces such as :( and list letters such as a) are no brackets.
"""

import re
from collections.abc import Iterator

from pipeline.checks import Allowed, Flagged
from pipeline.checks._pairs import ROUND, SQUARE, Unclosed, paired
from pipeline.document import Block, Document
from pipeline.finding import Finding, Severity, flag

SEVERITY = Severity.ERROR
FIX = "unsafe"
IN_QUOTATIONS = "as-is"
EXAMPLES = (
    Flagged("They open with “Blue (At ⟦Night”⟧ again.", fixed="They open with “Blue (At Night)” again."),
    Flagged("The sequel is worse (and I liked the ⟦first.⟧", fixed="The sequel is worse (and I liked the first)."),
    Flagged("The sequel ⟦(and⟧ I liked the first is worse, and long. It drags."),
    Allowed("They open with “Blue (At Night)” again (and again)."),
    Allowed("It made me sad :( but a) it is short, and b) it ends."),
    Allowed("(A long remark goes on.\n\nIt ends here.)"),
)


def find(document: Document) -> Iterator[Finding]:
    """Flag where the closing bracket belongs, or the bracket that is open."""
    for block, pairing in paired(document):
        for each in pairing.unclosed:
            if each.kind in (ROUND, SQUARE):
                yield _finding(block, each)


def _finding(block: Block, each: Unclosed) -> Finding:
    text = block.text
    opening = text[each.at]
    closing = ")" if opening == "(" else "]"
    inside = text[each.at + 1 : each.limit]
    message = f"The bracket {opening}{' '.join(inside.split()[:3])} isn't closed; {closing} is wanted here."
    if each.limit < len(text) and len(inside.split()) < 9 and not re.search(r"[.!?]\s", inside):
        start = _word_before(text, each.limit)
        return flag(block, start, each.limit + 1, message, text[start : each.limit] + closing + text[each.limit])
    if each.limit == len(text) and not re.search(r"[.!?…]\s", inside):
        ending = re.search(r"[.!?…]*$", text)
        at = ending.start() if ending else len(text)
        start = _word_before(text, at)
        return flag(block, start, len(text), message, text[start:at] + closing + text[at:])
    word = re.match(r"[\w’'-]*", inside)
    end = each.at + 1 + (word.end() if word else 0)
    return flag(block, each.at, end, f"This {opening} is never closed; put {closing} where the remark ends.")


def _word_before(text: str, at: int) -> int:
    """The start of the word that ends at `at`."""
    match = re.search(r"[^\s(\[]+$", text[:at])
    return match.start() if match else at
