"""Two words without the space between.

“Ofthe” and “lastyear” are in no dictionary, and they are two words that stand side by side all the time. A word of
grammar (of, the, to) has to be one of them: two words of content written as one are a compound, and anyone may make
those.
"""

import re
from collections.abc import Iterator

from pipeline.checks import Allowed, Flagged
from pipeline.checks.spelling._apostrophes import contraction
from pipeline.checks.spelling._words import parted
from pipeline.document import Block, RegionKind
from pipeline.engines import LanguageRules, Match
from pipeline.finding import Applicability, Finding, Severity, flag
from pipeline.house import House
from pipeline.names import Names, begins

SEVERITY = Severity.ERROR
FIX = "safe"

EXAMPLES = (
    Flagged("At the end ⟦ofthe⟧ film nobody claps.", fixed="At the end of the film nobody claps."),
    Flagged("The songs ⟦onthis⟧ record are short.", fixed="The songs on this record are short."),
    Flagged("It is ⟦oneof⟧ her better roles.", fixed="It is one of her better roles."),
    Flagged(
        "⟦Eventhough⟧ it ⟦shouldbe⟧ taken ⟦froma⟧ book, it isn't.",
        fixed="Even though it should be taken from a book, it isn't.",
    ),
    Allowed("Noone and Herman's Hermits sang; Peter Noone left."),
    Allowed("A playthrough of the walkthrough, a soundscape, a throughline."),
    Allowed("Nevertheless, whoever sings it, the upbeat chorus is hers alone."),
    Allowed("The account @ofthe posts lyrics."),
)


def find(block: Block, rules: LanguageRules, names: Names, house: House) -> Iterator[Finding]:
    """Unknown words of a block that are two neighbours written as one."""
    for match in rules.matches(block.text, house.dialect):
        word = block.text[match.start : match.end]
        if not match.rule.startswith("MORFOLOGIK_RULE") or not word.isalpha() or not _small(block, match, names):
            continue
        cut = parted(word.lower())
        if cut is None or contraction(word.lower()):
            continue
        if names.touches(block, match.start, match.end) or block.inside(RegionKind.LINK, match.start, match.end):
            continue
        cut = (word[: len(cut[0])], cut[1])
        yield flag(
            block,
            match.start,
            match.end,
            f"“{word}” lacks a space: “{cut[0]} {cut[1]}”.",
            f"{cut[0]} {cut[1]}",
            applicability=Applicability.SAFE,
            sources=(match.source,),
        )


def _small(block: Block, match: Match, names: Names) -> bool:
    """Whether a word is small, or has no capital but its sentence's, and a small word behind it."""
    word = block.text[match.start : match.end]
    opens = begins(block.text, match.start) and re.match(r",? [a-z]", block.text[match.end :])
    return word.islower() or (word.istitle() and bool(opens) and names.count(word) <= 1)
