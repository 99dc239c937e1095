"""A front matter's strings, followed to the characters of the file that they were written with."""

import re
from unicodedata import normalize

from pipeline.document import Block, BlockKind, Region, RegionKind, Writer
from pipeline.readers._prepare import clusters
from pipeline.readers._quotations import quotations

_EMPHASIS = re.compile(r"(?<![\w*_])([*_]{1,2})(?=\S)([^*_\n]+)(?<=\S)\1(?![\w*_])")
_PROPERTY = re.compile(r"[&!]\S*\s+")
_SPACES = re.compile(r"[ \t\r\n]+")
_ESCAPES = {
    "0": "\0", "a": "\a", "b": "\b", "t": "\t", "n": "\n", "v": "\v", "f": "\f", "r": "\r", "e": "\x1b", " ": " ",
    '"': '"', "/": "/", "\\": "\\", "N": "\x85", "_": "\xa0", "L": "\u2028", "P": "\u2029",
}  # fmt: skip
_HEXADECIMAL = re.compile(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))")
_CONTINUED = re.compile(r"\\[ \t]*\r?\n[ \t\r\n]*")


def places(value: str, raw: str, start: int, end: int, style: str | None) -> list[tuple[int, int]] | None:
    """Where each character of a scalar stands in `raw[start:end]`; None where that cannot be told.

    `style` is YAML's: None for plain, a quotation mark, `|` or `>`; `toml` for a string without escapes.
    """
    at = start
    while style != "toml" and (property_ := _PROPERTY.match(raw, at)):
        at = property_.end()
    if style in ("|", ">"):
        at = raw.find("\n", at) + 1
    elif style is not None:
        at += 1
    if style in ("|", ">", None, "toml"):
        while at < end and raw[at] in " \t\r\n" and not value[:1].isspace():
            at += 1
    found: list[tuple[int, int]] = []
    while len(found) < len(value):
        character = value[len(found)]
        if at >= end:
            if not value[len(found) :].strip():
                return found + [(end, end)] * (len(value) - len(found))
            return None
        if style == '"' and raw[at] == "\\":
            decoded, length = _escape(raw, at)
            if decoded and decoded == character:
                found.append((at, at + length))
            elif decoded:
                return None
            at += length
        elif style == "'" and raw.startswith("''", at) and character == "'":
            found.append((at, at + 2))
            at += 2
        elif raw[at] in " \t\r\n":
            run = _SPACES.match(raw, at)
            assert run is not None, "a space to match"
            wanted = len(value[len(found) :]) - len(value[len(found) :].lstrip(" \t\n"))
            if "\n" not in run.group() and wanted >= len(run.group()):
                found.extend((i, i + 1) for i in range(at, run.end()))
            elif "\n" in run.group() and wanted:
                found.extend([(at, min(run.end(), end))] * wanted)
            else:
                return None
            at = run.end()
        elif raw[at] == character:
            found.append((at, at + 1))
            at += 1
        else:
            return None
    return found


def block(path: tuple[str, ...], value: str, places: list[tuple[int, int]], start: int) -> Block:
    """A field's block; the title is the headline. Blogs write Markdown in fields: marks of emphasis are left out."""
    value, places = _composed(value.rstrip(), places)
    writer = Writer()
    lengths: dict[int, int] = {}
    skipped: set[int] = set()
    for match in _EMPHASIS.finditer(value):
        skipped.update(range(match.start(), match.start(2)), range(match.end(2), match.end()))
        lengths[match.start(2)] = len(match[2])
    for i, (character, (first, last)) in enumerate(zip(value, places, strict=True)):
        if i in lengths:
            writer.regions.append(Region(RegionKind.EMPHASIS, len(writer), len(writer) + lengths[i]))
        if i not in skipped:
            writer.put(character, start + first, start + last)
    writer.regions += [Region(RegionKind.QUOTATION, *stretch) for stretch in quotations("".join(writer.text))]
    name = ".".join(path)
    return writer.block(BlockKind.HEADLINE if name.lower() == "title" else BlockKind.FIELD, name=name)


def _composed(value: str, places: list[tuple[int, int]]) -> tuple[str, list[tuple[int, int]]]:
    """A value with its accents composed, as the body's are; each character of a cluster stands for all of it."""
    made: list[str] = []
    where: list[tuple[int, int]] = []
    at = 0
    for first, last in (*clusters(value), (len(value), len(value))):
        made.append(value[at:first])
        where += places[at:first]
        if first < last:
            cluster = normalize("NFC", value[first:last])
            made.append(cluster)
            where += [(places[first][0], places[last - 1][1])] * len(cluster)
        at = last
    return "".join(made), where


def _escape(raw: str, at: int) -> tuple[str, int]:
    """What the escape at `at` stands for, and its length; nothing for a line that is continued."""
    if continued := _CONTINUED.match(raw, at):
        return "", len(continued.group())
    if code := _HEXADECIMAL.match(raw, at):
        return chr(int(next(filter(None, code.groups())), 16)), len(code.group())
    return _ESCAPES.get(raw[at + 1 : at + 2], "?"), 2
