"""A capital on an article, “and” or a short preposition inside a title that sets its others small: “Song Of the Sea”.

Inside a title articles, “and”, “or” and short prepositions are small (Chicago, chapter 8, “headline style”; MLA 9 and
AP alike); some houses give them capitals, but one title, and one draft, does one of the two. Flagged is the title that
does both; where all of a title's have capitals, and those of as many others or more have none, it is a question, and so
is a well-known title that stands once, the only one of the draft to have such words: once is no way of setting titles.
A word behind a colon, a dash or a comma begins anew, and one that belongs to a verb (Come On In) has its capital.
"""

import re
from collections.abc import Iterator

from pipeline.checks import Allowed, Flagged
from pipeline.checks._places import Place, together
from pipeline.checks.titles._named import Way, titles
from pipeline.document import Document
from pipeline.finding import Finding, Severity
from pipeline.house.known import known_titles, plain
from pipeline.works import Works

SEVERITY = Severity.ERROR
FIX = "unsafe"
IN_QUOTATIONS = "as-is"
EXAMPLES = (
    Flagged(
        "It is no match for “⟦Keeper Of the Old House⟧”, then.",
        fixed="It is no match for “Keeper of the Old House”, then.",
    ),
    Flagged(
        "Of “Song of Rain”, “The End of the Road” and “⟦The Man On The Roof⟧” I like the last best.",
        fixed="Of “Song of Rain”, “The End of the Road” and “The Man on the Roof” I like the last best.",
        severity=Severity.QUERY,
    ),
    Flagged(
        "Of “Song of Rain” and “⟦The Man On The Roof⟧” I like the last best.",
        fixed="Of “Song of Rain” and “The Man on the Roof” I like the last best.",
        severity=Severity.QUERY,
    ),
    Flagged(
        "It is no match for “⟦Lord Of The Flies⟧”, then.",
        fixed="It is no match for “Lord of the Flies”, then.",
        severity=Severity.QUERY,
    ),
    Allowed("I like “Song Of Rain” and “The Man On The Roof”."),
    Allowed("I like “Lord Of The Flies” and “Song Of Rain”. It is no match for “Man On The Roof”."),
    Allowed("It is no match for “Lord Of The Flies”, then. Nobody matches “Lord Of The Flies”."),
    Allowed("It is no match for “Songs Of The Man On The Roof”, then."),
    Allowed("I like “The Rain, The Roof and the Road”, “Rain: The Song of It”, and “Turn It On and On”."),
    Allowed("I like “The Making of The Salt Road” and “A Night in The Rain”."),
    Allowed("I like “Come On to the Roof” and “The Man in the Rain”."),
)

_SMALL = re.compile(r"(?<=[\w!?’'] )(?:of|the|an?|and|or|in|on|at|for|to|from|with|by)(?= \w)", re.IGNORECASE)
_VERB = re.compile(
    r"\b(?:come|go|turn|get|put|take|bring|hold|carry|move|keep|look|stand|walk|live|give|break|log|pass|drop|let|blow|it|me|him"
    r"|her|them|us|you|one|two|1|2) $",
    re.IGNORECASE,
)
MOST = 3
"""How long a small word is, at most, that no guide gives a capital."""

_INNER = re.compile(r"\b(?:of|in|on|with|from|and|behind|about) $")


def find(document: Document, works: Works) -> Iterator[Finding]:
    """Flag the titles whose small words have capitals."""
    mixed: dict[str, list[Place]] = {}
    large: dict[str, list[Place]] = {}
    small = 0
    for title in titles(document, works):
        for place in title.places:
            text = place.block.text[place.start : place.end]
            inner = [match for match in _SMALL.finditer(text) if _counts(text, match)]
            capital = [match for match in inner if match[0][0].isupper()]
            if text.isupper() or not inner or place.way is Way.LINKED:
                continue
            small += not capital
            if capital:
                where = mixed if len(capital) < len(inner) else large
                where.setdefault(text, []).append(Place(place.block, place.start, place.end))
    if len(mixed) <= max(1, small):
        for text, found in mixed.items():
            yield _finding(text, found, "its own others are small", None)
    others = "another title sets" if small == 1 else f"{small} other titles set"
    alone = not mixed and not small and sum(map(len, large.values())) == 1
    for text, found in large.items():
        if small >= len(large):
            yield _finding(text, found, f"{others} such words small", Severity.QUERY)
        elif alone and _is_known(text):
            yield _finding(text, found, "no other title says that this is the draft's way", Severity.QUERY)


def _is_known(text: str) -> bool:
    """Whether a title is a listed one with small words, and none that AP gives a capital (“composition titles”)."""
    one = known_titles().get(plain(text))
    larger = any(len(match[0]) > MOST for match in _SMALL.finditer(text))
    return one is not None and not larger and any(match[0].islower() for match in _SMALL.finditer(one.title))


def _counts(text: str, match: re.Match[str]) -> bool:
    """Whether a small word is a title's own: no verb's, and none that begins a title inside it."""
    before = text[: match.start()]
    return not _VERB.search(before) and not (match[0] in ("The", "A", "An") and _INNER.search(before))


def _finding(text: str, found: list[Place], why: str, severity: Severity | None) -> Finding:
    wanted = _SMALL.sub(lambda match: match[0].lower() if _counts(text, match) else match[0], text)
    message = f"“{text}” has a capital on a small word, where {why}; “{wanted}” is wanted."
    return together([(place, wanted) for place in found], message, severity)
