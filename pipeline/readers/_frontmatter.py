"""A draft's front matter, read by us: its values, and the place of each character of its prose.

YAML between lines of `---`, TOML between lines of `+++`. Any front matter is accepted, a blog engine's own keys, tags
and anchors too; what is broken is named with its line.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import count
from types import NoneType
from typing import Any

import yaml

from pipeline.document import Block
from pipeline.errors import UnreadableDraft
from pipeline.readers._scalars import block, places
from pipeline.source import Source, Span

PROSE = frozenset(
    (
        *(
            "title",
            "subtitle",
            "sub_title",
            "short_title",
            "description",
            "summary",
            "abstract",
            "excerpt",
            "lead",
            "lede",
        ),
        *(
            "standfirst",
            "deck",
            "dek",
            "hook",
            "tagline",
            "blurb",
            "teaser",
            "cover_alt",
            "image_alt",
            "alt",
            "caption",
        ),
        *("spoilers", "spoiler_warning"),
    )
)
"""The keys, in lower case and with underscores, whose values a reader sees as prose; review sites' and blogs' own."""

MAX_CHARACTERS = 100_000
"""The longest front matter that is read: PyYAML takes a second for it."""

MAX_VALUES = 10_000
"""How many values a front matter may come to. A bomb of aliases comes to millions, a blog's fields to hundreds."""

MAX_DEPTH = 50
"""How deep a front matter may nest; an alias inside its own anchor never ends."""

_FIRST = re.compile(r"\ufeff?(---|\+\+\+)[ \t]*\r?\n")
_LAST = {
    "---": re.compile(r"^(?:---|\.\.\.)[ \t]*\r?$", re.MULTILINE),
    "+++": re.compile(r"^\+\+\+[ \t]*\r?$", re.MULTILINE),
}
_KEY = re.compile(r"^(?![-?] )[\w\"'.-][^:\n]*:(?:\s|$)|\A\s*\{", re.MULTILINE)
_ITEMS = re.compile(r"(?:#.*\n)*-(?: .*|\r)?\n(?:(?:-(?: .*|\r)?|[ \t#].*|\r)?\n)*")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The values, the blocks of prose among them, and the code point at which the body begins.

    `places` and `indirect` are a document's.
    """

    metadata: Mapping[str, Any] = field(default_factory=dict)
    blocks: tuple[Block, ...] = ()
    body: int = 0
    places: Mapping[str, Span] = field(default_factory=dict)
    indirect: tuple[Span, ...] = ()


def read(source: Source) -> FrontMatter:
    """The front matter of a draft. Raises UnreadableDraft where it is broken.

    Lines of `---` with no key between them are two rules of the text and no front matter.
    """
    first = _FIRST.match(source.text)
    if not first:
        return FrontMatter()
    fence = first[1]
    last = _LAST[fence].search(source.text, first.end())
    inner = source.text[first.end() : last.start() if last else None]
    if fence == "---" and inner.strip() and not _KEY.search(inner if last else inner.partition("\n")[0]):
        if last and _ITEMS.fullmatch(inner):
            raise UnreadableDraft(
                f"{source.path}:2: the front matter is a list and has no names; write each value as `title: …`, "
                "or put a blank line behind the first --- if it is a rule."
            )
        return FrontMatter()
    if last is None:
        raise UnreadableDraft(f"{source.path}:1: the front matter is not closed; put a line of {fence} behind it.")
    if len(inner) > MAX_CHARACTERS:
        raise UnreadableDraft(
            f"{source.path}:1: the front matter has {len(inner):,} characters, more than the {MAX_CHARACTERS:,} that "
            "it may have; move what is text into the text."
        )
    read_inner = _yaml if fence == "---" else _toml
    try:
        front = read_inner(source, inner, first.end())
    except RecursionError:
        raise _too_much(source) from None
    blocks = tuple(each for each in front.blocks if each.text.strip())
    end = last.end() + (source.text[last.end() : last.end() + 1] == "\n")
    return replace(front, blocks=blocks, body=end)


def _too_much(source: Source) -> UnreadableDraft:
    return UnreadableDraft(
        f"{source.path}:1: the front matter nests too deeply or has too many aliases; write its values out."
    )


def _yaml(source: Source, inner: str, start: int) -> FrontMatter:
    """YAML's front matter but for its end; `inner` begins at `start` of the file."""
    try:
        root = yaml.compose(inner, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        at = mark.index if mark else getattr(error, "position", 0)
        line = source.position(min(start + at, len(source.text))).line
        problem = getattr(error, "problem", None) or getattr(error, "reason", "it can't be read")
        raise UnreadableDraft(
            f"{source.path}:{line}: the front matter is not YAML ({problem}); "
            "put a value with a colon or a quotation mark in it between quotation marks."
        ) from None
    if root is None:
        return FrontMatter()
    if not isinstance(root, yaml.MappingNode):
        raise UnreadableDraft(f"{source.path}:2: the front matter has no keys; write `title: …` on a line of its own.")
    counter = count()
    metadata = _plain(source, root, 0, counter)
    blocks = []
    for path, node in _scalars(root, ()):
        if _is_prose(path):
            found = places(node.value, inner, node.start_mark.index, node.end_mark.index, node.style)
            if found is not None:
                blocks.append(block(path, node.value, found, start))
    where = {
        key.value: Span(start + key.start_mark.index, start + _end(key, value, len(inner)))
        for key, value in root.value
        if isinstance(key, yaml.ScalarNode)
    }
    return FrontMatter(metadata, tuple(blocks), 0, _on_one_line(where, source), tuple(_indirect(inner, start)))


def _end(key: yaml.Node, value: yaml.Node, length: int) -> int:
    """Where a field ends; an alias has the marks of what it stands for, which is before."""
    return max(key.end_mark.index, value.end_mark.index) if value.start_mark.index >= key.end_mark.index else length


def _indirect(inner: str, start: int) -> Iterator[Span]:
    """Where YAML says a value by an anchor, an alias or a tag."""
    if not re.search("[&*!]", inner):
        return
    for token in yaml.scan(inner, Loader=yaml.SafeLoader):
        if isinstance(token, yaml.AnchorToken | yaml.AliasToken | yaml.TagToken):
            yield Span(start + token.start_mark.index, start + token.end_mark.index)


def _on_one_line(places: Mapping[str, Span], source: Source) -> dict[str, Span]:
    """Places cut at the end of their first line: a field is shown by its key."""
    ends = {key: source.text.find("\n", place.start) for key, place in places.items()}
    return {
        key: Span(place.start, min(place.end, ends[key]) if ends[key] >= 0 else place.end)
        for key, place in places.items()
    }


def _plain(source: Source, node: yaml.Node, depth: int, counter: Iterator[int]) -> Any:
    """A node's value: a dict, a list, or what its scalar says; an unknown tag is left out, a date is its ISO text."""
    if depth > MAX_DEPTH or next(counter) > MAX_VALUES:
        raise _too_much(source)
    if isinstance(node, yaml.MappingNode):
        return {
            str(_plain(source, key, depth + 1, counter)): _plain(source, value, depth + 1, counter)
            for key, value in node.value
        }
    if isinstance(node, yaml.SequenceNode):
        return [_plain(source, item, depth + 1, counter) for item in node.value]
    assert isinstance(node, yaml.ScalarNode), "there is no fourth kind of node"
    return _scalar(node)


def _scalar(node: yaml.ScalarNode) -> Any:
    """What a scalar says.

    YAML 1.1 takes `No` for false and 12:30 for 750: what would not be written as it stands there is text.
    """
    try:
        value = yaml.constructor.SafeConstructor().construct_object(node)
    except (yaml.YAMLError, ValueError):
        return node.value
    if isinstance(value, bool):
        return value if node.value.lower() == str(value).lower() else node.value
    if isinstance(value, int | float):
        return value if str(value) == node.value else node.value
    return value if isinstance(value, str | NoneType) else str(value)


def _scalars(node: yaml.Node, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], yaml.ScalarNode]]:
    """The text values of a tree with the keys that lead to them, each node once and as deep as MAX_DEPTH."""
    if isinstance(node, yaml.ScalarNode):
        if node.tag == "tag:yaml.org,2002:str" or (node.style is None and _reads_as_text(node)):
            yield path, node
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            if not isinstance(item, yaml.ScalarNode):
                yield from _scalars(item, path)
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if isinstance(key, yaml.ScalarNode):
                yield from _scalars(value, (*path, key.value))


def _reads_as_text(node: yaml.ScalarNode) -> bool:
    """Whether a plain scalar is text to a reader although YAML has a type for it: a title such as `1984` or `No`."""
    value = _scalar(node)
    return isinstance(value, str | int | float) and not isinstance(value, bool)


def _toml(source: Source, inner: str, start: int) -> FrontMatter:
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
        if _is_prose(path) and isinstance(value, str) and match["quotes"]:
            quotes = match["quotes"]
            begin, style = match.end(), quotes[0]
            if len(quotes) == 3:
                begin += len(inner[begin:]) - len(inner[begin:].removeprefix("\r").removeprefix("\n"))
            found = places(value, inner, begin - 1, len(inner), '"' if style == '"' else "toml")
            if found is not None:
                blocks.append(block(path, value, found, start))
    where = {key: place for key, place in where.items() if key in metadata}
    return FrontMatter(_plain_toml(metadata), tuple(blocks), 0, _on_one_line(where, source))


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


def _is_prose(path: tuple[str, ...]) -> bool:
    """Whether a reader sees this value as prose. Below the top a title is a work's or a picture's name, no headline."""
    key = path[-1].lower().replace("-", "_") if path else ""
    return key in PROSE and (len(path) == 1 or "title" not in key)
