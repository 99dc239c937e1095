"""Raw HTML of a draft, read into a tree: tags of one run of blocks or inlines are paired, and nothing is judged here.

Pandoc gives `<em>`, the words and `</em>` as three inlines, and `<details>`, paragraphs and `</details>` as blocks;
what stands between is kept as it is.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from pipeline.exporters import Node
from pipeline.source import Span

VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"}
)
"""Elements without an end tag (HTML, section 13.1.2)."""

MAX_DEPTH = 60
"""How many tags may be open at once; those of more have no contents. Nobody nests half as deep but to do harm."""

CLOSED_BY_THE_NEXT = {"li": {"li"}, "p": {"p"}, "dt": {"dt", "dd"}, "dd": {"dt", "dd"}}
CLOSED_BY_THE_NEXT |= {"td": {"td", "th", "tr"}, "th": {"td", "th", "tr"}, "tr": {"tr"}}
"""An open element of the key ends where one of the set begins."""


@dataclass(slots=True)
class Element:
    """A raw element with its attributes, and what stands between its tags; `closed` where it has both."""

    tag: str
    attributes: dict[str, str]
    span: Span
    children: list["Item"] = field(default_factory=list)
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """Characters inside raw HTML."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Other:
    """A node of pandoc's between the raw ones."""

    node: Node
    span: Span


Item = Element | Text | Other


def tree(nodes: Iterable[tuple[Node, Span]]) -> list[Item]:
    """The tree of a run of nodes, each with its span; an element without an end tag ends with the run."""
    root = Element("", {}, Span(0, 0))
    stack = [root]
    for node, span in nodes:
        if node["t"] in ("RawInline", "RawBlock") and node["c"][0] in ("html", "html4", "html5"):
            _Tags(stack, span).read(node["c"][1])
        else:
            stack[-1].children.append(Other(node, span))
    return root.children


def walk(items: Iterable[Item]) -> Iterator[Item]:
    """All items of a tree, from the outside in."""
    for item in items:
        yield item
        if isinstance(item, Element):
            yield from walk(item.children)


class _Tags(HTMLParser):
    """Puts the tags of one raw node onto a stack of open elements. Comments, declarations and instructions vanish."""

    def __init__(self, stack: list[Element], span: Span) -> None:
        super().__init__(convert_charrefs=True)
        self._stack = stack
        self._span = span

    def read(self, html: str) -> None:
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        while tag in CLOSED_BY_THE_NEXT.get(self._stack[-1].tag, ()):
            self._stack.pop()
        element = Element(tag, {name: value or "" for name, value in attrs}, self._span)
        self._stack[-1].children.append(element)
        if tag not in VOID and len(self._stack) <= MAX_DEPTH:
            self._stack.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        # `<span/>` is no empty element in HTML, but whoever writes it means one
        if self._stack[-1].tag == tag and not self._stack[-1].children:
            self._stack.pop()

    def handle_endtag(self, tag: str) -> None:
        if any(element.tag == tag for element in self._stack[1:]):
            while (element := self._stack.pop()).tag != tag:
                continue
            element.closed = True

    def handle_data(self, data: str) -> None:
        self._stack[-1].children.append(Text(data, self._span))
