"""A closing quotation mark that closes nothing.

Quotation marks come in pairs (Chicago, chapter 6; New Hart's Rules, chapter 9). Where a title's capitals show what
was meant to be quoted, the fix opens it there. Single marks aren't judged: the lone one is an apostrophe.

A quotation of several paragraphs is opened at the start of each (Chicago, chapter 12): one that goes on in a paragraph
without a mark at its start is a question.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from pipeline.checks import Allowed, Flagged
from pipeline.checks._pairs import Unopened, pair, paired
from pipeline.document import Block, BlockKind, Document
from pipeline.finding import Finding, Severity, flag
from pipeline.typography import DOUBLE

SEVERITY = Severity.ERROR
FIX = "unsafe"
IN_QUOTATIONS = "as-is"
EXAMPLES = (
    Flagged("The song ⟦Blue Moon”⟧ is slow.", fixed="The song “Blue Moon” is slow."),
    Flagged('The song ⟦Blue Moon"⟧ is slow.', fixed='The song "Blue Moon" is slow.'),
    Flagged("They call it ⟦slow,”⟧ and leave."),
    Flagged(
        "“The first paragraph goes on.\n\n⟦The⟧ second ends it.”",
        fixed="“The first paragraph goes on.\n\n“The second ends it.”",
        severity=Severity.QUERY,
    ),
    Allowed("“The first paragraph goes on.\n\n“The second ends it.”"),
    Allowed("The song “Blue Moon” is slow."),
    Allowed('It is a 12" single, and he is 6\'2".'),
    Allowed("The singers’ band, rock ’n’ roll and the ’90s."),
)

_FIRST = re.compile(r"[\w’'-]+")
_TITLE = re.compile(r"[A-Z][\w’'-]*(?: (?:(?:of|the|a|an|and|in|on|to|for|with|my) )*[A-Z0-9][\w’'-]*)+[,.!?]?$")


def find(document: Document) -> Iterator[Finding]:
    """Flag the closing mark with what it should close, or with the word before it; a paragraph by its first word."""
    for block, pairing in paired(document):
        for each in pairing.unopened:
            if each.kind == DOUBLE:
                yield _finding(block, each)
    blocks = [block for block in document.blocks if block.kind is BlockKind.PARAGRAPH]
    for block, following in pairwise(blocks):
        mark = _left_open(block)
        word = _FIRST.match(following.text)
        if mark and word and any(each.kind == DOUBLE for each in pair(following.text).unopened):
            message = f"The quotation of the paragraph before goes on here; is {mark} wanted at its start?"
            yield flag(following, 0, word.end(), message, mark + word[0], severity=Severity.QUERY)


def _left_open(block: Block) -> str:
    """The double mark that is still open at a paragraph's end; nothing where none is."""
    text = block.text
    open_ = [each.at for each in pair(text).unclosed if each.kind == DOUBLE and each.limit == len(text)]
    return text[open_[-1]] if open_ else ""


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
