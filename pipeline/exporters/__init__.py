"""Document → a published format, a file a format.

All formats have one way in: `vet` reads the front matter, lets through of the draft's AST what is on its lists, and
loads the pictures. An exporter is a module with a docstring, `SUFFIX`, and `export(vetted, engines) -> bytes`; what it
writes comes from what was vetted and from nothing else.
"""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from pipeline import plugins
from pipeline.document import Document
from pipeline.engines import Engines
from pipeline.errors import UnknownName
from pipeline.exporters import _fields
from pipeline.exporters._problems import HOLDING as HOLDING
from pipeline.exporters._problems import MARKUP as MARKUP
from pipeline.exporters._problems import PAGES as PAGES
from pipeline.finding import Finding, Severity
from pipeline.house import House, styles
from pipeline.house.styles import Style
from pipeline.source import Source

Node = dict[str, Any]
"""A block or an inline of pandoc's JSON: `{"t": "Para", "c": [...]}`."""

UNDATED = datetime.date(2000, 1, 1)
"""What stands in a file's own dates where a draft has none: never the clock. It is not shown to readers."""


@dataclass(frozen=True, slots=True)
class Work:
    """A work that a review is about or names; what is not known is empty.

    `key` is its table in `works.toml`, `url` where it is to be seen, heard or read.
    """

    title: str
    kind: str = ""
    creator: str = ""
    year: str = ""
    key: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """What vetting needs besides the draft.

    `folder` is the draft's: its pictures lie in it. `defaults` are front-matter fields that stand in for those that a
    draft lacks; `works` are the entries of `works.toml` by key, `mentions` the works that the draft surely names.
    `style` says how titles of works are set around the draft's own text.
    """

    folder: Path
    defaults: Mapping[str, Any] = field(default_factory=dict)
    works: Mapping[str, Any] = field(default_factory=dict)
    mentions: tuple[Work, ...] = ()
    style: Style = field(default_factory=lambda: styles.published(House()))


@dataclass(frozen=True, slots=True)
class Rating:
    """A rating on its scale, as decimal numbers: `Rating("4.5", "5", "1")`."""

    value: str
    best: str
    worst: str = "1"


@dataclass(frozen=True, slots=True)
class Series:
    """The series of reviews that one is part of, and its number there; empty where it has none."""

    name: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class Cover:
    """The picture that stands for a review: its address in the draft, in a `Vetted` a `Picture.name`; and its text."""

    picture: str
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Licence:
    """What others may do with a review: SPDX's identifier, a name, the address of the terms; the unknown is empty."""

    id: str
    name: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Front:
    """The fields of the front matter that are published; there are no others.

    `_fields` says what each means. `lang` is a BCP 47 tag, `works` are what is reviewed, `spoilers` is the warning that
    readers see first. `media` are captions, each with the address that it leads to. What is not given is empty.
    """

    title: str
    subtitle: str = ""
    authors: tuple[str, ...] = ()
    date: datetime.date | None = None
    updated: datetime.date | None = None
    lang: str = "en"
    description: str = ""
    publisher: str = ""
    works: tuple[Work, ...] = ()
    rating: Rating | None = None
    series: Series | None = None
    tags: tuple[str, ...] = ()
    cover: Cover | None = None
    spoilers: str = ""
    licence: Licence | None = None
    canonical: str = ""
    media: tuple[tuple[str, str], ...] = ()

    @property
    def work(self) -> Work | None:
        """The work that is reviewed, the first where there are several."""
        return self.works[0] if self.works else None


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the draft: its name in every export (`pictures/still.png`), its bytes, and its size in pixels."""

    name: str
    data: bytes
    media_type: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Web:
    """Where a review stands on its house's site.

    `name` is its folder's, `formats` are the suffixes of what lies beside its page there. `base_url` is the address of
    the site's root and ends in a slash; it is empty where nobody has said it.
    """

    name: str
    formats: tuple[str, ...] = ()
    base_url: str = ""


@dataclass(frozen=True, slots=True)
class Vetted:
    """A draft that may be published.

    `blocks` hold no raw markup, no address and no picture that was not let through; headings begin at level 2 and skip
    none; an image's target is a `Picture.name`, and so is the cover's. `title` is the headline with its emphasis.
    `problems` say what was left out or is missing, in the order of the draft. `mentions` are the works that it surely
    names. `style` sets the titles around the text. `web` is None for a page that stands by itself.
    """

    name: str
    source: Source
    front: Front
    title: tuple[Node, ...]
    blocks: tuple[Node, ...]
    pictures: Mapping[str, Picture]
    style: Style
    problems: tuple[Finding, ...] = ()
    mentions: tuple[Work, ...] = ()
    web: Web | None = None

    @property
    def holding(self) -> tuple[Finding, ...]:
        """The problems that hold the draft back."""
        return tuple(each for each in self.problems if each.severity is Severity.ERROR and each.check in HOLDING)

    def ast(self, blocks: list[Node] | None = None) -> Node:
        """Pandoc's JSON of these blocks, of all where none are given."""
        return {
            "pandoc-api-version": [1, 23, 1],
            "meta": {},
            "blocks": list(self.blocks) if blocks is None else blocks,
        }


def vet(document: Document, settings: Settings) -> Vetted:
    """What of a draft may be published, and what may not."""
    from pipeline.exporters import _vet

    return _vet.vet(document, settings)


def page(name: str) -> str:
    """The page of what front matter may hold, or of a problem by its id; empty for any other name."""
    if name == "front-matter":
        return _fields.page()
    return f"{name}\n{'=' * len(name)}\n\n{PAGES[name]}\n" if name in PAGES else ""


def names() -> tuple[str, ...]:
    """The formats, in alphabetical order."""
    return tuple(plugins.parts(__name__))


def suffix(name: str) -> str:
    """A format's suffix, `.html`. Raises UnknownName."""
    return cast("str", _module(name).SUFFIX)


def export(name: str, vetted: Vetted, engines: Engines) -> bytes:
    """A draft in a format. Raises UnknownName, and ExportFailed where something in the draft is in the way."""
    return cast("Callable[[Vetted, Engines], bytes]", _module(name).export)(vetted, engines)


def _module(name: str) -> Any:
    if name not in names():
        raise UnknownName(f"There is no export format “{name}”. There are: {', '.join(names())}.")
    return plugins.load(__name__, name)
