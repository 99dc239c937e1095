"""A work's title in quotation marks or italics, where the draft leaves its titles bare.

A draft may set titles or leave them bare, but does one of the two (Chicago, chapter 8, “Titles of works”, sets them).
Where more titles stand bare than are set, the ones that are set are the odd ones. It is a question, for marks round a
title are never wrong in themselves. Songs, episodes and other parts are compared with their like, and a title that
stands bare more often than set is odd by itself, unless its first mention alone has marks, and another title's, too.
"""

from collections.abc import Iterator

from pipeline.checks import Allowed, Flagged
from pipeline.checks.titles._named import SET, Title, Way, titles
from pipeline.checks.titles._ways import at_every_place, baring, comparable, weights
from pipeline.checks.titles._wellknown import is_listed
from pipeline.document import Document
from pipeline.finding import Finding, Severity
from pipeline.house import House
from pipeline.works import Works

SEVERITY = Severity.QUERY
FIX = "unsafe"
EXAMPLES = (
    Flagged(
        "It is close to Citizen Kane and to Star Wars, and then to ⟦“The Thin Red Line”⟧ again. Star Wars wins.",
        fixed="It is close to Citizen Kane and to Star Wars, and then to The Thin Red Line again. Star Wars wins.",
    ),
    Flagged(
        "We saw ⟦“The Salt Road”⟧ by night. The Salt Road is long. Like Star Wars, The Salt Road ends well.",
        fixed="We saw The Salt Road by night. The Salt Road is long. Like Star Wars, The Salt Road ends well.",
    ),
    Flagged(
        "It came out as ⟦“The Salt Road”⟧ first. The film The Salt Road is long, and no Citizen Kane or Star Wars.",
        fixed="It came out as The Salt Road first. The film The Salt Road is long, and no Citizen Kane or Star Wars.",
    ),
    Allowed("It is close to Citizen Kane and to Star Wars, and the song “The Salt Road” is good."),
    Allowed("It is close to “Citizen Kane” and to “Star Wars”, and to Citizen Kane again."),
    Allowed("It is close to Citizen Kane and “Star Wars”."),
    Allowed(
        "We saw “The Salt Road” by night, and “A Winter House” by day. The Salt Road is long; A Winter House is not. "
        "The Salt Road ends well, and A Winter House ends late."
    ),
)


def find(document: Document, works: Works, house: House) -> Iterator[Finding]:
    """Flag the first mention that is set."""
    if house.profile != "keep":
        return  # every guide sets titles: marks round one are then never the fault
    named = titles(document, works)
    for title in named:
        there, bare = title.of(*SET), title.of(Way.BARE)
        plain = " " not in title.title and not is_listed(title.title)
        if not there or plain or not _is_odd(title, named):
            continue
        edits = [edits for place in there if (edits := baring(document, place))]
        way = there[0].way.value
        where = "stands bare elsewhere" if bare else "other titles stand bare"
        message = f"“{title.title}” is in {way} here and {where}; set titles one way."
        span = there[0].block.span(*there[0].outer)
        yield at_every_place(span, message, edits) if len(edits) == len(there) else Finding(span, message)


def _first_only(title: Title) -> bool:
    """Whether a title is set where it is first named, and bare from then on."""
    return len(title.places) > 1 and title.places[0].way in SET and len(title.of(*SET)) == 1


def _is_odd(title: Title, named: tuple[Title, ...]) -> bool:
    """Whether a title that is set is so against the draft's way."""
    if _first_only(title) and any(_first_only(other) for other in named if other is not title):
        return False
    marked, unmarked = weights(comparable(title, named))
    there, bare = len(title.of(*SET)), len(title.of(Way.BARE))
    if bare:
        return bare >= there and unmarked > marked
    known = title.kind is not None or is_listed(title.title)
    return known and unmarked >= 2 and unmarked > 2 * marked
