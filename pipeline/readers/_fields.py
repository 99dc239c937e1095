"""What a front matter's readers share: what they give, which values are prose, and what is too much."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pipeline.document import Block
from pipeline.errors import UnreadableDraft
from pipeline.source import Source, Span

PROSE = frozenset(
    {"title", "subtitle", "sub_title", "short_title", "description", "summary", "abstract", "excerpt", "lead", "lede"}
    | {"standfirst", "deck", "dek", "hook", "tagline", "blurb", "teaser", "cover_alt", "image_alt", "alt", "caption"}
    | {"spoilers", "spoiler_warning"}
)
"""The keys, in lower case and with underscores, whose values a reader sees as prose; review sites' and blogs' own."""


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


def language(metadata: Mapping[str, Any]) -> str:
    """The draft's language as its fields name it, `en-GB`; empty where they name none."""
    lang = metadata.get("lang") or metadata.get("language") or ""
    return lang.replace("_", "-") if isinstance(lang, str) else ""


def too_much(source: Source) -> UnreadableDraft:
    """The error for a front matter that would take all of the memory."""
    return UnreadableDraft(
        f"{source.path}:1: the front matter nests too deeply or has too many aliases; write its values out."
    )


def on_one_line(places: Mapping[str, Span], source: Source) -> dict[str, Span]:
    """Places cut at the end of their first line: a field is shown by its key."""
    lines = {key: source.text[place.start : place.end].partition("\n")[0].rstrip("\r") for key, place in places.items()}
    return {key: Span(place.start, place.start + len(lines[key])) for key, place in places.items()}


def is_prose(path: tuple[str, ...]) -> bool:
    """Whether a reader sees this value as prose. Below the top a title is a work's or a picture's name, no headline."""
    key = path[-1].lower().replace("-", "_") if path else ""
    return key in PROSE and (len(path) == 1 or "title" not in key)
