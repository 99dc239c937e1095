"""LanguageTool's rules out of the box, run by LingoTweaker, in the draft's own variety of English."""

from collections.abc import Mapping, Sequence

from benchmarks.quality.environment import Environment, Unavailable
from benchmarks.quality.sheet import Mark, Sheet
from pipeline.engines.lingotweaker import LingoTweaker
from pipeline.errors import EngineUnavailable

TITLE = "LanguageTool’s rules"


def marks(sheets: Sequence[Sheet], environment: Environment) -> Mapping[str, Sequence[Mark]]:
    """What the rules say of each sheet, block by block. Raises Unavailable."""
    try:
        rules = LingoTweaker()
        return {sheet.name: read(sheet, rules) for sheet in sheets}
    except EngineUnavailable as error:
        raise Unavailable(str(error)) from None


def read(sheet: Sheet, rules: LingoTweaker) -> list[Mark]:
    """What the rules say of a sheet's blocks."""
    return [
        Mark(first + match.start, first + match.end, f"languagetool/{match.rule}", match.message, match.replacements)
        for first, block in zip(sheet.blocks, sheet.document.blocks, strict=True)
        for match in rules.matches(block.text, sheet.dialect)
    ]
