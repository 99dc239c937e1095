"""“There’s” or “there is” before a plural.

The verb agrees with what follows: “there are two endings”. “There’s” before a plural is speech, not prose; before a
list it may stay singular when its first item is. (The Chicago Manual of Style 5.147; Fowler, “there is, there are”.)
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
    Flagged("⟦There's⟧ two endings to choose from.", "There are two endings to choose from."),
    Flagged("⟦There is⟧ many songs about the sea.", "There are many songs about the sea."),
    Flagged("I hear that ⟦there was⟧ some cuts.", "I hear that there were some cuts."),
    Flagged("⟦There are⟧ a song about the sea.", "There is a song about the sea."),
    Flagged("⟦Here's⟧ some odd songs.", "Here are some odd songs."),
    Allowed("There's a song about the sea and two about the shore."),
    Allowed("There are two endings."),
    Allowed("There's plenty to see."),
    Allowed("There is a lot of songs."),
    Allowed("There is no news."),
)

FORMS = {"'s": "are", "’s": "are", "is": "are", "was": "were", "are": "is", "were": "was"}
"""Forms of the verb with their partners."""

EITHER = listed(
    """lot lots number couple plenty series species means ton tons variety few bunch handful hours minutes years miles
    news politics kudos odds pair set range percent dollars thanks games sports graphics times days weeks months none
    half majority group dozen dozens hundreds thousands"""
)
"""Words whose number is open here."""


def find(block: Block, parser: Parser) -> Iterator[Finding]:
    """Findings on “there” and its verb."""
    if block.kind not in RUNNING:
        return
    for there in parser.parse(block.text):
        if there.lower_ not in ("there", "here") or there.i + 3 > len(there.doc) or there.tag_ not in ("EX", "RB"):
            continue
        if there.lower_ == "here" and not there.is_sent_start:
            continue
        verb = there.nbor(1)
        if verb.lower_ not in FORMS or there.dep_ not in ("expl", "advmod"):
            continue
        number = _follows(verb)
        plural = verb.lower_ in ("are", "were")
        if number is None or number == plural or (plural and any(word.lower_ in ("if", "wish") for word in verb.sent)):
            continue
        fixed = f"{there.text} {FORMS[verb.lower_]}"
        wanted = "plural" if number else "singular"
        yield flag(
            block, there.idx, verb.idx + len(verb), f"What follows “{there.text} {verb.text}” is {wanted}.", fixed
        )


def _follows(verb: Token) -> bool | None:
    """Whether the noun behind “there is” is plural; None where that is open."""
    noun = next((child for child in verb.children if child.dep_ in ("attr", "nsubj") and child.i > verb.i), None)
    if noun is None or noun.i - verb.i > 6 or noun.lower_ in EITHER or noun.lemma_ in EITHER:
        return None
    if any(
        word.tag_ in ("VBG", "RBR", "JJR", "SYM") or word.text in ("(", '"', "“")
        for word in verb.doc[verb.i + 1 : noun.i]
    ):
        return None
    between = [word.lower_ for word in verb.doc[verb.i + 1 : noun.i]]
    if set(between) & EITHER or any(word in (",", "and", "or", "of") for word in between):
        return None
    determiner = between[0] if between else ""
    if (
        noun.tag_ == "NNS"
        and noun.text.endswith("s")
        and noun.is_lower
        and determiner not in ("a", "an", "one", "this")
    ):
        return True
    if noun.tag_ == "NN" and determiner in ("a", "an", "another") and noun.is_lower:
        return None if any(child.dep_ == "conj" for child in noun.children) else False
    return None
