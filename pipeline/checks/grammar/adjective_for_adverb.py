"""An adjective where an adverb is meant: “a real good song”, “poor written scenes”.

“A real good song” is speech; in prose an adverb says how good (The Chicago Manual of Style 5.250, “real; really”), and
how a thing was written, played or made (Chicago 5.160).
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
    Flagged("It is a ⟦good made⟧ film, and ⟦terrible⟧ paced.", "It is a well-made film, and terribly paced."),
    Allowed("A good animated film is good, written in haste. The poor made their point. It looks good filmed."),
    Allowed("The real bad guys are the producers; the real hard core stayed."),
)

GRADED = listed(
    """annoying awful bad big boring cheap cool creepy cute dumb easy entertaining exciting fast fine funny good great
    hard interesting long nice old pretty quick quiet sad scary short slow strange strong stupid tough ugly weak weird
    well"""
)
"""Adjectives and adverbs that have degrees."""

ADVERBS = {"poor": "poorly", "bad": "badly", "good": "well", "terrible": "terribly", "horrible": "horribly"}
"""How something is made, as an adjective, and its adverb."""

MADE = listed("written acted directed paced executed made done told developed plotted crafted handled")
"""Participles of what is done to a work, none of which names a kind of it (an animated film)."""

COMPOUNDS = listed("blood boy core faith feeling guy guys hard luck news time")
"""Words that make a noun with the adjective before them: the bad guys."""


def find(block: Block, parser: Parser) -> Iterator[Finding]:
    """Findings on “real”."""
    if block.kind not in RUNNING:
        return
    doc = parser.parse(block.text)
    for word in doc[:-2]:
        if word.lower_ in ADVERBS and word.nbor(1).lower_ in MADE and _says_how(word):
            made, adverb = word.nbor(1), ADVERBS[word.lower_]
            message = f"An adverb says how it was {made.text}: “{adverb} {made.text}”."
            if adverb == "well" and made.nbor(1).tag_ in ("NN", "NNS"):
                yield flag(block, word.idx, made.idx + len(made), message, f"well-{made.text}")
            else:
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
    made, after = word.nbor(1), word.nbor(2)
    if made.tag_ not in ("VBN", "JJ", "VBD"):
        return False
    if not word.i:
        return after.tag_ == "NNS"
    before = word.nbor(-1)
    described = after.tag_ in ("NN", "NNS") and before.lower_ not in ("the", "no")
    stated = before.lemma_ in ("be", "seem", "feel", "look", "and") and (
        after.is_punct or after.lower_ in ("and", "but")
    )
    return described or stated
