"""Contractions that lost their apostrophe, and what they are."""

from functools import cache

from pipeline import house


def contraction(word: str) -> str:
    """The contraction that a lower-cased word without an apostrophe stands for, or nothing."""
    return _table().get(word, "")


@cache
def _table() -> dict[str, str]:
    return {row[0]: row[1] for row in house.table("contractions.tsv")}
