"""The events of a paragraph → its characters, each with its place in the file."""

import re
from dataclasses import dataclass
from html.entities import html5

from pipeline.document import Region, RegionKind, Writer
from pipeline.readers._prepare import Prepared

Place = tuple[int, int]
"""A half-open stretch of the prepared text."""

_ENTITY = re.compile(r"&(?:#([0-9]{1,7})|#[xX]([0-9a-fA-F]{1,6})|([A-Za-z][A-Za-z0-9]*));")
_ESCAPED = re.compile(r"\\[!-/:-@\[-`{-~]")
_HTML = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)([^>]*)>")
_LANG = re.compile(r"""\blang\s*=\s*["']?([A-Za-z0-9-]+)""")
_HREF = re.compile(r"""\bhref\s*=\s*["']?([^"'\s>]+)""")
_MARKUP = {
    **dict.fromkeys(("em", "i", "cite"), RegionKind.EMPHASIS),
    **dict.fromkeys(("strong", "b"), RegionKind.STRONG),
    **dict.fromkeys(("code", "kbd", "samp", "tt", "script", "style"), RegionKind.CODE),
    "a": RegionKind.LINK,
}


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


class Composer:
    """Makes paragraphs of events; `lang` is the document's own language, English where it is empty."""

    def __init__(self, prepared: Prepared, lang: str) -> None:
        self._prepared = prepared
        self._lang = _primary(lang) or "en"

    def compose(self, events: list[Event]) -> Writer:
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
        if kind and (kind is not RegionKind.FOREIGN or self.is_foreign(value)):
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

    def is_foreign(self, lang: str) -> bool:
        """Whether a language is not the document's own."""
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


def aligned(text: str, source: str) -> list[Place]:
    """For each character of a token, the stretch of its source that it was read from.

    Escapes and entities are longer than what they stand for (CommonMark 0.31, §2.4 and §2.5). A token that cannot be
    followed has the whole of its source as the place of each character.
    """
    return followed(text, source) or [(0, len(source))] * len(text)


def followed(text: str, source: str) -> list[Place]:
    """As `aligned`, but nothing for a token that cannot be followed."""
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
            return []
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
