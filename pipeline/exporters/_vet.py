"""What of a draft may be published: lists of what is let through; all else is left out and reported.

The lists are those of this file. Words are never left out but inside elements that hold a program or another document
(`<script>`, `<iframe>`); of any other forbidden element only the tags go.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote, urlsplit

from pipeline.document import BlockKind, Document
from pipeline.exporters import Node, Picture, Settings, Vetted, _pictures, _raw
from pipeline.exporters._ast import attributes, attributes_of, has_class, node, nodes, text_of, words
from pipeline.exporters._front import TAG, front
from pipeline.exporters._raw import Element, Item, Other, Text
from pipeline.exporters._sizes import LENGTH
from pipeline.finding import Finding, Severity
from pipeline.source import Span

MARKUP = "publishing/forbidden-markup"
FRONT_MATTER = "publishing/front-matter"

SCHEMES = frozenset({"http", "https", "mailto"})
"""Addresses may have one of these, or none."""

CLASSES = frozenset(
    {"caption", "details", "summary", "kbd", "mark", "title", "note", "tip", "important", "warning", "caution"}
)
"""Classes that mean something in an export; all others mean something elsewhere, and go without a word."""

UNSAID = frozenset({"wrapper", "data-pos", "class", "id", "target", "rel", "loading", "decoding", "align", "title"})
"""Attributes that go without a word: positions of ours, and what only matters on another site."""

MARKS = {"em": "Emph", "i": "Emph", "cite": "Emph", "strong": "Strong", "b": "Strong", "sup": "Superscript"}
MARKS |= {"sub": "Subscript", "del": "Strikeout", "s": "Strikeout", "ins": "Underline", "u": "Underline"}
"""Raw inline elements that are nodes of pandoc's."""

SPANS = frozenset({"kbd", "mark"})
"""Raw inline elements that become spans with a class of their name."""

PLAIN = frozenset({"span", "small", "abbr", "dfn", "time", "wbr", "bdi", "var", "samp", "font", "center", "tt"})
"""Raw inline elements whose tags go without a word, since nothing is lost."""

SECTIONS = frozenset({"div", "section", "article", "aside", "main", "header", "footer"})
"""Raw blocks whose tags go without a word."""

BLOCKS = SECTIONS | frozenset(
    {"p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "ul", "ol", "li", "hr", "pre", "details", "summary"}
    | {"figure", "figcaption", "center"}
)
"""Raw elements that are blocks, or whose contents are."""

HOLLOW = frozenset(
    {"script", "style", "iframe", "object", "embed", "svg", "math", "canvas", "template", "audio", "video", "select"}
    | {"textarea", "title", "head", "frameset", "applet", "meta", "link", "base", "input", "source", "track", "param"}
)
"""Raw elements that go with all that is in them."""

CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
"""Characters that neither XML nor HTML may hold."""


def vet(document: Document, settings: Settings) -> Vetted:
    """What of a draft may be published, and what may not."""
    vetter = _Vetter(document, settings)
    fields = front(document, settings, vetter.field_problem)
    body = vetter.blocks(document.ast["blocks"], Span(0, 0))
    title, body = _headline(fields.title, body)
    _levels(body)
    return Vetted(
        name=PurePosixPath(document.source.path).stem,
        source=document.source,
        front=fields,
        title=tuple(title),
        blocks=tuple(body),
        pictures={picture.name: picture for picture in vetter.pictures.values()},
        problems=tuple(sorted(vetter.problems, key=lambda problem: problem.span)),
    )


def _headline(title: str, body: list[Node]) -> tuple[list[Node], list[Node]]:
    """The headline's inlines, and the body without the heading that is the headline."""
    wanted = " ".join(title.split())
    for at, block in enumerate(body):
        if block["t"] == "Header" and block["c"][0] == 1 and " ".join(text_of(block["c"][2]).split()) == wanted:
            return block["c"][2], body[:at] + body[at + 1 :]
    return words(wanted), body


def _levels(body: list[Node]) -> None:
    """Headings begin at level 2, below the title, skip none, and have an id each."""
    open_levels: list[int] = []
    count = 0
    for header in nodes(body):
        if header["t"] != "Header":
            continue
        while open_levels and open_levels[-1] >= header["c"][0]:
            open_levels.pop()
        open_levels.append(header["c"][0])
        count += 1
        header["c"][0] = min(len(open_levels) + 1, 6)
        header["c"][1][0] = header["c"][1][0] or f"heading.{count}"


class _Vetter:
    """Makes new nodes of what is let through, and collects problems and pictures."""

    def __init__(self, document: Document, settings: Settings) -> None:
        self._document = document
        self._settings = settings
        self._ids = _identifiers(document.ast["blocks"])
        self.problems: list[Finding] = []
        self.pictures: dict[str, Picture] = {}

    # what is said

    def problem(self, span: Span, message: str, check: str = MARKUP) -> None:
        text = self._document.source.text
        span = Span(min(span.start, len(text)), min(span.end, len(text)))
        found = Finding(span, message, severity=Severity.ERROR, check=check, text=text[span.start : span.end])
        if found not in self.problems:
            self.problems.append(found)

    def field_problem(self, name: str, message: str) -> None:
        blocks = (block for block in self._document.blocks if block.kind is BlockKind.FIELD and block.name == name)
        block = next(blocks, None)
        self.problem(block.whole if block else Span(0, 0), f"Front matter, {name}: {message}.", FRONT_MATTER)

    # blocks

    def blocks(self, of: Sequence[Node], span: Span) -> list[Node]:
        """The blocks that are let through; `span` is where they are if they don't say."""
        return self._block_items(_raw.tree(_flat(of, span)))

    def _block_items(self, items: Sequence[Item]) -> list[Node]:
        made: list[Node] = []
        for loose, run in groupby(items, key=self._is_loose):
            if loose:
                inlines = _trimmed(self._inline_items(list(run)))
                made += [_figure_or(node("Para", inlines))] if inlines else []
                continue
            for item in run:
                made += self._block(item.node, item.span) if isinstance(item, Other) else self._block_element(item)
        return _with_captions(made)

    def _is_loose(self, item: Item) -> bool:
        """Whether an item among blocks is an inline, to be gathered into a paragraph."""
        if isinstance(item, Element):
            inner = [item, *_raw.walk(item.children)]
            return not any(isinstance(one, Other) or (isinstance(one, Element) and one.tag in BLOCKS) for one in inner)
        return isinstance(item, Text)

    def _block_element(self, element: Item) -> list[Node]:
        """A raw element with blocks in it."""
        assert isinstance(element, Element), "a text is loose"
        tag, inner = element.tag, element.children
        if tag in HOLLOW:
            self.problem(element.span, f"<{tag}> is not published; it was left out.")
            return self._block_items([item for item in inner if isinstance(item, Other)])
        pairs = self._pairs(element)
        if tag == "hr":
            return [node("HorizontalRule")]
        if tag == "blockquote":
            return [node("BlockQuote", self._block_items(inner))]
        if tag == "pre":
            return [node("CodeBlock", attributes(), "".join(i.text for i in _raw.walk(inner) if isinstance(i, Text)))]
        if tag in ("ul", "ol"):
            rows = [self._block_items(i.children) for i in inner if isinstance(i, Element) and i.tag == "li"]
            return [_list_of(tag, rows)] if rows else []
        if re.fullmatch("h[1-6]", tag) and all(self._is_loose(item) for item in inner):
            return [node("Header", int(tag[1]), attributes(), _trimmed(self._inline_items(inner)))]
        if tag in ("summary", "figcaption") or (tag == "details"):
            name = "caption" if tag == "figcaption" else tag
            return [node("Div", attributes(classes=[name], **pairs), self._block_items(inner))]
        if tag not in BLOCKS and tag not in MARKS and tag not in PLAIN | SPANS | {"a"}:
            self.problem(element.span, f"<{tag}> is not published; its text was kept.")
        made = self._block_items(inner)
        return [node("Div", attributes(**pairs), made)] if pairs else made

    def _block(self, of: Node, outer: Span) -> list[Node]:
        kind, span = of["t"], _span(of, outer)
        content: Any = of.get("c")
        if kind in ("Para", "Plain"):
            inlines = _trimmed(self.inlines(content, span))
            return [_figure_or(node(kind, inlines))] if inlines else []
        if kind == "Header":
            return [node(kind, content[0], self._attributes(of, span), _trimmed(self.inlines(content[2], span)))]
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
            return [node(kind, [self.inlines(line, span) for line in content])]
        if kind == "CodeBlock":
            return [node(kind, attributes(), CONTROL.sub("", content[1]))]
        if kind == "HorizontalRule":
            return [node(kind)]
        if kind == "Div":
            return self._div(of, span)
        if kind == "Figure":
            caption = self.blocks(content[1][1], span)
            return [node(kind, attributes(), [None, caption], self.blocks(content[2], span))]
        if kind == "Table":
            return [self._table(content, span)]
        self.problem(span, f"Markup in {_language(content)} is not published; it was left out.")
        return []

    def _div(self, of: Node, span: Span) -> list[Node]:
        attr = self._attributes(of, span)
        inner = self.blocks(of["c"][1], span)
        return [node("Div", attr, inner)] if attr != attributes() else inner

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
                made += words(CONTROL.sub("", item.text))
            elif isinstance(item, Other):
                made += self._inline(item.node, item.span)
            else:
                made += self._inline_element(item)
        return _joined(made)

    def _inline_element(self, element: Element) -> list[Node]:
        tag = element.tag
        if tag in HOLLOW and (element.closed or not element.children):
            self.problem(element.span, f"<{tag}> is not published; it was left out.")
            return []
        pairs = self._pairs(element)
        if tag == "br":
            return [node("LineBreak")]
        if tag == "img":
            alt = words(CONTROL.sub("", element.attributes.get("alt", "")))
            size = {key: element.attributes.get(key, "") for key in ("width", "height")}
            return self._image(element.attributes.get("src", ""), alt, "", size, element.span)
        inner = self._inline_items(element.children)
        if tag == "a":
            return self._link(element.attributes.get("href"), "", inner, element.span)
        if tag == "q":
            return [node("Quoted", node("DoubleQuote"), inner)]
        if tag == "code":
            return [node("Code", attributes(), text_of(inner))]
        if tag in SPANS or pairs:
            inner = [node("Span", attributes(classes=[tag] if tag in SPANS else [], **pairs), inner)]
        if tag in MARKS:
            return [node(MARKS[tag], inner)]
        if tag not in PLAIN | SPANS | BLOCKS:
            self.problem(element.span, f"<{tag}> is not published; its text was kept.")
        return inner

    def _inline(self, of: Node, outer: Span) -> list[Node]:
        kind, span = of["t"], _span(of, outer)
        content: Any = of.get("c")
        if kind == "Str":
            text = CONTROL.sub("", content)
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
            return [node(kind, attributes(), CONTROL.sub("", content[1]))]
        if kind == "Math":
            return [node(kind, content[0], CONTROL.sub("", content[1]))]
        if kind == "Note":
            return [node(kind, self.blocks(content, span))]
        if kind == "Span":
            attr, inner = self._attributes(of, span), self.inlines(content[1], span)
            if "smallcaps" in content[0][1]:
                inner = [node("SmallCaps", inner)]
            return [node(kind, attr, inner)] if attr != attributes() else inner
        if kind == "Link":
            self._attributes(of, span)
            return self._link(content[2][0], content[2][1], self.inlines(content[1], span), span)
        if kind == "Image":
            size = {key: value for key, value in attributes_of(of)[2] if key in ("width", "height")}
            self._attributes(of, span, known=("width", "height"))
            return self._image(content[2][0], self.inlines(content[1], span), content[2][1], size, span)
        self.problem(span, f"Markup in {_language(content)} is not published; it was left out.")
        return []

    def _link(self, address: str | None, title: str, inner: list[Node], span: Span) -> list[Node]:
        if address is None:
            return inner  # `<a name=…>`, an anchor
        target = self._target(address, span)
        if target is None:
            return inner
        return [node("Link", attributes(), inner, [target, CONTROL.sub("", title)])]

    def _target(self, address: str, span: Span) -> str | None:
        """An address that may be published, or None with a problem said."""
        plain = re.sub(r"[\x00-\x20\x7f-\x9f]+", lambda m: " " if m[0].strip("\t\r\n") == "" else "", address).strip()
        if plain.startswith("#"):
            if plain[1:] in self._ids:
                return "#" + self._ids[plain[1:]]
            self.problem(span, f"The link leads to “{plain}”, which is not in this draft; its text was kept.")
            return None
        try:
            parts = urlsplit(plain)
        except ValueError:
            parts = None
        scheme = re.match(r"\s*([A-Za-z][A-Za-z0-9+.\-]*)\s*:", address.replace("\t", "").replace("\n", ""))
        good = (
            parts is not None
            and "\\" not in plain
            and plain == address.strip()
            and (parts.scheme in SCHEMES if scheme else not parts.netloc and bool(plain))
            and (parts.scheme not in ("http", "https") or bool(parts.hostname))
        )
        if not good:
            shown = plain if len(plain) <= 60 else plain[:59] + "…"
            self.problem(
                span,
                f"“{shown}” is no address that may be published (http, https, mailto, relative); its text was kept.",
            )
            return None
        return re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", quote(plain, safe="%/:?#[]@!$&'()*+,;=-._~"))

    def _image(self, address: str, alt: list[Node], title: str, size: dict[str, str], span: Span) -> list[Node]:
        if address not in self.pictures:
            try:
                taken = {picture.name for picture in self.pictures.values()}
                self.pictures[address] = _pictures.load(address, self._settings.folder, taken)
            except _pictures.Unusable as error:
                shown = address if len(address) <= 60 else address[:59] + "…"
                self.problem(span, f"The picture “{shown}” {error}. It was left out.")
                return []
        pairs = {key: value for key, value in size.items() if LENGTH.fullmatch(value)}
        target = [self.pictures[address].name, CONTROL.sub("", title)]
        return [node("Image", attributes(**pairs), words(" ".join(text_of(alt).split())), target)]

    # attributes

    def _attributes(self, of: Node, span: Span, known: tuple[str, ...] = ()) -> list[Any]:
        identifier, classes, pairs = attributes_of(of)
        kept = self._kept(dict(pairs), span, known)
        return attributes(self._ids.get(identifier, ""), [name for name in classes if name in CLASSES], **kept)

    def _pairs(self, element: Element) -> dict[str, str]:
        known = {"a": ("href",), "img": ("src", "alt", "width", "height"), "details": ("open",), "ol": ("start",)}
        return self._kept(element.attributes, element.span, known.get(element.tag, ()))

    def _kept(self, pairs: dict[str, str], span: Span, known: tuple[str, ...]) -> dict[str, str]:
        """Language and direction; what is not known is a problem."""
        kept: dict[str, str] = {}
        for key, value in pairs.items():
            if (key == "lang" and TAG.fullmatch(value)) or (key == "dir" and value in ("ltr", "rtl", "auto")):
                kept[key] = value
            elif key not in UNSAID and key not in known and not key.startswith("data-"):
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


def _language(content: Any) -> str:
    return (
        str(content[0]) if isinstance(content, list) and content and isinstance(content[0], str) else "another language"
    )


def _list_of(tag: str, rows: list[list[Node]]) -> Node:
    if tag == "ul":
        return node("BulletList", rows)
    return node("OrderedList", [1, node("Decimal"), node("Period")], rows)


def _joined(inlines: list[Node]) -> list[Node]:
    """Inlines with neighbouring texts joined: pandoc's writers escape a text as a whole."""
    made: list[Node] = []
    for one in inlines:
        if one["t"] == "Str" and made and made[-1]["t"] == "Str":
            made[-1] = node("Str", made[-1]["c"] + one["c"])
        else:
            made.append(one)
    return made


def _trimmed(inlines: list[Node]) -> list[Node]:
    """Inlines without space or line breaks at either end."""
    blank = ("Space", "SoftBreak", "LineBreak")
    start, end = 0, len(inlines)
    while start < end and inlines[start]["t"] in blank:
        start += 1
    while start < end and inlines[end - 1]["t"] in blank:
        end -= 1
    return inlines[start:end]


def _figure_or(paragraph: Node) -> Node:
    """A picture alone in a paragraph is a figure; its title is the caption, and stands in for a missing alternative."""
    inlines = paragraph["c"]
    if paragraph["t"] != "Para" or len(inlines) != 1 or inlines[0]["t"] != "Image":
        return paragraph
    attr, alt, (name, title) = inlines[0]["c"]
    caption = [node("Plain", words(title))] if title.strip() else []
    image = node("Image", attr, alt or words(title), [name, ""])
    return node("Figure", attributes(), [None, caption], [node("Plain", [image])])


def _with_captions(blocks: list[Node]) -> list[Node]:
    """A caption that follows a figure without one is the figure's."""
    made: list[Node] = []
    for block in blocks:
        if (
            block["t"] == "Div"
            and has_class(block, "caption")
            and made
            and made[-1]["t"] == "Figure"
            and not made[-1]["c"][1][1]
        ):
            made[-1]["c"][1][1] = block["c"][1]
        else:
            made.append(block)
    return made
