"""A comma, a semicolon or a question mark that an editor would put in, or a comma to be taken out.

The checks of this stage know families: openings, relative clauses, splices. What falls between them, an editor still
hears. The language model, which has seen what editors change, copies each sentence as it should be printed; where it
writes one of these marks rather than leave the sentence, the place is marked; the more carefully a draft is written,
the surer it has to be.

Source: The Chicago Manual of Style 6.1 to 6.15.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks import Allowed, Flagged
from pipeline.checks._care import Care
from pipeline.checks.punctuation._changes import beside, changes
from pipeline.document import Block
from pipeline.engines.causal import LanguageModel
from pipeline.engines.spacy import Parser
from pipeline.finding import Finding, Severity, flag

SEVERITY = Severity.ERROR
FIX = "unsafe"

EXAMPLES = (
    Flagged("How did they make this ⟦song.⟧", "How did they make this song?"),
    Flagged("The film, which was shot in ⟦Rome was⟧ a hit.", "The film, which was shot in Rome, was a hit."),
    Flagged("⟦Yes I⟧ know it is long.", "Yes, I know it is long."),
    Flagged(
        "I did not like the first ⟦play, this⟧ one is much better.",
        "I did not like the first play; this one is much better.",
    ),
    Flagged("The book that I read ⟦first, is⟧ the best of them.", "The book that I read first is the best of them."),
    Allowed("It is a long, slow song, and 1,000 people hum, clap, and weep. ‘Go on’, she sings, but nobody does."),
    Allowed('The opening theme "Glass Harbour" by Ada Tamura is one of the best that I have heard.'),
    Allowed("Like, a really long song I guess I can stand."),
    Allowed("On the twelfth pull Kevin remembered what he was for. In the second verse Ada takes over."),
    Allowed("The old barn burned, and the band played on; nobody minded."),
    Allowed("“Why not?” she asks, and he has no answer – or none that he gives."),
)


def find(block: Block, parser: Parser, model: LanguageModel, care: Care) -> Iterator[Finding]:
    """Findings on the words beside the mark."""
    for each in changes(block, parser, model, care):
        start, end, new = beside(block.text, each)
        if block.verbatim(start, end):
            old, mark = block.text[each.start : each.end].strip(), each.new.strip()
            yield flag(block, start, end, _said(old, mark), new)


def _said(old: str, mark: str) -> str:
    if not mark:
        return f"No “{old}” is wanted here."
    return f"“{old}” should be “{mark}” here." if old else f"“{mark}” is missing here."
