"""A paragraph without its full stop.

Where all other paragraphs of a draft end with a mark, one that ends with a bare word has lost its own. A line too short
to be a sentence, a rating and a signature are left alone. (The Chicago Manual of Style 6.12.)
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks import Allowed, Flagged
from pipeline.checks._clauses import clauses
from pipeline.document import Block, BlockKind, Document, RegionKind
from pipeline.engines.spacy import Parser
from pipeline.finding import Finding, Severity, flag

SEVERITY = Severity.QUERY
FIX = "unsafe"

EXAMPLES = (
    Flagged(
        "The first act is slow and the second is loud.\n\nThen the singer comes back to haunt ⟦him⟧\n\nWe stayed.",
        "The first act is slow and the second is loud.\n\nThen the singer comes back to haunt him.\n\nWe stayed.",
    ),
    Allowed("The first act is slow.\n\nThe second is loud.\n\n7 out of 10\n\nClara Orr, Leeds"),
    Allowed("Here the poem begins and here it ends\n\nThere the poem begins and there it ends\n\nIt is over."),
    Allowed("It begins.\n\nIt ends.\n\nYou can read all that I write [here](https://example.org/here)"),
    Allowed("We heard three songs and they were these:\n\nOne of them was short.\n\nHe wrote it (she sang it.)"),
)

SHORT = 6
"""A paragraph of fewer words may be a label."""


def find(document: Document, parser: Parser) -> Iterator[Finding]:
    """Findings on the last word of a paragraph that has no mark behind it."""
    paragraphs = [block for block in document.blocks if block.kind is BlockKind.PARAGRAPH and block.text.strip()]
    bare = [block for block in paragraphs if re.search(r"\w$", block.text) and _is_sentence(block, parser)]
    if len(bare) != 1 or len(paragraphs) < 3:
        return
    block = bare[0]
    last = re.search(r"[\w’'-]+$", block.text)
    assert last is not None, "a bare paragraph ends with a word"
    if last[0].isalpha() and "\n" not in block.text and not block.inside(RegionKind.LINK, *last.span()):
        yield flag(block, last.start(), last.end(), "The other paragraphs end with a mark.", f"{last[0]}.")


def _is_sentence(block: Block, parser: Parser) -> bool:
    """Whether a paragraph is long enough for one, and its last words have a subject and a verb with a tense."""
    if len(block.text.split()) < SHORT:
        return False
    *_, sentence = parser.parse(block.text).sents
    return len(sentence) >= SHORT and any(clauses(sentence))
