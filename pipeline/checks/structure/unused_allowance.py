"""A comment that silences a check which had nothing to say, or which isn't there.

`<!-- copydesk: allow spelling/unknown-word -- the director's own spelling -->` silences a check, or a whole stage, for
the block that follows. One that silences nothing hides the next real mistake there, so it should go; one whose name is
mistyped silences nothing either, and is put right. Of a check that did not run nothing is known, and nothing is said.
"""

import re
from collections.abc import Iterator

from pipeline.checks import Allowed, Flagged, Unused, nearest
from pipeline.document import Document
from pipeline.finding import Applicability, Edit, Finding, Fix, Severity
from pipeline.source import Span

SEVERITY = Severity.QUERY
FIX = "unsafe"
EXAMPLES = (
    Flagged(
        "⟦<!-- copydesk: allow structure/unused-allowance -->⟧\n\nThe band played on.\n",
        fixed="\nThe band played on.\n",
    ),
    Flagged(
        "<!-- copydesk: allow spacing, ⟦speling/unknown-wrod⟧ -- her own -->\n\nThe band played on.\n",
        fixed="<!-- copydesk: allow spacing, spelling/unknown-word -- her own -->\n\nThe band played on.\n",
    ),
    Flagged("<!-- copydesk: allow ⟦xyzzy⟧ -->\n\nThe band played on.\n"),
    Flagged("⟦<!-- copydesk: allow -- her own spelling -->⟧\n\nThe band played on.\n", fixed="\nThe band played on.\n"),
    Allowed("<!-- copydesk: allow spelling/unknown-word -->\n\nThe band played on.\n"),
    Allowed("<!-- a note to the editor -->\n\nThe band played on.\n"),
)


def find(document: Document, unused: Unused) -> Iterator[Finding]:
    """Yield a finding for each comment that is of no use, with its removal, and for each name, with the nearest id."""
    for span, checks in unused.allowances:
        message = f"This allows {', '.join(checks)} in the next block, where there is nothing to allow."
        yield Finding(span, message, (_removal(document, span),))
    for span, name in unused.misnamed:
        if not name:
            message = "This names no check that it allows; name the check or the stage, or remove it."
            yield Finding(span, message, (_removal(document, span),))
            continue
        place = _place(document, span, name)
        near = nearest(name)
        meant = f"; {' or '.join(near)} may be meant" if near else ""
        message = f"This allows “{name}”, but there is no check or stage of that name{meant}."
        yield Finding(place, message, tuple(Fix((Edit(place, each),), Applicability.UNSAFE) for each in near))


def _removal(document: Document, span: Span) -> Fix:
    """The comment goes, with its line break."""
    end = span.end
    if document.source.text.startswith(("\n", "\r\n"), end):
        end = document.source.text.index("\n", end) + 1
    return Fix((Edit(Span(span.start, end), ""),), Applicability.UNSAFE)


def _place(document: Document, comment: Span, name: str) -> Span:
    """Where a name stands in a comment, behind its “allow”."""
    head, allow, names = document.source[comment].removesuffix("-->").partition("allow")
    found = re.search(rf"(?<![^\s,]){re.escape(name)}(?![^\s,])", names)
    assert found, "a name stands in its comment"
    start = comment.start + len(head) + len(allow)
    return Span(start + found.start(), start + found.end())
