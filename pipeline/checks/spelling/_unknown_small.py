"""Small words that only names are spelled like: tarantino, Alison quorlan."""

import re
from collections.abc import Iterator

from pipeline import house as tables
from pipeline.checks.spelling._cased import forms, set_small
from pipeline.checks.spelling._famous import bearers
from pipeline.checks.spelling._suggest import slip
from pipeline.document import Block, RegionKind
from pipeline.engines import LanguageRules, Match
from pipeline.finding import Applicability, Finding, flag
from pipeline.house import House

GIVEN = 8
"""With so many surnames a word is a first name."""

SOME = 3
"""With so many surnames a word may be a first name, and a small word behind it a surname."""

SHORT = 5
"""A name of fewer letters has to be well known, and seldom without its capital: emma, iraq."""

NAMED = 0.65
"""How much of a word's use in reviews has a capital inside a sentence where it is a name and no word."""


def unknown_small(block: Block, house: House, rules: LanguageRules) -> Iterator[Finding]:
    """Small words that no dictionary has but as a name."""
    often, large = tables.frequencies(), tables.capitals()
    for found in rules.matches(block.text, house.dialect):
        word = block.text[found.start : found.end]
        if not found.rule.startswith("MORFOLOGIK_RULE") or not word.islower() or not word.isalpha():
            continue
        if len(word) < SHORT and not _sure(word):
            continue
        right = next((each for each in found.replacements[:3] if each.lower() == word), "")
        if not right and often.get(word, 0) >= 100:
            right = word.capitalize()
        named = large.get(word, 0) >= NAMED * max(often.get(word, 0), 20) or _behind_given(block.text, found)
        right = right or (word.capitalize() if named and _behind_given(block.text, found) else "")
        if not right or not named or word in house.names | tables.entries("words.tsv") or word in forms():
            continue
        near = block.text[max(found.start - 2, 0) : found.start] + block.text[found.end : found.end + 1]
        if re.match(r"['’]\w", block.text[found.end :]) and block.text[found.start - 1 : found.start] in tuple("'‘"):
            continue  # part of a word, in quotation marks
        if re.search(r"[\w.][.]|[@#/&_-]|[.] $", near) or set_small(block, found.start, found.end):
            continue
        if block.inside(RegionKind.LINK, found.start, found.end) or _one_of_several(block.text, found.start):
            continue
        yield flag(
            block,
            found.start,
            found.end,
            f"“{word}” is a name: “{right}”.",
            right,
            applicability=Applicability.UNSAFE if _may_go_on(block.text, found) else Applicability.SAFE,
            sources=(found.source,),
        )


def _may_go_on(text: str, found: Match) -> bool:
    """Whether a first name stands before a small word that may be its surname: emma stone."""
    behind = re.match(r" ([a-z]{3,})", text[found.end :])
    given = bearers(0).get(text[found.start : found.end], 0) >= SOME
    return given and behind is not None and behind[1] not in tables.entries("function-words.tsv")


def _sure(word: str) -> bool:
    """Whether a short word is a name that reviews have often and nearly always write with its capital."""
    often = tables.frequencies().get(word, 0)
    return len(word) > 2 and often >= 150 and tables.capitals().get(word, 0) >= 0.7 * often


def _behind_given(text: str, found: Match) -> bool:
    """Whether an unknown small word stands behind a first name that many bear: Alison steadman."""
    before = re.search(r"(?<![\w.] )(?<!\w)([A-Z][a-z]{2,}) $", text[: found.start])
    word = text[found.start : found.end]
    return (
        before is not None
        and before[1].lower() not in forms()
        and bearers(0).get(before[1].lower(), 0) > GIVEN
        and tables.capitals().get(before[1].lower(), 0) > 0.6 * tables.frequencies().get(before[1].lower(), 0)
        and tables.frequencies().get(word, 0) < 20
        and word not in tables.misspellings()
        and not any(each.isalpha() and each.islower() and slip(word, each) <= 1.0 for each in found.replacements[:3])
    )


def _one_of_several(text: str, start: int) -> bool:
    """Whether a small unusual word stands before: the two may be a name that its owner sets small (ani difranco)."""
    before = re.search(r"(?<!\w)([a-z]+) $", text[:start])
    return before is not None and tables.frequencies().get(before[1], 0) < 200
