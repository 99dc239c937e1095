"""Well-known titles that stand bare and misspelt: helpers of the check that finds them.

A slip leaves most of a title as it is: a letter of one word, the commas or hyphens, a small word, or one word left out.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz.distance import OSA

from pipeline import house
from pipeline.checks.titles._wellknown import famous, known, nearly
from pipeline.house.titlecase import is_small

LEAST, MOST = 3, 7
"""How many words a title has in which a slip is told from other words."""

LETTERS = 5
"""How long a word has to be for one letter in it to be a slip."""

_WORD = re.compile(r"[^\W_](?:[\w'’&-]*[^\W_])?|&")
_JOINT = re.compile(r",? ")


class Slip(NamedTuple):
    """A stretch of a text, `text[start:end]`, and the title that it is nearly."""

    start: int
    end: int
    title: str


def slips(text: str) -> Iterator[Slip]:
    """The stretches of capitalised words that are nearly a well-known title, and none; the longest at each place."""
    words = list(_WORD.finditer(text))
    at = 0
    while at < len(words):
        last = at
        if words[at][0][0].isupper():
            for end in range(min(at + MOST, len(words)), at + LEAST - 1, -1):
                stretch = words[at:end]
                title = _meant(text, stretch)
                if title:
                    yield Slip(stretch[0].start(), stretch[-1].end(), title)
                    last = end - 1
                    break
        at = last + 1


def _meant(text: str, stretch: Sequence[re.Match[str]]) -> str:
    """The well-known title that words with its capitals are nearly; nothing where they are one, or part of more."""
    start, end = stretch[0].start(), stretch[-1].end()
    words = [word[0] for word in stretch]
    if not _is_headline(words) or not all(
        _JOINT.fullmatch(text, one.end(), other.start()) for one, other in pairwise(stretch)
    ):
        return ""
    plain = text[start:end]
    if plain.isupper() or known(plain)[0] or known(re.sub(r"['’]s$", "", plain))[0]:
        return ""
    if re.match(r" [A-Z0-9]|:|['’]", text[end:]) or re.search(r"[A-Z0-9][\w’'-]* $", text[:start]):
        return ""
    low = [word.lower().replace("’", "'") for word in words]
    loose = nearly(plain)
    if loose:
        # A comma before “and” is a matter of style, and so is one too many.
        marks, wanted = (re.findall(r",(?! and\b)|-", each.lower()) for each in (plain, loose))
        return loose if len(wanted) > len(marks) else ""
    return "" if "," in plain else _respelt(low) or _shorter(low) or _other_small(low)


def _is_headline(words: Sequence[str]) -> bool:
    """Whether all main words have capitals, the last word is one of them, and there are two at least."""
    main = [word for word in words if not is_small(word.lower(), "mla-9")]
    return len(main) > 1 and words[-1] == main[-1] and all(word[0].isupper() or word[0].isdigit() for word in main)


def _respelt(words: Sequence[str]) -> str:
    """The title in which one word that is none has a letter more, less or another."""
    odd = [word for word in words if len(word) >= LETTERS and house.frequencies().get(word, 0) < 5 * LETTERS]
    if len(odd) != 1:
        return ""
    at = words.index(odd[0])
    for title in _without_one().get((*words[:at], "", *words[at + 1 :]), ()):
        wanted = title.split()[at]
        if OSA.distance(wanted, odd[0]) == 1 and wanted.rstrip("s") != odd[0].rstrip("s"):
            return known(title)[0]
    return ""


def _shorter(words: Sequence[str]) -> str:
    """The title of five words or more that has one small word more."""
    if len(words) < 4:
        return ""
    found = {
        title
        for at in range(1, len(words))
        for title in _without_one().get((*words[:at], "", *words[at:]), ())
        if is_small(title.split()[at], "mla-9") or title.split()[at] in house.entries("function-words.tsv")
    }
    return known(found.pop())[0] if len(found) == 1 else ""


def _other_small(words: Sequence[str]) -> str:
    """The title that has another small word in one place: of, from."""
    found = {
        title
        for at, word in enumerate(words[:-1])
        if at and is_small(word, "mla-9")
        for title in _without_one().get((*words[:at], "", *words[at + 1 :]), ())
        if is_small(title.split()[at], "mla-9")
    }
    return known(found.pop())[0] if len(found) == 1 else ""


@cache
def _without_one() -> dict[tuple[str, ...], list[str]]:
    """Well-known titles by their words, one of which is left blank; with their article and without."""
    found: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for whole in famous():
        for title in dict.fromkeys((whole, whole.removeprefix("the "))):
            words = title.split()
            if LEAST <= len(words) <= MOST and all(map(_WORD.fullmatch, words)):
                for at in range(len(words)):
                    found[(*words[:at], "", *words[at + 1 :])].append(title)
    return dict(found)
