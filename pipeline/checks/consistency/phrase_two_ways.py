"""The same quoted words with other commas elsewhere.

A line of a song or a motto that is quoted twice is quoted alike: its words came from one place. Where the same three
words or more stand in quotation marks with different marks between them, the rarer way is flagged; where both come
equally often, the later one, as a query. Capitals are left to titles/capitals-two-ways.
"""

import re
from collections import Counter
from collections.abc import Iterator

from pipeline.checks import Allowed, Flagged
from pipeline.checks._places import Place, together
from pipeline.document import Document, RegionKind
from pipeline.finding import Finding, Severity

SEVERITY = Severity.ERROR
FIX = "unsafe"
IN_QUOTATIONS = "as-is"
EXAMPLES = (
    Flagged(
        "They sing “Well, my river, flow on” and “Well, my river”, then “⟦Well my, river⟧”.",
        fixed="They sing “Well, my river, flow on” and “Well, my river”, then “Well, my river”.",
    ),
    Flagged(
        "They sing “Flow on, my river” and then “⟦Flow on my river⟧ to the sea”.",
        fixed="They sing “Flow on, my river” and then “Flow on, my river to the sea”.",
        severity=Severity.QUERY,
    ),
    Allowed("They sing “Flow on, my river” and “flow on, my river”."),
    Allowed("They sing “Flow on” and “Flow, on”."),
    Allowed("They sing “Flow on, my river,” and “Flow on, my river.”"),
)

_WORDS = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


def find(document: Document) -> Iterator[Finding]:
    """Flag the rarer way."""
    stretches = [
        Place(block, region.start, region.end)
        for block in document.blocks
        for region in block.regions
        if region.kind is RegionKind.QUOTATION
    ]
    words = [[match[0].lower() for match in _WORDS.finditer(place.text)] for place in stretches]
    done: set[tuple[str, ...]] = set()
    for phrase in sorted((tuple(each) for each in words if 3 <= len(each) <= 12), key=len):
        if phrase in done:
            continue
        done.add(phrase)
        found = [place for stretch in stretches for place in _same(stretch, phrase)]
        counts = Counter(_way(place) for place in found)
        if len(counts) > 1:
            yield from _odd(found, counts)


def _same(stretch: Place, phrase: tuple[str, ...]) -> Iterator[Place]:
    """Where a quotation has the phrase's words one after another."""
    matches = list(_WORDS.finditer(stretch.text))
    low = [match[0].lower() for match in matches]
    for number in range(len(low) - len(phrase) + 1):
        if tuple(low[number : number + len(phrase)]) == phrase:
            start, end = matches[number].start(), matches[number + len(phrase) - 1].end()
            yield Place(stretch.block, stretch.start + start, stretch.start + end)


def _way(place: Place) -> str:
    """The words with the marks between them; how their capitals and apostrophes look is left out."""
    return re.sub(r"\s+", " ", place.text.replace("’", "'")).lower()


def _odd(found: list[Place], counts: Counter[str]) -> Iterator[Finding]:
    wanted = counts.most_common(1)[0][0]
    sample = next(place.text for place in found if _way(place) == wanted)
    for way, count in counts.items():
        if way == wanted or re.search(r"[.!?…]\s", way):
            continue
        odd = [(place, place.text[:1] + sample[1:]) for place in found if _way(place) == way]
        message = f"“{odd[0][0].text}” here, “{sample}” elsewhere; the same words are quoted alike."
        yield together(odd, message, None if counts[wanted] > count else Severity.QUERY)
