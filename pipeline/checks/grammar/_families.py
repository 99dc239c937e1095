"""Of which family a change of a sentence is, by the words that it puts in and takes out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from rapidfuzz.distance import Prefix

from pipeline.checks.grammar._inflections import BE, is_tense, manners, numbers, verbs
from pipeline.checks.grammar._proposals import ARTICLES, DELETED, INSERTED, PREPOSITIONS, SWAPS
from pipeline.house import entries, frequencies, table

ROOT, SHARE = 4, 0.5
"""How many letters, and what share of the longer word, a root has at least."""

OFTEN = 20
"""How often reviews have a word for it to be one."""

_WORD = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)?")


def family_of(text: str, start: int, end: int, new: str) -> str | None:
    """The family of `new` for `text[start:end]`; None where it is no matter of grammar, or no change of one word."""
    old, then = text[start:end].strip().lower(), new.strip().lower()
    if old == then or (old and not _WORD.fullmatch(old)) or (then and not _WORD.fullmatch(then)):
        return None
    if not old:  # a word is not put in beside itself
        return None if then in (_word_before(text, start), _word_behind(text, end)) else _put_in(then)
    if not then:
        if old in (_word_before(text, start), _word_behind(text, end)):
            return None  # a doubled word is repetition's
        return "left" if old in DELETED or old in entries("function-words.tsv") else None
    return _instead(old.replace("’", "'"), then)


def _word_before(text: str, start: int) -> str:
    found = _WORD.findall(text[max(0, start - 20) : start])
    return found[-1].lower() if found else ""


def _word_behind(text: str, end: int) -> str:
    found = _WORD.search(text, end)
    return found[0].lower() if found else ""


def _put_in(new: str) -> str | None:
    if new in ARTICLES:
        return "article"
    return "lost" if new in INSERTED or new in entries("function-words.tsv") else None


def _instead(old: str, new: str) -> str | None:
    """The family of one word for another."""
    if new in verbs().get(old, ()):
        return "tense" if is_tense(old, new) and old not in BE else "form"
    if "'" in new and new.replace("'", "") == old.replace("'", ""):
        return "owner" if new.endswith(("'s", "s'")) else None
    if new == f"{old}'s":
        return "owner" if old in numbers() else None
    if "'" in old or "'" in new:
        return None
    if numbers().get(old) == new:
        return "number"
    if manners().get(old) == new:
        return "manner"
    if old in PREPOSITIONS and new in PREPOSITIONS:
        return "preposition"
    if any(old in group and new in group for group in SWAPS):
        return "swap"
    if old in ("they", "them", "their") and new in ("he", "she", "him", "her", "his"):
        return None  # “they” of one person is right (Chicago 5.51)
    if are_kin(old, new):
        return "kin"
    return "word" if old in entries("function-words.tsv") and new in entries("function-words.tsv") else None


def are_kin(old: str, new: str) -> bool:
    """Whether two words of reviews have one root and another ending: abandonment and abandon, suspension and suspense.

    Two spellings of one word are not two words.
    """
    alike = Prefix.similarity(old, new)
    if alike < max(ROOT, SHARE * max(len(old), len(new))) or min(len(old), len(new)) < ROOT + 1:
        return False
    if new in _spellings().get(old, ()):
        return False
    return min(frequencies().get(old, 0), frequencies().get(new, 0)) >= OFTEN


@cache
def _spellings() -> Mapping[str, frozenset[str]]:
    """The other spellings of words that have several."""
    found: dict[str, frozenset[str]] = {}
    for row in (*table("dialects.tsv"), *table("variants.tsv")):
        for form in row:
            found[form] = found.get(form, frozenset()) | frozenset(row)
    return found
