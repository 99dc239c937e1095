"""Pictures: only files inside the draft's folder, only formats that every reader shows."""

import re
import struct
from pathlib import Path
from urllib.parse import unquote

from pipeline.exporters import Picture

MAX_BYTES = 20_000_000
"""The largest picture, in bytes; a full-page photograph in print quality has less."""

FORMATS = "PNG, JPEG, GIF or WebP"


_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|[/\\]")
"""How an address begins that is not relative: with a scheme or a drive, a slash or a backslash."""

BROKEN = (ValueError, IndexError, struct.error)
"""What `measure` raises for bytes that are no picture."""


class Unusable(Exception):
    """Why a picture can't be used: the end of a sentence that begins with its address."""


def load(address: str, folder: Path, taken: set[str]) -> Picture:
    """The picture at a relative address inside `folder`, named unlike those in `taken`. Raises Unusable."""
    path = _inside(address, folder)
    if path.stat().st_size > MAX_BYTES:
        raise Unusable(f"has more than {MAX_BYTES // 1_000_000} MB; save it smaller")
    data = path.read_bytes()
    try:
        kind, width, height = measure(data)
    except BROKEN:
        raise Unusable(f"is no picture that can be read; save it as {FORMATS}") from None
    stem = re.sub(r"[^a-z0-9]+", "-", path.stem.lower()).strip("-") or "picture"
    name, number = f"pictures/{stem}.{kind}", 1
    while name in taken:
        number += 1
        name = f"pictures/{stem}-{number}.{kind}"
    return Picture(name, data, f"image/{kind}", width, height)


def _inside(address: str, folder: Path) -> Path:
    r"""The file at an address, after every link of the file system was followed. Raises Unusable.

    An address that leads elsewhere by its look alone is not looked for: on Windows `\\host\x.png` would ask the host.
    """
    root = folder.resolve()
    for written in dict.fromkeys((address, unquote(address))):
        if _ELSEWHERE.match(written) or ".." in re.split(r"[/\\]", written):
            raise Unusable("is not inside the draft's folder; put it there and name it by its relative path")
        try:
            path = (root / written).resolve()
            if not path.is_relative_to(root):
                raise Unusable("is not inside the draft's folder; put it there and name it by its relative path")
            if path.is_file():
                return path
        except (OSError, ValueError, RuntimeError):
            break  # a name that no file can have, or links that run in a circle
    raise Unusable("is not there; check its name")


def measure(data: bytes) -> tuple[str, int, int]:
    """Format, width and height from a picture's own first bytes. Raises one of BROKEN."""
    kind, width, height = _measured(data)
    if not width or not height:
        raise ValueError("a picture without a size")
    return kind, width, height


def _measured(data: bytes) -> tuple[str, int, int]:
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return ("png", *struct.unpack(">II", data[16:24]))
    if data.startswith((b"GIF87a", b"GIF89a")):
        return ("gif", *struct.unpack("<HH", data[6:10]))
    if data.startswith(b"\xff\xd8"):
        return ("jpeg", *_jpeg(data))
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return ("webp", *_webp(data))
    raise ValueError(f"not {FORMATS}")


def _jpeg(data: bytes) -> tuple[int, int]:
    """The size in the frame header: markers C0 to CF but C4, C8 and CC (ITU T.81, table B.1)."""
    at = 2
    while True:
        while data[at] == 0xFF:
            at += 1
        marker = data[at]
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", data[at + 4 : at + 8])
            return width, height
        at += 1 + struct.unpack(">H", data[at + 1 : at + 3])[0]
        if data[at] != 0xFF:
            raise ValueError("a marker was expected")


def _webp(data: bytes) -> tuple[int, int]:
    """The size in the first chunk: lossy, lossless or extended (RFC 9649, section 2)."""
    if data[12:16] == b"VP8 ":
        width, height = struct.unpack("<HH", data[26:30])
        return width & 0x3FFF, height & 0x3FFF
    if data[12:16] == b"VP8L":
        bits = struct.unpack("<I", data[21:25])[0]
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if data[12:16] == b"VP8X":
        return int.from_bytes(data[24:27], "little") + 1, int.from_bytes(data[27:30], "little") + 1
    raise ValueError("an unknown kind of WebP")


def moves(data: bytes) -> bool:
    """Whether a picture is an animation: a GIF of several frames, an animated WebP or PNG. What is broken is none."""
    try:
        if data.startswith(b"GIF8"):
            return _frames(data) > 1
        if data[8:12] == b"WEBP":
            return data[12:16] == b"VP8X" and bool(data[20] & 2)
        return data.startswith(b"\x89PNG") and b"acTL" in data[: data.index(b"IDAT")]
    except (ValueError, IndexError):
        return False


def _frames(data: bytes) -> int:
    """How many images a GIF has (GIF89a, sections 17 to 26). Raises IndexError where it ends too early."""
    at = 13 + (3 << (data[10] & 7) + 1 if data[10] & 0x80 else 0)
    count = 0
    while data[at] != 0x3B:
        if data[at] == 0x2C:
            count += 1
            at += 11 + (3 << (data[at + 9] & 7) + 1 if data[at + 9] & 0x80 else 0)
        else:
            at += 2
        while data[at]:
            at += data[at] + 1
        at += 1
    return count
