"""Edits that may mend a sentence: other forms of its words, small words put in, left out or changed.

They are proposed for nearly every word; what is right is for the language model to say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.checks._listed import listed
from pipeline.checks.grammar._inflections import BE, is_tense, manners, numbers, verbs, with_s
from pipeline.engines.causal import Alternative
from pipeline.house import bigrams, frequencies

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

INSERTED = listed(
    """a an the to of in on for with it is as be been have has had was were are he she they you we by from at about
    than who that and or"""
)
"""Small words that get lost. *Not* is none of them: nobody but the writer may turn a sentence into its opposite."""

ARTICLES = listed("a an the")
"""Those of them that are weighed by themselves, and may be lost before a name."""

DELETED = listed(
    "a an the to of on at for with that it as be has have had about from by did do does was were is are in and or so"
)
"""Small words that are left standing when a sentence is changed."""

HELPERS = listed("do does did make makes made making let lets letting to")
"""Words that ask for a bare verb some words later."""

COUNTED = 0.004
"""The share of a noun's places that have “a” right before it, from which it is one that is counted."""

SEEN = 30
"""How often a noun's singular and its plural have to stand in the house's reviews to be offered for one another."""

PREPOSITIONS = listed(
    """in on at for to of with by from about into as through against around over between during like than upon among
    towards within until since under onto off"""
)
"""Prepositions that stand for one another."""

PERFECT = listed("have has had")
"""Auxiliaries of the perfect."""

MISUSED = listed("in on at for to of with by from about as")
"""Those that are mistaken for others. Where a thing is under, between or through, the writer has seen."""

SWAPS = tuple(
    listed(line)
    for line in """this these
    that those
    these those them
    much many
    little few
    less fewer
    who which whom whose
    that than then
    neither either nor both
    or nor
    every each
    him he himself
    her she
    them they their there
    me I my
    us we our
    it its
    another other others
    as than
    even though although
    hundred hundreds
    thousand thousands
    million millions
    so such
    what which
    where which
    a an
    no not none
    until before
    while when
    good well
    very much""".splitlines()
)
"""Small words that stand for one another, a set a line."""


def verb_forms(doc: Doc) -> Iterator[Alternative]:
    """Other forms of each verb, and of what may be one: those of its tense, and those that the words before ask for."""
    return (
        proposal(word, form) for word, form in _forms(doc) if not is_tense(word.lower_, form) or _is_due(word, form)
    )


def tenses(doc: Doc) -> Iterator[Alternative]:
    """Forms of each verb that are of another tense, for no reason but what the text is about."""
    for word, form in _forms(doc):
        if is_tense(word.lower_, form) and word.lower_ not in BE and not _is_due(word, form):
            yield proposal(word, form)


def _forms(doc: Doc) -> Iterator[tuple[Token, str]]:
    known = verbs()
    for word in words(doc):
        for form in known.get(word.lower_, ()):
            if word.tag_ in ("NN", "NNS") and not (_may_be_a_verb(word) and form in (with_s(word.text), word.lemma_)):
                continue
            if form != word.lower_ and not word.lower_.endswith("ing") and not form.endswith("ing"):
                yield word, form


def _is_due(word: Token, form: str) -> bool:
    """Whether a helping verb before a word asks for this form of it: a bare one, or a participle."""
    before = word.doc[max(word.sent.start, word.i - 8) : word.i]
    if len(before) and before[-1].lower_ in BE:
        return form.endswith("ed")
    return with_s(form) in verbs().get(form, ()) and any(each.tag_ == "MD" or each.lower_ in HELPERS for each in before)


def _may_be_a_verb(noun: Token) -> bool:
    """Whether a noun, as the parser took it, stands behind another one, so that it may be that one's verb."""
    return noun.is_lower and noun.i > 0 and noun.nbor(-1).tag_ in ("NN", "NNS", "NNP", "PRP")


def gerunds(doc: Doc) -> Iterator[Alternative]:
    """The form in -ing for “to” and a verb, and the other way about."""
    for word in words(doc):
        others = verbs().get(word.lower_, ())
        if word.tag_ == "VB" and word.i and word.nbor(-1).text == "to" and word.nbor(-1).whitespace_:
            start = word.nbor(-1).idx
            yield from ((start, word.idx + len(word), form) for form in others if form.endswith("ing"))
        elif word.tag_ == "VBG" and word.is_lower and word.lemma_ != word.text:
            yield word.idx, word.idx + len(word), f"to {word.lemma_}"


def noun_numbers(doc: Doc) -> Iterator[Alternative]:
    """The singular for a plural, and the other way about."""
    known, often = numbers(), frequencies()
    for word in words(doc):
        other = known.get(word.text) if word.tag_ in ("NN", "NNS", "JJ") else None
        if other is not None and min(often.get(word.text, 0), often.get(other, 0)) >= SEEN:
            yield proposal(word, other)


def owners(doc: Doc) -> Iterator[Alternative]:
    """The possessives, of one or of many, for a plural that another noun or its adjective follows.

    So they are for one before a verb: the parser takes what is owned for one (“the films hold on us”).
    """
    known = numbers()
    for word in words(doc):
        after = word.nbor(1) if word.i + 1 < len(doc) and word.whitespace_ else None
        if word.tag_ != "NNS" or word.text not in known or not word.text.endswith("s") or after is None:
            continue
        if (
            after.is_lower
            and after.is_alpha
            and (after.tag_ in ("NN", "NNS", "JJ", "JJS", "VBG") or after.pos_ == "VERB")
        ):
            yield proposal(word, f"{known[word.text]}'s")
            yield proposal(word, f"{word.text}'")


def adverbs(doc: Doc) -> Iterator[Alternative]:
    """The adverb for an adjective, and the other way about."""
    known = manners()
    for word in words(doc):
        if word.text in known and word.pos_ in ("ADJ", "ADV"):
            yield proposal(word, known[word.lower_])


def lost(doc: Doc) -> Iterator[Alternative]:
    """Small words but articles put in between two words; no auxiliary before a past tense, which may stand alone."""
    for word in doc:
        if _has_room(word) and not word.text[0].isupper():
            put_in = INSERTED - ARTICLES - (PERFECT if word.tag_ in ("VBD", "VBN") else frozenset())
            yield from ((word.idx, word.idx, f"{small} ") for small in sorted(put_in))


def articles(doc: Doc) -> Iterator[Alternative]:
    """Articles put in before a word that is no name and not behind “all”; “a” only before what reviews count."""
    for word in doc:
        if not _has_room(word) or word.text[0].isupper() or word.nbor(-1).lower_ == "all":
            continue
        for small in sorted(ARTICLES):
            if small == "the" or _is_counted(word):
                yield word.idx, word.idx, f"{small} "


def _is_counted(word: Token) -> bool:
    """Whether the noun that a word opens the way to has an “a” before it often enough, by the house's reviews."""
    noun = next((each for each in word.doc[word.i : word.i + 4] if each.pos_ == "NOUN"), None)
    if noun is None:
        return True
    one = sum(bigrams().get(f"{article} {noun.lower_}", 0) for article in ("a", "an"))
    return one >= COUNTED * frequencies().get(noun.lower_, 0)


def _has_room(word: Token) -> bool:
    """Whether a word may be put in before this one."""
    return word.i > 0 and word.text[0].isalnum() and bool(word.nbor(-1).whitespace_)


def left_over(doc: Doc) -> Iterator[Alternative]:
    """Small words left out."""
    for word in words(doc):
        if (
            word.text not in DELETED
            or word.tag_ == "RP"
            or not word.whitespace_
            or not word.i
            or not word.nbor(-1).whitespace_
        ):
            continue
        if word.lower_ not in (word.nbor(-1).lower_, word.nbor(1).lower_):  # doubled words are repetition's
            yield word.idx, word.idx + len(word) + 1, ""


def swapped(doc: Doc) -> Iterator[Alternative]:
    """Small words that are no prepositions for one another."""
    for word in words(doc):
        others = {other for group in SWAPS if word.lower_ in group for other in group} - {word.lower_}
        yield from (proposal(word, other) for other in sorted(others))


def prepositions(doc: Doc) -> Iterator[Alternative]:
    """Prepositions for one another, but behind an adverb (“somewhere under it”), where any place may be meant."""
    for word in words(doc):
        if word.text in MISUSED and word.tag_ != "RP" and word.nbor(-1 if word.i else 0).pos_ != "ADV":
            yield from (proposal(word, other) for other in sorted(PREPOSITIONS - {word.text}))


@lru_cache(1)
def words(doc: Doc) -> tuple[Token, ...]:
    """The words in lower case, and those that begin a sentence; no parts of words.

    One paragraph's are kept: each family asks for them in turn.
    """
    return tuple(_words(doc))


def _words(doc: Doc) -> Iterator[Token]:
    for word in doc:
        if not word.is_alpha or not (word.is_lower or (word.is_sent_start and word.is_title)):
            continue
        if word.i and not word.nbor(-1).whitespace_ and word.nbor(-1).text not in ("(", '"', "“", "—", "–"):
            continue
        after = word.nbor(1) if word.i + 1 < len(doc) else None
        if after is not None and not word.whitespace_ and (after.text[0] in "'’-/" or after.lower_ in ("n't", "n’t")):
            continue
        yield word


def proposal(word: Token, new: str) -> Alternative:
    """A word changed for another one, which begins with a capital where it did."""
    return word.idx, word.idx + len(word), new[:1].upper() + new[1:] if word.text[0].isupper() else new


FAMILIES: dict[str, Callable[[Doc], Iterator[Alternative]]] = {
    "form": verb_forms,
    "tense": tenses,
    "gerund": gerunds,
    "number": noun_numbers,
    "owner": owners,
    "manner": adverbs,
    "lost": lost,
    "article": articles,
    "left": left_over,
    "swap": swapped,
    "preposition": prepositions,
}
