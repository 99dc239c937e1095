"""Names and their capitals: what the helpers of the check that mends them share."""

from functools import cache

from pipeline import house as tables
from pipeline.document import Block, RegionKind


@cache
def forms() -> dict[str, str]:
    """The names of `house/cased.tsv` by their lower-cased form."""
    return {form.lower(): form for form in tables.entries("cased.tsv")}


def set_small(block: Block, start: int, end: int) -> bool:
    """Whether a small word stands in a title or quotation that has no capitals, as some artists set theirs."""
    return any(
        region.kind in (RegionKind.EMPHASIS, RegionKind.QUOTATION)
        and region.start <= start
        and end <= region.end
        and block.text[region.start : region.end].islower()
        for region in block.regions
    )
