"""The kinds of works, and the words that say them (`work-kinds.tsv`, `work-parts.tsv`)."""

from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from pipeline import house


class Kind(StrEnum):
    """What a work is, as far as styles set works apart; `franchise` is several works under one name."""

    SERIES = "series"
    SEASON = "season"
    EPISODE = "episode"
    FILM = "film"
    VIDEO = "video"
    ALBUM = "album"
    SONG = "song"
    COMPOSITION = "composition"
    OPERA = "opera"
    MUSICAL = "musical"
    DANCE = "dance"
    PLAY = "play"
    BOOK = "book"
    CHAPTER = "chapter"
    STORY = "story"
    POEM = "poem"
    ESSAY = "essay"
    ARTICLE = "article"
    PERIODICAL = "periodical"
    COMIC = "comic"
    GAME = "game"
    PODCAST = "podcast"
    PAINTING = "painting"
    SCULPTURE = "sculpture"
    PHOTOGRAPH = "photograph"
    EXHIBITION = "exhibition"
    FRANCHISE = "franchise"


class Noun(NamedTuple):
    """A word for works: the kind that it says, if any, how sure that is, whether it may be a verb or is a plural."""

    kind: Kind | None
    sure: float
    verb: bool = False
    plural: bool = False


class Part(NamedTuple):
    """What tells a work by what it has, and how: see the table."""

    form: str
    kind: Kind | None
    sure: float


@cache
def nouns() -> Mapping[str, Noun]:
    """The words for works in lower case, singular and plural."""
    found: dict[str, Noun] = {}
    for word, kind, sure, *verb in house.table("work-kinds.tsv"):
        found[word.lower()] = Noun(_kind(kind), float(sure), bool(verb))
    for word, noun in tuple(found.items()):
        found.setdefault(plural(word), noun._replace(plural=True))
    return MappingProxyType(found)


@cache
def parts() -> Mapping[tuple[str, str], Part]:
    """What works have, by form and words."""
    return MappingProxyType(
        {
            (form, words): Part(form, _kind(kind), float(sure))
            for words, form, kind, sure in house.table("work-parts.tsv")
        }
    )


def named(word: str) -> Kind | None:
    """The kind that a word is or says: “film”, “movie”, “TV series”; None where it is none."""
    small = " ".join(word.lower().replace("_", " ").replace("-", " ").split())
    return _by_word().get(small)


@cache
def _by_word() -> Mapping[str, Kind]:
    said = {word.lower().replace("-", " "): noun.kind for word, noun in nouns().items() if noun.kind}
    return MappingProxyType({**said, **{kind.value: kind for kind in Kind}})


def plural(noun: str) -> str:
    """The plural of a word for works; the first word's in “collection of stories”."""
    first, of, rest = noun.partition(" of ")
    if first.endswith("series"):
        return noun
    if first.endswith("y") and first[-2] not in "aeiou":
        return f"{first[:-1]}ies{of}{rest}"
    return f"{first}{'es' if first.endswith(('s', 'x', 'ch', 'sh')) else 's'}{of}{rest}"


def _kind(word: str) -> Kind | None:
    return None if word == "-" else Kind(word)
