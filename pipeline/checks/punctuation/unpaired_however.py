"""A “however” or “though” inside a sentence without a comma on both sides.

“However” that interrupts a sentence stands between two commas; with one or none the reader takes it for *in whatever
way*. So may a “though” before the verb, which would else begin a clause: advice, as careful writers leave it bare.
(The Chicago Manual of Style 6.51.)
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.checks import Allowed, Flagged
from pipeline.checks._clauses import FINITE, SUBJECTS, clauses, sentences
from pipeline.checks._listed import listed
from pipeline.document import RUNNING, Block
from pipeline.engines.spacy import Parser
from pipeline.finding import Finding, Severity, flag

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

SEVERITY = Severity.ERROR
FIX = "unsafe"

EXAMPLES = (
    Flagged("The third act⟦ however is⟧ a mess.", "The third act, however, is a mess."),
    Flagged("The third act⟦, however is⟧ a mess.", "The third act, however, is a mess."),
    Flagged("The third act⟦ however,⟧ is a mess.", "The third act, however, is a mess."),
    Flagged(
        "We left after the first act, ⟦however although⟧ it bored us we went back.",
        "We left after the first act, however, although it bored us we went back.",
        severity=Severity.QUERY,
    ),
    Flagged("You can’t⟦ however,⟧ leave before the end.", "You can’t, however, leave before the end."),
    Flagged("They never came⟦ however,⟧ because it rained.", "They never came, however, because it rained."),
    Flagged("The third act⟦ though is⟧ a mess.", "The third act, though, is a mess.", severity=Severity.ADVICE),
    Allowed(
        "The third act is a mess, even though it was cut. The songs are good though; the plot, though slow, is so."
    ),
    Allowed(
        "The film is funny though was panned. She sings well though can be shrill. He is a talented though odd man."
    ),
    Allowed("The third act, however, is a mess."),
    Allowed("She sings it however she likes."),
    Allowed("He would finish the song however long it took."),
    Allowed("The start is slow; however, the end is superb."),
)

REASONS = listed("because although though unless since")
"""Words whose clause may follow a “however” that closes a statement."""

VERBS = listed("is was are were has had does did will would can could should")
"""Verbs that have no subject of their own right behind “though”."""


def find(block: Block, parser: Parser) -> Iterator[Finding]:
    """Findings on “however” and what stands beside it."""
    if block.kind not in RUNNING:
        return
    for sentence in sentences(parser.parse(block.text)):
        for word in sentence:
            inside = sentence.start < word.i < sentence.end - 2
            if inside and word.lower_ == "however":
                yield from _at(block, sentence, word)
            elif inside and word.lower_ == "though" and _is_aside(word):
                after = word.nbor(1)
                yield _finding(
                    block, word.idx - 1, after.idx + len(after), f", though, {after}", Severity.ADVICE, "Though"
                )


def _at(block: Block, sentence: Span, word: Token) -> Iterator[Finding]:
    before, after = word.nbor(-1), word.nbor(1)
    pair = f", {word.text},"
    if before.text == "," and after.tag_ in FINITE and before.i > sentence.start and _bare(sentence, word):
        start, end = before.idx, after.idx + len(after)
        yield _finding(block, start, end, f"{pair} {after.text}")
    elif _is_word(before) and after.text == "," and (_bare(sentence, word) or after.nbor(1).lower_ in REASONS):
        yield _finding(block, word.idx - 1, after.idx + 1, pair)
    elif after.lower_ in ("although", "though", "because", "unless", "since"):
        yield _finding(block, word.idx, after.idx + len(after), f"{word.text}, {after.text}", Severity.QUERY)
    elif before.is_alpha and after.is_alpha and _interrupts(sentence, before, word, after):
        yield _finding(block, word.idx - 1, after.idx + len(after), f"{pair} {after.text}")


def _is_aside(though: Token) -> bool:
    """Whether a “though” stands bare between a noun or a clause and the verb that they are the subject of."""
    before, after = though.nbor(-1), though.nbor(1)
    if not before.is_alpha or before.lower_ in ("even", "as") or after.lower_ not in VERBS:
        return False
    chief = after if after.dep_ not in ("aux", "auxpass") else after.head
    chiefs = (child for child in chief.children if child.dep_ in SUBJECTS and child.i < though.i)
    return any(child.right_edge.i in (before.i, though.i) for child in chiefs)


def _is_word(before: Token) -> bool:
    """Whether what stands before is a word, also a shortened one, that joins nothing."""
    return before.text[-1].isalpha() and before.pos_ not in ("CCONJ", "SCONJ")


def _bare(sentence: Span, word: Token) -> bool:
    """Whether no clause is complete before a word of its sentence."""
    return not any(verb.i < word.i for verb, _ in clauses(sentence))


def _interrupts(sentence: Span, before: Token, word: Token, after: Token) -> bool:
    """Whether a “however” without commas breaks into its sentence before the verb."""
    if before.pos_ in ("CCONJ", "SCONJ", "VERB", "AUX") or after.tag_ in ("JJ", "RB", "WP", "WRB", "RBR", "JJR"):
        return False
    return _bare(sentence, word) and after.i + 1 < sentence.end


def _finding(
    block: Block, start: int, end: int, fixed: str, severity: Severity | None = None, word: str = "However"
) -> Finding:
    return flag(
        block,
        start,
        end,
        f"“{word}” breaks into the sentence and stands between two commas.",
        fixed,
        severity=severity,
    )
