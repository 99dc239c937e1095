"""A comma before a word with a capital that begins a new sentence.

“The songs are loud, The band is good”: the capital says that a sentence ends here, and the comma says that it doesn't.
A full stop belongs here, or before *but* and *and* a small letter. (The Chicago Manual of Style 6.12, 6.22.)
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.checks import Allowed, Flagged
from pipeline.checks._clauses import OPENERS, is_finite, openings, sentences
from pipeline.checks._listed import listed
from pipeline.document import RUNNING, Block, RegionKind
from pipeline.engines.spacy import Parser
from pipeline.finding import Finding, Severity, flag

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

SEVERITY = Severity.ERROR
FIX = "unsafe"

EXAMPLES = (
    Flagged(
        "We heard the whole set from the ⟦balcony, It⟧ was far too loud.",
        "We heard the whole set from the balcony. It was far too loud.",
    ),
    Flagged(
        "The second act is a dull ⟦one, But⟧ the third makes up for it.",
        "The second act is a dull one, but the third makes up for it.",
    ),
    Flagged("If you know the ⟦book, You⟧ know it all.", "If you know the book, you know it all."),
    Allowed("The question is, Why did they cut it?"),
    Allowed("We sang Hello, It’s Me on the way home."),
    Allowed("We heard the whole set from the balcony, and It is a novel too."),
    Allowed("He praised the values of the place (thrift, The love of work) and left."),
)

STARTS = listed(
    "it she they we you there this that these those my her their its our the if when while although because about in"
)
"""Words that begin a sentence and, but in a title, have no capital within one."""

JOINTS = listed("but and so or")
"""Words that may join two sentences behind a comma, with a small letter."""


def find(block: Block, parser: Parser) -> Iterator[Finding]:
    """Findings on the word before the comma, and the capital behind it."""
    if block.kind not in RUNNING:
        return
    for sentence in sentences(parser.parse(block.text)):
        for comma in sentence[1:-3] if len(sentence) > 4 else ():
            if comma.text == "," and _is_start(comma.nbor(1), sentence) and comma.nbor(-1).text[-1:].isalpha():
                yield from _at(block, comma, sentence)


def _at(block: Block, comma: Token, sentence: Span) -> Iterator[Finding]:
    before, after = comma.nbor(-1), comma.nbor(1)
    end = after.idx + len(after)
    if block.inside(RegionKind.EMPHASIS, comma.idx, end) or block.inside(RegionKind.QUOTATION, comma.idx, end):
        return
    first = next(openings(sentence), before)
    opened = first.i < comma.i and (first.lower_ in OPENERS or first.pos_ == "ADP")
    joins = after.lower_ in JOINTS or opened
    yield flag(
        block,
        before.idx,
        end,
        "The capital begins a sentence; a full stop stands before it."
        if not joins
        else "A comma goes on with the sentence; the word behind it has no capital.",
        f"{before.text}, {after.lower_}" if joins else f"{before.text}. {after.text}",
    )


def _is_start(word: Token, sentence: Span) -> bool:
    """Whether a word with a capital begins a clause, and none of a title or a parenthesis."""
    doc = word.doc
    if word.lower_ not in STARTS | JOINTS or not word.text.istitle() or doc[word.i - 2].text.istitle():
        return False
    around = [doc[at] for at in range(max(sentence.start, word.i - 5), min(sentence.end, word.i + 4)) if at != word.i]
    if any(other.text[:1].isupper() and other.i > word.i and other.text[:1] != "I" for other in around[-3:]):
        return False
    before = doc[sentence.start : word.i]
    if sum(other.text in "([" for other in before) > sum(other.text in ")]" for other in before):
        return False
    behind = doc[word.i : sentence.end]
    return any(is_finite(verb) for verb in before) and any(is_finite(verb) for verb in behind[:14])
