"""One title with different capitals: “The Wind of the West” here, “The Wind Of The West” there.

The same title has the same capitals throughout, whichever style they follow (Chicago, chapter 8, “Titles of works”).
Compared are stretches of three words or more with capitals on all main words, wherever they stand; the rarer way is
flagged, and where both come equally often the one with capitals on its small words, as a query. The first word may be
large at a sentence's start.

Where the house names a profile, a title in italics or quotation marks whose kind is known has that profile's capitals:
one with a capital on “the” or “of” inside is an error, any other difference a question, for a title may be stylised. A
title in small letters only, one with words that are not English, and what `works.toml` names keep their own.
"""

import re
from collections import defaultdict
from collections.abc import Iterator

from pipeline.checks import Allowed, Flagged
from pipeline.checks._places import Place, together
from pipeline.document import Block, BlockKind, Document
from pipeline.finding import Finding, Severity, flag
from pipeline.house import House
from pipeline.house.styles import Style, style
from pipeline.house.titlecase import is_small, title_case
from pipeline.names import common
from pipeline.works import Form, Works

SEVERITY = Severity.ERROR
FIX = "unsafe"
IN_QUOTATIONS = "as-is"
EXAMPLES = (
    Flagged(
        "*Wind of the West* is slow. I like *Wind of the West* less than *⟦Wind Of The West⟧* did.",
        fixed="*Wind of the West* is slow. I like *Wind of the West* less than *Wind of the West* did.",
    ),
    Flagged(
        "We saw ⟦Song Of Rain⟧. We liked Song of Rain.",
        fixed="We saw Song of Rain. We liked Song of Rain.",
        severity=Severity.QUERY,
    ),
    Allowed("We saw Song of Rain. The song of rain ends."),
    Allowed("We saw *Song of Rain*; Song of Rain it is."),
    Allowed("We saw the Song of Rain Festival and a Song for Rain."),
)

_CAPITALS = re.compile(
    r"(?<![\w'’-])[A-Z0-9][\w’'-]*"
    r"(?: (?:(?:of|the|an?|and|or|but|in|on|at|to|for|from|with|by|as|into|over|nor|up) )*[A-Z0-9][\w’'-]*)+(?![\w-])"
)


def find(document: Document, works: Works, house: House) -> Iterator[Finding]:
    """Flag the rarer way, and what has not the capitals of the house's profile."""
    profile = style(house)
    if profile is not None:
        yield from _by_profile(works, profile)
    ways: dict[str, dict[str, list[Place]]] = defaultdict(lambda: defaultdict(list))
    for block in document.blocks:
        if block.kind in (BlockKind.HEADING, BlockKind.HEADLINE, BlockKind.FIELD):
            continue
        for match in _CAPITALS.finditer(block.text):
            for start, text in _tails(match):
                ways[text.lower()][text].append(Place(block, start, match.end()))
    flagged: set[tuple[int, int]] = set()
    for forms in sorted(ways.values(), key=lambda forms: -len(next(iter(forms)))):
        yield from _odd(forms, flagged)


def _by_profile(works: Works, profile: Style) -> Iterator[Finding]:
    """The titles of works of a known kind whose capitals are not a profile's."""
    for work in works:
        if work.kind is None or work.recorded:
            continue
        others = [other.title for other in works if other is not work and " " in other.title]
        for mention in work.mentions:
            text = mention.text
            wanted = title_case(text, profile.capitals, others)
            words = re.findall(r"[^\W\d_][\w’']*", text)
            if mention.bare or mention.form is not Form.TITLE or text == wanted or not any(map(str.isupper, text)):
                continue
            if not all(word[0].isupper() or common(word) or is_small(word, "mla-9") for word in words):
                continue
            odd = [old for old, new in zip(text.split(), wanted.split(), strict=True) if old != new]
            plain = all(word in ("The", "A", "An", "And", "Or", "Of") for word in odd)
            message = f"The capitals of this title are not those of {profile.name}: “{wanted}”."
            severity = None if plain else Severity.QUERY
            yield flag(mention.block, mention.start, mention.end, message, wanted, severity=severity)


def _tails(match: re.Match[str]) -> Iterator[tuple[int, str]]:
    """The stretch itself, and without its first word, which a sentence may have put there."""
    words = list(re.finditer(r"\S+", match[0]))
    for number in (0, 1):
        rest = words[number:]
        small = [word for word in rest[1:-1] if is_small(word[0])]
        if len(rest) > 2 and small and rest[0][0][0].isupper() and not match[0].isupper():
            yield match.start() + rest[0].start(), match[0][rest[0].start() :]


def _odd(forms: dict[str, list[Place]], flagged: set[tuple[int, int]]) -> Iterator[Finding]:
    if len(forms) < 2:
        return
    most = max(len(found) for found in forms.values())
    leading = [form for form in forms if len(forms[form]) == most]
    wanted = max(leading, key=lambda form: (form == title_case(form), sum(word.islower() for word in form.split())))
    for form, found in forms.items():
        odd = [
            (place, wanted)
            for place in found
            if form != wanted
            and (place.block.index, place.end) not in flagged
            and not _inside_longer(place.block, place.start)
        ]
        if odd:
            flagged.update((place.block.index, place.end) for place, _ in odd)
            message = f"“{form}” here, “{wanted}” elsewhere; a title has the same capitals throughout."
            yield together(odd, message, None if most > len(found) else Severity.QUERY)


def _inside_longer(block: Block, start: int) -> bool:
    """Whether a word in capitals throughout stands before: a shout, not a title."""
    return bool(re.search(r"[A-Z]{3,} $", block.text[:start]))
