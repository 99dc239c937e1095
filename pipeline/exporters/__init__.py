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
from pipeline.finding import Finding
from pipeline.source import Source

Node = dict[str, Any]
"""A block or an inline of pandoc's JSON: `{"t": "Para", "c": [...]}`."""

UNDATED = datetime.date(2000, 1, 1)
"""What stands in a file's own dates where a draft has none: never the clock. It is not shown to readers."""


@dataclass(frozen=True, slots=True)
class Work:
    """A work that a review is about or names; what is not known is empty. `key` is its table in `works.toml`."""

    title: str
    kind: str = ""
    creator: str = ""
    year: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """What vetting needs besides the draft.

    `folder` is the draft's: its pictures lie in it. `defaults` are front-matter fields that stand in for those that a
    draft lacks; `works` are the entries of `works.toml` by key, `mentions` the works that the draft surely names.
    """

    folder: Path
    defaults: Mapping[str, Any] = field(default_factory=dict)
    works: Mapping[str, Any] = field(default_factory=dict)
    mentions: tuple[Work, ...] = ()


@dataclass(frozen=True, slots=True)
class Rating:
    """A rating, as the critic wrote its numbers: `Rating("4.5", "5")`."""

    value: str
    best: str


@dataclass(frozen=True, slots=True)
class Front:
    """The fields of the front matter that are published; there are no others. `lang` is a BCP 47 tag.

    `updated` is the day on which what was published on `date` was last changed. A tag is there once, as it is written
    first.
    """

    title: str
    subtitle: str = ""
    authors: tuple[str, ...] = ()
    date: datetime.date | None = None
    lang: str = "en"
    description: str = ""
    publisher: str = ""
    work: Work | None = None
    rating: Rating | None = None
    updated: datetime.date | None = None
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the draft: its name in every export (`pictures/still.png`), its bytes, and its size in pixels."""

    name: str
    data: bytes
    media_type: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Vetted:
    """A draft that may be published.

    `blocks` hold no raw markup, no address and no picture that was not let through; headings begin at level 2 and skip
    none; an image's target is a `Picture.name`. `title` is the headline with its emphasis. `problems` say what was left
    out, as errors, in the order of the draft. `mentions` are the works that it surely names.
    """

    name: str
    source: Source
    front: Front
    title: tuple[Node, ...]
    blocks: tuple[Node, ...]
    pictures: Mapping[str, Picture]
    problems: tuple[Finding, ...] = ()
    mentions: tuple[Work, ...] = ()

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
