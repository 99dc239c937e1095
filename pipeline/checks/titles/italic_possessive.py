"""The ending of a possessive in italics together with the title: *The Salt Road's* plot.

The ’s is no part of the title and stands in roman type behind it: *The Salt Road*’s (Chicago, chapter 7, “Possessives”;
MLA 9, chapter 2). A house that names a profile with that rule has it enforced; where each draft keeps its own style, an
ending in italics is flagged only where the draft's others are roman. In a house whose own profile wants the ending in
italics, the roman ones are flagged.
"""

import re
from collections.abc import Iterator

from pipeline.checks import Allowed, Flagged
from pipeline.document import Document
from pipeline.finding import Edit, Finding, Fix, Severity
from pipeline.house import House
from pipeline.house.styles import style
from pipeline.source import Span
from pipeline.works import Mention, Setting, Works

SEVERITY = Severity.ERROR
FIX = "unsafe"
EXAMPLES = (
    Flagged(
        "*The Salt Road*’s plot is thin, and *⟦The Salt Road’s⟧* end is late.",
        fixed="*The Salt Road*’s plot is thin, and *The Salt Road*’s end is late.",
    ),
    Flagged(
        "_A Winter House_'s plot is thin, and _⟦The Salt Road's⟧_ end is late.",
        fixed="_A Winter House_'s plot is thin, and _The Salt Road_'s end is late.",
    ),
    Allowed("*The Salt Road’s* plot is thin, and *The Salt Road’s* end is late."),
    Allowed("*The Salt Road*’s plot is thin, and *The Widow’s Boat* is late."),
    Allowed("*The Salt Road*’s plot is thin, and I like *Carlito’s* better."),
)


def find(document: Document, works: Works, house: House) -> Iterator[Finding]:
    """Flag each ending in italics that is wanted in roman."""
    italic: list[tuple[Mention, int]] = []
    roman: list[tuple[Mention, int]] = []
    for work in works:
        for mention in work.mentions:
            text = mention.block.text
            alone = " " not in work.title and len(work.mentions) == 1
            if Setting.ITALIC not in mention.setting or Setting.QUOTED in mention.setting or alone:
                continue
            ending = re.match(r"['’]s?(?!\w)", text[mention.end : mention.outer[1]])
            if (
                ending
                and mention.end + ending.end() == mention.outer[1]
                and work.title.casefold() != text[mention.start : mention.outer[1]].casefold()
            ):
                italic.append((mention, mention.end + ending.end()))
            elif re.match(r"['’]s(?!\w)", text[mention.outer[1] :]):
                roman.append((mention, mention.outer[1] + 2))
    profile = style(house)
    if profile is None and not len(roman) >= len(italic) > 0:
        return
    if profile is not None and profile.possessive == "italic":
        for mention, end in roman:
            yield _in_italics(document, mention, end)
        return
    for mention, end in italic:
        yield _finding(document, mention, end)


def _in_italics(document: Document, mention: Mention, end: int) -> Finding:
    text, block = document.source.text, mention.block
    span = block.span(mention.start, end)
    words, ending = block.span(mention.start, mention.end), block.span(end - 2, end)
    message = f"The “{text[ending.start : ending.end]}” is in roman type; set it in the title's italics."
    mark = text[words.end : ending.start]
    if mark not in ("*", "_"):
        return Finding(span, message)
    edits = (Edit(Span(words.end, ending.start), ""), Edit(Span(ending.end, ending.end), mark))
    return Finding(span, message, (Fix(edits),))


def _finding(document: Document, mention: Mention, end: int) -> Finding:
    text, block = document.source.text, mention.block
    span = block.span(mention.start, end)
    words = block.span(mention.start, mention.end)
    message = f"The “{text[words.end : span.end]}” is no part of the title; set it in roman type behind it."
    before = re.search(r"(?<![*_])([*_])$", text[: span.start])
    if before is None or not text.startswith(before[1], span.end):
        return Finding(span, message)
    edits = (Edit(Span(words.end, words.end), before[1]), Edit(Span(span.end, span.end + 1), ""))
    return Finding(span, message, (Fix(edits),))
