"""Straight and curly marks in one draft.

Published text has one kind, curly as a rule (Chicago, chapter 6, “‘Smart’ quotation marks”), and a draft that mixes
them was put together from several programs. The fewer are at fault, double marks and single ones counted apart,
unless the house asks for one kind. Primes, code, other languages and a draft that keeps one kind throughout are left
alone.

The finding stands at the first of the fewer, and its fix turns them all but those that may be one thing or another, as
an export would set them; it is safe where a draft sets at least four in five one way, and a query where it is nearer to
even.
"""

import re
from collections.abc import Iterator

from pipeline import typeset
from pipeline.checks import Allowed, Flagged
from pipeline.document import Block, BlockKind, Document, RegionKind
from pipeline.finding import Applicability, Edit, Finding, Fix, Severity
from pipeline.house import House

SEVERITY = Severity.ERROR
FIX = "mixed"
IN_QUOTATIONS = "as-is"
EXAMPLES = (
    Flagged(
        "It’s slow, it’s long, it’s dull, and it⟦'⟧s what it’s for.",
        fixed="It’s slow, it’s long, it’s dull, and it’s what it’s for.",
    ),
    Flagged(
        'They say "one", "two", "three", "four" and ⟦“⟧five”.',
        fixed='They say "one", "two", "three", "four" and "five".',
    ),
    Flagged("It’s slow; it⟦'⟧s long. That’s all.", fixed="It’s slow; it’s long. That’s all.", severity=Severity.QUERY),
    Allowed("It's slow, and it's long."),
    Allowed("“It’s slow,” she says, “at 6'2\".”"),
    Allowed('"It\'s slow," she says, "and long."'),
    Allowed("“It’s slow,” he says; `it's` is code."),
)

_DOUBLE = {'"': "straight", "“": "curly", "”": "curly"}
_SINGLE = {"'": "straight", "‘": "curly", "’": "curly"}


def find(document: Document, house: House) -> Iterator[Finding]:
    """Flag the fewer of each kind."""
    asked = typeset.wanted_marks(house)
    for shapes in (_DOUBLE, _SINGLE):
        marks = [
            (block, match.start())
            for block in document.blocks
            if block.kind is not BlockKind.FIELD
            for match in re.finditer(f"[{''.join(shapes)}]", block.text)
            if not _exempt(block, match.start())
        ]
        curly = [mark for mark in marks if shapes[mark[0].text[mark[1]]] == "curly"]
        straight = [mark for mark in marks if shapes[mark[0].text[mark[1]]] == "straight"]
        if asked == "keep" and not (curly and straight):
            continue
        wanted = asked if asked != "keep" else "curly" if len(curly) >= len(straight) else "straight"
        odd = straight if wanted == "curly" else curly
        sure = asked != "keep" or 5 * len(odd) <= len(marks)
        if shaped := _shaped(document, odd, wanted, house.dialect):
            who = "the draft mostly" if asked == "keep" else "the house"
            yield _finding(shaped, wanted, who, sure=sure)


def _finding(edits: tuple[Edit, ...], wanted: str, who: str, *, sure: bool) -> Finding:
    """One finding, at the first of the fewer, whose fix turns them all."""
    other = "straight" if wanted == "curly" else "curly"
    more = f"{len(edits) - 1} more place{'s' if len(edits) > 2 else ''}"
    places = "here" if len(edits) == 1 else f"here and in {more}"
    return Finding(
        edits[0].span,
        f"A {other} mark stands {places}, where {who} sets {wanted} ones.",
        (Fix(edits, Applicability.SAFE if sure else Applicability.UNSAFE),),
        None if sure else Severity.QUERY,
    )


def _shaped(document: Document, odd: list[tuple[Block, int]], wanted: str, dialect: str) -> tuple[Edit, ...]:
    """The edits that turn the marks as an export would; none of those of which it can't be told."""
    edits = typeset.curling(document, dialect) if wanted == "curly" else typeset.straightening(document)
    spans = {block.span(at, at + 1) for block, at in odd}
    return tuple(edit for edit in edits if edit.span in spans)


def _exempt(block: Block, at: int) -> bool:
    """Whether a mark is a prime, stands in code or another language, or isn't the draft's own typing."""
    text = block.text
    if text[at] in "'\"" and text[at - 1 : at].isdigit() and not text[at + 1 : at + 2].isalpha():
        return True
    return any(block.inside(kind, at, at + 1) for kind in (RegionKind.CODE, RegionKind.FOREIGN))
