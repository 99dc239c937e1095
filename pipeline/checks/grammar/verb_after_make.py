"""A tense after “make” or “let”, or a “to”.

“She made them sing it”, “he lets her go”: what somebody is made or let to do stands in the bare form, with no “to”
before it. (The Chicago Manual of Style 5.108.) Behind “make” a thing may be what is made, and “to” say what for.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.checks import Allowed, Flagged
from pipeline.document import RUNNING, Block
from pipeline.engines.spacy import Parser
from pipeline.finding import Finding, Severity, flag

if TYPE_CHECKING:
    from spacy.tokens import Token

SEVERITY = Severity.ERROR
FIX = "unsafe"

EXAMPLES = (
    Flagged("It was hard to make my friends ⟦watched⟧ it.", "It was hard to make my friends watch it."),
    Flagged("She let him ⟦kept⟧ the record.", "She let him keep the record."),
    Flagged("They let ⟦him to finish⟧ the play.", "They let him finish the play."),
    Allowed("I let my desire to win get the better of me. She let her ability to sing carry her; God made me to sing."),
    Allowed("They let the house to friends, let alone to sing; he let it be known to all. She made a film to show it."),
    Allowed(
        "I was made to weep. Let me, to be brief, end here. They let him in to see it, and let her win to please her."
    ),
    Allowed("It was hard to make my friends watch it."),
    Allowed("She made him depressed, and it made them tired of the song."),
    Allowed("The songs they made helped it."),
    Allowed("What made the songs work was the drummer."),
)


def find(block: Block, parser: Parser) -> Iterator[Finding]:
    """Findings on the verb that has a tense."""
    if block.kind not in RUNNING:
        return
    doc = parser.parse(block.text)
    for verb in doc:
        if verb.lemma_ not in ("make", "let") or verb.pos_ != "VERB":
            continue
        for word in doc[verb.i + 2 : verb.i + 5]:
            if word.tag_ in ("VBD", "VBN", "VBZ") and word.pos_ == "VERB":
                if _is_made(verb, word):
                    yield flag(
                        block,
                        word.idx,
                        word.idx + len(word),
                        f"After “{verb.text}” the verb has no tense.",
                        word.lemma_,
                    )
                break
        to = _needless_to(verb)
        if to is not None:
            before, behind = to.nbor(-1), to.nbor(1)
            fixed = block.text[before.idx : to.idx] + behind.text
            message = f"After “{verb.text}” the verb has no “to”."
            yield flag(block, before.idx, behind.idx + len(behind), message, fixed)


def _needless_to(verb: Token) -> Token | None:
    """The “to” before what somebody is let to do: a noun may have its own infinitive, and “made” says what for."""
    if verb.lemma_ != "let" or verb.i + 3 >= verb.sent.end or verb.nbor(1).lower_ not in ("me", "him", "them", "us"):
        return None
    to = verb.nbor(2)
    return to if to.tag_ == "TO" and to.nbor(1).tag_ == "VB" else None


def _is_made(verb: Token, word: Token) -> bool:
    """Whether a verb with a tense is what somebody is made to do: a person before it and an object behind it."""
    person = word.nbor(-1)
    between = verb.doc[verb.i + 1 : word.i]
    if word.i + 1 >= len(verb.doc) or any(part.pos_ not in ("PRON", "DET", "NOUN") for part in between):
        return False
    behind = word.nbor(1)
    pronoun = person.lower_ in ("me", "him", "them", "us")
    people = person.tag_ == "NNS" and between[0].tag_ == "PRP$"
    return (pronoun or people) and behind.tag_ in ("PRP", "DT", "PRP$") and person.i - verb.i <= 2
