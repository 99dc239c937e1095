"""A work's title set in italics or quotation marks here, and bare there.

One draft sets one work's title one way (Chicago, chapter 8, “Titles of works”; MLA 9, “Titles of sources”). Which way
is the house's choice; the default keeps the draft's own. A title counts where it is unmistakable: of two main words or
more, with its capitals, and set in italics or in quotation marks at least once. Its other mentions in running text are
then wanted the same way. Where most are bare, the one that is set is left alone.

The name of a person, a place or a band may also be a title (a film named for its hero): a mention of two or three plain
names counts only where the sentence speaks of a work (“was released”, “stars”, “the film”). A title of one word counts
where it is set twice, is a common noun otherwise, and has its capital inside a sentence. Titles that are small words
(Up, It, Her) are never judged.
"""

import re
from collections import defaultdict
from collections.abc import Iterator

from pipeline.checks import Allowed, Flagged
from pipeline.checks._places import Place, begins_sentence, one_finding
from pipeline.checks.titles._titles import Mention, emphasis, is_title, mentions, named_for
from pipeline.document import RUNNING, Document, RegionKind
from pipeline.finding import Edit, Finding, Severity
from pipeline.source import Span

SEVERITY = Severity.ERROR
FIX = "unsafe"
EXAMPLES = (
    Flagged(
        "Both *The Long Road* and its sequel are slow. *The Long Road* ends well, and ⟦The Long Road⟧ is short.",
        fixed="Both *The Long Road* and its sequel are slow. *The Long Road* ends well, and *The Long Road* is short.",
    ),
    Flagged(
        "⟦Rosa Marten⟧ was released in May. The actor playing Rosa Marten shines in _Rosa Marten_.",
        fixed="_Rosa Marten_ was released in May. The actor playing Rosa Marten shines in _Rosa Marten_.",
    ),
    Flagged(
        "They play “Ballad of the Moon” twice. ⟦Ballad of the Moon⟧ wins.",
        fixed="They play “Ballad of the Moon” twice. “Ballad of the Moon” wins.",
    ),
    Allowed("They walk in the Rosa Marten style, and play Rosa Marten songs; *Rosa Marten* is dull."),
    Flagged(
        "We saw *The Long Road* and *The Long Road* again; ⟦“The Long Road”⟧ is short.",
        severity=Severity.QUERY,
    ),
    Allowed("The album *The Long Road* closes with the song “The Long Road”."),
    Allowed("The hero of *Rosa Marten*, Rosa Marten, is bored. *Rosa Marten* is not."),
    Allowed("*Up* goes up, and *Her* is her film; I saw *The Long Road* and The Longer Road."),
    Allowed("The Long Road is slow. The Long Road is long. I mean *The Long Road*, and The Long Road ends."),
    Flagged(
        "*Weather* is slow, and *Weather* is long. I like ⟦Weather⟧ anyway. Weather ends.",
        fixed="*Weather* is slow, and *Weather* is long. I like *Weather* anyway. Weather ends.",
    ),
    Allowed("*Rosa* is slow, and *Rosa* is long. I like Rosa anyway. The weather ends."),
    Allowed("# The Long Road\n\n*The Long Road* is slow."),
)

_WORK = (
    r"(?:film|movie|series|show|novel|book|album|song|single|game|play|episode|story|comic|manga|anime|musical|opera)"
)
_BEFORE = re.compile(rf"\b(?:the|this|that|a|an|his|her|their|\d{{4}}) (?:\w+ )?{_WORK},? $", re.IGNORECASE)
_FORMS = {RegionKind.EMPHASIS: "italics", RegionKind.QUOTATION: "quotation marks"}
_PART = re.compile(
    r"\b(?:songs?|tracks?|tracklist|singles?|episodes?|pilot|poems?|essays?|chapters?|stor(?:y|ies)|hits?|ballads?)\b",
    re.IGNORECASE,
)
_MADE = r"(?:re-?released|released|published|filmed|shot|broadcast|adapted|set in)"
_AFTER = re.compile(
    rf",? (?:was|is|has been|were|had been) (?:{_MADE}|an? (?:\w+ ){{0,2}}{_WORK})\b"
    rf"|,? (?:premiered|premieres|airs|aired|stars)\b| \(\d{{4}}"
    rf"|[’']s (?:plot|soundtrack|director|screenplay|{_WORK})\b"
)


def find(document: Document) -> Iterator[Finding]:
    """Flag the first bare mention of a title that is set elsewhere."""
    titles = _titles(document)
    mark = emphasis(document)
    for title, (form, sample, count) in titles.items():
        bare = [mention for mention in mentions(document, title) if _is_bare(mention, title)]
        if not bare or (len(bare) > count and not (named_for(title) and " " in title)):
            continue
        marks = (mark, mark) if form == "italics" else (sample[0], sample[1])
        spans = [mention.block.span(mention.start, mention.end) for mention in bare]
        edits = [tuple(Edit(Span(at, at), put) for at, put in zip(span, marks, strict=True)) for span in spans]
        yield one_finding(spans[0], f"“{title}” stands bare here and in {form} elsewhere.", edits)
    yield from _both_ways(document)


def _both_ways(document: Document) -> Iterator[Finding]:
    """A question for each title that is in italics here and in quotation marks there.

    An album and its title song share a name and are set apart rightly: where the paragraph speaks
    of songs, episodes or other parts, nothing is asked.
    """
    forms: dict[str, dict[str, list[Place]]] = defaultdict(lambda: defaultdict(list))
    for block in document.blocks:
        for region in block.regions if block.kind in RUNNING else ():
            text = block.text[region.start : region.end].strip(" “”\"'‘’.,")
            if region.kind in _FORMS and " " in text and is_title(text):
                forms[text][_FORMS[region.kind]].append(Place(block, region.start, region.end))
    for title, found in forms.items():
        slanted = found["italics"]
        quoted = [place for place in found["quotation marks"] if not _slanted(place)]
        if not quoted or not slanted:
            continue
        if any(_PART.search(place.block.text) for place in quoted):
            continue
        odd, form = (slanted, "italics") if len(slanted) < len(quoted) else (quoted, "quotation marks")
        span = odd[0].block.span(odd[0].start, odd[0].end)
        other = "italics" if form == "quotation marks" else "quotation marks"
        message = f"“{title}” stands in {form} here and in {other} elsewhere; one way is wanted."
        yield Finding(span, message, severity=Severity.QUERY)


def _slanted(place: Place) -> bool:
    """Whether a quoted title is in italics as well."""
    return place.block.inside(RegionKind.EMPHASIS, place.start, place.end)


def _titles(document: Document) -> dict[str, tuple[str, tuple[str, str], int]]:
    """The unmistakable titles: how each is set most often, with which marks, and how often."""
    found: dict[str, dict[str, list[tuple[str, str]]]] = defaultdict(lambda: defaultdict(list))
    for block in document.blocks:
        if block.kind not in RUNNING:
            continue
        for region in block.regions:
            text = block.text[region.start : region.end]
            if region.kind is RegionKind.EMPHASIS and is_title(text.strip(" .,")):
                found[text.strip(" .,")]["italics"].append(("", ""))
            elif region.kind is RegionKind.QUOTATION and is_title(text.strip(" “”\"'‘’.,")):
                found[text.strip(" “”\"'‘’.,")]["quotation marks"].append((text[0], text[-1]))
    titles = {}
    for title, forms in found.items():
        if " " not in title and sum(map(len, forms.values())) < 2:
            continue
        form = max(forms, key=lambda name: (len(forms[name]), name == "italics"))
        titles[title] = (form, forms[form][0], sum(len(places) for places in forms.values()))
    return titles


def _is_bare(mention: Mention, title: str) -> bool:
    """Whether a mention is neither set nor linked nor part of a longer name, and speaks of the work."""
    block, start, end = mention.block, mention.start, mention.end
    kinds = (RegionKind.EMPHASIS, RegionKind.STRONG, RegionKind.QUOTATION, RegionKind.LINK)
    if any(block.inside(kind, start, end) for kind in kinds):
        return False
    longer = re.search(r"[A-Z][\w’'-]*[ :]$|[/@#]$", block.text[:start]) or re.match(
        r":? [A-Z0-9]|[/@]", block.text[end:]
    )
    if longer and not re.search(r"(?:^|[.!?] )[A-Z]\w*[ ]$", block.text[:start]):
        return False
    if " " not in title:
        return not begins_sentence(block, start)
    if not named_for(title):
        return True
    return bool(_BEFORE.search(block.text[:start]) or _AFTER.match(block.text, end))
