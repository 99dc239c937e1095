"""What was meant: candidates for a misspelt word, the likeliest first.

Candidates come from the list of known misspellings, from the engine, and from the words of reviews. They are ranked by
how little a hand or an ear has to slip (swapped, doubled and dropped letters, neighbouring keys, letters of one sound),
by how often reviews use the word, and by its neighbours in the sentence.
"""

from collections.abc import Iterable
from functools import cache
from math import log10

from rapidfuzz import process
from rapidfuzz.distance import OSA

from pipeline import house

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_SOUNDS = (
    frozenset("aeiou"),
    frozenset("sc"),
    frozenset("ck"),
    frozenset("sz"),
    frozenset("iy"),
    frozenset("gj"),
    frozenset("fv"),
    frozenset("td"),
    frozenset("mn"),
    frozenset("bp"),
)
KNOWN = 40
"""How often a word has to occur in reviews to be a candidate of our own; below are amateurs' own mistakes."""


@cache
def _keys() -> dict[str, frozenset[str]]:
    """Each letter's neighbours on a QWERTY keyboard."""
    places = {key: (number, at) for number, row in enumerate(_ROWS) for at, key in enumerate(row)}
    return {
        key: frozenset(
            other
            for other, (b, y) in places.items()
            if other != key
            and abs(a - b) <= 1
            and (abs(x - y) <= 1 if a == b else y - x in ((0, -1) if b > a else (0, 1)))
        )
        for key, (a, x) in places.items()
    }


def slip(typed: str, meant: str) -> float:
    """How far a hand or an ear slips from `meant` to `typed`: about 1 for an odd letter, less for a usual slip."""
    rows, columns = len(typed) + 1, len(meant) + 1
    cost = [[0.0] * columns for _ in range(rows)]
    for i in range(1, rows):
        cost[i][0] = cost[i - 1][0] + 1.3
    for j in range(1, columns):
        cost[0][j] = cost[0][j - 1] + 1.3
    for i in range(1, rows):
        for j in range(1, columns):
            a, b = typed[i - 1], meant[j - 1]
            best = min(
                cost[i - 1][j] + _extra(typed, i - 1, meant[j - 1]),
                cost[i][j - 1] + _missing(meant, j - 1, typed[i - 1], j == len(meant)),
                cost[i - 1][j - 1] + (0.0 if a == b else _changed(a, b) + (0.5 if i == j == 1 else 0.0)),
            )
            if i > 1 and j > 1 and a == meant[j - 2] and b == typed[i - 2] and a != b:
                best = min(best, cost[i - 2][j - 2] + 0.6)
            cost[i][j] = best
    return cost[-1][-1]


def _extra(typed: str, at: int, beside: str) -> float:
    """A letter too many: half a slip where it doubles its neighbour."""
    doubled = (at > 0 and typed[at - 1] == typed[at]) or typed[at] == beside
    return 0.5 if doubled else 0.9


def _missing(meant: str, at: int, beside: str, last: bool) -> float:
    """A letter too few: half a slip where one of a pair is left, or a silent letter is."""
    if (at > 0 and meant[at - 1] == meant[at]) or meant[at] == beside:
        return 0.5
    if meant[at] in "eh":
        return 0.7
    return 1.0 if last else 0.85


def _changed(a: str, b: str) -> float:
    if any(a in sounds and b in sounds for sounds in _SOUNDS):
        return 0.6
    return 0.85 if b in _keys().get(a, ()) else 1.1


@cache
def _vocabulary() -> dict[int, tuple[str, ...]]:
    """The words that reviews use often, by their length."""
    wrong = house.misspellings()
    words: dict[int, list[str]] = {}
    for word, count in house.frequencies().items():
        if count >= KNOWN and word not in wrong and word.isalpha() and house.capitals().get(word, 0) < count / 2:
            words.setdefault(len(word), []).append(word)
    return {length: tuple(group) for length, group in words.items()}


@cache
def near(word: str) -> tuple[str, ...]:
    """The words of reviews that are at most two letters away from a lower-cased word, one for a short word."""
    reach = 1 if len(word) < 6 else 2
    found: list[str] = []
    for length in range(len(word) - reach, len(word) + reach + 1):
        choices = _vocabulary().get(length, ())
        found += [hit[0] for hit in process.extract(word, choices, scorer=OSA.distance, score_cutoff=reach, limit=12)]
    return tuple(found)


def ranked(word: str, proposed: Iterable[str], before: str = "", after: str = "") -> tuple[tuple[str, float], ...]:
    """Candidates for a lower-cased word, best first, each with its score; `before` and `after` are its neighbours.

    `proposed` are the engine's, lower-cased; those of the list of known misspellings and of `near` are added.
    """
    known = house.misspellings().get(word, ())
    candidates = dict.fromkeys((*known, *proposed, *near(word)))
    frequencies, pairs = house.frequencies(), house.bigrams()

    def score(candidate: str) -> float:
        often = log10(frequencies.get(candidate, 1) + 1)
        beside = log10(pairs.get(f"{before} {candidate}", 0) + 1) + log10(pairs.get(f"{candidate} {after}", 0) + 1)
        listed = 3.0 - 0.4 * known.index(candidate) if candidate in known else 0.0
        listed += 1.5 if word.endswith("aly") and candidate == word[:-1] + "ly" else 0.0
        listed += 3.0 if word.endswith("ys") and candidate == word[:-2] + "ies" else 0.0
        return listed + 0.6 * often + 0.35 * beside - 2.4 * slip(word, candidate) - (0.8 if " " in candidate else 0.0)

    return tuple(sorted(((candidate, score(candidate)) for candidate in candidates if candidate != word), key=_order))


def _order(scored: tuple[str, float]) -> tuple[float, str]:
    return -scored[1], scored[0]
