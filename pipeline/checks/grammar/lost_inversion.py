"""“Not only” at the head of a clause, and the verb behind its subject: “Not only we lose the thread”.

Behind *not only* that opens a clause the verb changes places with its subject, as in a question: “Not only do we lose”.
(The Chicago Manual of Style 5.230; Garner's Modern English Usage, “inversion”.)
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.checks import Allowed, Flagged
from pipeline.checks._clauses import SUBJECTS, is_finite
from pipeline.document import RUNNING, Block
from pipeline.engines.spacy import Parser
from pipeline.finding import Finding, Severity, flag

if TYPE_CHECKING:
    from spacy.tokens import Token

SEVERITY = Severity.ERROR
FIX = "unsafe"

EXAMPLES = (
    Flagged(
        "Not only ⟦we lose⟧ the thread, but we lose it twice.", "Not only do we lose the thread, but we lose it twice."
    ),
    Flagged("Not only ⟦the singer forgets⟧ it, he laughs.", "Not only does the singer forget it, he laughs."),
    Flagged("Not only ⟦the hall is⟧ cold, it is dark.", "Not only is the hall cold, it is dark."),
    Flagged("It failed: not only ⟦they had⟧ lost, they had lied.", "It failed: not only had they lost, they had lied."),
    Flagged("Not only ⟦she sang⟧ it, but she wrote it.", "Not only did she sing it, but she wrote it."),
    Allowed("Not only do we lose the thread, but we lose it twice. Not only that, it is cold."),
    Allowed("Not only the singer but the drummer forgets it. Not only the singer forgot it."),
    Allowed("Not only is it cold. It is not only the hall that is cold, but the street."),
    Allowed("Not only she knew it. Not only the singer was there, but the drummer, too."),
)

AUXILIARIES = frozenset({"is", "are", "was", "were", "has", "have", "had", "can", "could", "will", "would", "should"})
"""Verbs that change places themselves; others take “do”."""

HELP = {"VBZ": "does", "VBP": "do", "VBD": "did"}
"""The form of “do” for a verb's tag."""


def find(block: Block, parser: Parser) -> Iterator[Finding]:
    """Findings on the subject and its verb."""
    if block.kind not in RUNNING:
        return
    for word in parser.parse(block.text):
        if word.lower_ != "only" or word.i < 1 or word.nbor(-1).lower_ != "not" or word.i + 4 > len(word.doc):
            continue
        verb = _verb(word)
        if verb is None or not _opens(word.nbor(-1)) or not _goes_on(verb):
            continue
        start = word.nbor(1)
        subject = block.text[start.idx : verb.idx].rstrip()
        helper, rest = (verb.text, "") if verb.lower_ in AUXILIARIES else (HELP[verb.tag_], f" {verb.lemma_}")
        message = "Behind “not only” the verb changes places with its subject."
        yield flag(block, start.idx, verb.idx + len(verb), message, f"{helper} {subject}{rest}")


def _opens(denied: Token) -> bool:
    """Whether “not” stands at the head of a clause."""
    if denied.is_sent_start:
        return True
    before = denied.nbor(-1)
    return before.text in (".", "!", "?", ":", ";", ",", "—", "–") or before.lower_ in ("and", "but", "because", "that")


def _verb(only: Token) -> Token | None:
    """The first verb with a tense of a subject that begins behind “only”; none where a “but” comes first."""
    first = only.nbor(1)
    for verb in only.doc[only.i + 2 : only.i + 9]:
        if verb.text in (",", ";", ":", ".") or verb.lower_ in ("but", "and", "or", "that", "which", "who"):
            return None
        if not is_finite(verb) and verb.tag_ not in HELP:
            continue
        chief = verb.head if verb.dep_ in ("aux", "auxpass") else verb
        subject = next((each for each in chief.children if each.dep_ in SUBJECTS and each.i < verb.i), None)
        plain = verb.tag_ in HELP or verb.tag_ == "MD"
        if plain and subject is not None and first in (subject.left_edge, subject):
            return verb
    return None


def _goes_on(verb: Token) -> bool:
    """Whether a comma and a second statement follow: “Not only the singer forgot it” tells who forgot, and is whole."""
    rest = list(verb.doc[verb.i + 1 :])
    comma = next((place for place, word in enumerate(rest) if word.text in (",", ";", ".", "!", "?")), None)
    if comma is None or rest[comma].text not in (",", ";"):
        return False
    behind = rest[comma + 1 :]
    if any(word.lower_ == "too" for word in behind):
        return False  # not only the singer was there, but the drummer, too
    if behind and behind[0].lower_ == "but":
        return any(word.dep_ in SUBJECTS and is_finite(word.head) for word in behind[1:5])
    return any(word.dep_ in SUBJECTS or word.lower_ in ("it", "they", "he", "she", "we") for word in behind[:3])
