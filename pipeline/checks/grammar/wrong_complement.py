"""A verb or an adjective that is completed wrongly: “it keeps us to laugh”, “able of singing”, “made them to sing”.

What one is kept or prevented *from* doing stands in -ing; what one is made to do stands bare; one is *able to sing* but
*capable of singing*. The rule looks at the words that ask for a form, and at the form that follows them. (The Chicago
Manual of Style 5.107–5.109, 5.250; Garner's Modern English Usage, “prevent”, “capable”.)
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.checks import Allowed, Flagged
from pipeline.checks._listed import listed
from pipeline.checks.grammar._inflections import verbs, with_ing
from pipeline.document import RUNNING, Block
from pipeline.engines.spacy import Parser
from pipeline.finding import Finding, Severity, flag

if TYPE_CHECKING:
    from spacy.tokens import Token

SEVERITY = Severity.ERROR
FIX = "unsafe"
VETO = -2.0

EXAMPLES = (
    Flagged("The rain prevents him ⟦to reach⟧ the hall.", "The rain prevents him from reaching the hall."),
    Flagged(
        "Nothing could discourage us ⟦to sing⟧ on.",
        "Nothing could discourage us from singing on.",
        severity=Severity.QUERY,
    ),
    Flagged("The conductor made them ⟦to sing⟧ it twice.", "The conductor made them sing it twice."),
    Flagged("She was able ⟦of singing⟧ it twice.", "She was able to sing it twice."),
    Flagged("She was capable ⟦to sing⟧ it twice.", "She was capable of singing it twice."),
    Flagged("He ended up ⟦to sing⟧ alone.", "He ended up singing alone."),
    Flagged("It prevents the play ⟦to become⟧ great.", "It prevents the play from becoming great."),
    Flagged("He succeeds ⟦to escape⟧ on a raft.", "He succeeds in escaping on a raft."),
    Flagged("She insisted ⟦to sing⟧ it twice.", "She insisted on singing it twice."),
    Flagged("I’m used ⟦to see⟧ plays like this.", "I’m used to seeing plays like this."),
    Flagged("We are used ⟦to live⟧ in the dark.", "We are used to living in the dark."),
    Allowed("We are used to sell tickets, like props. They deter the thief to protect the art."),
    Allowed("They prevent the fire to save the hall."),
    Allowed("The knife is used to kill, and I’m used to it; they prevent his attempt to sing."),
    Allowed("He succeeds to the throne. To prevent the fire, to sing, to leave: all was in vain."),
    Allowed("She was made to sing it twice, and stopped to reach for her bag."),
    Allowed("The rain keeps him to the hall; they made it to win, and made them to order."),
    Flagged("It ended up ⟦to be⟧ a short night.", "It ended up being a short night."),
    Allowed("That is what the choir made him to be."),
    Allowed("The letter that stopped her to this day is lost."),
    Allowed("She is able to sing, and capable of singing."),
)

KEPT = frozenset({"prevent", "discourage", "dissuade", "deter", "prohibit", "hinder"})
"""Verbs (lemmas) of keeping somebody from doing something."""

OBJECTS = listed("me him her us them you it people everyone everybody anyone anybody")
"""Who may be kept or made: so short that no other phrase is meant."""

PEOPLE = OBJECTS - {"it"}

SURE = frozenset({"prevent"})
"""Of these, those behind which a “to …” is hardly ever a purpose."""

PURPOSES = listed("protect save keep help avoid ensure secure preserve spare guard serve make get show prove")
"""Verbs that say what one prevents something for."""

SENSES = listed("see hear feel have get find be")
"""Verbs that nobody is used (employed) for, so that they may have an object behind “I’m used to”."""

TAKES_TO = listed(
    """attempt attempts plan plans plot plots desire urge effort efforts right chance chances way ways need time ability
    decision temptation power bid order orders will wish license licence money opportunity permission reason"""
)
"""Nouns that a “to …” may belong to."""


def find(block: Block, parser: Parser) -> Iterator[Finding]:
    """Findings on the words that complete the verb or adjective."""
    if block.kind not in RUNNING:
        return
    doc = parser.parse(block.text)
    for head in doc[: max(0, len(doc) - 2)]:
        found = _wrong(head)
        if found is None:
            continue
        first, last, fixed = found
        yield flag(
            block,
            first.idx,
            last.idx + len(last),
            f"After “{doc[head.i : first.i].text}” stands “{fixed}”.",
            fixed,
            severity=Severity.QUERY if head.lemma_ in KEPT - SURE else None,
        )


def _wrong(head: Token) -> tuple[Token, Token, str] | None:
    """The words that complete `head` wrongly, and what is right."""
    one, two = head.nbor(1), head.nbor(2)
    three = head.nbor(3) if head.i + 3 < len(head.doc) else None
    word = head.lower_
    if word == "able" and one.lower_ == "of" and two.tag_ == "VBG" and two.lower_ in verbs():
        return one, two, f"to {two.lemma_}"
    if word == "capable" and one.lower_ == "to" and two.tag_ == "VB":
        return one, two, f"of {_ing(two)}"
    if head.lemma_ == "end" and head.pos_ == "VERB" and one.lower_ == "up" and two.lower_ == "to":
        return (two, three, _ing(three)) if three is not None and three.tag_ == "VB" else None
    if head.lemma_ == "succeed" and head.pos_ == "VERB" and one.lower_ == "to" and two.tag_ == "VB":
        return one, two, f"in {_ing(two)}"
    if head.lemma_ == "insist" and head.pos_ == "VERB" and one.lower_ == "to" and two.tag_ == "VB":
        return one, two, f"on {_ing(two)}"
    if word == "used" and one.lower_ == "to" and two.tag_ == "VB" and _is_accustomed(head, two):
        return one, two, f"to {_ing(two)}"
    if head.lemma_ in SURE and head.pos_ == "VERB" and (kept := _kept(head)) is not None:
        return kept, kept.nbor(1), f"from {_ing(kept.nbor(1))}"
    if three is None or head.pos_ != "VERB" or two.lower_ != "to" or three.tag_ != "VB":
        return None
    if head.lemma_ in KEPT and one.lower_ in OBJECTS:
        return two, three, f"from {_ing(three)}"
    # “made them to order”; “what fame made them to be”
    makes = head.lemma_ == "make" and head.tag_ != "VBN" and one.lower_ in PEOPLE
    return (two, three, three.text) if makes and three.lower_ not in ("order", "measure", "fit", "be") else None


def _is_accustomed(used: Token, verb: Token) -> bool:
    """Whether somebody *is* used to something: “I’m used”, “we are not used”; “we are used to sell it” is a passive."""
    if verb.lower_ not in SENSES and any(child.dep_ in ("dobj", "ccomp") for child in verb.children):
        return False
    before = [word.lower_ for word in used.doc[max(0, used.i - 3) : used.i] if word.lower_ not in ("not", "so", "more")]
    person = len(before) > 1 and before[-2] in ("i", "we", "you")
    return person and before[-1] in ("am", "'m", "’m", "are", "'re", "’re", "was", "were")


def _kept(head: Token) -> Token | None:
    """The “to” behind a noun that is prevented: “it prevents the film to become great”."""
    kept = next((child for child in head.children if child.dep_ in ("dobj", "nsubj") and child.i > head.i), None)
    if kept is None or kept.tag_ not in ("NN", "NNS", "NNP") or kept.lower_ in TAKES_TO or kept.i - head.i > 4:
        return None
    if kept.i + 2 >= len(kept.doc) or any(word.is_punct for word in kept.doc[head.i : kept.i]):
        return None
    to, verb = kept.nbor(1), kept.nbor(2)
    return to if to.lower_ == "to" and verb.tag_ == "VB" and verb.lower_ not in PURPOSES else None


def _ing(verb: Token) -> str:
    return "being" if verb.lower_ == "be" else with_ing(verb.lower_)
