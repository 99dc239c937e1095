"""An EPUB 3.3 book of one chapter: a cover, the review, and the reader's own fonts and themes."""

from pipeline.engines import Engines
from pipeline.exporters import Vetted, _book, _covers, _words
from pipeline.exporters._book import Book

SUFFIX = ".epub"


def export(vetted: Vetted, engines: Engines) -> bytes:
    """The book; the same draft makes the same bytes. Raises ExportFailed."""
    front = vetted.front
    book = Book(
        named=named(vetted),
        title=front.title,
        chapters=(("text", vetted),),
        authors=front.authors,
        lang=front.lang,
        subtitle=front.subtitle,
        date=front.date,
        updated=front.updated,
        description=front.description,
        publisher=front.publisher,
        tags=front.tags,
        rights=_words.licence(front),
        source=front.canonical,
        series=front.series,
        cover=_covers.of(vetted, engines),
    )
    return _book.write(book, engines)


def named(vetted: Vetted) -> str:
    """What identifies a review: its address, or who wrote it under which name, and when; its title may be corrected."""
    front = vetted.front
    if front.canonical:
        return front.canonical
    day = front.date.isoformat() if front.date else ""
    return "\n".join((vetted.name, ", ".join(front.authors), day))
