"""A “which” or “who” that adds something and has no comma.

A relative clause that picks nothing out is set off. Whether it does is a matter of sense: the language model weighs
each. (The Chicago Manual of Style 6.27.)
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.checks import Allowed, Flagged
from pipeline.checks._listed import listed
from pipeline.checks._weighed import Proposal, weighed
from pipeline.document import RUNNING, Block
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
    Allowed("I sat next to a retired teacher from Leeds who had never seen a play."),
)

LEAST = {"which": 1.2, "who": 1.2, "whose": 2.0, "whom": 2.0, "where": 1.4}
"""What the text has to gain with a comma before each word."""

PICKED = listed("one ones those he she they you we i all anyone everyone someone people any some many few")
"""Words that a relative clause picks out."""


def find(block: Block, parser: Parser, model: LanguageModel) -> Iterator[Finding]:
    """Findings on the word before the clause and its first."""
    if block.kind in RUNNING:
        yield from weighed(block, model, proposals(block, parser))


def proposals(block: Block, parser: Parser) -> Iterator[Proposal]:
    """The relative words without a comma."""
    doc = parser.parse(block.text)
    for word in doc[2 : max(2, len(doc) - 2)]:
        before = word.nbor(-1)
        if word.text not in LEAST or not before.whitespace_ or before.lower_ in PICKED:
            continue
        if word.lower_ == "who" and before.pos_ == "PROPN" and _is_anyone_from(before):
            continue
        if before.pos_ in ("NOUN", "PROPN", "ADV", "NUM", "ADJ", "VERB", "PRON") or before.text in (
            ")",
            "”",
            '"',
            "'",
            "’",
        ):
            yield Proposal(
                before.idx,
                word.idx + len(word),
                (f"{before.text}, {word.text}",),
                f"A comma sets off a “{word.text}” that only adds something.",
                LEAST[word.text],
            )


def _is_anyone_from(name: Token) -> bool:
    """Whether a name only says where somebody of whom nothing is known comes from: “a singer from Leeds who …”."""
    at = name.head if name.dep_ == "compound" else name
    if at.dep_ != "pobj" or at.head.dep_ != "prep":
        return False
    return any(child.lower_ in ("a", "an", "any", "some", "every", "no", "another") for child in at.head.head.children)
