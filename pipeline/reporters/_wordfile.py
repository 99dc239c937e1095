"""Pandoc's .docx, finished: whose each change is, numbers that occur once, what was sent, and bytes that repeat."""

import io
import re
import uuid
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from html import escape
from itertools import count
from xml.etree import ElementTree

from pipeline.document import Block
from pipeline.reporters._marked import Marked
from pipeline.reporters._marks import Sort
from pipeline.tracked import sent, words
from pipeline.tracked.package import packed
from pipeline.tracked.sent import Item, Kind, Paragraph, Piece, Sent

_BODY, _NOTES = "word/document.xml", "word/footnotes.xml"
_SPACE = uuid.UUID("6a1f0b0e-52c3-5d0b-8f5e-0d5b7b9a4f11")
"""The space of names in which a custom part's identifier is made from its content."""

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_KINDS = {Sort.PUT_IN: Kind.PUT_IN, Sort.TAKEN_OUT: Kind.TAKEN_OUT}

_CORE = """<?xml version="1.0" encoding="UTF-8"?>
<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" \
xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" \
xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{title}</dc:title><dc:creator>{creators}</dc:creator>\
<dc:language>{lang}</dc:language><dcterms:created xsi:type="dcterms:W3CDTF">{day}T00:00:00Z</dcterms:created>\
<dcterms:modified xsi:type="dcterms:W3CDTF">{day}T00:00:00Z</dcterms:modified></cp:coreProperties>"""
_PROPERTIES = """<?xml version="1.0" encoding="UTF-8"?>
<ds:datastoreItem xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml" ds:itemID="{{{name}}}">\
<ds:schemaRefs><ds:schemaRef ds:uri="{namespace}"/></ds:schemaRefs></ds:datastoreItem>"""
_RELATIONS = """<?xml version="1.0" encoding="UTF-8"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" \
Type="{office}/customXmlProps" Target="itemProps1.xml"/></Relationships>"""

_STYLES = """<w:style w:type="character" w:styleId="CommentReference"><w:name w:val="annotation reference"/>\
<w:basedOn w:val="DefaultParagraphFont"/><w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/>\
<w:rPr><w:sz w:val="16"/><w:szCs w:val="16"/></w:rPr></w:style>\
<w:style w:type="paragraph" w:styleId="CommentText"><w:name w:val="annotation text"/><w:basedOn w:val="Normal"/>\
<w:uiPriority w:val="99"/><w:unhideWhenUsed/><w:rPr><w:sz w:val="20"/><w:szCs w:val="20"/></w:rPr></w:style>\
<w:style w:type="table" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/>\
<w:semiHidden/><w:unhideWhenUsed/></w:style>"""
"""The styles that pandoc uses and does not define: those of comments, and what its tables are based on."""


@dataclass(frozen=True, slots=True)
class About:
    """What the file says of itself."""

    title: str
    creators: tuple[str, ...]
    lang: str
    day: date


def finished(docx: bytes, made: Marked, items: Sequence[Item], about: About) -> bytes:
    """The file that is sent; in pandoc's, a change's author is `Marked.author` of its mark."""
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    stories = [list(_paragraphs(parts[name], made)) if name in parts else [] for name in (_BODY, _NOTES)]
    source = made.document.source
    review = Sent(source.path, source.text, tuple(items), tuple(stories[0]), tuple(stories[1]))
    numbered = count(1)
    for name in (_BODY, _NOTES):
        if name in parts:
            parts[name] = _signed(parts[name].decode(), made, items, numbered).encode()
    parts["docProps/core.xml"] = _CORE.format(
        title=escape(about.title), creators=escape("; ".join(about.creators)), lang=escape(about.lang), day=about.day
    ).encode()
    settings = parts["word/settings.xml"].decode()
    parts["word/settings.xml"] = settings.replace(
        "<w:doNotTrackMoves", "<w:trackRevisions /><w:doNotTrackMoves", 1
    ).encode()
    styles = parts["word/styles.xml"].decode()
    parts["word/styles.xml"] = styles.replace("</w:styles>", f"{_STYLES}</w:styles>").encode()
    return packed(parts | _custom(parts, sent.part(review)))


def _custom(parts: dict[str, bytes], data: bytes) -> dict[str, bytes]:
    """What was sent, as a custom part with its relationships."""
    name = str(uuid.uuid5(_SPACE, data.decode())).upper()
    relations = parts["word/_rels/document.xml.rels"].decode()
    types = parts["[Content_Types].xml"].decode()
    mine = f'<Relationship Id="rIdReview" Type="{_OFFICE}/customXml" Target="../customXml/item1.xml"/>'
    kind = (
        '<Override PartName="/customXml/itemProps1.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.customXmlProperties+xml"/>'
    )
    return {
        "word/_rels/document.xml.rels": relations.replace("</Relationships>", f"{mine}</Relationships>").encode(),
        "[Content_Types].xml": types.replace("</Types>", f"{kind}</Types>").encode(),
        "customXml/item1.xml": data,
        "customXml/itemProps1.xml": _PROPERTIES.format(name=name, namespace=sent.NAMESPACE).encode(),
        "customXml/_rels/item1.xml.rels": _RELATIONS.format(office=_OFFICE).encode(),
    }


def _signed(xml: str, made: Marked, items: Sequence[Item], numbered: Iterator[int]) -> str:
    """A part with the changes' authors and numbers of their own, and without the marks of blocks."""
    authors = {item.number: item.author for item in items}

    def author(match: re.Match[str]) -> str:
        return f'w:author="{escape(authors[made.marks[int(match[1])].item])}"'

    xml = re.sub(f'w:author="{re.escape(made.author())}(\\d+)"', author, xml)
    xml = re.sub(r'<w:(ins|del) w:id="\d+"', lambda match: f'<w:{match[1]} w:id="{next(numbered)}"', xml)
    return made.pattern().sub("", xml)


def _paragraphs(part: bytes, made: Marked) -> Iterator[Paragraph]:
    """The paragraphs of a part of ours as they will be read again, with what each of their runs is."""
    root = ElementTree.fromstring(part)  # noqa: S314 -- pandoc's own
    for paragraph in words.paragraphs(root):
        found = made.pattern().search(paragraph.text)
        block = made.document.blocks[made.marks[int(found[1])].block] if found else None
        pieces = tuple(_pieces(paragraph.runs, block, made))
        if pieces:
            yield Paragraph(block.index if block else -1, pieces)


def _pieces(runs: Sequence[words.Run], block: Block | None, made: Marked) -> Iterator[Piece]:
    """Runs as pieces, each with the stretch of the block's text that it stands for."""
    changes = [made.marks[int(found)] if (found := _number(run, made)) else None for run in runs]
    at = 0
    for place, (run, mark) in enumerate(zip(runs, changes, strict=True)):
        if mark is not None:
            at = max(at, mark.end)
            kind = Kind.MARKUP if mark.markup else _KINDS[mark.sort]
            yield Piece(run.text, kind, mark.item, mark.end if kind is Kind.PUT_IN else mark.start, mark.end)
            continue
        text = made.pattern().sub("", run.text)
        following = next((each for each in changes[place + 1 :] if each is not None), None)
        if block is None:
            yield Piece(text, Kind.SAME, 0, -1, -1)
        elif text:
            end = len(block.text)
            if following is not None:
                end = following.start if following.sort is Sort.TAKEN_OUT else following.end
            yield from _stretches(text, block.text[at:end], at)


def _number(run: words.Run, made: Marked) -> str:
    stamp = run.put_in or run.taken_out
    return stamp.author.removeprefix(made.author()) if stamp else ""


def _stretches(text: str, prose: str, at: int) -> Iterator[Piece]:
    """Text that stands, with the prose that it is; code and addresses are one character of that."""
    if text == prose:
        yield Piece(text, Kind.SAME, 0, at, at + len(prose))
        return
    for _, a, b, c, d in SequenceMatcher(None, text, prose, autojunk=False).get_opcodes():
        if a < b:
            yield Piece(text[a:b], Kind.SAME, 0, at + c, at + d)
