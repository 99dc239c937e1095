"""A question inside a longer sentence, or oddly put, that ends in a full stop.

“He left, but where is he now.” asks, though it does not open as a question does, so that `unasked-question` cannot
tell. Where a sentence has a word that asks, or a verb before its subject, the language model says which mark it would
read at the end. What only reports a question (“I know what he wants”) keeps its full stop. (The Chicago Manual of Style
6.68.)
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.checks import Allowed, Flagged
from pipeline.checks.punctuation._asking import ASKING, HELPERS
from pipeline.document import RUNNING, Block, RegionKind
from pipeline.engines.causal import LanguageModel
from pipeline.engines.spacy import Parser
from pipeline.finding import Finding, Severity, flag

if TYPE_CHECKING:
    from spacy.tokens import Span

SEVERITY = Severity.ERROR
FIX = "unsafe"

EXAMPLES = (
    Flagged(
        "The bakers are back, but why did the studio wait for three ⟦years.⟧ Nobody knows.",
        "The bakers are back, but why did the studio wait for three years? Nobody knows.",
    ),
    Allowed("The bakers are back, and everyone asks why the studio waited for three years."),
    Allowed("What a song this is. Guess what happens next. It makes you wonder how they did it."),
)

LEAST = 1.0
"""How much likelier (nats) the question mark has to be than the full stop."""

FEWEST = 4
"""Words that a sentence has at least; a shorter one may be a fragment of speech."""


def find(block: Block, parser: Parser, model: LanguageModel) -> Iterator[Finding]:
    """Findings on the last word of a question and its full stop."""
    if block.kind not in RUNNING:
        return
    asking = [sentence for sentence in parser.parse(block.text).sents if _may_ask(sentence)]
    ends = [next(word for word in reversed(sentence) if not word.is_space) for sentence in asking]
    marks = [(end.idx, end.idx + 1, "?") for end in ends]
    for end, gain in zip(ends, model.glances(block.text, marks), strict=True):
        last = end.nbor(-1)
        quoted = block.inside(RegionKind.QUOTATION, last.idx, end.idx + 1)
        if gain >= LEAST and not quoted and block.verbatim(last.idx, end.idx + 1):
            yield flag(block, last.idx, end.idx + 1, "A question ends with a question mark.", f"{last.text}?")


def _may_ask(sentence: Span) -> bool:
    """Whether a sentence that ends in a full stop has a verb before its subject, or a word that asks with a helper."""
    words = [word for word in sentence if not word.is_space]
    if len(words) <= FEWEST or words[-1].text != "." or not words[-2].is_alpha:
        return False
    if words[0].tag_ == "VB":
        return False
    for word, after in pairwise(words):
        if word.lower_ in HELPERS and after.dep_ in ("nsubj", "nsubjpass", "expl") and after.head.i > after.i:
            return True
        if word.lower_ in HELPERS and after.pos_ in ("PRON", "DET") and after.i < after.head.i and word.pos_ == "AUX":
            return True
        if word.lower_ in ASKING and after.lower_ in HELPERS and word.head.dep_ == "ROOT":
            return True
    return False
