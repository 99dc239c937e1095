"""A pronoun in the wrong case: “it gave my wife and I a laugh”, “a man whom everyone says is a genius”.

The object of a verb or preposition is *me, him, her, us, them*, also when “and” joins it to somebody else. *Whom* is an
object, too: where the verb behind it has no other subject, it is *who*, whatever “they say” stands between. (The
Chicago Manual of Style 5.39–5.51, 5.66; Garner’s Modern English Usage, “who; whom”, “I; me”.)
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
    Flagged("It gave my wife and ⟦I⟧ a good laugh.", "It gave my wife and me a good laugh."),
    Flagged("The letter was written by ⟦he⟧ and his wife.", "The letter was written by him and his wife."),
    Flagged("He is a man ⟦whom⟧ everyone says is a genius.", "He is a man who everyone says is a genius."),
    Flagged("She sings better than anyone ⟦whom⟧ came before.", "She sings better than anyone who came before."),
    Allowed("It gave my wife and me a good laugh, and my wife and I laughed."),
    Allowed("He says my wife and I laughed. It made me sad that my wife and I had left."),
    Allowed("The man whom everyone trusted is the killer, and the man whom she says she loves is not."),
    Allowed("It was written by him, and he and his wife sang it. The song by I and O is short."),
)

OBJECTS = {"I": "me", "he": "him", "she": "her", "we": "us", "they": "them"}
"""Pronouns that are subjects, with their objects."""

SAYING = listed("say think believe know claim suspect feel suppose hope assume insist fear guess tell")
"""Verbs of a “they say” between a relative word and its own verb."""


def find(block: Block, parser: Parser) -> Iterator[Finding]:
    """Findings on the pronoun."""
    if block.kind not in RUNNING:
        return
    for word in parser.parse(block.text)[1:]:
        if word.i + 2 >= len(word.doc):
            continue
        if word.text in OBJECTS and _is_object(word):
            fixed = OBJECTS[word.text]
            yield flag(block, word.idx, word.idx + len(word), f"An object is “{fixed}”.", fixed)
        elif word.text == "whom" and _is_subject(word):
            yield flag(block, word.idx, word.idx + 4, "The subject of the verb behind it is “who”.", "who")


def _is_object(pronoun: Token) -> bool:
    """Whether a pronoun is what a verb or preposition governs, alone before “and” or behind it."""
    before, after = pronoun.nbor(-1), pronoun.nbor(1)
    if pronoun.dep_ == "conj" and before.lower_ == "and" and before.i > pronoun.sent.start:
        head = pronoun.head
        governed = head.dep_ in ("dobj", "dative") or (
            head.dep_ == "pobj" and head.head.lower_ in ("for", "to", "with")
        )
        # what follows must not be a verb of the pronoun's own
        return governed and head.i >= before.i - 3 and after.tag_ in ("DT", "IN", ".", "PRP$") and after.text != ","
    if pronoun.text == "I" or pronoun.dep_ != "pobj" or before != pronoun.head:
        return False
    joined = after.lower_ == "and" and before.lower_ in ("by", "for", "with", "to", "from", "between", "of")
    return joined and any(child.dep_ == "conj" and child.tag_ in ("NN", "NNP", "NNS") for child in pronoun.children)


def _is_subject(whom: Token) -> bool:
    """Whether the verb behind “whom” has no other subject: at once, or over “they say”."""
    after = whom.nbor(1)
    if whom.nbor(-1).tag_ in ("IN", "TO"):
        return False
    if after.tag_ in FINITE:
        return (
            after.lower_ not in ("do", "does", "did", "is", "was", "has", "had", "are", "have") and after.tag_ != "MD"
        )
    saying = next((word for word in whom.doc[whom.i + 1 : whom.i + 5] if word.lemma_ in SAYING), None)
    if saying is None or saying.tag_ not in FINITE or saying.i + 1 >= len(whom.doc) or whom.head.i <= saying.i:
        return False
    return saying.nbor(1).tag_ in ("VBZ", "VBD", "VBP") and whom.dep_ in ("nsubj", "nsubjpass")
