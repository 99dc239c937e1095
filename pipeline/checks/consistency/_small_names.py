"""A draft's own names that stand once without a capital: quenby beside Quenby, Salt orchard beside Salt Orchard."""

import re
from collections import Counter
from collections.abc import Iterator

from pipeline import house as tables
from pipeline.checks._places import Place, begins_sentence, places
from pipeline.document import Document
from pipeline.names import Names, begins

TITLE = 4
"""How often a common word has to stand with a capital behind “the” for it to be somebody's title in a draft."""

_SMALL = re.compile(r"(?<![\w'’@#/.-])[a-z]{4,}(?![\w@/-]|\.\w|['’](?!s\b))")
_THING = re.compile(
    r"\b(?:an?|the|this|that|these|those|some|any|no|its|his|her|their|my|our|your)(?: [a-z]+)? $", re.I
)
"""Behind these a small word is a thing, whatever bears its name: the quorlan, a quorlan engine."""

_TITLE = re.compile(r"(?<=\b[Tt]he )(?P<word>[A-Z][a-z]{3,})(?! (?:of\b|[A-Z]))(?![\w-])")

_PAIR = re.compile(r"(?<![\w'’-])[A-Z][\w’'-]+ [A-Z][a-z]{2,}(?![\w-])")
_HALF = re.compile(r"(?<![\w'’&-])[A-Z][\w’'-]+ [a-z]{3,}(?![\w-]| [A-Z])")
"""A name of two words, and one whose second lacks its capital; what goes on with a capital is another name."""


def lost(document: Document, names: Names) -> Iterator[tuple[Place, str, int]]:
    """Small words that are names with a capital elsewhere, each with the name and how often that stands there."""
    held = {name.lower(): name for name in names.places if re.fullmatch(r"[A-Z][a-z]{3,}", name)}
    small: dict[str, list[Place]] = {}
    for place, match in places(document, _SMALL):
        thing = _THING.search(place.block.text[: place.start])
        if match[0] in held and not thing and not names.touches(place.block, place.start, place.end):
            small.setdefault(match[0], []).append(place)
    for word, found in small.items():
        count = names.count(held[word])
        # A word that reviews have may be the thing that a name is made of; one with an ending may be made of a name.
        if (
            tables.frequencies().get(word, 0) < 3
            and count >= max(2, 3 * len(found))
            and held[word] not in names.allowed
        ):
            yield from ((place, held[word], count) for place in found)


def halved(document: Document) -> Iterator[tuple[Place, str, int]]:
    """Names of two words of which the second lacks its capital once, each with the name and how often that stands."""
    whole = Counter(match[0] for block in document.blocks for match in _PAIR.finditer(block.text))
    forms = {pair.lower(): (pair, count) for pair, count in whole.items() if count > 1}
    odd: dict[str, list[Place]] = {}
    for place, match in places(document, _HALF):
        if match[0].lower() in forms and not begins_sentence(place.block, place.start):
            odd.setdefault(match[0].lower(), []).append(place)
    for low, found in odd.items():
        if len(found) == 1:
            yield found[0], *forms[low]


def untitled(document: Document) -> Iterator[tuple[Place, str, int]]:
    """“The warden”, once, in a draft that has “the Warden” all the time."""
    titles: dict[str, int] = {}
    for place, match in places(document, _TITLE):
        text = place.block.text
        if not begins(text, place.start - 4):
            titles[match["word"]] = titles.get(match["word"], 0) + 1
    for title, count in titles.items():
        if count < TITLE:
            continue
        low = title.lower()
        every = list(places(document, re.compile(rf"(?<![\w'’-]){low}s?(?![\w-])")))
        odd = [
            place
            for place, match in every
            if re.search(r"\b[Tt]he $", place.block.text[: place.start])
            and match[0] == low
            and not re.match(r" (?:of|who|that|in|on|at|from|to)\b", place.block.text[place.end :])
        ]
        if len(odd) == len(every) == 1:
            yield odd[0], title, count
