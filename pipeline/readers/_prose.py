"""Pandoc's tree → blocks of prose that know their place.

Pandoc wraps every token in a span with its position. The walk collects what a reader reads, paragraph by paragraph, as
events in the order of the text; a paragraph is made of its events when all are known.
"""

import json
import re
from dataclasses import dataclass
from html.entities import html5
from typing import Any, NamedTuple

from pipeline.document import OBJECT, Block, BlockKind, Comment, Region, RegionKind, Writer
from pipeline.readers._prepare import Prepared, comments
from pipeline.readers._quotations import quotations
from pipeline.readers._tree import TASK, Node, place, wrapped
from pipeline.source import Source, Span

CAPTIONS = frozenset({"caption", "figcaption", "wp-caption-text"})
"""The classes of a Div that is a caption: ours, HTML's and WordPress's."""

Place = tuple[int, int]

_ENTITY = re.compile(r"&(?:#([0-9]{1,7})|#[xX]([0-9a-fA-F]{1,6})|([A-Za-z][A-Za-z0-9]*));")
_ESCAPED = re.compile(r"\\[!-/:-@\[-`{-~]")
_HTML = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)([^>]*)>")
_LANG = re.compile(r"""\blang\s*=\s*["']?([A-Za-z0-9-]+)""")
_HREF = re.compile(r"""\bhref\s*=\s*["']?([^"'\s>]+)""")
_CLOSING = re.compile(r"\{(?:\{[<%]\s*/|%-?\s*end)\s*(\w+)")
_OPENING = re.compile(r"\{(?:\{[<%]|%-?)\s*(\w+)")
_MARKUP = {
    **dict.fromkeys(("em", "i", "cite"), RegionKind.EMPHASIS),
    **dict.fromkeys(("strong", "b"), RegionKind.STRONG),
    **dict.fromkeys(("code", "kbd", "samp", "tt", "script", "style"), RegionKind.CODE),
    "a": RegionKind.LINK,
}
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


@dataclass(frozen=True, slots=True)
class Event:
    """A step of a paragraph, read from `start:end` of the prepared text.

    `what` is `text`, `whole` (text that stands for all of its source), `skip`, `tag`, `break`, `open` or `close`.
    """

    what: str
    start: int
    end: int
    text: str = ""
    kind: RegionKind | None = None


class Walk:
    """One walk over one tree: `blocks` and `comments` are what it found."""

    def __init__(self, source: Source, prepared: Prepared, lang: str, titled: bool) -> None:
        self.blocks: list[Block] = []
        self.comments: list[Comment] = []
        self._source = source
        self._prepared = prepared
        self._lang = _primary(lang) or "en"
        self._titled = titled
        self._events: list[Event] = []
        self._later: list[tuple[list[Node], Context] | list[Event]] = []
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
        outer, self._events, self._later = (self._events, self._later), [], []
        self._inlines(nodes, at)
        self._emit(self._events, context)
        for work in self._later:
            if isinstance(work, tuple):
                self.walk(*work)
            else:
                self._emit(work, Context(BlockKind.ALTERNATIVE_TEXT, lang=context.lang))
        self._events, self._later = outer

    def _emit(self, events: list[Event], context: Context) -> None:
        """Make a block of what was collected, if there is anything to read in it."""
        writer = self._compose(events)
        text = "".join(writer.text)
        if not text.replace(OBJECT, "").strip():
            return
        if context.lang and self._foreign(context.lang):
            writer.regions.append(Region(RegionKind.FOREIGN, 0, len(text), context.lang))
        writer.regions += [Region(RegionKind.QUOTATION, first, last) for first, last in quotations(text)]
        writer.regions.sort(key=lambda region: (region.start, -region.end))
        self.blocks.append(writer.block(context.kind, len(self.blocks), context.level))

    def _compose(self, events: list[Event]) -> Writer:
        """The characters of a paragraph with their places; spaces at its ends, or behind another, are left out."""
        writer = Writer()
        opened: list[tuple[RegionKind | None, int, str]] = []
        tags: list[tuple[str, RegionKind, int, str]] = []
        held: Event | None = None
        reached = events[0].start if events else 0
        for event in events:
            if event.what == "break":
                held = held or Event("break", reached, reached, event.text)
                continue
            if held and event.what != "close":
                self._line_break(writer, held, event.start)
                held = None
            if event.what == "text":
                source = self._prepared.text[event.start : event.end]
                for character, (first, last) in zip(event.text, aligned(event.text, source), strict=True):
                    writer.put(character, *self._prepared.span(event.start + first, event.start + last))
            elif event.what == "whole":
                if event.text != " " or (writer.text and writer.text[-1] not in " \n"):
                    for character in event.text:
                        writer.put(character, *self._prepared.span(event.start, event.end))
            elif event.what == "open":
                opened.append((event.kind, len(writer), event.text))
            elif event.what == "close":
                self._close(writer, *opened.pop())
            elif event.what == "tag":
                self._html(writer, event.text, tags)
            reached = max(reached, event.end)
        return _trimmed(writer)

    def _close(self, writer: Writer, kind: RegionKind | None, start: int, value: str) -> None:
        """End a region that began at `start`."""
        if kind and (kind is not RegionKind.FOREIGN or self._foreign(value)):
            writer.regions.append(Region(kind, start, len(writer), value))

    def _html(self, writer: Writer, tag: str, opened: list[tuple[str, RegionKind, int, str]]) -> None:
        """Begin or end the regions of a raw tag; tags may cross markup, so they have a list of their own."""
        found = _HTML.fullmatch(tag)
        if not found:
            return
        name = found[2].lower()
        if not found[1]:
            if lang := _LANG.search(found[3]):
                opened.append((name, RegionKind.FOREIGN, len(writer), lang[1]))
            elif name in _MARKUP:
                href = _HREF.search(found[3])
                opened.append((name, _MARKUP[name], len(writer), href[1] if href else ""))
            return
        for i in range(len(opened) - 1, -1, -1):
            if opened[i][0] == name:
                _, kind, start, value = opened[i]
                del opened[i:]
                self._close(writer, kind, start, value)
                return

    def _foreign(self, lang: str) -> bool:
        return _primary(lang) != self._lang

    def _line_break(self, writer: Writer, held: Event, end: int) -> None:
        """Put the line break behind `held`, up to what follows at `end`: indents and quote marks belong to it."""
        text = self._prepared.text
        newline = text.find("\n", held.start, end)
        start = newline if newline >= 0 else held.start
        while newline >= 0 and start > held.start and text[start - 1] in " \\":
            start -= 1
        if start < end and writer.text and writer.text[-1] not in " \n":
            writer.put(held.text, *self._prepared.span(start, end))

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
            case "Math":
                self._object((start, end), RegionKind.CODE)
            case "RawInline":
                self._raw(content[1], start, end)
            case "Note":
                self._add("skip", start, end)
                if (first := _first_place(content)) not in self._notes:
                    self._notes.add(first)
                    self._later.append((content, Context(BlockKind.FOOTNOTE)))
            case "Image":
                here = place(content[0], self._prepared) or (start, end)
                self._add("skip", *here)
                outer, self._events = self._events, []
                self._inlines(content[1], here)
                self._later.append(self._events)
                self._events = outer
            case "Link":
                here = place(content[0], self._prepared) or (start, end)
                if _is_address(content[1], content[2][0]):
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
        if ["wrapper", "1"] in attributes[2]:
            self._inlines(nodes, here or at)
        elif TASK in attributes[1]:
            self._add("skip", *(here or at or (0, 0)))
        elif "emoji" in attributes[1]:
            self._add("whole", *(here or at or (0, 0)), _words(nodes))
        else:
            lang = dict(attributes[2]).get("lang", "")
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
        found = _HTML.fullmatch(tag)
        name = found[2].lower() if found else ""
        if found and name == "br":
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


def aligned(text: str, source: str) -> list[Place]:
    """For each character of a token, the stretch of its source that it was read from.

    Escapes and entities are longer than what they stand for (CommonMark 0.31, §2.4 and §2.5). A token that cannot be
    followed has the whole of its source as the place of each character.
    """
    if text == source:
        return [(i, i + 1) for i in range(len(text))]
    places: list[Place] = []
    at = 0
    while len(places) < len(text):
        rest = text[len(places) :]
        entity = _ENTITY.match(source, at)
        decoded = _decoded(entity) if entity else ""
        if entity and decoded and rest.startswith(decoded):
            places += [(at, entity.end())] * len(decoded)
            at = entity.end()
        elif _ESCAPED.match(source, at) and source[at + 1] == rest[0]:
            places.append((at, at + 2))
            at += 2
        elif source[at : at + 1] == rest[0]:
            places.append((at, at + 1))
            at += 1
        else:
            return [(0, len(source))] * len(text)
    return places


def _decoded(entity: re.Match[str]) -> str:
    """What an entity stands for, or nothing."""
    decimal, hexadecimal, name = entity.groups()
    if name:
        return html5.get(f"{name};", "")
    code = int(decimal) if decimal else int(hexadecimal, 16)
    return chr(code) if 0 < code <= 0x10FFFF else "\ufffd"


def _trimmed(writer: Writer) -> Writer:
    """What was collected without the spaces at its ends."""
    text = "".join(writer.text)
    first = len(text) - len(text.lstrip(" \n"))
    last = max(first, len(text.rstrip(" \n")))
    trimmed = Writer()
    trimmed.text = writer.text[first:last]
    trimmed.starts = writer.starts[first:last]
    trimmed.ends = writer.ends[first:last]
    for region in writer.regions:
        start, end = max(region.start, first) - first, min(region.end, last) - first
        if start < end:
            trimmed.regions.append(Region(region.kind, start, end, region.value))
    return trimmed


def _primary(lang: str) -> str:
    """The language of a BCP 47 tag, without its script and country."""
    return lang.replace("_", "-").partition("-")[0].lower()


def _first_place(nodes: list[Node]) -> str:
    """What tells one note from another, however often it is cited: where its text begins."""
    found = re.search(r'"data-pos", "([^"]+)"', json.dumps(nodes))
    return found[1] if found else ""


def _words(nodes: list[Node]) -> str:
    """The text of inlines that hold nothing but words."""
    return "".join(str(inner["c"]) if (inner := wrapped(node))["t"] == "Str" else " " for node in nodes)


def _is_address(nodes: list[Node], target: str) -> bool:
    """Whether a link's text is its own address."""
    return _words(nodes) in (target, target.removeprefix("mailto:"), target.removeprefix("http://"))
