"""Front matter in YAML: its values, and the place of each character of its prose."""

import re
from collections.abc import Iterator
from itertools import count
from types import NoneType
from typing import Any

import yaml

from pipeline.errors import UnreadableDraft
from pipeline.readers._fields import FrontMatter, is_prose, on_one_line, too_much
from pipeline.readers._scalars import block, places
from pipeline.source import Source, Span

MAX_VALUES = 10_000
"""How many values a front matter may come to. A bomb of aliases comes to millions, a blog's fields to hundreds."""

MAX_DEPTH = 50
"""How deep a front matter may nest; an alias inside its own anchor never ends."""


def read(source: Source, inner: str, start: int) -> FrontMatter:
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
        if is_prose(path):
            found = places(node.value, inner, node.start_mark.index, node.end_mark.index, node.style)
            if found is not None:
                blocks.append(block(path, node.value, found, start))
    where = {
        key.value: Span(start + key.start_mark.index, start + _end(key, value, len(inner)))
        for key, value in root.value
        if isinstance(key, yaml.ScalarNode)
    }
    return FrontMatter(metadata, tuple(blocks), 0, on_one_line(where, source), tuple(_indirect(inner, start)))


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


def _plain(source: Source, node: yaml.Node, depth: int, counter: Iterator[int]) -> Any:
    """A node's value: a dict, a list, or what its scalar says; an unknown tag is left out, a date is its ISO text."""
    if depth > MAX_DEPTH or next(counter) > MAX_VALUES:
        raise too_much(source)
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
