"""A “While …” or “Although …” that never arrives.

A clause with *while*, *although*, *whereas* or *even though* leads to another; standing alone as a paragraph, or at the
head of one, it leaves the reader waiting. After the sentence that it may belong to it is advice. (The Chicago
Manual of Style 5.201; Garner’s Modern English Usage, “incomplete sentences”.)
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.checks import Allowed, Flagged
from pipeline.checks._clauses import clauses, is_finite, sentences, subject
from pipeline.checks._listed import listed
from pipeline.document import RUNNING, Block, BlockKind
from pipeline.engines.spacy import Parser
from pipeline.finding import Finding, Severity, flag

if TYPE_CHECKING:
    from spacy.tokens import Span

SEVERITY = Severity.ERROR
FIX = "none"

EXAMPLES = (
    Flagged("⟦While I agree that the second act of the play is slow and that its songs are weak.⟧"),
    Flagged(
        "It sold. ⟦Although the critics of the time did not care for the long second act of it.⟧ We did.",
        severity=Severity.ADVICE,
    ),
    Flagged("⟦While the first half of the play is slow and careful.⟧ The second half is a riot."),
    Flagged("⟦Even though the plot makes no sense at all.⟧ I loved it."),
    Allowed("While I agree that the second act is slow, its songs are strong."),
    Allowed("Although the critics did not care for it, we did."),
    Allowed("While away the hours with this record."),
    Allowed("While the songs of the first act are slow those of the second are quick."),
    Allowed("Whereas before we sang, now we listen."),
)

OPENERS = listed("while whilst although whereas")
"""Words whose clause can't stand alone; *because* and *if* often do, in an easy tone."""

SHORT = 12
"""A fragment of fewer words may be meant as one."""

LEADING = 7
"""At the head of a paragraph, with nothing before it to hang on, so many words and marks are enough."""


def find(block: Block, parser: Parser) -> Iterator[Finding]:
    """Findings on the sentence."""
    if block.kind not in RUNNING or block.kind is BlockKind.TABLE_CELL:
        return
    for sentence in sentences(parser.parse(block.text)):
        text = sentence.text.strip()
        leads = block.text.startswith(text) and text != block.text.strip()
        if text[-1:] == "." and len(sentence) >= (LEADING if leads else SHORT) and _is_alone(sentence):
            start = sentence.start_char + sentence.text.index(text)
            yield flag(
                block,
                start,
                start + len(text),
                f"“{sentence[0].text} …” leads to a main clause, and none follows.",
                severity=None if leads or text == block.text.strip() else Severity.ADVICE,
            )


def _is_alone(sentence: Span) -> bool:
    first = sentence[0]
    if first.lower_ == "even" and len(sentence) > 1 and sentence[1].lower_ == "though":
        first = sentence[1]
    elif first.lower_ not in OPENERS:
        return False
    if any(word.text in ("?", ";", ":", "—", "–", "-", '"', "“") for word in sentence):
        return False
    verbs = list(clauses(sentence))
    if not verbs or verbs[0][1].left_edge.i != first.i + 1:
        return False
    main = sentence.root
    if not is_finite(main) or subject(main) != verbs[0][1]:
        return False
    if not any(child == first or child.lower_ in OPENERS for child in main.children):
        return False
    return not any(
        word.text == "," and subject_of.left_edge.i == word.i + 1 and verb.dep_ not in ("relcl", "acl")
        for word in sentence
        for verb, subject_of in verbs[1:]
    )
