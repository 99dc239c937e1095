"""What each style guide sets in lower case, and its other settings: `title-profiles.tsv`, read once."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from pipeline import house
from pipeline.errors import UnknownName


@dataclass(frozen=True, slots=True)
class Capitals:
    """A profile of headline capitals; `title-profiles.tsv` says what each setting means."""

    small: frozenset[str]
    longest: int
    grammar: bool
    joining: frozenset[str]
    infinitive: bool
    prefixed: bool
    after: frozenset[str]
    particles: bool
    headings: str

    def has_small(self, word: str) -> bool:
        """Whether a lower-cased word is small inside a title, as far as the word itself can tell."""
        return word in self.small or word in self.joining or self.governs(word)

    def governs(self, word: str) -> bool:
        """Whether a lower-cased word is one of the prepositions that are small."""
        return len(word) <= self.longest and word in words("preposition")


@cache
def settings() -> Mapping[str, Mapping[str, str]]:
    """Every profile's settings by its name, with those of the one that it extends."""
    lines: dict[str, dict[str, str]] = {}
    for name, setting, value, *_ in house.table("title-profiles.tsv"):
        if setting == "extends":
            lines[name] = dict(lines[value])
        else:
            lines.setdefault(name, {})[setting] = value
    return MappingProxyType({name: MappingProxyType(values) for name, values in lines.items()})


@cache
def profiles() -> Mapping[str, Capitals]:
    """Every profile by its name."""
    return MappingProxyType({name: capitals(values) for name, values in settings().items()})


def profile(name: str) -> Capitals:
    """The profile of that name. Raises UnknownName with those there are."""
    found = profiles().get(name)
    if found is None:
        raise UnknownName(f"There is no title profile “{name}”; there are {', '.join(profiles())}.")
    return found


@cache
def words(kind: str) -> frozenset[str]:
    """The words of a kind in `title-words.tsv`."""
    return frozenset(word for row in house.table("title-words.tsv") if row[0] == kind for word in row[1].split())


def capitals(settings: Mapping[str, str]) -> Capitals:
    """A profile's capitals, of its settings."""
    return Capitals(
        small=frozenset(settings["small"].split()),
        longest=int(settings["longest"]),
        grammar=settings["grammar"] == "yes",
        joining=frozenset(settings["joining"].split()),
        infinitive=settings["infinitive"] == "capital",
        prefixed=settings["prefixed"] == "capital",
        after=frozenset(settings["after"].split()),
        particles=settings["particles"] == "small",
        headings=settings["headings"],
    )
