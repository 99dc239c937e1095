"""The long lists of the house, compressed: known misspellings, and how often words and pairs of words occur.

Each file's first lines say where it comes from. A list is read when it is first asked for, and then kept.
"""

import gzip
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType


@cache
def misspellings() -> Mapping[str, tuple[str, ...]]:
    """The typos project's list: a misspelling, lower-cased → what was meant, lower-cased, the likeliest first.

    Where it has one word for a misspelling and for its plural, of the plural the plural is meant.
    """
    found = {row[0]: tuple(row[1].split(",")) for row in _rows("misspellings.tsv.gz")}
    for word, meant in found.items():
        swapped = sorted(word) == sorted(meant[0])  # collapes is collapse
        plural = f"{meant[0]}s"
        if word.endswith("s") and found.get(word[:-1]) == meant and not swapped and plural in frequencies():
            found[word] = (plural, *meant[1:])
    return MappingProxyType(found)


@cache
def frequencies() -> Mapping[str, int]:
    """How often a lower-cased word occurs in 22.7 million words of reviews; those that occur 5 times or more.

    A word is letters with straight apostrophes inside (`don't`, `film's`); hyphens part words. The reviews are by
    amateurs: a common mistake can have a count too.
    """
    return MappingProxyType({row[0]: int(row[1]) for row in _rows("frequencies.tsv.gz")})


@cache
def capitals() -> Mapping[str, int]:
    """How many of a word's `frequencies` have a capital inside a sentence, words all in capitals not counted."""
    return MappingProxyType({row[0]: int(row[2]) for row in _rows("frequencies.tsv.gz") if row[2] != "0"})


@cache
def bigrams() -> Mapping[str, int]:
    """How often two lower-cased words stand side by side (`of the`); those that do 10 times or more."""
    return MappingProxyType({row[0]: int(row[1]) for row in _rows("bigrams.tsv.gz")})


@cache
def names() -> Mapping[str, int]:
    """How often two capitalised words stand side by side in reviews, as written (`Star Wars`); 3 times or more.

    A small particle counts as a part of a name (`Lars von`, `von Trier`); apostrophes are straight.
    """
    return MappingProxyType({row[0]: int(row[1]) for row in _rows("names.tsv.gz")})


@cache
def titles() -> Mapping[str, tuple[int, int]]:
    """What 2 reviews or more quote with a title's capitals: how many quote it, how many have it at all.

    One of a single word is here where the word is a name or the like, and quoted by 4 reviews and by one in four.
    """
    return MappingProxyType({row[0]: (int(row[1]), int(row[2])) for row in _rows("titles.tsv.gz")})


def _rows(name: str) -> Iterator[list[str]]:
    text = gzip.decompress(files(__package__).joinpath(name).read_bytes()).decode("utf-8")
    return (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
