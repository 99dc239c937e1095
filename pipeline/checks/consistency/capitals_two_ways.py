"""A common noun with capitals here and without them there: Indie and indie.

Kinds and genres are no names (Chicago, chapter 8, “Down style”; AP, “capitalization”). What the draft itself also
writes in lower case is flagged where it has capitals inside a sentence: a phrase of two main words or more, or a word
for a genre or a season from the house's table. With as many capitals as small letters it is a query.

Quotations, titles, headings and sentence openings are left out of account, and so is a phrase inside a longer name.
"""

import re
from collections import defaultdict
from collections.abc import Iterator

from pipeline import house
from pipeline.checks import Allowed, Flagged
from pipeline.checks._places import Place, begins_sentence, places, together
from pipeline.document import Document
from pipeline.finding import Finding, Severity

SEVERITY = Severity.ERROR
FIX = "unsafe"
EXAMPLES = (
    Flagged(
        "Some ⟦Comedy of Errors⟧ this is. A comedy of errors lasts; each comedy of errors ends.",
        fixed="Some comedy of errors this is. A comedy of errors lasts; each comedy of errors ends.",
    ),
    Flagged("It is ⟦Indie⟧ rock, and indie film.", fixed="It is indie rock, and indie film.", severity=Severity.QUERY),
    Allowed("Comedy of Errors is a play. A comedy of errors it isn't."),
    Allowed("The Jazz Age had jazz. Jazz lasts. At the Indie Awards, indie wins."),
    Allowed("“A Comedy of Errors,” he says, and it is a comedy of errors."),
    Allowed("The White House is a white house."),
)

_PHRASE = re.compile(
    r"(?<![\w'’&-])(?:[A-Z][a-z]+(?:(?: (?:of|and|the|in|to|for|a|an))* [A-Z][a-z]+){1,3})(?![\w-]|['’]s? [A-Z])"
)
_LINK = r"[ -](?:(?:of|the|and|in|to|for|on|a|an|&) )*"
_BEFORE = re.compile(rf"([\w’']+){_LINK}$")
_AFTER = re.compile(rf"{_LINK}([\w’']+)|['’]s [A-Z]")
_WORD = re.compile(r"(?<![\w'’&-])[A-Z][a-z]+(?![\w-])")


def find(document: Document) -> Iterator[Finding]:
    """Flag the words with capitals."""
    prose = [block.text for block in document.running()]
    found: dict[str, list[Place]] = defaultdict(list)
    for place in _capitals(document):
        found[place.text].append(place)
    for text, odd in found.items():
        low = text.lower()
        small = sum(len(re.findall(rf"(?<![\w'’-]){re.escape(low)}(?!\w)", each)) for each in prose)
        capitals = sum(1 for _ in places(document, re.compile(rf"(?<![\w'’-]){re.escape(text)}(?!\w)")))
        if small and small >= capitals:
            message = f"“{text}” has capitals here and none elsewhere ({capitals} to {small}); “{low}” is wanted."
            yield together([(place, low) for place in odd], message, None if small > capitals else Severity.QUERY)


def _capitals(document: Document) -> Iterator[Place]:
    """Common nouns with capitals that no sentence opening and no name accounts for."""
    kinds = house.entries("genres.tsv")
    for found, _ in places(document, _PHRASE):
        place = found
        if begins_sentence(place.block, place.start):
            # The capital of the first word says nothing: what follows it may still be a phrase.
            place = Place(place.block, place.start + place.text.index(" ") + 1, place.end)
        words = place.text.split()
        # Capitals with a small word between them; names of two or three capitals are too often names indeed.
        if words[0].istitle() and not all(map(str.istitle, words)) and not _in_name(place) and not _label(place):
            yield place
    for place, match in places(document, _WORD):
        opening = begins_sentence(place.block, place.start)
        if match[0].lower() in kinds and not opening and not _in_name(place) and not _label(place):
            yield place


def _label(place: Place) -> bool:
    """Whether a paragraph has no sentence's end: a label or a heading that is set as one."""
    return not re.search(r"[.!?…:][\"”’')\]]*\W*$", place.block.text[-12:])


def _in_name(place: Place) -> bool:
    """Whether a word with a capital stands right before or behind."""
    text = place.block.text
    before = _BEFORE.search(text, max(0, place.start - 60), place.start)
    after = _AFTER.match(text, place.end)
    named = before and before[1][0].isupper() and not begins_sentence(place.block, place.start - len(before[0]))
    return bool(named) or bool(after and (after[1] is None or after[1][0].isupper() or after[1][0].isdigit()))
