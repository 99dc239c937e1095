"""A work's title that stands, unmarked, inside the title of another.

Inside a title in italics another is in quotation marks (Chicago, chapter 14) or in roman type (MLA 9, chapter 2).
Flagged is, as a question, a title of two words or more that the draft sets by itself as well and that ends another
title in italics, where nothing sets it apart there; a sequel's name (“X II”), a part's (“X: Y”, “X: The Y”) and a
series' are no such titles. Titles inside quotation marks are not judged. Where the house keeps each draft's own style,
only a draft that sets one inner title apart is asked about its others.
"""

import re
from collections.abc import Iterator

from pipeline.checks import Allowed, Flagged
from pipeline.checks._practice import quotes
from pipeline.checks.titles._named import OWN
from pipeline.checks.titles._ways import emphasis
from pipeline.document import Document, RegionKind
from pipeline.finding import Edit, Finding, Fix, Severity
from pipeline.house import House
from pipeline.house.styles import style
from pipeline.source import Span
from pipeline.works import Mention, Setting, Works

SEVERITY = Severity.QUERY
FIX = "unsafe"
EXAMPLES = (
    Flagged(
        "*Making “The Salt Road”* is a book about *The Salt Road*. *The Sea Bell* came first, and *Watching "
        "⟦The Sea Bell⟧* is one more book.",
        fixed="*Making “The Salt Road”* is a book about *The Salt Road*. *The Sea Bell* came first, and *Watching "
        "“The Sea Bell”* is one more book.",
    ),
    Allowed("*The Sea Bell* came first, and *Watching The Sea Bell* is one more book."),
    Allowed("*The Sea Bell* came first, and *Autumn: The Sea Bell* is one more."),
    Allowed("*Making “The Salt Road”* is about *The Salt Road*; *Autumn: The Sea Bell Rings* beat *Sea Bell Rings*."),
)

_PART_BEFORE = re.compile(r"[:–—]\W*(?:(?:the|an?) [“\"'‘]?)?$", re.IGNORECASE)
"""What stands before the second part of a title."""


def find(document: Document, works: Works, house: House) -> Iterator[Finding]:
    """Flag each title that stands unmarked inside another one that is in italics."""
    profile = style(house)
    form = profile.within_italic if profile else "quoted"
    titles = {work.title for work in works if " " in work.title and any(not each.bare for each in work.mentions)}
    apart, bare = 0, []
    for work in works:
        for mention in work.mentions:
            if mention.block.kind not in OWN or Setting.ITALIC not in mention.setting:
                continue
            for at, title in _inner(mention, titles):
                if mention.block.inside(RegionKind.QUOTATION, at, at + len(title)):
                    apart += 1
                else:
                    bare.append((mention, at, title))
    if profile is None and apart < len(bare):
        return
    for mention, at, title in bare:
        yield _finding(document, mention, at, title, form)


def _inner(mention: Mention, titles: set[str]) -> Iterator[tuple[int, str]]:
    """The other titles that end a mention's, behind a word that joins them; where each begins in the block."""
    text = mention.text.rstrip("”\"'’")
    for title in titles:
        before = text.removesuffix(title)
        if before not in (text, "") and before[-1] in " “\"'‘" and not _PART_BEFORE.search(before):
            yield mention.start + len(before), title


def _finding(document: Document, mention: Mention, at: int, title: str, form: str) -> Finding:
    span = mention.block.span(at, at + len(title))
    opening, closing = quotes(document) if form == "quoted" else (emphasis(document),) * 2
    message = f"“{title}” is a title of its own inside this one; set it apart."
    if form == "roman":
        # The outer emphasis ends before the inner title, and the mark behind it goes.
        text = document.source.text
        if not text.startswith(opening, span.end) or text[span.start - 1] != " ":
            return Finding(span, message)
        before = Span(span.start - 1, span.start)
        return Finding(span, message, (Fix((Edit(before, f"{opening} "), Edit(Span(span.end, span.end + 1), ""))),))
    edits = (Edit(Span(span.start, span.start), opening), Edit(Span(span.end, span.end), closing))
    return Finding(span, message, (Fix(edits),))
