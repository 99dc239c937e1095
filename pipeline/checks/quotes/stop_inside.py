"""A comma or full stop inside a closing quotation mark, where the draft or its house sets them outside.

British usage puts a comma or full stop inside the mark only where it belongs to what is quoted (New Hart's Rules,
chapter 9): a title or a word that is quoted brings none along. In a draft that sets them outside, the odd one is a
query, at most one in five, and so is each in a house whose profile or British dialect sets them outside. Speech and
whole sentences are left alone: there the stop is theirs.
"""

import re
from collections.abc import Iterator

from pipeline.checks import Allowed, Flagged
from pipeline.checks._pairs import paired
from pipeline.checks.quotes._house import stops
from pipeline.document import Block, BlockKind, Document, RegionKind
from pipeline.finding import Finding, Severity, flag
from pipeline.house import House
from pipeline.typography import DOUBLE, SINGLE

SEVERITY = Severity.QUERY
FIX = "unsafe"
IN_QUOTATIONS = "as-is"
EXAMPLES = (
    Flagged(
        "They play ‘One’, ‘Two’, ‘Three’, ‘Four’, and ‘⟦Five,’⟧ then leave.",
        fixed="They play ‘One’, ‘Two’, ‘Three’, ‘Four’, and ‘Five’, then leave.",
    ),
    Flagged(
        "They play “One”, “Two”, “Three”, “Four”, and “Red ⟦Five.”⟧",
        fixed="They play “One”, “Two”, “Three”, “Four”, and “Red Five”.",
    ),
    Allowed("They play “One,” “Two,” “Three” and “Four.”"),
    Allowed("They play ‘One’, ‘Two’, ‘Three’ and ‘Four’, and she says, ‘No.’ ‘Not now,’ says he."),
    Allowed("They play ‘One’ and ‘Two’, the posters’ ‘last,’ but one."),
)

_OTHERS = 4
"""How many are outside, at least, to each that is inside."""
_SAID = re.compile(
    r"(?:^|[,:.!?—–-]\s*|\b(?:say|said|ask|asked|call|called|cr(?:y|ied)|think|thought|wr[oi]te|yell)s? )$"
)


def find(document: Document, house: House) -> Iterator[Finding]:
    """Flag the last word with the marks."""
    inside: list[tuple[Block, int]] = []
    outside = 0
    for block, pairing in paired(document):
        if block.kind in (BlockKind.FIELD, BlockKind.BLOCK_QUOTE):
            continue
        text = block.text
        for each in pairing.pairs:
            if each.kind not in (DOUBLE, SINGLE) or block.inside(RegionKind.FOREIGN, each.opening, each.closing):
                continue
            outside += bool(re.match(r"[,.](?=\s|$)", text[each.closing + 1 :]))
            if _brought_along(text, each.opening, each.closing):
                inside.append((block, each.closing))
    wanted = stops(house)
    if wanted != "outside" and (wanted or outside < _OTHERS * len(inside)):
        return
    for block, closing in inside:
        word = re.compile(r"[\w’'-]+$").search(block.text, 0, closing - 1)
        assert word is not None, "a word ends before the stop"
        stop = block.text[closing - 1]
        yield flag(
            block,
            word.start(),
            closing + 1,
            f"The {'comma' if stop == ',' else 'full stop'} stands inside the quotation mark; "
            + ("behind it is wanted." if wanted else "the draft's others stand behind it."),
            f"{word[0]}{block.text[closing]}{stop}",
        )


def _brought_along(text: str, opening: int, closing: int) -> bool:
    """Whether a title or a few words that are quoted within a sentence have its stop inside."""
    words = text[opening + 1 : closing]
    few = re.fullmatch(r"\w[\w’'-]*(?: [\w’'&-]+){0,3}[,.]", words)
    return bool(few) and not _SAID.search(text, 0, opening) and re.match(r"\s|$", text[closing + 1 :]) is not None
