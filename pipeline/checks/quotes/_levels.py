"""Quotations in the other marks: double ones for single ones and the other way round."""

from pipeline.checks._pairs import Pair
from pipeline.document import Block
from pipeline.finding import Edit

_OTHER = {'"': "'", "'": '"', "“": "‘", "”": "’", "‘": "“", "’": "”"}


def turned(block: Block, each: Pair) -> tuple[Edit, Edit] | None:
    """The edits that give a quotation the other marks; None where its marks are another language's."""
    opening, closing = block.text[each.opening], block.text[each.closing]
    if opening not in _OTHER or closing not in _OTHER:
        return None
    return (
        Edit(block.span(each.opening, each.opening + 1), _OTHER[opening]),
        Edit(block.span(each.closing, each.closing + 1), _OTHER[closing]),
    )
