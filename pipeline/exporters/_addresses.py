"""Links that are readable on paper: the address of each stands at the page's foot, or behind it where no note can be.

An address that was given before has the same note again. A link whose words are its address needs none, and a heading
has none: it would be in the bookmarks too.
"""

import re
from typing import Any

from pipeline.exporters import Node
from pipeline.exporters._ast import has_class, node, nodes, text_of

_TIGHT = frozenset({"Note", "Figure", "Table", "DefinitionList"})
"""Where Typst can't set a note, or a note would be one too many."""

_CLOSING = re.compile("[.,;:!?)\\]…”’\"'»]+")
"""What a note's mark stands behind (Chicago Manual of Style, 18th ed., 13.29)."""


def printed(tree: Any) -> Any:
    """A copy of blocks with the addresses of their links, as raw Typst that calls `footnote` and `address`."""
    return _Printer().read(tree, tight=False)


def shown(address: str) -> str:
    """An address as it is printed: without what every browser adds."""
    return re.sub(r"^(https?://(www\.)?|mailto:)", "", address).removesuffix("/")


def string(text: str) -> str:
    """A string of Typst's code."""
    escapes = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
    return '"' + "".join(escapes.get(one, one) for one in text) + '"'


class _Printer:
    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def read(self, tree: Any, *, tight: bool) -> Any:
        if isinstance(tree, list):
            return self._list(tree, tight)
        if not isinstance(tree, dict) or tree.get("t") == "Header":
            return tree
        tight = tight or tree.get("t") in _TIGHT or ("t" in tree and has_class(tree, "caption"))
        return {key: self.read(value, tight=tight) for key, value in tree.items()}

    def _list(self, items: list[Any], tight: bool) -> list[Any]:
        made: list[Any] = []
        left = [self.read(one, tight=tight) for one in items]
        while left:
            one = left.pop(0)
            made.append(one)
            address = _address(one)
            if not address:
                continue
            if tight:
                made.append(raw(f" ({_linked(address)})"))
                continue
            mark = _CLOSING.match(left[0]["c"]) if left and left[0]["t"] == "Str" else None
            if mark:
                text = left.pop(0)["c"]
                made.append(node("Str", mark.group()))
                left[:0] = [node("Str", text[mark.end() :])] if text[mark.end() :] else []
            made.append(self._note(address))
        return made

    def _note(self, address: str) -> Node:
        if address in self._numbers:
            return raw(f"#footnote(<address-{self._numbers[address]}>)")
        number = self._numbers[address] = len(self._numbers) + 1
        return raw(f"#[#footnote[#gap;{_linked(address)}] <address-{number}>]")


def _address(one: Any) -> str:
    """The address that a link has to be given in print; empty for what is no link, leads inside, or shows it."""
    if not isinstance(one, dict) or one.get("t") != "Link":
        return ""
    target: str = one["c"][2][0]
    if not target.startswith(("http:", "https:", "mailto:")) or any(
        each["t"] == "Image" for each in nodes(one["c"][1])
    ):
        return ""
    return "" if shown(text_of(one["c"][1]).strip()) == shown(target) else target


def _linked(address: str) -> str:
    return f"#address({string(address)}, {string(shown(address))})"


def raw(typst: str) -> Node:
    """Typst's code among inlines."""
    return node("RawInline", "typst", typst)
