"""A comma or full stop behind a closing quotation mark, where the draft or its house sets them inside.

American usage puts both inside, whatever is quoted (Chicago, chapter 6, “Periods and commas in relation to closing
quotation marks”; MLA and AP agree); British usage puts them inside only where they belong to what is quoted (New
Hart's Rules, chapter 9). A house whose profile sets them inside has that enforced, unless its dialect is British. In
the draft's own style only the odd one out is a query: at most one in five, where all others are inside. Single marks
are judged where a profile is enforced; behind a word that may be a possessive (‘the boys’,) they are a query.
"""

import re
from collections.abc import Iterator

from pipeline.checks import Allowed, Flagged
from pipeline.checks._pairs import paired
from pipeline.checks.quotes._house import stops
from pipeline.document import Block, BlockKind, Document, RegionKind
from pipeline.finding import Applicability, Finding, Severity, flag
from pipeline.house import House
from pipeline.typography import SINGLE

SEVERITY = Severity.QUERY
FIX = "unsafe"
IN_QUOTATIONS = "as-is"
EXAMPLES = (
    Flagged(
        "They play “One,” “Two,” “Three,” “Four,” and “⟦Five”,⟧ then leave.",
        fixed="They play “One,” “Two,” “Three,” “Four,” and “Five,” then leave.",
    ),
    Flagged(
        'They play "One," "Two," "Three," "Four," and "⟦Five".⟧',
        fixed='They play "One," "Two," "Three," "Four," and "Five."',
    ),
    Allowed("They play “One”, “Two”, and “Three”."),
    Allowed("They play “One”, and then she says, “Never again.”"),
    Allowed("They play “One,” “Two,” “Three,” “Four” and “Five”: all of them. “No”; “yes”!"),
)

_OUTSIDE = re.compile(r"(?<=[^\W_])(?P<marks>[”\"][’']?|[’']?[”\"])(?P<stop>,|\.(?!\.))(?=\s|$)")
_INSIDE = re.compile(r"[^\W_][,.](?:[”\"][’']?|[’'][”\"])(?=\s|$|[—–)])")
_ALONE = re.compile(r"(?<=[^\W_])(?P<marks>[’'])(?P<stop>,|\.(?!\.))(?=\s|$)")
_CUT = re.compile(r"(?:[sxzSXZ]|\b[a-z]\w*in)$")
_OTHERS = 4
"""How many are inside, at least, to each that is outside."""


def find(document: Document, house: House) -> Iterator[Finding]:
    """Flag the word, the mark and what is behind it."""
    blocks = [block for block in document.blocks if block.kind not in (BlockKind.FIELD, BlockKind.BLOCK_QUOTE)]
    outside = [(block, match) for block in blocks for match in _OUTSIDE.finditer(block.text) if _judged(block, match)]
    inside = sum(1 for block in blocks for _ in _INSIDE.finditer(block.text))
    wanted = stops(house)
    enforced = wanted == "inside"
    if not enforced and (wanted or inside < _OTHERS * len(outside)):
        return
    if enforced:
        outside += _single(document)
    for block, match in outside:
        word = re.search(r"[\w’'-]+$", block.text[: match.start()])
        start = word.start() if word else match.start()
        sure = enforced and not (match["marks"] in "’'" and _CUT.search(block.text, 0, match.start()))
        stop = "comma" if match["stop"] == "," else "full stop"
        yield flag(
            block,
            start,
            match.end(),
            f"The {stop} stands behind the quotation mark; "
            + ("inside it is wanted." if enforced else "the draft's others stand inside it."),
            block.text[start : match.start()] + match["stop"] + match["marks"],
            severity=Severity.ERROR if sure else None,
            applicability=Applicability.SAFE if sure else Applicability.UNSAFE,
        )


def _single(document: Document) -> list[tuple[Block, re.Match[str]]]:
    """The stops behind the quotations in single marks that aren't inside double ones right there."""
    found = []
    for block, pairing in paired(document):
        if block.kind in (BlockKind.FIELD, BlockKind.BLOCK_QUOTE):
            continue
        for each in pairing.pairs:
            match = _ALONE.match(block.text, each.closing) if each.kind == SINGLE else None
            if match and _judged(block, match):
                found.append((block, match))
    return found


def _judged(block: Block, match: re.Match[str]) -> bool:
    """Whether a mark is prose's own: no inch, no code and no other language."""
    inch = (
        block.text[match.start() - 1].isdecimal() and match["marks"] == '"' and '"' not in block.text[: match.start()]
    )
    kinds = (RegionKind.CODE, RegionKind.FOREIGN)
    return not inch and not any(block.inside(kind, match.start(), match.end()) for kind in kinds)
