"""What speaks against a break between two clauses: they are a series, or the first only opens the second."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.checks._clauses import OPENERS, is_finite, is_marked, stretch
from pipeline.checks._listed import listed

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

LONG, SHORT = 9, 6
"""Words from which a clause is too long for a series that “and” closes; up to which it is short."""

LEADS = listed("maybe perhaps otherwise if that this there")
"""Words that may open a sentence before its subject."""


def is_series(sentence: Span, word: Token, heads: set[int]) -> bool:
    """Whether a clause is one of three or more: an “and” closes them, or short ones begin alike."""
    for comma in sentence.doc[word.i : sentence.end - 2]:
        if comma.text == "," and comma.nbor(1).lower_ in ("and", "or"):
            begins = comma.i + 2 in heads or comma.nbor(2).tag_ in ("DT", "PRP", "PRP$", "NNP")
            if begins and any(is_finite(verb) for verb in sentence.doc[comma.i + 2 : sentence.end]):
                return comma.i - word.i < LONG
    alike = sorted(
        at
        for at in heads
        if sentence.doc[at].lower_ == word.lower_ and (at == sentence.start or sentence.doc[at - 1].text == ",")
    )
    return len(alike) > 2 and all(later - at <= SHORT for at, later in pairwise(alike))


def only_opens(sentence: Span, end: Token, found: tuple[tuple[Token, Token], ...]) -> bool:
    """Whether what stands before a comma, or a word, only opens what follows: no clause in it stands alone."""
    words = stretch(sentence, end)
    inside = {word.i for word in words}
    if sentence.root.i not in inside and not any(verb.i in inside and not is_marked(verb) for verb, _ in found):
        return True
    at = max((word.i for word in words if word.text == ","), default=words[0].i - 1) + 1
    first = end.doc[at]
    if first.lower_ in ("and", "but", "or", "so", "even", "just", "only"):
        first = first.nbor(1)
    alone = any(at <= verb.i < end.i and not is_marked(verb) for verb, _ in found)
    return first.lower_ in OPENERS or (not alone and first.tag_ in ("IN", "VBG", "VBN", "TO"))
