"""A comment that silences a check which had nothing to say.

`<!-- copydesk: allow spelling/unknown-word -- the director's own spelling -->` silences a check, or a whole stage, for
the block that follows. One that silences nothing hides the next real mistake there, so it should go.
"""

from collections.abc import Iterator

from pipeline.checks import Allowed, Flagged, Unused
from pipeline.document import Document
from pipeline.finding import Applicability, Edit, Finding, Fix, Severity
from pipeline.source import Span

SEVERITY = Severity.QUERY
EXAMPLES = (
    Flagged("⟦<!-- copydesk: allow structure -->⟧\n\nThe band played on.\n", fixed="\nThe band played on.\n"),
    Allowed("<!-- copydesk: allow spelling/no-check-of-this-run -->\n\nThe band played on.\n"),
    Allowed("<!-- a note to the editor -->\n\nThe band played on.\n"),
)


def find(document: Document, unused: Unused) -> Iterator[Finding]:
    """Yield a finding for each comment, with its removal, line break included, as the fix."""
    for span, checks in unused.allowances:
        end = span.end
        if document.source.text.startswith(("\n", "\r\n"), end):
            end = document.source.text.index("\n", end) + 1
        yield Finding(
            span,
            f"This allows {', '.join(checks)} in the next block, where there is nothing to allow.",
            (Fix((Edit(Span(span.start, end), ""),), Applicability.UNSAFE),),
        )
