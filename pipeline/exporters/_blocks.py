"""The blocks that are let through."""

import re
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from pipeline.exporters import Node, _cards, _raw
from pipeline.exporters import _lists as lists
from pipeline.exporters._ast import attributes, attributes_of, has_class, node, nodes, text_of, words
from pipeline.exporters._inlines import Inlines, language
from pipeline.exporters._judge import flat, span_of
from pipeline.exporters._lists import clean
from pipeline.exporters._raw import Element, Item, Other, Text
from pipeline.exporters._tidy import figure_or, joined, table, trimmed, with_captions
from pipeline.source import Span

SPOILER = "Spoiler"
"""What stands over a spoiler that the draft gives no `summary`."""

MAX_INDENT = 60
"""How far a line of verse may stand to the right, in spaces."""


class Blocks(Inlines):
    """Makes new blocks of those of a draft."""

    def blocks(self, of: Sequence[Node], span: Span) -> list[Node]:
        """The blocks that are let through; `span` is where they are if they don't say."""
        return self._block_items(_raw.tree(flat(of, span)))

    def _block_items(self, items: Sequence[Item]) -> list[Node]:
        made: list[Node] = []
        for loose, run in groupby(items, key=self._is_loose):
            if loose:
                inlines = trimmed(self.inline_items(list(run)))
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
        pairs = self.pairs(element)
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
            return [node("Header", int(tag[1]), attributes(), trimmed(self.inline_items(inner)))]
        if tag in ("summary", "figcaption") or (tag == "details"):
            name = "caption" if tag == "figcaption" else tag
            return [node("Div", attributes(classes=[name], **pairs), self._block_items(inner))]
        if tag not in lists.BLOCKS and tag not in lists.MARKS and tag not in lists.PLAIN | lists.SPANS | {"a"}:
            self.problem(element.span, f"<{tag}> is not published; its text was kept.")
        made = self._block_items(inner)
        return [node("Div", attributes(**pairs), made)] if pairs else made

    def _block(self, of: Node, outer: Span) -> list[Node]:
        kind, span = of["t"], span_of(of, outer)
        content: Any = of.get("c")
        if kind in ("Para", "Plain"):
            inlines = trimmed(self.inlines(content, span))
            return [figure_or(node(kind, inlines))] if inlines else _captions(content)
        if kind == "Header":
            inlines = trimmed(self.inlines(content[2], span))
            identifier, classes, pairs = self.attributes(of, span)
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
        self.problem(span, f"Markup in {language(content)} is not published; it was left out.")
        return []

    def _indent(self, line: Sequence[Node], outer: Span) -> list[Node]:
        """The spaces behind the bar of a line of verse, all but the first, as em-spaces: nothing folds those."""
        start = span_of(line[0], outer).start if line else 0
        spaces = re.search(r"\|[ \t]([ \t]+)\Z", self.document.source.text[max(0, start - MAX_INDENT) : start])
        return [node("Str", "\u2003" * len(spaces[1]))] if spaces else []

    def _div(self, of: Node, span: Span) -> list[Node]:
        hidden = has_class(of, "spoiler")
        attr = self.attributes(of, span, known=("summary",) if hidden else ())
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
        known = _cards.address(text, self.media, self.settings.works)
        return _cards.card(caption, self.target(known, span) if known else None)

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
