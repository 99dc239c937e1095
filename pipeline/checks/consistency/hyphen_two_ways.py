"""A compound before its noun with a hyphen here and without one there: a well-written film, a well written book.

Before a noun a compound has its hyphen or not, but a draft keeps to one way (Chicago 7.89 and its table; New Hart's
Rules 3.3). Behind its noun the hyphen may well be gone (“the book is well written”), so that only compounds that stand
before a noun are compared. Where the draft has the hyphen elsewhere, the open one is flagged; a number and its unit
(a 3-hour film, a three hour epic) are one compound whatever the number and however it is written.
"""

import re
from collections import defaultdict
from collections.abc import Iterator

from spacy.tokens import Doc, Token

from pipeline import house
from pipeline.checks import Allowed, Flagged
from pipeline.checks._listed import listed
from pipeline.checks._places import Place, places
from pipeline.document import Document
from pipeline.engines.spacy import Parser
from pipeline.finding import Finding, Severity, flag

SEVERITY = Severity.ERROR
FIX = "unsafe"
EXAMPLES = (
    Flagged(
        "It is a well-written script, and there is a ⟦well written⟧ novel behind it.",
        fixed="It is a well-written script, and there is a well-written novel behind it.",
    ),
    Flagged(
        "After a 3-hour opera comes a ⟦two hour⟧ film.",
        fixed="After a 3-hour opera comes a two-hour film.",
    ),
    Flagged(
        "The swamp-beast roars. When the ⟦swamp beast⟧ sleeps, the swamp-beast snores.",
        fixed="The swamp-beast roars. When the swamp-beast sleeps, the swamp-beast snores.",
    ),
    Flagged(
        "The sets are well made, and the script is ⟦well-made⟧, too.",
        fixed="The sets are well made, and the script is well made, too.",
    ),
    Allowed("The set is well made. I like this well-made, quiet film."),
    Allowed("The set is well made. It is a really well-made, quiet film."),
    Allowed("The script is well-made, too. Nobody knows how well made it is."),
    Allowed("A well-written script is well written, and it was well written by a poet."),
    Allowed("A 3-hour opera takes three hours, and one hour later it is over."),
    Allowed("It is a well written novel, and a well made film."),
    Allowed("A high-school film: she is in high school, and her high school years are over."),
    Allowed("The follow-up works; they follow up leads. He says “a well written novel” about the well-written novel."),
)

_HYPHENATED = re.compile(r"(?<![\w'’-])(?P<first>[a-z]{2,}|\d+)-(?P<second>[a-z]{3,})(?![\w-])(?!['’][a-z])")
_OPEN = re.compile(r"(?<![\w'’-])(?=(?P<first>[a-z]{2,}|\d+) (?P<second>[a-z]{3,})(?![\w-])(?!['’][a-z]))")
_UNITS = listed("hour minute second day week month year page part episode season volume act man woman mile")
_NUMBERS = listed("two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty sixty")
_FIXED = frozenset(
    ("high school", "real life", "science fiction", "film noir", "box office", "video game", "ice cream")
)
"""Nouns of two words that dictionaries have open; before another noun they may stay so."""


_BEHIND = (
    r"\b(?:(?:(?:is|are|was|were)(?:n['’]t)?|be|been|being|looks?|seems?|(?:it|he|she|that)['’]s"
    r"|(?:they|we|you)['’]re) (?:(?:not|very|really|so|too|quite|as|\w+ly) ){{0,2}})"
    r"(?P<compound>(?:well|badly|poorly|ill){}[a-z]{{3,}})(?=[,.;:!?)]| and | but |$)"
)
_BEHIND_HYPHEN, _BEHIND_OPEN = (re.compile(_BEHIND.format(joint)) for joint in "- ")
"""A compound behind its noun: “is well made”, “was really well-made”; never one with a word for its noun before it."""


def find(document: Document, parser: Parser) -> Iterator[Finding]:
    """Flag each open one beside a hyphenated one, and behind a noun the hyphenated one beside an open one."""
    yield from _behind(document)
    hyphenated: dict[tuple[str, str], list[Place]] = defaultdict(list)
    for place, match in places(document, _HYPHENATED):
        hyphenated[_key(match["first"], match["second"])].append(place)
    if not hyphenated:
        return
    apart = house.entries("hyphen-pairs.tsv")
    for place, match in places(document, _OPEN):
        first, second = match["first"], match["second"]
        known = hyphenated.get(_key(first, second))
        if not known or f"{first} {second}" in _FIXED or first + second in apart:
            continue
        start, end = match.start("first"), match.end("second")
        doc = parser.parse(place.block.text)
        before = any(_before_noun(parser.parse(each.block.text), each.start, each.end) for each in known)
        noun = any(_is_noun(parser.parse(each.block.text), each.end) for each in known)
        number = _key(first, second)[0] == "number" and re.match(r" [a-z]", place.block.text[end:])
        if number or (before and _before_noun(doc, start, end)) or (noun and _compound(doc, start, end)):
            right = f"{first}-{second}"
            message = f"“{place.block.text[start:end]}” here, “{known[0].text}” elsewhere; one way is wanted."
            yield flag(place.block, start, end, message, right)


def _behind(document: Document) -> Iterator[Finding]:
    """Compounds with a hyphen behind their noun, in a draft that has one open there; the guides want none."""
    open_ = {match["compound"] for _, match in places(document, _BEHIND_OPEN)}
    for place, match in places(document, _BEHIND_HYPHEN):
        right = match["compound"].replace("-", " ")
        if right in open_:
            message = f"“{match['compound']}” here, “{right}” elsewhere behind its noun; one way is wanted."
            yield flag(place.block, *match.span("compound"), message, right)


def _key(first: str, second: str) -> tuple[str, str]:
    """What compounds of one kind share: the two words, or for a number and its unit the unit."""
    if second in _UNITS and (first.isdigit() or first in _NUMBERS):
        return "number", second
    return first, second


def _last(doc: Doc, end: int) -> Token | None:
    """The word that ends where a compound ends."""
    return next((token for token in doc if token.idx + len(token) == end), None)


def _before_noun(doc: Doc, start: int, end: int) -> bool:
    """Whether a noun follows that the compound belongs to: the next word is a noun, or an adjective of one."""
    last = _last(doc, end)
    if last is None or last.i + 1 >= len(doc):
        return False
    following = doc[last.i + 1]
    if following.pos_ == "ADJ" and last.i + 2 < len(doc):
        following = doc[last.i + 2]
    first = next((token for token in doc if token.idx == start), None)
    led = (
        first is not None
        and first.i > 0
        and doc[first.i - 1].pos_ in ("DET", "ADJ", "ADP", "ADV", "PRON", "NUM", "CCONJ")
    )
    belongs = last.dep_ in ("amod", "compound", "nmod") and last.head.i > last.i and last.head.pos_ in ("NOUN", "PROPN")
    return belongs or (led and following.pos_ in ("NOUN", "PROPN"))


def _is_noun(doc: Doc, end: int) -> bool:
    """Whether a compound has no noun behind it."""
    last = _last(doc, end)
    return last is not None and (last.i + 1 >= len(doc) or doc[last.i + 1].pos_ not in ("NOUN", "PROPN"))


def _compound(doc: Doc, start: int, end: int) -> bool:
    """Whether two words are a noun with a noun before it."""
    last = _last(doc, end)
    first = next((token for token in doc if token.idx == start), None)
    return (
        last is not None
        and first is not None
        and last.pos_ == "NOUN"
        and first.dep_ == "compound"
        and first.head.i == last.i
    )
