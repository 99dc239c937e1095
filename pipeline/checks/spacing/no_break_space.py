"""A no-break space between ordinary words, pasted from a page.

A no-break space keeps a number with its unit, initials together, or a dash from a line's start (Chicago, chapter 6,
“Punctuation and space”). Between ordinary words it only spoils the setting of the line: it comes along with text
pasted from a web page or an editor. The fix is safe, and nobody sees the difference on the screen: advice.
"""

import re
from collections.abc import Iterator

from pipeline.checks import Allowed, Flagged
from pipeline.document import Document
from pipeline.finding import Applicability, Edit, Finding, Fix, Severity

SEVERITY = Severity.ADVICE
FIX = "safe"
IN_QUOTATIONS = "as-is"
EXAMPLES = (
    Flagged("A long⟦\u00a0⟧take.", fixed="A long take."),
    Flagged("It ends.⟦\u00a0⟧Then nothing.", fixed="It ends. Then nothing."),
    Allowed("At 10\u00a0km, J.\u00a0S. Bach, vol.\u00a02 and Dr.\u00a0Who."),
    Allowed("A pause\u00a0– and « oui\u00a0»."),
)

_BETWEEN = re.compile(
    r"(?<=[^\W\d_]{2}[,;:.!?”’\"'])\u00a0(?=[^\W\d_]{2}|[“‘])|(?<=[a-z]{2})\u00a0(?=[A-Za-z]{2}|[“‘])"
)
_ABBREVIATION = re.compile(r"\b(?:Mrs?|Ms|Dr|St|Prof|Rev|Sr|Jr|vol|no|pp?|ch|ed|fig|cf|vs|ca?|[A-Z])\.$", re.IGNORECASE)


def find(document: Document) -> Iterator[Finding]:
    """Flag each no-break space that binds two words of running text."""
    for block in document.blocks:
        for match in _BETWEEN.finditer(block.text):
            span = block.span(match.start(), match.end())
            if document.source[span] != "\u00a0" or _ABBREVIATION.search(block.text, 0, match.start()):
                continue
            yield Finding(
                span,
                "A no-break space stands between two words; a plain space is wanted.",
                (Fix((Edit(span, " "),), Applicability.SAFE),),
            )
