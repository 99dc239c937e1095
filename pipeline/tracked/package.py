"""A Word file's parts: read with care, for the file comes from anywhere, and written so that its bytes repeat.

Office Open XML (ECMA-376, part 2): a zip of parts, and relationships that say which part is what.
"""

import io
import posixpath
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from pipeline.errors import BadDecisions

MAX_BYTES = 50_000_000
"""The largest file that is read: an essay with its pictures inside."""

MAX_PART = 40_000_000
"""The largest part that is unpacked: a novel of a million characters with a thousand changes has a quarter of it."""

MAX_PARTS = 5_000
"""How many parts a file may have."""

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_OLE = b"\xd0\xcf\x11\xe0"
_EPOCH = (1980, 1, 1, 0, 0, 0)


class Package:
    """A Word file that is read. Raises BadDecisions, here and wherever a part is asked for, with what to do."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._archive = _opened(path)
        if len(self._archive.namelist()) > MAX_PARTS:
            raise BadDecisions(f"{path}: has more than {MAX_PARTS:,} parts, which no Word file has; it was not read.")
        self._names = frozenset(self._archive.namelist())
        main = next(self._related("", "officeDocument"), "word/document.xml")
        if main not in self._names:
            raise BadDecisions(f"{path}: is no Word document; save it as .docx.")
        self.main = main

    def document(self) -> Element:
        """The document's own part."""
        root = self.xml(self.main)
        if root.tag != f"{{{W}}}document":
            raise BadDecisions(f"{self.path}: is no Word document; save it as .docx.")
        return root

    def related(self, kind: str) -> Iterator[Element]:
        """The parts that the document is related to by a relationship whose type ends in `kind`."""
        return (self.xml(name) for name in self._related(self.main, kind) if name in self._names)

    def about(self, kind: str) -> Iterator[Element]:
        """The parts that the file itself is related to by a relationship whose type ends in `kind`."""
        return (self.xml(name) for name in self._related("", kind) if name in self._names)

    def xml(self, name: str) -> Element:
        """A part as XML; one with a document type, which could refer to files or swell, is refused."""
        data = self._bytes(name)
        encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
        try:
            text = data.decode(encoding)
            if "<!DOCTYPE" in text or "<!ENTITY" in text:
                raise BadDecisions(
                    f"{self.path}: {name} has a document type, which Word never writes; it was not read."
                )
            return ElementTree.fromstring(text.replace(_STRICT, W))  # noqa: S314 -- no document type, so no entities
        except (UnicodeDecodeError, ElementTree.ParseError, RecursionError):
            raise BadDecisions(f"{self.path}: {name} is broken; open the file in Word and save it anew.") from None

    def _bytes(self, name: str) -> bytes:
        try:
            if self._archive.getinfo(name).flag_bits & 1:
                raise BadDecisions(f"{self.path}: is protected with a password; save it without one.")
            with self._archive.open(name) as part:
                data = part.read(MAX_PART + 1)
        except (
            zipfile.BadZipFile,
            KeyError,
            OSError,
            EOFError,
            NotImplementedError,
            RuntimeError,
            ValueError,
        ) as error:
            raise BadDecisions(f"{self.path}: {name} can't be unpacked ({error}); get the file once more.") from None
        except Exception as error:  # zlib.error and lzma.LZMAError have no common ancestor but this
            raise BadDecisions(f"{self.path}: {name} can't be unpacked ({error}); get the file once more.") from None
        if len(data) > MAX_PART:
            raise BadDecisions(f"{self.path}: {name} has more than {MAX_PART:,} bytes unpacked; it was not read.")
        return data

    def _related(self, part: str, kind: str) -> Iterator[str]:
        """The names of the parts that a part is related to; those outside of the file are left out."""
        folder, name = posixpath.split(part)
        relations = posixpath.join(folder, "_rels", f"{name}.rels")
        if relations not in self._names:
            return
        for each in self.xml(relations):
            if each.get("Type", "").endswith(f"/{kind}") and each.get("TargetMode") != "External":
                target = each.get("Target", "")
                yield (
                    target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
                )


def _opened(path: Path) -> zipfile.ZipFile:
    try:
        if path.exists() and not path.is_file():
            raise BadDecisions(f"{path}: is no file; name the .docx that came back.")
        if path.stat().st_size > MAX_BYTES:
            raise BadDecisions(f"{path}: has more than the {MAX_BYTES:,} bytes that are read.")
        data = path.read_bytes()
    except FileNotFoundError:
        raise BadDecisions(f"{path}: no such file; check the name.") from None
    except OSError as error:
        raise BadDecisions(f"{path}: could not be read ({error.strerror}); check that you may read it.") from None
    if data.startswith(_OLE):
        raise BadDecisions(
            f"{path}: is protected with a password, or an old .doc; save it as .docx without a password."
        )
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, NotImplementedError, ValueError):
        raise BadDecisions(f"{path}: is no Word file; name the .docx that came back.") from None


def packed(parts: Mapping[str, bytes]) -> bytes:
    """A zip of parts, in their order, without times, users or systems: the same parts make the same bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in parts.items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            entry.external_attr = 0
            archive.writestr(entry, data, compresslevel=9)
    return buffer.getvalue()
