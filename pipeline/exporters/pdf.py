"""A PDF for reading and printing: PDF/UA-1 and PDF/A-2a in one file, set by Typst."""

import datetime
import json
import re
import unicodedata

from pipeline import house
from pipeline.engines import Engines
from pipeline.engines.pandoc import Pandoc
from pipeline.engines.typst import Typst, TypstRefused
from pipeline.errors import ExportFailed
from pipeline.exporters import UNDATED, Node, Vetted, _words
from pipeline.exporters._ast import attributes_of, has_class, node, rewrite
from pipeline.exporters._sizes import size

SUFFIX = ".pdf"

LINE = 396
"""How many CSS pixels the text is wide: 105 mm."""

PAGE = 420
"""How high a picture may be, in CSS pixels, so that its caption is on the same page."""

MAIN = """#import "review.typ": *
#show: review.with(json("front.json"))

"""

FONTS = {
    "HANGUL": "Noto Serif CJK",
    "CJK": "Noto Serif CJK",
    "HIRAGANA": "Noto Serif CJK",
    "KATAKANA": "Noto Serif CJK",
    "ARABIC": "Noto Naskh Arabic",
}
"""Fonts by the first word of a character's name; for other scripts there is a Noto Serif of the script's own name."""


def export(vetted: Vetted, engines: Engines) -> bytes:
    """The PDF. Raises ExportFailed, for characters that no font has with the characters and their line."""
    files = {picture.name: picture.data for picture in vetted.pictures.values()}
    files["front.json"] = json.dumps(_front(vetted)).encode()
    files["review.typ"] = house.text("typst/review.typ").encode()
    files["main.typ"] = MAIN.encode() + _body(vetted, engines)
    when = datetime.datetime.combine(vetted.front.date or UNDATED, datetime.time(), datetime.UTC)
    try:
        return engines.get(Typst).compile(files, timestamp=int(when.timestamp()))
    except TypstRefused as error:
        raise ExportFailed(_sentence(str(error), vetted)) from None


def _front(vetted: Vetted) -> dict[str, object]:
    """What the template gets: data, never Typst's code."""
    front = vetted.front
    lang, *rest = front.lang.split("-")
    return {
        "title": front.title,
        "subtitle": front.subtitle,
        "authors": list(front.authors),
        "byline": _words.byline(front),
        "day": _words.day(front.date) if front.date else "",
        "date": [*(front.date or UNDATED).timetuple()[:3]],
        "lang": lang,
        "region": next((part for part in rest if len(part) == 2), None),
        "description": front.description,
        "publisher": front.publisher,
        "work": front.work.title if front.work else "",
        "about": _words.about(front),
        "rating": _words.rating(front),
    }


def _body(vetted: Vetted, engines: Engines) -> bytes:
    title = [one for one in vetted.title if one["t"] not in ("Note", "Image")]
    head = node("Para", [_raw("#masthead["), *title, _raw("]")])
    blocks = [part for one in vetted.blocks for part in (_figure(one, floats=True) if one["t"] == "Figure" else [one])]
    tree = rewrite([head, *blocks], lambda one: _ours(one, vetted))
    return engines.get(Pandoc).write(vetted.ast(tree), "typst-smart", "--wrap=none", "--syntax-highlighting=none")


def _raw(typst: str) -> Node:
    return node("RawInline", "typst", typst)


def _raw_block(typst: str) -> Node:
    return node("RawBlock", "typst", typst)


def string(text: str) -> str:
    """A string of Typst's code."""
    escapes = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
    return '"' + "".join(escapes.get(one, one) for one in text) + '"'


def _ours(one: Node, vetted: Vetted) -> list[Node] | None:
    """What stands in a node's place where pandoc would write something else, or what Typst would change."""
    kind = one["t"]
    if kind == "Str":
        # as code: in markup Typst makes dashes, ellipses and minus signs of what it finds
        return [_raw(f"#{string(one['c'])};")]
    if kind == "Image":
        return [_raw(f"#box(baseline: 20%, {_image(one, vetted)});")]
    if kind == "Figure":
        return _figure(one, floats=False)
    if kind == "Link" and not one["c"][2][0].startswith(("http:", "https:", "mailto:", "#")):
        return list(one["c"][1])  # an address relative to a site that a PDF is not part of
    if kind == "Div" and has_class(one, "caption"):
        return [_raw_block("#caption["), *one["c"][1], _raw_block("]")]
    if kind == "LineBlock":
        lines = [inline for line in one["c"] for inline in (node("LineBreak"), *line)]
        return [_raw_block("#verse["), node("Para", lines[1:]), _raw_block("]")]
    if kind == "Div" and has_class(one, "details"):
        return _details(one)
    if kind == "Div" and (language := dict(attributes_of(one)[2]).get("lang")):
        return [_raw_block(f"#foreign({string(language)})["), *one["c"][1], _raw_block("]")]
    if kind == "Span":
        return _span(one)
    return None


def _span(one: Node) -> list[Node]:
    _, classes, pairs = attributes_of(one)
    inner: list[Node] = one["c"][1]
    for name in ("kbd", "mark"):
        if name in classes:
            inner = [_raw(f"#{name}["), *inner, _raw("];")]
    if language := dict(pairs).get("lang"):
        inner = [_raw(f"#foreign({string(language)})["), *inner, _raw("];")]
    return inner


def _details(one: Node) -> list[Node]:
    inner = one["c"][1]
    summary: list[Node] = []
    if inner and inner[0]["t"] == "Div" and has_class(inner[0], "summary"):
        summary, inner = inner[0]["c"][1], inner[1:]
    return [_raw_block("#spoiler["), *summary, _raw_block("]["), *inner, _raw_block("]")]


def _figure(one: Node, *, floats: bool) -> list[Node]:
    """A picture with its caption; among the blocks of the text itself it may float to where there is room."""
    caption = one["c"][1][1]
    start = [_raw_block("#picture(["), *caption, _raw_block("], [")] if caption else [_raw_block("#picture(none, [")]
    return [*start, *one["c"][2], _raw_block("])" if floats else "], float: false)")]


def _image(one: Node, vetted: Vetted) -> str:
    """A picture, no larger than a page; without an alternative text it is decoration, and is not read aloud."""
    picture = vetted.pictures[one["c"][2][0]]
    width, height = size(one, picture, LINE)
    scale = min(1.0, LINE / width, PAGE / height)
    name, wide = string(picture.name), f"width: {width * scale * 0.75:.2f}pt"
    alt = "".join(part["c"] if part["t"] == "Str" else " " for part in one["c"][1])
    return f"image({name}, alt: {string(alt)}, {wide})" if alt else f"pdf.artifact(image({name}, {wide}))"


MISSING = re.compile(r'the text `"(.*?)"` could not be displayed')


def _sentence(diagnosis: str, vetted: Vetted) -> str:
    """What to tell the user of Typst's diagnosis."""
    named = re.sub(r"\\u\{([0-9a-f]+)\}", lambda code: chr(int(code[1], 16)), "".join(MISSING.findall(diagnosis)))
    found = dict.fromkeys(named)
    path = vetted.source.path
    if "decode image" in diagnosis and (picture := re.search(r'"(pictures/[^"]+)"', diagnosis)):
        return f"{path}: Typst can't read {picture[1]}; save the picture anew, as PNG or JPEG."
    if not found:
        first = next((line for line in diagnosis.splitlines() if line.startswith("error")), diagnosis[:200])
        return f"{path}: Typst could not set this draft ({first.removeprefix('error: ')}); simplify what it names."
    # marks and joiners are only missing with what they belong to
    missing = [one for one in found if unicodedata.category(one) not in ("Mn", "Cf")] or list(found)
    at = min((place for one in missing if (place := vetted.source.text.find(one)) >= 0), default=-1)
    where = f"{path}:{vetted.source.position(at).line}" if at >= 0 else path
    shown = ", ".join(missing[:10]) + (", …" if len(missing) > 10 else "")
    fonts = " and ".join(dict.fromkeys(_font(one) for one in missing))
    return f"{where}: no font has {shown}; install a font with these characters, for instance {fonts}."


def _font(character: str) -> str:
    """A font that has a character."""
    script = unicodedata.name(character, "UNKNOWN").split()[0].partition("-")[0]
    if unicodedata.category(character) == "So":
        return "Noto Emoji" if ord(character) >= 0x1F000 else "Noto Sans Symbols"
    if unicodedata.category(character).startswith("L"):
        return FONTS.get(script, f"Noto Serif {script.title()}")
    return "Noto Sans Symbols"
