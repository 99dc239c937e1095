"""A semicolon or colon where a comma, or nothing, belongs.

A semicolon joins two sentences. Where what stands behind one is no sentence, or a colon breaks into one (“so: it was
late”), the language model weighs a comma and no mark at all. (The Chicago Manual of Style 6.56, 6.61.)
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.checks import Allowed, Flagged
from pipeline.checks._clauses import is_finite, sentences
from pipeline.checks._weighed import Mending, worthwhile
from pipeline.document import RUNNING, Block
from pipeline.engines.causal import LanguageModel
from pipeline.engines.spacy import Parser
from pipeline.finding import Finding, Severity

if TYPE_CHECKING:
    from spacy.tokens import Span

SEVERITY = Severity.ERROR
FIX = "unsafe"

EXAMPLES = (
    Flagged(
        "She walked off the ⟦stage; leaving⟧ the band to finish the song without her.",
        "She walked off the stage, leaving the band to finish the song without her.",
    ),
    Flagged(
        "The singer forgot the words, ⟦so: she⟧ hummed the rest of the song.",
        "The singer forgot the words, so she hummed the rest of the song.",
    ),
    Allowed("She walked off the stage; the band finished the song without her."),
    Allowed("It has Ann, a singer; Bo, a drummer; and Cy, a cook."),
    Allowed("Lots of drums, lots of noise; a tune that nobody could sing."),
    Allowed("She had three loves: singing, the sea and Leeds."),
)

LEAST = 6.0
"""What the text has to gain without the mark."""


def find(block: Block, parser: Parser, model: LanguageModel) -> Iterator[Finding]:
    """Findings on the words on both sides of the mark."""
    if block.kind in RUNNING:
        yield from worthwhile(block, model, mendings(block, parser))


def mendings(block: Block, parser: Parser) -> Iterator[Mending]:
    """The only semicolon or colon of each sentence, where no sentence follows it."""
    for sentence in sentences(parser.parse(block.text)):
        marks = [word for word in sentence if word.text in (";", ":")]
        if len(marks) != 1 or not sentence.start < marks[0].i < sentence.end - 3:
            continue
        mark = marks[0]
        last, first = mark.nbor(-1), mark.nbor(1)
        held = last.tag_ == "CC" or last.lower_ == "so"
        if not (last.text[-1].isalpha() and first.text[0].isalpha() and mark.whitespace_):
            continue
        if held or (first.is_lower and _hangs(sentence, mark.i) and _is_sentence(sentence, mark.i)):
            fixes = f"{last.text}, {first.text}", f"{last.text} {first.text}"
            yield Mending(
                last.idx,
                first.idx + len(first),
                fixes[::-1] if held else fixes,
                f"No {'semicolon' if mark.text == ';' else 'colon'} belongs here: it would part two sentences.",
                LEAST,
            )


def _is_sentence(sentence: Span, mark: int) -> bool:
    """Whether what stands before a mark is a sentence, and no list of things (“Lots of smoke, lots of noise”)."""
    return any(is_finite(word) for word in sentence.doc[sentence.start : mark])


def _hangs(sentence: Span, mark: int) -> bool:
    """Whether what follows a mark is no sentence of its own."""
    return not any(
        is_finite(word) and word.dep_ in ("ROOT", "ccomp", "conj", "parataxis")
        for word in sentence.doc[mark + 1 : sentence.end]
    )
