"""A question that ends in a full stop.

A direct question takes a question mark, a rhetorical one too. (The Chicago Manual of Style 6.68.)
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.checks import Allowed, Flagged
from pipeline.checks._listed import listed
from pipeline.checks.punctuation._asking import ASKING, HELPERS
from pipeline.document import RUNNING, Block
from pipeline.engines.spacy import Parser
from pipeline.finding import Finding, Severity, flag

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

SEVERITY = Severity.ERROR
FIX = "unsafe"

EXAMPLES = (
    Flagged("What were they ⟦thinking.⟧", "What were they thinking?"),
    Flagged("Who ⟦knows.⟧ Who buys such ⟦songs.⟧", "Who knows? Who buys such songs?"),
    Allowed("Who knows him loves him. Who dares wins."),
    Flagged("Do we need a third ⟦sequel.⟧ No.", "Do we need a third sequel? No."),
    Flagged("How can a film this long look so ⟦cheap.⟧", "How can a film this long look so cheap?"),
    Flagged("What is the point of this ⟦scene.⟧", "What is the point of this scene?"),
    Flagged("Did the writers even read the ⟦book.⟧", "Did the writers even read the book?"),
    Flagged("Isn’t that what we all ⟦want.⟧", "Isn’t that what we all want?"),
    Flagged("Have you ever wondered what comes ⟦next.⟧", "Have you ever wondered what comes next?"),
    Flagged("Can anyone explain the ⟦ending.⟧", "Can anyone explain the ending?"),
    Allowed("Which is the point of it all. Will the singer is dead. Have the tissues ready."),
    Allowed("Did the trick. Does the job well enough. Did it for the money. Has the charm of a waltz."),
    Allowed("Was the highlight of the night for me. Does it well."),
    Flagged("Is the second song any ⟦good.⟧", "Is the second song any good?"),
    Allowed("Is it any good? It is."),
    Allowed("Why he left is a riddle. Can the speeches and sing. Do the songs, then leave."),
    Allowed("What they were thinking was never told."),
    Allowed("What were they thinking?"),
    Allowed("What they were thinking is a riddle."),
    Allowed("Had he known, he would have stayed."),
    Allowed("What a mess it was."),
    Allowed("Do yourself a favour and stay at home."),
    Allowed("She asked what they were thinking."),
)

ALONE = listed("is are was does did can could would will has do am have")
"""Auxiliaries that open a question by themselves."""

BEING = listed("is are was am")
"""Of these, those that need no verb: “Is it good”."""

DOING = listed("do does did has have")
"""Auxiliaries that are verbs as well: “what did the trick”."""

PLAIN = listed("is are was does did could would has")
"""Those of them that, at the head of a sentence, are no noun, no name and no command, so that a noun may follow."""

WONDERED = listed("knows knew cares cared needs wants buys says thinks watches")
"""What follows “Who” in a question that wants no answer."""

ANYONE = listed("anyone anybody someone somebody everyone everybody nobody")
"""Pronouns that follow an auxiliary in a question."""


def find(block: Block, parser: Parser) -> Iterator[Finding]:
    """Findings on the last word of a question and its full stop."""
    if block.kind not in RUNNING:
        return
    for sentence in parser.parse(block.text).sents:
        words = [word for word in sentence if not word.is_space]
        if len(words) < 3 or words[-1].text != "." or any(word.text in ('"', "“", "‘", "'") for word in words):
            continue
        if _asks(sentence):
            last, stop = words[-2], words[-1]
            yield flag(block, last.idx, stop.idx + 1, "A question ends with a question mark.", f"{last.text}?")


def _asks(sentence: Span) -> bool:
    """Whether a sentence opens as a question does: (what) + auxiliary + subject."""
    words = [word for word in sentence if word.pos_ not in ("CCONJ", "SPACE", "PUNCT")]
    if len(words) > 1 and words[0].text == "Who" and words[1].lower_ in WONDERED and words[1] == sentence.root:
        return sum(word.tag_ in ("VBZ", "VBP", "VBD", "MD") for word in words) == 1
    if len(words) < 3:
        return False
    first, second, third = words[:3]
    if first.lower_ in ASKING and second.lower_ in HELPERS:
        # “Which is the point” adds to what was said before
        adds = first.lower_ in ("which", "whose", "when") and third.tag_ == "DT"
        does = second.lower_ not in DOING or _helps(second)
        return not adds and does and _is_subject(third, second) and _heads(second, sentence)
    if first.lower_ not in ALONE or not first.is_title or not (first.lower_ in BEING or _helps(first)):
        return False
    denied = second.lower_ in ("n't", "n’t")
    if denied:
        second = third
    if first.lower_ == "have":
        return denied or (second.lower_ == "you" and sentence.root.tag_ == "VBN" and _heads(first, sentence))
    if second.tag_ in ("PRP", "EX") or (denied and second.lower_ in ("that", "this")):
        return second.lower_ not in ("yourself", "me", "us") and _heads(first, sentence)
    if second.lower_ in ANYONE:
        return _is_subject(second, first) and _heads(first, sentence)
    return first.lower_ in PLAIN and second.tag_ in ("DT", "PRP$") and _is_asked(first, second, sentence)


def _is_asked(helper: Token, start: Token, sentence: Span) -> bool:
    """Whether a noun behind an auxiliary at the head of a sentence is its subject, and more follows it."""
    # “Was the highlight of the night.”, terse style, says nothing of its noun
    said = _helps(helper) or any(child.dep_ in ("attr", "acomp") and child.i > start.i for child in helper.children)
    return (
        said
        and _is_subject(start, helper)
        and _heads(helper, sentence)
        and not any(word.text in (",", ";", ":") for word in sentence)
    )


def _helps(helper: Token) -> bool:
    """Whether an auxiliary helps a verb behind it: “Did the trick.”, terse style, has none."""
    verb = helper.head
    return (helper.dep_ in ("aux", "auxpass") and verb.i > helper.i and verb.tag_ in ("VB", "VBN", "VBP", "VBD")) or (
        helper.lower_ in BEING and helper.dep_ in ("aux", "auxpass")
    )


def _is_subject(start: Token, helper: Token) -> bool:
    """Whether a subject of an auxiliary's verb begins with a word."""
    chief = helper.head if helper.dep_ in ("aux", "auxpass") else helper
    return any(
        child.dep_ in ("nsubj", "nsubjpass", "expl") and child.left_edge == start and child.i < helper.i + 40
        for child in chief.children
    )


def _heads(helper: Token, sentence: Span) -> bool:
    """Whether an auxiliary belongs to the sentence’s own verb."""
    return helper == sentence.root or helper.head == sentence.root
