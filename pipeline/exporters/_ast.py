"""Small tools for pandoc's JSON, of use to vetting and to every format."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from pipeline.exporters import Node

ATTRIBUTES = {
    "Code": 0,
    "CodeBlock": 0,
    "Div": 0,
    "Figure": 0,
    "Header": 1,
    "Image": 0,
    "Link": 0,
    "Span": 0,
    "Table": 0,
}
"""Where in its content a node has its attributes: `[id, [classes], [[key, value]]]`."""

Attributes = tuple[str, tuple[str, ...], tuple[tuple[str, str], ...]]


def node(kind: str, *content: Any) -> Node:
    """A node; one content stands by itself, several in a list, and none is left out, as pandoc has it."""
    if not content:
        return {"t": kind}
    return {"t": kind, "c": content[0] if len(content) == 1 else list(content)}


def attributes(identifier: str = "", classes: Iterable[str] = (), **pairs: str) -> list[Any]:
    """Attributes as pandoc has them."""
    return [identifier, list(classes), [[key, value] for key, value in pairs.items() if value]]


def attributes_of(of: Node) -> Attributes:
    """A node's id, classes and pairs; empty where its kind has none."""
    if of["t"] not in ATTRIBUTES:
        return "", (), ()
    identifier, classes, pairs = of["c"][ATTRIBUTES[of["t"]]]
    return identifier, tuple(classes), tuple((key, value) for key, value in pairs)


def has_class(of: Node, name: str) -> bool:
    """Whether a node has a class."""
    return name in attributes_of(of)[1]


def nodes(tree: Any) -> Iterator[Node]:
    """All nodes of a tree, from the outside in, in the order of the text."""
    if isinstance(tree, dict):
        if "t" in tree:
            yield tree
        for value in tree.values():
            yield from nodes(value)
    elif isinstance(tree, list | tuple):
        for value in tree:
            yield from nodes(value)


def rewrite(tree: Any, change: Callable[[Node], list[Node] | None]) -> Any:
    """A copy of a tree in which `change`, from the inside out, put other nodes into a node's place.

    `change` gives None where a node stays as it is. It is asked only for nodes that stand in a list of nodes.
    """
    if isinstance(tree, dict):
        return {key: rewrite(value, change) for key, value in tree.items()}
    if not isinstance(tree, list):
        return tree
    made: list[Any] = []
    for one in tree:
        inner = rewrite(one, change)
        instead = change(inner) if isinstance(inner, dict) and "t" in inner else None
        made += [inner] if instead is None else instead
    return made


def text_of(inlines: Any) -> str:
    """The characters of inlines, without notes and pictures, spaces and line breaks as one space each."""
    parts: list[str] = []

    def collect(tree: Any) -> None:
        if isinstance(tree, list | tuple):
            for one in tree:
                collect(one)
            return
        if not isinstance(tree, dict):
            return
        kind = tree["t"]
        content: Any = tree.get("c")
        if kind == "Str":
            parts.append(content)
        elif kind in ("Space", "SoftBreak", "LineBreak"):
            parts.append(" ")
        elif kind == "Code":
            parts.append(content[1])
        elif kind == "Quoted":
            marks = "‘’" if content[0]["t"] == "SingleQuote" else "“”"
            parts.append(marks[0])
            collect(content[1])
            parts.append(marks[1])
        elif kind not in ("Note", "Image", "RawInline"):
            collect(content)

    collect(inlines)
    return "".join(parts)


def words(text: str) -> list[Node]:
    """Text as inlines, runs of white space as one space."""
    made: list[Node] = []
    if text[:1].isspace():
        made.append(node("Space"))
    for number, word in enumerate(text.split()):
        if number:
            made.append(node("Space"))
        made.append(node("Str", word))
    if text[-1:].isspace() and text.strip():
        made.append(node("Space"))
    return made
