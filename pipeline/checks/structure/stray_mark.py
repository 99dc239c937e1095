"""A paragraph that is only a mark: a lone hyphen, star or dot on a line of its own.

It is left over from a list or from a line that was meant to part two sections. Where a break is meant, three marks
make it (`***` or `---`). It does no harm to the text, and is advice. Breaks of three marks and more, and ornaments
such as ⁂ and §, are left alone.
"""

import re
from collections.abc import Iterator

from pipeline.checks import Allowed, Flagged
from pipeline.document import Document
from pipeline.finding import Finding, Severity
from pipeline.source import Span

SEVERITY = Severity.ADVICE
FIX = "none"
EXAMPLES = (
    Flagged("The band plays on.\n\n⟦-⟧\n\nNobody leaves.\n"),
    Flagged("The band plays on.\n\n⟦.⟧\n\nNobody leaves.\n"),
    Allowed("The band plays on.\n\n***\n\nNobody leaves.\n"),
    Allowed("The band plays on.\n\n- One.\n- Two.\n\n⁂\n\nNobody leaves.\n"),
    Allowed("```\n\n-\n\n```\n\nThe band plays on.\n"),
)

_LONE = re.compile(r"(?:\A|\n[ \t]*\r?\n)[ \t]*(?P<mark>[-–—*+_.,;:~#>|\\])[ \t]*(?=\r?\n[ \t]*(?:\r?\n|\Z)|\Z)")
_FENCED = re.compile(r"^(?P<fence>```|~~~|---|\+\+\+).*?^(?P=fence)[ \t]*$", re.MULTILINE | re.DOTALL)


def find(document: Document) -> Iterator[Finding]:
    """Flag the mark, code and front matter left out."""
    text = document.source.text
    fenced = [Span(*match.span()) for match in _FENCED.finditer(text)]
    for match in _LONE.finditer(text):
        span = Span(match.start("mark"), match.end("mark"))
        if not any(stretch.contains(span) for stretch in fenced):
            yield Finding(
                span, f"“{match['mark']}” stands alone as a paragraph; take it out, or make it a break (`***`)."
            )
