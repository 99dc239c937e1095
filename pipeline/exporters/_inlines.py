"""The inlines that are let through."""

from abc import abstractmethod
from collections.abc import Sequence
from typing import Any

from pipeline.exporters import Node, _raw
from pipeline.exporters import _lists as lists
from pipeline.exporters._ast import attributes, attributes_of, node, nodes, text_of, words
from pipeline.exporters._judge import Judge, flat, span_of
from pipeline.exporters._lists import clean
from pipeline.exporters._raw import Element, Item, Other, Text
from pipeline.exporters._tidy import joined
from pipeline.source import Span


class Inlines(Judge):
    """Makes new inlines of those of a draft; a footnote's blocks are made by who knows blocks."""

    @abstractmethod
    def blocks(self, of: Sequence[Node], span: Span) -> list[Node]:
        """The blocks that are let through; `span` is where they are if they don't say."""

    def inlines(self, of: Sequence[Node], span: Span) -> list[Node]:
        """The inlines that are let through, characters that pandoc gave apart joined again."""
        return self.inline_items(_raw.tree(flat(of, span)))

    def inline_items(self, items: Sequence[Item]) -> list[Node]:
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
        pairs = self.pairs(element)
        if tag == "br":
            return [node("LineBreak")]
        if tag == "img":
            alt = words(clean(element.attributes.get("alt", "")))
            size = {key: element.attributes.get(key, "") for key in ("width", "height")}
            return self.image(element.attributes.get("src", ""), alt, "", size, element.span)
        inner = self.inline_items(element.children)
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
        kind, span = of["t"], span_of(of, outer)
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
            return self.in_language(of, span, [node(kind, attributes(), clean(content[1]))])
        if kind == "Note":
            return [node(kind, self.blocks(content, span))]
        if kind == "Span":
            attr, inner = self.attributes(of, span), self.inlines(content[1], span)
            if "smallcaps" in content[0][1]:
                inner = [node("SmallCaps", inner)]
            return [node(kind, attr, inner)] if attr != attributes() else inner
        if kind == "Link":
            link = self._link(content[2][0], content[2][1], self.inlines(content[1], span), span)
            return self.in_language(of, span, link)
        if kind == "Image":
            size = {key: value for key, value in attributes_of(of)[2] if key in ("width", "height")}
            self.attributes(of, span, known=("width", "height"))
            return self.image(content[2][0], self.inlines(content[1], span), content[2][1], size, span)
        self.problem(span, f"Markup in {language(content)} is not published; it was left out.")
        return []

    def in_language(self, of: Node, span: Span, made: list[Node]) -> list[Node]:
        """What was made of a node, in a `Span` with the node's language and direction: no format has them elsewhere."""
        pairs = self.attributes(of, span)[2]
        return [node("Span", ["", [], pairs], made)] if pairs and made else made

    def _link(self, address: str | None, title: str, inner: list[Node], span: Span) -> list[Node]:
        if address is None:
            return inner  # `<a name=…>`, an anchor
        target = self.target(address, span)
        if target is None or not any(one["t"] in ("Str", "Code", "Image") for one in nodes(inner)):
            return inner
        return [node("Link", attributes(), inner, [target, clean(title)])]


def language(content: Any) -> str:
    return (
        str(content[0]) if isinstance(content, list) and content and isinstance(content[0], str) else "another language"
    )
