"""An adjective where an adverb is meant: “a real good song”, “poor written scenes”.

“A real good song” is speech; in prose an adverb says how good (The Chicago Manual of Style 5.250, “real; really”), and
how a thing was written, played or made (Chicago 5.157).
"""

from __future__ import annotations

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
    Flagged("It was a ⟦real⟧ good song.", "It was a really good song."),
    Flagged("The chorus gets old ⟦real⟧ fast.", "The chorus gets old really fast."),
    Allowed("It was a really good song, with real people and real bad blood."),
    Flagged("Those ⟦poor⟧ written scenes are ⟦bad⟧ acted.", "Those poorly written scenes are badly acted."),
    Flagged("It is a ⟦good⟧ made film, and ⟦terrible⟧ paced.", "It is a well made film, and terribly paced."),
    Allowed("The good, written in haste, is bad. The poor directed their anger at her. Bad acting killed it."),
    Allowed("The real bad guys are the producers; the real hard core stayed."),
)

GRADED = listed(
    """annoying awful bad big boring cheap cool creepy cute dumb easy entertaining exciting fast fine funny good great
    hard interesting long nice old pretty quick quiet sad scary short slow strange strong stupid tough ugly weak weird
    well"""
)
"""Adjectives and adverbs that have degrees."""

ADVERBS = {
    "poor": "poorly", "bad": "badly", "good": "well", "terrible": "terribly", "horrible": "horribly",
    "awful": "awfully", "nice": "nicely", "beautiful": "beautifully", "perfect": "perfectly", "superb": "superbly",
    "brilliant": "brilliantly", "wonderful": "wonderfully", "excellent": "excellently", "amazing": "amazingly",
    "incredible": "incredibly", "clever": "cleverly", "decent": "decently", "weak": "weakly", "lazy": "lazily",
    "cheap": "cheaply",
}  # fmt: skip
"""How something is made, as an adjective, and its adverb."""

MADE = listed(
    """written acted directed shot filmed edited executed paced scripted produced performed sung drawn crafted
    choreographed constructed developed designed animated dubbed cast plotted conceived played made done told handled"""
)
"""Participles of what is done to a work."""

COMPOUNDS = listed("blood boy core faith feeling guy guys hard luck news time")
"""Words that make a noun with the adjective before them: the bad guys."""


def find(block: Block, parser: Parser) -> Iterator[Finding]:
    """Findings on “real”."""
    if block.kind not in RUNNING:
        return
    doc = parser.parse(block.text)
    for word in doc[1:-2]:
        if word.text in ADVERBS and word.nbor(1).lower_ in MADE and _says_how(word):
            adverb = ADVERBS[word.text]
            message = f"An adverb says how it was {word.nbor(1).text}: “{adverb} {word.nbor(1).text}”."
            yield flag(block, word.idx, word.idx + len(word), message, adverb)
    for word in doc[: max(0, len(doc) - 2)]:
        after, last = word.nbor(1), word.nbor(2)
        if word.text != "real" or after.text not in GRADED or after.pos_ not in ("ADJ", "ADV"):
            continue
        noun = last.tag_ in ("NN", "NNS") and not last.is_punct
        owned = word.i and word.nbor(-1).lower_ in ("the", "his", "her", "their", "no")
        if (
            last.text == "-"
            or last.lower_ in COMPOUNDS
            or (owned and noun and after.text in ("bad", "good", "big", "old"))
        ):
            continue
        yield flag(block, word.idx, word.idx + len(word), f"“Really” is meant: “really {after.text}”.", "really")


def _says_how(word: Token) -> bool:
    """Whether a participle behind an adjective describes the noun behind it, or what “is” stands behind."""
    before, made, after = word.nbor(-1), word.nbor(1), word.nbor(2)
    if made.tag_ not in ("VBN", "JJ", "VBD"):
        return False
    described = after.tag_ in ("NN", "NNS") and before.lower_ not in ("the", "no")
    stated = before.lemma_ in ("be", "seem", "feel", "look", "and") and (
        after.is_punct or after.lower_ in ("and", "but")
    )
    return described or stated
