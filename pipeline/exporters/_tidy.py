"""Nodes put in order after vetting: texts joined, ends trimmed, pictures with their captions, headings by level."""

import re
from typing import Any

from pipeline.exporters import Node
from pipeline.exporters._ast import attributes, has_class, node, nodes, text_of, words


def joined(inlines: list[Node]) -> list[Node]:
    """Inlines with neighbouring texts joined: pandoc's writers escape a text as a whole."""
    made: list[Node] = []
    for one in inlines:
        if one["t"] == "Str" and made and made[-1]["t"] == "Str":
            made[-1] = node("Str", made[-1]["c"] + one["c"])
        else:
            made.append(one)
    return made


def trimmed(inlines: list[Node]) -> list[Node]:
    """Inlines without space or line breaks at either end."""
    blank = ("Space", "SoftBreak", "LineBreak")
    start, end = 0, len(inlines)
    while start < end and inlines[start]["t"] in blank:
        start += 1
    while start < end and inlines[end - 1]["t"] in blank:
        end -= 1
    return inlines[start:end]


def figure_or(paragraph: Node) -> Node:
    """A picture alone in a paragraph is a figure; its title is the caption, and stands in for a missing alternative."""
    inlines = paragraph["c"]
    if paragraph["t"] != "Para" or len(inlines) != 1 or inlines[0]["t"] != "Image":
        return paragraph
    attr, alt, (name, title) = inlines[0]["c"]
    caption = [node("Plain", words(title))] if title.strip() else []
    image = node("Image", attr, alt or words(title), [name, ""])
    return node("Figure", attributes(), [None, caption], [node("Plain", [image])])


def with_captions(blocks: list[Node]) -> list[Node]:
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


def headline(title: str, body: list[Node]) -> tuple[list[Node], list[Node]]:
    """The headline's inlines, and the body without the heading that is the headline."""
    wanted = " ".join(title.split())
    for at, block in enumerate(body):
        if block["t"] == "Header" and block["c"][0] == 1 and " ".join(text_of(block["c"][2]).split()) == wanted:
            return block["c"][2], body[:at] + body[at + 1 :]
    return emphasised(wanted), body


_EMPHASIS = re.compile(r"(?<![\w*])\*(?=\S)([^*]+)(?<=\S)\*(?![\w*])|(?<!\w)_(?=\S)([^_]+)(?<=\S)_(?!\w)")


def emphasised(text: str) -> list[Node]:
    """A title of the front matter as inlines: between asterisks or low lines stands the title of a work."""
    made: list[Node] = []
    at = 0
    for found in _EMPHASIS.finditer(text):
        made += [*words(text[at : found.start()]), node("Emph", words(found[1] or found[2]))]
        at = found.end()
    return made + words(text[at:])


def levels(body: list[Node]) -> None:
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


def table(rows: list[list[list[Node]]], heads: list[bool]) -> list[Node]:
    """A table of rows of cells of blocks, each cell one column wide; rows of headings at its top are its head."""
    width = max((len(row) for row in rows), default=0)
    if not width:
        return []
    left, free = node("AlignDefault"), node("ColWidthDefault")

    def made(row: list[list[Node]]) -> list[Any]:
        cells = row + [[]] * (width - len(row))
        return [attributes(), [[attributes(), left, 1, 1, blocks] for blocks in cells]]

    top = heads.index(False) if False in heads else len(heads)
    head, body = [made(row) for row in rows[:top]], [made(row) for row in rows[top:]]
    columns = [[left, free]] * width
    none = [attributes(), []]
    return [node("Table", attributes(), [None, []], columns, [attributes(), head], [[attributes(), 0, [], body]], none)]
