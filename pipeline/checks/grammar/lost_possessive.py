"""A plural where a possessive is meant.

“Two hours’ worth”, “ten years’ work” are possessives of time and take an apostrophe; so does a noun that owns what
follows it (“the films’ ending”, “the film’s ending”). (The Chicago Manual of Style 7.16, 7.24.)
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.checks import Allowed, Flagged
from pipeline.checks._listed import listed
from pipeline.document import RUNNING, Block
from pipeline.engines.spacy import Parser
from pipeline.finding import Finding, Severity, flag

if TYPE_CHECKING:
    from spacy.tokens import Token

SEVERITY = Severity.ERROR
FIX = "unsafe"

EXAMPLES = (
    Flagged("It has two ⟦hours⟧ worth of songs.", "It has two hours’ worth of songs."),
    Flagged("It has a ⟦days⟧ worth of songs.", "It has a day’s worth of songs."),
    Flagged("The ⟦directors⟧ cut is longer.", "The director’s cut is longer."),
    Flagged("I don't like the ⟦movies⟧ plot at all.", "I don't like the movie's plot at all."),
    Flagged("They know each ⟦others⟧ songs.", "They know each other’s songs."),
    Allowed("It has two hours’ worth of songs."),
    Allowed("The sports car and the games room are gone."),
    Allowed("The films end badly, and the directors cut corners."),
    Allowed("The actors union met."),
)

TIMES = listed("hours days weeks months years minutes seconds decades seasons episodes dollars pounds")
"""Units whose worth may be told."""

OWNERS = listed(
    """actors actress artists authors bands books composers directors films movies heroes novels players poets readers
    series singers songwriters viewers writers albums shows characters killers villains protagonists narrators games
    drummers guitarists painters filmmakers screenwriters designers developers editors studios"""
)
"""Nouns that often own what follows."""

OWNED = listed(
    """ability acting arc atmosphere audience beauty best biggest body budget career cast climax conclusion cut debut
    decision dialogue direction ending eyes face fans father final finale first flaws focus head heart husband hero
    influence intention intentions job journey language legacy life lives lyrics main message mind mood mother mouth
    music name narrative opening original own pacing past performance performances personality plot point popularity
    portrayal premise protagonist purpose quality reaction relationship reputation running score screenplay script
    second sense setting simplicity soul soundtrack story strength strengths structure style success tension theme
    themes third title tone use villain vision voice voices weakness weaknesses wife words work world writing"""
)
"""Nouns that are owned by people and works."""

_EACH_OTHER = re.compile(r"\beach others(?= [a-z]+)(?! (?:and|are|were|in|on|at|to|who|with)\b)")


def find(block: Block, parser: Parser) -> Iterator[Finding]:
    """Findings on the noun that lacks its apostrophe."""
    if block.kind not in RUNNING:
        return
    apostrophe = "'" if "'" in block.text and "’" not in block.text else "’"
    for noun in parser.parse(block.text):
        if noun.i + 2 > len(noun.doc) - 1 or not noun.is_lower:
            continue
        after = noun.nbor(1)
        if noun.lower_ in TIMES and after.lower_ == "worth":
            yield _finding(block, noun, _possessive(noun, apostrophe, _is_single(noun)))
        elif noun.lower_ in OWNERS and after.lower_ in OWNED and _owns(noun, after):
            yield _finding(block, noun, _possessive(noun, apostrophe, True))
    for match in _EACH_OTHER.finditer(block.text):
        start = match.start() + 5
        yield flag(
            block, start, match.end(), "The possessive is “each other’s”.", f"other{apostrophe}s", severity=SEVERITY
        )


def _is_single(noun: Token) -> bool:
    return noun.i > 0 and noun.nbor(-1).lower_ in ("a", "an", "one", "this", "each", "every")


def _possessive(noun: Token, apostrophe: str, single: bool) -> str:
    if noun.lower_ == "series":
        return f"series{apostrophe}"
    if not single:
        return f"{noun.text}{apostrophe}"
    return f"{noun.text[:-1]}{apostrophe}s"


def _owns(noun: Token, owned: Token) -> bool:
    """Whether a plural stands between an article and what it owns, so that it can’t be a subject."""
    if noun.i == 0 or noun.lower_ == "series":
        return False
    determiner = noun.nbor(-1)
    if determiner.tag_ in ("JJ", "NN", "NNP") and noun.i > 1:
        determiner = noun.nbor(-2)
    if determiner.lower_ not in ("the", "this", "that", "a", "an", "its", "his", "her", "their"):
        return False
    if owned.tag_ in ("VB", "VBP", "VBD", "VBZ"):
        followed = owned.nbor(1).pos_ in ("AUX", "ADP", "PUNCT")
        return followed and noun.lower_ == "directors" and owned.lower_ == "cut"
    following = owned.nbor(1)
    ends = following.is_punct or following.pos_ in ("AUX", "VERB", "ADP", "CCONJ", "SCONJ", "ADV", "PRON")
    return owned.pos_ in ("NOUN", "ADJ") and (ends or following.pos_ == "NOUN")


def _finding(block: Block, noun: Token, fixed: str) -> Finding:
    return flag(
        block,
        noun.idx,
        noun.idx + len(noun),
        f"“{noun.text}” owns what follows and wants an apostrophe.",
        fixed,
    )
