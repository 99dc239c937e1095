"""Front matter: the fields that are published, and what stands in for those that are missing."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from pipeline import addresses
from pipeline.document import Document
from pipeline.exporters import Front, Rating, Settings, Work
from pipeline.exporters._lists import clean

Problem = Callable[[str, str], None]
"""Takes a field's name and what is wrong with it."""

TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|\d{3}))?(-[A-Za-z0-9]{5,8})*")
"""A language tag as a draft needs it: language, script, region, variants (BCP 47, section 2.1)."""


def front(document: Document, settings: Settings, problem: Problem) -> Front:
    """The fields of a draft; one that can't be used is left out and handed to `problem`."""
    fields = {**settings.defaults, **document.metadata}
    lang = document.lang or _text(fields.get("lang")) or "en"
    if not TAG.fullmatch(lang):
        problem("lang", f"“{lang}” is no language tag; write one such as en-GB")
        lang = "en"
    return Front(
        title=_text(document.title) or _stem(document.source.path),
        subtitle=_text(fields.get("subtitle")),
        authors=_authors(fields.get("authors", fields.get("author"))),
        date=_date("date", fields, problem),
        lang=lang,
        description=_text(fields.get("description")),
        publisher=_text(fields.get("publisher")),
        work=_work(fields.get("reviewed"), settings),
        rating=_rating(fields.get("rating"), problem),
        updated=_date("updated", fields, problem),
        tags=_tags(fields.get("tags")),
    )


def _stem(path: str) -> str:
    return path.rpartition("/")[2].rpartition(".")[0] or "Untitled"


def _text(value: Any) -> str:
    """A field as one line of text; what is no text, number or date is nothing."""
    if isinstance(value, str | int | float | date) and not isinstance(value, bool):
        return " ".join(clean(str(value)).split())
    return ""


def _authors(value: Any) -> tuple[str, ...]:
    """One name, a list of names, or of tables with a name."""
    values = value if isinstance(value, list | tuple) else [value]
    names = (_text(one.get("name")) if isinstance(one, Mapping) else _text(one) for one in values)
    return tuple(name for name in names if name)


def _tags(value: Any) -> tuple[str, ...]:
    """A list of tags, or one text with commas between; those that differ in capitals or hyphens alone are one."""
    values = value.split(",") if isinstance(value, str) else value if isinstance(value, list | tuple) else [value]
    found: dict[str, str] = {}
    for one in values:
        if name := _text(one):
            found.setdefault(addresses.slug(name), name)
    return tuple(found.values())


def _date(name: str, fields: Mapping[str, Any], problem: Problem) -> date | None:
    """A date, or the date of a date and time, as YAML or TOML gives it or as text in ISO 8601."""
    value = fields.get(name)
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = _text(value)
    if not text:
        return None
    try:
        return datetime.fromisoformat(text).date()
    except ValueError:
        problem(name, f"“{text}” is no date; write it as 2025-03-31")
        return None


def _work(value: Any, settings: Settings) -> Work | None:
    """A key of works.toml, a table with the same fields, or a bare title."""
    key = ""
    if isinstance(value, str):
        key = value if value in settings.works else ""
        value = settings.works.get(value, {"title": value})
    if not isinstance(value, Mapping) or not _text(value.get("title")):
        return None
    creator = ", ".join(_authors(value.get("creators", value.get("creator"))))
    return Work(_text(value["title"]), _text(value.get("kind")), creator, _text(value.get("year")), key)


def _rating(value: Any, problem: Problem) -> Rating | None:
    """`4/5`, or a table with `value` and `best` (5 where it is left out), or a number out of five."""
    if value is None:
        return None
    if isinstance(value, Mapping):
        given, best = _text(value.get("value")), _text(value.get("best", 5))
    else:
        given, _, best = (part.strip() for part in _text(value).partition("/"))
        best = best or "5"
    number = re.compile(r"\d+(\.\d+)?")
    if not number.fullmatch(given) or not number.fullmatch(best) or float(given) > float(best):
        problem("rating", "the rating can't be read; write it as 4/5")
        return None
    return Rating(given, best)
