"""A paragraph that stands twice.

It was moved and not taken out, or pasted twice. The later one is flagged; which one goes is the editor's choice, and
the fix, which takes out the later one, is never applied unasked. A paragraph of fewer than eight words may be a
refrain; one that is nearly the same as another, but for a few letters, is a query.
"""

import re
from collections.abc import Iterator

from rapidfuzz import fuzz

from pipeline.checks import Allowed, Flagged
from pipeline.document import RUNNING, Block, Document
from pipeline.finding import Applicability, Edit, Finding, Fix, Severity

SEVERITY = Severity.ERROR
FIX = "display-only"
EXAMPLES = (
    Flagged(
        "The band plays on until the last of the lights goes out.\n\nNobody leaves.\n\n"
        "⟦The band plays on until the last of the lights goes out.⟧\n",
        fixed="The band plays on until the last of the lights goes out.\n\nNobody leaves.\n\n\n",
    ),
    Flagged(
        "The band plays on till the last of the lights in the hall goes out, and nobody leaves before the rain.\n\n"
        "⟦The band played on till the last of the lights in the hall goes out, and nobody leaves before the rain.⟧\n",
        fixed="The band plays on till the last of the lights in the hall goes out, and nobody leaves before the rain."
        "\n\n\n",
        severity=Severity.QUERY,
    ),
    Allowed("The band plays on.\n\nNobody leaves.\n\nThe band plays on.\n"),
    Allowed("The band plays on until the last light goes out.\n\nThe band plays on until the bar runs out of gin."),
)

_LEAST = 8
_NEARLY = 96.0


def find(document: Document) -> Iterator[Finding]:
    """Flag the later paragraph of two."""
    seen: list[str] = []
    for block in document.blocks:
        if block.kind not in RUNNING:
            continue
        words = " ".join(re.findall(r"[\w'’]+", block.text.lower()))
        if words.count(" ") + 1 < _LEAST:
            continue
        same = words in seen
        if same or any(_nearly(words, one) for one in seen):
            yield _finding(block, same=same)
        seen.append(words)


def _nearly(words: str, other: str) -> bool:
    """Whether two long paragraphs differ by a few letters only, and by no number."""
    longer = max(len(words), len(other))
    return (
        longer > 100
        and abs(len(words) - len(other)) < 0.1 * longer
        and re.findall(r"\d+", words) == re.findall(r"\d+", other)
        and fuzz.ratio(words, other, score_cutoff=_NEARLY) > 0
    )


def _finding(block: Block, *, same: bool) -> Finding:
    return Finding(
        block.whole,
        "This paragraph stands above already" + ("." if same else ", nearly word for word."),
        (Fix((Edit(block.whole, ""),), Applicability.DISPLAY_ONLY),),
        None if same else Severity.QUERY,
    )
