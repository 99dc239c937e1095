"""One word in two spellings that are both right: okay and OK, grey and gray, advisor and adviser.

A draft keeps to one of them (Chicago, chapter 7, “Spelling”, which takes the dictionary's first). The house's table
says which words these are; the rarer spelling is flagged, and where both come equally often the later one, as a
query. Spellings that belong to American or British English only are consistency/mixed-dialects.
"""

import re
from collections.abc import Iterator

from pipeline import house
from pipeline.checks import Allowed, Flagged
from pipeline.checks._places import Place, places, together
from pipeline.document import Document
from pipeline.finding import Finding, Severity

SEVERITY = Severity.ERROR
FIX = "unsafe"
EXAMPLES = (
    Flagged("It is okay. She is okay. All is ⟦OK⟧.", fixed="It is okay. She is okay. All is okay."),
    Flagged("A grey sky, then a ⟦gray⟧ sea.", fixed="A grey sky, then a grey sea.", severity=Severity.QUERY),
    Flagged("Some ⟦Sci-fi⟧ film, all sci-fi.", fixed="Some sci-fi film, all sci-fi.", severity=Severity.QUERY),
    Allowed("A grey sky, and Gray's *Gray Sea*. “Gray,” he says."),
    Allowed("It is OK, and OK it stays."),
    Allowed("The Sci-fi Channel has sci-fi."),
    Allowed("The Theatre Royal is a theater."),
)


def find(document: Document) -> Iterator[Finding]:
    """Flag each use of the rarer spelling."""
    prose = "\n".join(block.text for block in document.running())
    for row in house.table("variants.tsv"):
        if sum(form in prose for form in row) < 2:
            continue
        forms = {form: _uses(document, form) for form in row}
        forms = {form: found for form, found in forms.items() if found}
        if len(forms) < 2:
            continue
        wanted = max(forms, key=lambda form: _rank(form, forms))
        for form, found in forms.items():
            if form == wanted:
                continue
            message = f"“{form}” here, “{wanted}” elsewhere ({len(forms[wanted])} to {len(found)})."
            severity = None if len(forms[wanted]) > len(found) else Severity.QUERY
            yield together([(place, wanted) for place in found], message, severity)


def _rank(form: str, forms: dict[str, list[Place]]) -> tuple[int, bool, int, int]:
    """How much speaks for a spelling: its uses, no capital where only that parts it from another, the first place."""
    first = forms[form][0]
    plain = form.islower() and any(form == other.lower() != other for other in forms)
    return len(forms[form]), plain, -first.block.index, -first.start


def _uses(document: Document, form: str) -> list[Place]:
    """Where a spelling stands; a word in lower case doesn't count with a capital, which may be a name's."""
    named = r"(?! [A-Z])" if form[0].isupper() and not form.isupper() else ""  # a name's: the Sci-Fi Channel
    pattern = re.compile(rf"(?<![\w'’.-]){re.escape(form)}(?![\w-]|\.\w)(?!['’][a-z]){named}")
    return [place for place, _ in places(document, pattern)]
