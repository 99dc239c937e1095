"""A tense after “make” or “let”.

“She made them sing it”, “he lets her go”: what somebody is made or let to do stands in the bare form. (The Chicago
Manual of Style 5.108.)
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
