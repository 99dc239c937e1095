"""Rivals: the words that may have been meant where another one stands.

They come from the house's tables of words that are taken for one another, and from the letters: a slip of the hand can
make another word.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import combinations
from types import MappingProxyType

from rapidfuzz.distance import OSA, Prefix

from pipeline import house

COMMON = 250
"""How often a word occurs in the house's reviews (22.7 million words) that a slip may have been meant for."""

_INFLECTION = (
    frozenset(("", "e", "s", "es", "d", "ed", "n", "en", "ing", "r", "er", "ly", "'s")),
    frozenset(("y", "ies", "ied", "ier", "ily", "ying")),
)
"""Endings that grammar chooses between, which other checks see to."""

LISTED, FAR = 6.5, 9.0
"""How many nats likelier the text has to be with a word of the tables, and with one unlike in three letters or more."""

LETTERS, LONG_LETTERS = {3: 14.0, 4: 13.0, 5: 12.0}, 11.0
"""The same for a slip of a letter, by how long the word is (or longer): the shorter, the more words are near it."""

KNOWN = 30
"""How often a word occurs in the house's reviews that may be a slip: rarer ones are the speller's matter, and the model
does not know them well."""


@cache
def rivals(word: str) -> Mapping[str, float]:
    """The rivals of a lower-cased word (or of two, with a space between): how many nats likelier each has to be."""
    found = dict(sorted(_listed().get(word, {}).items()))
    if word.isalpha() and word.isascii() and house.frequencies().get(word, 0) >= KNOWN:
        for other in _neighbours(word):
            found.setdefault(other, LETTERS.get(min(len(word), len(other)), LONG_LETTERS))
    return MappingProxyType(found)


@cache
def _listed() -> Mapping[str, Mapping[str, float]]:
    """What the tables say may be meant by each word."""
    meant: dict[str, dict[str, float]] = {}
    unmeasured: list[tuple[str, str]] = []
    for words, needed in ((*row, "")[:2] for row in house.table("mistaken.tsv")):
        either, _, only = words.partition(">")
        for word in _words(either):
            for other in (*_words(either), *_words(only)):
                if not needed:
                    unmeasured.append((word, other))
                elif word != other:
                    known = meant.setdefault(word, {})
                    known[other] = min(float(needed), known.get(other, float(needed)))
    for row in house.table("confusables.tsv"):
        single = row[0].isalpha() and row[1].isalpha()
        unmeasured += [(row[0], row[1]), (row[1], row[0])] if single else [(row[0], row[1])]
    for word, other in unmeasured:
        if word != other:
            alike = OSA.distance(word, other, score_cutoff=2) <= 2
            meant.setdefault(word, {}).setdefault(other, LISTED if alike else FAR)
    return meant


def _words(cell: str) -> list[str]:
    return [word.replace("_", " ") for word in cell.split()]


def _neighbours(word: str) -> Iterator[str]:
    """The common words that one letter more, less or other makes of a word, or two letters swapped."""
    if len(word) < 3:
        return
    near = {other for key in (word, *_shortened(word)) for other in _by_shortened().get(key, ())}
    for other in sorted(near):
        if (
            OSA.distance(word, other, score_cutoff=1) == 1
            and not _inflected(word, other)
            and not _variants(word, other)
        ):
            yield other


def _inflected(a: str, b: str) -> bool:
    """Whether two words are forms of one that grammar chooses between."""
    root = Prefix.similarity(a, b)
    return root > 2 and any(_alike(a[cut:], b[cut:]) for cut in (root, root - 1))


def _alike(end: str, other: str) -> bool:
    return any({end, other} <= endings for endings in _INFLECTION)


@cache
def _spellings() -> frozenset[frozenset[str]]:
    """The pairs of words that are one word's spellings."""
    rows = (*house.table("dialects.tsv"), *house.table("variants.tsv"))
    return frozenset(frozenset(pair) for row in rows for pair in combinations(row, 2))


def _variants(a: str, b: str) -> bool:
    """Whether two words are one in two spellings, British and American or old and new."""
    american, other = (re.sub("is(?=[aei])", "iz", word) for word in (a, b))
    return frozenset((a, b)) in _spellings() or american == other


@cache
def _by_shortened() -> Mapping[str, tuple[str, ...]]:
    """The common words by what is left of them without one letter, and by themselves."""
    index: dict[str, list[str]] = {}
    for word, count in house.frequencies().items():
        if count >= COMMON and len(word) > 2 and word.isascii():
            for key in (word, *_shortened(word)):
                index.setdefault(key, []).append(word)
    return {key: tuple(words) for key, words in index.items()}


def _shortened(word: str) -> frozenset[str]:
    return frozenset(word[:at] + word[at + 1 :] for at in range(len(word)))
