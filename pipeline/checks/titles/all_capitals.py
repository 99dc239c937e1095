"""A title in capitals throughout where the draft's others aren't, or the other way round: STAR WARS and Star Wars.

Reviews by amateurs often set titles in capitals, where print has italics; either way one draft keeps to one of them
(Chicago, chapter 8, “Titles of works”). Compared are well-known titles of two main words or more, those that the draft
names both ways, and those that stand in quotation marks or beside one of these. Words that are stressed (“a BIG
MISTAKE”) are none of these, nor is a title in a sentence that is in capitals as a whole. The odd ones are flagged where
at least two others stand the other way, as a question where these are less than twice as many.
"""

import re
from collections.abc import Iterator

from pipeline.checks import Allowed, Flagged
from pipeline.checks._places import Place, together
from pipeline.checks.titles._capitals import in_capitals, in_small
from pipeline.checks.titles._wellknown import known
from pipeline.document import Document
from pipeline.finding import Finding, Severity
from pipeline.house.titlecase import title_case
from pipeline.works import Works

SEVERITY = Severity.ERROR
FIX = "unsafe"
IN_QUOTATIONS = "as-is"
EXAMPLES = (
    Flagged(
        "It is close to Citizen Kane and to The Thin Red Line, and no match for ⟦ANNIE HALL⟧ at all.",
        fixed="It is close to Citizen Kane and to The Thin Red Line, and no match for Annie Hall at all.",
    ),
    Flagged(
        "It is close to CITIZEN KANE and to THE THIN RED LINE, and no match for ⟦Annie Hall⟧ at all.",
        fixed="It is close to CITIZEN KANE and to THE THIN RED LINE, and no match for ANNIE HALL at all.",
    ),
    Flagged(
        "“The Salt Road” is slow. I like “The Salt Road” still. Nobody needs “⟦THE SALT ROAD⟧” twice.",
        fixed="“The Salt Road” is slow. I like “The Salt Road” still. Nobody needs “The Salt Road” twice.",
    ),
    Flagged(
        "It is close to Citizen Kane and to The Thin Red Line, and no match for ⟦ROSEMARY'S BABY⟧ at all.",
        fixed="It is close to Citizen Kane and to The Thin Red Line, and no match for Rosemary's Baby at all.",
    ),
    Flagged(
        "It is close to Citizen Kane and to The Thin Red Line, like the film ⟦THE GREY HERON'S NEST II⟧ (1998).",
        fixed="It is close to Citizen Kane and to The Thin Red Line, like the film The Grey Heron's Nest II (1998).",
    ),
    Allowed("It is close to CITIZEN KANE and to THE THIN RED LINE, and no match for ANNIE HALL at all."),
    Allowed("It is close to Citizen Kane and to The Thin Red Line. THE THIN RED LINE IS A VERY LONG FILM."),
    Allowed("It is close to CITIZEN KANE and to THE THIN RED LINE, and no match for “Annie Hall” at all."),
    Allowed("It is close to Citizen Kane and to The Thin Red Line. What a BIG BAD MISTAKE it is!"),
    Allowed("It is close to Citizen Kane, and no match for ANNIE HALL at all."),
    Allowed("It is close to Citizen Kane, to “S T A G E 1”, “S T A G E 2” and “S T A G E 3”."),
)

_ROMAN = re.compile(r"(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3})")
"""A part's number, which keeps its capitals."""


def find(document: Document, works: Works) -> Iterator[Finding]:
    """Flag each title of the rarer way."""
    large = in_capitals(document, works)
    small = in_small(document, works, large.keys())
    for title in large.keys() & small.keys():
        # What the draft names both ways is odd by itself.
        most, least = sorted((large[title], small[title]), key=len, reverse=True)
        if len(most) >= 2 * len(least):
            yield _finding(least, most[0].text, len(most), None, small[title][0].text)
    capitals, others = large.keys() - small.keys(), small.keys() - large.keys()
    odd, even = (large, small) if len(capitals) < len(others) else (small, large)
    odd = {title: places for title, places in odd.items() if any(map(_is_bare, places)) or odd is large}
    names, models = sorted(odd.keys() - even.keys()), sorted(even.keys() - odd.keys())
    if len(models) < 2 or len(models) <= len(names):
        return
    severity = None if len(models) >= 2 * len(names) else Severity.QUERY
    for title in names:
        yield _finding(odd[title], even[models[0]][0].text, len(models), severity)


def _is_bare(place: Place) -> bool:
    """Whether a title has no marks round it: one in quotation marks is set, and needs no capitals."""
    before, after = place.block.text[: place.start], place.block.text[place.end :]
    return before[-1:] not in ("“", '"', "‘", "'") and after[:1] not in ("”", '"', "’", "'")


def _finding(odd: list[Place], sample: str, count: int, severity: Severity | None, own: str = "") -> Finding:
    """The finding on a title in all its places; `own` is how the draft has it in small letters elsewhere."""

    def other(text: str) -> str:
        return own or _lowered(text) if text.isupper() else text.upper()

    way = "in capitals" if odd[0].text.isupper() else "in small letters"
    message = f"“{odd[0].text}” stands {way}, unlike “{sample}” ({count} such titles); one way is wanted."
    return together([(place, other(place.text)) for place in odd], message, severity)


def _lowered(text: str) -> str:
    """A title in capitals as it is known, or else with a capital for each word that has one in titles."""
    words = (word if _ROMAN.fullmatch(word.strip(".,:!?")) else word.capitalize() for word in text.split(" "))
    return known(text)[0] or title_case(" ".join(words), "chicago-18")
