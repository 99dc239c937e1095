"""Works that are named by a file: `works.toml`, and a draft's front matter."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pipeline.document import Document
from pipeline.house import House, kinds
from pipeline.works._model import Evidence, Origin
from pipeline.works._stretches import is_headline

_CREATORS = ("creators", "creator", "director", "author", "artist", "developer", "by")
_HEADLINE = re.compile(
    r"^(?:(?P<first>[\w -]+?) )?reviews?(?: of)?(?:[:–—-] ?| [:–—-] ?| )(?P<title>.+)$"
    r"|^(?P<other>.+?)(?:[:,–—-]| [–—-])?(?: (?:the|a))?(?: (?P<second>[A-Za-z -]+?))? reviews?$",
    re.IGNORECASE,
)
_PARTS = re.compile(r"\s*[:|]\s+|\s+[–—|-]\s+")


@dataclass(frozen=True, slots=True)
class Entry:
    """A work as a file gives it; fields as those of `Work`."""

    title: str
    evidence: Evidence
    kind: kinds.Kind | None = None
    alternatives: tuple[str, ...] = ()
    creator: str = ""
    year: int | None = None
    key: str = ""
    reviewed: bool = False

    @property
    def weak(self) -> bool:
        """Whether this is but a headline's guess, which the text has to bear out."""
        return self.evidence.origin is Origin.HEADLINE


_KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+")
"""What is written as the keys of `works.toml` are: where no entry has it, it says nothing of the title."""


def entries(document: Document, house: House) -> Iterator[Entry]:
    """What the files name: first what the front matter says is reviewed, then the house's works."""
    reviewed = document.metadata.get("reviewed")
    keys = set()
    for value in reviewed if isinstance(reviewed, list | tuple) else [reviewed]:
        if isinstance(value, str) and value in house.works:
            keys.add(value)
        elif isinstance(value, str) and value.strip() and not _KEY.fullmatch(value):
            yield Entry(" ".join(value.split()), _evidence(Origin.FRONT_MATTER, None, value), reviewed=True)
        elif isinstance(value, Mapping):
            yield from _entry(value, Origin.FRONT_MATTER, reviewed=True)
    for name, value in house.works.items():
        if isinstance(value, Mapping):
            yield from _entry(value, Origin.REGISTRY, name, reviewed=name in keys)
    yield from _headline(document.title)


def _entry(value: Mapping[str, Any], origin: Origin, name: str = "", *, reviewed: bool = False) -> Iterator[Entry]:
    title = value.get("title", value.get("name"))
    if not isinstance(title, str) or not title.strip():
        return
    said = value.get("kind", value.get("type"))
    kind = kinds.named(said) if isinstance(said, str) else None
    yield Entry(
        " ".join(title.split()),
        _evidence(origin, kind, name or title),
        kind,
        tuple(dict.fromkeys(_names(value.get("alternatives")))) + tuple(_names(value.get("translations"))),
        _creator(value),
        _year(value.get("year")),
        name,
        reviewed,
    )


def _evidence(origin: Origin, kind: kinds.Kind | None, words: str) -> Evidence:
    return Evidence(origin, kind, 1.0, words)


def _names(value: Any) -> Iterator[str]:
    """Other names, given as one, as a list, or as a table by language."""
    if isinstance(value, str) and value.strip():
        yield " ".join(value.split())
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from _names(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _names(each)


def _creator(value: Mapping[str, Any]) -> str:
    for name in _CREATORS:
        if said := list(_names(value.get(name))):
            return ", ".join(said)
    return ""


def _year(value: Any) -> int | None:
    text = str(value) if isinstance(value, int | str) and not isinstance(value, bool) else ""
    return int(text) if re.fullmatch(r"\d{3,4}", text) else None


def _headline(title: str) -> Iterator[Entry]:
    """The works that a headline may name: “X Movie Review”, “Game Review: X”; without such a word, it and its parts."""
    match = _HEADLINE.match(title.strip())
    if not match:
        parts = (title, *_PARTS.split(title)) if _PARTS.search(title) else (title,)
        for part in dict.fromkeys(each.strip(" “”\"'‘’*_") for each in parts):
            if is_headline(part):
                yield Entry(part, Evidence(Origin.HEADLINE, None, 0.4, title), reviewed=True)
        return
    before, after = (match["first"] or "").split(), (match["second"] or "").split()
    words = before or after
    number = next((n for n in range(len(words)) if kinds.named(" ".join(words[n:]))), len(words))
    kind = kinds.named(" ".join(words[number:]))
    if before and kind is None:
        return
    name = match["title"] or " ".join((match["other"], *after[:number]))
    name = name.strip(" :–—-“”\"'‘’*_")
    if is_headline(name):
        yield Entry(name, Evidence(Origin.HEADLINE, kind, 0.9 if kind else 0.6, title), reviewed=True)
