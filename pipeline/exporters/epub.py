"""An EPUB 3.3 book: a cover, a review or a collection of them, and the reader's own fonts and themes."""

import datetime
from collections.abc import Sequence
from dataclasses import replace

from pipeline.engines import Engines
from pipeline.exporters import Node, Vetted, _book, _covers, _words
from pipeline.exporters._ast import nodes, rewrite
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


def bind(
    reviews: Sequence[Vetted],
    engines: Engines,
    *,
    named: str,
    title: str,
    editors: tuple[str, ...] = (),
    lang: str = "",
    subtitle: str = "",
    date: datetime.date | None = None,
    description: str = "",
    publisher: str = "",
) -> bytes:
    """A collection as one book, a chapter a review; `named` is what identifies it. Raises ExportFailed.

    The language is the first review's where none is given, the date the last one's.
    """
    chapters = [(f"chapter-{number}", _apart(review, number)) for number, review in enumerate(reviews, 1)]
    lang = lang or reviews[0].front.lang
    byline = _words.listed(editors)
    words = {
        "title": title,
        "subtitle": subtitle,
        "byline": f"Edited by {byline}" if byline else "",
        "publisher": publisher,
        "lang": lang,
    }
    book = Book(
        named=named,
        title=title,
        chapters=tuple(chapters),
        authors=tuple(dict.fromkeys(name for review in reviews for name in review.front.authors)),
        editors=editors,
        lang=lang,
        subtitle=subtitle,
        date=date or max((review.front.date for review in reviews if review.front.date), default=None),
        description=description,
        publisher=publisher,
        cover=_covers.drawn(words, engines),
    )
    return _book.write(book, engines)


def _apart(review: Vetted, number: int) -> Vetted:
    """A chapter whose pictures are named unlike those of the others."""
    shown = {one["c"][2][0] for one in nodes(review.blocks) if one["t"] == "Image"}
    named = {name: f"pictures/{number}.{name.removeprefix('pictures/')}" for name in shown}

    def rename(one: Node) -> list[Node] | None:
        if one["t"] != "Image":
            return None
        attr, alt, (name, title) = one["c"]
        return [{"t": "Image", "c": [attr, alt, [named[name], title]]}]

    pictures = {named[name]: replace(review.pictures[name], name=named[name]) for name in shown}
    return replace(review, blocks=tuple(rewrite(list(review.blocks), rename)), pictures=pictures)
