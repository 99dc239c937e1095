"""A review's blocks as Typst's markup.

Pandoc writes the words; what it would write without its language or its alternative text is put into the tree before,
as calls of the template's functions.
"""

from pipeline.engines import Engines
from pipeline.engines.pandoc import Pandoc
from pipeline.exporters import Node, Vetted, _addresses
from pipeline.exporters._addresses import raw, string
from pipeline.exporters._ast import attributes, attributes_of, has_class, node, nodes, rewrite, text_of
from pipeline.exporters._sizes import size

LINE = 396
"""How many CSS pixels the text is wide: 105 mm."""

PAGE = 420
"""How high a picture may be, in CSS pixels, so that its caption is on the same page."""

COVER = 200
"""How high a cover may be above a text, in CSS pixels."""


def body(vetted: Vetted, engines: Engines) -> bytes:
    title = [one for one in vetted.title if one["t"] not in ("Note", "Image")]
    head = node("Para", [raw(f"#masthead({_cover(vetted)})["), *title, raw("]")])
    printed = _addresses.printed(list(vetted.blocks))
    blocks = [part for one in printed for part in (_figure(one, floats=True) if one["t"] == "Figure" else [one])]
    tree = rewrite([head, *blocks], lambda one: _ours(one, vetted))
    return engines.get(Pandoc).write(vetted.ast(tree), "typst-smart", wrap="none", highlighting="none")


def _cover(vetted: Vetted) -> str:
    """The picture that stands for a review, for the head of its first page; nothing where the text shows it."""
    cover = vetted.front.cover
    if cover is None or any(one["t"] == "Image" and one["c"][2][0] == cover.picture for one in nodes(vetted.blocks)):
        return ""
    image = node("Image", attributes(), [node("Str", cover.alt)], [cover.picture, ""])
    return f"cover: {_image(image, vetted, highest=COVER)}"


def _raw_block(typst: str) -> Node:
    return node("RawBlock", "typst", typst)


def _ours(one: Node, vetted: Vetted) -> list[Node] | None:
    """What stands in a node's place where pandoc would write something else, or what Typst would change."""
    kind = one["t"]
    if kind == "Str":
        # as code: in markup Typst makes dashes, ellipses and minus signs of what it finds
        return [raw(f"#{string(one['c'])};")]
    if kind == "Image":
        return [raw(f"#box(baseline: 20%, {_image(one, vetted)});")]
    if kind == "Figure":
        return _figure(one, floats=False)
    if kind == "Table":
        return [_table(one)]
    if kind == "Link" and not one["c"][2][0].startswith(("http:", "https:", "mailto:", "#")):
        return list(one["c"][1])  # an address relative to a site that a PDF is not part of
    if kind == "Div" and has_class(one, "caption"):
        return [_raw_block("#media["), *one["c"][1], _raw_block("]")]
    if kind == "Note" and one["c"] and one["c"][0]["t"] in ("Para", "Plain"):
        first, *others = one["c"]
        return [node(kind, [node(first["t"], [raw("#gap;"), *first["c"]]), *others])]
    if kind == "LineBlock":
        lines = [inline for line in one["c"] for inline in (node("LineBreak"), *line)]
        return [_raw_block("#verse["), node("Para", lines[1:]), _raw_block("]")]
    if kind == "Div" and has_class(one, "details"):
        return _details(one)
    if kind == "Div":
        return [_raw_block(f"#passage({_language(one)})["), *one["c"][1], _raw_block("]")] if _language(one) else None
    if kind == "Span":
        return _span(one)
    return None


def _language(one: Node) -> str:
    """A node's language and direction as arguments of `foreign` and `passage`, empty where it has neither."""
    pairs = dict(attributes_of(one)[2])
    said = [f"tag: {string(pairs['lang'])}"] if pairs.get("lang") else []
    return ", ".join([*said, *([f"dir: {pairs['dir']}"] if pairs.get("dir") in ("ltr", "rtl") else [])])


def _table(one: Node) -> Node:
    """A table whose columns are as wide as their words want, and not as wide as they are drawn in the draft."""
    attr, caption, columns, *rows = one["c"]
    return node("Table", attr, caption, [[align, node("ColWidthDefault")] for align, _ in columns], *rows)


def _span(one: Node) -> list[Node]:
    classes = attributes_of(one)[1]
    inner: list[Node] = one["c"][1]
    for name in ("kbd", "mark", "label"):
        if name in classes:
            inner = [raw(f"#{name}["), *inner, raw("];")]
    if language := _language(one):
        inner = [raw(f"#foreign({language})["), *inner, raw("];")]
    return inner


def _details(one: Node) -> list[Node]:
    inner = one["c"][1]
    summary: list[Node] = []
    if inner and inner[0]["t"] == "Div" and has_class(inner[0], "summary"):
        summary, inner = inner[0]["c"][1], inner[1:]
    return [_raw_block("#spoiler["), *summary, _raw_block("]["), *inner, _raw_block("]")]


def _figure(one: Node, *, floats: bool) -> list[Node]:
    """A picture with its caption; among the blocks of the text itself it may float to where there is room."""
    caption = one["c"][1][1]
    start = [_raw_block("#picture(["), *caption, _raw_block("], [")] if caption else [_raw_block("#picture(none, [")]
    return [*start, *one["c"][2], _raw_block("])" if floats else "], float: false)")]


def _image(one: Node, vetted: Vetted, highest: float = PAGE) -> str:
    """A picture, no larger than a page; without an alternative text it is decoration, and is not read aloud."""
    picture = vetted.pictures[one["c"][2][0]]
    width, height = size(one, picture, LINE)
    scale = min(1.0, LINE / width, highest / height)
    name, wide = string(picture.name), f"width: {width * scale * 0.75:.2f}pt"
    alt = text_of(one["c"][1])
    return f"image({name}, alt: {string(alt)}, {wide})" if alt else f"pdf.artifact(image({name}, {wide}))"
