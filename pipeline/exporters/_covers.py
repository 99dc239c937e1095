"""A book's cover: the picture that the front matter names, or the title set by Typst on a ground of its own."""

import hashlib
import json

from pipeline import house
from pipeline.engines import Engines
from pipeline.engines.typst import Typst, TypstRefused
from pipeline.errors import EngineUnavailable
from pipeline.exporters import Picture, Vetted, _words
from pipeline.exporters._book import CoverImage

WIDTH, HEIGHT = 1200, 1800
"""A cover in pixels: two by three, as shops and shelves show it."""

NAME = "pictures/cover.drawn.png"
"""The full stop keeps it apart from every picture of a draft."""

MAIN = '#import "cover.typ": cover\n#cover(json("front.json"))\n'


def of(vetted: Vetted, engines: Engines) -> CoverImage | None:
    """The cover of a review; None where no font can draw its title: the cover's page is in words then."""
    front = vetted.front
    if front.cover:
        return CoverImage(vetted.pictures[front.cover.picture], front.cover.alt)
    words = {
        "title": front.title,
        "subtitle": front.subtitle,
        "byline": _words.byline(front),
        "publisher": front.publisher,
        "lang": front.lang,
    }
    return drawn(words, engines)


def drawn(words: dict[str, str], engines: Engines) -> CoverImage | None:
    """A cover of `title`, `subtitle`, `byline` and `publisher`, in the language `lang`."""
    ground = hashlib.sha256(words["title"].encode()).digest()[0]
    files = {
        "main.typ": MAIN.encode(),
        "cover.typ": house.text("typst/cover.typ").encode(),
        "fonts.typ": house.text("typst/fonts.typ").encode(),
        "front.json": json.dumps({**words, "ground": ground}).encode(),
    }
    try:
        data = engines.get(Typst).draw(files, dots=WIDTH / 4)
    except (TypstRefused, EngineUnavailable):
        return None
    by = f", by {words['byline']}" if words["byline"] else ""
    return CoverImage(Picture(NAME, data, "image/png", WIDTH, HEIGHT), f"Cover: {words['title']}{by}", drawn=True)
