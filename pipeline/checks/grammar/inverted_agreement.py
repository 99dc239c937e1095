"""A singular verb before several names: “Rounding out the cast is Ann Orr, Ben Coe and Cy Lund”.

Where the sentence is turned round the subject comes last, and the verb still agrees with it. (The Chicago Manual of
Style 5.142.)
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.checks import Allowed, Flagged
from pipeline.document import RUNNING, Block
from pipeline.engines.spacy import Parser
from pipeline.finding import Finding, Severity, flag

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

SEVERITY = Severity.ERROR
FIX = "unsafe"

EXAMPLES = (
    Flagged(
        "Rounding out the cast ⟦is⟧ Ann Orr, Ben Coe and Cy Lund.",
        "Rounding out the cast are Ann Orr, Ben Coe and Cy Lund.",
    ),
    Flagged("Joining them ⟦was⟧ Ann Orr and Ben Coe.", "Joining them were Ann Orr and Ben Coe."),
    Allowed("Rounding out the cast is Ann Orr, who sings."),
    Allowed("Rounding out the cast are Ann Orr and Ben Coe."),
    Allowed("Singing is Ann Orr’s trade, and Ben Coe is her friend."),
)

PLURALS = {"is": "are", "was": "were"}
"""Verbs of one, with those of several."""

NEAR = 8
"""Words at most between the beginning of the sentence and the verb."""


def find(block: Block, parser: Parser) -> Iterator[Finding]:
    """Findings on the verb."""
    if block.kind not in RUNNING:
        return
    for sentence in parser.parse(block.text).sents:
        verb = _turned(sentence)
        if verb is not None and _several(sentence, verb):
            fixed = PLURALS[verb.lower_]
            yield flag(block, verb.idx, verb.idx + len(verb), f"Several are named: “{fixed}”.", fixed)


def _turned(sentence: Span) -> Token | None:
    """The verb of a sentence that begins with what should follow it."""
    words = [word for word in sentence if not word.is_space]
    if len(words) < 6 or words[0].lower_ == "also":
        words = words[1:]
    if not words or words[0].tag_ != "VBG":
        return None
    for word in words[2:NEAR]:
        if word.lower_ in PLURALS:
            return word
        if word.is_punct or word.tag_ in ("VBD", "VBZ", "VBP", "MD", "VB"):
            return None
    return None


def _several(sentence: Span, verb: Token) -> bool:
    """Whether nothing but names, parted by commas and “and”, stands between the verb and the sentence’s end."""
    rest = [word for word in sentence if word.i > verb.i and not word.is_space]
    while rest and rest[-1].is_punct:
        rest.pop()
    names, parted = 0, True
    for word in rest:
        if word.lower_ in (",", "and", "&"):
            parted = True
        elif word.pos_ == "PROPN" or (word.text[0].isupper() and word.is_alpha):
            names += parted
            parted = False
        else:
            return False
    return (names > 1 and any(word.lower_ in ("and", "&") for word in rest)) or names > 2
