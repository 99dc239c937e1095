"""No comma before a “which” or “who” that only adds something.

A name is already one of a kind: “Clara Wieck who played it” wants a comma, since the clause adds to the name and does
not pick one out. (The Chicago Manual of Style 6.27.)
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.checks import Allowed, Flagged
from pipeline.checks._listed import listed
from pipeline.document import RUNNING, Block
from pipeline.engines.spacy import Parser
from pipeline.finding import Finding, Severity, flag

if TYPE_CHECKING:
    from spacy.tokens import Token

SEVERITY = Severity.ERROR
FIX = "unsafe"

EXAMPLES = (
    Flagged("He hired Clara ⟦Wieck who⟧ played the solo.", "He hired Clara Wieck, who played the solo."),
    Flagged("They open with “Night ⟦Bus” which⟧ is a waltz.", "They open with “Night Bus,” which is a waltz."),
    Flagged("We met Clara (Ann Orr⟦) who⟧ plays it well.", "We met Clara (Ann Orr), who plays it well."),
    Flagged("It shows the end of Clara (Ann Orr⟦) who⟧ played.", "It shows the end of Clara (Ann Orr), who played."),
    Flagged(
        "It was the brash Clara ⟦Wieck whose⟧ songs we knew.", "It was the brash Clara Wieck, whose songs we knew."
    ),
    Allowed("He is not the Clara Wieck whose songs we knew, nor one of the New Yorkers whose songs we knew."),
    Allowed("It is about a cook called Ada who sings to the fish."),
    Allowed("He hired the old Clara (the elder of the two) who played the solo."),
    Allowed("We met a couple from Leeds who sang along."),
    Allowed("She met a widow from Utrecht who has lived by the sea."),
    Allowed("I know the man from Leeds who sings, and a friend of Anna’s who paints."),
    Allowed("They sent a pupil of Clara Wieck who played the solo."),
    Allowed("The Germans who came and the New Yorkers who stayed sang along."),
    Allowed("He hired Clara Wieck, who played the solo."),
    Allowed("It was Clara who played the solo."),
    Allowed("The Clara who walks in is not the Clara who left."),
    Allowed("I wondered about Clara and which song she would play."),
    Allowed("They asked Clara who had played the solo."),
)


DEMONYM = ("ans", "ians", "ers", "ese", "ish", "ists", "ites", "Jews", "Poles", "Germans", "Greeks")
"""Ends of names that many people share, so that a clause may pick some of them out."""

ASKING = listed("ask tell show teach inform wonder know")
"""Verbs behind which “who” may open a question."""

PLACING = listed("from in of at near like")
"""Prepositions whose name may be a part of what the clause belongs to: “a couple from Leeds who …”."""


PEOPLE = listed(
    """aunt baby boss boy bride brother chap child colleague cop couple cousin crowd daughter duo emigrant family fan
    father fellow folk friend gang girl guest guide guy heir hero husband immigrant kid king lad lady lot migrant monk
    mother neighbour nephew niece novice nun nurse one orphan pair parent people person pilot poet priest prince
    princess pupil queen refugee saint sibling sister someone somebody son spy student teenager thief tourist twin uncle
    widow wife witch witness youth"""
)
"""Nouns of people that “who” may belong to over a place: “the lad from Leeds who …”."""


def find(block: Block, parser: Parser) -> Iterator[Finding]:
    """Findings on a name and the relative word behind it."""
    if block.kind not in RUNNING:
        return
    for word in parser.parse(block.text):
        if word.i < 2 or word.tag_ not in ("WDT", "WP", "WP$") or not word.is_lower:
            continue
        before = word.nbor(-1)
        if (word.lower_ == "who" and _is_person(word)) or (word.lower_ == "whose" and _is_full_name(before)):
            start, inner = before, f"{before.text}, {word.text}"
        elif word.lower_ in ("which", "who") and before.text in ("”", '"') and _is_titled(word):
            start, inner = before.nbor(-1), f"{before.nbor(-1).text},{before.text} {word.text}"
        elif word.lower_ == "which" and before.tag_ == "NNP" and before.text[:1].isupper() and _is_relative(word):
            if _is_picked(before, word):
                continue
            start, inner = before, f"{before.text}, {word.text}"
        else:
            continue
        yield flag(
            block,
            start.idx,
            word.idx + len(word),
            f"A name needs no picking out; a comma stands before “{word.text}”.",
            inner,
        )


def _is_person(word: Token) -> bool:
    """Whether a “who” follows the name of one person, in parentheses or not, and opens no question."""
    last = word.nbor(-1)
    played = last.text == ")"
    if played:
        opening = next((at for at in reversed(word.doc[: last.i]) if at.text == "("), None)
        inner = word.doc[opening.i + 1 : last.i] if opening is not None else ()
        named = bool(inner) and len(inner) < 5 and all(at.text[:1].isupper() or at.is_punct for at in inner)
        if opening is None or opening.i == 0 or not named:
            return False
        last = opening.nbor(-1)
    first = _first_of_name(last)
    if first is None or word.dep_ not in ("nsubj", "nsubjpass") or word.head.i < word.i:
        return False
    before = first.nbor(-1) if first.i > first.sent.start else None
    if before is not None and before.tag_ == "JJ" and before.i > first.sent.start:
        before = before.nbor(-1)
    if before is None:
        return last.nbor(1) != word or first.i < last.i or word.head.dep_ == "relcl"
    if before.tag_ in ("DT", "JJS", "PRP$", "POS", "CD", "WP", "WRB", "PDT", "HYPH") or before.lower_ in (
        "is",
        "was",
        "’s",
        "'s",
    ):
        return False
    if before.lower_ in ("called", "named"):
        return False  # “a cook called Ada who sings”: which cook is told by all of it
    if before.lower_ in PLACING and _is_people(before.nbor(-1) if before.i else before):
        return False
    if before.lower_ == "of" and played:
        return True  # whom somebody plays is a person, not a place
    if before.lower_ in PLACING and not (word.head.dep_ == "relcl" and first.i <= word.head.head.i <= last.i):
        return False
    return before.lemma_ not in ASKING and before.text not in ("“", '"', "*", "_", "&", "and", "or")


def _is_full_name(last: Token) -> bool:
    """Whether a first name and a surname end here, with no article of their own: “the Clara Wieck whose …” is one."""
    first = _first_of_name(last)
    if first is None or first.i == last.i or last.ent_type_ != "PERSON" or first.ent_type_ != "PERSON":
        return False
    before = first.nbor(-1) if first.i > first.sent.start else None
    return before is None or before.tag_ not in ("DT", "PDT", "HYPH")


def _is_people(noun: Token) -> bool:
    """Whether a common noun names people, or may do so behind “a”: “a widow”, “the man”, “two singers”."""
    if noun.tag_ not in ("NN", "NNS"):
        return False
    person = noun.lemma_.lower() in PEOPLE or noun.lemma_.endswith(("er", "or", "ist", "man", "woman", "ian"))
    return person or any(child.lower_ in ("a", "an", "some", "any") for child in noun.children)


def _first_of_name(last: Token) -> Token | None:
    """The first word of the name that ends with a word; None where it is no one's."""
    if last.tag_ != "NNP" or not last.text.istitle() or last.text.endswith(DEMONYM):
        return None
    first = last
    while first.i > 0 and first.nbor(-1).tag_ == "NNP" and first.nbor(-1).text[:1].isupper():
        first = first.nbor(-1)
    return first


def _is_titled(word: Token) -> bool:
    """Whether a relative word follows a title in quotation marks."""
    closing = word.nbor(-1)
    return (
        word.i > 3
        and closing.nbor(-1).text not in (",", ".")
        and _is_relative(word)
        and not _is_picked(closing.nbor(-1), word)
        and _is_title(closing)
    )


def _is_relative(word: Token) -> bool:
    """Whether a word opens a relative clause, not a question."""
    verb = word.head if word.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj") else None
    while verb is not None and verb.dep_ in ("prep", "xcomp", "ccomp") and verb.head != verb:
        verb = verb.head
    return verb is not None and verb.dep_ == "relcl" and verb.head.i < word.i


def _is_picked(noun: Token, word: Token) -> bool:
    """Whether an article, a determiner or “it is” before a name lets the clause pick it out."""
    verb = word.head
    while verb.dep_ in ("prep", "xcomp", "ccomp") and verb.head != verb:
        verb = verb.head
    head = verb.head
    if any(child.tag_ in ("DT", "PRP$", "PDT") for child in head.children) or head.i > word.i:
        return True
    if head.i < noun.i - 4 or head.pos_ not in ("PROPN", "NOUN"):
        return True
    up = head
    while up.dep_ in ("conj", "appos", "compound"):
        up = up.head
    return up.dep_ in ("attr", "ROOT") or (up.dep_ == "dobj" and up.head.lemma_ == "be")


def _is_title(closing: Token) -> bool:
    """Whether a quotation that closes here is a title: it opens with a capital and is short."""
    for back in range(2, 9):
        if closing.i - back < 0:
            return False
        word = closing.nbor(-back)
        if word.text in ("“", '"'):
            return word.nbor(1).text[:1].isupper()
    return False
