"""What words a draft has and what words its exports have, each in the order in which it is read."""

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from lxml import html
from pypdf import PageObject, PdfReader
from pypdf.generic import ContentStream

from pipeline.exporters import Vetted
from pipeline.exporters._ast import nodes


@dataclass(frozen=True, slots=True)
class Words:
    """The characters of a text and of each of its notes, without the spaces and hyphens that lines change."""

    text: str
    notes: tuple[str, ...]


LOST = re.compile(r"[\s\u00ad\u200b-\u200f\u2010\u2011\ufe0e\ufe0f\u2060-\u206f-]")
"""What may be lost or added between lines, and what shows nothing."""


def letters(text: str) -> str:
    """A text without what lines change."""
    return LOST.sub("", text)


def of_draft(vetted: Vetted) -> Words:
    """What was vetted, walked through by rules of our own and not by the exporters' functions."""
    notes: list[str] = []
    return Words(letters(_walk(list(vetted.blocks), notes)), tuple(letters(note) for note in notes))


def addresses(vetted: Vetted) -> tuple[str, ...]:
    """Where the links lead that leave the text, in order."""
    links = [node for node in nodes(list(vetted.blocks)) if node["t"] == "Link"]
    return tuple(link["c"][2][0] for link in links if not link["c"][2][0].startswith("#"))


def without_addresses(words: Words, printed: Sequence[str]) -> Words:
    """Without the links' addresses that print adds, at the foot of the page or in parentheses."""
    known = {letters(re.sub(r"^(https?://|mailto:)(www\.)?", "", each)).rstrip("/") for each in printed}
    inline = re.compile("|".join(re.escape(f"({each})") for each in sorted(known, key=len, reverse=True)) or "(?!)")
    notes = (inline.sub("", note) for note in words.notes if note.rstrip("/") not in known)
    return Words(inline.sub("", words.text), tuple(notes))


def _walk(tree: Any, notes: list[str]) -> str:
    if isinstance(tree, list):
        return "".join(_walk(each, notes) for each in tree)
    if not isinstance(tree, dict):
        return ""
    kind = tree["t"]
    content: Any = tree.get("c")
    if kind == "Str":
        return str(content)
    if kind in ("Code", "CodeBlock"):
        return str(content[1])
    if kind == "Quoted":
        left, right = "‘’" if content[0]["t"] == "SingleQuote" else "“”"
        return left + _walk(content[1], notes) + right
    if kind == "Note":
        inner: list[str] = []
        notes.append(_walk(content, inner))
        assert not inner, "no note in a note"
        return ""
    if kind == "Image":
        return ""
    if kind == "Figure":
        return _walk(content[2], notes) + _walk(content[1][1], notes)
    if kind == "DefinitionList":
        return "".join(_walk(term, notes) + _walk(meanings, notes) for term, meanings in content)
    if kind == "Table":
        _, caption, _, (_, head), bodies, (_, foot) = content
        rows = [*head, *(row for _, _, top, body in bodies for row in [*top, *body]), *foot]
        cells = "".join(_walk(cell[4], notes) for _, row in rows for cell in row)
        return _walk(caption[1], notes) + cells
    if kind in ("Header", "Link", "Span", "Div", "OrderedList", "LineBlock", "BulletList", "Cite"):
        inner_content = {"Header": 2, "Link": 1, "Span": 1, "Div": 1, "OrderedList": 1, "Cite": 1}
        return _walk(content[inner_content[kind]] if kind in inner_content else content, notes)
    return _walk(content, notes) if isinstance(content, list) else ""


def of_html(page: bytes, path: str) -> Words:
    """A web page or a chapter: what the element that the XPath names has between its header and its footer."""
    tree = html.fromstring(re.sub(rb"^<\?xml[^>]*>|<!DOCTYPE[^>]*>", b"", page.lstrip()).decode())
    (text,) = tree.xpath(path)
    for frame in text.xpath("./header|./footer"):
        frame.drop_tree()
    notes = []
    for section in text.xpath('.//section[@role="doc-endnotes"]'):
        for entry in section.xpath("./ol/li"):
            for link in entry.xpath('.//a[@role="doc-backlink"]'):
                link.drop_tree()
            notes.append(letters(entry.text_content()))
        section.drop_tree()
    for reference in text.xpath('.//a[@role="doc-noteref"]'):
        reference.drop_tree()
    return Words(letters(text.text_content()), tuple(notes))


def of_pdf(data: bytes) -> Words:
    """A PDF in the order of its structure tree, as a screen reader has it, without labels of lists and notes."""
    reader = PdfReader(io.BytesIO(data))
    shown = {page.indirect_reference.idnum: _marked(page) for page in reader.pages if page.indirect_reference}
    text: list[str] = []
    notes: list[str] = []

    def walk(node: Any, page: int, into: list[str]) -> None:
        node = node.get_object()
        if isinstance(node, list):
            for each in node:
                walk(each, page, into)
        elif isinstance(node, int):
            into.append(shown[page].get(node, ""))
        elif node.get("/Type") != "/OBJR" and node.get("/S") != "/Lbl":
            page = node.raw_get("/Pg").idnum if "/Pg" in node else page
            if "/MCID" in node:
                into.append(shown[page].get(int(node["/MCID"]), ""))
            elif "/K" in node and node.get("/S") in ("/Note", "/FENote"):
                inner: list[str] = []
                walk(node["/K"], page, inner)
                notes.append(letters("".join(inner)))
            elif "/K" in node:
                walk(node["/K"], page, into)

    walk(reader.root_object["/StructTreeRoot"], 0, text)
    return Words(letters("".join(text)), tuple(notes))


def _marked(page: PageObject) -> dict[int, str]:
    """What is shown within each of a page's marks (`/MCID`), by the fonts' own tables of characters."""
    assert page.pdf is not None
    resources: Any = page["/Resources"]
    tables = {name: _table(font.get_object()) for name, font in resources.get("/Font", {}).items()}
    found: dict[int, str] = {}
    marks: list[tuple[int | None, str | None]] = []
    table: dict[bytes, str] = {}
    for operands, operator in ContentStream(page.get_contents(), page.pdf).operations:
        if operator in (b"BDC", b"BMC"):
            said = operands[1] if len(operands) > 1 and isinstance(operands[1], dict) else {}
            mark = said.get("/MCID", marks[-1][0] if marks else None)
            actual = said.get("/ActualText")
            marks.append((mark, actual if actual is not None else marks[-1][1] if marks else None))
            if actual is not None and mark is not None:
                found[mark] = found.get(mark, "") + str(actual)
        elif operator == b"EMC":
            marks.pop()
        elif operator == b"Tf":
            table = tables[operands[0]]
        elif operator in (b"Tj", b"TJ") and marks and marks[-1][0] is not None and marks[-1][1] is None:
            pieces = operands[0] if operator == b"TJ" else operands
            codes = b"".join(_bytes(piece) for piece in pieces if isinstance(piece, str | bytes))
            width = max((len(code) for code in table), default=1)
            shown = (table.get(codes[at : at + width], "") for at in range(0, len(codes), width))
            found[marks[-1][0]] = found.get(marks[-1][0], "") + "".join(shown)
    return found


def languages(reader: PdfReader) -> set[str]:
    """The languages that a PDF names, for all of it and for what is marked in its pages."""
    found = {str(reader.root_object["/Lang"])}
    for page in reader.pages:
        for operands, operator in ContentStream(page.get_contents(), reader).operations:
            if operator == b"BDC" and isinstance(operands[1], dict) and "/Lang" in operands[1]:
                found.add(str(operands[1]["/Lang"]))
    return {each.split("-")[0] for each in found}


def _bytes(piece: Any) -> bytes:
    return bytes(piece) if isinstance(piece, bytes) else piece.original_bytes


def _table(font: Any) -> dict[bytes, str]:
    """A font's `/ToUnicode`: what its codes stand for (PDF 1.7, section 9.10.3)."""
    program = font["/ToUnicode"].get_object().get_data().decode("latin-1")
    found: dict[bytes, str] = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", program, re.DOTALL):
        for code, character in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            found[bytes.fromhex(code)] = bytes.fromhex(character).decode("utf-16-be")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", program, re.DOTALL):
        for first, last, start in re.findall(r"<(\w+)>\s*<(\w+)>\s*<(\w+)>", block):
            base, size = bytes.fromhex(start).decode("utf-16-be"), len(first) // 2
            for number in range(int(first, 16), int(last, 16) + 1):
                character = base[:-1] + chr(ord(base[-1]) + number - int(first, 16))
                found[number.to_bytes(size, "big")] = character
    return found
