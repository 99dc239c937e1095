"""A comma between a subject and its verb.

However long a subject is, no comma parts it from its verb. (The Chicago Manual of Style 6.22; Fowler, “comma”.)
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
    from spacy.tokens import Token

SEVERITY = Severity.ERROR
FIX = "unsafe"

EXAMPLES = (
    Flagged("The songs of the second ⟦half, are⟧ short.", "The songs of the second half are short."),
    Flagged("The man who wrote the ⟦songs, was⟧ a baker.", "The man who wrote the songs was a baker."),
    Flagged("What I liked about the ⟦book, was⟧ the ending.", "What I liked about the book was the ending."),
    Flagged(
        "One of the best things about the ⟦play, is⟧ the music.", "One of the best things about the play is the music."
    ),
    Allowed("What I liked, by the way, was the ending. One, two of the songs, are short."),
    Allowed("The songs of the second half are short."),
    Allowed("The songs, all of the second half, are short."),
    Allowed("The baker, who wrote the songs, was a quiet man."),
    Allowed("What it is, is a mess."),
    Allowed("He came, saw, and left."),
)


VERBS = listed("is are was were has have had can could will would may might must should does did")
"""Verbs that the parse seldom takes for something else."""


def find(block: Block, parser: Parser) -> Iterator[Finding]:
    """Findings on the words on both sides of the comma."""
    if block.kind not in RUNNING:
        return
    doc = parser.parse(block.text)
    for comma in doc[2 : max(2, len(doc) - 2)]:
        if comma.text != ",":
            continue
        verb, last = comma.nbor(1), comma.nbor(-1)
        if (
            verb.tag_ not in FINITE
            or verb.lower_ not in VERBS
            or not (_parts(comma, verb) or _parts_clause(comma, verb))
        ):
            continue
        yield flag(
            block,
            last.idx,
            verb.idx + len(verb),
            "No comma parts a subject from its verb.",
            f"{last.text} {verb.text}",
        )


def _parts(comma: Token, verb: Token) -> bool:
    """Whether a comma stands alone between a verb and the whole of its subject."""
    chief = verb.head if verb.dep_ in ("aux", "auxpass") else verb
    chiefs = [child for child in chief.children if child.dep_ in ("nsubj", "nsubjpass")]
    if len(chiefs) != 1 or chief.dep_ in ("conj", "parataxis") or chiefs[0].right_edge.i + 1 < comma.i:
        return False
    chief_subject = chiefs[0]
    if (
        chief_subject.i > comma.i
        or chief_subject.tag_ in ("PRP", "WP", "WDT", "DT")
        or not (chief_subject.tag_.startswith("NN") or _is_one_of(chief_subject))
    ):
        return False
    start = chief_subject.left_edge.i
    named = chief_subject.pos_ == "PROPN" and any(child.dep_ == "relcl" for child in chief_subject.children)
    if named or (chief_subject.is_upper and len(chief_subject) > 1):
        return False
    inner = comma.doc[start : comma.i]
    if any(word.text in (",", "(", ")", '"', "“", "”", "—", "–", "-", ":", ";") for word in inner):
        return False
    before = comma.doc[start - 1] if start > comma.sent.start else None
    return not any(word.dep_ in ("conj", "appos", "cc") for word in inner) and (
        before is None or before.dep_ == "mark" or (before.text in (",", ";", ":") and before.sent.start == before.i)
    )


def _is_one_of(word: Token) -> bool:
    """Whether a subject is “one of …”."""
    return word.lower_ == "one" and word.i + 1 < len(word.doc) and word.nbor(1).lower_ == "of"


def _parts_clause(comma: Token, verb: Token) -> bool:
    """Whether a comma parts “what I liked about it” from the “is” or “was” behind it."""
    if verb.lower_ not in ("is", "was"):
        return False
    clause = next((child for child in verb.children if child.dep_ == "csubj" and child.i < verb.i), None)
    first = comma.sent[0]
    if clause is None or clause.left_edge != first or first.lower_ != "what":
        return False
    inner = comma.doc[first.i : comma.i]
    marked = any(word.is_punct and word.text not in ("-", "’", "'") for word in inner)
    return not marked and comma.nbor(-1).tag_ not in FINITE and len(inner) > 3
