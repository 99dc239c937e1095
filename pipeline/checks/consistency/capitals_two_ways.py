"""A common noun with capitals here and without them there: Indie and indie.

Kinds and genres are no names (Chicago, chapter 8, “Down style”; AP, “capitalization”). What the draft itself also
writes in lower case is flagged where it has capitals inside a sentence: a phrase of two main words or more, or a word
for a genre or a season from the house's table. With as many capitals as small letters it is a query.

Quotations, titles, headings and sentence openings are left out of account, and so is a phrase inside a longer name.
"""

import re
from collections.abc import Iterator

from pipeline import house
from pipeline.checks import Allowed, Flagged
from pipeline.checks._places import Place, begins_sentence, places
from pipeline.document import Document
from pipeline.finding import Finding, Severity, flag

SEVERITY = Severity.ERROR
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
_WORD = re.compile(r"(?<![\w'’&-])[A-Z][a-z]+(?![\w-])")


def find(document: Document) -> Iterator[Finding]:
    """Flag the words with capitals."""
    prose = [block.text for block in document.running()]
    kinds = house.entries("genres.tsv")
    for found, _ in places(document, _PHRASE):
        place = found
        if begins_sentence(place.block, place.start):
            # The capital of the first word says nothing: what follows it may still be a phrase.
            place = Place(place.block, place.start + place.text.index(" ") + 1, place.end)
        words = place.text.split()
        # Capitals with a small word between them; names of two or three capitals are too often names indeed.
        if words[0].istitle() and not all(map(str.istitle, words)) and not _in_name(place):
            yield from _finding(place, prose, document)
    for place, match in places(document, _WORD):
        if match[0].lower() in kinds and not begins_sentence(place.block, place.start) and not _in_name(place):
            yield from _finding(place, prose, document)


def _in_name(place: Place) -> bool:
    """Whether a word with a capital stands right before or behind."""
    text = place.block.text
    before = re.search(rf"([\w’']+){_LINK}$", text[: place.start])
    after = re.match(rf"{_LINK}([\w’']+)|['’]s [A-Z]", text[place.end :])
    named = before and before[1][0].isupper() and not begins_sentence(place.block, place.start - len(before[0]))
    return bool(named) or bool(after and (after[1] is None or after[1][0].isupper() or after[1][0].isdigit()))


def _finding(place: Place, prose: list[str], document: Document) -> Iterator[Finding]:
    if not re.search(r"[.!?…:][\"”’')\]]*\W*$", place.block.text):
        return  # A label or a heading that is set as a paragraph.
    low = place.text.lower()
    small = sum(len(re.findall(rf"(?<![\w'’-]){re.escape(low)}(?!\w)", text)) for text in prose)
    capitals = sum(1 for _ in places(document, re.compile(rf"(?<![\w'’-]){re.escape(place.text)}(?!\w)")))
    if small and small >= capitals:
        message = f"“{place.text}” has capitals here and none elsewhere ({capitals} to {small}); “{low}” is wanted."
        severity = None if small > capitals else Severity.QUERY
        yield flag(place.block, place.start, place.end, message, low, severity=severity)
