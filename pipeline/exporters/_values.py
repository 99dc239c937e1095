"""A field's value as the front matter gives it → what is published of it.

Each reader takes a plain value (text, number, date, list, table) and raises ValueError with the end of a sentence that
begins with the field's name: what is wrong, and how to write it.
"""

import datetime
import re
from collections.abc import Callable, Mapping
from typing import Any

from pipeline import house
from pipeline.addresses import slug
from pipeline.exporters import Cover, Licence, Series, Work
from pipeline.exporters import _lists as lists
from pipeline.exporters._fields import Type
from pipeline.exporters._ratings import rating
from pipeline.house import kinds

TAG = re.compile(
    r"[A-Za-z]{2,3}(-[A-Za-z]{3})?(-[A-Za-z]{4})?(-([A-Za-z]{2}|\d{3}))?(-([A-Za-z0-9]{5,8}|\d[A-Za-z0-9]{3}))*"
)
"""A language tag as a draft needs it: language, script, region, variants (BCP 47, section 2.1)."""

WARNING = "This review gives away what happens."
"""What a reader is warned of where the front matter only says that there are spoilers."""

CREATORS = ("creator", "creators", "director", "author", "artist", "developer", "by")
"""What a work's maker is called in `works.toml` and in front matter."""

_WORK = frozenset({"title", "name", "kind", "type", "year", "url", "alternatives", "translations", *CREATORS})


def text(value: Any) -> str:
    """One line of text; numbers and dates as they are written."""
    if isinstance(value, bool):
        raise ValueError("is true or false to YAML and TOML; put the words between quotation marks")
    if not isinstance(value, str | int | float | datetime.date):
        raise ValueError("must be one line of text")
    return " ".join(lists.clean(str(value)).split())


def names(value: Any) -> tuple[str, ...]:
    """One name, a table with a name, or a list of these."""
    values = value if isinstance(value, list | tuple) else [value]
    found = []
    for one in values:
        name = one.get("name") if isinstance(one, Mapping) else one
        if not isinstance(name, str):
            raise ValueError("must be a name, or a list of names")
        found.append(text(name))
    return tuple(dict.fromkeys(name for name in found if name))


def date(value: Any) -> datetime.date:
    """A date, or the date of a date and time, as YAML or TOML gives it or as text in ISO 8601."""
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, datetime.date):
        return value
    said = text(value)
    try:
        return datetime.datetime.fromisoformat(said).date()
    except ValueError:
        raise ValueError(f"“{said}” is no day of the calendar; write it as 2025-03-31") from None


def language(value: Any) -> str:
    """A tag with its subtags in the usual case: `en-GB`, `zh-Hant-TW` (BCP 47, section 2.1.1)."""
    said = text(value)
    tag = said.replace("_", "-")
    if not TAG.fullmatch(tag):
        raise ValueError(f"“{said}” is no language tag; write one such as en-GB")
    first, *rest = tag.lower().split("-")
    cased = {2: str.upper, 4: str.title}
    return "-".join([first, *(cased.get(len(part), str)(part) if part[0].isalpha() else part for part in rest)])


def works(value: Any) -> tuple[Work, ...]:
    """Titles and tables; the tables of `works.toml` stand in place of their keys, each with its `key`."""
    return tuple(_work(one) for one in (value if isinstance(value, list | tuple) else [value]))


def _work(value: Any) -> Work:
    if not isinstance(value, Mapping):
        return Work(text(value))
    title = text(value.get("title", value.get("name", "")))
    if not title:
        raise ValueError("has no title; write {title: …, kind: …, creator: …, year: …}")
    kind = text(value.get("kind", value.get("type", "")))
    if kind and kinds.named(kind) is None:
        raise ValueError(f"“{kind}” is no kind of work; the kinds are {', '.join(kinds.Kind)}")
    year = text(value.get("year", ""))
    if year and not re.fullmatch(r"\d{3,4}", year):
        raise ValueError(f"“{year}” is no year; write it as 1999")
    creator = next((names(value[key]) for key in CREATORS if value.get(key)), ())
    url = address(value["url"]) if value.get("url") else ""
    return Work(title, kind, ", ".join(creator), year, str(value.get("key", "")), url)


def inline_work(value: Any) -> Any:
    """A table of the front matter itself: it has no keys but those of a work."""
    if isinstance(value, Mapping):
        _only(value, _WORK)
    return value


def series(value: Any) -> Series:
    """A name, a list of one name, or a table."""
    if isinstance(value, list | tuple) and len(value) == 1:
        value = value[0]
    if not isinstance(value, Mapping):
        return Series(text(value))
    _only(value, ("name", "title", "number", "part"))
    name, number = text(value.get("name", value.get("title", ""))), text(value.get("number", value.get("part", "")))
    if not name:
        raise ValueError("has no name; write {name: …, number: 3}")
    if number and not re.fullmatch(r"\d{1,5}", number):
        raise ValueError(f"“{number}” is no number; write {{name: …, number: 3}}")
    return Series(name, number)


def tags(value: Any) -> tuple[str, ...]:
    """A list, or words with commas between; those that differ in capitals or hyphens alone are one."""
    found: dict[str, str] = {}
    for one in value if isinstance(value, list | tuple) else text(value).split(","):
        if tag := text(one):
            found.setdefault(slug(tag), tag)
    return tuple(found.values())


def cover(value: Any) -> Cover:
    """A file's name, or a table of `image` and `alt`."""
    if not isinstance(value, Mapping):
        return Cover(text(value))
    _only(value, ("image", "alt"))
    image = text(value.get("image", ""))
    if not image:
        raise ValueError("has no image; write {image: images/still.png, alt: …}")
    return Cover(image, text(value.get("alt") or ""))


def warning(value: Any) -> str:
    """A line of text; the house's where it is only said that there are spoilers."""
    return (WARNING if value else "") if isinstance(value, bool) else text(value)


def licence(value: Any) -> Licence:
    """A licence by its identifier, name or address; what is known of it is added from `licences.tsv`."""
    said = text(value)
    small = re.sub(r"[\s-]+", "-", said.lower())
    for identifier, name, url in house.table("licences.tsv"):
        forms = {identifier.lower(), name.lower().replace(" ", "-"), _bare(url)} - {"-", ""}
        if small in forms or _bare(said) in forms:
            return Licence(identifier.strip("-"), name, url.strip("-"))
    if re.match("https?:", said, re.IGNORECASE):
        return Licence("", said, address(said))
    if re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9.+-]*", said):
        return Licence(said, said)
    raise ValueError(f"“{said}” is not known; write an SPDX identifier such as CC-BY-4.0, or the address of its terms")


def _bare(url: str) -> str:
    """An address without what may vary in it: the scheme, `www.`, a deed's or a page's name, the last slash."""
    return re.sub(r"^https?://(?:www\.)?|/(?:deed|legalcode)(?:\.[\w-]+)?$|/$|\.html$", "", url.lower())


def address(value: Any) -> str:
    """An address of the web, whole."""
    said = text(value)
    target = lists.target(said)
    if target is None or not re.match("https?://", target, re.IGNORECASE):
        raise ValueError(f"“{said}” is no address; write it whole: https://example.org/a-review")
    return target


def addresses(value: Any) -> tuple[tuple[str, str], ...]:
    """Captions, each with its address."""
    if not isinstance(value, Mapping):
        raise ValueError("must be a table such as {“Official trailer”: “https://example.org/trailer”}")
    return tuple((text(name), address(url)) for name, url in value.items())


def _only(value: Mapping[str, Any], known: frozenset[str] | tuple[str, ...]) -> None:
    """Raise ValueError where a table has a key that means nothing."""
    strange = next((key for key in value if key not in known), None)
    if strange is not None:
        raise ValueError(f"has “{strange}”, which means nothing here; its keys are {', '.join(sorted(known))}")


READERS: Mapping[Type, Callable[[Any], Any]] = {
    Type.TEXT: text,
    Type.NAMES: names,
    Type.DATE: date,
    Type.LANGUAGE: language,
    Type.WORKS: works,
    Type.RATING: rating,
    Type.SERIES: series,
    Type.TAGS: tags,
    Type.COVER: cover,
    Type.WARNING: warning,
    Type.LICENCE: licence,
    Type.ADDRESS: address,
    Type.ADDRESSES: addresses,
}
"""What reads the values of each type."""
