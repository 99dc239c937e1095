"""A heading whose capitals differ from the draft's other headings.

Headings are set headline-style (Each Main Word Has a Capital) or sentence-style (only the first word and names have
one), and one draft keeps to one of them (Chicago, chapter 8, “Titles of works”; AP, “headlines”). A house that names
no profile keeps the draft's own way: with at least two headings the same way for each that is odd, the odd one is
flagged. A heading of one main word, of capitals only, or whose words may all be names, shows neither way and is left
alone.
"""

import re
from collections.abc import Iterator

from pipeline.checks import Allowed, Flagged
from pipeline.document import Block, BlockKind, Document
from pipeline.finding import Finding, Severity, flag
from pipeline.house.titlecase import is_small, title_case

SEVERITY = Severity.ERROR
FIX = "unsafe"
_HEADINGS = "## The Long Way Home\n\nA.\n\n## Rain and Other Weather\n\nB.\n\n## The Sound of Drums\n\nC.\n\n"
EXAMPLES = (
    Flagged(_HEADINGS + "## ⟦The view from the roof⟧\n\nD.\n", fixed=_HEADINGS + "## The View from the Roof\n\nD.\n"),
    Flagged(
        "## The long way home\n\nA.\n\n## Rain and other weather\n\nB.\n\n## ⟦The Sound of Drums Alone⟧\n\nC.\n",
        severity=Severity.QUERY,
    ),
    Allowed("## The long way home\n\nA.\n\n## Legacy\n\nB.\n\n## A night with John Ford\n\nC.\n"),
    Allowed("## The Long Way Home\n\nA.\n\n## The view from the roof\n\nB.\n"),
    Allowed("# The Title of It All\n\n## The long way home\n\nA.\n\n## The view\n\nB.\n\n## What was lost\n\nC.\n"),
)


def find(document: Document) -> Iterator[Finding]:
    """Flag the odd heading, whole."""
    styles = {block.index: _style(block) for block in document.blocks if block.kind is BlockKind.HEADING}
    headline = [index for index, style in styles.items() if style == "headline"]
    sentence = [index for index, style in styles.items() if style == "sentence"]
    odd, even = sorted((headline, sentence), key=len)
    if not odd or len(even) < 2 * len(odd):
        return
    wanted = "headline" if even is headline else "sentence"
    for block in document.blocks:
        if block.index not in odd or block.kind is not BlockKind.HEADING:
            continue
        message = f"This heading is in {styles[block.index]} style, where {len(even)} others are in {wanted} style."
        severity = None if len(even) >= 3 * len(odd) else Severity.QUERY
        if wanted == "headline":
            yield flag(block, 0, len(block.text), message, title_case(block.text), severity=severity)
        else:
            yield flag(block, 0, len(block.text), message, severity=severity)


def _style(block: Block) -> str:
    """`headline`, `sentence`, or nothing where the capitals don't tell."""
    words = re.findall(r"(?<![\w#'’-])[^\W\d_][\w'’]*", block.text)[1:]
    main = [word for word in words if not is_small(word, "mla-9")]
    low = [word for word in main if word.islower() and len(word) > 3]
    high = [word for word in main if word[0].isupper() and word[1:].islower()]
    if low and len(high) <= len(low):
        return "sentence"
    return "headline" if len(high) > 1 and not low else ""
