"""Two spaces where one is wanted.

One space stands between words and between sentences (Chicago, 6.7, “Punctuation and space”; AP, “Punctuation”). Two
inside a sentence are a slip of the thumb. Two between sentences are an old typist's habit: where a draft keeps it
throughout it is left alone, and HTML shows one anyway; where the draft mostly sets one, the odd two are flagged.

The fix is safe: it changes nothing that a reader reads. Lines set in columns with runs of spaces are left alone.
"""

import re
from collections.abc import Iterator

from pipeline.checks import Allowed, Flagged
from pipeline.document import Block, Document
from pipeline.finding import Applicability, Edit, Finding, Fix, Severity

SEVERITY = Severity.ERROR
FIX = "safe"
IN_QUOTATIONS = "as-is"
EXAMPLES = (
    Flagged("The band plays⟦  ⟧on.", fixed="The band plays on."),
    Flagged(
        "It ends. It begins again. It ends.⟦  ⟧Then nothing.", fixed="It ends. It begins again. It ends. Then nothing."
    ),
    Flagged("She sings⟦\u00a0 ⟧low.", fixed="She sings low."),
    Allowed("It ends.  It begins again.  It ends.  Then nothing."),
    Allowed("It ends. It begins again."),
    Allowed("A line  \nbroken on purpose."),
)

_GAP = re.compile(r"(?<=\S)[ \u00a0]+(?=\S)")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*$")


def find(document: Document) -> Iterator[Finding]:
    """Flag each run of spaces that isn't the draft's own habit between sentences."""
    habit = _habit(document)
    for block in document.blocks:
        gaps = [(gap, _width(document, block, gap)) for gap in _GAP.finditer(block.text)]
        if sum(width > 2 for _, width in gaps) > 1:
            continue
        for gap, width in gaps:
            if width < 2 or (habit and _ends_sentence(block, gap.start())):
                continue
            span = block.span(gap.start(), gap.end())
            fix = Fix((Edit(span, " "),), Applicability.SAFE)
            yield Finding(span, f"{width} spaces stand here; one is wanted.", (fix,))


def _width(document: Document, block: Block, gap: re.Match[str]) -> int:
    """How many spaces the file has here, a reader's one stretch being many; 1 at a line break or markup."""
    written = document.source[block.span(gap.start(), gap.end())]
    return len(written) if not written.strip(" \u00a0") else 1


def _ends_sentence(block: Block, at: int) -> bool:
    return _SENTENCE_END.search(block.text, max(0, at - 6), at) is not None


def _habit(document: Document) -> bool:
    """Whether the draft sets two spaces between most of its sentences."""
    two = one = 0
    for block in document.blocks:
        for gap in _GAP.finditer(block.text):
            if _ends_sentence(block, gap.start()):
                wide = _width(document, block, gap) > 1
                two, one = two + wide, one + (not wide)
    return two > 2 and two >= one
