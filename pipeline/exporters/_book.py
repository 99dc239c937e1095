"""A book of chapters as an EPUB 3.3 container, whose bytes repeat and whose metadata are computed from what is in it.

The container is written here, not by pandoc: nothing depends on the clock, and nothing is claimed of a book's
accessibility that isn't so (EPUB Accessibility 1.1; the vocabulary is schema.org's).
"""

import datetime
import io
import uuid
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from pipeline import house
from pipeline.engines import Engines
from pipeline.exporters import UNDATED, Picture, Series, Vetted, _markup, _pictures, _templates, _words
from pipeline.exporters._ast import nodes, text_of
from pipeline.exporters._scripts import direction

NAMESPACE = uuid.UUID("0b1d5c1e-5d5f-5a43-9d0c-6f9f6f1e7a55")
"""The space of names in which a book's identifier is made from what identifies it."""

CONTAINER = """<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
  <rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""


@dataclass(frozen=True, slots=True)
class CoverImage:
    """A book's cover: the picture, and what it shows in words. `drawn` where it holds nothing but the title's words."""

    picture: Picture
    alternative: str
    drawn: bool = False


@dataclass(frozen=True, slots=True)
class Book:
    """What a book says of itself, and its chapters: a file's stem and a review each.

    `named` is what identifies it: the same book has the same, whatever was corrected in it.
    """

    named: str
    title: str
    chapters: tuple[tuple[str, Vetted], ...]
    authors: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    lang: str = "en"
    subtitle: str = ""
    date: datetime.date | None = None
    updated: datetime.date | None = None
    description: str = ""
    publisher: str = ""
    tags: tuple[str, ...] = ()
    rights: str = ""
    source: str = ""
    series: Series | None = None
    cover: CoverImage | None = None

    @property
    def identifier(self) -> str:
        """The book's unique identifier: a UUID of version 5, by its name."""
        return f"urn:uuid:{uuid.uuid5(NAMESPACE, self.named)}"


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the table of contents: where it leads, its words as markup, and the entries below it."""

    target: str
    text: str
    inner: tuple["Entry", ...] = ()


def write(book: Book, engines: Engines) -> bytes:
    """The book; the same content makes the same bytes. Raises ExportFailed."""
    pictures = {picture.name: picture for _, chapter in book.chapters for picture in chapter.pictures.values()}
    if book.cover:
        pictures[book.cover.picture.name] = book.cover.picture
    values = {
        "book": book,
        "direction": direction(book.lang),
        "modified": (book.updated or book.date or UNDATED).isoformat(),
        "pictures": list(pictures.values()),
        "contents": [
            _entry(name, chapter, engines, credited=len(book.chapters) > 1) for name, chapter in book.chapters
        ],
        "titles": {name: chapter.front.title for name, chapter in book.chapters},
        "noted": [name for name, chapter in book.chapters if _has_notes(chapter)],
        "notes_heading": _markup.NOTES_HEADING,
        **_accessibility(book, list(pictures.values())),
    }
    files = {
        "META-INF/container.xml": CONTAINER.encode(),
        "EPUB/package.opf": _templates.render("epub/package.opf", **values).encode(),
        "EPUB/nav.xhtml": _templates.render("epub/nav.xhtml", **values).encode(),
        "EPUB/cover.xhtml": _templates.render("epub/cover.xhtml", **values).encode(),
        "EPUB/style.css": house.text("epub/style.css").encode(),
    }
    for name, chapter in book.chapters:
        files[f"EPUB/{name}.xhtml"] = _templates.fill(
            "epub/text.xhtml",
            chapter,
            title=_markup.title(chapter, engines, web=False),
            body=_markup.body(chapter, engines, web=False),
        ).encode()
    files |= {f"EPUB/{name}": picture.data for name, picture in pictures.items()}
    return _zipped(files)


def _accessibility(book: Book, pictures: Sequence[Picture]) -> dict[str, object]:
    """What is so of a book: whether it shows pictures, describes them all, has any that move, and has headings."""
    texts = [chapter.blocks for _, chapter in book.chapters]
    images = [one for blocks in texts for one in nodes(blocks) if one["t"] == "Image"]
    shown = bool(images) or bool(book.cover and not book.cover.drawn)
    alternatives = [text_of(one["c"][1]) for one in images] + ([book.cover.alternative] if book.cover else [])
    moving = any(_pictures.moves(picture.data) for picture in pictures)
    described = all(alternative.strip() for alternative in alternatives)
    return {
        "visual": shown,
        "described": described,
        "summary": _summary(shown, described=described, moving=moving),
        "moving": moving,
        "structured": len(book.chapters) > 1 or any(one["t"] == "Header" for blocks in texts for one in nodes(blocks)),
        "conforms": described and not moving,
    }


def _summary(shown: bool, *, described: bool, moving: bool) -> str:
    """What to tell a reader of the book's accessibility, in a sentence or two."""
    if not shown:
        return "Text only, with headings and a table of contents. Nothing depends on sight, sound, motion or colour."
    pictures = "every picture has an alternative text" if described else "not every picture has an alternative text"
    moves = "; at least one of them moves" if moving else ""
    return f"Text with headings and a table of contents; {pictures}{moves}."


def _entry(name: str, chapter: Vetted, engines: Engines, *, credited: bool) -> Entry:
    """A chapter's title, with its author where it is `credited`, its headings as a tree, and its notes."""
    file = f"{name}.xhtml"
    root: list[tuple[int, Entry, list[Entry]]] = [(0, Entry(file, _markup.title(chapter, engines, web=False)), [])]

    def fold(level: int) -> None:
        while len(root) > 1 and root[-1][0] >= level:
            _, entry, inner = root.pop()
            root[-1][2].append(Entry(entry.target, entry.text, tuple(inner)))

    for header in nodes(chapter.blocks):
        if header["t"] == "Header":
            level, (identifier, *_), inlines = header["c"]
            fold(level)
            words = _markup.inlines(inlines, chapter, engines, web=False)
            root.append((level, Entry(f"{file}#{identifier}", words), []))
    fold(1)
    (_, first, inner) = root[0]
    by = f' <span class="author">{escape(_words.byline(chapter.front), quote=False)}</span>' if credited else ""
    notes = [Entry(f"{file}#notes.heading", _markup.NOTES_HEADING)] if _has_notes(chapter) else []
    return Entry(first.target, first.text + by, (*inner, *notes))


def _has_notes(chapter: Vetted) -> bool:
    return any(one["t"] == "Note" for one in nodes(chapter.blocks))


def _zipped(files: dict[str, bytes]) -> bytes:
    """An OCF container (EPUB 3.3, section 4): `mimetype` first and uncompressed, no times, no user, no system."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as container:
        container.writestr(_file("mimetype", zipfile.ZIP_STORED), b"application/epub+zip")
        for name, data in files.items():
            container.writestr(_file(name, zipfile.ZIP_DEFLATED), data, compresslevel=9)
    return buffer.getvalue()


def _file(name: str, compression: int) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name)
    entry.compress_type = compression
    entry.create_system = 3
    entry.external_attr = 0o644 << 16
    return entry
