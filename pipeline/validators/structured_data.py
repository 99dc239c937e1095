"""What a page says of itself to programs: JSON-LD by schema.org's types and properties, and complete by Google's rules.

Our own, since schema.org's validator is a service. `schema-org.tsv` has the types and properties that we use, as
schema.org defines them; what a review must have is from schema.org's `Review` and from Google's “Review snippet”
(required and recommended properties) and “Article”.
"""

import json
import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from pipeline.validators import Verdict

SUFFIX = ".html"
FAULT = "Review has no itemReviewed"

REQUIRED = {
    "Review": ("author", "itemReviewed", "headline", "inLanguage"),
    "Article": ("author", "headline", "inLanguage"),
    "Rating": ("ratingValue", "bestRating", "worstRating"),
    "CollectionPage": ("name", "mainEntity"),
    "ItemList": ("itemListElement", "numberOfItems"),
    "ListItem": ("position",),
}
"""What each type must have, for a machine to make something of it; all others must have a name, and so must an article
that a page is not, but is about."""

REVIEWABLE = ("CreativeWork", "Event", "Organization", "Product")
"""Of which types something reviewed may be (Google's list; each of them has what a review of the arts is about)."""


def found() -> str:
    """It is here."""
    return f"{len(_types())} types of schema.org"


def bad() -> bytes:
    """A review of nothing."""
    said = {"@context": "https://schema.org", "@type": "Review", "headline": "Bad", "inLanguage": "en"}
    author = {"author": {"@type": "Person", "name": "A"}}
    page = f'<html><article><script type="application/ld+json">{json.dumps(said | author)}</script></article></html>'
    return page.encode()


def check(paths: Sequence[Path], scratch: Path) -> Iterator[Verdict]:
    """Each page by itself; one with an article must say what it is."""
    for path in paths:
        page = _Page(path.read_text("utf-8"))
        problems = [problem for text in page.data for problem in problems_of(text)]
        if page.article and not page.data:
            problems.append("an article without structured data")
        yield Verdict(path, tuple(problems))


def problems_of(text: str) -> Iterator[str]:
    """What is wrong with a script's JSON-LD."""
    try:
        said = json.loads(text)
    except ValueError as error:
        yield f"no JSON: {error}"
        return
    if said.get("@context") not in ("https://schema.org", "https://schema.org/"):
        yield "its @context is not https://schema.org"
    yield from _thing({name: value for name, value in said.items() if name != "@context"}, page=True)


class _Page(HTMLParser):
    """A page's JSON-LD, and whether it has an article."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.data: list[str] = []
        self.article = False
        self._inside = False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.article = self.article or tag == "article"
        self._inside = tag == "script" and dict(attrs).get("type") == "application/ld+json"
        if self._inside:
            self.data.append("")

    def handle_endtag(self, tag: str) -> None:
        self._inside = False

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.data[-1] += data


@cache
def _types() -> dict[str, tuple[str, dict[str, tuple[str, ...]]]]:
    """Each type's parent and own properties, each with the types that it may have."""
    lines = Path(__file__).with_name("schema-org.tsv").read_text("utf-8").splitlines()
    found = {}
    for line in lines:
        if line.startswith("#"):
            continue
        name, parent, properties = (*line.split("\t"), "")[:3]
        pairs = (each.split(":") for each in properties.split())
        found[name] = parent, {key: tuple(kinds.split("|")) for key, kinds in pairs}
    return found


def _ancestry(name: str) -> Iterator[str]:
    """A type and all above it; nothing for what is no type."""
    while name in _types():
        yield name
        name = _types()[name][0]


def _thing(said: dict[str, Any], *, page: bool = False) -> Iterator[str]:
    kind = said.get("@type")
    if kind not in _types():
        yield f"schema.org has no type {kind}, or no page of ours had one"
        return
    known = {key: kinds for each in _ancestry(kind) for key, kinds in _types()[each][1].items()}
    for name in ("name",) if kind == "Article" and not page else REQUIRED.get(kind, ("name",)):
        if said.get(name) in (None, "", [], {}):
            yield f"{kind} has no {name}"
    for name, value in said.items():
        if name in ("@type", "@id"):
            continue
        if name not in known:
            yield f"{kind} has no property {name} in schema.org"
            continue
        for each in value if isinstance(value, list) else [value]:
            yield from _value(f"{kind}.{name}", each, known[name])
    if kind == "Rating":
        yield from _scale(said)
    if kind == "Review":
        for each in _listed(said.get("itemReviewed")):
            if not set(_ancestry(each.get("@type", ""))) & set(REVIEWABLE):
                yield f"a {each.get('@type')} is nothing that is reviewed"
    if kind == "ItemList" and said.get("numberOfItems") != len(_listed(said.get("itemListElement"))):
        yield f"ItemList has {len(_listed(said.get('itemListElement')))} items and says {said.get('numberOfItems')}"


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _value(where: str, value: Any, kinds: tuple[str, ...]) -> Iterator[str]:
    if isinstance(value, dict):
        kind = value.get("@type", "")
        if kind in _types() and not set(_ancestry(kind)) & set(kinds):
            yield f"{where} is a {kind}, and must be {' or '.join(kinds)}"
        yield from _thing(value)
        return
    good = (
        ("Text" in kinds and isinstance(value, str))
        or ("URL" in kinds and isinstance(value, str) and re.match(r"https?://", value) is not None)
        or ("Date" in kinds and _is_date(value))
        or ("Integer" in kinds and isinstance(value, int))
        or ("Number" in kinds and isinstance(value, int | float))
    )
    if not good:
        yield f"{where} is {value!r}, and must be {' or '.join(kinds)}"


def _is_date(value: Any) -> bool:
    """Whether it is a date of ISO 8601: a year, a month or a day."""
    if not isinstance(value, str) or not re.fullmatch(r"\d{4}(-\d\d){0,2}", value):
        return False
    try:
        date.fromisoformat(value + "-01" * (2 - value.count("-")))
    except ValueError:
        return False
    return True


def _scale(said: dict[str, Any]) -> Iterator[str]:
    try:
        worst, value, best = (float(said[name]) for name in ("worstRating", "ratingValue", "bestRating"))
    except (KeyError, ValueError, TypeError):
        yield "Rating is no number on a scale"
        return
    if not worst <= value <= best:
        yield f"Rating {value} is not between {worst} and {best}"
