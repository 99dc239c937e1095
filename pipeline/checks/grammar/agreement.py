"""A verb that does not agree with its subject.

The verb follows the head of its subject, not the noun that happens to stand beside it: “the sound of the drums are” is
wrong. *Each*, *every* and *either* are singular. Left alone: collective nouns (*the band are* is British), quantities,
names, and anything whose number the parse leaves open. (The Chicago Manual of Style 5.138–5.147; Fowler, “agreement”.)
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
    Flagged("The sound of the drums ⟦are⟧ superb.", "The sound of the drums is superb."),
    Flagged("Each of the songs ⟦have⟧ a story.", "Each of the songs has a story."),
    Flagged("The actors in this version ⟦is⟧ young.", "The actors in this version are young."),
    Flagged("The costumes ⟦was⟧ made by hand.", "The costumes were made by hand."),
    Flagged("It has two sequels, neither of which ⟦were⟧ shown.", "It has two sequels, neither of which was shown."),
    Flagged(
        "Every one of them really ⟦are⟧ good, and I saw them.", "Every one of them really is good, and I saw them."
    ),
    Allowed("It has two sequels, both of which were shown, and none of them are bad."),
    Allowed(
        "Why do each of them have secrets? Let each of them have a turn. If either of them were alive, we would go."
    ),
    Allowed("The fans of either of them are loud, and both the singer and each of them are great."),
    Allowed("The sound of the drums is superb."),
    Allowed("A number of songs are about the sea."),
    Allowed("The cast are superb, and the band were loud."),
    Allowed("Two hours is too long for this story."),
    Allowed("The songs and the story are good."),
    Allowed("In between, all the inevitable clichés aren’t forgotten."),
    Allowed("If the story were true, the songs would be sad."),
    Allowed("I insist that the author do a better job of it, and recommend that this song have a place."),
    Allowed("All of the songs are short, and none of them are sad."),
)

OPPOSITES = {
    "is": "are", "are": "is", "was": "were", "were": "was", "has": "have", "have": "has", "does": "do", "do": "does",
    "'s": "are", "’s": "are",
}  # fmt: skip
"""Verb forms of one number with their partners."""

PLURAL_FORMS = listed("are were have do")
"""Forms of a plural subject."""

SINGULAR_FORMS = listed("is was has does")
"""Forms of a singular subject."""

COLLECTIVE = listed(
    """audience band board bulk bunch cast choir class club collection combination committee community company couple
    crew crowd duo ensemble faculty family fraction gang generation government group half handful host kind label lot
    majority management mass media minority mix mixture multitude myriad number orchestra pack pair part percent
    percentage plenty police portion press proportion public quartet range rest sort selection series set squad staff
    string studio team ton third three trio type variety youth data people variety array assortment plethora slew
    quarter total tribe troupe army enemy population dozen hundred thousand million troop what series species
    miniseries one some"""
)
"""Nouns that take either number."""

SINGULAR_S = listed(
    """news mathematics physics politics ethics economics athletics gymnastics acoustics series species means
    headquarters mechanics graphics dynamics aerobics statistics linguistics aesthetics acrobatics analysis basis
    crisis thesis hypothesis emphasis synopsis odds works thanks lots tons loads kudos chaos genius cosmos pathos ethos
    sports games comics credits measles billiards darts plenty stairs premises alas"""
)
"""Nouns in -s that are singular, or either."""

DISTRIBUTIVE = listed("each either everyone everybody everything anyone anybody somebody someone nobody")
"""Pronouns that are always singular."""

THEM = listed("which whom them us these those")
"""Pronouns of several that one of may be."""

ONE = listed("a an the this that each every another his her its my your our their one")
"""Determiners that can stand before a singular."""

SINGLE = listed("a an this that each every another one")
"""Determiners that a plural can't have: the word is no plural, or no noun."""

STOPS = listed(", ; : ( ) - — – \" “ ” / & 's ’s '")
"""Marks between subject and verb that part them."""

LINKS = listed("and or nor plus that which who")
"""Words between subject and verb that may change the number."""

PARTS = listed("and or & nor of 's ’s what")
"""Words before the head of a subject that make more of it."""

UNREAL = listed("if wish though unless")
"""Words that call for “were”."""

WISHING = listed("insist demand recommend suggest require ask propose request lest essential vital important")
"""Words (lemmas) behind which a subjunctive may stand: “I insist that the author do it again”."""

UNITS = listed(
    "hour minute second day week month year decade century mile dollar pound euro percent page star foot inch time"
)
"""Nouns that count as one when a number stands before them."""


def find(block: Block, parser: Parser) -> Iterator[Finding]:
    """Findings on the verb."""
    if block.kind not in RUNNING:
        return
    for verb in parser.parse(block.text):
        form = verb.lower_
        if verb.tag_ not in ("VBZ", "VBP", "VBD") or form not in PLURAL_FORMS | SINGULAR_FORMS:
            continue
        if form in PLURAL_FORMS and (one := _one_of_them(verb)):
            yield _finding(block, verb, one, "singular")
            continue
        chief = _subject(verb)
        if chief is None or chief.i > verb.i or verb.i - chief.i > 12:
            continue
        number = _number(chief)
        wrong = (number == "singular" and form in PLURAL_FORMS) or (number == "plural" and form in SINGULAR_FORMS)
        if not wrong or _is_open(chief, verb):
            continue
        yield _finding(block, verb, chief, number)


def _finding(block: Block, verb: Token, chief: Token, number: str) -> Finding:
    message = f"“{chief.text}” is {number}; “{verb.text}” is not."
    return flag(block, verb.idx, verb.idx + len(verb), message, OPPOSITES[verb.lower_])


def _one_of_them(verb: Token) -> Token | None:
    """The “each” or “neither” of pronouns that is a verb's subject: “neither of which”, “every one of them”."""
    at = verb.i - (1 if verb.i and verb.nbor(-1).pos_ == "ADV" else 0)
    if at < 3 or verb.doc[at - 1].lower_ not in THEM or verb.doc[at - 2].lower_ != "of":
        return None
    one = verb.doc[at - 3]
    if one.lower_ == "one" and at > 3 and verb.doc[at - 4].lower_ == "every":
        first = verb.doc[at - 4]
    elif one.lower_ in ("each", "either", "neither"):
        first = one
    else:
        return None
    # it is the subject where its clause begins with it; behind “if” or a wish the verb may be a subjunctive
    start = verb.sent.start
    begins = first.i == start or first.nbor(-1).text in (",", ";", ":", "—", "–", "(")
    listed = any(word.lower_ in ("and", "or", "both") for word in verb.doc[max(start, first.i - 3) : first.i])
    unreal = verb.lower_ == "were" and any(word.lower_ in UNREAL for word in verb.sent)
    return one if begins and not listed and not unreal else None


def _subject(verb: Token) -> Token | None:
    """The subject of a verb or of the verb that it helps."""
    chief = verb if verb.dep_ not in ("aux", "auxpass") else verb.head
    if any(child.tag_ == "MD" or (child != verb and child.lemma_ == "do") for child in chief.children):
        return None
    return next((child for child in chief.children if child.dep_ in ("nsubj", "nsubjpass") and child.i < verb.i), None)


def _number(noun: Token) -> str:
    """Whether a subject is `singular` or `plural`; empty where that is open."""
    if (
        any(child.dep_ in ("conj", "appos", "cc") for child in noun.children)
        or {noun.lemma_.lower(), noun.lower_} & COLLECTIVE
    ):
        return ""
    if noun.lower_ in DISTRIBUTIVE:
        return "singular"
    if noun.text[:1].isupper() or noun.ent_type_ in ("PERSON", "ORG", "GPE", "WORK_OF_ART"):
        return ""
    determiners = {child.lower_ for child in noun.children if child.dep_ in ("det", "poss", "nummod", "amod")}
    if noun.tag_ == "NN" and noun.lower_ not in SINGULAR_S and not _looks_plural(noun):
        return "singular" if determiners & ONE else ""
    if noun.tag_ == "NNS" and noun.lower_ not in SINGULAR_S and noun.text.endswith("s"):
        counted = any(child.dep_ in ("nummod", "quantmod") for child in noun.children)
        single = determiners & SINGLE or (counted and noun.lemma_ in UNITS)
        return "" if single else "plural"
    return ""


def _looks_plural(noun: Token) -> bool:
    """Whether what the parser calls a singular ends as plurals do: it seldom knows “clichés”."""
    return noun.lower_.endswith("s") and not noun.lower_.endswith(("ss", "us", "is"))


def _is_open(noun: Token, verb: Token) -> bool:
    """Whether something between subject and verb, or around them, leaves the number open."""
    chief = verb if verb.dep_ not in ("aux", "auxpass") else verb.head
    between = verb.doc[noun.i + 1 : verb.i]
    if any(word.text in STOPS or word.lower_ in LINKS for word in between):
        return True
    last = verb.nbor(-1)
    if last != noun and not any(child.dep_ in ("prep", "relcl", "acl") and child.i > noun.i for child in noun.children):
        return last.pos_ in ("NOUN", "PROPN", "PRON", "NUM")
    if last != noun and last.tag_ in ("PRP", "WDT", "WP", "DT", "EX"):
        return True
    if verb.lower_ in ("do", "have") and any(
        word.lemma_.lower() in WISHING for word in verb.doc[max(noun.sent.start, noun.left_edge.i - 4) : noun.i]
    ):
        return True
    if verb.lower_ == "were":
        following = verb.nbor(1) if verb.i + 1 < len(verb.doc) else verb
        if following.tag_ == "PRP" or any(word.lower_ in UNREAL for word in chief.sent):
            return True
    if any(child.dep_ == "attr" and child.tag_ == "NNS" and verb.lower_ == "are" for child in chief.children):
        return True
    return chief.dep_ == "relcl" or not _begins(noun)


def _begins(noun: Token) -> bool:
    """Whether a subject stands where a clause begins: it is no verb's object and no part of a longer subject."""
    first = noun.left_edge
    if first.text.endswith("ing") or any(word.lower_ in PARTS for word in noun.doc[first.i : noun.i]):
        return False
    if first.i == noun.sent.start:
        return True
    before = first.nbor(-1)
    return before.text in (",", ";", ":", "—", "–", "(", '"', "“") or before.pos_ == "SCONJ" or before.dep_ == "mark"
