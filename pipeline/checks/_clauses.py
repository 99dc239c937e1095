"""Questions about clauses that several checks ask of one parse.

All take spaCy tokens of the small English model, whose labels are ClearNLP's (nsubj, advcl, relcl, ccomp, mark, …).
The parser is often wrong about which clause hangs on which where the punctuation is wrong, and rarely about what a
verb and its subject are: so these ask about words and their places first, and about the tree last.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.checks._listed import listed

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
"""Tags of verbs that have a tense."""

SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl", "csubj", "csubjpass"})
"""Dependencies of a subject on its verb."""

SUBORDINATE = frozenset({"advcl", "relcl", "acl", "csubj", "csubjpass", "pcomp"})
"""Dependencies of a verb whose clause can't stand alone."""

SUBORDINATORS = listed(
    """after although as because before considering except given if lest like once provided providing seeing since so
    supposing than that though till unless until when whenever where whereas wherever whether while whilst who whom
    whose which what whatever whichever whoever why how however"""
)
"""Words that can open a subordinate clause."""

OPENERS = SUBORDINATORS - {"however", "so"} | {"even", "just", "only", "ever", "now", "no", "had", "were", "should"}
"""First words of a sentence that may begin with a subordinate clause (“Even if”, “Now that”, “Had he known”)."""

ENDS = frozenset(".?!…")
"""Marks that end a sentence."""

BREAKS = frozenset({":", ";", "—", "–", "--", "---", "-", "“", "‘", "`", "``"})
"""Marks behind which a clause begins anew."""

NEGATIVES = listed("not n't n’t never no nothing nobody none neither hardly")
"""Words that deny."""


def is_finite(token: Token) -> bool:
    """Whether a verb, with its auxiliaries, has a tense."""
    if token.pos_ not in ("VERB", "AUX"):
        return False
    return token.tag_ in FINITE or any(
        child.dep_ in ("aux", "auxpass") and child.tag_ in FINITE for child in token.children
    )


def subject(verb: Token) -> Token | None:
    """The head of the subject that stands before a verb."""
    return next((child for child in verb.children if child.dep_ in SUBJECTS and child.i < verb.i), None)


def clauses(sentence: Span) -> Iterator[tuple[Token, Token]]:
    """The finite verbs of a sentence that have a subject before them, each with that subject, in order."""
    for token in sentence:
        if is_finite(token):
            found = subject(token)
            if found is not None:
                yield token, found


def is_marked(verb: Token) -> bool:
    """Whether a subordinating word opens the verb's own clause, or its subject is a relative or question word."""
    for child in verb.children:
        if child.i >= verb.i:
            continue
        if child.dep_ == "mark" or (child.dep_ == "auxpass" and any(word.dep_ == "mark" for word in child.children)):
            return True
        if child.tag_ in ("WDT", "WP", "WP$", "WRB") and child.dep_ != "punct":
            return True
        if child.dep_ in ("advmod", "prep") and child.lower_ in SUBORDINATORS and child.i == verb.left_edge.i:
            return child.lower_ not in ("however", "so")
    return any(word.tag_ in ("WDT", "WP", "WP$", "WRB") for word in _before_subject(verb))


def is_subordinate(verb: Token) -> bool:
    """Whether a verb's clause hangs within another, as far up as the tree goes."""
    at = verb
    while True:
        if at.dep_ in SUBORDINATE or is_marked(at):
            return True
        if at.dep_ in ("ccomp", "xcomp") and at.head.i < at.i:
            return True
        if at.dep_ == "ROOT" or at.dep_ not in ("conj", "ccomp", "xcomp", "parataxis", "dep"):
            return False
        at = at.head


def _before_subject(verb: Token) -> Iterator[Token]:
    """The words of a subject up to its head."""
    found = subject(verb)
    if found is None:
        return
    yield from found.doc[found.left_edge.i : found.i + 1] if found.i - found.left_edge.i < 4 else ()


def sentences(doc: Doc) -> Iterator[Span]:
    """The sentences of a parse, those joined that the parser parted where no full stop stands."""
    start = 0
    for sentence in doc.sents:
        end = sentence.end
        if end < len(doc) and not any(word.text[-1] in ENDS for word in doc[max(sentence.start, end - 3) : end]):
            continue
        yield doc[start:end]
        start = end
    if start < len(doc):
        yield doc[start : len(doc)]


def stretch(sentence: Span, end: Token) -> list[Token]:
    """The words before a token that may be its sentence.

    They begin behind the last colon, semicolon, dash or mark that opens a quotation or parenthesis; what stands in
    parentheses of its own is left out.
    """
    found: list[Token] = []
    depth = 0
    quoted = sum(word.text == '"' for word in sentence.doc[sentence.start : end.i]) % 2
    for word in reversed(sentence.doc[sentence.start : end.i]):
        if word.text in (")", "]"):
            depth += 1
        elif word.text in ("(", "["):
            if not depth:
                break
            depth -= 1
        elif depth:
            continue
        elif _breaks(word) or (quoted and word.text == '"') or word.text[-1] in ENDS:
            break
        else:
            found.append(word)
    return found[::-1]


def _breaks(word: Token) -> bool:
    """Whether a clause begins anew behind a mark; a hyphen within a word is none."""
    return word.text in BREAKS and (word.text != "-" or word.i == 0 or bool(word.nbor(-1).whitespace_))


def openings(sentence: Span) -> Iterator[Token]:
    """The first word of a sentence, past conjunctions and marks, and the first behind a colon or semicolon in it."""
    fresh = True
    for word in sentence:
        if fresh and word.pos_ not in ("PUNCT", "SPACE", "CCONJ", "INTJ"):
            fresh = False
            yield word
        if word.text in (":", ";"):
            fresh = True
