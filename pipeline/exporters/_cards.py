"""Pasted captions such as `Episode 1 | “Low Bridge”`, linked where the house knows what they name: a card for each.

A caption's address is the one that the front matter's `media` gives for the whole line or for a part of it, else the
`url` of the work in `works.toml` whose title a part of it is; the last part that is known counts, being the narrowest.
"""

import re
from collections.abc import Mapping
from typing import Any

from pipeline.exporters import Node
from pipeline.exporters._ast import attributes, node, nodes, text_of

_BARS = re.compile(r"\s*[|│·]\s*|\s+[–—]\s+")
_MARKS = "“”‘’\"'«»„ \u00a0"


def address(caption: str, media: Mapping[str, str], works: Mapping[str, Any]) -> str:
    """The address of what a caption names, empty where none is known."""
    parts = [caption, *reversed(_BARS.split(caption))]
    named = {_key(name): value for name, value in media.items()}
    titled = {_key(title): str(work["url"]) for work in works.values() if work.get("url") for title in _titles(work)}
    for known in (named, titled):
        for part in parts:
            if found := known.get(_key(part)):
                return found
    return ""


def card(blocks: list[Node], target: str | None) -> list[Node]:
    """A caption's blocks, linked to `target`, the address of what they name, where there is one.

    What stands before the first bar is marked as the label of the rest. A caption with a link of its own keeps it.
    """
    target = None if any(one["t"] == "Link" for one in nodes(blocks)) else target
    made: list[Node] = []
    for block in blocks:
        if block["t"] in ("Para", "Plain") and text_of(block["c"]).strip():
            inlines = _labelled(block["c"])
            link = [node("Link", attributes(), inlines, [target, ""])] if target else inlines
            made.append(node(block["t"], link))
        else:
            made.append(block)
    return made


def _labelled(inlines: list[Node]) -> list[Node]:
    bar = next((at for at, one in enumerate(inlines) if one == node("Str", "|")), 0)
    return [node("Span", attributes(classes=["label"]), inlines[: bar + 1]), *inlines[bar + 1 :]] if bar else inlines


def _titles(work: Mapping[str, Any]) -> list[str]:
    """All titles of an entry of `works.toml`."""
    found: list[str] = []
    for field in ("title", "alternatives", "translations"):
        value = work.get(field, [])
        values = value.values() if isinstance(value, Mapping) else value if isinstance(value, list) else [value]
        found += [one for one in values if isinstance(one, str)]
    return found


def _key(text: str) -> str:
    """A title as it is compared: without quotation marks, in one case, with single spaces."""
    return " ".join(text.strip(_MARKS).casefold().replace("’", "'").split())
