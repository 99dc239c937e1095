"""A “which” or “who” that adds something and has no comma.

A relative clause that picks nothing out is set off. Whether it does is a matter of sense: the language model weighs
each, and what the clause hangs on counts, a name or something that “a” brings in. (The Chicago Manual of Style 6.27.)
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.checks import Allowed, Flagged
from pipeline.checks._care import Care
from pipeline.checks.punctuation._features import is_anyone_from
from pipeline.checks.punctuation._places import Mend
from pipeline.checks.punctuation._weighing import Family, flagged, marks
from pipeline.document import Block
from pipeline.engines.causal import LanguageModel
from pipeline.engines.spacy import Parser
from pipeline.finding import Finding, Severity

if TYPE_CHECKING:
    from spacy.tokens import Token

SEVERITY = Severity.ERROR
FIX = "unsafe"

EXAMPLES = (
    Flagged(
        "The best performance is by Clara ⟦Moll who⟧ plays the mother of the young singer.",
        "The best performance is by Clara Moll, who plays the mother of the young singer.",
    ),
    Allowed("They play all of it on the old harp, which is a shame."),
    Allowed("The harp which they bought is old."),
    Allowed("She sings where nobody hears her, and loudly where they do."),
    Allowed("Her songs are quick where you expect them slow and slow where you expect them quick."),
    Allowed("It is about a woman named Teresa who sings, and the young Americans who hear her."),
    Allowed("I sat next to a retired teacher from Leeds who had never seen a play."),
    Allowed("I sat next to a retired high school teacher from Leeds who'd never seen a play with masks."),
)


def find(block: Block, parser: Parser, model: LanguageModel, care: Care) -> Iterator[Finding]:
    """Findings on the word before the clause and its first."""
    for mark in marks(block, parser, model, care, Mend.COMMA):
        before, after = mark.place.before, mark.place.after
        if mark.family is Family.RELATIVE and not _is_picked_out(before) and not _tells_where(before, after):
            yield flagged(block, mark, f"A comma sets off a “{after.text}” that only adds something.")


def _tells_where(before: Token, after: Token) -> bool:
    """Whether the clause hangs on no noun: “short where you expect it”."""
    return after.lower_ == "where" and before.pos_ in ("ADJ", "ADV", "VERB")


def _is_picked_out(name: Token) -> bool:
    """Whether the clause says which one is meant: “a woman named Ann who …”, “the young Americans who …”."""
    if name.tag_ == "NNPS" and name.dep_ != "compound" and name.ent_type_ in ("NORP", ""):
        return True
    if name.pos_ == "PROPN" and is_anyone_from(name):
        return True
    return any(word.lower_ in ("named", "called") for word in name.doc[max(name.sent.start, name.i - 3) : name.i])
