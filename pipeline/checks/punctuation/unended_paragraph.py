"""A paragraph without its full stop.

Where most other paragraphs of a draft end with a mark, one that ends with a bare word, or with the bracket or quotation
mark behind one, has lost its own. A line too short to be a sentence, a rating and a signature are left alone. (The
Chicago Manual of Style 6.12.)
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks import Allowed, Flagged
from pipeline.checks._clauses import clauses
from pipeline.document import Block, BlockKind, Document, RegionKind
from pipeline.engines.spacy import Parser
from pipeline.finding import Finding, Severity, flag
from pipeline.house import House
from pipeline.typography import american

SEVERITY = Severity.QUERY
FIX = "unsafe"

EXAMPLES = (
    Flagged(
        "The first act is slow and the second is loud.\n\nThen the singer comes back to haunt ⟦him⟧\n\nWe stayed.",
        "The first act is slow and the second is loud.\n\nThen the singer comes back to haunt him.\n\nWe stayed.",
    ),
    Flagged(
        "The first act is slow and the second is loud.\n\nThe singer comes back (to haunt ⟦him)⟧\n\nWe stayed.",
        "The first act is slow and the second is loud.\n\nThe singer comes back (to haunt him).\n\nWe stayed.",
    ),
    Allowed("The first act is slow.\n\nThe second is loud.\n\n7 out of 10\n\nClara Orr, Leeds"),
    Allowed("Here the poem begins and here it ends\n\nThere the poem begins and there it ends\n\nIt is over."),
    Allowed("It begins.\n\nIt ends.\n\nYou can read all that I write [here](https://example.org/here)"),
    Allowed("We heard three songs and they were these:\n\nOne of them was short.\n\nHe wrote it (she sang it.)"),
)

_END = re.compile(r"(?P<word>[\w’'-]*\w)(?P<closing>[)\]\"”]{0,2})$")

LONG = 15
"""Words that a paragraph has at least, where it is not the only one."""

FEW = 3
"""Of so many paragraphs one may lack its mark, for the others to speak against it."""

SHORT = 6
"""A paragraph of fewer words may be a label."""


def find(document: Document, parser: Parser, house: House) -> Iterator[Finding]:
    """Findings on the last word of a paragraph that has no mark behind it."""
    paragraphs = [block for block in document.blocks if block.kind is BlockKind.PARAGRAPH and block.text.strip()]
    bare = [block for block in paragraphs if _END.search(block.text) and _is_sentence(block, parser)]
    if len(bare) > 1:
        bare = [block for block in bare if len(block.text.split()) >= LONG]  # a short line may be a caption
    if len(bare) > max(1, len(paragraphs) // FEW) or len(paragraphs) < 3:
        return
    for block in bare:
        last = _END.search(block.text)
        assert last is not None, "a bare paragraph ends with a word"
        if not last["word"].isalpha() or "\n" in block.text or block.inside(RegionKind.LINK, *last.span()):
            continue
        quoted = '"' in last["closing"] or "”" in last["closing"]
        after, within = f"{last[0]}.", f"{last['word']}.{last['closing']}"
        wanted = (within, after) if quoted and american(house.dialect) else (after,)
        yield flag(block, last.start(), last.end(), "The other paragraphs end with a mark.", *wanted)


def _is_sentence(block: Block, parser: Parser) -> bool:
    """Whether a paragraph is long enough for one, and its last words have a subject and a verb with a tense."""
    if len(block.text.split()) < SHORT or block.text[0].isdigit():
        return False
    *_, sentence = parser.parse(block.text).sents
    return len(sentence) >= SHORT and any(clauses(sentence))
