"""Two sentences with a comma or nothing between them, where the model hears a full stop.

What the rules of `comma-splice` leave alone because the parse is unsure is proposed here, and the language model
decides: a second clause behind a comma, also one that opens with *if* or *maybe*, and one behind no mark at all (“I
enjoyed the film it made me laugh”). (The Chicago Manual of Style 6.22, 6.23.)
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.checks import Allowed, Flagged
from pipeline.checks._clauses import (
    OPENERS,
    SUBORDINATORS,
    clauses,
    is_finite,
    is_marked,
    sentences,
    stretch,
)
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
        "She has been singing in the choir for ten ⟦years she⟧ knows every song by heart.",
        "She has been singing in the choir for ten years. She knows every song by heart.",
    ),
    Flagged(
        "I will not be buying the ⟦record, maybe⟧ if the songs had been shorter I would have liked it.",
        "I will not be buying the record; maybe if the songs had been shorter I would have liked it.",
    ),
    Allowed("I enjoyed the second half of the show. It made me laugh out loud."),
    Allowed("I enjoyed the second half of the show, which made me laugh."),
    Allowed("He wrote the songs, she sang them, and the band did the rest."),
    Allowed("The doors creak, the floors groan, the windows let in the wind of half the county."),
)

SPLICED, LED, UNMARKED = 0.8, 0.3, 2.5
"""What a full stop or semicolon has to gain: over a comma, over one that a leading word follows, and over nothing."""

LONG, SHORT = 9, 6
"""Words from which a clause is too long for a series that “and” closes; up to which it is short."""

LEADS = listed("maybe perhaps otherwise if that this there")
"""Words that may open a sentence before its subject."""


def find(block: Block, parser: Parser, model: LanguageModel) -> Iterator[Finding]:
    """Findings on the words on both sides of the break."""
    if block.kind in RUNNING:
        yield from weighed(block, model, proposals(block, parser))


def proposals(block: Block, parser: Parser) -> Iterator[Proposal]:
    """Where a sentence may end and another begin."""
    for sentence in sentences(parser.parse(block.text)):
        found = tuple(clauses(sentence))
        starts = {(subject.left_edge.i, subject.i) for _, subject in found}
        heads = {at for pair in starts for at in pair}
        for word in sentence[2:-2]:
            before = word.nbor(-1)
            if not any(verb.i < word.i for verb, _ in found) or not any(
                is_finite(verb) for verb in word.doc[word.i + 1 : sentence.end]
            ):
                continue
            if before.text == ",":
                led = word.lower_ in LEADS or (word.lower_ == "of" and word.nbor(1).lower_ == "course")
                quoted = word.text in ("“", "‘", "'", '"') and word.i + 1 in heads
                fits = (led or quoted or word.i in heads or word.tag_ == "VB") and not _opens(sentence, before, found)
                if fits and not _is_series(sentence, word, heads):
                    yield _proposal(block, before.nbor(-1), word, LED if led else SPLICED)
            elif word.i in heads and _parts(before, word, found) and not _opens(sentence, word, found):
                yield _proposal(block, before, word, UNMARKED)


def _is_series(sentence: Span, word: Token, heads: set[int]) -> bool:
    """Whether a clause is one of three or more: an “and” closes them, or short ones begin alike."""
    for comma in sentence.doc[word.i : sentence.end - 2]:
        if comma.text == "," and comma.nbor(1).lower_ in ("and", "or"):
            begins = comma.i + 2 in heads or comma.nbor(2).tag_ in ("DT", "PRP", "PRP$", "NNP")
            if begins and any(is_finite(verb) for verb in sentence.doc[comma.i + 2 : sentence.end]):
                return comma.i - word.i < LONG
    alike = sorted(
        at
        for at in heads
        if sentence.doc[at].lower_ == word.lower_ and (at == sentence.start or sentence.doc[at - 1].text == ",")
    )
    return len(alike) > 2 and all(later - at <= SHORT for at, later in pairwise(alike))


def _opens(sentence: Span, end: Token, found: tuple[tuple[Token, Token], ...]) -> bool:
    """Whether what stands before a comma, or a word, only opens what follows: no clause in it stands alone."""
    words = stretch(sentence, end)
    inside = {word.i for word in words}
    if sentence.root.i not in inside and not any(verb.i in inside and not is_marked(verb) for verb, _ in found):
        return True
    at = max((word.i for word in words if word.text == ","), default=words[0].i - 1) + 1
    first = end.doc[at]
    if first.lower_ in ("and", "but", "or", "so", "even", "just", "only"):
        first = first.nbor(1)
    alone = any(at <= verb.i < end.i and not is_marked(verb) for verb, _ in found)
    return first.lower_ in OPENERS or (not alone and first.tag_ in ("IN", "VBG", "VBN", "TO"))


def _proposal(block: Block, last: Token, word: Token, least: float) -> Proposal:
    semicolon, stop = f"{last.text}; {word.text}", f"{last.text}. {word.text[0].upper()}{word.text[1:]}"
    if last.nbor(1).text == ",":
        message = "A comma alone joins two sentences; a semicolon or a full stop parts them."
        return Proposal(last.idx, word.idx + len(word), (semicolon, stop), message, least)
    message = "A sentence ends here, and no mark parts it from the next."
    return Proposal(last.idx, word.idx + len(word), (stop, semicolon), message, least)


def _parts(before: Token, word: Token, found: tuple[tuple[Token, Token], ...]) -> bool:
    """Whether a clause that nothing subordinates begins at a word, and the word before may end another."""
    if before.pos_ not in ("NOUN", "PROPN", "ADV", "ADJ", "PRON", "NUM") or before.lower_ in SUBORDINATORS:
        return False
    for verb, subject in found:
        if word.i in (subject.i, subject.left_edge.i):
            return not is_marked(verb) and verb.i > word.i
    return False
