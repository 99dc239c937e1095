"""A verb behind “who”, “that” or “which” that does not agree with the noun before it, or one right behind its subject.

“Scenes that is long”, “a reality which involve magic”, “the story progress slowly”: the verb takes the number of the
noun that the relative word stands for, and a subject beside its verb leaves no doubt. (The Chicago Manual of Style
5.60, 5.138.)
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.checks import Allowed, Flagged
from pipeline.checks._listed import listed
from pipeline.checks._nouns import COUNTED, EITHER, OPEN_IN_S, is_plain_plural
from pipeline.document import RUNNING, Block
from pipeline.engines.spacy import Parser
from pipeline.finding import Finding, Severity, flag

if TYPE_CHECKING:
    from spacy.tokens import Token

SEVERITY = Severity.ERROR
FIX = "unsafe"

EXAMPLES = (
    Flagged("You have songs that ⟦is⟧ almost prayers.", "You have songs that are almost prayers."),
    Flagged("She sings a ballad which ⟦involve⟧ magic.", "She sings a ballad which involves magic."),
    Flagged("The old songs ⟦includes⟧ a prayer.", "The old songs include a prayer."),
    Flagged("Every verse ⟦get⟧ better.", "Every verse gets better."),
    Allowed("She sings one of the songs that is sad, and a box of songs that is full."),
    Allowed("The cast that are here sing, and the story is that they left."),
    Allowed("They let the story progress, and insisted that the band play on."),
    Allowed("The period feel is good, and the dance moves are too."),
)

FORMS = {"is": "are", "are": "is", "has": "have", "have": "has", "does": "do", "do": "does"}
"""Verb forms with their partners of the other number."""

ONE = listed("a an the this that each every another his her its my your our their")
"""Determiners that can stand before a singular."""

BEFORE = listed("of one for in with to by from and about on between or as like at")
"""Words whose noun may be what the relative word stands for, instead of the noun beside it."""

BARE = listed("make let see watch have help hear suggest recommend insist demand wish require ask propose feel do if")
"""Verbs and conjunctions behind which a verb may stand bare."""


def find(block: Block, parser: Parser) -> Iterator[Finding]:
    """Findings on the verb."""
    if block.kind not in RUNNING:
        return
    doc = parser.parse(block.text)
    for verb in doc[2:]:
        if verb.tag_ not in ("VBZ", "VBP") or not verb.is_lower or not verb.is_alpha:
            continue
        noun = _antecedent(verb) or _neighbour(verb)
        if noun is None:
            continue
        number = _number(noun)
        if not number or number == ("singular" if verb.tag_ == "VBZ" else "plural"):
            continue
        yield flag(
            block,
            verb.idx,
            verb.idx + len(verb),
            f"“{noun.text}” is {number}; “{verb.text}” is not.",
            FORMS.get(verb.lower_) or (_singular_form(verb.text) if number == "singular" else verb.lemma_),
        )


def _antecedent(verb: Token) -> Token | None:
    """The noun before the relative word that is a verb’s subject, where no earlier noun competes."""
    chief = verb.head if verb.dep_ in ("aux", "auxpass") else verb
    word = verb.nbor(-1)
    if chief.dep_ != "relcl" or word.lower_ not in ("that", "who", "which"):
        return None
    noun = word.nbor(-1)
    before = noun.doc[max(noun.sent.start, noun.i - 8) : noun.i]
    competes = any(each.pos_ == "ADP" or each.lower_ in BEFORE or each.is_punct for each in before)
    relatives = any(each.tag_ in ("WP", "WDT") for each in before)
    return None if competes or relatives or verb.lemma_ == "like" else noun


def _neighbour(verb: Token) -> Token | None:
    """The subject that stands right before a full verb."""
    noun = verb.nbor(-1)
    if verb.pos_ != "VERB" or noun.head != verb or noun.dep_ != "nsubj" or verb.i + 1 >= len(verb.doc):
        return None
    if any(child.dep_ in ("aux", "neg", "mark") for child in verb.children) or verb.lemma_ in (
        "feel",
        "comment",
        "cast",
    ):
        return None
    if verb.head.lemma_.lower() in BARE or verb.head.head.lemma_.lower() in BARE:
        return None
    first = noun.left_edge
    if any(each.lower_ in BEFORE or each.tag_ == "POS" for each in noun.doc[first.i : noun.i]):
        return None
    if not first.is_sent_start and noun.doc[first.i - 1].pos_ not in ("SCONJ", "CCONJ") and first.nbor(-1).text != ",":
        return None
    if noun.tag_ == "NN" and noun.text not in COUNTED and first.lower_ not in ("each", "every"):
        return None
    after = verb.nbor(1)
    return noun if after.pos_ in ("DET", "PRON", "ADP", "ADJ", "ADV", "PART") and after.tag_ != "POS" else None


def _number(noun: Token) -> str:
    """Whether a noun is `singular` or `plural`; empty where that is open."""
    if not noun.is_lower or any(child.dep_ in ("conj", "cc", "appos", "nummod") for child in noun.children):
        return ""
    determiners = {child.lower_ for child in noun.children if child.dep_ in ("det", "poss")}
    if is_plain_plural(noun) and noun.lemma_ not in EITHER:
        return "" if determiners & {"a", "an", "this", "that", "each", "every", "one", "another"} else "plural"
    if noun.tag_ == "NN" and noun.lower_ not in EITHER | OPEN_IN_S and not noun.text.endswith("s"):
        return "singular" if determiners & ONE else ""
    return ""


def _singular_form(verb: str) -> str:
    """The third person of a regular verb."""
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        return f"{verb[:-1]}ies"
    return f"{verb}es" if verb.endswith(("s", "x", "ch", "sh", "o")) else f"{verb}s"
