"""What hangs loosely on a sentence has no comma.

A participle that belongs to the whole sentence (“they left singing loudly”), a second name for what was just named
(“Anna the cook”), a clause with *although*, and a result with *so* are set off. The language model weighs each. (The
Chicago Manual of Style 6.22, 6.24, 6.28, 6.30.)
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.checks import Allowed, Flagged
from pipeline.checks._clauses import is_finite, subject
from pipeline.checks._listed import listed
from pipeline.checks._weighed import Proposal, weighed
from pipeline.document import RUNNING, Block
from pipeline.engines.causal import LanguageModel
from pipeline.engines.spacy import Parser
from pipeline.finding import Finding, Severity

if TYPE_CHECKING:
    from spacy.tokens import Doc

SEVERITY = Severity.ERROR
FIX = "unsafe"

EXAMPLES = (
    Flagged(
        "The songs were written by Anna ⟦Orr the⟧ daughter of a baker from Leeds.",
        "The songs were written by Anna Orr, the daughter of a baker from Leeds.",
    ),
    Flagged(
        "The singer forgot the ⟦words so⟧ she hummed the rest of the song.",
        "The singer forgot the words, so she hummed the rest of the song.",
    ),
    Allowed("The first to sing is Anna Orr, the cook."),
)

PARTICIPLE, NAMED, KNOWN, CLAUSE, RESULT = 3.0, 2.3, 1.5, 2.0, 1.5
"""What the text has to gain with the comma, for each."""

REASONS = listed("although though whereas")
"""Words whose clause is always set off."""

HOLDING = frozenset({"IN", "CC", "DT", "TO", "MD", "PRP$", "WRB", "POS"})
"""Tags of words that no comma follows."""


def find(block: Block, parser: Parser, model: LanguageModel) -> Iterator[Finding]:
    """Findings on the words on both sides of where the comma goes."""
    if block.kind in RUNNING:
        yield from weighed(block, model, proposals(block, parser))


def proposals(block: Block, parser: Parser) -> Iterator[Proposal]:
    """Where something that hangs loosely may begin."""
    doc = parser.parse(block.text)
    for at, least, message in sorted(set(_starts(doc))):
        word = doc[at]
        before = word.nbor(-1)
        if before.is_punct or not before.whitespace_ or word.is_sent_start or before.tag_ in HOLDING:
            continue
        yield Proposal(before.idx, word.idx + len(word), (f"{before.text}, {word.text}",), message, least)


def _starts(doc: Doc) -> Iterator[tuple[int, float, str]]:
    for word in doc[2 : max(2, len(doc) - 1)]:
        first = word.left_edge
        if word.tag_ in ("VBG", "VBN") and word.dep_ == "advcl" and word.head.i < first.i:
            yield first.i, PARTICIPLE, "A comma sets off a participle that belongs to the whole sentence."
        adverb = word.tag_ == "RB" and word.text.endswith("ly") and word.nbor(1).tag_ in ("VBG", "VBN")
        if adverb and word.nbor(-1).pos_ in ("NOUN", "PROPN", "VERB", "ADV"):
            yield word.i, PARTICIPLE, "A comma sets off a participle that belongs to the whole sentence."
        if word.lower_ == "known" and word.nbor(-1).lower_ in ("also", "better", "formerly", "otherwise"):
            yield word.i - 1, KNOWN, "A comma sets off another name for what was just named."
        # “she sent Anna the results”, “for six minutes a piano played”
        given = word.nbor(-2).pos_ == "VERB" or word.sent[0].tag_ == "IN"
        if word.lower_ in ("the", "a", "an", "one") and word.nbor(-1).pos_ in ("NOUN", "PROPN") and not given:
            yield word.i, NAMED, "A comma sets off a second name for what was just named."
        clause = is_finite(word) and word.dep_ == "advcl" and subject(word) is not None and word.head.i < first.i
        if clause and first.lower_ in REASONS:
            yield first.i, CLAUSE, f"A comma sets off this “{first.text}”."
        if word.lower_ == "so" and word.nbor(1).tag_ in ("PRP", "EX", "DT", "PRP$", "NNP", "JJ", "NNS"):
            yield word.i, RESULT, "A comma stands before a “so” that joins two clauses."
