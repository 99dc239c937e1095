"""American and British spellings in one draft.

A draft is in one variety of English throughout (New Hart's Rules, chapter 21; AP, “spelling”). Where one clearly
prevails, the words of the other are flagged, each with the spelling that is wanted; one or two beside no more of the
other are a question. Oxford's British spelling has -ize, so that -ize says nothing by itself: in a British draft it is
flagged only beside more words in -ise.
Quotations, titles and names keep their own spelling.
"""

import re
from collections.abc import Iterator

from pipeline import house
from pipeline.checks import Allowed, Flagged
from pipeline.checks._listed import listed
from pipeline.checks._places import Place, places, together
from pipeline.document import Document
from pipeline.finding import Finding, Severity

SEVERITY = Severity.ERROR
FIX = "unsafe"
EXAMPLES = (
    Flagged(
        "The colour of the armour, the flavour, the humour: a ⟦rumor⟧ of rain.",
        fixed="The colour of the armour, the flavour, the humour: a rumour of rain.",
    ),
    Flagged(
        "The color of the armor fades; ⟦honour⟧ stays.",
        fixed="The color of the armor fades; honor stays.",
        severity=Severity.QUERY,
    ),
    Allowed("The colour of honour. “What color?” she says. *The Color of Rain* is at the Honor Theater."),
    Allowed("The colour and the flavour are organized in Oxford's way."),
    Flagged(
        "The color fades. The ⟦honour⟧ stays.",
        fixed="The color fades. The honor stays.",
        severity=Severity.QUERY,
    ),
    Flagged(
        "The ⟦color⟧ fades. The honour of the programme stays.",
        fixed="The colour fades. The honour of the programme stays.",
        severity=Severity.QUERY,
    ),
    Allowed("The dialogue is gray, and analogue synths judge the theatre."),
)

_WORD = re.compile(r"(?<![\w'’.-])[a-z]{4,}(?![\w'’-])")
FEW = 2
"""So many words of the one variety beside no more than as many of the other are a question."""

_BOTH = listed(
    """analog analogue dialog dialogue catalog catalogue catalogs catalogues gray grey grays greys theater theatre
    theaters theatres judgment judgement acknowledgment acknowledgement aging ageing artifact artefact artifacts
    artefacts adviser advisor ax axe program programme programs programmes disk disc check cheque draft draught
    story storey meter metre cancelled canceled cancelling canceling mom mum moms mums donut doughnut airplane
    aeroplane yogurt yoghurt mustache moustache fulfill fulfil likable likeable livable liveable sizable
    sizeable movable moveable unlikable unlikeable"""
)
"""Words that both varieties write both ways often enough."""


_HINTS = {
    "British": listed("theatre theatres programme programmes grey greys mum mums cheque storey metre metres aeroplane"),
    "American": listed("theater theaters gray grays mom moms airplane donut mustache"),
}
"""Of the words that both write both ways, those that tip a balance."""


def _leaning(document: Document) -> int:
    """How many more hints of British spelling a draft has than of American."""
    words = [match[0] for _, match in places(document, _WORD)]
    return sum((word in _HINTS["British"]) - (word in _HINTS["American"]) for word in words)


def _place(place: Place) -> tuple[int, int]:
    return place.block.index, place.start


def find(document: Document) -> Iterator[Finding]:
    """Flag each word of the variety that is in the minority."""
    rows = [(row[0], row[1]) for row in house.table("dialects.tsv") if row[0] not in _BOTH and row[1] not in _BOTH]
    british_for = dict(rows)
    american_for = {british: american for american, british in rows if british not in british_for}
    american: list[Place] = []
    british: list[Place] = []
    oxford: list[Place] = []
    for place, match in places(document, _WORD):
        if match[0] in british_for:
            (oxford if re.search(r"i[sz]|yz", british_for[match[0]]) and "iz" in match[0] else american).append(place)
        elif match[0] in american_for:
            british.append(place)
    ise = [place for place in british if "iz" in american_for[place.text]]
    even_votes = len(british) == len(american) > 0
    leaning = (
        _leaning(document) + len(ise) - len(oxford) or (_place(american[0]) > _place(british[0])) if even_votes else 0
    )
    if len(british) > len(american) or leaning > 0:
        odd, even = american, british
        if len(oxford) < len(ise):
            odd = odd + oxford
        right = british_for
    else:
        odd, even, right = british, american, american_for
    few = 0 < len(odd) <= FEW and len(even) >= len(odd)
    if not even or (len(even) < max(2, 2 * len(odd)) and not few):
        return
    variety = "American" if right is american_for else "British"
    severity = None if len(even) >= 4 * len(odd) else Severity.QUERY
    for word in dict.fromkeys(place.text for place in odd):
        message = f"“{word}” in a draft whose spelling is {variety}; “{right[word]}” is wanted."
        yield together([(place, right[word]) for place in odd if place.text == word], message, severity)
