"""What a Word or OpenDocument file says of itself: title, author and language, from its properties."""

import io
import re
import zipfile
from html import unescape

MAX_PART = 2_000_000
"""The largest part that is looked into, unpacked: properties have some kilobytes, styles some hundreds."""

_PARTS = ("docProps/core.xml", "meta.xml", "word/styles.xml", "styles.xml")
_FIELDS = {
    "title": re.compile(r"<dc:title[^>/]*>([^<]+)</dc:title>"),
    "author": re.compile(r"<(?:dc:creator|meta:initial-creator)[^>/]*>([^<]+)</"),
}
_LANG = (
    re.compile(r"<w:docDefaults>.*?<w:lang\b[^>]*\bw:val=\"([A-Za-z-]+)\"", re.DOTALL),
    re.compile(
        r"<style:default-style style:family=\"paragraph\".*?\bfo:language=\"([a-z]+)\" fo:country=\"([A-Z]+)\"",
        re.DOTALL,
    ),
)
_NOBODY = frozenset({"", "user", "microsoft office user", "windows user", "admin", "python-docx", "unknown"})


def about(data: bytes) -> dict[str, str]:
    """The fields of a file, empty where it is no such file or says nothing; XML is only searched, never expanded."""
    parts: list[str] = []
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in _PARTS:
                if name in archive.namelist() and archive.getinfo(name).file_size <= MAX_PART:
                    with archive.open(name) as opened:
                        parts.append(opened.read(MAX_PART).decode("utf-8", "replace"))
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError):
        return {}
    found: dict[str, str] = {}
    for part in parts:
        for key, pattern in _FIELDS.items():
            if key not in found and (match := pattern.search(part)):
                found[key] = " ".join(unescape(match[1]).split())
        for pattern in _LANG:
            if "lang" not in found and (match := pattern.search(part)):
                found["lang"] = "-".join(match.groups())
    if found.get("author", "").lower() in _NOBODY:
        found.pop("author", None)
    return found
