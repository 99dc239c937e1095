"""What of a draft may be published: lists of what is let through; all else is left out and reported.

The lists are in `_lists`. Words are never left out but inside elements that hold a program or another document
(`<script>`, `<iframe>`); of any other forbidden element only the tags go.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import PurePosixPath
from typing import Any

from pipeline.document import Document
from pipeline.exporters import Cover, Front, Node, Picture, Settings, Vetted, _cards, _pictures, _raw, _scripts
from pipeline.exporters import _lists as lists
from pipeline.exporters._ast import attributes, attributes_of, has_class, node, nodes, text_of, words
from pipeline.exporters._front import front
from pipeline.exporters._lists import clean
from pipeline.exporters._problems import ALTERNATIVE, MARKUP
from pipeline.exporters._raw import Element, Item, Other, Text
from pipeline.exporters._sizes import LENGTH
from pipeline.exporters._tidy import figure_or, headline, joined, levels, table, trimmed, with_captions
from pipeline.exporters._values import TAG
from pipeline.finding import Finding, Severity
from pipeline.source import Span

SPOILER = "Spoiler"
"""What stands over a spoiler that the draft gives no `summary`."""

MAX_INDENT = 60
"""How far a line of verse may stand to the right, in spaces."""


def vet(document: Document, settings: Settings) -> Vetted:
    """What of a draft may be published, and what may not."""
    vetter = _Vetter(document, settings)
    fields = front(document, settings, vetter.problem)
    fields = vetter.fields(fields)
    body = vetter.blocks(document.ast["blocks"], Span(0, 0))
    title, body = headline(fields.title, body)
    levels(body)
    title, body = _scripts.tagged(title, fields.lang), _scripts.tagged(body, fields.lang)
    return Vetted(
        name=PurePosixPath(document.source.path).stem,
        source=document.source,
        front=fields,
        title=tuple(title),
        blocks=tuple(body),
        pictures={picture.name: picture for picture in vetter.pictures.values()},
        problems=tuple(sorted(vetter.problems, key=lambda problem: problem.span)),
        mentions=settings.mentions,
    )


class _Vetter:
    """Makes new nodes of what is let through, and collects problems and pictures."""

    def __init__(self, document: Document, settings: Settings) -> None:
        self._document = document
        self._settings = settings
        self._ids = _identifiers(document.ast["blocks"])
        self._media: dict[str, str] = {}
        self._taken: set[str] = set()
        self.problems: list[Finding] = []
        self.pictures: dict[str, Picture] = {}

    # what is said

    def problem(self, span: Span, message: str, check: str = MARKUP, severity: Severity = Severity.ERROR) -> None:
        text = self._document.source.text
        span = Span(min(span.start, len(text)), min(span.end, len(text)))
        found = Finding(span, message, severity=severity, check=check, text=text[span.start : span.end])
        if found not in self.problems:
            self.problems.append(found)

    # fields

    def fields(self, front: Front) -> Front:
        """The fields with what is to be vetted of them; they are known to what follows."""
        self._media = dict(front.media)
        return replace(front, cover=self._cover(front.cover)) if front.cover else front

    def _cover(self, cover: Cover) -> Cover | None:
        """The cover with its picture's name in every export; None where its picture can't be used."""
        place = self._document.places.get("cover", Span(0, 0))
        name = self._picture(cover.picture, place)
        if name and not cover.alt:
            how = "write `cover: {image: …, alt: What it shows}`"
            self.problem(place, f"Front matter, cover: the picture has no alternative text; {how}.", ALTERNATIVE)
        return replace(cover, picture=name) if name else None

    # blocks

    def blocks(self, of: Sequence[Node], span: Span) -> list[Node]:
        """The blocks that are let through; `span` is where they are if they don't say."""
        return self._block_items(_raw.tree(_flat(of, span)))

    def _block_items(self, items: Sequence[Item]) -> list[Node]:
        made: list[Node] = []
        for loose, run in groupby(items, key=self._is_loose):
            if loose:
                inlines = trimmed(self._inline_items(list(run)))
                made += [figure_or(node("Para", inlines))] if inlines else []
                continue
            for item in run:
                made += self._block(item.node, item.span) if isinstance(item, Other) else self._block_element(item)
        return with_captions(made)

    def _is_loose(self, item: Item) -> bool:
        """Whether an item among blocks is an inline, to be gathered into a paragraph."""
        if isinstance(item, Element):
            inner = [item, *_raw.walk(item.children)]
            return not any(
                isinstance(one, Other) or (isinstance(one, Element) and one.tag in lists.BLOCKS) for one in inner
            )
        return isinstance(item, Text)

    def _block_element(self, element: Item) -> list[Node]:
        """A raw element with blocks in it."""
        assert isinstance(element, Element), "a text is loose"
        tag, inner = element.tag, element.children
        if tag in lists.HOLLOW:
            self.problem(element.span, f"<{tag}> is not published; it was left out.")
            return self._block_items([item for item in _raw.walk(inner) if isinstance(item, Other)])
        pairs = self._pairs(element)
        if tag == "hr":
            return [node("HorizontalRule")]
        if tag == "blockquote":
            return [node("BlockQuote", self._block_items(inner))]
        if tag == "table":
            rows = [one for one in _raw.walk(inner) if isinstance(one, Element) and one.tag == "tr"]
            cells = [[one for one in row.children if isinstance(one, Element)] for row in rows]
            heads = [{cell.tag for cell in row} == {"th"} for row in cells]
            return table([[self._block_items(cell.children) for cell in row] for row in cells], heads)
        if tag == "pre":
            return [node("CodeBlock", attributes(), "".join(i.text for i in _raw.walk(inner) if isinstance(i, Text)))]
        if tag in ("ul", "ol"):
            entries = [self._block_items(i.children) for i in inner if isinstance(i, Element) and i.tag == "li"]
            return [_list_of(tag, entries)] if entries else []
        if re.fullmatch("h[1-6]", tag) and all(self._is_loose(item) for item in inner):
            return [node("Header", int(tag[1]), attributes(), trimmed(self._inline_items(inner)))]
        if tag in ("summary", "figcaption") or (tag == "details"):
            name = "caption" if tag == "figcaption" else tag
            return [node("Div", attributes(classes=[name], **pairs), self._block_items(inner))]
        if tag not in lists.BLOCKS and tag not in lists.MARKS and tag not in lists.PLAIN | lists.SPANS | {"a"}:
            self.problem(element.span, f"<{tag}> is not published; its text was kept.")
        made = self._block_items(inner)
        return [node("Div", attributes(**pairs), made)] if pairs else made

    def _block(self, of: Node, outer: Span) -> list[Node]:
        kind, span = of["t"], _span(of, outer)
        content: Any = of.get("c")
        if kind in ("Para", "Plain"):
            inlines = trimmed(self.inlines(content, span))
            return [figure_or(node(kind, inlines))] if inlines else _captions(content)
        if kind == "Header":
            inlines = trimmed(self.inlines(content[2], span))
            identifier, classes, pairs = self._attributes(of, span)
            inlines = [node("Span", ["", [], pairs], inlines)] if pairs else inlines
            return [node(kind, content[0], [identifier, classes, []], inlines)] if text_of(inlines).strip() else []
        if kind == "BlockQuote":
            return [node(kind, self.blocks(content, span))]
        if kind == "BulletList" and not any(one["t"] not in ("BulletList", "Div") for one in nodes(content)):
            return [node("HorizontalRule")]  # pandoc's CommonMark reads `* * *` as lists in lists with nothing in them
        if kind == "BulletList":
            return [node(kind, [self.blocks(row, span) for row in content])]
        if kind == "OrderedList":
            return [node(kind, content[0], [self.blocks(row, span) for row in content[1]])]
        if kind == "DefinitionList":
            pairs = [[self.inlines(term, span), [self.blocks(one, span) for one in meant]] for term, meant in content]
            return [node(kind, pairs)]
        if kind == "LineBlock":
            return [node(kind, [joined([*self._indent(line, span), *self.inlines(line, span)]) for line in content])]
        if kind == "CodeBlock":
            return [node(kind, attributes(), clean(content[1]))]
        if kind == "HorizontalRule":
            return [node(kind)]
        if kind == "Div":
            return self._div(of, span)
        if kind == "Figure":
            caption, inner = self.blocks(content[1][1], span), self.blocks(content[2], span)
            if inner:
                return [node(kind, attributes(), [None, caption], inner)]
            return [node("Div", attributes(classes=["caption"]), caption)] if caption else []
        if kind == "Table":
            return [self._table(content, span)]
        self.problem(span, f"Markup in {_language(content)} is not published; it was left out.")
        return []

    def _indent(self, line: Sequence[Node], outer: Span) -> list[Node]:
        """The spaces behind the bar of a line of verse, all but the first, as em-spaces: nothing folds those."""
        start = _span(line[0], outer).start if line else 0
        spaces = re.search(r"\|[ \t]([ \t]+)\Z", self._document.source.text[max(0, start - MAX_INDENT) : start])
        return [node("Str", "\u2003" * len(spaces[1]))] if spaces else []

    def _div(self, of: Node, span: Span) -> list[Node]:
        hidden = has_class(of, "spoiler")
        attr = self._attributes(of, span, known=("summary",) if hidden else ())
        inner = self.blocks(of["c"][1], span)
        if hidden:
            summary = words(clean(dict(attributes_of(of)[2]).get("summary", "")).strip() or SPOILER)
            inner.insert(0, node("Div", attributes(classes=["summary"]), [node("Plain", summary)]))
            attr[1] = ["details"]
        if has_class(of, "caption"):
            inner = self._card(inner, span)
        return [node("Div", attr, inner)] if attr != attributes() else inner

    def _card(self, caption: list[Node], span: Span) -> list[Node]:
        """A caption, linked where the house knows the address of what it names."""
        text = " ".join(text_of([block["c"] for block in caption if block["t"] in ("Para", "Plain")]).split())
        known = _cards.address(text, self._media, self._settings.works)
        return _cards.card(caption, self._target(known, span) if known else None)

    def _table(self, content: Any, span: Span) -> Node:
        def rows(of: Any) -> list[Any]:
            return [
                [attributes(), [[attributes(), *cell[1:4], self.blocks(cell[4], span)] for cell in r[1]]] for r in of
            ]

        _, caption, columns, head, bodies, foot = content
        return node(
            "Table",
            attributes(),
            [None, self.blocks(caption[1], span)],
            columns,
            [attributes(), rows(head[1])],
            [[attributes(), body[1], rows(body[2]), rows(body[3])] for body in bodies],
            [attributes(), rows(foot[1])],
        )

    # inlines

    def inlines(self, of: Sequence[Node], span: Span) -> list[Node]:
        """The inlines that are let through, characters that pandoc gave apart joined again."""
        return self._inline_items(_raw.tree(_flat(of, span)))

    def _inline_items(self, items: Sequence[Item]) -> list[Node]:
        made: list[Node] = []
        for item in items:
            if isinstance(item, Text):
                made += words(clean(item.text))
            elif isinstance(item, Other):
                made += self._inline(item.node, item.span)
            else:
                made += self._inline_element(item)
        return joined(made)

    def _inline_element(self, element: Element) -> list[Node]:
        tag = element.tag
        if tag in lists.HOLLOW and (element.closed or not element.children):
            self.problem(element.span, f"<{tag}> is not published; it was left out.")
            return []
        pairs = self._pairs(element)
        if tag == "br":
            return [node("LineBreak")]
        if tag == "img":
            alt = words(clean(element.attributes.get("alt", "")))
            size = {key: element.attributes.get(key, "") for key in ("width", "height")}
            return self._image(element.attributes.get("src", ""), alt, "", size, element.span)
        inner = self._inline_items(element.children)
        if tag == "a":
            return self._link(element.attributes.get("href"), "", inner, element.span)
        if tag == "q":
            return [node("Quoted", node("DoubleQuote"), inner)]
        if tag == "code":
            return [node("Code", attributes(), text_of(inner))]
        if tag in lists.SPANS or pairs:
            inner = [node("Span", attributes(classes=[tag] if tag in lists.SPANS else [], **pairs), inner)]
        if tag in lists.MARKS:
            return [node(lists.MARKS[tag], inner)]
        if tag not in lists.PLAIN | lists.SPANS | lists.BLOCKS:
            self.problem(element.span, f"<{tag}> is not published; its text was kept.")
        return inner

    def _inline(self, of: Node, outer: Span) -> list[Node]:
        kind, span = of["t"], _span(of, outer)
        content: Any = of.get("c")
        if kind == "Str":
            text = clean(content)
            return [node(kind, text)] if text else []
        if kind in ("Space", "SoftBreak", "LineBreak"):
            return [node(kind)]
        if kind in ("Emph", "Underline", "Strong", "Strikeout", "Superscript", "Subscript", "SmallCaps"):
            inner = self.inlines(content, span)
            return [node(kind, inner)] if inner else []
        if kind == "Quoted":
            return [node(kind, content[0], self.inlines(content[1], span))]
        if kind == "Cite":
            return self.inlines(content[1], span)
        if kind == "Code":
            return self._in_language(of, span, [node(kind, attributes(), clean(content[1]))])
        if kind == "Note":
            return [node(kind, self.blocks(content, span))]
        if kind == "Span":
            attr, inner = self._attributes(of, span), self.inlines(content[1], span)
            if "smallcaps" in content[0][1]:
                inner = [node("SmallCaps", inner)]
            return [node(kind, attr, inner)] if attr != attributes() else inner
        if kind == "Link":
            link = self._link(content[2][0], content[2][1], self.inlines(content[1], span), span)
            return self._in_language(of, span, link)
        if kind == "Image":
            size = {key: value for key, value in attributes_of(of)[2] if key in ("width", "height")}
            self._attributes(of, span, known=("width", "height"))
            return self._image(content[2][0], self.inlines(content[1], span), content[2][1], size, span)
        self.problem(span, f"Markup in {_language(content)} is not published; it was left out.")
        return []

    def _in_language(self, of: Node, span: Span, made: list[Node]) -> list[Node]:
        """What was made of a node, in a `Span` with the node's language and direction: no format has them elsewhere."""
        pairs = self._attributes(of, span)[2]
        return [node("Span", ["", [], pairs], made)] if pairs and made else made

    def _link(self, address: str | None, title: str, inner: list[Node], span: Span) -> list[Node]:
        if address is None:
            return inner  # `<a name=…>`, an anchor
        target = self._target(address, span)
        if target is None or not any(one["t"] in ("Str", "Code", "Image") for one in nodes(inner)):
            return inner
        return [node("Link", attributes(), inner, [target, clean(title)])]

    def _target(self, address: str, span: Span) -> str | None:
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

    def _image(self, address: str, alt: list[Node], title: str, size: dict[str, str], span: Span) -> list[Node]:
        name = self._picture(address, span)
        if not name:
            return []
        if not text_of(alt).strip():
            how = "write what it shows: ![A lamp in green water](…)"
            self.problem(span, f"The picture “{shown(address)}” has no alternative text; {how}.", ALTERNATIVE)
        pairs = {key: value for key, value in size.items() if LENGTH.fullmatch(value)}
        return [node("Image", attributes(**pairs), words(" ".join(text_of(alt).split())), [name, clean(title)])]

    def _picture(self, address: str, span: Span) -> str:
        """The name of a picture in every export; empty, and a problem said, where it can't be used."""
        if address not in self.pictures:
            try:
                taken = {picture.name for picture in self.pictures.values()}
                self.pictures[address] = _pictures.load(address, self._settings.folder, taken)
            except _pictures.Unusable as error:
                self.problem(span, f"The picture “{shown(address)}” {error}. It was left out.")
                return ""
        return self.pictures[address].name

    # attributes

    def _attributes(self, of: Node, span: Span, known: tuple[str, ...] = ()) -> list[Any]:
        identifier, classes, pairs = attributes_of(of)
        kept = self._kept(dict(pairs), span, known)
        name = self._ids.get(identifier, "")
        name = "" if name in self._taken else name  # the first to have an id keeps it
        self._taken.add(name)
        return attributes(name, [name for name in classes if name in lists.CLASSES], **kept)

    def _pairs(self, element: Element) -> dict[str, str]:
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


def _flat(of: Sequence[Node], outer: Span) -> Iterator[tuple[Node, Span]]:
    """Nodes with their spans, out of the wrappers that say where they are."""
    for one in of:
        span = _span(one, outer)
        if one["t"] in ("Span", "Div") and ("wrapper", "1") in attributes_of(one)[2]:
            yield from _flat(one["c"][1], span)
        else:
            yield one, span


def _span(of: Node, outer: Span) -> Span:
    """Where a node says that it is in the file, else `outer`."""
    for key, value in attributes_of(of)[2]:
        if key == "data-pos" and (place := re.fullmatch(r"(\d+)-(\d+)", value)):
            return Span(int(place[1]), int(place[2]))
    return outer


def shown(address: str) -> str:
    """An address as a message shows it, on one line and no longer than 60 characters."""
    line = " ".join(clean(address).split())
    return line if len(line) <= 60 else line[:59] + "…"


def _language(content: Any) -> str:
    return (
        str(content[0]) if isinstance(content, list) and content and isinstance(content[0], str) else "another language"
    )


def _captions(inlines: Sequence[Node]) -> list[Node]:
    """What a paragraph leaves of which every picture was left out: their titles, which would be their captions."""
    titles = (clean(one["c"][2][1]) for one in nodes(inlines) if one["t"] == "Image")
    return [
        node("Div", attributes(classes=["caption"]), [node("Para", words(" ".join(title.split())))])
        for title in titles
        if title.strip()
    ]


def _list_of(tag: str, rows: list[list[Node]]) -> Node:
    if tag == "ul":
        return node("BulletList", rows)
    return node("OrderedList", [1, node("Decimal"), node("Period")], rows)
