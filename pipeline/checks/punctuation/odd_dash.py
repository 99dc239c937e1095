"""A dash that is set otherwise than the draft's others.

Whether dashes are closed—so—or spaced – so – is a house's choice (Chicago, chapter 6, “Em dashes”; New Hart's Rules,
chapter 4), and a draft keeps to one. Where four in five or more are set one way, the odd one is a query; its fix is the
draft's own dash. A draft of hyphens has no dash to keep to, and breaks in speech are the speaker's.
"""

import re
from collections import Counter
from collections.abc import Iterator

from pipeline.checks import Allowed, Flagged
from pipeline.document import RUNNING, Block, Document, RegionKind
from pipeline.finding import Finding, Severity, flag

SEVERITY = Severity.QUERY
FIX = "unsafe"
IN_QUOTATIONS = "as-is"
EXAMPLES = (
    Flagged(
        "It ends—or so—and goes on—as ever—until⟦ – ⟧well, now.",
        fixed="It ends—or so—and goes on—as ever—until—well, now.",
    ),
    Flagged(
        "It ends – or so – and goes on – as ever – until⟦--⟧well, now.",
        fixed="It ends – or so – and goes on – as ever – until – well, now.",
    ),
    Allowed("It ends—or so—and goes on – as ever – until – well, now."),
    Allowed("It ends - or so - and goes on - as ever - until—well, now."),
    Allowed("It ends—or so—and goes on—as ever; 10–12 a well-known, 3 - 1 end."),
    Allowed("It ends—or so—and goes on—as ever. “I — I am,” she says, “well--so.”"),
)

_DASH = re.compile(r"(?<=[^\W\d_]|[)”\"’!?])(?P<dash>( ?)(?:—|–|---?|-)\2)(?=[^\W\d_]|[(“\"‘])")
_OTHERS = 4
"""How many there are, at least, of the usual ones to each that is another."""


def find(document: Document) -> Iterator[Finding]:
    """Flag the dash with its spaces."""
    found: list[tuple[Block, int, int]] = []
    for block in document.blocks:
        if block.kind not in RUNNING:
            continue
        for match in _DASH.finditer(block.text):
            if match["dash"] in "-–" or any(
                block.inside(kind, *match.span("dash"))
                for kind in (RegionKind.QUOTATION, RegionKind.CODE, RegionKind.FOREIGN)
            ):
                continue
            found.append((block, *match.span("dash")))
    ways = Counter(block.text[start:end] for block, start, end in found)
    if len(ways) < 2:
        return
    (usual, others), *_ = ways.most_common()
    if usual.strip("- ") and others >= _OTHERS * (len(found) - others):
        for block, start, end in found:
            if (dash := block.text[start:end]) != usual:
                message = f"“{dash}” stands here, where the draft's other dashes are “{usual}”; is that wanted?"
                yield flag(block, start, end, message, usual)
