"""What was sent, kept in the file itself, so that what comes back can be told from it.

A part of ours (custom XML, ECMA-376, part 1, section 15.2.5: Word and LibreOffice keep it whatever is done with the
text) has the draft, its findings with the comments on them, and each paragraph as it left, with whose finding each
change is. No name of a change survives in a Word file that is saved; its words do.
"""

import json
import re
import zlib
from base64 import b64decode, b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from pathlib import PurePosixPath
from typing import Any
from xml.etree import ElementTree

from pipeline.errors import BadDecisions
from pipeline.finding import Applicability, Edit, Finding, Fix, Severity
from pipeline.source import MAX_BYTES, Span
from pipeline.tracked.package import Package

NAMESPACE = "urn:copydesk:review:1"
"""The name of our part; another number is another form of it."""

INTRODUCTION = (
    "Accept or reject each change, or write other words in its place; answer any comment. Where a comment asks and "
    "nothing is tracked, write what is to be there, or resolve the comment to leave the words as they are. Then save, "
    "and run: copydesk decisions FILE.docx"
)
"""The first comment of a review; it is on none of its items."""

MAX_UNPACKED = 40_000_000
"""The most bytes that the part may have, unpacked."""


class Kind(StrEnum):
    """What a run of a paragraph is: text that stands, text put in, prose taken out, or markup taken out."""

    SAME = "="
    PUT_IN = "+"
    TAKEN_OUT = "-"
    MARKUP = "*"


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters of one kind; `item` is the number of the item that changes them, 0 where none does.

    `start:end` is the stretch of the block's text that they stand for: an empty one for what is put in or is markup,
    one character for code or an address, and -1 where there is none.
    """

    text: str
    kind: Kind
    item: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph as it left; `block` is the index of the draft's block that it shows, -1 where it shows none."""

    block: int
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """A finding that was sent: whose change it is, the fix that is drawn, if any, and the texts of its comments."""

    number: int
    finding: Finding
    drawn: Fix | None
    author: str
    comments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sent:
    """A review as it left: of which draft, with which text, and what was on it; `body` and `notes` in their order.

    `path` is relative and leads into no other folder: where it would not be, it is the draft's name alone.
    """

    path: str
    text: str
    items: tuple[Item, ...]
    body: tuple[Paragraph, ...]
    notes: tuple[Paragraph, ...]

    @property
    def authors(self) -> frozenset[str]:
        """Whose changes ours are."""
        return frozenset(item.author for item in self.items)


def part(sent: Sent) -> bytes:
    """The part, as XML; `digest` is the SHA-256 of the draft's text."""
    packed = b64encode(zlib.compress(json.dumps(_plain(sent), ensure_ascii=False).encode(), 9)).decode()
    digest = sha256(sent.text.encode("utf-8", "surrogatepass")).hexdigest()
    xml = f'<?xml version="1.0" encoding="UTF-8"?>\n<review xmlns="{NAMESPACE}" digest="{digest}">{packed}</review>'
    return xml.encode()


def sent(package: Package) -> Sent:
    """What was sent with a file. Raises BadDecisions where it has no such part, or a broken one."""
    for root in package.related("customXml"):
        if root.tag == f"{{{NAMESPACE}}}review":
            return _read(package, root)
    raise BadDecisions(
        f"{package.path}: is no review of ours, or the program that saved it left out what came with it; "
        "decide in the file that `copydesk report --to docx` wrote, in Word or LibreOffice."
    )


def _read(package: Package, root: ElementTree.Element) -> Sent:
    try:
        unpacking = zlib.decompressobj()
        data = unpacking.decompress(b64decode(root.text or "", validate=False), MAX_UNPACKED)
        if unpacking.unconsumed_tail:
            raise ValueError("too large")
        made = _sent(json.loads(data))
        if sha256(made.text.encode()).hexdigest() != root.get("digest"):
            raise ValueError("not the draft that it was")
    except (ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError, AssertionError, zlib.error):
        raise BadDecisions(
            f"{package.path}: what came with this review is broken; make a new one with `copydesk report --to docx`."
        ) from None
    return made


def _plain(sent: Sent) -> dict[str, Any]:
    return {
        "path": _inner(sent.path),
        "text": sent.text,
        "items": [_item_out(item) for item in sent.items],
        "body": [_paragraph_out(each) for each in sent.body],
        "notes": [_paragraph_out(each) for each in sent.notes],
    }


def _item_out(item: Item) -> dict[str, Any]:
    return {
        "number": item.number,
        "finding": _finding_out(item.finding),
        "drawn": _fix_out(item.drawn),
        "author": item.author,
        "comments": item.comments,
    }


def _paragraph_out(paragraph: Paragraph) -> list[Any]:
    return [
        paragraph.block,
        [[piece.text, piece.kind.value, piece.item, piece.start, piece.end] for piece in paragraph.pieces],
    ]


def _finding_out(finding: Finding) -> dict[str, Any]:
    return {
        "span": finding.span,
        "message": finding.message,
        "fixes": [_fix_out(fix) for fix in finding.fixes],
        "severity": finding.severity,
        "check": finding.check,
        "also": finding.also,
    }


def _fix_out(fix: Fix | None) -> list[Any] | None:
    return None if fix is None else [fix.applicability, [[*edit.span, edit.text] for edit in fix.edits]]


def _sent(data: Mapping[str, Any]) -> Sent:
    """The same, back; whatever is not as it was written raises one of the errors that `_read` knows."""
    text = _text(data["text"])
    if len(text) > MAX_BYTES:
        raise ValueError("too large")
    items = tuple(_item(each, text) for each in data["items"])
    numbers = {0, *(item.number for item in items)}
    body, notes = (tuple(_paragraph(each, numbers) for each in data[name]) for name in ("body", "notes"))
    return Sent(_inner(_text(data["path"])), text, items, body, notes)


def _inner(path: str) -> str:
    """A path that leads to no place outside of where it is used, and says nothing of the machine that it is of."""
    whole = PurePosixPath(path.replace("\\", "/"))
    outside = whole.is_absolute() or ".." in whole.parts or re.match("[A-Za-z]:", path)
    return whole.name if outside else whole.as_posix()


def _paragraph(data: Sequence[Any], numbers: set[int]) -> Paragraph:
    block, pieces = data
    made = tuple(
        Piece(_text(text), Kind(kind), _number(item), _number(start), _number(end))
        for text, kind, item, start, end in pieces
    )
    if not all(piece.item in numbers for piece in made):
        raise ValueError("no such item")
    return Paragraph(_number(block), made)


def _item(data: Mapping[str, Any], text: str) -> Item:
    found = data["finding"]
    span = _span(found["span"], text)
    finding = Finding(
        span,
        _text(found["message"]),
        tuple(_fix(fix, text) for fix in found["fixes"]),
        Severity(found["severity"]),
        check=_text(found["check"]),
        text=text[span.start : span.end],
        also=tuple(map(_text, found["also"])),
    )
    drawn = None if data["drawn"] is None else _fix(data["drawn"], text)
    return Item(_number(data["number"]), finding, drawn, _text(data["author"]), tuple(map(_text, data["comments"])))


def _fix(data: Sequence[Any], text: str) -> Fix:
    applicability, edits = data
    return Fix(
        tuple(Edit(_span((start, end), text), _text(new)) for start, end, new in edits), Applicability(applicability)
    )


def _span(data: Sequence[Any], text: str) -> Span:
    start, end = map(_number, data)
    if not 0 <= start <= end <= len(text):
        raise ValueError("no such place")
    return Span(start, end)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("no text")
    return value


def _number(value: Any) -> int:
    if not isinstance(value, int):
        raise TypeError("no number")
    return value
