"""First names, as far as reviews show them."""

from collections import Counter
from functools import cache

from pipeline import house

MANY = 8
"""With so many surnames a word is a first name."""


def is_given(word: str) -> bool:
    """Whether a word is a first name that many bear, and is hardly a common word."""
    low = word.lower()
    return _bearers().get(low, 0) > MANY and house.capitals().get(low, 0) > 0.6 * house.frequencies().get(low, 0)


@cache
def _bearers() -> Counter[str]:
    return Counter(name.partition(" ")[0].lower() for name in house.names())
