"""Pandoc's tree → blocks of prose that know their place.

Pandoc wraps every token in a span with its position. The walk collects what a reader reads, paragraph by paragraph, as
events in the order of the text; a paragraph is made of its events when all are known.
"""

import json
import re
from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

from pipeline.document import OBJECT, Block, BlockKind, Comment, Region, RegionKind
from pipeline.readers._compose import Composer, Event, Place, followed
from pipeline.readers._prepare import Prepared, comments
from pipeline.readers._quotations import quotations
from pipeline.readers._tree import ADDRESS, TASK, Node, is_address, place, words
from pipeline.source import Source, Span

CAPTIONS = frozenset({"caption", "figcaption", "wp-caption-text"})
"""The classes of a Div that is a caption: ours, HTML's and WordPress's."""

_TITLE = re.compile(r"""\s(?=["'(])(?:"|'|\()(.+)(?:"|'|\))\s*\)(?:\{[^{}]*\})?\Z""", re.DOTALL)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_CLOSING = re.compile(r"\{(?:\{[<%]\s*/|%-?\s*end)\s*(\w+)")
_OPENING = re.compile(r"\{(?:\{[<%]|%-?)\s*(\w+)")
_SPANS = {"Emph": RegionKind.EMPHASIS, "Strong": RegionKind.STRONG}
_QUIET_SPANS = frozenset({"Underline", "Strikeout", "Superscript", "Subscript", "SmallCaps"})


class Context(NamedTuple):
    """What a block stands in."""

    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    lang: str = ""

    def within(self, kind: BlockKind) -> "Context":
        """The context inside a list or a block quote: words in a note, a quote or a caption stay what they are."""
        fixed = (BlockKind.FOOTNOTE, BlockKind.BLOCK_QUOTE, BlockKind.CAPTION)
        level = self.level + (kind is BlockKind.LIST_ITEM)
        return self._replace(kind=self.kind if self.kind in fixed else kind, level=level)


class Walk:
    """One walk over one tree: `blocks` and `comments` are what it found."""

    def __init__(self, source: Source, prepared: Prepared, lang: str, titled: bool) -> None:
        self.blocks: list[Block] = []
        self.comments: list[Comment] = []
        self._source = source
        self._prepared = prepared
        self._composer = Composer(prepared, lang)
        self._titled = titled
        self._events: list[Event] = []
        self._later: list[Callable[[], None]] = []
        self._inside = Context()
        self._notes: set[str] = set()
        self._paired = frozenset(_CLOSING.findall(source.text))

    def walk(self, nodes: list[Node], context: Context = Context(), at: Place | None = None) -> None:  # noqa: B008
        """Read the prose of these blocks; `at` is where the wrapper around them stands."""
        for node in nodes:
            self._block(node, context, at)

    def _block(self, node: Node, context: Context, at: Place | None) -> None:
        kind: str = node["t"]
        content: Any = node.get("c")
        match kind:
            case "Para" | "Plain":
                self._paragraph(content, context, at)
            case "Header":
                first = (
                    content[0] == 1 and not self._titled and all(block.kind is BlockKind.FIELD for block in self.blocks)
                )
                heading = BlockKind.HEADLINE if first else BlockKind.HEADING
                self._paragraph(content[2], context._replace(kind=heading, level=content[0]), at)
            case "LineBlock":
                verse = [node for line in content for node in ({"t": "LineBreak"}, *line)]
                self._paragraph(verse[1:], context, at)
            case "Div":
                if CAPTIONS.intersection(content[0][1]):
                    context = context._replace(kind=BlockKind.CAPTION)
                lang = dict(content[0][2]).get("lang", context.lang)
                self.walk(content[1], context._replace(lang=lang), place(content[0], self._prepared) or at)
            case "BlockQuote":
                self.walk(content, context.within(BlockKind.BLOCK_QUOTE))
            case "BulletList" | "OrderedList":
                for item in content if kind == "BulletList" else content[1]:
                    self.walk(item, context.within(BlockKind.LIST_ITEM))
            case "DefinitionList":
                for term, meanings in content:
                    self._paragraph(term, context.within(BlockKind.LIST_ITEM), at)
                    for meaning in meanings:
                        self.walk(meaning, context.within(BlockKind.LIST_ITEM))
            case "Table":
                self.walk(content[1][1], context._replace(kind=BlockKind.CAPTION))
                for rows in (content[3][1], *(part for body in content[4] for part in body[2:]), content[5][1]):
                    for cell in (cell for row in rows for cell in row[1]):
                        self.walk(cell[4], context._replace(kind=BlockKind.TABLE_CELL))
            case "Figure":
                self.walk(content[2], context)
                self.walk(content[1][1], context._replace(kind=BlockKind.CAPTION))
            case "RawBlock":
                if at and content[0] == "html":
                    self._comment(*at)

    def _paragraph(self, nodes: list[Node], context: Context, at: Place | None) -> None:
        """Read one block of prose, then the pictures' texts and the notes in it."""
        outer = self._events, self._later, self._inside
        self._events, self._later, self._inside = [], [], context
        self._inlines(nodes, at)
        self._emit(self._events, context)
        for read in self._later:
            read()
        self._events, self._later, self._inside = outer

    def _emit(self, events: list[Event], context: Context) -> None:
        """Make a block of what was collected, if there is anything to read in it."""
        writer = self._composer.compose(events)
        text = "".join(writer.text)
        if not text.replace(OBJECT, "").strip():
            return
        if context.lang and self._composer.is_foreign(context.lang):
            writer.regions.append(Region(RegionKind.FOREIGN, 0, len(text), context.lang))
        writer.regions += [Region(RegionKind.QUOTATION, first, last) for first, last in quotations(text)]
        writer.regions.sort(key=lambda region: (region.start, -region.end))
        self.blocks.append(writer.block(context.kind, len(self.blocks), context.level))

    # Inlines

    def _inlines(self, nodes: list[Node], at: Place | None) -> None:
        for node in nodes:
            self._inline(node, at)

    def _inline(self, node: Node, at: Place | None) -> None:
        kind: str = node["t"]
        content: Any = node.get("c")
        start, end = at or (0, 0)
        match kind:
            case "Str" if content in self._prepared.stand_ins:
                self._tag(self._prepared.stand_ins[content], start, end)
            case "Str":
                self._add("text", start, end, content)
            case "Space":
                self._add("whole", start, self._space_end(start, end), " ")
            case "SoftBreak" | "LineBreak":
                self._add("break", start, end, " " if kind == "SoftBreak" else "\n")
            case "Code":
                self._object(place(content[0], self._prepared) or (start, end), RegionKind.CODE)
            case "RawInline":
                self._raw(content[1], start, end)
            case "Note":
                self._add("skip", start, end)
                if (first := _first_place(content)) not in self._notes:
                    self._notes.add(first)
                    self._later.append(partial(self.walk, content, Context(BlockKind.FOOTNOTE, lang=self._inside.lang)))
            case "Image":
                self._image(content, place(content[0], self._prepared) or (start, end))
            case "Link":
                here = place(content[0], self._prepared) or (start, end)
                if is_address(content[1], content[2][0]):
                    self._object(here, RegionKind.LINK, content[2][0])
                else:
                    self._region(content[1], here, RegionKind.LINK, self._prepared.restored(content[2][0]))
            case "Span":
                self._span(content, at)
            case "Quoted" | "Cite":
                self._inlines(content[1], at)
            case _ if kind in _SPANS or kind in _QUIET_SPANS:
                self._region(content, (start, end), _SPANS.get(kind))

    def _space_end(self, start: int, end: int) -> int:
        """Where a space that pandoc saw at `start:end` ends; in a table it takes the backslash of an escaped bar in."""
        source = self._prepared.text[start:end]
        return start + (len(source) - len(source.lstrip(" ")) or len(source))

    def _image(self, content: list[Any], at: Place) -> None:
        """Read a picture: its alternative text, and its title, which is the caption, are blocks of their own."""
        self._add("skip", *at)
        outer, self._events = self._events, []
        self._inlines(content[1], at)
        self._later.append(partial(self._emit, self._events, self._inside._replace(kind=BlockKind.ALTERNATIVE_TEXT)))
        self._events = outer
        title = content[2][1]
        written = _TITLE.search(self._prepared.text, *at) if title else None
        if written and followed(title, written[1]):
            caption = Event("text", written.start(1), written.end(1), title)
            self._later.append(partial(self._emit, [caption], self._inside._replace(kind=BlockKind.CAPTION)))

    def _add(self, what: str, start: int, end: int, text: str = "", kind: RegionKind | None = None) -> None:
        self._events.append(Event(what, start, end, text, kind))

    def _region(self, nodes: list[Node], at: Place, kind: RegionKind | None, value: str = "") -> None:
        """Read inlines inside markup that stands at `at`."""
        self._add("open", at[0], at[0], value, kind)
        self._inlines(nodes, at)
        self._add("close", at[1], at[1])

    def _object(self, at: Place, kind: RegionKind, value: str = "") -> None:
        """Put what is no prose, but stands for some in its sentence."""
        self._add("open", at[0], at[0], value, kind)
        self._add("whole", *at, OBJECT)
        self._add("close", at[1], at[1])

    def _span(self, content: list[Any], at: Place | None) -> None:
        """Read a span: a wrapper, a task's box, an emoji's name, a stretch in another language, or any other."""
        attributes, nodes = content
        here = place(attributes, self._prepared)
        lang = dict(attributes[2]).get("lang", "")
        if ["wrapper", "1"] in attributes[2] and not lang:
            self._inlines(nodes, here or at)
        elif TASK in attributes[1]:
            self._add("skip", *(here or at or (0, 0)))
        elif ADDRESS in attributes[1]:
            self._object(here or at or (0, 0), RegionKind.LINK, words(nodes))
        elif "emoji" in attributes[1]:
            self._add("whole", *(here or at or (0, 0)), words(nodes))
        else:
            self._region(nodes, here or at or (0, 0), RegionKind.FOREIGN if lang else None, lang)

    def _tag(self, tag: str, start: int, end: int) -> None:
        """Read another program's tag: one that puts something in stands for it, one of a pair does not."""
        if tag.startswith("<!--"):
            self._raw(tag, start, end)
            return
        opening = _OPENING.match(tag)
        silent = tag.startswith(("{:", "{%")) or _CLOSING.match(tag) or (opening and opening[1] in self._paired)
        self._add("skip" if silent else "whole", start, end, "" if silent else OBJECT, RegionKind.CODE)

    def _raw(self, tag: str, start: int, end: int) -> None:
        """Read a raw tag in a line: a break breaks, a comment is kept, emphasis and language are regions."""
        if _BREAK.fullmatch(tag):
            self._add("whole", start, end, "\n")
            return
        self._add("tag", start, end, tag)
        if tag.startswith("<!--"):
            self._comment(start, end)

    def _comment(self, start: int, end: int) -> None:
        """Keep the comments between two places of the prepared text."""
        span = self._prepared.span(start, end)
        for first, last in comments(self._source.text, span.start, span.end):
            inner = self._source.text[first + 4 : last - 3].strip()
            self.comments.append(Comment(inner, Span(first, last), len(self.blocks)))


def _first_place(nodes: list[Node]) -> str:
    """What tells one note from another, however often it is cited: where its text begins."""
    found = re.search(r'"data-pos", "([^"]+)"', json.dumps(nodes))
    return found[1] if found else ""
