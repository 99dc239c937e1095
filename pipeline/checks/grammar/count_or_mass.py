"""A word of amount before what is counted, or a plural of what is not.

“Very little jokes”, “so much lies”: *few* and *many* count, *little* and *much* measure. *Footage*, *scenery* and
*advice* have no plural. (The Chicago Manual of Style 5.7, 5.250; Garner’s Modern English Usage, “count nouns and mass
nouns”.)
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.checks import Allowed, Flagged
from pipeline.checks._listed import listed
from pipeline.checks._nouns import is_plain_plural
from pipeline.document import RUNNING, Block
from pipeline.engines.spacy import Parser
from pipeline.finding import Finding, Severity, flag

if TYPE_CHECKING:
    from spacy.tokens import Token

SEVERITY = Severity.ERROR
FIX = "unsafe"

EXAMPLES = (
    Flagged("It has very ⟦little⟧ good jokes.", "It has very few good jokes."),
    Flagged("He tells so ⟦much⟧ lies.", "He tells so many lies."),
    Flagged("She uses old ⟦footages⟧ of the war.", "She uses old footage of the war."),
    Flagged(
        "I was stunned by the ⟦amount⟧ of critics in the room.", "I was stunned by the number of critics in the room."
    ),
    Allowed("It has very little charm and too much noise."),
    Allowed(
        "I was stunned by the amount of noise, and paid the amount of pounds asked; the amount of drugs and tears, too."
    ),
    Allowed("Little did we know; the little birds sang."),
    Allowed("They are much wiser songs, and much wiser."),
)

COUNTING = {"little": "few", "much": "many"}
"""Words that measure, each with its partner that counts."""

BEFORE = {
    "little": listed("very too so extremely relatively has have had with precious contains exudes offers"),
    "much": listed("so too how very as not n't n’t that without"),
}
"""Words behind which they measure what follows, and are no adjective or adverb."""

COUNTED = listed(
    """people persons men women kids children fans viewers readers listeners critics reviewers characters actors
    actresses extras cameos films movies sequels remakes shows series episodes songs tracks albums singles books novels
    stories scenes shots takes cuts twists jokes gags puns references clichés cliches mistakes errors flaws plotholes
    holes levels enemies bullets explosions murders kills deaths bodies victims zombies obstacles reviews comments
    votes stars awards nominations copies screens cameras cars words lines pages times"""
)
"""Plurals that are always counted, not measured: people, works, and what is in them."""

UNCOUNTED = {
    "advices": "advice", "informations": "information", "equipments": "equipment", "furnitures": "furniture",
    "homeworks": "homework", "knowledges": "knowledge", "sceneries": "scenery", "luggages": "luggage",
    "footages": "footage", "feedbacks": "feedback", "violences": "violence", "slangs": "slang",
    "softwares": "software", "jewelries": "jewelry", "machineries": "machinery", "suspenses": "suspense",
    "garbages": "garbage", "nudities": "nudity", "publicities": "publicity", "bloodsheds": "bloodshed",
    "actings": "acting", "musics": "music", "poetries": "poetry", "trainings": "training", "screentimes": "screentime",
}  # fmt: skip
"""Nouns without a plural, by the plural that is written."""


def find(block: Block, parser: Parser) -> Iterator[Finding]:
    """Findings on the word of amount, or on the plural."""
    if block.kind not in RUNNING:
        return
    for word in parser.parse(block.text):
        if word.text in UNCOUNTED:
            fixed, said = UNCOUNTED[word.text], f"“{UNCOUNTED[word.text]}” has no plural."
        elif word.lower_ in COUNTING and word.i and word.nbor(-1).lower_ in BEFORE[word.lower_] and _counts(word):
            fixed, said = COUNTING[word.lower_], f"What can be counted is “{COUNTING[word.lower_]}”, not “{word.text}”."
        elif word.lower_ == "amount" and _counted(word):
            fixed, said = "number", "What can be counted has a number, not an amount."
        else:
            continue
        yield flag(block, word.idx, word.idx + len(word), said, fixed)


def _counted(word: Token) -> bool:
    """Whether it is “the amount of” what is counted, and no measure of money, food or time."""
    of = word.i + 1
    if word.i == 0 or word.nbor(-1).lower_ not in ("the", "this") or word.doc[of : of + 1].text.lower() != "of":
        return False
    for after in word.doc[of + 1 : of + 4]:
        if after.lower_ in COUNTED and after.tag_ == "NNS":
            return True
        if after.tag_ != "JJ":
            return False
    return False


def _counts(word: Token) -> bool:
    """Whether adjectives at most, and then a plural, follow."""
    for after in word.doc[word.i + 1 : word.i + 4]:
        if is_plain_plural(after):
            return True
        if after.tag_ != "JJ":
            return False
    return False
