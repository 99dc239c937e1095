"""An opening clause or long opening phrase without its comma.

“If everyone has gone what is left” is read wrongly at first: a comma parts a clause that opens a sentence (*if*,
*when*, *although*, *having seen* …) from what it leads to, and so it does a long opening phrase. After a few words it
is advice. (The Chicago Manual of Style 6.24, 6.30, 6.31.)
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.checks import Allowed, Flagged
from pipeline.checks._clauses import FINITE, is_finite, is_marked, openings, sentences, subject
from pipeline.checks._listed import listed
from pipeline.document import RUNNING, Block
from pipeline.engines.spacy import Parser
from pipeline.finding import Finding, Severity, flag

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

SEVERITY = Severity.ERROR

EXAMPLES = (
    Flagged(
        "When I bought the record in a small shop by the ⟦harbour I⟧ knew none of these songs.",
        "When I bought the record in a small shop by the harbour, I knew none of these songs.",
    ),
    Flagged(
        "If everybody is going to leave the hall ⟦early what⟧ can you look forward to?",
        "If everybody is going to leave the hall early, what can you look forward to?",
    ),
    Flagged(
        "For those of you who live in the ⟦north the⟧ name of this song is a joke.",
        "For those of you who live in the north, the name of this song is a joke.",
    ),
    Flagged("When it ⟦rains I⟧ read.", "When it rains, I read.", severity=Severity.ADVICE),
    Allowed("When the curtain finally fell on the last act, we stood and cheered."),
    Allowed("We stood and cheered when the curtain finally fell on the last act."),
    Allowed("What he did when the curtain fell we never knew."),
    Allowed("In the middle of the long first act of the new play stood an empty chair."),
)

OPENING = listed(
    "if when whenever although though while whilst because since as after before once unless until whereas"
)
"""Words that open a clause which leads to another."""

FOLLOWERS = listed("then that which who")
"""Words that tie what follows so closely that the comma is taste."""

SHORT = 5
"""An opening clause of fewer words may do without its comma."""

LONG = 8
"""An opening phrase wants its comma from so many words on."""

ASKING = listed("what how why where who")
"""Words that open the question to which a clause leads."""


def find(block: Block, parser: Parser) -> Iterator[Finding]:
    """Findings on the last word of an opening and the first of what follows."""
    if block.kind not in RUNNING:
        return
    for sentence in sentences(parser.parse(block.text)):
        for found in (*(_statement(sentence, start) for start in openings(sentence)), *_questions(sentence)):
            if found is not None:
                yield _finding(block, *found)


def _finding(block: Block, first: Token, severity: Severity) -> Finding:
    last = first.nbor(-1)
    return flag(
        block,
        last.idx,
        first.idx + len(first),
        "A comma parts the opening from what it leads to.",
        f"{last.text}, {first.text}",
        severity=severity,
    )


def _statement(sentence: Span, start: Token) -> tuple[Token, Severity] | None:
    """The first word of the statement that an opening leads to, and how much the opening wants its comma."""
    for verb in sentence:
        chief = subject(verb)
        if chief is None or verb.i <= start.i or not is_finite(verb) or is_marked(verb):
            continue
        if chief.tag_ in ("WDT", "WP") or verb.dep_ in ("relcl", "acl", "csubj"):
            continue
        first = chief.left_edge
        for child in verb.children:
            if child.i >= chief.i or child.left_edge.i != start.i or child.right_edge.i + 1 != first.i:
                continue
            severity = _severity(child, start)
            if severity is not None and _is_whole(sentence.doc[start.i : first.i]) and first.lower_ not in FOLLOWERS:
                return first, severity
    return None


def _questions(sentence: Span) -> Iterator[tuple[Token, Severity]]:
    """The first word of each question that an “if” or “when” leads to."""
    start: Token | None = None
    for word in sentence[:-2]:
        if word.lower_ in OPENING and (
            word.i == sentence.start or word.nbor(-1).is_punct or word.nbor(-1).dep_ == "cc"
        ):
            start = word
        elif word.text in (",", ";", "—", "–", ":"):
            start = None
        elif start is not None and word.i - start.i >= SHORT and word.lower_ in ASKING:
            helper, asked = word.nbor(1), word.nbor(2)
            if helper.tag_ in FINITE and helper.pos_ == "AUX" and asked.tag_ == "PRP":
                yield word, Severity.ERROR


def _is_whole(opening: Span) -> bool:
    """Whether an opening runs without a break: its only commas are those of a list."""
    for word in opening:
        if word.text in (";", ":", "—", "–", "-", "(", '"', "“") or (word.text[:1] == "-" and len(word) > 1):
            return False
        if word.text == "," and word.head.dep_ not in ("conj", "pobj", "dobj"):
            return False
    return not opening[-1].is_punct


def _severity(child: Token, start: Token) -> Severity | None:
    """How much an opening wants its comma; None where it is no opening."""
    size = child.right_edge.i - start.i + 1
    if child.dep_ == "advcl" and start.lower_ in OPENING and subject(child) is not None:
        return Severity.ERROR if size >= SHORT else Severity.ADVICE
    if child.dep_ == "advcl" and child.tag_ in ("VBG", "VBN") and child == start:
        return Severity.ERROR if size >= SHORT else Severity.ADVICE
    if child.dep_ == "prep" and child == start:
        holds_clause = size > SHORT and any(word.dep_ == "relcl" for word in child.subtree)
        return Severity.ERROR if size >= LONG or holds_clause else Severity.ADVICE
    return None
