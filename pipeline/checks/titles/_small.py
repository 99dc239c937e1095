"""Listed titles that stand in small letters throughout: helpers of the check that finds them.

How sure it is that words mean the work is what a corpus says of them (`known-titles.tsv`): whether they stand small for
anything else, and whether one of them is a name, or no word of reviews at all.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from pipeline import house
from pipeline.checks.titles._wellknown import ATTRIBUTIVE, is_own
from pipeline.document import Block, RegionKind
from pipeline.house.known import Known, known_titles, plain
from pipeline.house.titlecase import is_small
from pipeline.names import common

OFTEN = 15
"""How many reviews have two ordinary words as a title, at least, for them to mean it wherever they stand."""

RARE = 5
"""How often a word is in 22.7 million, at least, for it to be one; and a title, for its name to be known."""

OTHER = 12
"""How many times commoner as a title than as prose such words are."""

_WORD = re.compile(r"(?<![\w'’-])\w[\w'’-]*")

MORE = 2
"""By how many characters behind its first word a title is looked for: a space, and a letter that few titles share."""
_DETERMINED = re.compile(
    r"\b(?:an?|this|that|these|those|my|your|his|her|its|our|their|some|any|no|every|each|another|more|so|very|too) $",
    re.IGNORECASE,
)
_WORK = (
    r"films?|movies?|shows?|series|anime|manga|games?|books?|novels?|albums?|songs?|tracks?|(?:en)?titled|called|"
    r"(?:re)?watch(?:e[ds]|ing)?|seen|saw|(?:episodes?|season \w+|remake|version|fans?) of|"
    r"(?:similar|compared|akin|prequel|sequel) to"
)
_LED = re.compile(rf"\b(?:{_WORK})(?: like| the)?[,:]? $|^\W*$")
_BESIDE = re.compile(r"\b(?:like|unlike|than|in|from|play(?:ed|ing)?|read(?:ing)?)(?: the)? $")
_ENDS = re.compile(
    r"[\"”’']?(?:[.,;:!?)]|$| \(| (?:and|or|but|is|was|has|had|with|because|as|than|for|in|on|at|by|so)\b)"
)
_JOINED = re.compile(r"[\"”’']?(?:, ?(?:and |or )?| and | or |/)[\"“‘']?")


class Small(NamedTuple):
    """A listed title in small letters, `text[start:end]`; `sure` is whether its words can mean nothing else."""

    start: int
    end: int
    title: str
    sure: bool


def smalls(block: Block) -> Iterator[Small]:
    """The titles of a block that have no capitals, or begin with a small letter, the longest at each place.

    Words that are no more than likely to be one are where they stand beside another.
    """
    found = list(_candidates(block))
    sure = [each for each, told in found if told]
    for each, told in found:
        beside = (block.text[min(each.end, one.end) : max(each.start, one.start)] for one in sure if one is not each)
        if told or any(map(_JOINED.fullmatch, beside)):
            yield each


def _candidates(block: Block) -> Iterator[tuple[Small, bool]]:
    """What may be titles, and whether each is one where it stands alone."""
    text = block.text.lower().replace("’", "'")
    if len(text) != len(block.text):
        return
    at = 0
    for match in _WORD.finditer(text):
        start = match.start()
        if start < at or not block.text[start].islower():
            continue
        for form, one in _by_beginning().get(text[start : match.end() + MORE], ()):
            end = start + len(form)
            if text.startswith(form, start) and not re.match(r"[\w-]|'(?!s\b)\w", text[end:]):
                title = one.title if len(form) == len(one.title) else one.title.partition(" ")[2]
                told = _told(block, start, end, one, title)
                if told is not None:
                    sure = is_plain_title(one) and (not _is_ordinary(one) or _is_led(block, start, end))
                    yield Small(start, end, title, sure), told
                    at = end
                    break


def _told(block: Block, start: int, end: int, one: Known, title: str) -> bool | None:
    """Whether the sentence says that words are a title, or they can be nothing else; None where they are none."""
    before, whole = block.text[max(0, start - 40) : start], title == one.title
    if block.inside(RegionKind.FOREIGN, start, end) or block.inside(RegionKind.CODE, start, end) or not is_own(one):
        return None
    if re.search(r"\bthe $" if whole else r"\b(?:The|An?) $", before):
        return None  # a thing of that name, or in sentence style
    if not block.text[start:end].islower():
        main = [word for word in _WORD.findall(block.text[start:end]) if not is_small(word.lower(), "mla-9")]
        low = [word for word in main if word.islower()]
        told = main[0].islower() and is_plain_title(one) and (len(low) > 1 or not all(map(common, low)))
        return told or None
    if any(
        region.kind in (RegionKind.QUOTATION, RegionKind.EMPHASIS)
        and region.start <= start
        and end <= region.end
        and not re.search(r"\w", block.text[region.start : start] + block.text[end : region.end])
        for region in block.regions
    ):
        return True
    if _DETERMINED.search(before):
        return None
    if is_plain_title(one):
        return True
    often = one.seldom_small and one.large >= (OFTEN if one.title.count(" ") == 1 else 3)
    if not (_ENDS.match(block.text, end) or ATTRIBUTIVE.match(block.text, end)):
        return True if often and one.large >= OFTEN and " " in title.replace(" ", "", 1) else None
    plural = block.text[:end].endswith("s")
    return _is_led(block, start, end, whole) or (often and not (plural and one.title.count(" ") == 1))


def _is_led(block: Block, start: int, end: int, whole: bool = True) -> bool:
    """Whether a sentence speaks of a work right before words: “the film X”, or “like X” where that is no plural."""
    before = block.text[max(0, start - 40) : start]
    beside = whole and not block.text[:end].endswith("s") and _BESIDE.search(before)
    return bool(_LED.search(before) or beside)


def _is_ordinary(one: Known) -> bool:
    """Whether a title is of two words that are no names: prose may have them, too (to draw first blood)."""
    return one.title.count(" ") == 1 and all(map(common, one.title.split()))


def is_plain_title(one: Known) -> bool:
    """Whether a title's words can mean nothing else: one is a name or unknown, or reviews have them for it alone."""
    if not one.seldom_small:
        return False
    words = one.title.split()
    main = [word.strip(".,:;!?") for word in words if not is_small(word, "mla-9")]
    unknown = any(word[:1].isalpha() and house.frequencies().get(plain(word), 0) < RARE for word in main)
    if unknown or (one.large >= RARE and not all(map(common, main))):
        return True
    return one.large >= (3 if len(words) > 3 else OFTEN) and OTHER * one.small <= one.large


@cache
def _by_beginning() -> dict[str, tuple[tuple[str, Known], ...]]:
    """The listed titles of two main words or more by how they begin, with an article or without, longest first."""
    found: dict[str, list[tuple[str, Known]]] = {}
    for form, one in known_titles().items():
        low = one.title.lower()
        main = [word for word in low.split() if not is_small(word, "mla-9") and word[:1].isalpha()]
        if len(main) < 2 or len(low) != len(one.title):
            continue
        whole = {low, form} if len(form) == len(low) else {low}
        for each in whole | {re.sub(r"^(?:the|an?) ", "", form) for form in whole}:
            word = _WORD.match(each)
            if word is not None:
                found.setdefault(each[: word.end() + MORE], []).append((each, one))
    return {word: tuple(sorted(rows, key=lambda row: -len(row[0]))) for word, rows in found.items()}
