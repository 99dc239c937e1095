"""The second comma of a pair is missing.

What is put in between commas ends with one: “The plot, which drags, is thin”. Without the second the verb loses its
subject. (The Chicago Manual of Style 6.27, 6.28.)
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.checks import Allowed, Flagged
from pipeline.checks._clauses import FINITE
from pipeline.checks._listed import listed
from pipeline.document import RUNNING, Block
from pipeline.engines.spacy import Parser
from pipeline.finding import Finding, Severity, flag

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

SEVERITY = Severity.ERROR
FIX = "unsafe"

EXAMPLES = (
    Flagged("The plot, which drags ⟦badly is⟧ thin.", "The plot, which drags badly, is thin."),
    Flagged("The hall, which stood in the ⟦square was⟧ empty.", "The hall, which stood in the square, was empty."),
    Flagged("The singer, known for her ⟦waltzes was⟧ late.", "The singer, known for her waltzes, was late."),
    Flagged("The songs, for the most ⟦part are⟧ short.", "The songs, for the most part, are short."),
    Flagged("The play, in my ⟦opinion should⟧ have ended.", "The play, in my opinion, should have ended."),
    Flagged(
        "The director, Jonas ⟦Lund has⟧ made three films before this one.",
        "The director, Jonas Lund, has made three films before this one.",
    ),
    Flagged(
        "My favourite scene, the one where Petra burns the ⟦letters is⟧ also the shortest.",
        "My favourite scene, the one where Petra burns the letters, is also the shortest.",
    ),
    Flagged("The book, when it finally ⟦arrived was⟧ damaged.", "The book, when it finally arrived, was damaged."),
    Allowed("The director Jonas Lund has made three films. The next day, Jonas was late."),
    Allowed("The singer, Jonas and the band are late. For the director, Jonas has made three films."),
    Allowed("The plot, which drags badly, is thin."),
    Allowed("The cast, the lights, the songs are all new."),
    Allowed("The woman who plays the harp wrote the song."),
    Allowed("They cut the song, which is a pity."),
    Allowed("I saw the film, whose plot is thin."),
    Allowed("Here comes the singer, who's"),
)


LED = listed("like such including along courtesy unlike despite")
"""Words that open what is put in with a preposition."""

STOCK = (
    "for the most part", "in my opinion", "in my view", "on the other hand", "on the whole", "of course", "in fact",
    "for example", "for instance", "after all", "as usual", "to be honest", "to be fair", "on the contrary",
    "in contrast", "by contrast", "in the end", "at least", "at times", "as always", "needless to say", "it seems",
    "in particular", "in turn", "to my mind", "as a result", "as expected", "so to speak", "no doubt", "by the way",
)  # fmt: skip
"""Phrases that are put in between a subject and its verb."""

WHEN = listed("when while where if once although though because after before since as until")
"""Words that open a clause which is put in."""

LONG = 10
"""What is put in has at most so many words; in a longer stretch the parse is not to be trusted."""


_STOCK = re.compile(rf", (?:{'|'.join(STOCK)}) (?=[a-z])", re.IGNORECASE)


def find(block: Block, parser: Parser) -> Iterator[Finding]:
    """Findings on the last word of what was put in and the verb behind it."""
    if block.kind not in RUNNING:
        return
    doc = parser.parse(block.text)
    yield from (_finding(block, each) for each in (*_behind_stock(block, doc), *_behind_name(doc)))
    for noun in doc:
        if noun.dep_ not in ("nsubj", "nsubjpass") or noun.pos_ not in ("NOUN", "PROPN"):
            continue
        for added in noun.children:
            if added.i > noun.i and noun.nbor(1).text == "," and _is_added(added, noun):
                verb = _after(doc, added, noun)
                if verb is not None:
                    yield _finding(block, verb)


def _finding(block: Block, verb: Token) -> Finding:
    last = verb.nbor(-1)
    return flag(
        block,
        last.idx,
        verb.idx + len(verb),
        "What began with a comma ends with one.",
        f"{last.text}, {verb.text}",
    )


def _behind_stock(block: Block, doc: Doc) -> Iterator[Token]:
    """The verbs behind a stock phrase that a comma parts from their subject, and none from them."""
    for match in _STOCK.finditer(block.text):
        verb = next((word for word in doc if word.idx == match.end()), None)
        if verb is None or verb.tag_ not in FINITE:
            continue
        main = verb.head if verb.dep_ in ("aux", "auxpass") else verb
        if any(
            child.dep_ in ("nsubj", "nsubjpass") and child.right_edge.idx <= match.end() and child.idx < match.start()
            and child.i >= verb.sent.start and not any(word.text == "," for word in doc[child.left_edge.i : child.i])
            for child in main.children
        ):  # fmt: skip
            yield verb


def _behind_name(doc: Doc) -> Iterator[Token]:
    """The verbs behind the name of who was called “the director” before: “The director, Jonas Lund has …”."""
    for noun in doc:
        if noun.dep_ not in ("nsubj", "nsubjpass") or noun.tag_ != "NN" or not noun.left_edge.is_sent_start:
            continue
        if noun.i + 3 >= len(doc) or noun.nbor(1).text != "," or noun.left_edge.tag_ not in ("DT", "PRP$"):
            continue
        at = noun.i + 2
        while at < len(doc) and doc[at].tag_ == "NNP" and doc[at].is_title:
            at += 1
        if not 1 < at - noun.i - 1 < 5 or at >= len(doc) or doc[at].tag_ not in FINITE:
            continue
        named, main = doc[at - 1], noun.head
        own = doc[at] == main or (doc[at].head == main and doc[at].dep_ in ("aux", "auxpass"))
        if own and named.dep_ == "appos" and named.head == noun:
            yield doc[at]


def _is_added(added: Token, noun: Token) -> bool:
    """Whether what hangs on a noun stands at its comma and adds to it: a clause, a participle, “such as …”."""
    first = added.left_edge
    if first.i != noun.i + 2:
        return False
    if added.dep_ in ("relcl", "advcl") and first.lower_ in WHEN:
        return any(child.dep_ in ("nsubj", "nsubjpass") for child in added.children)
    if added.dep_ == "appos":
        clause = next((child for child in added.children if child.dep_ == "relcl"), None)
        return first.lower_ == "the" and added.lower_ == "one" and clause is not None and clause.i > added.i
    behind = [word.text for word in first.doc[first.i + 1 : first.i + 2]]
    owned = [word.tag_ for word in first.doc[first.i + 2 : first.i + 3]]
    if first.lower_ == "who" and behind in (["'s"], ["’s"]) and owned in (["NN"], ["NNS"]):
        return False  # “whose” is meant
    if added.dep_ == "relcl":
        return first.lower_ in ("which", "who", "whom", "whose", "who's", "who’s") or first.tag_ == "WP$"
    if added.dep_ == "acl":
        return added.tag_ == "VBN" and not any(word.tag_ in FINITE for word in added.subtree)
    return added.dep_ == "prep" and first.lower_ in LED


def _after(doc: Doc, added: Token, noun: Token) -> Token | None:
    """The verb of a noun that follows what was put in without a comma."""
    end = added.right_edge.i + 1
    if end >= len(doc) or end - noun.i > LONG or any(word.is_punct for word in doc[noun.i + 2 : end]):
        return None
    verb, main = doc[end], noun.head
    chief = verb == main or (verb.head == main and verb.dep_ in ("aux", "auxpass"))
    before = doc[max(0, noun.left_edge.i - 1)].text
    return verb if chief and verb.tag_ in FINITE and main.i > added.i and before != "," else None
