"""A draft's front matter, read by us: its values, and the place of each character of its prose.

YAML between lines of `---`, TOML between lines of `+++`. Any front matter is accepted, a blog engine's own keys, tags
and anchors too; what is broken is named with its line.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count
from types import NoneType
from typing import Any
from unicodedata import normalize

import yaml

from pipeline.document import Block, BlockKind, Region, RegionKind, Writer
from pipeline.errors import UnreadableDraft
from pipeline.readers._prepare import clusters
from pipeline.readers._quotations import quotations
from pipeline.source import Source

PROSE = frozenset(
    {
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
        "spoiler_warning",
    }
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
_KEY = re.compile(r"^[\w\"'.-][^:\n]*:(?:\s|$)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The values, the blocks of prose among them, and the code point at which the body begins."""

    metadata: Mapping[str, Any] = field(default_factory=dict)
    blocks: tuple[Block, ...] = ()
    body: int = 0


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
        metadata, found = read_inner(source, inner, first.end())
    except RecursionError:
        raise _too_much(source) from None
    blocks = tuple(block for block in found if block.text.strip())
    end = last.end() + (source.text[last.end() : last.end() + 1] == "\n")
    return FrontMatter(metadata, blocks, end)


def _too_much(source: Source) -> UnreadableDraft:
    return UnreadableDraft(
        f"{source.path}:1: the front matter nests too deeply or has too many aliases; write its values out."
    )


def _yaml(source: Source, inner: str, start: int) -> tuple[Mapping[str, Any], list[Block]]:
    """YAML's values and prose; `inner` begins at `start` of the file."""
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
        return {}, []
    if not isinstance(root, yaml.MappingNode):
        raise UnreadableDraft(f"{source.path}:2: the front matter has no keys; write `title: …` on a line of its own.")
    counter = count()
    metadata = _plain(source, root, 0, counter)
    blocks = []
    for path, node in _scalars(root, ()):
        if _is_prose(path):
            places = _places(node.value, inner, node.start_mark.index, node.end_mark.index, node.style)
            if places is not None:
                blocks.append(_block(path, node.value, places, start))
    return metadata, blocks


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
    try:
        value = yaml.constructor.SafeConstructor().construct_object(node)
    except (yaml.YAMLError, ValueError):
        return node.value
    return value if isinstance(value, (str, int, float, bool, NoneType)) else str(value)


def _scalars(node: yaml.Node, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], yaml.ScalarNode]]:
    """The text values of a tree with the keys that lead to them, each node once and as deep as MAX_DEPTH."""
    if isinstance(node, yaml.ScalarNode):
        if node.tag == "tag:yaml.org,2002:str":
            yield path, node
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            if not isinstance(item, yaml.ScalarNode):
                yield from _scalars(item, path)
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if isinstance(key, yaml.ScalarNode):
                yield from _scalars(value, (*path, key.value))


def _toml(source: Source, inner: str, start: int) -> tuple[Mapping[str, Any], list[Block]]:
    """TOML's values and prose; `inner` begins at `start` of the file."""
    try:
        metadata = tomllib.loads(inner.replace("\r\n", "\n"))
    except tomllib.TOMLDecodeError as error:
        at = re.search(r"at line (\d+)", str(error))
        line = int(at[1]) + 1 if at else 2
        raise UnreadableDraft(
            f"{source.path}:{line}: the front matter is not TOML ({error}); put text between quotation marks."
        ) from None
    blocks = []
    table: tuple[str, ...] = ()
    for match in _TOML_LINE.finditer(inner):
        if match["table"]:
            table = tuple(part.strip(" \"'") for part in match["table"].split("."))
            continue
        path = (*table, *(part.strip(" \"'") for part in match["key"].split(".")))
        value = _at(metadata, path)
        if _is_prose(path) and isinstance(value, str):
            quotes = match["quotes"]
            begin, style = match.end(), quotes[0]
            if len(quotes) == 3:
                begin += len(inner[begin:]) - len(inner[begin:].removeprefix("\r").removeprefix("\n"))
            places = _places(value, inner, begin - 1, len(inner), '"' if style == '"' else "toml")
            if places is not None:
                blocks.append(_block(path, value, places, start))
    return _plain_toml(metadata), blocks


_TOML_LINE = re.compile(
    r"^[ \t]*(?:\[\[?(?P<table>[^\]\n]+)\]\]?|(?P<key>[\w.\"-]+)[ \t]*=[ \t]*(?P<quotes>\"{3}|'{3}|\"|'))", re.MULTILINE
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


def _block(path: tuple[str, ...], value: str, places: list[tuple[int, int]], start: int) -> Block:
    """A field's block; the title is the headline. Blogs write Markdown in fields: marks of emphasis are left out."""
    value, places = _composed(value.rstrip(), places)
    writer = Writer()
    lengths: dict[int, int] = {}
    skipped: set[int] = set()
    for match in _EMPHASIS.finditer(value):
        skipped.update(range(match.start(), match.start(2)), range(match.end(2), match.end()))
        lengths[match.start(2)] = len(match[2])
    for i, (character, (first, last)) in enumerate(zip(value, places, strict=True)):
        if i in lengths:
            writer.regions.append(Region(RegionKind.EMPHASIS, len(writer), len(writer) + lengths[i]))
        if i not in skipped:
            writer.put(character, start + first, start + last)
    writer.regions += [Region(RegionKind.QUOTATION, *stretch) for stretch in quotations("".join(writer.text))]
    name = ".".join(path)
    return writer.block(BlockKind.HEADLINE if name.lower() == "title" else BlockKind.FIELD, name=name)


def _composed(value: str, places: list[tuple[int, int]]) -> tuple[str, list[tuple[int, int]]]:
    """A value with its accents composed, as the body's are; each character of a cluster stands for all of it."""
    made: list[str] = []
    where: list[tuple[int, int]] = []
    at = 0
    for first, last in (*clusters(value), (len(value), len(value))):
        made.append(value[at:first])
        where += places[at:first]
        if first < last:
            cluster = normalize("NFC", value[first:last])
            made.append(cluster)
            where += [(places[first][0], places[last - 1][1])] * len(cluster)
        at = last
    return "".join(made), where


def _places(value: str, raw: str, start: int, end: int, style: str | None) -> list[tuple[int, int]] | None:
    """Where each character of a scalar stands in `raw[start:end]`; None where that cannot be told.

    `style` is YAML's: None for plain, a quotation mark, `|` or `>`; `toml` for a string without escapes.
    """
    at = start
    while style != "toml" and (property_ := _PROPERTY.match(raw, at)):
        at = property_.end()
    if style in ("|", ">"):
        at = raw.find("\n", at) + 1
    elif style is not None:
        at += 1
    if style in ("|", ">", None, "toml"):
        while at < end and raw[at] in " \t\r\n" and not value[:1].isspace():
            at += 1
    places: list[tuple[int, int]] = []
    while len(places) < len(value):
        character = value[len(places)]
        if at >= end:
            if not value[len(places) :].strip():
                return places + [(end, end)] * (len(value) - len(places))
            return None
        if style == '"' and raw[at] == "\\":
            decoded, length = _escape(raw, at)
            if decoded and decoded == character:
                places.append((at, at + length))
            elif decoded:
                return None
            at += length
        elif style == "'" and raw.startswith("''", at) and character == "'":
            places.append((at, at + 2))
            at += 2
        elif raw[at] in " \t\r\n":
            run = _SPACES.match(raw, at)
            assert run is not None, "a space to match"
            wanted = len(value[len(places) :]) - len(value[len(places) :].lstrip(" \t\n"))
            if "\n" not in run.group() and wanted >= len(run.group()):
                places.extend((i, i + 1) for i in range(at, run.end()))
            elif "\n" in run.group() and wanted:
                places.extend([(at, min(run.end(), end))] * wanted)
            else:
                return None
            at = run.end()
        elif raw[at] == character:
            places.append((at, at + 1))
            at += 1
        else:
            return None
    return places


_EMPHASIS = re.compile(r"(?<![\w*_])([*_]{1,2})(?=\S)([^*_\n]+)(?<=\S)\1(?![\w*_])")
_PROPERTY = re.compile(r"[&!]\S*\s+")
_SPACES = re.compile(r"[ \t\r\n]+")
_ESCAPES = {
    "0": "\0", "a": "\a", "b": "\b", "t": "\t", "n": "\n", "v": "\v", "f": "\f", "r": "\r", "e": "\x1b", " ": " ",
    '"': '"', "/": "/", "\\": "\\", "N": "\x85", "_": "\xa0", "L": "\u2028", "P": "\u2029",
}  # fmt: skip
_HEXADECIMAL = re.compile(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))")
_CONTINUED = re.compile(r"\\[ \t]*\r?\n[ \t\r\n]*")


def _escape(raw: str, at: int) -> tuple[str, int]:
    """What the escape at `at` stands for, and its length; nothing for a line that is continued."""
    if continued := _CONTINUED.match(raw, at):
        return "", len(continued.group())
    if code := _HEXADECIMAL.match(raw, at):
        return chr(int(next(filter(None, code.groups())), 16)), len(code.group())
    return _ESCAPES.get(raw[at + 1 : at + 2], "?"), 2
