"""A review pasted from a web page as plain text → Document.

Such a text has no markup, but it has parts: a headline on its first line, paragraphs, and between them the captions of
pictures, songs and videos that did not come along. Below the headline there may be a byline and a date; these are
fields, and what belonged to the page (“Share this article”) is nothing. Its fields may stand in `NAME.toml` beside it.
"""

import re
import tomllib
from itertools import pairwise
from pathlib import Path
from typing import Any

from pipeline.document import Block, BlockKind, Document, Region, RegionKind, Writer
from pipeline.errors import UnreadableDraft
from pipeline.readers import _furniture
from pipeline.readers._fields import language
from pipeline.readers._limits import MAX_LINE
from pipeline.readers._prepare import Prepared, prepare
from pipeline.readers._quotations import quotations, run_on
from pipeline.source import Source, Span

HEADLINE = 200
"""The longest headline, in characters; search engines cut at a third of it, and a longer line is a paragraph."""

CAPTION = 150
"""The longest caption that stands alone; longer ones are set as prose and read as prose."""

API = (1, 23, 1)
"""The version of pandoc's tree that is built here."""

_WRAP = range(50, 91)
"""How long the lines of a hard-wrapped text are: mail's 72 and an editor's 80, with room for long words."""

_SPACES = " \u00a0"
_STOPS = (".", "!", "?", "…", ":", ";", ",")
_CLOSERS = "”’\"')]"
_BULLET = re.compile(r"[-•*·‣–][ \u00a0]+(?=\S)")
_PICTURE = r"^[(\[]?(?:photo|image|picture|video|screenshot|still|artwork|poster|illustration|photograph)(?:s|y)?"
_CREDIT = re.compile(
    _PICTURE + r" (?:by|via|courtesy|credit)\b"
    r"|^[(\[]?(?:photo|image|picture|video|screenshot|still|artwork|cover art|poster|trailer|teaser|watch|listen|"
    r"credit|courtesy|source|via|illustration|photograph)(?:s|y)?\b[^.:]{0,12}:",
    re.IGNORECASE,
)
_CAPTION = re.compile(
    _PICTURE + r" (?:from|of)\b"
    r"|\s[|·]\s"
    r"|\b(?:spotify|youtube|soundcloud|bandcamp|apple music|vimeo|netflix|instagram|tiktok)\b\s*(?:by|via|[|:–—-])"
    r"|\b(?:image|photo|picture|video)s? (?:via|by|from|courtesy|credit)\b|©"
    r"|^(?:“[^“”]*”|\"[^\"]*\"|«[^«»]*»|[‘'](?:[^‘’']|(?<=\w)[’'](?=\w))*[’'])$",
    re.IGNORECASE,
)
_CREDIT_BEHIND = re.compile(
    r"(?:[.,;:)”’\"|–—-] [(\[]?| [(\[])"
    r"(?:(?:Photograph|Photo|Image|Picture|Illustration|Credit|Still)(?:s|y)?: ?(?=\S)"
    r"|(?:Courtesy of|Still from) (?=[A-Z“‘]))"
    r"(?:[^.!?]|\b[A-Z]\.|\b(?:Bros|Co|Inc|Ltd)\.){1,80}\Z"
    r"|^Courtesy of [A-Z][^.!?,]{1,60}\Z"
)
"""A credit at the end of a caption, behind what the picture shows; the names of some companies end in a stop."""


def read(source: Source) -> Document:
    """The document of a pasted review. Raises UnreadableDraft."""
    prepared = prepare(source.text, tags=False)
    metadata = _fields(source)
    blocks: list[Block] = []
    nodes: list[dict[str, Any]] = []
    items: list[Any] = []
    parts, head, places = _parts(source, prepared)
    if "authors" in metadata:
        head.pop("author", None)
    places = {key: place for key, place in places.items() if key in head and key not in metadata}
    metadata = head | metadata
    for kind, first, last in parts:
        writer = _written(prepared, first, last)
        text = "".join(writer.text)
        writer.regions += [Region(RegionKind.QUOTATION, *stretch) for stretch in quotations(text)]
        blocks.append(writer.block(kind, len(blocks), int(kind in (BlockKind.HEADLINE, BlockKind.LIST_ITEM))))
        if kind is BlockKind.HEADLINE:
            if "title" not in metadata:
                metadata["title"], places["title"] = text, blocks[-1].whole
            continue
        node = {"t": "Para", "c": _inlines(text)}
        if kind is BlockKind.LIST_ITEM:
            if not items:
                nodes.append({"t": "BulletList", "c": items})
            items.append([{"t": "Plain", "c": node["c"]}])
            continue
        items = []
        nodes.append({"t": "Div", "c": [["", ["caption"], []], [node]]} if kind is BlockKind.CAPTION else node)
    return Document(
        source,
        run_on(blocks),
        {"pandoc-api-version": list(API), "meta": {}, "blocks": nodes},
        metadata,
        lang=language(metadata),
        reader="pasted",
        places=places,
    )


def _fields(source: Source) -> dict[str, Any]:
    """What `NAME.toml` beside the draft says, if it is there. Raises UnreadableDraft where it is broken."""
    path = Path(source.path).with_suffix(".toml")
    try:
        values = tomllib.loads(path.read_text("utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UnreadableDraft(
            f'{path.as_posix()}: this is not TOML ({error}); write `title = "…"` on a line.'
        ) from None
    return {
        key: value if isinstance(value, (str, int, float, bool, dict, list)) else str(value)
        for key, value in values.items()
    }


def _parts(
    source: Source, prepared: Prepared
) -> tuple[list[tuple[BlockKind, int, int]], dict[str, Any], dict[str, Span]]:
    """The text's parts, and the fields in the lines below its headline with their places in the file.

    A part is what it is, and its half-open place in the prepared text, without the spaces at its ends.
    """
    text = prepared.text
    lines = [_stripped(text, a, b) for a, b in zip(prepared.lines, (*prepared.lines[1:], len(text)), strict=True)]
    for number, (first, last) in enumerate(lines, start=1):
        if last - first > MAX_LINE:
            raise UnreadableDraft(
                f"{source.path}:{number}: a line of {last - first:,} characters is longer than the {MAX_LINE:,} that "
                "can be read; put paragraphs on lines of their own."
            )
    wrapped = _is_wrapped(lines)
    parts: list[tuple[BlockKind, int, int]] = []
    head: dict[str, Any] = {}
    places: dict[str, Span] = {}
    blank = True
    for number, (first, last) in enumerate(lines):
        line = text[first:last]
        if not line:
            blank = True
            continue
        following = text[slice(*lines[number + 1])] if number + 1 < len(lines) else ""
        alone = not wrapped or (blank and not following)
        is_headed = [kind for kind, _, _ in parts] == [BlockKind.HEADLINE]
        field = _field(line) if is_headed else {}
        if not field.keys() <= head.keys():
            head = field | head
            places = dict.fromkeys(field, prepared.span(first, last)) | places
        elif parts and alone and _furniture.is_furniture(line):
            blank = True
            continue
        elif not parts and any(a < b for a, b in lines[number + 1 :]) and _is_headline(line, following, wrapped):
            parts.append((BlockKind.HEADLINE, first, last))
        elif bullet := _BULLET.match(line):
            parts.append((BlockKind.LIST_ITEM, first + bullet.end(), last))
        elif wrapped and not blank and parts and parts[-1][0] is not BlockKind.HEADLINE:
            parts[-1] = (parts[-1][0], parts[-1][1], last)
        else:
            parts.append((BlockKind.CAPTION if alone and _is_caption(line) else BlockKind.PARAGRAPH, first, last))
        blank = False
    return parts, head, places


def _field(line: str) -> dict[str, Any]:
    """What a line below the headline says of the text: its author, its date, or one behind the other."""
    for by, when in _furniture.parted(line):
        found, day = _furniture.authors(by), _furniture.day(when)
        if bool(found) is bool(by) and bool(day) is bool(when):
            author = {"author": found[0] if len(found) == 1 else list(found)} if found else {}
            return author | ({"date": day} if day else {})
    return {}


def _stripped(text: str, first: int, last: int) -> tuple[int, int]:
    """A line's place without the spaces and the line break at its ends."""
    line = text[first:last]
    left = len(line) - len(line.lstrip(_SPACES + "\n"))
    return (first, first) if left == len(line) else (first + left, first + len(line.rstrip(_SPACES + "\n")))


def _is_wrapped(lines: list[tuple[int, int]]) -> bool:
    """Whether paragraphs were broken into lines: most lines that another follows are as long as a screen is wide."""
    inner = [a[1] - a[0] for a, b in pairwise(lines) if a[0] < a[1] and b[0] < b[1]]
    longest = max(last - first for first, last in lines)
    return len(inner) > 2 and longest <= _WRAP[-1] + 10 and sum(n in _WRAP for n in inner) >= 0.7 * len(inner)


def _is_headline(line: str, following: str, wrapped: bool) -> bool:
    """Whether the first line of a text is its headline; `following` is the next line."""
    longer = len(following) > len(line) and not wrapped
    ends = line.rstrip(_CLOSERS).endswith((".", ",", ";", ":")) and not line.endswith("...")
    return len(line) <= HEADLINE and not ends and (not following or longer or bool(_field(following)))


def _is_caption(line: str) -> bool:
    """Whether a line that stands alone names a picture, a song or a video: short, and with a caption's signs."""
    if len(line) > CAPTION:
        return False
    if _CREDIT.match(line):
        return len(line) < CAPTION // 2 or not line.endswith(".")
    if _CREDIT_BEHIND.search(line):
        return True
    return not line.rstrip(_CLOSERS).endswith(_STOPS) and _CAPTION.search(line) is not None


def _written(prepared: Prepared, first: int, last: int) -> Writer:
    """The characters of a part: a run of spaces, no-break ones too, or a line break, is one space with its place."""
    writer = Writer()
    for match in re.finditer(r"[ \u00a0\n]+|[^ \u00a0\n]", prepared.text[first:last]):
        space = match.group()[0] in " \u00a0\n"
        writer.put(" " if space else match.group(), *prepared.span(first + match.start(), first + match.end()))
    return writer


def _inlines(text: str) -> list[dict[str, Any]]:
    """Words and the spaces between them, as pandoc has them."""
    inlines: list[dict[str, Any]] = []
    for word in text.split(" "):
        inlines += [{"t": "Space"}] if inlines else []
        inlines += [{"t": "Str", "c": word}] if word else []
    return inlines
