"""What several checks know of nouns and their number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.checks._listed import listed

if TYPE_CHECKING:
    from spacy.tokens import Token

OPEN_IN_S = listed(
    """acoustics acrobatics aesthetics antics arts athletics basics billiards brains bucks clothes comics
    congratulations contents credits darts days dollars dozens dramatics dynamics earnings economics effects
    electronics ethics feet fireworks gallows games glasses goings goods graphics guts gymnastics hats
    headquarters heads heroics hijinks hours hundreds hysterics inches jeans kids kilometers kilometres kudos lots
    lyrics mathematics means mechanics meters metres miles miniseries minutes months news oats odds others pants
    percent physics politics pounds proceeds props pyrotechnics remains riches sales savings seconds series
    shambles shenanigans species specifics sports stairs stakes statistics suds telenovelas thanks theatrics
    thousands thumbs times tons trousers weeks woods works years"""
)
"""Nouns in -s that are singular, or whose number is open."""

EITHER = listed(
    """army audience band board bulk bunch cast choir class club committee community company couple crew crowd data
    dozen duo enemy ensemble family gang generation government group half handful host hundred kind label lot
    majority management media million minority mix network none number orchestra pack pair part people percent
    police population press public quartet range rest set some sort squad staff studio team thousand ton trio troupe
    type variety what youth"""
)
"""Nouns that take either number."""

COUNTED = listed(
    """actor actress album artist author boy brother camera chapter character child city comedian comedy concert country
    cop critic daughter detective director door drama drummer ending episode fan father film filmmaker friend game
    genre ghost girl guitar guitarist hero house husband joke killer kid man melody mistake moment monster mother movie
    musician musical novel painter painting performance performer person play player plot poem producer reader reason
    review reviewer role scene screenplay sequel sequence show singer sister soldier song star story storyline student
    teacher teenager thriller track trailer twist vampire viewer villain wife woman word writer zombie"""
)
"""Nouns that are counted and seldom stand before another one without a number, in the singular."""


def plural(noun: str) -> str:
    """The plural of a regular noun, and of the commonest irregular ones."""
    irregular = {
        "man": "men", "woman": "women", "child": "children", "person": "people", "wife": "wives", "hero": "heroes",
    }  # fmt: skip
    if noun in irregular:
        return irregular[noun]
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return f"{noun[:-1]}ies"
    return f"{noun}es" if noun.endswith(("s", "x", "ch", "sh")) else f"{noun}s"


def is_plain_plural(noun: Token) -> bool:
    """Whether a noun is a plural in -s in lower case whose number is certain."""
    return noun.tag_ == "NNS" and noun.text.endswith("s") and noun.is_lower and noun.lower_ not in OPEN_IN_S


def ends_phrase(noun: Token) -> bool:
    """Whether no further noun, hyphen or possessive follows, so that this one is its phrase's head."""
    if noun.i + 1 >= len(noun.doc):
        return True
    after = noun.nbor(1)
    if after.is_punct:
        return after.text not in ("-", "/", "'", "’", "&", '"', "“", "”")
    return after.pos_ in ("AUX", "ADP", "VERB", "SCONJ", "CCONJ", "DET", "PRON", "ADV", "PART") and after.tag_ != "POS"
