"""A draft's marks, set as they are published: the draft is read without typography, and ours is applied to it.

What changes is the marks and nothing else: the text that comes out is the text that went in, with other characters
where a straight mark, a run of hyphens or three dots stood in its prose. Code, raw HTML, addresses, formulas, link
titles, other languages, escapes and entities are as they were.
"""

import re
from collections.abc import Callable, Iterator, Sequence

from pipeline import readers, typography
from pipeline.dialect import dialect_of
from pipeline.document import OBJECT, Block, BlockKind, Document, RegionKind
from pipeline.engines import Engines
from pipeline.errors import UnknownName
from pipeline.finding import Edit
from pipeline.house import House
from pipeline.source import Source, Span
from pipeline.typography import Passage

PROFILES = ("chicago-18", "mla-9", "ap")
"""The style profiles whose marks these are."""

_MARKUP = frozenset({RegionKind.EMPHASIS, RegionKind.STRONG, RegionKind.LINK})
_UNTOUCHED = frozenset({RegionKind.CODE, RegionKind.FOREIGN})
_PICTURE = re.compile(r"!\[|<img\b", re.IGNORECASE)
_SHORTCUT = re.compile(r"[*_~^`]*\](?![(\[]|\{)|[*_~^`]*\]\[\]")
_FORMULA = re.compile(r"\$\$[^$]+\$\$|\$(?=[^\s$])[^$\n]*[\\^_{}][^$\n]*(?<=\S)\$(?!\d)")
_MARKS = re.compile(r"[\"']|--|\.\.\.")
_GOES_ON = (BlockKind.PARAGRAPH, BlockKind.BLOCK_QUOTE)


def curl(markdown: str, profile: str = "chicago-18", dialect: str = "en-US") -> str:
    """Markdown with the marks of print: ‘ ’ “ ” – — … and primes, all else of it as it was.

    A mark of which it can't be told what it is stays straight. The profiles agree on these marks, so that `profile`
    only has to be one of them; in a `dialect` (BCP 47) whose first marks are single ones, such as `en-GB`, a quotation
    of several paragraphs may be in them. Raises UnknownName for a profile that isn't there, UnreadableDraft and
    EngineUnavailable.
    """
    if profile not in PROFILES:
        raise UnknownName(f"There is no style profile “{profile}”. There are: {', '.join(PROFILES)}.")
    if not _MARKS.search(markdown):
        return markdown
    document = readers.read(Source("text.md", markdown), Engines())
    return applied(document.source, curling(document, dialect))


def straight(markdown: str) -> str:
    """Markdown with straight quotation marks, apostrophes and primes, all else as it was; dashes stay.

    Raises UnreadableDraft and EngineUnavailable.
    """
    if not markdown.strip():
        return markdown
    document = readers.read(Source("text.md", markdown), Engines())
    return applied(document.source, straightening(document))


def wanted_marks(house: House) -> str:
    """`curly`, `straight` or `keep`: a house that names a style profile and says nothing of marks has curly ones."""
    return "curly" if house.quotes == "keep" and house.profile != "keep" else house.quotes


def published(document: Document, house: House, read: Callable[[Source], Document]) -> Document:
    """A draft with the marks that its house publishes; the draft itself where the house keeps the draft's own.

    `read` reads it again, as it was read.
    """
    quotes = wanted_marks(house)
    if quotes == "keep":
        return document
    dialect = dialect_of(document) if house.dialect == "auto" else house.dialect
    edits = curling(document, dialect) if quotes == "curly" else straightening(document)
    return read(Source(document.source.path, applied(document.source, edits))) if edits else document


def curling(document: Document, dialect: str = "en-US") -> tuple[Edit, ...]:
    """The edits that curl a draft's marks, in the file's order.

    Where a link leads into the draft a heading keeps its hyphens: they are part of the name that it is linked by.
    """
    linked = "](#" in document.source.text
    edits: list[Edit] = []
    for run in _runs(document.blocks):
        read = [passage_of(document, block) for block in run]
        changes = typography.curled([passage for passage, _ in read], dialect)
        for block, (_, places), these in zip(run, read, changes, strict=True):
            named = linked and block.kind in (BlockKind.HEADING, BlockKind.HEADLINE)
            edits += _edits(block, places, [each for each in these if not named or each.text[0] not in "–—"])
    return _in_order(edits)


def straightening(document: Document) -> tuple[Edit, ...]:
    """The edits that make a draft's quotation marks, apostrophes and primes straight, in the file's order."""
    edits: list[Edit] = []
    for block in document.blocks:
        passage, places = passage_of(document, block)
        new = _edits(block, places, typography.straightened(passage))
        edits += new if not block.name else _quotable(document, block, new)
    return _in_order(edits)


def applied(source: Source, edits: Sequence[Edit]) -> str:
    """A file's text with edits made; they are in its order and touch no character twice."""
    parts: list[str] = []
    at = 0
    for edit in edits:
        parts += [source.text[at : edit.span.start], edit.text]
        at = edit.span.end
    return "".join((*parts, source.text[at:]))


def passage_of(document: Document, block: Block) -> tuple[Passage, tuple[int, ...]]:
    """A block as its marks see it, and for each character of that its place in the block's text.

    A picture in the line, which has no character in the block, is an OBJECT here: there is something between the marks
    around it. Its place is that of the character behind it. A break that is written as a tag is no space to a mark.
    """
    source = document.source.text
    characters: list[str] = []
    places: list[int] = []
    for at, character in enumerate(block.text):
        if at and _PICTURE.search(source, block.ends[at - 1], block.starts[at]):
            characters.append(OBJECT)
            places.append(at)
        tag = character == "\n" and source.startswith("<", block.starts[at])
        characters.append("<" if tag else character)
        places.append(at)
    first = {at: number for number, at in reversed(tuple(enumerate(places)))}
    fixed = set(_fixed(document, block))
    return (
        Passage(
            "".join(characters),
            frozenset(number for number, at in enumerate(places) if at in fixed),
            tuple(
                (first[region.start], first.get(region.end, len(places)))
                for region in block.regions
                if region.kind in _MARKUP and region.start < region.end
            ),
        ),
        tuple(places),
    )


def _fixed(document: Document, block: Block) -> Iterator[int]:
    """The characters of a block that are not to be touched: written as escapes or entities, or no English prose."""
    source = document.source.text
    for at, character in enumerate("" if block.name else block.text):
        if character in "\"'-.‘’“”„′″" and source[block.starts[at] : block.ends[at]] != character:
            yield at
    for region in block.regions:
        shortcut = (
            region.kind is RegionKind.LINK
            and region.start < region.end
            and source[: block.starts[region.start]].rstrip("*_~^`").endswith("[")
            and _SHORTCUT.match(source, block.ends[region.end - 1])
        )
        if region.kind in _UNTOUCHED or shortcut:
            yield from range(region.start, region.end)
    for match in _FORMULA.finditer(block.text):
        yield from range(*match.span())


def _runs(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """The blocks in runs in which one quotation may go on: paragraphs that follow one another, all others alone."""
    run: list[Block] = []
    for block in blocks:
        if run and not (block.kind is run[-1].kind and block.kind in _GOES_ON):
            yield run
            run = []
        run.append(block)
    if run:
        yield run


def _edits(block: Block, places: Sequence[int], changes: Sequence[typography.Change]) -> Iterator[Edit]:
    """Changes of a passage as edits of the file; none where markup stands between the characters of a run."""
    for change in changes:
        start, end = places[change.start], places[change.end - 1] + 1
        if end - start == 1 or block.verbatim(start, end):
            yield Edit(Span(block.starts[start], block.ends[end - 1]), change.text)


def _quotable(document: Document, block: Block, edits: Iterator[Edit]) -> Iterator[Edit]:
    """Edits of a front-matter field, as its value's own quotation marks need them; left out where they can't be had."""
    text = document.source.text
    around = text[block.starts[0] - 1 : block.starts[0]]
    toml = text.lstrip("\ufeff").startswith("+++")
    for edit in edits:
        if around not in ("'", '"'):
            if edit.span.start > block.starts[0]:
                yield edit
        elif edit.text != around:
            yield edit
        elif around == '"' or not toml:
            yield Edit(edit.span, "\\" + around if around == '"' else around * 2)


def _in_order(edits: list[Edit]) -> tuple[Edit, ...]:
    """Edits in the file's order, each once: a note that is cited twice may be read twice."""
    made: list[Edit] = []
    for edit in sorted(set(edits), key=lambda edit: edit.span):
        if not made or made[-1].span.end <= edit.span.start:
            made.append(edit)
    return tuple(made)
