"""The second comma of a pair is missing.

What is put in between commas ends with one: “The plot, which drags, is thin”. Without the second the verb loses its
subject. (The Chicago Manual of Style 6.27, 6.28.)
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.checks import Allowed, Flagged
from pipeline.checks._clauses import FINITE
from pipeline.document import RUNNING, Block
from pipeline.engines.spacy import Parser
from pipeline.finding import Finding, Severity, flag

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

SEVERITY = Severity.ERROR

EXAMPLES = (
    Flagged("The plot, which drags ⟦badly is⟧ thin.", "The plot, which drags badly, is thin."),
    Flagged("The hall, which stood in the ⟦square was⟧ empty.", "The hall, which stood in the square, was empty."),
    Allowed("The plot, which drags badly, is thin."),
    Allowed("The woman who plays the harp wrote the song."),
    Allowed("They cut the song, which is a pity."),
    Allowed("I saw the film, whose plot is thin."),
)


def find(block: Block, parser: Parser) -> Iterator[Finding]:
    """Findings on the last word of what was put in and the verb behind it."""
    if block.kind not in RUNNING:
        return
    doc = parser.parse(block.text)
    for word in doc:
        if word.dep_ not in ("nsubj", "nsubjpass") or word.pos_ not in ("NOUN", "PROPN"):
            continue
        for clause in word.children:
            if clause.dep_ != "relcl" or not _opens_with_comma(clause):
                continue
            verb = _after(doc, clause, word)
            if verb is not None:
                last = verb.nbor(-1)
                yield flag(
                    block,
                    last.idx,
                    verb.idx + len(verb),
                    "What began with a comma ends with one.",
                    f"{last.text}, {verb.text}",
                )


def _opens_with_comma(clause: Token) -> bool:
    """Whether a relative clause begins with “, which” or “, who”."""
    first = clause.left_edge
    return (
        first.lower_ in ("which", "who", "whom")
        and first.dep_ in ("nsubj", "nsubjpass", "dobj")
        and first.nbor(-1).text == ","
    )


def _after(doc: Doc, clause: Token, noun: Token) -> Token | None:
    """The verb of a noun that follows its relative clause without a comma."""
    end = clause.right_edge.i + 1
    if end >= len(doc) or any(word.is_punct for word in doc[clause.left_edge.i : end]):
        return None
    verb = doc[end]
    main = noun.head
    chief = verb == main or (verb.head == main and verb.dep_ in ("aux", "auxpass"))
    return verb if chief and verb.tag_ in FINITE and verb.pos_ == "AUX" and main.i > clause.i else None
