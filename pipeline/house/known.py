"""Titles that reviews mention (`known-titles.tsv`): of which kinds each is, and how else its words are used."""

import unicodedata
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from pipeline import house
from pipeline.house.kinds import Kind

RARELY = 8
"""How many times oftener the words of a title have its capitals, at least, where they seldom stand small."""


class Known(NamedTuple):
    """A title, its kinds, and in how many reviews of a corpus its words stand small, and as a title has them.

    The corpus is of film reviews until 2011: of what came later, or is no film, what stands small there is prose.
    """

    title: str
    kinds: tuple[Kind, ...]
    small: int
    large: int

    @property
    def seldom_small(self) -> bool:
        """Whether reviews have the title's words with its capitals much oftener than small, or never."""
        return RARELY * self.small <= self.large


@cache
def known_titles() -> Mapping[str, Known]:
    """The titles by their plain form."""
    found: dict[str, Known] = {}
    for kind, title, small, large in house.table("known-titles.tsv"):
        old = found.get(plain(title))
        kinds = (*(old.kinds if old else ()), Kind(kind))
        found[plain(title)] = Known(old.title if old else title, kinds, int(small), int(large))
    return MappingProxyType(found)


def plain(text: str) -> str:
    """Words in small letters with straight apostrophes, without accents, “and” for “&”."""
    text = text.lower().replace("’", "'").replace(" & ", " and ")
    if text.isascii():
        return text
    return "".join(each for each in unicodedata.normalize("NFKD", text) if not unicodedata.combining(each))
