"""A PDF for reading and printing: PDF/UA-1 and PDF/A-2a in one file, set by Typst."""

import datetime
import json

from pipeline import house
from pipeline.engines import Engines
from pipeline.engines.typst import Typst, TypstRefused
from pipeline.errors import ExportFailed
from pipeline.exporters import UNDATED, Vetted, Work, _glyphs, _typst, _words
from pipeline.house.styles import Style

SUFFIX = ".pdf"

MAIN = """#import "review.typ": *
#show: review.with(json("front.json"))

"""


def export(vetted: Vetted, engines: Engines) -> bytes:
    """The PDF. Raises ExportFailed, for characters that no font has with the characters and their line."""
    files = {picture.name: picture.data for picture in vetted.pictures.values()}
    files["front.json"] = json.dumps(_front(vetted)).encode()
    files |= {name: house.text(f"typst/{name}").encode() for name in ("review.typ", "fonts.typ")}
    files["main.typ"] = MAIN.encode() + _typst.body(vetted, engines)
    when = datetime.datetime.combine(vetted.front.date or UNDATED, datetime.time(), datetime.UTC)
    try:
        return engines.get(Typst).compile(files, timestamp=int(when.timestamp()))
    except TypstRefused as error:
        raise ExportFailed(_glyphs.sentence(str(error), vetted)) from None


def _printed(work: Work, style: Style) -> tuple[str, bool]:
    """A work's title with its marks, and whether it is in italics."""
    form = _words.form(work, style)
    inner = work.title.replace("“", "‘").replace("”", "’")
    return (f"“{inner}”" if form == "quoted" else work.title), form == "italic"


def _front(vetted: Vetted) -> dict[str, object]:
    """What the template gets: data, never Typst's code."""
    front = vetted.front
    return {
        "title": front.title,
        "subtitle": front.subtitle,
        "authors": list(front.authors),
        "byline": _words.byline(front),
        "day": _words.day(front.date) if front.date else "",
        "date": [*(front.date or UNDATED).timetuple()[:3]],
        "tag": front.lang,
        "description": front.description,
        "publisher": front.publisher,
        "updated": _words.day(front.updated) if front.updated else "",
        "series": _words.series(front),
        "works": [[*_printed(work, vetted.style), _words.about(work)] for work in front.works],
        "spoilers": front.spoilers,
        "tags": list(front.tags),
        "canonical": front.canonical,
        "licence": _words.licence(front),
        "terms": front.licence.url if front.licence else "",
        "rating": _words.rating(front.rating),
        "stars": _words.stars(front),
        "share": _words.share(front),
    }
