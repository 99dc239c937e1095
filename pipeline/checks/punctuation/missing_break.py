"""Two sentences with a comma or nothing between them, where the model hears a full stop.

What the rules of `comma-splice` leave alone because the parse is unsure is weighed here by the language model and the
parse together: a second clause behind a comma, also one that opens with *if* or *maybe*, and one behind no mark at all
(“I enjoyed the film it made me laugh”). (The Chicago Manual of Style 6.22, 6.23.)
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.checks import Allowed, Flagged
from pipeline.checks._care import Care
from pipeline.checks._clauses import SUBORDINATORS, clauses, is_marked, sentences
from pipeline.checks._weighed import Mending, worthwhile
from pipeline.checks.punctuation._breaks import only_opens
from pipeline.checks.punctuation._places import Mend
from pipeline.checks.punctuation._weighing import flagged, marks
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
        "She has been singing in the choir for ten ⟦years she⟧ knows every song by heart.",
        "She has been singing in the choir for ten years. She knows every song by heart.",
    ),
    Flagged(
        "I will not be buying the ⟦record, maybe⟧ if the songs had been shorter I would have liked it.",
        "I will not be buying the record. Maybe if the songs had been shorter I would have liked it.",
    ),
    Allowed("It is funny, then it isn't, and then it is again."),
    Allowed("I enjoyed the second half of the show. It made me laugh out loud."),
    Allowed("I enjoyed the second half of the show, which made me laugh."),
    Allowed("He wrote the songs, she sang them, and the band did the rest."),
    Allowed("You ring the bell, they jump, and out come coins, keys or a lone sock."),
    Allowed("The doors creak, the floors groan, the windows let in the wind of half the county."),
)

UNMARKED = 2.5
"""What a full stop has to gain over no mark at all."""


def find(block: Block, parser: Parser, model: LanguageModel, care: Care) -> Iterator[Finding]:
    """Findings on the words on both sides of the break."""
    if block.kind in RUNNING:
        for mark in marks(block, parser, model, care, Mend.PARTED):
            message = "A comma alone joins two sentences; a semicolon or a full stop parts them."
            yield flagged(block, mark, message)
        yield from worthwhile(block, model, mendings(block, parser))


def mendings(block: Block, parser: Parser) -> Iterator[Mending]:
    """Where a sentence may end without a mark and another begin."""
    for sentence in sentences(parser.parse(block.text)):
        found = tuple(clauses(sentence))
        starts = {at for _, subject in found for at in (subject.left_edge.i, subject.i)}
        for word in sentence[2:-2]:
            last = word.nbor(-1)
            if word.i not in starts or not any(verb.i < word.i for verb, _ in found):
                continue
            if _parts(last, word, found) and not only_opens(sentence, word, found):
                semicolon, stop = f"{last.text}; {word.text}", f"{last.text}. {word.text[0].upper()}{word.text[1:]}"
                yield Mending(
                    last.idx,
                    word.idx + len(word),
                    (stop, semicolon),
                    "A sentence ends here, and no mark parts it from the next.",
                    UNMARKED,
                )


def _parts(before: Token, word: Token, found: tuple[tuple[Token, Token], ...]) -> bool:
    """Whether a clause that nothing subordinates begins at a word, and the word before may end another."""
    if before.pos_ not in ("NOUN", "PROPN", "ADV", "ADJ", "PRON", "NUM") or before.lower_ in SUBORDINATORS:
        return False
    for verb, subject in found:
        if word.i in (subject.i, subject.left_edge.i):
            return not is_marked(verb) and verb.i > word.i
    return False
