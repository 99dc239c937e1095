r"""A draft's body, made ready for pandoc, with the place of each character.

Pandoc drops a byte order mark and carriage returns, counts a tab as several columns and composes accents. All that is
done here first, so that what pandoc counts is what we count. Other programs' tags (Liquid, Hugo, kramdown) become one
character each that no parser takes for markup, and are put back in the tree.
"""

import re
import unicodedata
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from urllib.parse import unquote

from pipeline.source import Span

STAND_INS = 0xF0000
"""Where the characters begin that stand for tags: the first private plane, where no draft's letters are."""

TAB_STOP = 4
"""CommonMark's tab stop, §2.2."""

BODIES = ("highlight", "raw", "comment", "verbatim")
"""The tags whose body is code or a remark, not prose (Liquid, Jekyll, Hugo, Zola)."""

_TAG = re.compile(
    r"(?<!\\)(?:"
    r"\{\{[<%](?:(?!\{\{)[^\0])*?[>%]\}\}"
    r"|\{\{(?:(?!\{\{|\}\})[^\n])*\}\}"
    r"|\{%(?:(?!\{%|%\}).)*%\}"
    r"|\{::?[ .#/a-z][^}\n]*\})",
    re.DOTALL,
)
_BODY = re.compile(r"\{(?:%-?|\{[<%])\s*(?P<close>end|/)?\s*(?P<name>" + "|".join(BODIES) + r")\b[^{}]*\}\}?")
_STAND_IN = re.compile("[\U000f0000-\U000fffef]|%F3%B[0-9A-F](?:%[89AB][0-9A-F]){2}", re.IGNORECASE)
_RANGE = re.compile(r"(\d+):(\d+)-(\d+):(\d+)")
_TEXT_FOLLOWS = re.compile(r"[ \t]*[^\s<]")
_SPECIAL = re.compile(r"\r\n?|\t|\0|\ufeff")
_NOT_ASCII = re.compile(r"[^\n\r\t\ufeff]?[^\x00-\x7f\ufeff]+")


@dataclass(frozen=True, slots=True)
class Prepared:
    """Text for pandoc; `text[i]` was read from the file's `starts[i]:ends[i]`.

    `stand_ins` gives, for a character that stands for a tag or a comment, what the file has there. `end` is the file's
    end, `lines` are the offsets in `text` at which its lines begin.
    """

    text: str
    starts: Sequence[int]
    ends: Sequence[int]
    lines: tuple[int, ...]
    stand_ins: dict[str, str]
    end: int
    _known: dict[str, tuple[int, int] | None] = field(default_factory=dict, repr=False)

    def place(self, position: str) -> tuple[int, int] | None:
        """The offsets in `text` from the first to the last of pandoc's ranges, `1:1-1:4;2:1-2:3`; None for no range."""
        if position not in self._known:
            found = [tuple(map(int, match)) for match in _RANGE.findall(position)]
            starts = [self.offset(line, column) for line, column, _, _ in found]
            ends = [self.offset(line, column) for _, _, line, column in found]
            self._known[position] = (min(starts), max(ends)) if found else None
        return self._known[position]

    def offset(self, line: int, column: int) -> int:
        """The offset in `text` of pandoc's line and column, both counted from 1."""
        if line > len(self.lines):
            return len(self.text)
        return min(self.lines[line - 1] + column - 1, len(self.text))

    def span(self, start: int, end: int) -> Span:
        """The file's span of `text[start:end]`."""
        if start >= len(self.text):
            return Span(self.end, self.end)
        if end <= start:
            return Span(self.starts[start], self.starts[start])
        return Span(self.starts[start], self.ends[end - 1])

    def restored(self, text: str) -> str:
        """`text` with every tag put back for the character that stands for it, also where an address quoted it."""
        if not self.stand_ins:
            return text
        return _STAND_IN.sub(lambda match: self.stand_ins.get(unquote(match.group()), match.group()), text)


def prepare(text: str, start: int = 0, tags: bool = True) -> Prepared:
    """The body of a file's text, which begins at `start`, for pandoc; with `tags`, tags are stood for."""
    parts: list[str] = []
    starts = array("L")
    ends = array("L")
    stand_ins: dict[str, str] = {}
    used = set(text)
    marks = (mark for mark in map(chr, range(STAND_INS, STAND_INS + 0xFFF0)) if mark not in used)
    column = 0
    at = start

    def keep(upto: int) -> None:
        nonlocal column
        if at == upto:
            return
        run = text[at:upto]
        parts.append(run)
        starts.extend(range(at, upto))
        ends.extend(range(at + 1, upto + 1))
        newline = run.rfind("\n")
        column = column + len(run) if newline < 0 else len(run) - newline - 1

    for first, last, kind in _specials(text, start, tags):
        if first < at:
            continue
        keep(first)
        found = text[first:last]
        if kind == "tag":
            mark = next(marks, None)
            if mark is None:
                keep(last)
                at = last
                continue
            stand_ins[mark] = found
            new = mark
        elif kind == "cluster":
            new = unicodedata.normalize("NFC", found)
        elif found == "\t":
            new = " " * (TAB_STOP - column % TAB_STOP)
        elif found == "\0":
            new = "\ufffd"
        elif found == "\ufeff":
            new = "\ufeff" if first > 0 else ""
        else:
            new = "\n"
        parts.append(new)
        starts.extend([first] * len(new))
        ends.extend([last] * len(new))
        column = 0 if new == "\n" else column + len(new)
        at = last
    keep(len(text))
    whole = "".join(parts)
    lines = (0, *(match.end() for match in re.finditer("\n", whole)))
    return Prepared(whole, starts, ends, lines, stand_ins, len(text))


def _specials(text: str, start: int, tags: bool) -> list[tuple[int, int, str]]:
    """What does not go to pandoc as it stands: start, end and kind, in order; a tag wins over what it holds."""
    found = [(match.start(), match.end(), "character") for match in _SPECIAL.finditer(text, start)]
    if tags:
        found += [(match.start(), match.end(), "tag") for match in _TAG.finditer(text, start)]
        found += [(first, last, "tag") for first, last in _bodies(text, start)]
        found += [(first, last, "tag") for first, last in comments(text, start) if _hides_text(text, first, last)]
    found += [(first, last, "cluster") for first, last in clusters(text, start)]
    return sorted(found, key=lambda special: (special[0], -special[1]))


def comments(text: str, start: int, end: int | None = None) -> Iterator[tuple[int, int]]:
    """The HTML comments of a text, marks included, from one place to another."""
    end = len(text) if end is None else end
    while (first := text.find("<!--", start, end)) >= 0 and (last := text.find("-->", first + 4, end)) >= 0:
        start = last + 3
        yield first, start


def _hides_text(text: str, first: int, last: int) -> bool:
    """Whether a comment would make raw HTML of the text behind it (CommonMark 0.31, §4.6, kind 2)."""
    line = text.rfind("\n", 0, first) + 1
    return not text[line:first].strip(" >") and _TEXT_FOLLOWS.match(text, last) is not None


def _bodies(text: str, start: int) -> Iterator[tuple[int, int]]:
    """Tags whose body is no prose, from the opening one to the next that closes it."""
    opened: tuple[str, int] | None = None
    for match in _BODY.finditer(text, start):
        if opened is None and not match["close"]:
            opened = (match["name"], match.start())
        elif opened and match["close"] and match["name"] == opened[0]:
            yield opened[1], match.end()
            opened = None


def clusters(text: str, start: int = 0) -> Iterator[tuple[int, int]]:
    """The shortest stretches that composing changes (UAX #15, NFC)."""
    if unicodedata.is_normalized("NFC", text):
        return
    for match in _NOT_ASCII.finditer(text, start):
        run = match.group()
        if unicodedata.is_normalized("NFC", run):
            continue
        bounds = [i for i, character in enumerate(run) if i == 0 or not unicodedata.combining(character)]
        bounds.append(len(run))
        first = 0
        for i in range(1, len(bounds)):
            if i < len(bounds) - 1 and _interact(run[first : bounds[i]], run[bounds[i] : bounds[i + 1]]):
                continue
            if not unicodedata.is_normalized("NFC", run[first : bounds[i]]):
                yield match.start() + first, match.start() + bounds[i]
            first = bounds[i]


def _interact(left: str, right: str) -> bool:
    """Whether two neighbours compose with one another."""
    nfc = unicodedata.normalize
    return nfc("NFC", left + right) != nfc("NFC", left) + nfc("NFC", right)
