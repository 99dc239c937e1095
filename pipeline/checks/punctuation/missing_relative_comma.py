"""No comma before a “which” or “who” that only adds something.

A name is already one of a kind: “Clara Wieck who played it” wants a comma, since the clause adds to the name and does
not pick one out. (The Chicago Manual of Style 6.27.)
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

EXAMPLES = (
    Flagged("He hired Clara ⟦Wieck who⟧ played the solo.", "He hired Clara Wieck, who played the solo."),
    Flagged("They open with “Night ⟦Bus” which⟧ is a waltz.", "They open with “Night Bus,” which is a waltz."),
    Allowed("He hired Clara Wieck, who played the solo."),
    Allowed("It was Clara who played the solo."),
    Allowed("The Clara who walks in is not the Clara who left."),
    Allowed("I wondered about Clara and which song she would play."),
    Allowed("They asked Clara who had played the solo."),
)


def find(block: Block, parser: Parser) -> Iterator[Finding]:
    """Findings on a name and the relative word behind it."""
    if block.kind not in RUNNING:
        return
    for word in parser.parse(block.text):
        if word.lower_ not in ("which", "who") or word.i < 2 or word.tag_ not in ("WDT", "WP") or not word.is_lower:
            continue
        before = word.nbor(-1)
        title = before.text in ("”", '"') and word.i > 3 and before.nbor(-1).text not in (",", ".")
        name = before.tag_ in ("NNP",) and before.text[:1].isupper()
        if not (name or title) or not _is_relative(word):
            continue
        noun = before.nbor(-1) if title else before
        if _is_picked(noun, word) or (title and not _is_title(before)):
            continue
        inner = f",{before.text} {word.text}" if title else f"{before.text}, {word.text}"
        start = noun.idx if title else before.idx
        yield flag(
            block,
            start,
            word.idx + len(word),
            f"A name needs no picking out; a comma stands before “{word.text}”.",
            f"{noun.text}{inner}" if title else inner,
        )


def _is_relative(word: Token) -> bool:
    """Whether a word opens a relative clause, not a question."""
    verb = word.head if word.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj") else None
    while verb is not None and verb.dep_ in ("prep", "xcomp", "ccomp") and verb.head != verb:
        verb = verb.head
    return verb is not None and verb.dep_ == "relcl" and verb.head.i < word.i


def _is_picked(noun: Token, word: Token) -> bool:
    """Whether an article, a determiner or “it is” before a name lets the clause pick it out."""
    verb = word.head
    while verb.dep_ in ("prep", "xcomp", "ccomp") and verb.head != verb:
        verb = verb.head
    head = verb.head
    if any(child.tag_ in ("DT", "PRP$", "PDT") for child in head.children) or head.i > word.i:
        return True
    if head.i < noun.i - 4 or head.pos_ not in ("PROPN", "NOUN"):
        return True
    up = head
    while up.dep_ in ("conj", "appos", "compound"):
        up = up.head
    return up.dep_ in ("attr", "ROOT") or (up.dep_ == "dobj" and up.head.lemma_ == "be")


def _is_title(closing: Token) -> bool:
    """Whether a quotation that closes here is a title: it opens with a capital and is short."""
    for back in range(2, 9):
        if closing.i - back < 0:
            return False
        word = closing.nbor(-back)
        if word.text in ("“", '"'):
            return word.nbor(1).text[:1].isupper()
    return False
