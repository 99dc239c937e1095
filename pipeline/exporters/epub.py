"""An EPUB 3 book of one chapter: the reader's own fonts and themes, and no claim about its accessibility that isn't so.

The container is written here, not by pandoc, so that its bytes repeat and its metadata are computed from what is in it.
"""

import io
import uuid
import zipfile

from pipeline import house
from pipeline.engines import Engines
from pipeline.exporters import UNDATED, Node, Vetted, _markup, _templates
from pipeline.exporters._ast import nodes, text_of

SUFFIX = ".epub"

NAMESPACE = uuid.UUID("0b1d5c1e-5d5f-5a43-9d0c-6f9f6f1e7a55")
"""The space of names in which a review's identifier is made from its name, title and date."""

CONTAINER = """<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
  <rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""


def export(vetted: Vetted, engines: Engines) -> bytes:
    """The book; the same draft makes the same bytes. Raises ExportFailed."""
    values = _values(vetted)
    text = _templates.fill(
        "epub/text.xhtml",
        vetted,
        title=_markup.title(vetted, engines, web=False),
        body=_markup.body(vetted, engines, web=False),
    )
    files = {
        "META-INF/container.xml": CONTAINER.encode(),
        "EPUB/package.opf": _templates.fill("epub/package.opf", vetted, **values).encode(),
        "EPUB/nav.xhtml": _templates.fill("epub/nav.xhtml", vetted, **values).encode(),
        "EPUB/text.xhtml": text.encode(),
        "EPUB/style.css": house.text("epub/style.css").encode(),
    }
    files |= {f"EPUB/{name}": picture.data for name, picture in vetted.pictures.items()}
    return _zipped(files)


def _values(vetted: Vetted) -> dict[str, object]:
    """What the package and its table of contents say."""
    day = vetted.front.date or UNDATED
    named = f"{vetted.name}\n{vetted.front.title}\n{day.isoformat()}"
    images = [one for one in nodes(vetted.blocks) if one["t"] == "Image"]
    kinds = {one["t"] for one in nodes(vetted.blocks)}
    return {
        "identifier": f"urn:uuid:{uuid.uuid5(NAMESPACE, named)}",
        "modified": f"{day.isoformat()}T00:00:00Z",
        "pictures": list(vetted.pictures.values()),
        "contents": _contents(vetted),
        "notes": "Note" in kinds,
        "notes_heading": _markup.NOTES_HEADING,
        "visual": bool(images),
        "described": all(text_of(one["c"][1]).strip() for one in images),
        "moving": any(picture.media_type in ("image/gif", "image/webp") for picture in vetted.pictures.values()),
    }


def _contents(vetted: Vetted) -> list[dict[str, object]]:
    """The headings as a tree of `id`, `text` and `inner`."""
    root: list[dict[str, object]] = []
    branches: list[tuple[int, list[dict[str, object]]]] = [(0, root)]
    for header in _headers(vetted):
        level, (identifier, *_), inlines = header["c"]
        inner: list[dict[str, object]] = []
        while branches[-1][0] >= level:
            branches.pop()
        branches[-1][1].append({"id": identifier, "text": " ".join(text_of(inlines).split()), "inner": inner})
        branches.append((level, inner))
    return root


def _headers(vetted: Vetted) -> list[Node]:
    return [one for one in nodes(vetted.blocks) if one["t"] == "Header"]


def _zipped(files: dict[str, bytes]) -> bytes:
    """An OCF container (EPUB 3.3, section 4): `mimetype` first and uncompressed, no times, no user, no system."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as container:
        container.writestr(_entry("mimetype", zipfile.ZIP_STORED), b"application/epub+zip")
        for name, data in files.items():
            container.writestr(_entry(name, zipfile.ZIP_DEFLATED), data, compresslevel=9)
    return buffer.getvalue()


def _entry(name: str, compression: int) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name)
    entry.compress_type = compression
    entry.create_system = 3
    entry.external_attr = 0o644 << 16
    return entry
