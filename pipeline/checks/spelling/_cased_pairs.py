"""Well-known pairs without one of their capitals, or both: new Zealand, star wars."""

import re
from collections.abc import Iterator
from functools import cache

from pipeline import house as tables
from pipeline.checks._listed import listed
from pipeline.checks.spelling._cased import set_small
from pipeline.document import Block
from pipeline.finding import Applicability, Finding, flag
from pipeline.house import House

_TWO = re.compile(r"(?<![\w@#/.'’&-])(?=([^\W\d_]+) ([^\W\d_]+)(?![\w@/-]))")
_STATES = re.compile(
    r"\b(?:(?:back|here|over|popular|released?|available|anywhere|everywhere|audiences?|people|fans|live[sd]?|living"
    r"|tour(?:ed|ing)?) in|from|outside|across|(?:back|came|come|comes|coming|went|go|goes|going|return(?:s|ed)?"
    r"|mov(?:e|es|ed|ing)|fl(?:y|ies|ew|ying)|ship(?:s|ped)?|travel(?:s|led|ed)?|emigrated?) (?:back |over )?to)"
    r" the (states)\b(?! (?:of|that|which|where|whose|with|and|to|capital|surrounding|nearby)\b|['’-])"
)

_ATTRIBUTIVE = re.compile(
    r"\b(?:the|an?|this|that|his|her|its|their|our|my|your|['’]s|s['’]) (?:\w+ )?"
    r"(?:new|old|great|young|big|last|first)$"
)
"""Behind a determiner “new” may be an adjective of its own: the new England captain."""

_GOES_ON = listed("before after since until while during than about over under when where because again too")
_ONE_OF_MANY = re.compile(r"\b(?:an?|any|another|every|each|no) $")
"""What says that a pair is a thing of its kind (“a world war”), unless a noun stands behind it (“a star wars fan”)."""

_ADJECTIVES = frozenset(("new", "north", "south", "united", "academy", "star", "great", "saint"))
"""Common words that begin a well-known name; others may well stand before one (I love Lucy)."""

SMALL_TOO = 0.8
"""How much of a pair's use in reviews has both capitals where it is a name even without them."""


TELLING, SEEN = 0.65, 12
"""How much of a word's use has a capital where it tells a name, and how often reviews have it, at least, to say so."""


def in_pairs(block: Block, house: House) -> Iterator[Finding]:
    """Parts of well-known pairs that lack their capital beside one that has it, and “the states” for the country."""
    for match in _STATES.finditer(block.text):
        start, end = match.span(1)
        yield flag(block, start, end, "The country is “the States”.", "States", applicability=Applicability.SAFE)
    for match in _TWO.finditer(block.text):
        pair = f"{match[1]} {match[2]}"
        if pair.islower():
            yield from _both_small(block, house, match)
            continue
        if match[1].islower() is match[2].islower() or pair.isupper() or house.names & {pair, match[1], match[2]}:
            continue
        if match[1].islower() and tables.frequencies().get(match[1], 0) > 2000 and match[1] not in _ADJECTIVES:
            continue
        if match[1].islower() and _ATTRIBUTIVE.search(block.text[: match.end(1)]):
            continue
        if match[2].islower() and _closes(block.text, match):
            continue
        right, count = _pairs().get(pair.lower(), ("", 0))
        small = 1 if match[1].islower() else 2
        if not right or right.split()[small - 1].islower() or count < 5 * tables.names().get(pair, 1):
            continue
        if count >= 0.8 * tables.bigrams().get(pair.lower(), 0) and not set_small(block, match.start(), match.end(2)):
            start, end = match.span(small)
            message = f"“{pair}” is written “{right}”."
            yield flag(block, start, end, message, right.split()[small - 1], applicability=Applicability.SAFE)


def _both_small(block: Block, house: House, match: re.Match[str]) -> Iterator[Finding]:
    """A well-known pair without either of its capitals: new york, star wars."""
    pair = f"{match[1]} {match[2]}"
    right, count = _pairs().get(pair, ("", 0))
    known = count >= SMALL_TOO * tables.bigrams().get(pair, 2 * count + 1)
    if not known and _named(match[1], match[2]):
        right, known = _listed()[pair], True
    if not known or pair in tables.entries("common-pairs.tsv") or house.names & {pair, right}:
        return
    if not right.istitle() or set_small(block, match.start(), match.end(2)) or _parted(block.text, match):
        return
    behind = re.match(r" ([a-z]+)", block.text[match.end(2) :])
    alone = behind is None or behind[1] in tables.entries("function-words.tsv") | _GOES_ON
    if alone and _ONE_OF_MANY.search(block.text[: match.start()]):
        return
    message = f"“{pair}” is written “{right}”."
    yield flag(block, match.start(), match.end(2), message, right, applicability=Applicability.SAFE)


def _closes(text: str, match: re.Match[str]) -> bool:
    """Whether a pair's first word ends a better-known pair, so that the small one needs no capital: New York city."""
    before = re.search(r"([^\W\d_]+) $", text[: match.start()])
    if before is None:
        return False
    _, often = _pairs().get(f"{before[1]} {match[1]}".lower(), ("", 0))
    return often > _pairs().get(f"{match[1]} {match[2]}".lower(), ("", 0))[1]


def _parted(text: str, match: re.Match[str]) -> bool:
    """Whether a pair's first word belongs to the one before it: a high school musical."""
    before = re.search(r"([a-z]+) $", text[: match.start()])
    if before is None or before[1] in tables.entries("function-words.tsv"):
        return False
    together = tables.bigrams()
    return together.get(f"{before[1]} {match[1]}", 0) > 5 * together.get(f"{match[1]} {match[2]}", 0)


def _named(*words: str) -> bool:
    """Whether two small words are a listed name, neither is a word of grammar, and one seldom lacks its capital."""
    often, large = tables.frequencies(), tables.capitals()
    telling = any(large.get(word, 0) >= TELLING * max(often.get(word, 0), SEEN) for word in words)
    plain = any(word in tables.entries("function-words.tsv") for word in words)
    return telling and not plain and " ".join(words) in _listed()


@cache
def _listed() -> dict[str, str]:
    """The house's names of two words, by their lower-cased form."""
    return {name.lower(): name for name in tables.entries("people.tsv") if name.count(" ") == 1}


@cache
def _pairs() -> dict[str, tuple[str, int]]:
    """The pairs that reviews have forty times or more in one form, by their lower-cased form."""
    forms: dict[str, tuple[str, int]] = {}
    for pair, count in tables.names().items():
        if count >= max(40, forms.get(pair.lower(), ("", 0))[1]):
            forms[pair.lower()] = (pair, count)
    return forms
