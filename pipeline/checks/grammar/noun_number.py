"""A noun whose number its determiner denies.

“A scripts”, “this same songs”, “two woman”, “one of the best scene”: *a* and *this* want a singular; numbers, *these*
and *one of the* want a plural. (The Chicago Manual of Style 5.9, 5.52.)
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.checks import Allowed, Flagged
from pipeline.checks._listed import listed
from pipeline.checks._nouns import COUNTED, ends_phrase, is_plain_plural, plural
from pipeline.checks.grammar._inflections import numbers
from pipeline.document import RUNNING, Block
from pipeline.engines.spacy import Parser
from pipeline.finding import Finding, Severity, flag
from pipeline.house import frequencies

if TYPE_CHECKING:
    from spacy.tokens import Token

SEVERITY = Severity.ERROR
FIX = "unsafe"

EXAMPLES = (
    Flagged("It was praised as a cultural ⟦fortresses⟧.", "It was praised as a cultural fortress."),
    Flagged("I have seen this same ⟦songs⟧ staged.", "I have seen this same song staged."),
    Flagged("The only two ⟦woman⟧ in it are old.", "The only two women in it are old."),
    Flagged("It is one of the best ⟦scene⟧ in it.", "It is one of the best scenes in it."),
    Flagged("She is one of the finest ⟦composer⟧ of her day.", "She is one of the finest composers of her day."),
    Allowed("Then Ji-an laughs, and they all go home."),
    Allowed("It led to several poor movie and television productions."),
    Allowed("It is a shambles, and this matters to every one of us."),
    Allowed("They give each other presents and a great many songs."),
    Allowed("A two man show; these man-made songs; the two play on."),
    Allowed("One of the best song writers is here, with one of the best film scores."),
)

ONE = listed("a an another every this")
"""Determiners of a singular."""

MORE = listed("two three four five six seven eight nine ten several many these those")
"""Determiners of a plural."""

OFTEN, SHARE = 20, 15
"""How often reviews have a noun's plural, at least, and how many times oftener they may have its singular."""

NUMBERS = listed(
    """few many great good couple dozen hundred thousand million or lot mere little additional solid full whopping total
    estimated extra one other"""
)
"""Words that open the number behind “a”."""


def find(block: Block, parser: Parser) -> Iterator[Finding]:
    """Findings on the noun."""
    if block.kind not in RUNNING:
        return
    for word in parser.parse(block.text):
        noun = _head(word)
        if noun is None or block.text[word.idx - 1 : word.idx] == "-":  # Ji-an laughs
            continue
        single = word.lower_ in ONE and _is_single(word, noun)
        if single:
            fixed = noun.lemma_
        elif noun.tag_ == "NN" and noun.text in COUNTED and (_is_many(word, noun) or _is_one_of(word, noun)):
            fixed = plural(noun.text)
        elif noun.tag_ == "NN" and _is_one_of(word, noun) and _has_plural(noun.text):
            fixed = numbers()[noun.text]
        else:
            continue
        yield flag(
            block,
            noun.idx,
            noun.idx + len(noun),
            f"“{word.text} …” wants a {'singular' if single else 'plural'}.",
            fixed,
        )


def _head(word: Token) -> Token | None:
    """The first noun behind a word, past adjectives, where its phrase ends with it."""
    for after in word.doc[word.i + 1 : word.i + 6]:
        if after.tag_ in ("NN", "NNS"):
            return after if ends_phrase(after) and not _is_shared(after) else None
        if after.tag_ not in ("JJ", "JJS", "RBS", "RB") or not after.is_alpha:
            return None
    return None


def _is_shared(noun: Token) -> bool:
    """Whether a noun is one of two that stand before a third: several movie and television productions."""
    behind = noun.doc[noun.i + 1 : noun.i + 4]
    return (
        len(behind) == 3
        and behind[0].lower_ in ("and", "or")
        and all(each.tag_ in ("NN", "NNS") for each in behind[1:])
    )


def _is_single(word: Token, noun: Token) -> bool:
    """Whether a plural stands behind an article that is one, with no number between."""
    if not is_plain_plural(noun) or (word.text == "A" and word.i and not word.is_sent_start):
        return False
    between = word.doc[word.i + 1 : noun.i]
    if word.lower_ == "this" and not between:
        return False
    return (
        noun.lemma_ != noun.text
        and noun.dep_ != "ROOT"
        and not any(each.lower_ in NUMBERS or each.like_num for each in between)
    )


def _is_many(word: Token, noun: Token) -> bool:
    """Whether a number stands before a singular, and is no part of an adjective."""
    if word.lower_ not in MORE or (word.i and word.nbor(-1).lower_ in ("a", "an", "'s", "’s", "or", "-")):
        return False
    return not (word.lower_ == "many" and word.i + 1 < len(word.doc) and word.nbor(1).lower_ in ("a", "an"))


def _has_plural(noun: str) -> bool:
    """Whether reviews often have a noun's plural: behind “one of the best” it is hardly a mass then."""
    more = frequencies().get(numbers().get(noun, ""), 0)
    return more >= OFTEN and SHARE * more >= frequencies().get(noun, 0)


def _is_one_of(word: Token, noun: Token) -> bool:
    """Whether “one of the best” stands before a singular."""
    before = [each.lower_ for each in word.doc[max(0, word.i - 2) : word.i + 1]]
    if before[:2] != ["one", "of"] or before[-1] not in ("the", "my", "his", "her", "their", "our", "your"):
        return False
    return any(each.tag_ in ("JJS", "RBS") for each in word.doc[word.i + 1 : noun.i])
