"""A heading that skips a level: a third-level heading below a first-level one.

Screen readers and contents lists take the levels for the text's outline (WCAG 2.2, technique G141). A draft may
begin at any level, since a page's template brings its own headings; from there each step down is by one. Advice.
"""

from collections.abc import Iterator

from pipeline.checks import Allowed, Flagged
from pipeline.document import BlockKind, Document
from pipeline.finding import Finding, Severity, flag

SEVERITY = Severity.ADVICE
FIX = "none"
EXAMPLES = (
    Flagged("# One\n\nText.\n\n### ⟦Two⟧\n\nText.\n"),
    Flagged("## One\n\nText.\n\n#### ⟦Two⟧\n\nText.\n"),
    Allowed("## One\n\nText.\n\n### Two\n\nText.\n\n## Three\n\nText.\n"),
    Allowed("#### One\n\nText.\n\n#### Two\n\nText.\n"),
)


def find(document: Document) -> Iterator[Finding]:
    """Flag the heading's text."""
    above = 0
    for block in document.blocks:
        if block.kind not in (BlockKind.HEADING, BlockKind.HEADLINE):
            continue
        level = max(block.level, 1)
        if above and level > above + 1:
            message = f"This heading is of level {level}, below one of level {above}; level {above + 1} is wanted."
            yield flag(block, 0, len(block.text), message)
        above = level
