"""What the tests of reading share."""

import html
import re
import unicodedata
from collections.abc import Iterator

from pipeline import readers
from pipeline.document import OBJECT, Block, BlockKind, Document, RegionKind
from pipeline.engines import Engines
from pipeline.source import Source

ENGINES = Engines()


def read(text: str, path: str = "draft.md") -> Document:
    return readers.read(Source(path, text), ENGINES)


def texts(document: Document, kind: BlockKind | None = None) -> list[str]:
    return [block.text for block in document.blocks if kind is None or block.kind is kind]


def regions(block: Block, kind: RegionKind) -> list[str]:
    return [block.text[region.start : region.end] for region in block.regions if region.kind is kind]


def decoded(source: str) -> str:
    """What a stretch of a file says: an escape's character (also YAML's), an entity's, or itself, composed."""
    if re.fullmatch(r"\\[!-/:-@\[-`{-~]", source):
        return source[1]
    if re.fullmatch(r"&#?[A-Za-z0-9]+;", source):
        return html.unescape(source)
    if source == "''":
        return "'"
    if re.fullmatch(r"\\u[0-9a-f]{4}", source):
        return chr(int(source[2:], 16))
    return unicodedata.normalize("NFC", source)


def misplaced(document: Document) -> Iterator[tuple[str, str, str]]:
    """The characters of prose that are not what their place in the file says: block's text, character, file's text."""
    for block in document.blocks:
        before = 0
        for character, start, end in zip(block.text, block.starts, block.ends, strict=True):
            source = document.source.text[start:end]
            if start < before:
                yield block.text, character, f"{start} falls behind {before}"
            before = start
            if character == OBJECT:
                right = bool(source)
            elif character == " ":
                right = bool(source) and not source.strip(" \t\r\n\u00a0>|" if "\n" in source else " \t\u00a0")
            elif character == "\n":
                right = "\n" in source or source.lower().startswith("<br")
            else:
                right = character in decoded(source) and len(decoded(source)) < 4
            if not right:
                yield block.text, character, source
