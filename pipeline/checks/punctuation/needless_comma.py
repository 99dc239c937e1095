"""A comma that parts what belongs together.

No comma stands between a verb and its object or the phrase that completes it, before a *that* which a verb or a noun
calls for, between two words that *and* joins, or before a phrase that picks out what it follows. Every such comma is
weighed by the language model, which decides. (The Chicago Manual of Style 6.22, 6.23, 6.30.)
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.checks import Allowed, Flagged
from pipeline.checks._listed import listed
from pipeline.checks._weighed import Proposal, weighed
from pipeline.document import RUNNING, Block, RegionKind
from pipeline.engines.causal import LanguageModel
from pipeline.engines.spacy import Parser
from pipeline.finding import Finding, Severity

if TYPE_CHECKING:
    from spacy.tokens import Token

SEVERITY = Severity.ERROR
FIX = "unsafe"

EXAMPLES = (
    Flagged("It was filmed in the ⟦streets, of⟧ the old town.", "It was filmed in the streets of the old town."),
    Allowed("It was filmed in the streets of the old town."),
    Allowed("It was filmed in Lisbon, of all places."),
    Allowed("I met, when I was young, an old singer in Leeds."),
)

LEAST = 6.5
"""What the text has to gain without the comma."""

SET_OFF = listed("too either though however")
"""Words that may be set off at will."""

ASIDE = 8
"""How many words an aside may have."""

CLOSING = frozenset("’”'\"")
"""Marks that close a quotation, behind a comma that stands in it."""

JOINED = frozenset({"IN", "TO", "CC", "WDT", "VBG", "RB", "WRB"})
"""Tags of words that may hang closely on what stands before them."""


def find(block: Block, parser: Parser, model: LanguageModel) -> Iterator[Finding]:
    """Findings on the words on both sides of the comma."""
    if block.kind in RUNNING:
        yield from weighed(block, model, proposals(block, parser))


def proposals(block: Block, parser: Parser) -> Iterator[Proposal]:
    """The commas that may be needless."""
    doc = parser.parse(block.text)
    for comma in doc[2 : max(2, len(doc) - 3)]:
        if comma.text != ",":
            continue
        last, word = comma.nbor(-1), comma.nbor(1)
        closing = word.text if word.text in CLOSING and not comma.whitespace_ and word.whitespace_ else ""
        word = word.nbor(1) if closing else word
        if _is_aside(word) or _is_quoted(block, comma):
            continue
        if (comma.whitespace_ or closing) and _may_go(last, word):
            yield Proposal(
                last.idx,
                word.idx + len(word),
                (f"{last.text}{closing} {word.text}",),
                "No comma parts what belongs together.",
                LEAST,
            )


def _is_quoted(block: Block, comma: Token) -> bool:
    """Whether a comma is somebody else's, or a title's."""
    return block.inside(RegionKind.QUOTATION, comma.idx, comma.idx + 1)


def _is_aside(word: Token) -> bool:
    """Whether a clause that says when or where stands between this comma and another: “I knew, when I was young, …”."""
    if word.tag_ != "WRB":
        return False
    return any(other.text == "," for other in word.doc[word.i : min(word.i + ASIDE, word.sent.end)])


def _may_go(last: Token, word: Token) -> bool:
    """Whether the words around a comma may belong together; one behind “and” or “that” has a partner further on."""
    paired = last.tag_ in ("CC", "IN", "WDT") or last.lower_ == "that" or word.lower_ in SET_OFF
    return not paired and last.text[-1].isalpha() and word.text[0].isalpha() and word.tag_ in JOINED
