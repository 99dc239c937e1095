"""What may be published of addresses, pictures, attributes and names, and what is said of what may not."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from pipeline.document import Document
from pipeline.exporters import Cover, Front, Node, Picture, Settings, _pictures
from pipeline.exporters import _lists as lists
from pipeline.exporters._ast import attributes, attributes_of, node, nodes, text_of, words
from pipeline.exporters._lists import clean
from pipeline.exporters._problems import ALTERNATIVE, MARKUP
from pipeline.exporters._raw import Element
from pipeline.exporters._sizes import LENGTH
from pipeline.exporters._values import TAG
from pipeline.finding import Finding, Severity
from pipeline.source import Span


class Judge:
    """Says what is let through of one draft, and collects problems and pictures."""

    def __init__(self, document: Document, settings: Settings) -> None:
        self.document = document
        self.settings = settings
        self._ids = _identifiers(document.ast["blocks"])
        self.media: dict[str, str] = {}
        self._taken: set[str] = set()
        self.problems: list[Finding] = []
        self.pictures: dict[str, Picture] = {}

    def problem(self, span: Span, message: str, check: str = MARKUP, severity: Severity = Severity.ERROR) -> None:
        """Say something of a place; the same is said once."""
        text = self.document.source.text
        span = Span(min(span.start, len(text)), min(span.end, len(text)))
        found = Finding(span, message, severity=severity, check=check, text=text[span.start : span.end])
        if found not in self.problems:
            self.problems.append(found)

    def fields(self, front: Front) -> Front:
        """The fields with what is to be vetted of them; they are known to what follows."""
        self.media = dict(front.media)
        return replace(front, cover=self._cover(front.cover)) if front.cover else front

    def _cover(self, cover: Cover) -> Cover | None:
        """The cover with its picture's name in every export; None where its picture can't be used."""
        place = self.document.places.get("cover", Span(0, 0))
        name = self.picture(cover.picture, place)
        if name and not cover.alt:
            how = "write `cover: {image: …, alt: What it shows}`"
            self.problem(place, f"Front matter, cover: the picture has no alternative text; {how}.", ALTERNATIVE)
        return replace(cover, picture=name) if name else None

    def target(self, address: str, span: Span) -> str | None:
        """An address that may be published, or None with a problem said."""
        if address.strip().startswith("#"):
            known = self._ids.get(address.strip()[1:])
            if known is None:
                self.problem(span, f"The link leads to “{shown(address)}”, which is not here; its text was kept.")
                return None
            return f"#{known}"
        target = lists.target(address)
        if target is None:
            wanted = "no address that may be published (http, https, mailto, relative)"
            self.problem(span, f"“{shown(address)}” is {wanted}; its text was kept.")
        return target

    def image(self, address: str, alt: list[Node], title: str, size: dict[str, str], span: Span) -> list[Node]:
        """A picture with its alternative text, its caption and its size; nothing where it can't be used."""
        name = self.picture(address, span)
        if not name:
            return []
        if not text_of(alt).strip():
            how = "write what it shows: ![A lamp in green water](…)"
            self.problem(span, f"The picture “{shown(address)}” has no alternative text; {how}.", ALTERNATIVE)
        pairs = {key: value for key, value in size.items() if LENGTH.fullmatch(value)}
        return [node("Image", attributes(**pairs), words(" ".join(text_of(alt).split())), [name, clean(title)])]

    def picture(self, address: str, span: Span) -> str:
        """The name of a picture in every export; empty, and a problem said, where it can't be used."""
        if address not in self.pictures:
            try:
                taken = {picture.name for picture in self.pictures.values()}
                self.pictures[address] = _pictures.load(address, self.settings.folder, taken)
            except _pictures.Unusable as error:
                self.problem(span, f"The picture “{shown(address)}” {error}. It was left out.")
                return ""
        return self.pictures[address].name

    def attributes(self, of: Node, span: Span, known: tuple[str, ...] = ()) -> list[Any]:
        """What is let through of a node's attributes; those that are `known` are read elsewhere, and go unsaid."""
        identifier, classes, pairs = attributes_of(of)
        kept = self._kept(dict(pairs), span, known)
        name = self._ids.get(identifier, "")
        name = "" if name in self._taken else name  # the first to have an id keeps it
        self._taken.add(name)
        return attributes(name, [name for name in classes if name in lists.CLASSES], **kept)

    def pairs(self, element: Element) -> dict[str, str]:
        """What is let through of a raw element's attributes."""
        known = {"a": ("href",), "img": ("src", "alt", "width", "height"), "details": ("open",), "ol": ("start",)}
        return self._kept(element.attributes, element.span, known.get(element.tag, ()))

    def _kept(self, pairs: dict[str, str], span: Span, known: tuple[str, ...]) -> dict[str, str]:
        """Language and direction; what is not known is a problem."""
        kept: dict[str, str] = {}
        for key, value in pairs.items():
            if (key == "lang" and TAG.fullmatch(value)) or (key == "dir" and value in ("ltr", "rtl", "auto")):
                kept[key] = value
            elif key not in lists.UNSAID and key not in known and not key.startswith("data-"):
                self.problem(span, f"The attribute “{key}” with this value is not published; it was left out.")
        return kept


def _identifiers(blocks: Any) -> dict[str, str]:
    """The ids of a draft, each with what it is called in every export: letters, digits, `-` and `_`, a letter first.

    Our own ids have a full stop in them, so that none of these is one of ours.
    """
    found: dict[str, str] = {}
    for one in nodes(blocks):
        identifier = attributes_of(one)[0]
        if identifier and identifier not in found:
            name = re.sub(r"[^\w-]", "-", identifier)
            name = name if name[0].isalpha() else f"s-{name}"
            while name in found.values():
                name += "_"
            found[identifier] = name
    return found


def flat(of: Sequence[Node], outer: Span) -> Iterator[tuple[Node, Span]]:
    """Nodes with their spans, out of the wrappers that say where they are."""
    for one in of:
        span = span_of(one, outer)
        if one["t"] in ("Span", "Div") and ("wrapper", "1") in attributes_of(one)[2]:
            yield from flat(one["c"][1], span)
        else:
            yield one, span


def span_of(of: Node, outer: Span) -> Span:
    """Where a node says that it is in the file, else `outer`."""
    for key, value in attributes_of(of)[2]:
        if key == "data-pos" and (place := re.fullmatch(r"(\d+)-(\d+)", value)):
            return Span(int(place[1]), int(place[2]))
    return outer


def shown(address: str) -> str:
    """An address as a message shows it, on one line and no longer than 60 characters."""
    line = " ".join(clean(address).split())
    return line if len(line) <= 60 else line[:59] + "…"
