"""The second comma of a pair is missing.

What is put in between commas ends with one: “The plot, which drags, is thin”. Without the second the verb loses its
subject. (The Chicago Manual of Style 6.27, 6.28.)
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.checks import Allowed, Flagged
from pipeline.checks._clauses import FINITE
from pipeline.checks._listed import listed
from pipeline.document import RUNNING, Block
from pipeline.engines.spacy import Parser
from pipeline.finding import Finding, Severity, flag

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

SEVERITY = Severity.ERROR
FIX = "unsafe"

EXAMPLES = (
    Flagged("The plot, which drags ⟦badly is⟧ thin.", "The plot, which drags badly, is thin."),
    Flagged("The hall, which stood in the ⟦square was⟧ empty.", "The hall, which stood in the square, was empty."),
    Flagged("The singer, known for her ⟦waltzes was⟧ late.", "The singer, known for her waltzes, was late."),
    Allowed("The plot, which drags badly, is thin."),
    Allowed("The cast, the lights, the songs are all new."),
    Allowed("The woman who plays the harp wrote the song."),
    Allowed("They cut the song, which is a pity."),
    Allowed("I saw the film, whose plot is thin."),
)


LED = listed("like such including along courtesy unlike despite")
"""Words that open what is put in with a preposition."""

LONG = 10
"""What is put in has at most so many words; in a longer stretch the parse is not to be trusted."""


def find(block: Block, parser: Parser) -> Iterator[Finding]:
    """Findings on the last word of what was put in and the verb behind it."""
    if block.kind not in RUNNING:
        return
    doc = parser.parse(block.text)
    for noun in doc:
        if noun.dep_ not in ("nsubj", "nsubjpass") or noun.pos_ not in ("NOUN", "PROPN"):
            continue
        for added in noun.children:
            if added.i > noun.i and noun.nbor(1).text == "," and _is_added(added, noun):
                verb = _after(doc, added, noun)
                if verb is not None:
                    last = verb.nbor(-1)
                    yield flag(
                        block,
                        last.idx,
                        verb.idx + len(verb),
                        "What began with a comma ends with one.",
                        f"{last.text}, {verb.text}",
                    )


def _is_added(added: Token, noun: Token) -> bool:
    """Whether what hangs on a noun stands at its comma and adds to it: a clause, a participle, “such as …”."""
    first = added.left_edge
    if first.i != noun.i + 2:
        return False
    if added.dep_ == "relcl":
        return first.lower_ in ("which", "who", "whom", "whose", "who's", "who’s") or first.tag_ == "WP$"
    if added.dep_ == "acl":
        return added.tag_ == "VBN" and not any(word.tag_ in FINITE for word in added.subtree)
    return added.dep_ == "prep" and first.lower_ in LED


def _after(doc: Doc, added: Token, noun: Token) -> Token | None:
    """The verb of a noun that follows what was put in without a comma."""
    end = added.right_edge.i + 1
    if end >= len(doc) or end - noun.i > LONG or any(word.is_punct for word in doc[noun.i + 2 : end]):
        return None
    verb, main = doc[end], noun.head
    chief = verb == main or (verb.head == main and verb.dep_ in ("aux", "auxpass"))
    before = doc[max(0, noun.left_edge.i - 1)].text
    return verb if chief and verb.tag_ in FINITE and main.i > added.i and before != "," else None
