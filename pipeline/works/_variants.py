"""Mentions that are not letter for letter the title: short forms, and slips.

A short form is the part of a title before its colon or behind it, its first words, or the title without its article. A
slip is a letter put in, left out, changed or swapped, which makes of a word of the title one that is none; in a title
of four words or more it may be a word, too.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from rapidfuzz.distance import OSA

from pipeline import house as tables
from pipeline.house.titlecase import is_small
from pipeline.works._model import Form, Mention, Origin, Work, key

_WORD = re.compile(r"[^\W\d_]+")
_LONG = 8
"""The shortest title, in letters, in which a slip is told from another title."""


def short_forms(works: Sequence[Work]) -> list[Work]:
    """The works, with what only shortens the title of one that was named before counted as its mentions."""
    kept = list(works)
    for short in _told_by_form(works):
        whole = next((work for work in kept if work is not short and _shortens(short, work)), None)
        if whole is not None:
            _absorb(kept, whole, short, tuple(replace(each, form=Form.SHORT) for each in short.mentions))
    return kept


def slips(works: Sequence[Work]) -> list[Work]:
    """The works, with what only misspells the title of one that is recorded or named more often as its mentions."""
    kept = list(works)
    for odd in _told_by_form(works):
        right = next((work for work in kept if work is not odd and _misspells(odd, work)), None)
        if right is not None:
            _absorb(kept, right, odd, odd.mentions)
    return kept


def _told_by_form(works: Sequence[Work]) -> list[Work]:
    """The works of which only their look says that they are any."""
    return [
        work
        for work in works
        if work.mentions
        and all(each.origin in (Origin.MENTION, Origin.SENTENCE) for each in work.evidence)
        and not any(each.kind or each.year for each in work.evidence)
    ]


def _absorb(kept: list[Work], whole: Work, part: Work, mentions: tuple[Mention, ...]) -> None:
    kept.remove(part)
    kept[kept.index(whole)] = replace(whole, mentions=(*whole.mentions, *mentions))


def _misspells(odd: Work, right: Work) -> bool:
    """Whether one title is a slip of the other: one letter apart, in a word that is no word."""
    wrong, good = _WORD.findall(odd.title.lower()), _WORD.findall(right.title.lower())
    if len("".join(good)) < _LONG or len(wrong) != len(good) or not (right.recorded or len(right.mentions) > 1):
        return False
    if re.findall(r"\d+", odd.title) != re.findall(r"\d+", right.title) or len(odd.mentions) >= len(right.mentions) + 1:
        return False
    differing = [(a, b) for a, b in zip(wrong, good, strict=True) if a != b]
    return (
        len(differing) == 1
        and len(differing[0][1]) > 3
        and OSA.distance(*differing[0]) == 1
        and (tables.frequencies().get(differing[0][0], 0) < 5 or (len(good) > 3 and len(odd.mentions) == 1))
    )


def _shortens(short: Work, whole: Work) -> bool:
    """Whether one title is the beginning of the other, set the same way, and always stands after it."""
    if not whole.mentions or not _begins(short.title, whole.title):
        return False
    first = min((each.block.index, each.start) for each in whole.mentions)
    later = all((each.block.index, each.start) > first for each in short.mentions)
    alike = {each.setting for each in short.mentions} & {each.setting for each in whole.mentions}
    return later and bool(alike)


def _begins(short: str, whole: str) -> bool:
    """Whether a title's first words, those behind its article or its colon, are a short form; small words are none."""
    words, all_words = [key(word) for word in short.split()], [key(word) for word in whole.split()]
    if not words or len(words) >= len(all_words) or all(is_small(word, "mla-9") for word in short.split()):
        return False
    bare = all_words[1:] if all_words[0] in ("the", "a", "an") else all_words
    return words in (all_words[: len(words)], bare[: len(words)]) or words in _after_colon(whole)


def _after_colon(whole: str) -> list[list[str]]:
    """The words of a title's part behind its colon, with its article and without; a lone word is no short form."""
    words = [key(word) for word in whole.partition(": ")[2].split()]
    bare = words[1:] if words[:1] in (["the"], ["a"], ["an"]) else words
    return [words, bare] if len(bare) > 1 else []
