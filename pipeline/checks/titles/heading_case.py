"""A heading whose capitals differ from the draft's other headings.

Headings are set headline-style (Each Main Word Has a Capital) or sentence-style (only the first word and names have
one), and one draft keeps to one of them (Chicago, chapter 8, “Titles of works”; AP, “headlines”). A house that names
no profile keeps the draft's own way: with at least two headings the same way for each that is odd, the odd one is
flagged; so is one that alone has capitals on its articles, “and”, “or” and “of”. A heading of one main word, of
capitals only, or whose words may all be names, shows neither way and is left alone.

Where the house names a profile, its capitals are wanted: a heading that has others is an error, and a question where
only prepositions differ, which may be adverbs there (Turn It On). AP sets headings in sentence style.
"""

import re
from collections.abc import Iterator, Sequence, Set
from typing import NamedTuple

from pipeline.checks import Allowed, Flagged
from pipeline.document import RUNNING, Block, BlockKind, Document, RegionKind
from pipeline.finding import Finding, Severity, flag
from pipeline.house import House, entries
from pipeline.house.styles import Style, style
from pipeline.house.titlecase import Capitals, is_small, title_case
from pipeline.names import Names, common
from pipeline.works import Works

SEVERITY = Severity.ERROR
FIX = "unsafe"
_HEADINGS = "## The Long Way Home\n\nA.\n\n## Rain and Other Weather\n\nB.\n\n## The Sound of Drums\n\nC.\n\n"
_LOW = "## The long way home\n\nA.\n\n## Rain and other weather\n\nB.\n\n## The view from here\n\nC.\n\n"
EXAMPLES = (
    Flagged(_HEADINGS + "## ⟦The view from the roof⟧\n\nD.\n", fixed=_HEADINGS + "## The View from the Roof\n\nD.\n"),
    Flagged(
        "## The long way home\n\nA.\n\n## Rain and other weather\n\nB.\n\n## ⟦The Sound of Drums Alone⟧\n\nC.\n",
        severity=Severity.QUERY,
    ),
    Flagged(
        _HEADINGS + "## ⟦A Walk In The Rain⟧\n\nD.\n",
        fixed=_HEADINGS + "## A Walk in the Rain\n\nD.\n",
        severity=Severity.QUERY,
    ),
    Allowed("## A Walk In The Rain\n\nA.\n\n## Rain And Other Weather\n\nB.\n\n## The Sound Of Drums\n\nC.\n"),
    Allowed(_HEADINGS + "## Why *The Walk* Ends\n\nD.\n"),
    Allowed(_LOW + "## The Marten Brothers\n\nThen the Marten Brothers wrote to the Marten Brothers.\n"),
    Allowed(_LOW + "## Cold Rain Over Everything\n\nThe song “Cold Rain Over Everything” is long.\n"),
    Allowed("## The long way home\n\nA.\n\n## Legacy\n\nB.\n\n## A night with John Ford\n\nC.\n"),
    Allowed("## The Long Way Home\n\nA.\n\n## The view from the roof\n\nB.\n"),
    Allowed("# The Title of It All\n\n## The long way home\n\nA.\n\n## The view\n\nB.\n\n## What was lost\n\nC.\n"),
)


def find(document: Document, house: House, works: Works, names: Names) -> Iterator[Finding]:
    """Flag the odd headings, each whole: by the house's profile, or by what the draft mostly does."""
    named = _words_of_names(document, names)
    headings = [
        _Heading(block, _style(block, named, works)) for block in document.blocks if block.kind is BlockKind.HEADING
    ]
    known = house.names | {name for work in works if work.recorded for name in (work.title, *work.alternatives)}
    profile = style(house)
    if profile is not None:
        yield from _by_profile(headings, profile, known)
        return
    yield from _by_style(headings, known)
    yield from _by_small_words(headings, known)


class _Heading(NamedTuple):
    block: Block
    style: str
    """`headline`, `sentence`, or nothing where the capitals don't tell."""


def _by_profile(headings: Sequence[_Heading], profile: Style, known: Set[str]) -> Iterator[Finding]:
    """What a profile that the house names wants otherwise; where only a preposition is at stake, as a question."""
    wanted = profile.headings
    for block, kind in headings:
        if wanted == "sentence":
            if kind == "headline":
                message = f"This heading is in headline style, where {profile.name} wants sentence style."
                yield flag(block, 0, len(block.text), message)
            continue
        cased = _cased(block, profile.capitals, known)
        odd = [old for old, new in zip(block.text.split(), cased.split(), strict=True) if old != new]
        if odd:
            plain = [re.sub(r"^\W+|\W+$", "", word) for word in odd]
            weighed = all(is_small(word, "mla-9") and not _is_plain(word.lower()) for word in plain)
            message = f"The capitals of this heading are not those of {profile.name}: “{cased}”."
            severity = Severity.QUERY if weighed and kind != "sentence" else None
            yield flag(block, 0, len(block.text), message, cased, severity=severity)


def _by_style(headings: Sequence[_Heading], known: Set[str]) -> Iterator[Finding]:
    """A heading in headline style among those in sentence style, or the other way round."""
    styles = {block.index: style for block, style in headings}
    headline = [index for index, style in styles.items() if style == "headline"]
    sentence = [index for index, style in styles.items() if style == "sentence"]
    odd, even = sorted((headline, sentence), key=len)
    if not odd or len(even) < 2 * len(odd):
        return
    wanted = "headline" if even is headline else "sentence"
    for block, _ in headings:
        if block.index not in odd:
            continue
        message = f"This heading is in {styles[block.index]} style, where {len(even)} others are in {wanted} style."
        severity = None if len(even) >= 3 * len(odd) else Severity.QUERY
        if wanted == "headline":
            cased = _cased(block, "chicago-18", known)
            yield flag(block, 0, len(block.text), message, cased, severity=severity)
        else:
            yield flag(block, 0, len(block.text), message, severity=severity)


def _by_small_words(headings: Sequence[_Heading], known: Set[str]) -> Iterator[Finding]:
    """A heading whose “the” or “of” has a capital inside, where the others that have such words set them small."""
    large, small = [], 0
    for block, way in headings:
        if way != "headline":
            continue
        cased = _cased(block, "chicago-18", known)
        inside = [(old, new) for old, new in zip(block.text.split(), cased.split(), strict=True) if _is_plain(new)]
        odd = [old for old, new in inside if old != new]
        if odd and len(odd) == len(inside):
            large.append((block, cased, odd[0]))
        small += bool(inside) and not odd
    if not large or small < 2 * len(large):
        return
    for block, cased, word in large:
        message = f"“{word}” has a capital here, where {small} other headings have such words in lower case."
        severity = None if small >= 3 * len(large) else Severity.QUERY
        yield flag(block, 0, len(block.text), message, cased, severity=severity)


def _is_plain(word: str) -> bool:
    """Whether a word is small in every guide's titles, and as it stands here."""
    return word in ("a", "an", "the", "and", "or", "of")


def _cased(block: Block, profile: str | Capitals, known: Set[str]) -> str:
    """A heading's text in headline capitals; a title in emphasis begins anew, code stays."""
    marks = {RegionKind.EMPHASIS: "*", RegionKind.STRONG: "*", RegionKind.CODE: "`"}
    put: dict[int, str] = {}
    for region in block.regions:
        if region.kind in marks and region.start < region.end:
            for at in (region.start, region.end):
                put[at] = put.get(at, "") + marks[region.kind]
    text = "".join(put.get(at, "") + letter for at, letter in enumerate(block.text)) + put.get(len(block.text), "")
    cased = title_case(text, profile, known)
    kept, at = [], 0
    for place in range(len(block.text)):
        at += len(put.get(place, ""))
        kept.append(cased[at])
        at += 1
    return "".join(kept)


def _words_of_names(document: Document, names: Names) -> frozenset[str]:
    """The words of the names that stand in the draft's prose; in a heading a capital says nothing."""
    return frozenset(
        word
        for block in document.blocks
        if block.kind in RUNNING
        for start, end in names.stretches.get(block.index, ())
        for word in re.findall(r"[^\W\d_][\w’']*", block.text[start:end])
    )


def _style(block: Block, named: Set[str], works: Works) -> str:
    """`headline`, `sentence`, or nothing where the capitals don't tell: those of names and of titles don't."""
    titled = [(each.start, each.end) for _, each in works.inside(block)]
    found = list(re.finditer(r"(?<![\w#'’-])[^\W\d_][\w'’]*", block.text))[1:]
    main = [match for match in found if not is_small(match[0], "mla-9")]
    words = [match[0] for match in main if not any(start <= match.start() < end for start, end in titled)]
    low = [word for word in words if word.islower() and (len(word) > 3 or word in entries("function-words.tsv"))]
    high = [
        match[0]
        for match in main
        if match[0] in words
        and match[0][0].isupper()
        and match[0][1:].islower()
        and match[0] not in named
        and common(match[0])
    ]
    if low and len(high) <= len(low):
        return "sentence"
    return "headline" if len(high) > 1 and not low else ""
