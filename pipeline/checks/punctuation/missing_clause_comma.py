"""An opening clause or long opening phrase without its comma.

“If everyone has gone what is left” is read wrongly at first: a comma parts a clause that opens a sentence (*if*,
*when*, *although*, *having seen* …) from what it leads to, and so it does a long opening phrase. After a few words it
is advice. (The Chicago Manual of Style 6.24, 6.30, 6.31.)
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.checks import Allowed, Flagged
from pipeline.checks._clauses import FINITE, clauses, is_finite, is_marked, openings, sentences, subject
from pipeline.checks._listed import listed
from pipeline.document import RUNNING, Block
from pipeline.engines.spacy import Parser
from pipeline.finding import Finding, Severity, flag

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

SEVERITY = Severity.ERROR
FIX = "unsafe"
VETO = -8.0

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
    Flagged(
        "When we found the old ⟦posters it⟧ looked like a bigger show.",
        "When we found the old posters, it looked like a bigger show.",
    ),
    Flagged("Played ⟦well this⟧ might have moved us.", "Played well, this might have moved us."),
    Flagged(
        "As the programme says, even though the tune is plainly ⟦borrowed it⟧ still moves us.",
        "As the programme says, even though the tune is plainly borrowed, it still moves us.",
    ),
    Flagged("When it ⟦rains I⟧ read.", "When it rains, I read.", severity=Severity.ADVICE),
    Allowed("When the curtain finally fell on the last act, we stood and cheered."),
    Allowed("We stood and cheered when the curtain finally fell on the last act."),
    Allowed("What he did when the curtain fell we never knew."),
    Allowed("When the band plays the only songs it ever wrote, we leave."),
    Allowed("If you tell the singer you like it, she smiles."),
    Allowed("While I don’t doubt there are old halls in the north of the town, this is none."),
    Allowed("We left early, because it was the worst show we had ever seen there."),
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

NOMINATIVE = listed("i he she they we it there")
"""Pronouns that, in this form, are a subject."""

TAKES_CLAUSE = listed(
    """all everything anything nothing something everyone way ways time times moment day year fact thing things reason
    hope feeling idea chance glad sure happy sad sorry afraid proud one ones first last only even what where how maybe
    perhaps then"""
)
"""Words that take a clause without a “that” behind them."""

TELLING = listed(
    "tell convince assure remind promise show warn inform bet say think believe know hope wish swear doubt admit agree"
)
"""Verbs whose clause may follow a person without a “that”."""

ASKING = listed("what how why where who")
"""Words that open the question to which a clause leads."""


def find(block: Block, parser: Parser) -> Iterator[Finding]:
    """Findings on the last word of an opening and the first of what follows."""
    if block.kind not in RUNNING:
        return
    for sentence in sentences(parser.parse(block.text)):
        seen: set[int] = set()
        stated = (_statement(sentence, start) for start in _starts(sentence))
        for found in (*stated, *_questions(sentence), *(_pronoun(sentence, start) for start in _starts(sentence))):
            if found is not None and found[0].i not in seen:
                seen.add(found[0].i)
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


def _starts(sentence: Span) -> Iterator[Token]:
    """Where an opening may begin: at the head of a sentence, and behind a comma, “and” or “but” within it."""
    yield from openings(sentence)
    for word in sentence[2:-3]:
        led = word.nbor(-1).text in (",", "(", "—", "–") or word.nbor(-1).lower_ in ("and", "but", "that")
        if led and (word.lower_ in OPENING or (word.lower_ == "even" and word.nbor(1).lower_ in OPENING)):
            yield word


def _statement(sentence: Span, start: Token) -> tuple[Token, Severity] | None:
    """The first word of the statement that an opening leads to, and how much the opening wants its comma."""
    for verb in sentence:
        chief = subject(verb)
        if chief is None or chief.i <= start.i or verb.i <= start.i or not is_finite(verb) or is_marked(verb):
            continue
        if chief.tag_ in ("WDT", "WP") or verb.dep_ in ("relcl", "acl", "csubj") or chief.nbor(1).text == ",":
            continue
        first = chief.left_edge
        if first.i > start.i and first.nbor(-1).lemma_ in TELLING:
            continue
        if any(word.text == "," for word in sentence.doc[first.i : chief.i]):
            continue
        # “focused on it’s …”: a preposition that ends the opening has lost its noun to what follows
        if first.i > start.i and first.nbor(-1).tag_ == "IN" and first.lower_ == "it" and verb.text[0] in "'’":
            continue
        for child in (*verb.children, *(verb.head.children if verb.dep_ in ("aux", "auxpass") else ())):
            if child.dep_ == "advcl" and first.i > start.i and first.nbor(-1).lower_ in TAKES_CLAUSE:
                continue
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


def _pronoun(sentence: Span, start: Token) -> tuple[Token, Severity] | None:
    """The pronoun that begins the statement behind an opening, told by its case where the tree is wrong.

    The parser takes “the trailers it looked” for “the trailers that it looked”: a statement's verb has something of
    its own behind it, and no other statement follows.
    """
    if start.lower_ not in OPENING or _follows_statement(sentence, start):
        return None
    has_verb = False
    for word in sentence.doc[start.i + 1 : sentence.end - 2]:
        if word.is_punct or word.text in ("–", "—") or word.lower_ in ("so", "such", "that", "than", "how", "what"):
            return None
        before = word.nbor(-1)
        fits = before.pos_ in ("NOUN", "PROPN", "PRON", "ADV", "ADJ", "NUM") and before.lower_ not in TAKES_CLAUSE
        if word.lower_ in NOMINATIVE and has_verb and fits and before.tag_ not in ("WRB", "WP", "WDT", "PRP$"):
            verb = _verb_of(word)
            told = any(other.lemma_ in TELLING for other in sentence.doc[start.i : word.i])
            if verb is None or told or not _is_complete(verb, sentence) or _statement_after(verb, sentence):
                return None
            return word, Severity.ERROR if word.i - start.i >= SHORT else Severity.ADVICE
        has_verb = has_verb or word.tag_ in FINITE
    return None


def _verb_of(pronoun: Token) -> Token | None:
    """The verb with a tense at a pronoun, or behind an adverb at it; with its auxiliaries, the last of them."""
    at = pronoun.nbor(1)
    if at.tag_ == "RB" and at.i + 1 < len(at.doc):
        at = at.nbor(1)
    if at.tag_ not in FINITE:
        return None
    return at.head if at.dep_ in ("aux", "auxpass") and at.head.i > at.i else at


def _is_complete(verb: Token, sentence: Span) -> bool:
    """Whether a verb is no relative clause's: it has a complement of its own, or no other statement follows."""
    last = not any(other.i > verb.i for other, _ in clauses(sentence))
    return (
        verb.dep_ not in ("relcl", "acl")
        or last
        or any(
            child.i > verb.i and child.dep_ in ("attr", "acomp", "dobj", "ccomp", "xcomp", "oprd")
            for child in verb.children
        )
    )


def _statement_after(verb: Token, sentence: Span) -> bool:
    """Whether a comma and another subject follow: then the clause before may belong to the opening."""
    return any(
        word.text == "," and word.nbor(1).tag_ in ("PRP", "EX", "DT", "NNP", "PRP$", "VB")
        for word in sentence.doc[verb.i : sentence.end - 2]
    )


def _follows_statement(sentence: Span, start: Token) -> bool:
    """Whether an opening within a sentence may close the statement before it (“I left, because …”)."""
    before = start.nbor(-1).lower_ if start.i > sentence.start else ""
    return before not in ("", "and", "but", "that") and any(
        is_finite(word) for word in sentence.doc[sentence.start : start.i]
    )


def _is_whole(opening: Span) -> bool:
    """Whether an opening runs without a break: its only commas are those of a list; parentheses are left out."""
    depth = 0
    for word in opening:
        depth += (word.text == "(") - (word.text == ")")
        if word.text in "()" or depth:
            continue
        if word.text in (";", ":", "—", "–", "-", '"', "“") or (word.text[:1] == "-" and len(word) > 1):
            return False
        if word.text == "," and word.head.dep_ not in ("conj", "pobj", "dobj"):
            return False
    return not depth and not opening[-1].is_punct


def _severity(child: Token, start: Token) -> Severity | None:
    """How much an opening wants its comma; None where it is no opening."""
    size = child.right_edge.i - start.i + 1
    opens = start.lower_ in OPENING or (start.lower_ in ("even", "just", "only") and start.nbor(1).lower_ in OPENING)
    if child.dep_ == "advcl" and opens and subject(child) is not None:
        return Severity.ERROR if size >= SHORT else Severity.ADVICE
    if child.dep_ == "advcl" and child.tag_ in ("VBG", "VBN") and child == start:
        short = size == 1 or start.nbor(1).lower_ == "wise"
        return Severity.ADVICE if short else Severity.ERROR
    if child.dep_ == "prep" and child == start:
        holds_clause = size > SHORT and any(word.dep_ == "relcl" for word in child.subtree)
        return Severity.ERROR if size >= LONG or holds_clause else Severity.ADVICE
    return None
