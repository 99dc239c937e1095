"""What the site knows of a review: the fields of its page, kept in its folder's manifest.

So a run that publishes one draft has what it needs of all others, and reads no draft and asks no engine for it.
"""

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from html import escape
from typing import Any

from pipeline.engines import Engines
from pipeline.exporters import Rating, Vetted, Work, _data, _markup

_LINKS = re.compile(r"</?a\b[^>]*>")
"""A headline is a link in a list, and has none in itself there."""


@dataclass(frozen=True, slots=True)
class Image:
    """The picture that stands for a review: its place from the site's root, its text, and its size in pixels."""

    path: str
    width: int
    height: int
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Review:
    """A review that stands in the output.

    `name` is its folder's, `headline` its title as HTML with its emphasis, `formats` the suffixes of its exports.
    `base_url` is the address of the site that its pages name, empty where they name none; the other fields are as in
    `Front` and `Vetted`.
    """

    name: str
    title: str
    headline: str
    formats: tuple[str, ...]
    subtitle: str = ""
    authors: tuple[str, ...] = ()
    date: datetime.date | None = None
    updated: datetime.date | None = None
    lang: str = "en"
    description: str = ""
    publisher: str = ""
    tags: tuple[str, ...] = ()
    works: tuple[Work, ...] = ()
    rating: Rating | None = None
    mentions: tuple[Work, ...] = ()
    cover: Image | None = None
    base_url: str = ""

    @property
    def page(self) -> str:
        """Where it is read, from the site's root: its web page, or the first of what there is instead."""
        return self.file(".html" if ".html" in self.formats else self.formats[0])

    @property
    def changed(self) -> datetime.date | None:
        """The day of its last change."""
        return max((day for day in (self.date, self.updated) if day), default=None)

    def file(self, suffix: str) -> str:
        """Where its export with a suffix is, from the site's root."""
        return f"{self.name}/{self.name}{suffix}"


def of(vetted: Vetted, engines: Engines) -> Review:
    """The record of a draft that was exported; `vetted.web` says where to."""
    assert vetted.web is not None, "a review that knows its folder"
    front = vetted.front
    reviewed, others = _data.told_apart(vetted)
    return Review(
        name=vetted.web.name,
        title=front.title,
        headline=_LINKS.sub("", _markup.title(vetted, engines)) or escape(front.title),
        formats=vetted.web.formats,
        subtitle=front.subtitle,
        authors=front.authors,
        date=front.date,
        updated=front.updated,
        lang=front.lang,
        description=front.description,
        publisher=front.publisher,
        tags=front.tags,
        works=reviewed,
        rating=front.rating,
        mentions=others,
        cover=_cover(vetted, vetted.web.name),
        base_url=vetted.web.base_url,
    )


def as_entry(review: Review) -> dict[str, Any]:
    """A record as JSON has it; what is empty is left out, and the name, which is the folder's."""
    said = {each.name: _plain(getattr(review, each.name)) for each in fields(review) if each.name != "name"}
    return {key: value for key, value in said.items() if value}


def from_entry(name: str, said: Any) -> Review | None:
    """The record that a manifest has; None where it has none, or one that this version can't read."""
    if not isinstance(said, Mapping) or not said.get("formats"):
        return None
    try:
        return Review(
            name=name,
            title=str(said["title"]),
            headline=str(said["headline"]),
            formats=_strings(said["formats"]),
            subtitle=str(said.get("subtitle", "")),
            authors=_strings(said.get("authors", ())),
            date=_day(said.get("date")),
            updated=_day(said.get("updated")),
            lang=str(said.get("lang", "en")),
            description=str(said.get("description", "")),
            publisher=str(said.get("publisher", "")),
            tags=_strings(said.get("tags", ())),
            works=tuple(Work(**each) for each in said.get("works", ())),
            rating=Rating(**said["rating"]) if said.get("rating") else None,
            mentions=tuple(Work(**each) for each in said.get("mentions", ())),
            cover=Image(**said["cover"]) if said.get("cover") else None,
            base_url=str(said.get("base_url", "")),
        )
    except (KeyError, TypeError, ValueError):
        return None


def _cover(vetted: Vetted, folder: str) -> Image | None:
    cover = vetted.front.cover
    picture = vetted.pictures.get(cover.picture) if cover else None
    if cover is None or picture is None:
        return None
    return Image(f"{folder}/{picture.name}", picture.width, picture.height, cover.alt)


def _plain(value: Any) -> Any:
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, Work | Rating | Image):
        said = {each.name: getattr(value, each.name) for each in fields(value)}
        return {key: one for key, one in said.items() if one}
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return value


def _strings(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list | tuple):
        raise TypeError("a list")
    return tuple(str(one) for one in value)


def _day(value: Any) -> datetime.date | None:
    return datetime.date.fromisoformat(value) if value else None
