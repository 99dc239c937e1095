"""A quotation of which one mark is inside italics, bold or a link, and the other outside.

Both marks belong to one text: with the title that is set (*“Tide”*) or around it (“*Tide*”). One on either side is a
slip of the keyboard, shows in print as one slanted mark and one upright, and leaves typography unable to pair the two:
they are exported straight. The fix, where there are only the words of the title between them, takes both inside.
"""

from collections.abc import Iterator

from pipeline.checks import Allowed, Flagged
from pipeline.checks._pairs import Pair, paired
from pipeline.document import Block, Document, Region, RegionKind
from pipeline.finding import Edit, Finding, Fix, Severity
from pipeline.source import Span
from pipeline.typography import DOUBLE, SINGLE

SEVERITY = Severity.QUERY
FIX = "unsafe"
IN_QUOTATIONS = "as-is"
EXAMPLES = (
    Flagged("The song ⟦“*Blue Moon”⟧* is slow.", fixed="The song *“Blue Moon”* is slow."),
    Flagged('The song *⟦"Blue Moon*"⟧ is slow.', fixed='The song *"Blue Moon"* is slow.'),
    Flagged("They call [⟦“Tide](https://example.org) slow”⟧ now."),
    Allowed("The songs “*Blue Moon*”, *“Red Sun”* and “a *Tide*, too” are slow."),
    Allowed("[“Tide”](https://example.org) and “[Tide](https://example.org)” are *not* slow."),
)

_NAMES = {RegionKind.EMPHASIS: "the italics", RegionKind.STRONG: "the bold", RegionKind.LINK: "the link"}


def find(document: Document) -> Iterator[Finding]:
    """Flag the quotation with its marks."""
    for block, pairing in paired(document):
        for each in pairing.pairs:
            if each.kind not in (DOUBLE, SINGLE):
                continue
            crossed = [region for region in block.regions if region.kind in _NAMES and _crosses(each, region)]
            if crossed:
                yield _finding(block, each, crossed)


def _crosses(each: Pair, region: Region) -> bool:
    return (region.start <= each.opening < region.end) != (region.start <= each.closing < region.end)


def _finding(block: Block, each: Pair, crossed: list[Region]) -> Finding:
    region = crossed[0]
    opening, closing = block.span(each.opening, each.opening + 1), block.span(each.closing, each.closing + 1)
    opens_inside = region.start <= each.opening
    message = (
        f"The quotation {'opens' if opens_inside else 'closes'} inside {_NAMES[region.kind]} and "
        f"{'closes' if opens_inside else 'opens'} outside; are both marks wanted on one side?"
    )
    edits: tuple[Edit, ...] = ()
    if len(crossed) == 1 and opens_inside and (region.start, region.end) == (each.opening, each.closing):
        end = block.ends[region.end - 1]
        edits = (Edit(Span(end, end), block.text[each.closing]), Edit(closing, ""))
    elif len(crossed) == 1 and (region.start, region.end) == (each.opening + 1, each.closing + 1):
        start = block.starts[region.start]
        edits = (Edit(opening, ""), Edit(Span(start, start), block.text[each.opening]))
    return Finding(Span(opening.start, closing.end), message, (Fix(edits),) if edits else ())
