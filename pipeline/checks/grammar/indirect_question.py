"""A question inside a statement, asked as if it stood alone: “I wonder why is he here”.

An indirect question keeps the order of a statement: “I wonder why he is here”. (The Chicago Manual of Style 6.69;
Garner's Modern English Usage, “questions”.)
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.checks import Allowed, Flagged
from pipeline.checks._clauses import SUBJECTS
from pipeline.checks._listed import listed
from pipeline.checks.grammar._inflections import past_of, with_s
from pipeline.document import RUNNING, Block
from pipeline.engines.spacy import Parser
from pipeline.finding import Finding, Severity, flag

if TYPE_CHECKING:
    from spacy.tokens import Token

SEVERITY = Severity.ERROR
FIX = "unsafe"

EXAMPLES = (
    Flagged("I kept wondering when ⟦is this⟧ going to end.", "I kept wondering when this is going to end."),
    Flagged("The question is why ⟦didn't he⟧ leave.", "The question is why he didn't leave."),
    Flagged("I wonder why ⟦did she leave⟧ so soon.", "I wonder why she left so soon."),
    Flagged("Nobody knows how ⟦does the singer do⟧ it.", "Nobody knows how the singer does it."),
    Flagged("I don’t understand why ⟦are they⟧ here.", "I don’t understand why they are here."),
    Flagged("I wonder how ⟦can ⟧he can sing.", "I wonder how he can sing."),
    Flagged("She asked me where ⟦were the tickets⟧.", "She asked me where the tickets were."),
    Flagged("Nobody tells us where ⟦is the body⟧.", "Nobody tells us where the body is."),
    Allowed("I wonder why he is here. I wonder: why is he here? I wonder, why is he here?"),
    Allowed("I wonder what is the point. Who knows? How is he? You know what? Is it over?"),
    Allowed("She asked, “Why is he here?” I know how to sing. I know when was the time to go."),
    Allowed("The question is why did he leave?"),
    Allowed("Do you know how were-wolves sing?"),
)

ASKING = listed("wonder wonders wondered wondering know knows knew understand understands understood asks asked asking")
"""Verbs that may have a question for their object."""

WORDS = listed("why how when where")
"""Question words that are never the subject of the question."""

BEING = listed("is are was were has have had can could will would should")
"""Verbs that change places with their subject; “do” goes."""

DOING = {"do": "", "does": "s", "did": "past"}
"""The forms of “do”, and the form that the verb takes without them."""

NOT = ("n't", "n’t")


def find(block: Block, parser: Parser) -> Iterator[Finding]:
    """Findings on the verb and its subject, in the wrong order."""
    if block.kind not in RUNNING:
        return
    for word in parser.parse(block.text):
        if word.lower_ not in WORDS or word.i + 3 >= len(word.doc) or not _is_asked(word):
            continue
        helper = word.nbor(1)
        denied = helper.nbor(1).lower_ in NOT
        first = helper.nbor(2 if denied else 1)
        last = _subject(first, helper)
        if last is None:
            continue
        old = block.text[helper.idx : last.idx + len(last)]
        subject = block.text[first.idx : last.idx + len(last)]
        message = "A question inside a statement has the statement's order."
        if word.nbor(-1).lower_ == "is" and word.sent[-1].text == "?":
            continue  # a direct question may follow “is”
        if helper.lower_ in BEING and last.i + 1 < len(last.doc) and last.nbor(1).lower_ == helper.lower_:
            yield flag(block, helper.idx, first.idx, message, "")  # “how can he can”
        elif helper.lower_ in BEING or (denied and helper.lower_ in DOING):
            moved = block.text[helper.idx : first.idx].rstrip()
            yield flag(block, helper.idx, helper.idx + len(old), message, f"{subject} {moved}")
        elif helper.lower_ in DOING and not denied:
            verb = helper.head
            if verb.i <= last.i or verb.i > last.i + 2 or verb.tag_ not in ("VB", "VBP"):
                continue
            fixed = _formed(verb, DOING[helper.lower_])
            between = block.text[last.idx + len(last) : verb.idx]
            if "not" in between:
                continue
            yield flag(block, helper.idx, verb.idx + len(verb), message, f"{subject}{between}{fixed}")


def _is_asked(word: Token) -> bool:
    """Whether a verb of asking has the question word right behind it, or a person between."""
    if word.i < 2:
        return False
    before = word.nbor(-1)
    if before.lower_ in ("me", "him", "her", "us", "them", "myself", "himself", "herself"):
        before = before.nbor(-1)
        return before.lower_ in ("ask", "asks", "asked", "asking", "tell", "tells", "told", "telling")
    if before.lower_ == "is" and before.nbor(-1).lower_ in ("question", "though", "remains"):
        return any(each.lower_ == "question" for each in word.doc[max(0, word.i - 4) : word.i])
    return before.lower_ in ASKING


def _subject(first: Token, helper: Token) -> Token | None:
    """The last word of a subject that begins at a word: a pronoun, or a noun with its article."""
    if first.tag_ == "PRP":
        held = first.dep_ in SUBJECTS and first.lower_ not in ("it", "me", "us", "him", "them")
        return first if held else None
    if first.lower_ in ("this", "that") and first.dep_ in SUBJECTS:
        return first
    if first.tag_ not in ("DT", "PRP$") or first.head.dep_ not in SUBJECTS:
        return None
    noun = first.head
    near = noun.i - first.i <= 3 and noun.right_edge == noun and noun.head in (helper, helper.head)
    return noun if near and noun.tag_ in ("NN", "NNS", "NNP") else None


def _formed(verb: Token, ending: str) -> str:
    """A bare verb with what “do” was to tell."""
    return with_s(verb.text) if ending == "s" else past_of(verb.text) if ending == "past" else verb.text
