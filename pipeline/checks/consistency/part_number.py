"""The number of a part in words here and in digits there: season one, season 2.

Chicago sets the numbers of seasons, episodes, chapters and other parts in digits (chapter 9, “Chapters and other
divisions of a book”), AP too; words are as good where a draft keeps to them. Compared are the numbers of one sort of
part, from one to twelve; the rarer way is flagged, and where both come equally often the later one, as a question.
Parts with a capital (Part Two) may be names and are left alone, as are quotations.
"""

import re
from collections import defaultdict
from collections.abc import Iterator

from pipeline.checks import Allowed, Flagged
from pipeline.checks._places import Place, places, together
from pipeline.document import Document
from pipeline.finding import Finding, Severity

SEVERITY = Severity.ERROR
FIX = "unsafe"
EXAMPLES = (
    Flagged(
        "In season 1 it rains, in season 2 it snows, and in season ⟦three⟧ it thaws.",
        fixed="In season 1 it rains, in season 2 it snows, and in season 3 it thaws.",
    ),
    Flagged(
        "In chapter one they meet, and in chapter ⟦2⟧ they part.",
        fixed="In chapter one they meet, and in chapter two they part.",
        severity=Severity.QUERY,
    ),
    Allowed("In chapter one they meet, and in episode 2 they part. Season one is long."),
    Allowed("In Part One they meet, and in part 2 they part. “Season 2,” she says of season one."),
    Allowed("In season one they meet; season 14 is long."),
)

_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_PART = re.compile(
    r"(?<![\w'’-])(?:season|series|episode|chapter|part|volume|round|book|level|phase)s? "
    rf"(?P<number>{'|'.join(_WORDS)}|[1-9]|1[0-2])(?![\w’-]|[.,:/]\d| (?:of|or) )"
)


def find(document: Document) -> Iterator[Finding]:
    """Flag each number of the rarer way."""
    found: dict[str, tuple[list[Place], list[Place]]] = defaultdict(lambda: ([], []))
    for place, match in places(document, _PART):
        start, end = match.span("number")
        label = place.text.split()[0].rstrip("s")
        found[label][match["number"].isdigit()].append(Place(place.block, start, end))
    for words, digits in found.values():
        if not words or not digits:
            continue
        if len(words) == len(digits):
            odd = max(words, digits, key=lambda each: (each[0].block.index, each[0].start))
        else:
            odd = min(words, digits, key=len)
        even = words if odd is digits else digits
        message = f"“{odd[0].text}” here, “{even[0].text}” elsewhere ({len(even)} to {len(odd)}); one way is wanted."
        wanted = [(place, _other(place.text)) for place in odd]
        yield together(wanted, message, None if len(even) > len(odd) else Severity.QUERY)


def _other(number: str) -> str:
    """A number in words for one in digits, and the other way round."""
    return _WORDS[int(number) - 1] if number.isdigit() else str(_WORDS.index(number) + 1)
