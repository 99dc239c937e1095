"""What the pages of a site are made of: the reviews that stand in the output, and how they belong together."""

import datetime
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from pipeline import addresses, outputs
from pipeline.config import Config
from pipeline.exporters import Work
from pipeline.exporters._lists import clean
from pipeline.house import House, kinds, styles
from pipeline.house.kinds import Kind
from pipeline.house.styles import Style
from pipeline.site import _record
from pipeline.site._record import Review

Each = TypeVar("Each")
Name = TypeVar("Name")

NAME = "Reviews"
"""What a site is called whose house names no publisher."""

ARTICLES = ("the ", "a ", "an ")
"""What does not count where titles are put in order."""


@dataclass(frozen=True, slots=True)
class Group:
    """Reviews that have something in common, newest first: its name as readers see it, and its page from the root."""

    name: str
    page: str
    reviews: tuple[Review, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A work in the index of works: its place on that page, the reviews of it, and those that name it."""

    work: Work
    anchor: str
    reviews: tuple[Review, ...]
    named: tuple[Review, ...]


@dataclass(frozen=True)
class Site:
    """A site: its reviews, newest first, and what its pages say of themselves.

    `base_url` ends in a slash and is empty where it isn't known; `style` says how titles of works are set.
    """

    name: str
    lang: str
    base_url: str
    style: Style
    reviews: tuple[Review, ...]

    @cached_property
    def years(self) -> tuple[Group, ...]:
        """The reviews by their year, the newest first; those without a date are the last, under no name."""
        return tuple(
            Group(str(year) if year else "", addresses.year(year), tuple(found))
            for year, found in _grouped(self.reviews, lambda review: review.date.year if review.date else 0)
        )

    @cached_property
    def authors(self) -> tuple[Group, ...]:
        """The reviews by their authors, who are in the order of their names."""
        return _groups(self.reviews, lambda review: review.authors, addresses.author)

    @cached_property
    def tags(self) -> tuple[Group, ...]:
        """The reviews by their tags, in alphabetical order."""
        return _groups(self.reviews, lambda review: review.tags, addresses.tag)

    @cached_property
    def works(self) -> tuple[tuple[Kind | None, tuple[Entry, ...]], ...]:
        """The works that are reviewed or named, by kind in the order of `Kind`, and those of no known kind last."""
        found: dict[str, tuple[Work, list[Review], list[Review]]] = {}
        for review in self.reviews:
            for work in (*review.works, *review.mentions):
                anchor = addresses.work(work.key, work.title, work.kind)
                _, of, named = found.setdefault(anchor, (work, [], []))
                if work in review.works:
                    found[anchor] = work, of, named
                    of.append(review)
                elif review not in (*of, *named):
                    named.append(review)
        entries = [
            Entry(work, anchor, tuple(of), tuple(each for each in named if each not in of))
            for anchor, (work, of, named) in found.items()
        ]
        entries.sort(key=lambda entry: (in_order(entry.work.title), entry.anchor))
        order = {kind: number for number, kind in enumerate((*Kind, None))}
        by_kind = _grouped(entries, lambda entry: kinds.named(entry.work.kind))
        return tuple((kind, tuple(of)) for kind, of in sorted(by_kind, key=lambda pair: order[pair[0]]))

    @cached_property
    def changed(self) -> datetime.date | None:
        """The day of the last change of any review."""
        return max((day for review in self.reviews if (day := review.changed)), default=None)


def reviews(output: Path, base_url: str) -> tuple[tuple[Review, ...], tuple[str, ...]]:
    """The reviews that stand in an output folder, newest first and those without a date last, and what is wrong."""
    found, sentences = [], []
    for folder in sorted(output.iterdir()) if output.is_dir() else ():
        if not (folder / outputs.MANIFEST).is_file():
            continue
        manifest = outputs.read(folder)
        if outputs.ANTHOLOGY in manifest:
            continue  # a book of reviews that have pages of their own
        review = _record.from_entry(folder.name, manifest.get("review"))
        if review is None:
            if any(name.startswith(f"{folder.name}.") for name in outputs.listed(folder)):
                sentences.append(
                    f"{folder}: was published by another copydesk and is not on the site; publish it again."
                )
            continue
        if not (output / review.page).is_file():
            sentences.append(
                f"{output / review.page}: is gone, and so its review is not on the site; publish it again."
            )
            continue
        if review.base_url != base_url:
            said = review.base_url or "no base URL"
            sentences.append(f"{output / review.page}: was published for {said}; publish it again for this site's.")
        found.append(review)
    found.sort(key=lambda review: review.name)
    found.sort(key=lambda review: review.date or datetime.date.min, reverse=True)
    return tuple(found), tuple(sentences)


def site(found: Sequence[Review], config: Config) -> Site:
    """The site of these reviews, as its house calls it and sets its titles."""
    given = config.defaults.get("publisher")
    name = clean(given) if isinstance(given, str) and given.strip() else _commonest(each.publisher for each in found)
    # the pages' own words are English, whatever the reviews are written in
    lang = _commonest(review.lang for review in found if review.lang.partition("-")[0] == "en")
    house = House(profile=config.profile, own=config.profiles.get(config.profile, ()))
    return Site(
        " ".join((name or NAME).split()),
        lang or "en",
        config.base_url,
        styles.published(house),
        tuple(found),
    )


def in_order(name: str) -> str:
    """What a name is sorted by: no article at its beginning, no capitals, no accents."""
    plain = unicodedata.normalize("NFKD", name).casefold().strip(" “”‘’\"'«»…¡¿")
    plain = next((plain.removeprefix(article) for article in ARTICLES if plain.startswith(article)), plain)
    return "".join(letter for letter in plain if not unicodedata.combining(letter)) or name


def _commonest(names: Iterable[str]) -> str:
    """The name that comes most often, of several the first in the alphabet; empty where there is none."""
    counted = Counter(name for name in names if name)
    return min(counted, key=lambda name: (-counted[name], name), default="")


def _groups(
    found: Sequence[Review], of: Callable[[Review], Iterable[str]], page: Callable[[str], str]
) -> tuple[Group, ...]:
    """Groups by a name; of names with one page, the one that comes most often is shown."""
    spelled = Counter(name for review in found for name in of(review))
    pages: dict[str, list[Review]] = {}
    names: dict[str, list[str]] = {}
    for review in found:
        for name in of(review):
            members = pages.setdefault(page(name), [])
            if review not in members:
                members.append(review)
            names.setdefault(page(name), []).append(name)
    groups = [
        Group(min(names[path], key=lambda name: (-spelled[name], name)), path, tuple(members))
        for path, members in pages.items()
    ]
    return tuple(sorted(groups, key=lambda group: (in_order(group.name), group.page)))


def _grouped(of: Iterable[Each], name: Callable[[Each], Name]) -> list[tuple[Name, list[Each]]]:
    """Things by their names, in the order in which those come first."""
    found: dict[Name, list[Each]] = {}
    for each in of:
        found.setdefault(name(each), []).append(each)
    return list(found.items())
