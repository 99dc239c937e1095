"""Where a sentence is sound as it stands, whatever the language model would rather read.

A small model likes the commoner turn of phrase. An edit that only exchanges one sound turn for another is no
correction, and is not weighed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.checks._listed import listed
from pipeline.checks.grammar._inflections import BE, unchanged, with_s
from pipeline.house import capitals, frequencies, misspellings

if TYPE_CHECKING:
    from spacy.tokens import Token

ARTICLES = listed("a an the")
"""Articles, which may stand before any noun."""

DETERMINERS = frozenset({"det", "poss", "predet"})
"""Dependencies of the word before a noun that leaves no room for an article."""

COLLIDING = frozenset({"VERB", "AUX", "ADP", "DET", "PART", "SCONJ", "CCONJ", "PRON", "ADV"})
"""Parts of speech behind which a small word may be one too many."""

TIMES_AND_PLACES = listed("in on at for")
"""Prepositions that a time or a place may do without, where the words before have said as much."""

POINTING = listed("the this that last next every")
"""Words that such a time or place begins with."""

SINGLE = listed("a an another each every one")
"""Words that one thing follows."""

MANY = listed("few many couple dozen number lot hundred thousand of")
"""Words that more than one follow, though “a” or “every” stands before them: “a few good songs”, “one of the songs”."""

PARTED = frozenset({"in to", "on to"})
"""Two words that are one where the first seems left over: “drives in to the garage”."""

OWNERS = frozenset({("them", "their"), ("him", "his"), ("me", "my"), ("us", "our"), ("you", "your")})
"""Pronouns, and their possessives."""

TOLD = listed("say speak think hear know tell dream talk write read learn")
"""Verbs behind which “of” and “about” are one."""

NAMED = 0.6
"""The share of a word's places in reviews from which it is a name."""

SMALL = frozenset({"swap", "word", "preposition", "lost", "article"})
"""Families of edits of small words."""

NOMINAL = frozenset({"NOUN", "PROPN", "NUM"})

_SUPPOSED = re.compile(r"\b(?:if|as though|wish(?:es|ed)?|suppose|as it|would that|oh,? that)\b[^.;:!?]{0,40}\Z", re.I)
"""What stands before the “were” of a thing supposed: “if I were you”, “as it were”, “would that it were”
(Chicago 5.127)."""

_ELISION = re.compile(r" ?['’][A-Za-z]{1,3}\b")


def sound(text: str, first: Token, end: int, new: str, family: str) -> bool:
    """Whether the words of `text` from a token to a character are sound, so that `new` is a matter of taste."""
    if _ELISION.match(text, end):
        # “Where be ’ee to?”: dialect has its own grammar
        return True
    if family == "number" and first.is_lower and capitals().get(first.lower_, 0) > NAMED * _often(first):
        # “on friday”: a name without its capital is no matter of number
        return True
    put_in = family in ("lost", "article")
    if first.lower_ == "which" and not put_in and (new == "that" or (first.i and first.nbor(-1).text == ",")):
        # which of them restricts is taste, and behind a comma it may stand for all that was said (Chicago 6.27)
        return True
    if family == "form" and first.lower_ in unchanged() and new == with_s(first.lower_):
        # “it cost a million”: the past has no ending
        return True
    if family in SMALL and first.i and _is_misspelt(first.nbor(-1)):
        # “I beleive him”: beside a mistaken word the model reads its neighbours wrongly
        return True
    if first.lower_ == "than" and first.i + 1 < len(first.doc) and first.nbor(1).lower_ in ("which", "whom"):
        # “a hall than which none is colder” (Garner, “than”)
        return True
    if {first.lower_, new.strip()} == {"of", "about"} and _is_told(first):
        # “all that was said of it”: what is told is told of a thing, or about it
        return True
    if (first.lower_, new.strip()) in OWNERS and first.i + 1 < len(first.doc) and first.nbor(1).tag_ == "VBG":
        # “it is mostly them arguing”: who does what the gerund says may own it or not (Garner, “fused participles”)
        return True
    if "-" in (text[first.idx - 1 : first.idx], text[end : end + 1]):
        # “a smoke- and light-filled room”: a part of a word
        return True
    if first.lower_ == "were" and new.strip() in ("was", "be") and _SUPPOSED.search(text, 0, first.idx):
        return True
    if family == "form" and first.lower_ == "be":
        # “if he be just”: a subjunctive
        return True
    if family == "form" and first.tag_ == "VBG" and first.i > 1 and first.nbor(-1).lower_ == "to":
        # “we got to talking”
        return True
    if family == "manner" and first.tag_ == "RB" and first.i + 1 < len(first.doc):
        # “a typically modern person”, “distantly ringing bells”
        return first.nbor(1).tag_ in ("JJ", "VBG", "VBN")
    if family in ("form", "number") and new.endswith("s") and _is_one(first):
        # “every closing credit”
        return True
    if put_in:
        return _is_misspelt(first) or _needs_nothing(first, new.strip())
    if family == "left":
        return _belongs(first) or (first.i + 1 < len(first.doc) and f"{first.lower_} {first.nbor(1).lower_}" in PARTED)
    if family == "preposition":
        return _is_stranded(first)
    # “her rule”, “the rule that …”: whoever means one says so
    owned = first.i > 0 and (first.nbor(-1).tag_ in ("PRP$", "POS") or first.nbor(-1).lower_ == "the")
    return family == "number" and owned


def _is_told(word: Token) -> bool:
    """Whether one of the few words before is a verb of saying or knowing."""
    return any(each.lemma_ in TOLD for each in word.doc[max(word.sent.start, word.i - 3) : word.i])


def _is_misspelt(word: Token) -> bool:
    """Whether a word is misspelt, or a name without its capital: what is odd about it is no word that is lost."""
    small = word.text.islower() and word.is_alpha
    return small and (word.lower_ in misspellings() or capitals().get(word.lower_, 0) > NAMED * max(1, _often(word)))


def _often(word: Token) -> int:
    return frequencies().get(word.lower_, 0)


def _is_one(word: Token) -> bool:
    """Whether “a”, “every” or the like stands before a word, or before what describes it."""
    before = word.doc[max(word.sent.start, word.i - 3) : word.i]
    words = {each.lower_ for each in before}
    return bool(words & SINGLE) and not words & MANY and all(each.is_alpha for each in before)


def _needs_nothing(word: Token, small: str) -> bool:
    """Whether nothing is lost before a word: a measure may follow a verb, an apposition has no article."""
    before = word.nbor(-1) if word.i else None
    if word.tag_ == "CD":
        return small not in ("is", "was", "are", "be", "been", "have", "has", "had")
    if (
        before is not None
        and before.lower_ == "what"
        and before.i
        and before.nbor(-1).pos_ in ("NOUN", "PROPN", "VERB")
    ):
        # “them what know”: dialect's relative
        return True
    if small in BE and word.tag_ in ("VBZ", "VBP", "MD", "VBD"):
        return True
    if small == "of" and before is not None and before.lower_ == "more":
        return True
    if small in TIMES_AND_PLACES and word.lower_ in POINTING and before is not None and before.pos_ in NOMINAL:
        # “it reached the top the week it came out”, “second on this chart, third the other”
        return True
    if small not in ARTICLES:
        return False
    head = word if word.pos_ in ("NOUN", "PROPN") else word.head
    if head.tag_ == "NNS" and head.i >= word.i:
        return True
    if word.pos_ == "NOUN" and any(child.dep_ in DETERMINERS and child.i < word.i for child in word.children):
        return True
    return before is not None and before.text == "," and word.i + 1 < len(word.doc) and word.nbor(1).lower_ == "of"


def _belongs(word: Token) -> bool:
    """Whether a small word may stand where it does, unless it meets another small word or a verb that wants none.

    “The” before a noun belongs, a “did” that insists (“we did go”), and an “and” between two like words or behind “for”
    (“a liking for and love of”).
    """
    if word.i + 1 >= len(word.doc) or not word.i:
        return False
    before, after = word.nbor(-1), word.nbor(1)
    if word.lower_ in ("do", "does", "did"):
        return after.tag_ == "VB" and any(child.dep_ in ("nsubj", "nsubjpass") for child in word.head.children)
    if word.dep_ == "cc" and (before.pos_ == "ADP" or before.tag_[:2] == after.tag_[:2]):
        return True
    doubled = before.tag_ in ("DT", "PRP$", "POS")
    if word.lower_ == "the" and not doubled and after.tag_ in ("NN", "NNS", "VBG", "JJ", "JJS", "CD"):
        return True
    return before.pos_ not in COLLIDING and after.pos_ not in ("AUX", "ADP", "PART")


def _is_stranded(word: Token) -> bool:
    """Whether a preposition's noun stands before it, out of sight: “what she talks to since May”."""
    after = word.nbor(1) if word.i + 1 < len(word.doc) else None
    follows = after is None or after.is_punct or after.lower_ in ("since", "when", "because", "if", "while", "until")
    return word.tag_ in ("IN", "RP", "TO") and follows and not any(child.dep_ == "pobj" for child in word.children)
