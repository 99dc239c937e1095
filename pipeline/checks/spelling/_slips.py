"""Single names that are a slip away from a well-known one."""

import re
from collections.abc import Iterator
from functools import cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from pipeline import house as tables
from pipeline.checks.spelling._suggest import slip
from pipeline.names import Place, base

LONG = 7
"""From this many letters on, a name has few neighbours of its own."""

_COMMON_END = re.compile(
    r"(?:s[eo]n|mann?|berg|burg|stein|vic|sk[iy]|[eo]va?|[eo]ff|er|ers|ton|land|ley|ini|ino|ella?|ette)$"
)
"""Names that end so have many neighbours."""

SELDOM = 8
"""Below this many uses in reviews a name is all but unknown."""

MUCH = 30
"""How much oftener a well-known name stands in reviews than what is a common slip of it."""

OFTEN = 60
"""How often reviews have a name for it to be well known."""


def looks_odd(spelling: str) -> bool:
    """Whether a capitalised word of four letters or more is all but unknown to reviews, or a listed misspelling."""
    if re.fullmatch(r"[A-Z][a-z]{3,}", spelling) is None or spelling.lower() in _well_known_forms():
        return False
    often = tables.frequencies()
    if spelling.lower() in tables.misspellings() or often.get(spelling.lower(), 0) < SELDOM:
        return True
    # A slip that reviewers often make is rare only beside the name itself.
    near = process.extract(spelling.lower(), _long_forms(), scorer=OSA.distance, score_cutoff=1, limit=None)
    return any(
        often.get(known, 0) >= MUCH * often[spelling.lower()] and slip(spelling.lower(), known) <= 0.6
        for known, distance, _ in near
        if distance == 1
    )


def beside(spelling: str, text: str, place: Place) -> tuple[str, bool]:
    """The well-known name whose own neighbour stands beside this one, or nothing; it is sure."""
    before = re.search(r"([\w'’]+) $", text[: place.start])
    after = re.match(r"(?:['’]s)? (\w+)", text[place.start + len(spelling) :])
    for known in _near(spelling.lower()):
        if spelling.lower() == known + "s" or slip(spelling.lower(), known) > 1.0:
            continue
        if (before and _neighbours(before[1], known, before[1])) or (after and _neighbours(known, after[1], after[1])):
            return _well_known_forms().get(known, base(known).capitalize()), True
    return "", False


def alone(spelling: str, text: str, place: Place) -> tuple[str, bool]:
    """The well-known name that is meant whoever stands beside it, or nothing, and whether that is sure."""
    small, forms = spelling.lower(), _well_known_forms()
    for known in tables.misspellings().get(small, ())[:1]:
        if known in forms:
            return forms[known], True
    before = re.search(r"([\w'’]+) $", text[: place.start])
    for swapped in (small[:at] + small[at + 1] + small[at] + small[at + 2 :] for at in range(len(small) - 1)):
        if swapped != small and swapped in forms and (swapped[0] == small[0] or len(small) >= LONG):
            return forms[swapped], before is None or not _telling(before[1])
    for known, form in forms.items():
        least = LONG - 1 if form in tables.entries("well-known.tsv") or known not in _peoples() else LONG
        if len(known) < least or known[0] != small[0] or _longer(small, known) or OSA.distance(small, known) != 1:
            continue
        if slip(small, known) <= 0.95:
            led = before is not None and _telling(before[1]) and not _neighbours(before[1], known, before[1])
            if not led or (slip(small, known) <= 0.6 and known not in _peoples()):
                return form, not led
    return "", False


def _longer(word: str, known: str) -> bool:
    """Whether a word is a name with an ending of its own: more than its last letter doubled."""
    return word.startswith(known) and word != known + known[-1]


def _neighbours(first: str, second: str, other: str) -> bool:
    """Whether reviews have two words side by side, of which `other` is the draft's own and a part of a name."""
    return _telling(other) and tables.bigrams().get(f"{first} {second}".lower(), 0) >= 10


def _telling(neighbour: str) -> bool:
    """Whether a neighbour is a part of a name: it has a capital and is no word of grammar."""
    return neighbour[0].isupper() and neighbour.lower() not in tables.entries("function-words.tsv")


def _is_name(word: str) -> bool:
    """Whether reviews know a word, and nearly always with a capital."""
    return tables.capitals().get(word, 0) > 0.5 * max(tables.frequencies().get(word, 0), OFTEN / 2)


@cache
def _near(word: str) -> tuple[str, ...]:
    """The names that reviews use often, with the same first letter, one slip away, commonest first."""
    found = process.extract(word, _often_named(), scorer=OSA.distance, score_cutoff=1, limit=20)
    near = (hit[0] for hit in found if hit[0] != word and hit[0][0] == word[0])
    return tuple(sorted(near, key=lambda name: -tables.frequencies()[name]))


@cache
def _often_named() -> tuple[str, ...]:
    names = (word for word, count in tables.frequencies().items() if count >= OFTEN and len(word) >= 5)
    return tuple(word for word in names if _is_name(word))


@cache
def _peoples() -> frozenset[str]:
    return frozenset(form.lower() for form in tables.entries("cased.tsv"))


@cache
def _well_known_forms() -> dict[str, str]:
    """The well-known names of the house's tables, by their lower-cased form."""
    forms = (*tables.entries("cased.tsv"), *tables.entries("well-known.tsv"))
    return {**{form.lower(): form for form in _rare_parts()}, **{form.lower(): form for form in forms}}


@cache
def _long_forms() -> tuple[str, ...]:
    return tuple(known for known in _well_known_forms() if len(known) >= LONG)


def _rare_parts() -> Iterator[str]:
    """The long and unusual words of well-known full names: few other names are near them."""
    for name in tables.entries("people.tsv"):
        for part in name.split():
            small = part.lower()
            often = tables.frequencies().get(small, 0)
            if often < 30 and len(part) > LONG and part.isalpha() and part.istitle() and not _COMMON_END.search(small):
                yield part
