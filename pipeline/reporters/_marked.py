"""A draft's tree with changes and comments in it, as marks.

A mark goes through vetting as text does, and becomes what it stands for when the tree is written: so a review is vetted
as an export is, pictures, raw HTML and all, and the changes are in it.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from pipeline.document import OBJECT, Block, BlockKind, Document
from pipeline.exporters import Node
from pipeline.exporters._ast import attributes, attributes_of, node, nodes, text_of
from pipeline.reporters._marks import Mark, Queue, Signs, Sort, place_of

FIELDS = ("title", "subtitle", "description")
"""The front-matter fields that are shown as they are written, so that changes can stand in them."""

_WITH_INLINES = ("Span", "Link", "Quoted", "Cite")
"""Nodes whose second content is inlines."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A document whose tree and front matter have marks in them, and what each mark is.

    `left` are the blocks whose marks found no place in it, and have to be shown elsewhere.
    """

    document: Document
    marks: tuple[Mark, ...]
    left: tuple[int, ...]
    signs: tuple[str, str]

    def pattern(self) -> re.Pattern[str]:
        """What a mark looks like; its group is its number."""
        return re.compile(f"{self.signs[0]}(\\d+){self.signs[1]}")

    def sign(self, number: int) -> str:
        """A mark as it stands in a text."""
        return f"{self.signs[0]}{number}{self.signs[1]}"

    def author(self, number: int | None = None) -> str:
        """Who a mark's change is by until it is known: a name with the mark's number, which pandoc carries through."""
        return f"{self.signs[0]}{'' if number is None else number}"

    def line(self, block: int) -> str:
        """The prose of a block with its marks, without markup."""
        signs = Signs(self.signs, list(self.marks))
        own = [number for number, mark in enumerate(self.marks) if mark.block == block]
        return signs.line(self.document.blocks[block].text, own)


def marked(document: Document, marks: Iterable[Mark]) -> Marked:
    """A document with marks put in. Marks of one block do not overlap, but for comments."""
    ordered = tuple(sorted(marks, key=place_of))
    every = (*ordered, *(Mark(Sort.BLOCK, block.index, 0, 0) for block in document.blocks))
    signs = _unused(document.source.text)
    marker = _Marker(document, Signs(signs, list(every)))
    tree = marker.tree(document.ast["blocks"])
    metadata = dict(document.metadata)
    for block in document.blocks:
        field = block.name if block.kind is BlockKind.FIELD else "title" if block.kind is BlockKind.HEADLINE else ""
        if field in FIELDS and isinstance(metadata.get(field), str) and block.index in marker.waiting:
            metadata[field] = marker.signs.line(block.text, marker.waiting.pop(block.index))
    if not metadata.get("title"):
        heading = next((one for one in nodes(tree) if one["t"] == "Header" and one["c"][0] == 1), None)
        if heading is not None:
            metadata["title"] = " ".join(text_of(heading["c"][2]).split())
    own = {mark.block for mark in ordered}
    left = tuple(index for index in sorted(marker.waiting) if index in own)
    return Marked(replace(document, ast={**document.ast, "blocks": tree}, metadata=metadata), every, left, signs)


def _unused(text: str) -> tuple[str, str]:
    """Two characters for private use that the draft does not have."""
    free = (character for character in map(chr, range(0xE000, 0xF8FF)) if character not in text)
    return next(free), next(free)


class _Marker:
    """Puts marks into a tree. `waiting` are those whose block was not met, by its index."""

    def __init__(self, document: Document, signs: Signs) -> None:
        self.signs = signs
        self.waiting: dict[int, list[int]] = {}
        for number, mark in enumerate(signs.marks):
            self.waiting.setdefault(mark.block, []).append(number)
        self._blocks = document.blocks
        self._places: dict[int, tuple[Block, int]] = {}
        for block in document.blocks:
            if block.kind not in (BlockKind.FIELD, BlockKind.ALTERNATIVE_TEXT):
                for at, offset in enumerate(block.starts):
                    self._places.setdefault(offset, (block, at))
        self._queue: Queue | None = None
        self._hoisted: list[int] = []
        self._block: Block | None = None
        self._pasted = iter(
            [block for block in document.blocks if block.kind not in (BlockKind.HEADLINE, BlockKind.FIELD)]
            if document.reader == "pasted"
            else []
        )

    def tree(self, value: Any) -> Any:
        """A copy of a tree of blocks with the marks of its paragraphs."""
        if isinstance(value, list):
            return [self.tree(item) for item in value]
        if not isinstance(value, dict):
            return value
        kind, content = value.get("t"), value.get("c")
        if content is None:
            return value
        if kind in ("Para", "Plain"):
            return node(kind, self._paragraph([content])[0])
        if kind == "Header":
            return node(kind, content[0], content[1], self._paragraph([content[2]])[0])
        if kind == "LineBlock":
            return node(kind, self._paragraph(content))
        if kind == "DefinitionList":
            return node(kind, [[self._paragraph([term])[0], self.tree(meanings)] for term, meanings in content])
        return {"t": kind, "c": self.tree(content)}

    def _paragraph(self, lines: list[list[Node]]) -> list[list[Node]]:
        """The inlines of one block, which may have several lines."""
        outer = self._block, self._queue
        block = next(self._pasted, None)
        if block is not None:
            lines = [_positioned(lines[0], block)]
        else:
            block = next((place[0] for line in lines for one in line if (place := self._found(one))), None)
        numbers = self.waiting.pop(block.index, None) if block is not None else None
        if numbers and block is not None and block.kind is BlockKind.FOOTNOTE:
            comments = [number for number in numbers if self.signs.marks[number].sort in (Sort.OPEN, Sort.CLOSE)]
            self._hoisted += comments
            numbers = [number for number in numbers if number not in comments]
        self._block, self._queue = (block, Queue(self.signs, numbers)) if numbers is not None else (None, None)
        made = [self._inlines(line) for line in lines]
        if self._queue is not None:
            made[-1] += [node("Str", sign) for sign in self._queue.rest()]
        self._block, self._queue = outer
        return made

    def _found(self, one: Node) -> tuple[Block, int] | None:
        """The block that a node's first character stands in, and where."""
        if one["t"] in ("Note", "Image"):
            return None
        offset = _offset(one)
        inner = one["c"][1] if one["t"] in _WITH_INLINES else one.get("c")
        if offset is not None and offset in self._places and not _noted(inner):
            return self._places[offset]
        inside = inner if isinstance(inner, list) else ()
        return next((found for each in inside if isinstance(each, dict) and (found := self._found(each))), None)

    def _inlines(self, line: list[Node]) -> list[Node]:
        return [made for one in line for made in self._inline(one)]

    def _inline(self, one: Node) -> list[Node]:
        kind: str = one["t"]
        if kind == "Note":
            return self._note(one["c"])
        found = self._found(one) if self._queue is not None else None
        if kind == "Image" or found is None or found[0] is not self._block:
            return [self._copied(one)] if kind != "Image" else [one]
        assert self._queue is not None, "a block was found"
        block, at = found
        before = [node("Str", sign) for sign in self._queue.before(at)]
        if block.text[at] == OBJECT and kind in ("Code", "Link", "Span"):
            return [*before, *self._object(one, at)]
        if kind == "Span" and (token := _token(one)) is not None:
            if block.text.startswith(token, at):
                pieces = "".join(self._queue.piece(token, at))
                return [*before, one if pieces == token else _with_token(one, pieces)]
            return [*before, one]
        return [*before, self._copied(one)]

    def _note(self, content: list[Node]) -> list[Node]:
        """A note, with the comments on what is in it around its mark: a note can't have any inside of it."""
        outer, self._hoisted = self._hoisted, []
        note = node("Note", self.tree(content))
        signs = {
            sort: [node("Str", self.signs(number)) for number in self._hoisted if self.signs.marks[number].sort is sort]
            for sort in (Sort.OPEN, Sort.CLOSE)
        }
        self._hoisted = outer
        return [*signs[Sort.OPEN], note, *signs[Sort.CLOSE]]

    def _object(self, one: Node, at: int) -> list[Node]:
        """Code or an address, as it is or, where it is taken out, as the mark of that."""
        assert self._queue is not None, "a block was found"
        pieces = "".join(self._queue.piece(OBJECT, at))
        if pieces == OBJECT:
            return [one]
        return [node("Str", part) if part != OBJECT else one for part in re.split(f"({OBJECT})", pieces) if part]

    def _copied(self, one: Node) -> Node:
        """A node with the marks of what is in it."""
        kind: str = one["t"]
        content: Any = one.get("c")
        if kind in _WITH_INLINES:
            return {"t": kind, "c": [content[0], self._inlines(content[1]), *content[2:]]}
        if isinstance(content, list) and all(isinstance(each, dict) for each in content):
            return {"t": kind, "c": self._inlines(content)}
        return one


def _offset(one: Node) -> int | None:
    """Where a node begins in the file, if it says so."""
    place = dict(attributes_of(one)[2]).get("data-pos", "") if one["t"] in ("Span", "Code", "Link") else ""
    start = place.partition("-")[0]
    return int(start) if start.isdigit() else None


def _noted(inner: Any) -> bool:
    return (
        isinstance(inner, list)
        and len(inner) == 1
        and isinstance(inner[0], dict)
        and inner[0]["t"] in ("Note", "Image")
    )


def _token(one: Node) -> str | None:
    """The prose of a wrapper around one word, space or line break; None for anything else."""
    inner = one["c"][1]
    if len(inner) != 1:
        return None
    kind: str = inner[0]["t"]
    if kind == "Str":
        return str(inner[0]["c"])
    return {"Space": " ", "SoftBreak": " ", "LineBreak": "\n"}.get(kind)


def _with_token(one: Node, text: str) -> Node:
    """The wrapper around a word, with other characters in it; spaces are nodes of their own."""
    parts: list[Node] = [
        {"t": "Space"} if part == " " else {"t": "LineBreak"} if part == "\n" else node("Str", part)
        for part in re.split("([ \n])", text)
        if part
    ]
    return {"t": "Span", "c": [one["c"][0], parts]}


def _positioned(line: list[Node], block: Block) -> list[Node]:
    """The words of a pasted paragraph with their places."""
    made: list[Node] = []
    at = 0
    for one in line:
        length = len(one["c"]) if one["t"] == "Str" else 1
        wrapper = attributes(wrapper="1") if at >= len(block.starts) else _wrapper(block, at, at + length)
        made.append({"t": "Span", "c": [wrapper, [one]]})
        at += length
    return made


def _wrapper(block: Block, start: int, end: int) -> list[Any]:
    span = block.span(start, min(end, len(block.text)))
    return ["", [], [["wrapper", "1"], ["data-pos", f"{span.start}-{span.end}"]]]


def numbers(tree: Any, pattern: re.Pattern[str]) -> set[int]:
    """The numbers of the marks that stand in a tree."""
    return {int(match[1]) for one in nodes(tree) if one["t"] == "Str" for match in pattern.finditer(one["c"])}


def expanded(tree: Any, pattern: re.Pattern[str], meanings: Mapping[int, Node | None]) -> Any:
    """A tree with every mark as what it means: a node, or nothing."""
    if isinstance(tree, dict):
        return {key: expanded(value, pattern, meanings) for key, value in tree.items()}
    if not isinstance(tree, list):
        return tree
    made: list[Any] = []
    for one in tree:
        if isinstance(one, dict) and one.get("t") == "Str" and pattern.search(one["c"]):
            for number, part in enumerate(pattern.split(one["c"])):
                means = meanings.get(int(part)) if number % 2 else node("Str", part) if part else None
                made += [means] if means is not None else []
        else:
            made.append(expanded(one, pattern, meanings))
    return made
