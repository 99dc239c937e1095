"""Front matter in TOML: its values, and the place of each character of its prose."""

import re
import tomllib
from typing import Any

from pipeline.errors import UnreadableDraft
from pipeline.readers._fields import FrontMatter, is_prose, on_one_line
from pipeline.readers._scalars import block, places
from pipeline.source import Source, Span


def read(source: Source, inner: str, start: int) -> FrontMatter:
    """TOML's front matter but for its end; `inner` begins at `start` of the file."""
    try:
        metadata = tomllib.loads(inner.replace("\r\n", "\n"))
    except tomllib.TOMLDecodeError as error:
        at = re.search(r"at line (\d+)", str(error))
        line = int(at[1]) + 1 if at else 2
        raise UnreadableDraft(
            f"{source.path}:{line}: the front matter is not TOML ({error}); put text between quotation marks."
        ) from None
    blocks = []
    where: dict[str, Span] = {}
    table: tuple[str, ...] = ()
    for match in _TOML_LINE.finditer(inner):
        place = Span(start + match.end() - len(match[0].lstrip(" \t")), start + len(inner))
        if match["table"]:
            table = tuple(part.strip(" \"'") for part in match["table"].split("."))
            where.setdefault(table[0], place)
            continue
        path = (*table, *(part.strip(" \"'") for part in match["key"].split(".")))
        where.setdefault(path[0], place)
        value = _at(metadata, path)
        if is_prose(path) and isinstance(value, str) and match["quotes"]:
            quotes = match["quotes"]
            begin, style = match.end(), quotes[0]
            if len(quotes) == 3:
                begin += len(inner[begin:]) - len(inner[begin:].removeprefix("\r").removeprefix("\n"))
            found = places(value, inner, begin - 1, len(inner), '"' if style == '"' else "toml")
            if found is not None:
                blocks.append(block(path, value, found, start))
    where = {key: place for key, place in where.items() if key in metadata}
    return FrontMatter(_plain_toml(metadata), tuple(blocks), 0, on_one_line(where, source))


_TOML_LINE = re.compile(
    r"^[ \t]*(?:\[\[?(?P<table>[^\]\n]+)\]\]?|(?P<key>[\w.\"-]+)[ \t]*=[ \t]*(?P<quotes>\"{3}|'{3}|\"|'|))",
    re.MULTILINE,
)


def _at(values: Any, path: tuple[str, ...]) -> Any:
    """The value that a path of keys leads to, or nothing; of an array of tables, the first."""
    for key in path:
        if isinstance(values, list):
            values = values[0] if values else None
        values = values.get(key) if isinstance(values, dict) else None
    return values


def _plain_toml(value: Any) -> Any:
    """TOML's value with dates as their ISO text."""
    if isinstance(value, dict):
        return {key: _plain_toml(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain_toml(item) for item in value]
    return value if isinstance(value, (str, int, float, bool)) else str(value)
