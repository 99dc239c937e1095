"""The pictures of somebody else's file: unpacked from it, or named where they cannot be brought."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

from pipeline.intake._tidy import Node

MAX_BYTES = 20_000_000
"""The largest picture, unpacked; what is larger cannot be published either."""

MAX_ALL = 200_000_000
"""The most that all pictures of a file may be, unpacked: a small archive can unpack to anything."""

INSIDE = "a picture inside the page"
"""What a picture that has no name is called."""

_FOLDERS = re.compile(r"(?:word/|Object \d+/)?(?:media|Pictures)/[^/\\]+")
_SIGNATURES = (
    (re.compile(rb"\x89PNG\r\n\x1a\n"), "png"),
    (re.compile(rb"\xff\xd8\xff"), "jpg"),
    (re.compile(rb"GIF8[79]a"), "gif"),
    (re.compile(rb"RIFF.{4}WEBP", re.DOTALL), "webp"),
)


def folder(path: Path) -> str:
    """The name of the folder for the pictures of a file, beside its draft: no character that an address escapes."""
    stem = re.sub(r"[^\w.-]+", "-", path.stem).strip("-.")
    return f"{stem or 'draft'}-pictures"


def unpack(data: bytes, nodes: Sequence[Node], into: str) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """The pictures that a tree names, from a Word or OpenDocument file, by their new addresses in the folder `into`.

    The addresses in the tree are changed in place. The second value names those that could not be brought: they lie
    elsewhere, are too large, or are no PNG, JPEG, GIF or WebP.
    """
    found: dict[str, bytes] = {}
    named: dict[str, str] = {}
    left: dict[str, None] = {}
    for image in _images(nodes):
        address = image["c"][2][0]
        if address not in named:
            room = MAX_ALL - sum(map(len, found.values()))
            picture = _member(data, address, min(MAX_BYTES, room))
            kind = next((kind for start, kind in _SIGNATURES if start.match(picture)), "")
            if not kind:
                left[address or INSIDE] = None
                continue
            named[address] = _name(address, kind, into, found)
            found[named[address]] = picture
        image["c"][2][0] = named[address]
    return found, tuple(left)


def absent(nodes: Sequence[Node], beside: Path) -> tuple[str, ...]:
    """The pictures named in a page's tree that are not in the page's folder `beside` or below it."""
    addresses = [image["c"][2][0] for image in _images(nodes)]
    return tuple(dict.fromkeys(address or INSIDE for address in addresses if not _is_beside(address, beside)))


def _is_beside(address: str, beside: Path) -> bool:
    try:
        if not address or urlsplit(address).scheme or address.startswith(("/", "\\")):
            return False
        places = [(beside / written).resolve() for written in (address, unquote(address))]
        return any(place.is_relative_to(beside.resolve()) and place.is_file() for place in places)
    except (OSError, ValueError, RuntimeError):
        return False  # a name that no file can have


def _member(data: bytes, address: str, most: int) -> bytes:
    """The bytes of a picture of an archive; nothing where there is none of this name or it is larger than `most`."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in (f"word/{address}", address.removeprefix("/")):
                if _FOLDERS.fullmatch(name) and name in archive.namelist():
                    with archive.open(name) as opened:
                        picture = opened.read(most + 1)
                    return picture if len(picture) <= most else b""
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError):
        pass
    return b""


def _name(address: str, kind: str, into: str, taken: Mapping[str, bytes]) -> str:
    """A picture's new address: its own name in plain characters, numbered where another has it."""
    stem = re.sub(r"[^a-z0-9]+", "-", PurePosixPath(address).stem.lower()).strip("-") or "picture"
    name, number = f"{into}/{stem}.{kind}", 1
    while name in taken:
        number += 1
        name = f"{into}/{stem}-{number}.{kind}"
    return name


def _images(tree: Any) -> Iterator[Node]:
    """The images of a tree, in the order of the text."""
    if isinstance(tree, dict):
        if tree.get("t") == "Image":
            yield tree
        tree = tree.get("c")
    if isinstance(tree, list):
        for value in tree:
            yield from _images(value)
