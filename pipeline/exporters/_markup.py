"""The body of a page: what was vetted, as HTML that is XML as well, for the web page and for the book.

Pandoc writes the words; what it would write without sizes, names or headings (figures, notes, spoilers) is put into the
tree as ours before.
"""

from collections.abc import Sequence
from html import escape
from urllib.parse import urlsplit

from pipeline.engines import Engines
from pipeline.engines.pandoc import Pandoc
from pipeline.exporters import Node, Picture, Vetted
from pipeline.exporters._ast import ATTRIBUTES, attributes, attributes_of, has_class, node, nodes, rewrite, text_of
from pipeline.exporters._sizes import size

MEASURE = 640
"""How many CSS pixels the text is wide, about."""

SCROLLED = {"Table": "Table", "CodeBlock": "Code"}
"""What may be wider than a phone, and is scrolled then, by keyboard as well; each with its name."""

NOTES_HEADING = "Notes"


def body(vetted: Vetted, engines: Engines, *, web: bool) -> str:
    """The blocks and their notes as HTML, for a page of the web or for a book."""
    blocks, notes = _with_notes(list(vetted.blocks), web)
    tree = rewrite([*blocks, *notes], lambda one: _ours(one, vetted, web))
    written = engines.get(Pandoc).write(vetted.ast(tree), "html5", wrap="none", highlighting="none")
    return written.decode("utf-8").strip()


def title(vetted: Vetted, engines: Engines, *, web: bool = True) -> str:
    """The headline with its emphasis, as HTML."""
    return inlines(vetted.title, vetted, engines, web=web)


def inlines(of: Sequence[Node], vetted: Vetted, engines: Engines, *, web: bool) -> str:
    """The words of a heading as HTML that may stand inside a link: without links, notes and pictures."""

    def without(one: Node) -> list[Node] | None:
        if one["t"] in ("Note", "Image"):
            return []
        return list(one["c"][1]) if one["t"] == "Link" else _ours(one, vetted, web)

    tree = rewrite(list(of), without)
    if all(one["t"] in ("Str", "Space", "SoftBreak") for one in tree):
        return escape(text_of(tree), quote=False)
    written = engines.get(Pandoc).write(vetted.ast([node("Plain", tree)]), "html5", wrap="none", highlighting="none")
    return written.decode("utf-8").strip()


def cover(vetted: Vetted) -> str:
    """The picture that stands for a review, for the head of its page; empty where the text shows it."""
    front = vetted.front.cover
    if front is None or any(one["t"] == "Image" and one["c"][2][0] == front.picture for one in nodes(vetted.blocks)):
        return ""
    image = node("Image", attributes(), [node("Str", front.alt)], [front.picture, ""])
    return _image(image, vetted.pictures[front.picture], lazy=False)


def _raw(html: str) -> Node:
    return node("RawInline", "html", html)


def _raw_block(html: str) -> Node:
    return node("RawBlock", "html", html)


def _with_notes(blocks: list[Node], web: bool) -> tuple[list[Node], list[Node]]:
    """The blocks with a link for each note, and the section of the notes with a link back from each."""
    rows: list[Node] = []
    count = 0

    def named(name: str) -> str:
        return "" if web else f' epub:type="{name}"'

    def collect(one: Node) -> list[Node] | None:
        nonlocal count
        if one["t"] != "Note":
            return None
        count += 1
        mark = f'class="noteref" href="#note.{count}" id="noteref.{count}" role="doc-noteref"{named("noteref")}'
        entry = _raw_block(f'<li id="note.{count}">')
        rows.extend([entry, *_with_backlink(one["c"], count), _raw_block("</li>")])
        return [node("Superscript", [_raw(f"<a {mark}>{count}</a>")])]

    made = rewrite(blocks, collect)
    if not rows:
        return made, []
    heading = (
        f'<section class="notes" role="doc-endnotes" aria-labelledby="notes.heading"{named("endnotes")}>\n'
        f'<h2 id="notes.heading">{NOTES_HEADING}</h2>\n<ol>'
    )
    return made, [_raw_block(heading), *rows, _raw_block("</ol>\n</section>")]


def _with_backlink(blocks: list[Node], number: int) -> list[Node]:
    link = _raw(
        f'<a class="backlink" href="#noteref.{number}" role="doc-backlink" '
        f'aria-label="Back to the text at note {number}">'
        "↩\ufe0e</a>"
    )
    if blocks and blocks[-1]["t"] in ("Para", "Plain"):
        return [*blocks[:-1], node("Para", [*blocks[-1]["c"], node("Str", "\u00a0"), link])]
    return [*blocks, node("Para", [link])]


def _ours(one: Node, vetted: Vetted, web: bool) -> list[Node] | None:
    """What stands in a node's place where pandoc would not write what we want."""
    kind = one["t"]
    if kind == "Str" and one["c"] in ("☐", "☒"):
        return [_raw(one["c"])]  # pandoc would make it a box to tick, and there is nothing to tick on a page
    if kind == "Image":
        return [_raw(_image(one, vetted.pictures[one["c"][2][0]], lazy=web))]
    if kind == "Link":
        return _link(one, web)
    if kind == "Figure":
        caption = [_raw_block("<figcaption>"), *one["c"][1][1], _raw_block("</figcaption>")] if one["c"][1][1] else []
        return [_raw_block("<figure>"), *one["c"][2], *caption, _raw_block("</figure>")]
    if kind in SCROLLED and web:
        box = f'<div class="scroll" role="group" aria-label="{SCROLLED[kind]}" tabindex="0">'
        return [_raw_block(box), one, _raw_block("</div>")]
    if kind == "Div" and has_class(one, "caption"):
        return _card(one)
    if kind == "Div" and has_class(one, "details"):
        return _details(one)
    if kind == "Span" and (named := _named(one)):
        return named
    return None if web else _in_xml(one)


def _link(one: Node, web: bool) -> list[Node] | None:
    """A link that says where it leads: a bare address is marked as one, since print needs no second copy of it."""
    address = one["c"][2][0]
    if not web and not address.startswith(("http:", "https:", "mailto:", "#")):
        return list(one["c"][1])  # an address relative to a site that a book is not part of
    if text_of(one["c"][1]) in (address, address.removeprefix("mailto:")):
        return [node("Link", attributes(classes=["uri"]), *one["c"][1:])]
    return None


def _card(one: Node) -> list[Node]:
    """A caption that stands alone, its medium being elsewhere; linked where the house knows the address."""
    link = next((each for each in nodes(one["c"][1]) if each["t"] == "Link"), None)
    host = urlsplit(link["c"][2][0]).hostname if link else ""
    if link and host:
        link["c"][0] = attributes(**{"data-host": host.removeprefix("www.")})
    inner = [node("Plain", block["c"]) if block["t"] == "Para" else block for block in one["c"][1]]
    name = "media card" if host else "media"
    return [_raw_block(f'<figure class="{name}">\n<figcaption>'), *inner, _raw_block("</figcaption>\n</figure>")]


def _in_xml(one: Node) -> list[Node] | None:
    """A node of a book with its language in the words of XML as well."""
    pairs = dict(attributes_of(one)[2])
    if "lang" not in pairs:
        return None
    at = ATTRIBUTES[one["t"]]
    identifier, classes, _ = one["c"][at]
    attr = attributes(identifier, classes, **pairs, **{"xml:lang": pairs["lang"]})
    return [{"t": one["t"], "c": [*one["c"][:at], attr, *one["c"][at + 1 :]]}]


def _details(one: Node) -> list[Node]:
    inner = one["c"][1]
    summary: list[Node] = [node("Str", "Details")]
    if inner and inner[0]["t"] == "Div" and has_class(inner[0], "summary"):
        summary, inner = [node("Str", text_of([block["c"] for block in inner[0]["c"][1] if "c" in block]))], inner[1:]
    return [
        _raw_block("<details>"),
        node("Plain", [_raw("<summary>"), *summary, _raw("</summary>")]),
        *inner,
        _raw_block("</details>"),
    ]


def _named(one: Node) -> list[Node] | None:
    """Keys and marked words by the elements of their names."""
    _, classes, pairs = attributes_of(one)
    name = next((name for name in classes if name in ("kbd", "mark")), None)
    if name is None:
        return None
    inner = [node("Span", attributes(**dict(pairs)), one["c"][1])] if pairs else one["c"][1]
    return [_raw(f"<{name}>"), *inner, _raw(f"</{name}>")]


def _image(one: Node, picture: Picture, *, lazy: bool) -> str:
    width, height = (max(1, round(side)) for side in size(one, picture, MEASURE))
    later = ' loading="lazy" decoding="async"' if lazy else ""
    alt = escape(text_of(one["c"][1]))
    return f'<img src="{picture.name}" alt="{alt}" width="{width}" height="{height}"{later} />'
