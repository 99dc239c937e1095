r"""The draft's characters, and where each one is.

Everything inside copydesk counts in half-open spans of Unicode code points of the file as it stands on disk: a byte
order mark is one of them, a line's `\r\n` is two. Whoever counts otherwise (bytes, UTF-16 units, pandoc's
line:column) is converted here, where it comes in or goes out.
"""

import codecs
import re
from bisect import bisect_right
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from pipeline.errors import UnreadableDraft

MAX_BYTES = 1_000_000
"""The largest draft that is read: a long novel. Twice as much takes pandoc more memory than it is given."""

_PAGE = re.compile(r"\ufeff?\s*(?:<\?xml[^>]*>\s*)?(?:<!doctype html|<html)\b", re.IGNORECASE)
"""How a whole page of HTML begins."""


class Span(NamedTuple):
    """A half-open range of code points, `start <= end`."""

    start: int
    end: int

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share a code point; an empty span overlaps what it lies strictly inside of."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: "Span") -> bool:
        """Whether `other` lies within this span."""
        return self.start <= other.start and other.end <= self.end


class Position(NamedTuple):
    """A line and a column, both counted from 1, the column in code points."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Source:
    """A file's text with its line starts. `path` is as the user gave it, with forward slashes."""

    path: str
    text: str
    lines: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        starts = [0]
        at = self.text.find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = self.text.find("\n", at + 1)
        object.__setattr__(self, "lines", tuple(starts))

    def __getitem__(self, span: Span) -> str:
        return self.text[span.start : span.end]

    def position(self, offset: int) -> Position:
        """The line and column of a code point, 0 <= offset <= len(text)."""
        line = bisect_right(self.lines, offset)
        return Position(line, offset - self.lines[line - 1] + 1)

    def offset(self, position: Position) -> int:
        """The code point at a line and column; a column past the line's end is the line's end."""
        if position.line > len(self.lines):
            return len(self.text)
        end = self.lines[position.line] if position.line < len(self.lines) else len(self.text)
        return min(self.lines[position.line - 1] + position.column - 1, end)

    def line(self, number: int) -> str:
        """The text of a line counted from 1, without its line break."""
        end = self.lines[number] if number < len(self.lines) else len(self.text)
        return self.text[self.lines[number - 1] : end].rstrip("\r\n")

    @property
    def newline(self) -> str:
        """The line break that the file uses most, for text that is put in."""
        crlf = self.text.count("\r\n")
        return "\r\n" if crlf * 2 > self.text.count("\n") else "\n"


def decode(data: bytes, path: str) -> Source:
    """The source of a file's bytes.

    Raises UnreadableDraft for what is not UTF-8 text, is empty, is a whole page of HTML or rich text, or is larger than
    MAX_BYTES.
    """
    if len(data) > MAX_BYTES:
        raise UnreadableDraft(
            f"{path}: has more than the {MAX_BYTES:,} bytes that a draft may have; split it into parts."
        )
    if data[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        raise UnreadableDraft(f"{path}: is UTF-16; save the draft with the encoding UTF-8.")
    if b"\0" in data[:8192]:
        raise UnreadableDraft(f"{path}: is a binary file, not a draft; use `copydesk import` for .docx and .odt.")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UnreadableDraft(
            f"{path}:{line}: byte {error.start} is not UTF-8; save the draft with the encoding UTF-8."
        ) from None
    if not text.strip("\ufeff \t\r\n\u00a0"):
        raise UnreadableDraft(f"{path}: the draft is empty; write something in it first.")
    if _PAGE.match(text):
        raise UnreadableDraft(f"{path}: is a web page, not a draft; `copydesk import` makes a draft of a file of HTML.")
    if text.startswith("{\\rtf"):
        raise UnreadableDraft(f"{path}: is rich text (RTF), not a draft; save it as .docx and use `copydesk import`.")
    return Source(path, text)


def read(path: Path) -> Source:
    """The source of a file, its characters untouched. Raises UnreadableDraft."""
    try:
        if path.exists() and not path.is_file():
            raise UnreadableDraft(f"{path}: is no file; name a draft, or a folder of drafts.")
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise UnreadableDraft(f"{path}: no such file; check the name.") from None
    except OSError as error:
        raise UnreadableDraft(
            f"{path}: could not be read ({error.strerror}); check that it is a file that you may read."
        ) from None
    return decode(data, path.as_posix())


def utf16_to_points(text: str) -> list[int]:
    """For every UTF-16 unit of `text`, and its end, the code point that it belongs to."""
    points: list[int] = []
    for at, character in enumerate(text):
        points.extend([at] * (2 if ord(character) > 0xFFFF else 1))
    points.append(len(text))
    return points


def bytes_to_points(text: str) -> list[int]:
    """For every UTF-8 byte of `text`, and its end, the code point that it belongs to."""
    points: list[int] = []
    for at, character in enumerate(text):
        points.extend([at] * len(character.encode("utf-8", "surrogatepass")))
    points.append(len(text))
    return points
