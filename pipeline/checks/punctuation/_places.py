"""The places of a sentence where a mark may be missing or needless, and the edits that would mend each.

Between two words without a mark a comma may be missing; one may be needless, or stand where a sentence ends. What no
sound sentence would have (a comma behind an article) is not proposed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from pipeline.checks._clauses import clauses, is_finite, sentences
from pipeline.checks._listed import listed
from pipeline.checks.punctuation._breaks import is_series, only_opens
from pipeline.checks.punctuation._speech import tagged

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

    from pipeline.engines.causal import Alternative


class Mend(StrEnum):
    """What an edit does; the values are those of `house/punctuation-weights.tsv`."""

    COMMA = "comma"  # between two words that have no mark
    NOTHING = "nothing"  # for a comma
    PARTED = "parted"  # a semicolon or a full stop for a comma


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """The words on both sides of a place in a sentence, and the edits of the paragraph's text that may mend it."""

    sentence: Span
    before: Token
    after: Token
    edits: Mapping[Mend, tuple[Alternative, ...]]


HELD = frozenset({"DT", "PRP$", "TO", "MD", "POS", "WDT", "WP$", "PDT", "HYPH", "WRB", "WP"})
"""Tags of words that no mark follows."""

CLOSE = frozenset({"compound", "aux", "auxpass", "neg", "det", "poss", "nummod", "mark", "amod"})
"""Dependencies of words that no mark parts from what they hang on further right."""

LIGHT = listed(
    """meanwhile now then so far here there thus yet still sometimes maybe perhaps soon once often today again elsewhere
    later earlier afterwards first next"""
)
"""Single words that open a sentence and need no comma."""

REASONS = listed("because as since although though while whereas until unless")
"""Words that a comma may stand before or not."""

UNBEGUN = frozenset({"CC", "VBG", "VBN", "VB", "VBP"})
"""Tags of words with which no second statement begins: participles, and commands, which come in series."""

FOLLOWING = listed("then so too not even")
"""Words before which a comma is heard."""

SPEAKERS, THINKING = listed("i we you"), listed("guess think suppose believe imagine hope assume suspect")
"""Who thinks, and the verbs that say so in passing."""

MARKS = frozenset({"PUNCT", "CCONJ"})
"""Parts of speech behind which a clause may begin."""

SHORT = 4
"""How many words a clause has, at most, that is one of a series for sure."""

ASIDE = 8
"""How many words an aside may have."""

QUOTED = "”\"’'"
"""Marks behind which a comma may belong to what is said."""

OPEN_QUOTES, CLOSED = "“\"‘'&(", "”\"’')…"


def places(doc: Doc) -> Iterator[Place]:
    """The places of a parse, in order, of those sentences that have a verb."""
    text = doc.text
    for sentence in sentences(doc):
        verbs = [word.i for word in sentence if is_finite(word) or word.tag_ == "VB"]
        if not verbs:
            continue
        for after in sentence[1:]:
            before = after.nbor(-1)
            if after.is_space or before.is_space:
                continue
            between = verbs[0] < after.i <= verbs[-1]
            if before.text == ",":
                quoted = before.i > sentence.start and before.nbor(-1).text[-1] in QUOTED  # 'Go on', she said
                told = quoted or tagged(text, before.idx)
                if before.i > sentence.start and not told and before.whitespace_ and after.text[0].isalnum():
                    parts = between and _may_part(sentence, before)
                    yield Place(sentence, before.nbor(-1), after, _instead(before, parts))
            elif _is_bare(before, after) and not _is_held(sentence, before, after):
                gap = before.idx + len(before)
                if before.tag_ != "CC" or after.tag_ in ("IN", "WRB", "RB"):
                    yield Place(sentence, before, after, {Mend.COMMA: ((gap, gap, ","),)})


def _is_bare(before: Token, after: Token) -> bool:
    """Whether a space alone stands between two words."""
    ends = _is_latin(before.text[-1]) or before.text[-1] in CLOSED
    return bool(before.whitespace_) and ends and (_is_latin(after.text[0]) or after.text[0] in OPEN_QUOTES)


def _is_latin(character: str) -> bool:
    """Whether a character is a digit or a letter of a Latin script: beside others nothing is known of marks."""
    return character.isalnum() and character < "\u0250"


def _is_held(sentence: Span, before: Token, after: Token) -> bool:
    """Whether no mark can stand between two words, or only by taste."""
    if before.tag_ in HELD or after.dep_ in ("case", "neg") or after.tag_ == "POS":
        return True
    if before.dep_ in CLOSE and before.head.i >= after.i:
        return True
    if before.tag_ == "IN" and before.right_edge.i > before.i:
        return True
    if after.lower_ == "what" and after.head.dep_ == "relcl":
        return True
    if is_fronted(sentence, after):
        return True
    if after.text.startswith(("'s", "’s", "n't", "n’t")) or (after.tag_ == "WDT" and after.lower_ == "that"):
        return True
    if _is_light(sentence, before) or _is_begun(sentence, before):
        return True
    return _is_named(before, after) or _is_measured(sentence, after) or _is_shared(sentence, after)


def is_fronted(sentence: Span, after: Token) -> bool:
    """Whether what opens a sentence is spoken of in a clause that somebody thinks: “The songs I guess I can stand”."""
    thinks = after.i + 2 < sentence.end and after.lower_ in SPEAKERS and after.nbor(1).lower_ in THINKING
    start = next(
        (at.i + 1 for at in reversed(sentence.doc[sentence.start : after.i]) if at.pos_ in MARKS), sentence.start
    )
    opening = sentence.doc[start : after.i]
    return thinks and after.nbor(2).dep_ == "nsubj" and not any(word.pos_ in ("VERB", "AUX") for word in opening)


def _is_light(sentence: Span, before: Token) -> bool:
    """Whether a word alone, or behind “and” or a comma, opens a statement and needs no comma."""
    if before.lower_ not in LIGHT:
        return False
    earlier = before.nbor(-1) if before.i > sentence.start else None
    return earlier is None or earlier.tag_ in ("CC", "UH") or earlier.text in ",;:—–" or earlier.lower_ == "so"


def _is_begun(sentence: Span, before: Token) -> bool:
    """Whether “when” or “if” has just opened the sentence, and no verb has come: “when next the …”."""
    begun = sentence.doc[sentence.start : before.i + 1]
    return len(begun) < 4 and begun[0].tag_ == "WRB" and not any(word.pos_ in ("VERB", "AUX") for word in begun)


def _is_named(before: Token, after: Token) -> bool:
    """Whether a name follows what its bearer is, and no comma parts them: “the singer Ann Orr”."""
    return after.pos_ == "PROPN" and after.dep_ in ("appos", "compound") and before.tag_ == "NN"


def _is_shared(sentence: Span, after: Token) -> bool:
    """Whether “and” or “but” joins no statement of its own: “grew up but stayed”."""
    if after.tag_ != "CC" or after.i + 1 >= sentence.end:
        return False
    word = after.nbor(1)
    return word.tag_ not in ("IN", "WRB", "RB", "UH", "TO") and not any(
        word.i in (chief.i, chief.left_edge.i) for _, chief in clauses(sentence)
    )


def _is_measured(sentence: Span, after: Token) -> bool:
    """Whether the clause that begins at a word says how much so: “so loud he left”."""
    heads = [at for at in (after, after.head) if at.dep_ in ("nsubj", "ccomp")]
    clause = next((at for at in heads if at.dep_ == "ccomp"), heads[0].head if heads else None)
    if clause is None or clause.dep_ != "ccomp":
        return False
    return any(word.lower_ in ("so", "such") for word in sentence.doc[max(sentence.start, after.i - 6) : after.i])


def _may_part(sentence: Span, comma: Token) -> bool:
    """Whether two sentences may meet at a comma: not within a series of clauses, nor where the first only opens."""
    found = tuple(clauses(sentence))
    heads = {at for _, chief in found for at in (chief.i, chief.left_edge.i)}
    later = sentence.doc[comma.i + 2 : sentence.end]
    if comma.nbor(1).lower_ == "then" and any(word.tag_ == "CC" and word.nbor(-1).text == "," for word in later):
        # “it is funny, then it isn't, and then it is again”: a series
        return False
    if _is_short_member(sentence, comma):
        return False
    return not is_series(sentence, comma.nbor(1), heads) and not only_opens(sentence, comma, found)


def _is_short_member(sentence: Span, comma: Token) -> bool:
    """Whether a few words stand between this comma and one with “and”: “he knocks, they run, and out comes a cat”.

    Short clauses in a series have commas (Chicago 6.23).
    """
    ahead = [word.text for word in sentence.doc[comma.i + 1 : min(comma.i + SHORT + 2, sentence.end)]]
    end = ahead.index(",") if "," in ahead else -1
    return end > 0 and comma.i + end + 2 < sentence.end and comma.nbor(end + 2).lower_ in ("and", "or")


def _instead(comma: Token, parts: bool) -> Mapping[Mend, tuple[Alternative, ...]]:
    """The edits where a comma stands; `parts` says that two sentences may meet there."""
    before, after = comma.nbor(-1), comma.nbor(1)
    edits: dict[Mend, tuple[Alternative, ...]] = {}
    loose = after.tag_ in ("VBN", "NNP") or after.lower_ in FOLLOWING or _is_aside(after) or _gives_reason(after)
    if not (before.tag_ in ("CC", "IN", "WDT") or _are_alike(before, after) or loose):
        edits[Mend.NOTHING] = ((comma.idx, comma.idx + 1, ""),)
    if parts and not _begins_nothing(after) and after.lower_ != "so" and not _gives_reason(after):
        stop = (comma.idx, after.idx + 1, f". {after.text[0].upper()}")
        edits[Mend.PARTED] = ((comma.idx, comma.idx + 1, ";"), stop)
    return edits


def _begins_nothing(word: Token) -> bool:
    """Whether no second statement begins with a word, or with an adverb and what it goes with: “, only to lose it”."""
    led = word.tag_ == "RB" and word.i + 1 < len(word.doc) and word.nbor(1).tag_ in ("TO", "VBG", "VBN")
    return led or word.tag_ in UNBEGUN


def _gives_reason(word: Token) -> bool:
    """Whether a clause begins that gives a reason or a contrast: a comma before it is taste, and no sentence ends."""
    return word.lower_ in REASONS


def _are_alike(before: Token, after: Token) -> bool:
    """Whether two words describe one noun, each by itself: “a dark, dull song”."""
    return before.tag_ == after.tag_ == "JJ" or (before.dep_ == "amod" and after.dep_ in ("amod", "compound"))


def _is_aside(word: Token) -> bool:
    """Whether a clause that says when or where stands between this comma and another: “I knew, when I was young, …”."""
    if word.tag_ != "WRB":
        return False
    return any(other.text == "," for other in word.doc[word.i : min(word.i + ASIDE, word.sent.end)])
