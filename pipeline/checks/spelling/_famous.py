"""Well-known names of two words, and what a draft's pair of names near one was meant to be.

Reviews have “Steve Buscemi” a hundred times and “Steve Buscimi” never: one part is the same, the other is a slip away
and no name of its own. A part that is a name or a word of its own (Rick for Dick, Leaf for Lean) may well be somebody
else's; there the pair has to be far rarer than the well-known one, which has to be nearly alone with its other part.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from pipeline import house
from pipeline.checks.spelling._suggest import slip

OFTEN = 20
"""How often reviews have a pair for it to be well known."""

RATIO = 20
"""How much oftener a well-known pair stands than the one near it; half of that for one with a hundred mentions."""

MANY = 25
"""With more others than this, one letter makes another name of a name: Robert Smit is no Robert Smith."""

LISTED = 4
"""How much oftener a pair of the house's list stands than the one near it, which may be a slip that many make."""

OWN = 12
"""How often reviews have a word for it to have a life of its own."""

SELDOM = 8
"""How often reviews have a pair that is known well enough for an odd part that is no word and no name at all."""

PARTICLES = frozenset(("da", "de", "del", "della", "der", "di", "du", "la", "le", "van", "von"))

BEARERS = 4
"""With more others than this, a word is a name that many have."""

FEW_BEARERS, SHARE = 1, 0.02
"""The same beside a word that goes with the well-known one in a smaller share of its names: many are called Richard."""

_ROMANIZED = re.compile(r"(?<=sk)(?:y|i|ii|ij|iy|yi)\Z")
"""The endings that a Slavic name in -ski may have in Latin letters."""

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


class Pair(NamedTuple):
    """Two neighbours that are names: where the first begins, where the second ends, and the two as written."""

    start: int
    end: int
    first: str
    second: str


class Meant(NamedTuple):
    """The well-known pair, which of its parts (0 or 1) the draft has otherwise, how often it stands, whether sure.

    Where both parts are otherwise, `part` is None.
    """

    name: str
    part: int | None
    often: int
    sure: bool


def pairs(text: str) -> Iterator[Pair]:
    """The pairs of capitalised neighbours of a text, without a possessive ending."""
    grammar = house.entries("function-words.tsv")
    before: re.Match[str] | None = None
    for match in _WORD.finditer(text):
        word = match[0]
        if word in PARTICLES and (before is None or _heads(before)):
            before = match
            continue
        if not word[0].isupper() or (word.lower() in grammar and not _heads(before)):
            before = None
            continue
        if before and text[before.end() : match.start()] == " " and not re.search(r"['’]s?$", before[0]):
            plain = re.sub(r"['’]s?$", "", word)
            yield Pair(before.start(), match.start() + len(plain), before[0], plain)
        before = match


def _heads(before: re.Match[str] | None) -> bool:
    """Whether a name begins before: a word of grammar with a capital behind it may be a slip."""
    return before is not None and before[0].istitle() and before[0].lower() not in house.entries("function-words.tsv")


def meant(pair: Pair, beside: Sequence[str] = ()) -> Meant | None:
    """The well-known pair that a draft's pair is a slip of, or nothing; `beside` are the words before and behind it."""
    here = f"{pair.first} {pair.second}".replace("’", "'")
    count = house.names().get(here, 0)
    if here in _all_listed():
        return None
    best = _longer(pair, beside)
    if best:
        return best
    for part, (odd, other) in enumerate(((pair.first, pair.second), (pair.second, pair.first))):
        if (
            min(len(odd), len(other)) < 2
            or "-" in odd
            or odd in PARTICLES
            or not odd[0].isupper()
            or (odd.isupper() and len(odd) > 1)
        ):
            continue
        known, total = _known(part, _plain(other))
        for form, often in known:
            if _ROMANIZED.sub("", odd) == _ROMANIZED.sub("", form) != form:
                continue  # Konchalovsky and Konchalovski are one name in Latin letters
            rarer = RATIO if often < 100 else RATIO // 2
            name = f"{form} {other}" if part == 0 else f"{other} {form}"
            listed = name in _all_listed() and bearers(part).get(_plain(form), 0) <= MANY
            enough = often >= max(OFTEN, rarer * max(count, 1)) or (listed and often >= LISTED * count)
            if often >= (best.often if best else 0) and (enough or (not count and _strange(odd, form))):
                grade = _grade(odd, form, often, total, count, listed=listed)
                if other.lower() in PARTICLES and grade is not None and not _confirmed(form, part, beside):
                    continue
                others = FEW_BEARERS if often < SHARE * total else BEARERS
                if grade is False and bearers(part).get(_plain(odd), 0) > others:
                    continue
                if grade is not None:
                    best = Meant(name, part, often, grade or _confirmed(form, part, beside))
    return best or _both(pair, count)


def _both(pair: Pair, count: int) -> Meant | None:
    """The well-known pair of which both parts are a slip: Vin Rahmes for Ving Rhames. None of a pair reviews know.

    The second part has to be unknown to reviews; the first may be a name of its own, one letter away.
    """
    odd = _plain(pair.second)
    if count > 1 or len(odd) < 5 or "-" in odd or house.frequencies().get(odd, 0) >= SELDOM or pair.second.isupper():
        return None
    here = f"{_plain(pair.first)} {odd}"
    found = []
    for near, _, _ in process.extract(here, list(_wholes()), scorer=OSA.distance, score_cutoff=3, limit=10):
        first, second = near.split(" ")
        if first == _plain(pair.first) or second == odd or OSA.distance(first, _plain(pair.first)) > 1:
            continue
        if len(second) >= 5 and slip(odd, second) <= 1.0 and len(first) > 2 and OSA.distance(second, odd) == 1:
            found.append(near)
    return Meant(_wholes()[found[0]], None, OFTEN, True) if len(found) == 1 else None


@cache
def _wholes() -> dict[str, str]:
    """The well-known pairs, by their plain form."""
    return {_plain(name): name for name, often in _counted().items() if often >= OFTEN and name.count(" ") == 1}


def _longer(pair: Pair, beside: Sequence[str]) -> Meant | None:
    """What the second part of a pair is meant to be as the last of a listed name of three words or more."""
    last = _lasts().get(f"{_plain(beside[0])} {_plain(pair.first)}", "") if beside and beside[0] else ""
    near = last and _plain(last) != _plain(pair.second) and pair.second[0].isupper()
    if not near or len(last) < 5 or slip(_plain(pair.second), _plain(last)) > 1.0:
        return None
    return Meant(f"{pair.first} {last}", 1, OFTEN, True)


@cache
def _lasts() -> dict[str, str]:
    """The last words of the listed names of three words or more, by the two before them."""
    names = (name.split() for name in house.entries("people.tsv"))
    return {f"{_plain(parts[-3])} {_plain(parts[-2])}": parts[-1] for parts in names if len(parts) > 2}


def _strange(odd: str, form: str) -> bool:
    """Whether a part is unknown to reviews, and very near the other one."""
    wrong, right = _plain(odd), _plain(form)
    near = 0.95 if len(right) > 5 else 0.6
    return len(right) > 4 and house.frequencies().get(wrong, 0) == 0 and slip(wrong, right) <= near


def _grade(odd: str, form: str, often: int, total: int, count: int, *, listed: bool = False) -> bool | None:
    """Whether a part is a slip of a well-known one: True where that is sure, False a question, None where it is not."""
    wrong, right = _plain(odd), _plain(form)
    if wrong == right or "-" in right or right in (wrong + "s", wrong + "es") or wrong in (right + "s", right + "es"):
        return None
    edits = OSA.distance(wrong, right)
    if edits > (2 if len(right) >= 7 else 1) or len(right) < 4:
        return None
    far = slip(wrong, right)
    if house.frequencies().get(wrong, 0) < OWN or right in house.misspellings().get(wrong, ())[:1]:
        return True if far <= (1.4 if len(right) >= 6 else 1.0 if len(right) > 4 else 0.5) else None
    if _common(wrong) and wrong[0] == right[0]:
        return False if far <= 0.9 and often >= 10 * RATIO * max(count, 1) and often >= 0.8 * total else None
    mute = re.sub("[eh]", "", wrong) == re.sub("[eh]", "", right) or _single(wrong) == _single(right)
    near = (far <= 0.6 and len(right) > 4) or mute or (far <= 1.1 and {wrong[0], right[0]} == {"c", "k"})
    if near and house.frequencies().get(right, 0) >= RATIO * house.frequencies().get(wrong, 0):
        return True
    if near and listed and len(right) > 4:
        return False
    return False if near and often >= 2 * OFTEN and (often >= 0.5 * total or often >= 5 * RATIO) else None


def _single(word: str) -> str:
    """A word with its doubled letters single: Jeniffer and Jennifer are one."""
    return re.sub(r"(.)\1", r"\1", word)


def _confirmed(form: str, part: int, beside: Sequence[str]) -> bool:
    """Whether the word beyond the odd part, too, is the well-known one's neighbour."""
    near = beside[part] if len(beside) > part else ""
    return bool(near) and house.names().get(f"{near} {form}" if part == 0 else f"{form} {near}", 0) >= OFTEN


def _common(word: str) -> bool:
    """Whether reviews have a word mostly small: it is no name."""
    return house.capitals().get(word, 0) <= 0.4 * house.frequencies().get(word, 0)


def _plain(word: str) -> str:
    """A word lower-cased, without accents, its apostrophes straight."""
    if word.isascii():
        return word.lower()
    parts = unicodedata.normalize("NFD", word.lower().replace("’", "'"))
    return "".join(each for each in parts if not unicodedata.combining(each))


@cache
def _known(part: int, other: str) -> tuple[list[tuple[str, int]], int]:
    """What makes a well-known pair of a word, as its first part (0) or its second, and how often any word does."""
    forms, total = _sides()[part].get(other, ((), 0))
    return _right(forms), total


@cache
def _sides() -> tuple[dict[str, tuple[list[tuple[str, int]], int]], ...]:
    """By a pair's second word, and by its first: the others that it stands with, and how often it does with any."""
    sides: tuple[dict[str, list[tuple[str, int]]], ...] = (defaultdict(list), defaultdict(list))
    totals: tuple[dict[str, int], ...] = (defaultdict(int), defaultdict(int))
    plain = cache(_plain)
    for name, count in {**dict.fromkeys(_all_listed(), SELDOM), **_counted()}.items():
        first, _, second = name.partition(" ")
        for part, odd, other in ((0, first, plain(second)), (1, second, plain(first))):
            totals[part][other] += count
            if count >= SELDOM and odd[0].isupper():
                sides[part][other].append((odd, count))
    return tuple({word: (found, totals[part][word]) for word, found in sides[part].items()} for part in (0, 1))


def _listed() -> Iterator[str]:
    """The pairs of neighbours in the full names of the house's list."""
    for name in house.entries("people.tsv"):
        parts = name.split()
        for first, second in pairwise(parts):
            if "." not in first + second and second[0].isupper() and (first[0].isupper() or first in PARTICLES):
                yield f"{first} {second}"


@cache
def _all_listed() -> frozenset[str]:
    return frozenset(_listed())


def _counted() -> dict[str, int]:
    """The pairs of reviews, those of the house's list at least as often as one that is known well enough."""
    listed = _all_listed()
    return {name: max(count, SELDOM) if name in listed else count for name, count in house.names().items()}


def _right(forms: Sequence[tuple[str, int]]) -> list[tuple[str, int]]:
    """The forms without those that are themselves a common slip of another."""
    return [
        (form, count)
        for form, count in forms
        if not any(more > 3 * count and len(form) > 4 and OSA.distance(form, other) == 1 for other, more in forms)
    ]


def known(word: str, text: str, start: int, end: int) -> bool:
    """Whether the word at `text[start:end]` and a neighbour are a well-known pair, by reviews or by `people.tsv`."""
    before = re.search(r"([^\W\d_]+) $", text[:start])
    after = re.match(r" ([^\W\d_]+)", text[end:])
    both = (before and f"{before[1]} {word}", after and f"{word} {after[1]}")
    people = house.entries("people.tsv")
    return any(pair and (pair in people or house.names().get(pair, 0) >= OFTEN) for pair in both)


@cache
def bearers(part: int) -> dict[str, int]:
    """With how many others a word is a name's first or second part: Hart is the surname of many."""
    return Counter(_plain(name.split(" ")[part]) for name in house.names())


def possessive(pair: Pair) -> str:
    """The well-known pair whose own s was taken for a possessive (Robin William's), or nothing."""
    name = f"{pair.first} {pair.second}"
    whole = house.names().get(name + "s", 0)
    return name + "s" if whole >= max(2 * OFTEN, RATIO * house.names().get(name, 1)) else ""
