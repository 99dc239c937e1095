"""One noun with two plurals: cacti and cactuses, otaku and otakus.

Words from other languages may keep their own plural or take -s; a draft keeps to one (Chicago, chapter 7, “Plurals”).
The plural that the draft uses less is a query, the later one where both come equally often. A noun that dictionaries
leave without -s in the plural (samurai, otaku) keeps that form in a draft that has it; it counts as a plural
only where the words around it say so (“many”, “of the”, “are”).
"""

import re
from collections.abc import Iterator

from pipeline import house
from pipeline.checks import Allowed, Flagged
from pipeline.checks._places import Place, like, places, together
from pipeline.document import Document
from pipeline.finding import Finding, Severity

SEVERITY = Severity.QUERY
FIX = "unsafe"
EXAMPLES = (
    Flagged(
        "The cacti bloom. More cacti bloom than ⟦cactuses⟧.", fixed="The cacti bloom. More cacti bloom than cacti."
    ),
    Flagged("Many samurai fall. The ⟦samurais⟧ rise.", fixed="Many samurai fall. The samurai rise."),
    Allowed("The cactuses bloom. One cactus falls."),
    Allowed("A samurai falls. The samurais rise."),
    Allowed("The indexes are long; “indices”, he says."),
)


def find(document: Document) -> Iterator[Finding]:
    """Flag each use of the rarer plural."""
    prose = "\n".join(block.text for block in document.running()).lower()
    for singular, one, other in house.table("plurals.tsv"):
        if one not in prose or other not in prose:
            continue
        forms = {one: _uses(document, one, singular), other: _uses(document, other, singular)}
        if not all(forms.values()):
            continue
        first = min(forms, key=lambda form: (forms[form][0].block.index, forms[form][0].start))
        wanted = one if one == singular else max(forms, key=lambda form: (len(forms[form]), form == first))
        odd = other if wanted == one else one
        message = f"“{odd}” here, “{wanted}” elsewhere; one plural is wanted."
        yield together([(place, like(wanted, place.text)) for place in forms[odd]], message)


def _uses(document: Document, form: str, singular: str) -> list[Place]:
    """Where a plural stands; one that is like its singular, where a plural has to be."""
    if form != singular:
        pattern = rf"(?<![\w'’-]){form}(?![\w-])(?!['’])"
    else:
        many = r"(?:these|those|many|few|several|all|most|some|two|three|four|five|six|both|of the|other)"
        pattern = rf"(?<![\w'’-])(?:(?<=\b){many} {form}(?![\w-])|{form}(?= (?:are|were|have|who are|who were|do)\b))"
    return [
        Place(place.block, place.end - len(form), place.end) for place, _ in places(document, re.compile(pattern, re.I))
    ]
