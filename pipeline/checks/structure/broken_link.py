"""A link's brackets that show in the text: [text] (address), (text)[address].

Between the text's bracket and the address's there is no space in Markdown, and the text comes first, in square
brackets. The fix puts it right.
"""

import re
from collections.abc import Iterator

from pipeline.checks import Allowed, Flagged
from pipeline.document import Document
from pipeline.finding import Applicability, Edit, Finding, Fix, Severity
from pipeline.source import Span

SEVERITY = Severity.ERROR
FIX = "unsafe"
IN_QUOTATIONS = "as-is"
EXAMPLES = (
    Flagged(
        "They play ⟦[a long set] (https://example.com/set)⟧ now.",
        fixed="They play [a long set](https://example.com/set) now.",
    ),
    Flagged(
        "They play ⟦(a long set)[https://example.com/set]⟧ now.",
        fixed="They play [a long set](https://example.com/set) now.",
    ),
    Allowed("They play [a long set](https://example.com/set) now."),
    Allowed("They play [a long set] (or so) now, see (this)[1]."),
    Allowed("Write `[text] (https://example.com)` for it."),
)

_SPACE = re.compile(r"(?<!!)\[(?P<text>[^\[\]\n]+)\][ \t]+\((?P<address>https?://[^\s()]+)\)")
_TURNED = re.compile(r"\((?P<text>[^()\n]+)\)\[(?P<address>https?://[^\s\[\]]+)\]")


def find(document: Document) -> Iterator[Finding]:
    """Flag the link, whole."""
    if document.reader != "markdown":
        return
    for pattern in (_SPACE, _TURNED):
        for match in pattern.finditer(document.source.text):
            span = Span(*match.span())
            # Only where the text's bracket is prose: not in code, comments or raw HTML.
            if not any(
                block.index_of(span.start) < len(block.text) and block.starts[block.index_of(span.start)] == span.start
                for block in document.blocks
            ):
                continue
            fix = Fix((Edit(span, f"[{match['text']}]({match['address']})"),), Applicability.UNSAFE)
            yield Finding(span, "This link's brackets show in the text; [text](address) is wanted.", (fix,))
