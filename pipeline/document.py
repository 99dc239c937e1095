"""The draft read: prose that knows its source.

A `Document` is a run of blocks. A block's `text` is prose as a reader sees it, without markup; each of its characters
knows the span of the file that it came from (`&amp;` is one character of prose and five of the file). Markup, raw HTML,
footnote marks and pictures have no characters in it; inline code and a bare address stand as one OBJECT.
"""

from array import array
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from pipeline.source import Source, Span

OBJECT = "\ufffc"
"""What stands in a block's text for inline code and bare addresses: U+FFFC OBJECT REPLACEMENT CHARACTER."""


class BlockKind(StrEnum):
    """What a block is to the reader."""

    HEADLINE = "headline"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    CAPTION = "caption"
    LIST_ITEM = "list-item"
    BLOCK_QUOTE = "block-quote"
    TABLE_CELL = "table-cell"
    FOOTNOTE = "footnote"
    ALTERNATIVE_TEXT = "alternative-text"
    FIELD = "front-matter-field"


RUNNING = frozenset(
    {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.BLOCK_QUOTE, BlockKind.FOOTNOTE, BlockKind.TABLE_CELL}
)
"""The kinds that hold sentences; the others hold titles, labels and names."""


class RegionKind(StrEnum):
    """What a stretch of a block's text is."""

    QUOTATION = "quotation"
    EMPHASIS = "emphasis"
    STRONG = "strong"
    LINK = "link"
    CODE = "code"
    FOREIGN = "foreign"


@dataclass(frozen=True, slots=True)
class Region:
    """A half-open stretch of a block's text; `value` is a link's address or a foreign stretch's language."""

    kind: RegionKind
    start: int
    end: int
    value: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """A stretch of prose, and where each character of it stands in the file.

    `starts[i]` and `ends[i]` are the file's code points that `text[i]` was read from; starts never fall. `level` is a
    heading's level or a list's depth, `name` a front-matter field's key. `index` is its place among the blocks.
    """

    kind: BlockKind
    text: str
    starts: Sequence[int]
    ends: Sequence[int]
    regions: tuple[Region, ...] = ()
    level: int = 0
    name: str = ""
    index: int = 0

    def __post_init__(self) -> None:
        assert len(self.text) == len(self.starts) == len(self.ends), "every character has a place"

    def span(self, start: int, end: int) -> Span:
        """The file's span of `text[start:end]`; an empty stretch gives the empty span before `text[start]`."""
        if start == end:
            at = self.starts[start] if start < len(self.text) else self.ends[-1] if self.text else 0
            return Span(at, at)
        return Span(self.starts[start], self.ends[end - 1])

    @property
    def whole(self) -> Span:
        """The file's span of the whole block."""
        return self.span(0, len(self.text))

    def index_of(self, offset: int) -> int:
        """The first character of `text` that stands at or behind a code point of the file."""
        return bisect_left(self.starts, offset)

    def inside(self, kind: RegionKind, start: int, end: int) -> bool:
        """Whether `text[start:end]` touches a region of this kind."""
        return any(
            region.kind is kind and region.start < max(end, start + 1) and start < region.end for region in self.regions
        )

    def verbatim(self, start: int, end: int) -> bool:
        """Whether the file has exactly these characters, one after the other, with no markup between."""
        first = self.starts[start] if start < len(self.text) else 0
        return all(
            self.starts[i] == first + i - start and self.ends[i] == first + i - start + 1 for i in range(start, end)
        )


@dataclass(frozen=True, slots=True)
class Comment:
    """An HTML comment of the draft: its inner text, its span, and the index of the block that follows it."""

    text: str
    span: Span
    before: int


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """A draft, read.

    `ast` is the body as pandoc's JSON: what is exported is what was linted. In a tree that pandoc read, `data-pos` is
    the place in the file (`START-END`, in code points); `plain` takes it out. `metadata` is the front matter as plain
    values, `lang` the language that it names (BCP 47, empty where it names none), `reader` the name of the reader that
    made this. `places` gives for a top-level field the place of its key and of what stands behind it on its line; a
    field that was read from elsewhere has none. `indirect` are the anchors, aliases and tags of the front matter.
    """

    source: Source
    blocks: tuple[Block, ...]
    ast: Mapping[str, Any]
    metadata: Mapping[str, Any] = field(default_factory=dict)
    comments: tuple[Comment, ...] = ()
    lang: str = ""
    reader: str = "markdown"
    places: Mapping[str, Span] = field(default_factory=dict)
    indirect: tuple[Span, ...] = ()

    def running(self) -> Iterator[Block]:
        """The blocks that hold sentences, in order."""
        return (block for block in self.blocks if block.kind in RUNNING)

    @property
    def title(self) -> str:
        """The headline: the front matter's title, or the first headline of the text, or nothing."""
        title = self.metadata.get("title")
        if isinstance(title, str | int | float) and not isinstance(title, bool) and str(title):
            return str(title)
        return next((block.text for block in self.blocks if block.kind is BlockKind.HEADLINE), "")

    @property
    def words(self) -> int:
        """How many words a reader reads, captions and notes included, front matter left out."""
        return sum(len(block.text.split()) for block in self.blocks if block.kind is not BlockKind.FIELD)


class Writer:
    """Collects the characters of a block's text with their places; a reader's tool."""

    __slots__ = ("ends", "regions", "starts", "text")

    def __init__(self) -> None:
        self.text: list[str] = []
        self.starts = array("L")
        self.ends = array("L")
        self.regions: list[Region] = []

    def __len__(self) -> int:
        return len(self.text)

    def put(self, character: str, start: int, end: int) -> None:
        """Add one character, read from `start:end` of the file."""
        assert len(character) == 1 and start <= end, "one character with its place"
        self.text.append(character)
        self.starts.append(start)
        self.ends.append(end)

    def block(self, kind: BlockKind, index: int = 0, level: int = 0, name: str = "") -> Block:
        """The block of what was collected, in the order of `index`."""
        return Block(
            kind, "".join(self.text), self.starts, self.ends, tuple(self.regions), level=level, name=name, index=index
        )


def plain(ast: Mapping[str, Any]) -> dict[str, Any]:
    """A tree as pandoc gives it without positions.

    Wrappers and `data-pos` are gone, neighbouring words are joined, and there is no space at a line's or a block's end.
    """
    return {key: _plain(value) for key, value in ast.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        made = {key: _plain(item) for key, item in value.items()}
        if value.get("t") in ("Para", "Plain") and made["c"] and made["c"][-1].get("t") == "Space":
            made["c"].pop()
        return made
    if not isinstance(value, (list, tuple)):
        return value
    items: list[Any] = []
    for item in value:
        if isinstance(item, (list, tuple)) and len(item) == 2 and item[0] in ("data-pos", "wrapper"):
            continue
        wraps = isinstance(item, Mapping) and item.get("t") in ("Div", "Span") and _only_wraps(item["c"][0])
        for new in _plain(item["c"][1]) if wraps else (_plain(item),):
            kind, before = _kind(new), _kind(items[-1]) if items else None
            if kind == before == "Str":
                items[-1] = {"t": "Str", "c": items[-1]["c"] + new["c"]}
            elif before == "Space" and kind in ("SoftBreak", "LineBreak"):
                items[-1] = new
            else:
                items.append(new)
    return items


def _only_wraps(attributes: Any) -> bool:
    """Whether attributes are a wrapper's and nothing else: pandoc puts those of `*mot*{lang=fr}` on it as well."""
    name, classes, pairs = attributes
    keys = {key for key, _ in pairs}
    return "wrapper" in keys and keys <= {"wrapper", "data-pos"} and not name and not classes


def _kind(node: Any) -> Any:
    return node.get("t") if isinstance(node, dict) else None
