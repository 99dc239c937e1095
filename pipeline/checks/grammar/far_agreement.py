"""A verb that takes the number of the noun beside it, not of its subject.

“The tone of the last chapters feel wrong”, “each of these games tell a story”, “neither of the leads have a voice”:
the noun behind *of*, *between* or *with* is near, but the subject is the one before it. *Each*, *every*, *either* and
*neither* are singular, also over two nouns that “and” joins; two singulars with *or* or *nor* are singular, too. (The
Chicago Manual of Style 5.138–5.147.)
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.checks import Allowed, Flagged
from pipeline.checks._listed import listed
from pipeline.checks._nouns import EITHER, OPEN_IN_S, is_plain_plural
from pipeline.checks.grammar._inflections import verbs, with_s
from pipeline.document import RUNNING, Block
from pipeline.engines.spacy import Parser
from pipeline.finding import Finding, Severity, flag

if TYPE_CHECKING:
    from spacy.tokens import Token

SEVERITY = Severity.ERROR
FIX = "unsafe"
VETO = -2.0

EXAMPLES = (
    Flagged(
        "The tone of the last three songs ⟦feel⟧ very different from the rest.",
        "The tone of the last three songs feels very different from the rest.",
    ),
    Flagged("The bond between the two sisters ⟦drive⟧ the play.", "The bond between the two sisters drives the play."),
    Flagged("The voices on the record ⟦sounds⟧ tired.", "The voices on the record sound tired."),
    Flagged(
        "Each of these three games ⟦tell⟧ the same story from another side.",
        "Each of these three games tells the same story from another side.",
    ),
    Flagged("Neither of the two singers ⟦have⟧ a voice.", "Neither of the two singers has a voice."),
    Flagged("Every one of the twelve songs ⟦have⟧ a bridge.", "Every one of the twelve songs has a bridge."),
    Flagged("One of the singers ⟦are⟧ killed.", "One of the singers is killed."),
    Flagged("No one else in the choir ⟦were⟧ ready.", "No one else in the choir was ready."),
    Flagged("Every song and every poem ⟦have⟧ a place.", "Every song and every poem has a place."),
    Flagged("Neither the play nor the film ⟦have⟧ the charm.", "Neither the play nor the film has the charm."),
    Flagged("All of the singers ⟦does⟧ a fine job.", "All of the singers do a fine job."),
    Allowed("The tone of the last songs feels wrong, and one of the singers is killed."),
    Allowed("Neither the play nor the songs have the charm, and a number of the songs are long."),
    Allowed("They insist that the tone of the songs change."),
    Allowed("I saw the owner of the songs leave, and did the tone of the songs change?"),
    Allowed("One of the singers and her sisters are late."),
    Allowed("A tribe of women capture him, and a wealth of fine singers are wasted."),
    Allowed("The rest of the songs sound tired, and a series of songs follow."),
    Allowed("The sense of order and feeling of calm are lost."),
    Allowed("The song of hers that the sisters sing is short."),
)

FORMS = {"is": "are", "are": "is", "has": "have", "have": "has", "does": "do", "do": "does", "was": "were",
         "were": "was"}  # fmt: skip
"""Verb forms with their partners of the other number, where no rule makes them."""

SINGLE = listed("each either neither everyone everybody everything anyone anybody somebody someone nobody")
"""Pronouns of one."""

ONE = listed("a an the this that each every another his her its my your our their")
"""Determiners that can stand before a singular."""

MANY = listed("all both many several few most some")
"""Pronouns of several, before “of” and a plural."""

QUANTITIES = listed(
    """amount array army assortment average barrage batch bevy bit blend circle cluster collection combination fleet
    flock flurry fraction gaggle generation herd horde legion litany maximum minimum mix mixture multitude myriad parade
    party percentage plethora procession proportion quarter selection sequence slew string succession sum swarm third
    ton total tribe wave wealth"""
)
"""Singulars that may stand for a number of what follows them."""

OPEN = listed('that which who whom what and or nor but plus than as if whether though , ; : ( ) - — – " “ ” / &')
"""Words and marks between subject and verb over which the number, or the subject itself, is not sure."""

BARE = listed(
    """make let see watch have help hear suggest recommend insist demand wish require ask propose feel do if lest
    observe notice request important essential vital necessary crucial better rather will would can could may might
    must should to did does"""
)
"""Words behind which a verb may stand bare."""


def find(block: Block, parser: Parser) -> Iterator[Finding]:
    """Findings on the verb."""
    if block.kind not in RUNNING:
        return
    for verb in parser.parse(block.text)[2:]:
        form = verb.lower_
        plural_form = verb.tag_ == "VBP" or form == "were"
        if not (plural_form or verb.tag_ == "VBZ" or form == "was") or not (verb.is_lower and verb.is_alpha):
            continue
        chief = _subject(verb)
        number = "" if chief is None else _number(chief, verb)
        fixed = _other(form, plural_form)
        if chief is None or not number or not fixed or (number == "plural") == plural_form or _may_be_bare(chief, verb):
            continue
        yield flag(block, verb.idx, verb.idx + len(verb), f"“{chief.text}” is {number}; “{verb.text}” is not.", fixed)


def _subject(verb: Token) -> Token | None:
    """The one subject of a verb, or of the verb that it helps, with nothing but the subject before it."""
    main = verb.head if verb.dep_ in ("aux", "auxpass") else verb
    if main.dep_ in ("relcl", "acl") or any(child.tag_ == "MD" for child in main.children):
        return None
    chiefs = [child for child in main.children if child.dep_ in ("nsubj", "nsubjpass")]
    if len(chiefs) != 1 or chiefs[0].i > verb.i or verb.i - chiefs[0].i > 12:
        return None
    return chiefs[0] if chiefs[0].right_edge.i + 1 >= verb.i - 1 else None


def _other(form: str, plural_form: bool) -> str:
    """The verb's form of the other number; empty where what was taken for a verb has none."""
    if form in FORMS:
        return FORMS[form]
    if plural_form:
        return with_s(form) if with_s(form) in verbs() else ""
    return next((base for base in verbs().get(form, ()) if with_s(base) == form), "")


def _number(chief: Token, verb: Token) -> str:
    """Whether a subject with more words between it and its verb is `singular` or `plural`; empty where that is open."""
    if any(child.dep_ == "conj" for child in chief.children):
        return "singular" if _is_one_of_two(chief, verb) else ""
    between = chief.doc[chief.i + 1 : verb.i]
    of = chief.nbor(2) if chief.nbor(1).lower_ == "else" else chief.nbor(1)
    if of.dep_ != "prep" or of.head != chief or any(word.lower_ in OPEN for word in between if not _listed(word, of)):
        return ""
    if any(word.tag_ in ("VBD", "VBZ", "VBP", "PRP", "WDT") and word.lower_ not in ("us", "them", "you", "it")
           for word in between):  # fmt: skip
        return ""
    determiners = {child.lower_ for child in chief.children if child.dep_ in ("det", "poss")}
    counted = next((word for word in of.children if word.dep_ == "pobj"), None)
    nobody = chief.lower_ == "one" and "no" in determiners
    if chief.lower_ in SINGLE or nobody or (chief.lower_ == "one" and of.lower_ == "of" and _is_several(counted)):
        return "singular"
    if chief.lower_ in MANY:
        return "plural" if of.lower_ == "of" and counted is not None and is_plain_plural(counted) else ""
    if {chief.lower_, chief.lemma_.lower()} & (EITHER | QUANTITIES | OPEN_IN_S) or not chief.is_lower:
        return ""
    if is_plain_plural(chief):
        numbered = any(child.dep_ == "nummod" for child in chief.children)
        return "" if numbered or determiners & {"a", "an", "this", "that", "each", "every", "one"} else "plural"
    return "singular" if chief.tag_ == "NN" and determiners & ONE and not chief.text.endswith("s") else ""


def _listed(word: Token, of: Token) -> bool:
    """Whether an “and” joins two things that the preposition governs: “the bond between Ann and the sisters”."""
    governs = of.lower_ in ("between", "among", "with")
    return governs and word.lower_ == "and" and word.dep_ == "cc" and word.head.dep_ == "pobj" and word.head.head == of


def _is_several(noun: Token | None) -> bool:
    """Whether “one of” is followed by a plural: “the singers”, “them”."""
    return noun is not None and (noun.tag_ in ("NNS", "PRP") or noun.lower_ in ("these", "those"))


def _is_one_of_two(chief: Token, verb: Token) -> bool:
    """Whether two singulars are joined by “or” or “nor”, or are told one by one: “every song and every poem”."""
    joined = [child for child in chief.children if child.dep_ == "conj"]
    if len(joined) != 1 or any(child.dep_ == "conj" for child in joined[0].children):
        return False
    pair = (chief, joined[0])
    if any(noun.tag_ != "NN" or not noun.is_lower or noun.lower_ in EITHER | OPEN_IN_S for noun in pair):
        return False
    leads = [{child.lower_ for child in noun.children} for noun in pair]
    joint = {child.lower_ for child in chief.children if child.dep_ in ("cc", "preconj")}
    if any(word.text in (",", "(", "—", "–") for word in chief.doc[chief.left_edge.i : verb.i]):
        return False
    if "and" in joint:
        return bool(leads[0] & {"every", "each"}) and bool(leads[1] & {"every", "each"})
    return bool(joint & {"either", "neither"}) and all(each & ONE for each in leads)


def _may_be_bare(chief: Token, verb: Token) -> bool:
    """Whether a verb without a tense may be meant, or the subject is a part of something longer."""
    first = chief.left_edge
    before: list[str] = []
    for word in reversed(verb.doc[max(first.sent.start, first.i - 5) : first.i]):
        if word.is_punct or word.dep_ == "cc":
            break
        before.append(word.lemma_.lower())
    if BARE & set(before) or (verb.lower_ == "were" and {"if", "wish", "though"} & set(before)):
        return True
    if first.i == first.sent.start or first.nbor(-1).pos_ in ("CCONJ", "SCONJ", "SPACE"):
        return first.text.endswith("ing")
    return first.nbor(-1).text not in (",", ";", ":", "—", "–", "(", '"', "“")
