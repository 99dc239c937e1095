"""Which stretches of a title are in another language, and are left alone."""

import re
from collections.abc import Sequence
from functools import cache

from pipeline import house
from pipeline.house.titlecase.profiles import words

_ELISION = re.compile(r"(?:l|d|qu|j|c|s|n|m|t|dell|all|un)'[^\W\d_]{3,}")
_ENGLISH_FROM = 30
"""How often a word has to occur in reviews, without a capital, to count as English."""


def is_foreign(stretch: Sequence[str]) -> bool:
    """Whether lower-cased words, apostrophes straight, are a title in a language that `title-languages.tsv` knows.

    It takes two signs (small words of one language, elisions, letters with marks), no small word of English, and half
    of the other words unknown to English.
    """
    if len(stretch) < 2 or any(word in words("english") for word in stretch):
        return False
    elisions = sum(1 for word in stretch if _ELISION.fullmatch(word))
    marked = sum(1 for word in stretch if not word.isascii() and "'" not in word)
    for small in _languages():
        own = {word for word in stretch if word in small}
        if (own or elisions) and len(own) + elisions + marked >= 2:
            others = [word for word in stretch if word not in small]
            unknown = sum(1 for word in others if not any(map(is_english, re.split("[‐‑-]", word))))
            if others and 2 * unknown >= len(others):
                return True
    return False


def is_english(word: str) -> bool:
    """Whether a lower-cased word is often met in English prose."""
    often = house.frequencies().get(word, 0) - house.capitals().get(word, 0)
    return often >= _ENGLISH_FROM


@cache
def _languages() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(row[1].split()) for row in house.table("title-languages.tsv"))
