"""Somebody else's tree → the plain one of a draft: no classes, no addresses inside the page, no layout."""

import re
from typing import Any

Node = dict[str, Any]

_CONTAINERS = frozenset({"Underline", "SmallCaps"})
_MARK = re.compile(r"(?=[\\{])|(?<![\w:])(?=:[\w+-]+:)|(?=&#?\w+;)")
_LINE_START = re.compile(r"[-+:=~|]")
_QUOTES = {"SingleQuote": ("‘", "’"), "DoubleQuote": ("“", "”")}


def words(value: Any) -> str:
    """The text in a tree, its breaks as spaces."""
    parts: list[str] = []
    _collect(value, parts)
    return " ".join("".join(parts).split())


def _collect(value: Any, parts: list[str]) -> None:
    if isinstance(value, dict):
        kind = value.get("t")
        if kind in ("Str", "MetaString"):
            parts.append(str(value["c"]))
        elif kind in ("Space", "SoftBreak", "LineBreak"):
            parts.append(" ")
        elif kind in ("Code", "Math"):
            parts.append(str(value["c"][1]))
        elif kind == "MetaList":
            parts.append(", ".join(words(item) for item in value["c"]))
        elif kind in ("RawInline", "RawBlock", "Note"):
            return
        elif kind == "Quoted":
            opening, closing = _QUOTES[value["c"][0]["t"]]
            parts.append(opening + words(value["c"][1]) + closing)
        elif "c" in value:
            _collect(value["c"], parts)
            parts.append(" " if kind in ("Para", "Plain") else "")
    elif isinstance(value, list):
        for item in value:
            _collect(item, parts)


def tidy(nodes: list[Node], top: bool = True) -> list[Node]:
    """The blocks of a draft. `top` is false inside a list item, where a plain block may stay one."""
    made: list[Node] = []
    for node in nodes:
        made += _block(node, top)
    return made


def _block(node: Node, top: bool) -> list[Node]:
    kind: str = node["t"]
    content: Any = node.get("c")
    match kind:
        case "Para" | "Plain":
            inlines = _line_starts(_trimmed(_inlines(content)))
            return [{"t": "Para" if top else kind, "c": inlines}] if inlines else []
        case "Header":
            inlines = _trimmed(_inlines(_unbroken(content[2])))
            return [{"t": "Header", "c": [content[0], ["", [], []], inlines]}] if inlines else []
        case "LineBlock":
            lines = [inline for line in content for inline in ({"t": "LineBreak"}, *line)]
            return _block({"t": "Para", "c": lines[1:]}, top)
        case "Div":
            return _div(content, top)
        case "BlockQuote":
            inner = tidy(content)
            return [{"t": kind, "c": inner}] if inner else []
        case "BulletList" | "OrderedList":
            items = content if kind == "BulletList" else content[1]
            items = [item for item in (tidy(item, top=False) for item in items) if item]
            return [{"t": kind, "c": items if kind == "BulletList" else [content[0], items]}] if items else []
        case "DefinitionList":
            return [
                {"t": kind, "c": [[_inlines(term), [tidy(each, False) for each in all_]] for term, all_ in content]}
            ]
        case "Table":
            return _table(content)
        case "Figure":
            return _figure(tidy(content[2]), tidy(content[1][1]))
        case "CodeBlock":
            return [{"t": kind, "c": [["", content[0][1][:1], []], content[1]]}]
        case "RawBlock":
            return []
    return [node]


def _div(content: list[Any], top: bool) -> list[Node]:
    """A div's blocks; only a language and a caption are kept of it."""
    attributes = dict(content[0][2])
    inner = tidy(content[1], top)
    if not inner:
        return []
    if "caption" in content[0][1]:
        return _caption(inner)
    return [{"t": "Div", "c": [["", [], [["lang", attributes["lang"]]]], inner]}] if attributes.get("lang") else inner


def _caption(blocks: list[Node]) -> list[Node]:
    return [{"t": "Div", "c": [["", ["caption"], []], blocks]}] if blocks else []


def _figure(blocks: list[Node], caption: list[Node]) -> list[Node]:
    """A figure's picture and its caption; an alternative text of the same words would only say them twice."""
    said = words(caption)
    for block in blocks:
        for inline in block["c"] if said and block["t"] in ("Para", "Plain") else ():
            if inline["t"] == "Image" and words(inline["c"][1]) == said:
                inline["c"][1] = []
    return [*blocks, *_caption(caption)]


def _table(content: list[Any]) -> list[Node]:
    """A table of plain cells: Markdown has no cells over two columns and no blocks in a cell."""
    _, caption, columns, head, bodies, foot = content
    bodies_rows = [row for body in bodies for part in (body[2], body[3]) for row in part]
    rows = [[_cells(row) for row in part] for part in (head[1], bodies_rows, foot[1])]
    width = max((len(row) for part in rows for row in part), default=0)
    if not width:
        return []
    columns = ([*columns] + [[{"t": "AlignDefault"}, {"t": "ColWidthDefault"}]] * width)[:width]
    columns = [[column[0], {"t": "ColWidthDefault"}] for column in columns]
    heads, *rest = (
        [_row(cells, width) for part in rows for cells in part]
        if rows[0]
        else [
            _row([], width),
            *(_row(cells, width) for part in rows for cells in part),
        ]
    )
    none = ["", [], []]
    table = {"t": "Table", "c": [none, [None, []], columns, [none, [heads]], [[none, 0, [], rest]], [none, []]]}
    return [table, *_caption(tidy(caption[1]))]


def _cells(row: list[Any]) -> list[list[Node]]:
    """The inlines of a row's cells, empty ones behind a cell over several columns."""
    cells: list[list[Node]] = []
    for cell in row[1]:
        inlines: list[Node] = []
        for block in cell[4]:
            text = _trimmed(_inlines(_flat(block)))
            inlines += [{"t": "Space"}, *text] if inlines and text else text
        breaks = ("LineBreak", "SoftBreak")
        cells.append([{"t": "Space"} if inline["t"] in breaks else inline for inline in inlines])
        cells += [[] for _ in range(cell[3] - 1)]
    return cells


def _flat(value: Any) -> list[Node]:
    """The inlines of a block, however deep."""
    if isinstance(value, dict) and value.get("t") in ("Para", "Plain"):
        return list(value["c"])
    if isinstance(value, dict) and value.get("t") == "Header":
        return list(value["c"][2])
    if isinstance(value, dict) and value.get("t") == "CodeBlock":
        return [{"t": "Code", "c": [["", [], []], value["c"][1]]}]
    inner = value.get("c") if isinstance(value, dict) else value
    found: list[Node] = []
    for item in inner if isinstance(inner, list) else ():
        text = _flat(item)
        found += [{"t": "Space"}, *text] if found and text else text
    return found


def _row(cells: list[list[Node]], width: int) -> list[Any]:
    none = ["", [], []]
    padded = cells + [[]] * (width - len(cells))
    return [none, [[none, {"t": "AlignDefault"}, 1, 1, [{"t": "Plain", "c": cell}] if cell else []] for cell in padded]]


def _inlines(nodes: list[Node]) -> list[Node]:
    return [new for node in nodes for new in _inline(node)]


def _unbroken(value: Any) -> Any:
    """The inlines of a heading without soft hyphens."""
    if isinstance(value, dict):
        return {key: _unbroken(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_unbroken(item) for item in value]
    return value.replace("\u00ad", "") if isinstance(value, str) else value


def _inline(node: Node) -> list[Node]:
    kind: str = node["t"]
    content: Any = node.get("c")
    none = ["", [], []]
    match kind:
        case "Str":
            return _escaped(str(content))
        case "Emph" | "Strong" | "Strikeout" | "Superscript" | "Subscript":
            inner = _inlines(content)
            return [{"t": kind, "c": inner}] if inner else []
        case "RawInline":
            return []
        case _ if kind in _CONTAINERS:
            return _inlines(content)
        case "Quoted":
            opening, closing = _QUOTES[content[0]["t"]]
            return [{"t": "Str", "c": opening}, *_inlines(content[1]), {"t": "Str", "c": closing}]
        case "Cite":
            return _inlines(content[1])
        case "Span":
            lang = dict(content[0][2]).get("lang")
            inner = _inlines(content[1])
            return [{"t": "Span", "c": [["", [], [["lang", lang]]], inner]}] if lang else inner
        case "Link":
            inner = _inlines(content[1])
            inside = content[2][0].startswith("#") or not content[2][0]
            return inner if inside else [{"t": "Link", "c": [none, inner, [content[2][0], ""]]}] if inner else []
        case "Image":
            address = "" if content[2][0].startswith("data:") else content[2][0]
            return [{"t": "Image", "c": [none, _inlines(content[1]), [address, content[2][1]]]}]
        case "Code":
            return [{"t": "Code", "c": [none, content[1]]}]
        case "Note":
            return [{"t": "Note", "c": tidy(content)}]
    return [node]


def _escaped(text: str) -> list[Node]:
    """A word, with a backslash before what would be read as attributes, a tag, an emoji's name or an entity.

    Pandoc escapes all else, but loses the mark that follows a backslash: so those are ours, too.
    """
    made: list[Node] = []
    for i, part in enumerate(_MARK.split(text)):
        escaped = bool(i and part)
        if escaped:
            made.append(_backslashed(part[0]))
        if part[escaped:]:
            made.append({"t": "Str", "c": part[escaped:]})
    return made


def _backslashed(character: str) -> Node:
    return {"t": "RawInline", "c": ["markdown", f"\\{character}"]}


def _line_starts(inlines: list[Node]) -> list[Node]:
    """Inlines with a backslash before what would begin a list, a div or a rule at the beginning of a line."""
    made: list[Node] = []
    for inline in inlines:
        first = not made or made[-1]["t"] == "LineBreak"
        if first and inline["t"] == "Str" and _LINE_START.match(inline["c"]):
            made.append(_backslashed(inline["c"][0]))
            if inline["c"][1:]:
                made.append({"t": "Str", "c": inline["c"][1:]})
        else:
            made.append(inline)
    return made


def _trimmed(inlines: list[Node]) -> list[Node]:
    """Inlines without spaces and breaks at their ends."""
    blank = ("Space", "SoftBreak", "LineBreak")
    first, last = 0, len(inlines)
    while first < last and inlines[first]["t"] in blank:
        first += 1
    while last > first and inlines[last - 1]["t"] in blank:
        last -= 1
    return inlines[first:last]
