"""The work under review bare, where another work's title is set.

A draft that sets one work in italics sets them all (Chicago, chapter 8; MLA 9, chapter 2). The title of the draft,
without “review” and the like, says which work it is about; where that title stands bare in the text all the way and
another unmistakable title is in italics, the first bare mention is a query for the draft as a whole. Titles of two or
three plain names are left alone: they may be the person's or the place's.
"""

import re
from collections.abc import Iterator

from pipeline.checks import Allowed, Flagged
from pipeline.checks.titles._titles import emphasis, is_title, mentions, named_for
from pipeline.document import RUNNING, Document, RegionKind
from pipeline.finding import Applicability, Edit, Finding, Fix, Severity

SEVERITY = Severity.QUERY
FIX = "unsafe"
EXAMPLES = (
    Flagged(
        "---\ntitle: The Long Road Film Review\n---\n\nIn ⟦The Long Road⟧ it rains, as in _The Sound of Drums_.",
        fixed="---\ntitle: The Long Road Film Review\n---\n\nIn _The Long Road_ it rains, as in _The Sound of Drums_.",
    ),
    Allowed("---\ntitle: The Long Road\n---\n\nIn The Long Road it rains, as in The Sound of Drums.\n"),
    Allowed("---\ntitle: The Long Road\n---\n\nIn The Long Road it *really* rains, as in *Up*.\n"),
    Allowed("---\ntitle: Rosa Marten\n---\n\nRosa Marten is sad in *The Sound of Drums*.\n"),
)

_REVIEW = re.compile(
    r"^(?:review(?: of)?[:–—-]? +)"
    r"|(?:[ :–—-]+(?:(?:movie|film|book|album|game|anime|series|tv|show|season \d+) )*(?:a )?review)$",
    re.IGNORECASE,
)


def find(document: Document) -> Iterator[Finding]:
    """Flag the first bare mention."""
    title = _REVIEW.sub("", document.title).strip()
    if not is_title(title) or named_for(title):
        return
    places = list(mentions(document, title))
    kinds = (RegionKind.EMPHASIS, RegionKind.STRONG, RegionKind.QUOTATION)
    bare = [place for place in places if not any(place.block.inside(kind, place.start, place.end) for kind in kinds)]
    if not bare or len(bare) < len(places):
        return
    other = _set(document, title)
    if not other:
        return
    span = bare[0].block.span(bare[0].start, bare[0].end)
    mark = emphasis(document)
    edits = (Edit(type(span)(span.start, span.start), mark), Edit(type(span)(span.end, span.end), mark))
    message = f"“{title}” stands bare, where “{other}” is in italics; set titles one way."
    yield Finding(span, message, (Fix(edits, Applicability.UNSAFE),))


def _set(document: Document, title: str) -> str:
    """Another unmistakable title in italics; nothing where there is none."""
    for block in document.blocks:
        for region in block.regions if block.kind in RUNNING else ():
            text = block.text[region.start : region.end].strip(" .,")
            if region.kind is RegionKind.EMPHASIS and text != title and is_title(text) and not named_for(text):
                return text
    return ""
