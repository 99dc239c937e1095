"""A question that ends in a full stop.

A direct question takes a question mark, a rhetorical one too. (The Chicago Manual of Style 6.68.)
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.checks import Allowed, Flagged
from pipeline.checks._listed import listed
from pipeline.checks.punctuation._asking import ASKING, HELPERS
from pipeline.document import RUNNING, Block
from pipeline.engines.spacy import Parser
from pipeline.finding import Finding, Severity, flag

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

SEVERITY = Severity.ERROR
FIX = "unsafe"

EXAMPLES = (
    Flagged("What were they ⟦thinking.⟧", "What were they thinking?"),
    Flagged("Do we need a third ⟦sequel.⟧ No.", "Do we need a third sequel? No."),
    Allowed("What were they thinking?"),
    Allowed("What they were thinking is a riddle."),
    Allowed("Had he known, he would have stayed."),
    Allowed("What a mess it was."),
    Allowed("Do yourself a favour and stay at home."),
    Allowed("She asked what they were thinking."),
)

ALONE = listed("is are was does did can could would will has do am")
"""Auxiliaries that open a question by themselves."""


def find(block: Block, parser: Parser) -> Iterator[Finding]:
    """Findings on the last word of a question and its full stop."""
    if block.kind not in RUNNING:
        return
    for sentence in parser.parse(block.text).sents:
        words = [word for word in sentence if not word.is_space]
        if len(words) < 4 or words[-1].text != "." or any(word.text in ('"', "“", "‘", "'") for word in words):
            continue
        if _asks(sentence):
            last, stop = words[-2], words[-1]
            yield flag(block, last.idx, stop.idx + 1, "A question ends with a question mark.", f"{last.text}?")


def _asks(sentence: Span) -> bool:
    """Whether a sentence opens as a question does: (what) + auxiliary + subject."""
    words = [word for word in sentence if word.pos_ not in ("CCONJ", "SPACE", "PUNCT")]
    if len(words) < 3:
        return False
    first, second, third = words[:3]
    if first.lower_ in ASKING and second.lower_ in HELPERS:
        return (
            third.dep_ in ("nsubj", "nsubjpass", "expl") and third.i < second.head.i + 40 and _heads(second, sentence)
        )
    if first.lower_ in ALONE and first.is_title:
        return (
            second.tag_ in ("PRP", "EX") and second.lower_ not in ("yourself", "me", "us") and _heads(first, sentence)
        )
    return False


def _heads(helper: Token, sentence: Span) -> bool:
    """Whether an auxiliary belongs to the sentence’s own verb."""
    return helper == sentence.root or helper.head == sentence.root
