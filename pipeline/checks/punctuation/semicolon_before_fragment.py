"""A semicolon before what is no sentence.

A semicolon joins two sentences, or the items of a list that has commas inside. What hangs on the first sentence (“…;
singing alone”) follows a comma or a dash. (The Chicago Manual of Style 6.56, 6.60.)
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.checks import Allowed, Flagged
from pipeline.checks._clauses import is_finite, sentences
from pipeline.checks._listed import listed
from pipeline.document import RUNNING, Block
from pipeline.engines.spacy import Parser
from pipeline.finding import Finding, Severity, flag

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

SEVERITY = Severity.ERROR
FIX = "unsafe"

EXAMPLES = (
    Flagged(
        "She left the ⟦stage; singing⟧ to herself all the while.",
        "She left the stage, singing to herself all the while.",
    ),
    Flagged("It is a good ⟦song; although⟧ it is long.", "It is a good song, although it is long."),
    Flagged("I liked all of ⟦it; especially⟧ the ending.", "I liked all of it, especially the ending."),
    Flagged("Because the script is ⟦weak; the⟧ actors struggle.", "Because the script is weak, the actors struggle."),
    Flagged("It is the worst of ⟦songs; perhaps⟧ the worst ever.", "It is the worst of songs, perhaps the worst ever."),
    Flagged("The plot just ⟦dies; just⟧ marking time until noon.", "The plot just dies, just marking time until noon."),
    Allowed("It is the worst; maybe it is the worst ever. She sang; and how! It is short; perhaps try the book."),
    Allowed("I liked it; especially loud was the ending. If it rains, we stay; the songs are short."),
    Allowed("She left the stage; she was singing to herself."),
    Allowed("It has Ann, a singer; Bo, a drummer; and Cy, a cook."),
    Allowed("She left the stage; nobody else."),
    Allowed("He came late; as usual, he sang flat."),
)

HANGING = listed("although though whereas because which who whose unless until")
"""Words whose clause hangs on what goes before."""


LISTING = listed("especially particularly including mostly mainly notably preferably perhaps maybe even")
"""Words that open what only adds to the sentence before, where no verb follows."""

LEADING = listed("because although though while whereas if unless since")
"""Words whose clause, at the head of a sentence, leads to another."""


def find(block: Block, parser: Parser) -> Iterator[Finding]:
    """Findings on the words on both sides of the semicolon."""
    if block.kind not in RUNNING:
        return
    for sentence in sentences(parser.parse(block.text)):
        marks = [word for word in sentence if word.text == ";"]
        if len(marks) != 1 or not sentence.start < marks[0].i < sentence.end - 3:
            continue
        mark = marks[0]
        if not _hangs(sentence, mark):
            continue
        last, first = mark.nbor(-1), mark.nbor(1)
        yield flag(
            block,
            last.idx,
            first.idx + len(first),
            "A semicolon joins two sentences, and what follows is none.",
            f"{last.text}, {first.text}",
        )


def _hangs(sentence: Span, mark: Token) -> bool:
    rest = sentence.doc[mark.i + 1 : sentence.end]
    if not any(is_finite(word) for word in sentence.doc[sentence.start : mark.i]):
        return False
    first = rest[0]
    if _leads(sentence, mark):
        return True
    if first.lower_ in LISTING:
        # “perhaps try the book”: what asks for something is a sentence; “even so” opens one
        if len(rest) < 2 or rest[1].lower_ in ("so", "worse", "better") or any(word.tag_ == "VB" for word in rest[1:3]):
            return False
        return not any(is_finite(word) and word.dep_ not in ("relcl", "acl") for word in rest)
    if first.lower_ in HANGING:
        return not any(word.text == "," for word in rest[:-1])
    opener = rest[1] if first.tag_ == "RB" and len(rest) > 1 else first
    return opener.tag_ == "VBG" and not any(
        is_finite(word) and word.dep_ not in ("relcl", "advcl", "ccomp", "acl") for word in rest
    )


def _leads(sentence: Span, mark: Token) -> bool:
    """Whether nothing but a clause with “because” or “if” stands before a semicolon: what it leads to comes after."""
    first = sentence[0]
    before = sentence.doc[first.i : mark.i]
    if first.lower_ not in LEADING or first.dep_ != "mark" or any(word.is_punct for word in before):
        return False
    return first.head.i < mark.i and sum(is_finite(word) for word in before) == 1
