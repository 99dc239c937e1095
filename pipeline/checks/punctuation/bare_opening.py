"""An opening clause or phrase that runs into its sentence.

“After the end of the long second act the band” wants its comma; where the parse alone cannot say that what opens a
sentence ends here, the language model does. After a few words without a verb the comma is advice. (The Chicago Manual
of Style 6.24, 6.30, 6.31.)
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.checks import Allowed, Flagged
from pipeline.checks._clauses import FINITE, clauses, is_marked, openings, sentences
from pipeline.checks._listed import listed
from pipeline.checks._weighed import Proposal, weighed
from pipeline.document import RUNNING, Block
from pipeline.engines.causal import LanguageModel
from pipeline.engines.spacy import Parser
from pipeline.finding import Finding, Severity

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

SEVERITY = Severity.ERROR
FIX = "unsafe"

EXAMPLES = (
    Flagged(
        "If you have the chance to hear this ⟦record hear⟧ it.",
        "If you have the chance to hear this record, hear it.",
    ),
    Allowed("If you have the chance to hear this record, hear it."),
    Allowed("Now they sing. Then it ends."),
)

LEAST = 0.3
"""What the text has to gain with the comma."""

LONG = 6
"""A phrase without a verb wants its comma from so many words on."""

SENTENCE_ADVERBS = listed("also yes no well yeah oh ok okay hopefully surprisingly")
"""Single words that comment on their sentence."""

NOT_ALONE = listed("now then so here there thus yet still sometimes maybe perhaps soon once often today again")
"""Single words after which no comma is needed."""

OPENING = listed("if when whenever although though while whilst because since as after before once unless until")
"""Words that open a clause which may lead to a request: “If you can, go.”"""

QUOTES = frozenset("'’\"“”")

HOLDING = frozenset({"DT", "PRP$", "TO", "MD", "POS", "CC", "WDT", "WP$", "PDT", "HYPH", "WP", "WRB"})
"""Tags of words that no opening ends with."""


def find(block: Block, parser: Parser, model: LanguageModel) -> Iterator[Finding]:
    """Findings on the last word of the opening and the first of what follows."""
    if block.kind in RUNNING:
        yield from weighed(block, model, proposals(block, parser))


def proposals(block: Block, parser: Parser) -> Iterator[Proposal]:
    """Where an opening may end."""
    for sentence in sentences(parser.parse(block.text)):
        for start in openings(sentence):
            seen: set[int] = set()
            for first in (*_statements(sentence, start), *_orders(sentence, start)):
                last = first.nbor(-1)
                if first.i in seen or last.is_punct or last.tag_ in HOLDING or last.is_space:
                    continue
                seen.add(first.i)
                if last == start and start.lower_ in NOT_ALONE:
                    continue
                yield Proposal(
                    last.idx,
                    first.idx + len(first),
                    (f"{last.text}, {first.text}",),
                    "A comma parts the opening from what it leads to.",
                    LEAST,
                    None if _is_weighty(sentence.doc[start.i : first.i]) else Severity.ADVICE,
                )


def _is_weighty(opening: Span) -> bool:
    """Whether an opening wants its comma: it has a verb, or is long, or comments on its sentence."""
    return (
        len(opening) >= LONG
        or any(word.tag_ in FINITE or word.tag_ in ("VBG", "VBN") for word in opening)
        or (len(opening) == 1 and opening[0].lower_ in SENTENCE_ADVERBS)
    )


def _statements(sentence: Span, start: Token) -> Iterator[Token]:
    """The first word of the statement behind an opening."""
    for verb, subject in clauses(sentence):
        first = subject.left_edge
        if first.i <= start.i or is_marked(verb) or subject.tag_ in ("WDT", "WP"):
            continue
        broken = any(word.is_punct and word.text not in QUOTES for word in sentence.doc[start.i : first.i])
        if not broken and start.tag_ not in ("PRP", "NNP", "EX", "DT"):
            yield first
        return


def _orders(sentence: Span, start: Token) -> Iterator[Token]:
    """The verbs that may tell the reader to do something behind an “if” or “when”."""
    if start.lower_ not in OPENING:
        return
    for word in sentence.doc[start.i + 3 : sentence.end - 1]:
        if word.is_punct:
            return
        before = word.nbor(-1)
        bare = word.tag_ in ("VB", "VBP") and before.dep_ not in ("nsubj", "neg", "aux")
        ends = before.pos_ in ("NOUN", "PROPN", "ADJ", "ADV", "PRON") or before.tag_ in ("VBG", "VBN")
        if word.lower_ == "then" or (bare and ends):
            yield word
