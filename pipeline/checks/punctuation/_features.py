"""What is known of a place where a mark may be missing or needless: how likely the text is with it, and the parse.

Each feature has a name that can be read in `house/punctuation-weights.tsv`, and a number: 1 where it holds, or a
measure brought to about that size. `before` and `after` are the words beside the place, `left` and `right` the
stretches from there to the next mark.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.checks._clauses import OPENERS, SUBJECTS, clauses, is_marked
from pipeline.checks._listed import listed
from pipeline.checks._word_kinds import KINDS
from pipeline.checks.punctuation._breaks import LEADS
from pipeline.checks.punctuation._places import Place

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

MARKS = frozenset('.?!…,;:—–()"“”[]') | {"--", "---", "-", "..."}

WORDS = listed(
    """and but or so who which that where whose because since as although though when while whereas if than for then too
    not maybe even with of in to i it he they you we this there"""
)
"""Words behind a place that count by themselves."""

LEADING = listed("and but that because as so yeah well")
"""Words before a place that do."""

SHORT = 6
"""An opening of fewer words is short."""

LEFT, MENDED, DOUBTED = -8.0, 3.0, 4.0
"""An editor's gains, and his doubt, are cut off here."""

NATS, WORDS_LONG = 3.0, 10.0
"""What gains, and lengths in words, are divided by."""

WORST, BEST = -6.0, 12.0
"""Gains, in nats, are cut off here."""


def features(place: Place, gain: float, edited: float, doubt: float) -> dict[str, float]:
    """The features of a place.

    They are given by how many nats the text is likelier with the edit, how much rather an editor would have it, and how
    unlikely he is to leave the place as it is (`LanguageModel.edited`, `stays`).
    """
    gain, edited = max(WORST, min(BEST, gain)), max(LEFT, min(MENDED, edited))
    found = {"always": 1.0, "gain": gain / NATS, "gain above 0": max(0.0, gain) / NATS} | _parse(place)
    found |= {"edited": edited / NATS, "edited above -1": max(0.0, edited + 1) / NATS}
    found |= {"doubt": min(doubt, DOUBTED) / NATS, "edited and gain": edited * gain / NATS**2}
    for name in ("statement after", "opening"):
        if name in found:
            found[f"gain, {name}"] = gain / NATS
    return found


def _parse(place: Place) -> dict[str, float]:
    """What words and tree say."""
    before, after, sentence = place.before, place.after, place.sentence
    left, right = _stretches(place)
    found = {
        "left words": min(len(left), 25) / WORDS_LONG,
        "right words": min(len(right), 25) / WORDS_LONG,
    }
    names = {
        f"left from {_mark(sentence, left.start - 1)}",
        f"right to {_mark(sentence, right.end)}",
        f"before: {KINDS.get(before.tag_, 'other')}",
        f"after: {KINDS.get(after.tag_, 'other')}",
    }
    names |= {f"after: “{after.lower_}”"} if after.lower_ in WORDS else set()
    names |= {f"before: “{before.lower_}”"} if before.lower_ in LEADING else set()
    names |= {"left short"} if len(left) <= 3 else set()
    names |= {"right short"} if len(right) <= 3 else set()
    head, ends = begins(after), _ends(before, after)
    names.add(f"begins {head.dep_ if head is not None else 'nothing'}")
    names.add(f"ends {ends.dep_ if ends is not None else 'nothing'}")
    if ends is not None:
        if ends.dep_ in SUBJECTS:
            opener = begins(left[0]) if len(left) else None
            opened = "a list" if opener is not None and opener.dep_ == "conj" else _mark(sentence, left.start - 1)
            names.add(f"ends subject, left from {opened}")
        found["ends words"] = min(before.i - ends.left_edge.i + 1, 15) / WORDS_LONG
        if ends.left_edge.i in (left.start, left.start + 1):
            names.add("ends left whole")
    names |= _of_clauses(place, left, right)
    crossing = sum((word.head.i < after.i) != (word.i < after.i) for word in sentence if word.text not in MARKS)
    found["crossed"] = min(crossing, 5) / 3
    names |= {"one hangs on the other"} if before.head == after or after.head == before else set()
    return found | dict.fromkeys(names, 1.0)


def _of_clauses(place: Place, left: Span, right: Span) -> set[str]:
    """Which clauses stand on both sides."""
    before, after, sentence = place.before, place.after, place.sentence
    found = tuple(clauses(sentence))
    own = [verb for verb, chief in found if after.i in (chief.i, chief.left_edge.i)]
    first = _first(left)
    here = any(left.start <= verb.i < left.end for verb, _ in found)
    statement = any(not is_marked(verb) and verb.dep_ not in ("relcl", "acl", "csubj", "pcomp") for verb in own)
    answers = {
        "clause left": here,
        "clause right": any(right.start <= verb.i < right.end for verb, _ in found),
        "clause anywhere left": any(verb.i <= before.i for verb, _ in found),
        "clause anywhere right": any(verb.i >= after.i for verb, _ in found),
        "subject after": bool(own),
        "statement after": statement,
        "subject one on": any(after.i + 1 in (chief.i, chief.left_edge.i) for _, chief in found),
        "left subordinate": first.lower_ in OPENERS,
        "root left": sentence.root.i <= before.i,
        "opening": left.start <= sentence.start and statement,
        "opening clause": first.lower_ in OPENERS and statement and here,
        "two statements": here and statement,
    }
    if place.sentence.doc[before.i + 1] != after:
        answers["led"] = after.lower_ in LEADS
    if after.tag_ == "CC" and answers["subject one on"]:
        answers["conjunction and subject"] = True
    return {name for name, holds in answers.items() if holds} | _of_kinds(place, left, statement)


def _of_kinds(place: Place, left: Span, statement: bool) -> set[str]:
    """What kind of opening ends here, or of addition begins."""
    before, after = place.before, place.after
    found = set()
    if left.start <= place.sentence.start and statement:
        first = _first(left)
        length = left.end - first.i
        size = "one word" if length == 1 else "short" if length < SHORT else "long"
        found.add(f"{size} opening with {KINDS.get(first.tag_, 'other')}")
    head = begins(after)
    if head is not None and head.dep_ in ("relcl", "appos"):
        indefinite = any(child.lower_ in ("a", "an", "any", "some", "every") for child in head.head.children)
        name = "a name" if before.pos_ == "PROPN" else "a or an" if indefinite else "a noun"
        found.add(f"{head.dep_} with {KINDS.get(after.tag_, 'other')} after {name}")
    if after.tag_ == "WP" and before.pos_ == "PROPN":
        found.add("who after a place" if is_anyone_from(before) else "who after a name")
    return found


def is_anyone_from(name: Token) -> bool:
    """Whether a name only says where somebody of whom nothing is known comes from: “a singer from Leeds who …”."""
    at = name.head if name.dep_ == "compound" else name
    if at.dep_ != "pobj" or at.head.dep_ != "prep":
        return False
    return any(child.lower_ in ("a", "an", "any", "some", "every", "no", "another") for child in at.head.head.children)


def _first(left: Span) -> Token:
    """The first word of a stretch, past a conjunction."""
    return left[1] if left[0].lower_ in ("and", "but", "so", "or") and len(left) > 1 else left[0]


def _stretches(place: Place) -> tuple[Span, Span]:
    """The words on both sides of a place up to the next mark."""
    doc, sentence = place.sentence.doc, place.sentence
    start, end = place.before.i, place.after.i
    while start > sentence.start and not _breaks(doc[start - 1]) and not _breaks(place.before):
        start -= 1
    while end < sentence.end and not _breaks(doc[end]):
        end += 1
    return doc[start : place.before.i + 1], doc[place.after.i : max(end, place.after.i + 1)]


def _breaks(word: Token) -> bool:
    return word.text in MARKS or word.is_space


def _mark(sentence: Span, at: int) -> str:
    """What stands at the end of a stretch: a comma, the sentence's own end, or another mark."""
    if not sentence.start <= at < sentence.end:
        return "the end"
    text = sentence.doc[at].text
    return "a comma" if text == "," else "the end" if text in ".?!…" else "a mark"


def begins(after: Token) -> Token | None:
    """The head of the largest part of the sentence that begins with a word and hangs on one before it."""
    at = after
    while at.left_edge == after and at.head != at:
        if at.head.i < after.i:
            return at
        at = at.head
    return None


def _ends(before: Token, after: Token) -> Token | None:
    """The head of the largest part of the sentence that ends with a word and hangs on one behind it."""
    at = before
    while at.right_edge == before and at.head != at:
        if at.head.i >= after.i:
            return at
        at = at.head
    return None
