"""Pandoc's tree, tidied before it is read and given the file's places afterwards."""

import re
from typing import Any

from pipeline.readers._prepare import Prepared

Node = dict[str, Any]

TASK = "task"
"""The class of the span that holds a task's box."""

ADDRESS = "address"
"""The class of the span that holds an address inside a link's text."""

_RANGE = re.compile(r"(\d+):(\d+)-(\d+):(\d+)")
_BOXES = {("[", " ", "]", " "): "☐", ("[", "x", "]", " "): "☒", ("[", "X", "]", " "): "☒"}


def place(attributes: list[Any], prepared: Prepared) -> tuple[int, int] | None:
    """Where a node with these attributes was read from, in the prepared text; None where pandoc does not say."""
    return next((prepared.place(value) for key, value in attributes[2] if key == "data-pos"), None)


def wrapped(node: Node) -> Node:
    """The one node inside a position wrapper, or the node itself."""
    while node["t"] in ("Div", "Span") and ["wrapper", "1"] in node["c"][0][2] and len(node["c"][1]) == 1:
        node = node["c"][1][0]
    return node


def tidied(value: Any, linked: bool = False) -> Any:
    """A tree without links in links, which pandoc makes of an address that is its own text, with verse and tasks."""
    if isinstance(value, dict):
        kind, content = value.get("t"), value.get("c")
        if kind == "BulletList" and _is_rule(value):
            return {"t": "HorizontalRule"}
        if kind == "Link" and content is not None:
            return {"t": kind, "c": [content[0], tidied(content[1], True), content[2]]}
        if kind == "Para" and content and (lines := _verse(content)):
            return {"t": "LineBlock", "c": tidied(lines, linked)}
        if kind == "BulletList" and content is not None:
            for item in content:
                _box(item)
        return {key: tidied(item, linked) for key, item in value.items()}
    if isinstance(value, list):
        items: list[Any] = []
        for item in value:
            if _is_word(item):
                items.append(item)
                continue
            inner = wrapped(item) if linked and isinstance(item, dict) and "t" in item else item
            if linked and isinstance(inner, dict) and inner.get("t") == "Link":
                items.append(_unlinked(inner))
            else:
                items.append(tidied(item, linked))
        return items
    return value


def _is_word(item: Any) -> bool:
    """Whether an item is a wrapper around one word or space: nine of ten are, and there is nothing else in them."""
    if not isinstance(item, dict) or item.get("t") != "Span":
        return False
    inner = item["c"][1]
    return len(inner) == 1 and inner[0]["t"] in ("Str", "Space", "SoftBreak") and item["c"][0][2][0][0] == "wrapper"


def _is_rule(node: Node) -> bool:
    """Whether a list is a thematic break, `* * *` or `- - -`, which pandoc reads as three nested lists."""
    depth = 0
    while node["t"] == "BulletList" and len(node["c"]) == 1:
        depth += 1
        if not node["c"][0]:
            return depth > 2
        if len(node["c"][0]) > 1:
            return False
        node = wrapped(node["c"][0][0])
    return False


def _verse(inlines: list[Node]) -> list[list[Node]]:
    """The lines of a paragraph of which each begins with a bar, without their bars; nothing where one does not."""
    lines: list[list[Node]] = [[]]
    for node in inlines:
        if wrapped(node)["t"] in ("SoftBreak", "LineBreak"):
            lines.append([])
        else:
            lines[-1].append(node)
    marks = [[_character(node) for node in line[:2]] for line in lines]
    if ["|", " "] not in marks or any(mark not in (["|", " "], ["|"]) for mark in marks):
        return []
    return [line[2:] for line in lines]


def _unlinked(link: Node) -> Node:
    """What stands in the place of a link inside a link: its words, or its address as one."""
    attributes, inlines, target = link["c"]
    if is_address(inlines, target[0]):
        return {"t": "Span", "c": [["", [ADDRESS], attributes[2]], inlines]}
    return {"t": "Span", "c": [["", [], [["wrapper", "1"], *attributes[2]]], tidied(inlines, True)]}


def words(nodes: list[Node]) -> str:
    """The text of inlines that hold nothing but words."""
    return "".join(str(inner["c"]) if (inner := wrapped(node))["t"] == "Str" else " " for node in nodes)


def is_address(nodes: list[Node], target: str) -> bool:
    """Whether a link's text is its own address."""
    return words(nodes) in (target, target.removeprefix("mailto:"), target.removeprefix("http://"))


def _box(item: list[Node]) -> None:
    """Make a box of the brackets that begin a task, in place; pandoc leaves them when it gives positions."""
    first = wrapped(item[0]) if item else None
    if first is None or first["t"] not in ("Para", "Plain"):
        return
    inlines = first["c"]
    marks = tuple(_character(inline) for inline in inlines[:4])
    if marks in _BOXES:
        ranges = [_RANGE.search(dict(inlines[i]["c"][0][2])["data-pos"]) for i in (0, 3)]
        if ranges[0] and ranges[1]:
            pos = f"{ranges[0][1]}:{ranges[0][2]}-{ranges[1][3]}:{ranges[1][4]}"
            box = {"t": "Str", "c": _BOXES[marks]}
            first["c"] = [{"t": "Span", "c": [["", [TASK], [["data-pos", pos]]], [box, {"t": "Space"}]]}, *inlines[4:]]


def _character(node: Node) -> str:
    """The unescaped character that a wrapped node is, or nothing."""
    inner = wrapped(node)
    if inner["t"] == "Space":
        return " "
    found = _RANGE.search(dict(node["c"][0][2])["data-pos"]) if inner["t"] == "Str" and node is not inner else None
    escaped = found is None or int(found[4]) - int(found[2]) != len(inner["c"])
    return "" if escaped else str(inner["c"])


def placed(value: Any, prepared: Prepared) -> Any:
    """A tree whose `data-pos` are `START-END` in code points of the file, with other programs' tags put back."""
    if isinstance(value, list):
        if len(value) == 2 and value[0] == "data-pos" and isinstance(value[1], str):
            return ["data-pos", _file_place(value[1], prepared)]
        return [placed(item, prepared) for item in value]
    if isinstance(value, dict):
        kind = value.get("t")
        if _is_word(value):
            (attributes, (inner,)), word = value["c"], value["c"][1][0].get("c", "")
            pos = ["data-pos", _file_place(attributes[2][1][1], prepared)]
            inner = placed(inner, prepared) if word in prepared.stand_ins else inner
            return {"t": "Span", "c": [["", [], [attributes[2][0], pos]], [inner]]}
        if kind == "Str":
            tag = prepared.stand_ins.get(value["c"])
            return value if tag is None else {"t": "RawInline", "c": [_format(tag), tag]}
        made = {key: placed(item, prepared) for key, item in value.items()}
        if kind in ("Para", "Plain") and made["c"] and all(_raw(inline) is not None for inline in made["c"]):
            tags = "".join(_raw(inline) or "" for inline in made["c"]).strip()
            if tags and value["c"] and any(_stands_in(inline, prepared) for inline in value["c"]):
                return {"t": "RawBlock", "c": [_format(tags), tags]}
        return made
    return prepared.restored(value) if isinstance(value, str) else value


def _file_place(position: str, prepared: Prepared) -> str:
    at = prepared.place(position)
    return "{}-{}".format(*prepared.span(*at)) if at else ""


def _format(tag: str) -> str:
    return "html" if tag.startswith("<!--") else "shortcode"


def _stands_in(node: Node, prepared: Prepared) -> bool:
    return wrapped(node).get("c") in prepared.stand_ins if wrapped(node)["t"] == "Str" else False


def _raw(node: Node) -> str | None:
    """The tag that a node is, a break as a line break; None for what is text."""
    inner = wrapped(node)
    if inner["t"] == "RawInline":
        return str(inner["c"][1])
    return {"Space": " ", "SoftBreak": "\n", "LineBreak": "\n"}.get(inner["t"])
