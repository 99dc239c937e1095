"""The words of a Word file: paragraphs in runs, each with who put it in or took it out, and the comments on them.

Who looks at WordprocessingML (ECMA-376, part 1, section 17.13.5) sees a tracked insertion as `w:ins`, a deletion as
`w:del`, a move as both; runs are split wherever Word likes (spelling marks, revision ids), so that a run is nothing
here: neighbours of one kind are joined.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from xml.etree.ElementTree import Element

from pipeline.tracked.package import Package, W

_P = f"{{{W}}}"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"

_SKIPPED = frozenset(
    {"pPr", "rPr", "sectPr", "tblPr", "tblGrid", "tcPr", "drawing", "pict", "object", "instrText", "delInstrText"}
    | {"sdtPr", "sdtEndPr", "footnoteRef", "endnoteRef", "annotationRef", "separator", "continuationSeparator"}
)
_SIGNS = {"tab": "\t", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad", "ptab": "\t"}
_NOBODY = re.compile(r"(Unknown )?Author ?\d*")
_IN, _OUT = ("ins", "moveTo"), ("del", "moveFrom")


@dataclass(frozen=True, slots=True)
class Stamp:
    """Who did something, and on which day, as far as the file says."""

    author: str = ""
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of one kind: `put_in` and `taken_out` say whose tracked changes they stand in, if any."""

    text: str
    put_in: Stamp | None = None
    taken_out: Stamp | None = None


@dataclass(frozen=True, slots=True)
class Range:
    """A stretch of a paragraph's characters, half-open, that a comment is on."""

    comment: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph with at least one character in it; `text` has all of them, whatever was tracked."""

    runs: tuple[Run, ...]
    ranges: tuple[Range, ...] = ()

    @property
    def text(self) -> str:
        """The characters of all runs."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment; `parent` is the id of the one that it answers, `done` whether it was marked as resolved."""

    id: str
    stamp: Stamp
    text: str
    parent: str = ""
    done: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """What a file says: the paragraphs of its body and of its notes, its comments, and who saved it last."""

    body: tuple[Paragraph, ...]
    notes: tuple[Paragraph, ...]
    comments: tuple[Comment, ...]
    saved: Stamp


def words(package: Package) -> Words:
    """The words of a Word file. Raises BadDecisions."""
    body = paragraphs(package.document())
    notes = [each for kind in ("footnotes", "endnotes") for part in package.related(kind) for each in paragraphs(part)]
    return Words(tuple(body), tuple(notes), tuple(_comments(package)), _saved(package))


class _Story:
    """Collects the paragraphs of one part. A paragraph whose mark was taken out goes on in the next one."""

    def __init__(self) -> None:
        self.paragraphs: list[Paragraph] = []
        self.opened: dict[str, int] = {}
        self.closed: set[str] = set()
        self.runs: list[Run] = []
        self.ranges: list[Range] = []
        self.length = 0

    def put(self, text: str, put_in: Stamp | None, taken_out: Stamp | None) -> None:
        if self.runs and (self.runs[-1].put_in, self.runs[-1].taken_out) == (put_in, taken_out):
            self.runs[-1] = replace(self.runs[-1], text=self.runs[-1].text + text)
        else:
            self.runs.append(Run(text, put_in, taken_out))
        self.length += len(text)

    def open(self, comment: str) -> None:
        self.opened[comment] = self.length

    def close(self, comment: str, bare: bool) -> None:
        """End a comment's range; a `bare` reference without one is a comment on a place."""
        if (start := self.opened.pop(comment, None)) is not None or (bare and comment not in self.closed):
            self.ranges.append(Range(comment, self.length if start is None else start, self.length))
        self.closed.add(comment)

    def end(self) -> None:
        """End a paragraph; a comment that goes on has a range in the next one, too."""
        self.ranges += [Range(comment, start, self.length) for comment, start in self.opened.items()]
        if self.length:
            self.paragraphs.append(Paragraph(tuple(self.runs), tuple(self.ranges)))
        self.runs, self.ranges, self.length = [], [], 0
        self.opened = dict.fromkeys(self.opened, 0)


def paragraphs(root: Element) -> list[Paragraph]:
    """The paragraphs of a part that have characters, in its order. Walked with a stack: a file may nest at will."""
    story = _Story()
    stack: list[tuple[Element | None, Stamp | None, Stamp | None, bool]] = [(root, None, None, False)]
    while stack:
        element, put_in, taken_out, joined = stack.pop()
        if element is None:  # the end of a paragraph
            if not joined:
                story.end()
            continue
        name = element.tag.removeprefix(_P)
        if name in ("t", "delText"):
            if element.text:
                story.put(element.text, put_in, taken_out)
        elif name in _SIGNS:
            story.put(_SIGNS[name], put_in, taken_out)
        elif name == "br":
            if element.get(f"{_P}type", "textWrapping") == "textWrapping":
                story.put("\n", put_in, taken_out)
        elif name == "sym":
            story.put(_symbol(element), put_in, taken_out)
        elif name == "commentRangeStart":
            story.open(element.get(f"{_P}id", ""))
        elif name in ("commentRangeEnd", "commentReference"):
            story.close(element.get(f"{_P}id", ""), bare=name == "commentReference")
        elif name not in _SKIPPED and not element.tag.endswith("}AlternateContent"):
            if name in _IN:
                put_in = _stamp(element)
            elif name in _OUT:
                taken_out = _stamp(element)
            elif name == "tr":  # a row that was put in or taken out as a whole
                for change in element.iterfind(f"{_P}trPr/*"):
                    put_in = _stamp(change) if change.tag == f"{_P}ins" else put_in
                    taken_out = _stamp(change) if change.tag == f"{_P}del" else taken_out
            elif name == "p":
                stack.append((None, None, None, _mark_taken_out(element)))
            stack += [(child, put_in, taken_out, False) for child in reversed(element) if isinstance(child.tag, str)]
    story.end()
    return story.paragraphs


def _mark_taken_out(paragraph: Element) -> bool:
    return any(paragraph.find(f"{_P}pPr/{_P}rPr/{_P}{kind}") is not None for kind in _OUT)


def _symbol(element: Element) -> str:
    """A character that is written by its number in a font."""
    number = element.get(f"{_P}char", "")
    code = int(number, 16) if re.fullmatch("[0-9A-Fa-f]{1,5}", number) else 0xFFFD
    return chr(code) if not 0xD800 <= code <= 0xDFFF else "\ufffd"


def _stamp(element: Element) -> Stamp:
    return Stamp(_name(element.get(f"{_P}author", "")), _day(element.get(f"{_P}date", "")))


def _name(text: str) -> str:
    """Somebody's name, nothing where names were taken out of the file or never were in it."""
    name = " ".join(text.split())
    return "" if _NOBODY.fullmatch(name) else name


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _comments(package: Package) -> Iterator[Comment]:
    """The comments in the file's order; w15:commentEx tells by the ids of last paragraphs who answers whom."""
    threads: dict[str, tuple[str, bool]] = {}
    for part in package.related("commentsExtended"):
        for each in part.iter(f"{_W15}commentEx"):
            done = each.get(f"{_W15}done", "") in ("1", "true", "on")
            threads[each.get(f"{_W15}paraId", "")] = (each.get(f"{_W15}paraIdParent", ""), done)
    found: list[tuple[Comment, str]] = []
    for part in package.related("comments"):
        for each in part.iter(f"{_P}comment"):
            text = "\n".join(paragraph.text for paragraph in paragraphs(each))
            last = [paragraph.get(f"{_W14}paraId", "") for paragraph in each.iter(f"{_P}p")]
            found.append((Comment(each.get(f"{_P}id", ""), _stamp(each), text.strip()), last[-1] if last else ""))
    names = {paragraph: comment.id for comment, paragraph in found if paragraph}
    for comment, paragraph in found:
        parent, done = threads.get(paragraph, ("", False)) if paragraph else ("", False)
        yield replace(comment, parent=names.get(parent, ""), done=done)


def _saved(package: Package) -> Stamp:
    """Who saved the file last, and when: the core properties (ECMA-376, part 2, section 11)."""
    said = {"lastModifiedBy": "", "modified": ""}
    for part in package.about("core-properties"):
        for each in part:
            name = each.tag.rpartition("}")[2] if isinstance(each.tag, str) else ""
            if name in said and each.text:
                said[name] = each.text
    return Stamp(_name(said["lastModifiedBy"]), _day(said["modified"].strip()))
