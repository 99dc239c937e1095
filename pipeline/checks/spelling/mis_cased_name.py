"""A well-known name with the wrong capitals: Youtube for YouTube, english for English.

Brands, peoples, languages, days, months and places have one form (`house/cased.tsv`), whatever a keyboard makes of it.
Names that are common words too (march, polish, china) are left alone, as are words all in capitals, handles, addresses,
titles that an artist sets in lower case, set phrases (french fries), and a draft that has no capitals at all.

Source: the owners' own forms; Chicago 8.38, 8.60, 8.68, 8.88; New Hart's Rules 5.
"""

import re
from collections.abc import Iterator
from functools import cache

from pipeline import house as tables
from pipeline.checks import Allowed, Flagged
from pipeline.document import Block, Document, RegionKind
from pipeline.finding import Applicability, Finding, Severity, flag
from pipeline.house import House

SEVERITY = Severity.ERROR
FIX = "safe"

EXAMPLES = (
    Flagged(
        "The trailer is on ⟦Youtube⟧, and every ⟦Youtuber⟧ has seen it.",
        fixed="The trailer is on YouTube, and every YouTuber has seen it.",
    ),
    Flagged("It came out on ⟦Playstation⟧ in ⟦october⟧.", fixed="It came out on PlayStation in October."),
    Flagged("An ⟦english⟧ dub of the ⟦Imdb⟧ favourite.", fixed="An English dub of the IMDb favourite."),
    Flagged("She plays a soldier with ⟦ptsd⟧.", fixed="She plays a soldier with PTSD."),
    Allowed("They march to polish the china on YouTube, over french fries."),
    Allowed("WATCH IT ON YOUTUBE; ask @youtube, or see youtube.com."),
    Allowed("Her song “american dream” opens with *paris texas*."),
    Allowed("i watched it in english and i liked it, says i."),
)

_WORD = re.compile(r"(?<![\w@#/.'’&-])[A-Za-z][A-Za-z]*(?:-[a-z]+)?(?![\w@/]|\.\w|['’](?!s\b|d\b))")
_PHRASES = re.compile(
    r"(?:french (?:fr(?:y|ies)|kiss\w*|press|toast|doors?|windows?|horns?)|dutch (?:ovens?|courage)|italic|scotch|"
    r"danish pastr\w+|christian names?|indian (?:file|ink)|russian (?:roulette|dolls?)|turkish (?:bath|delight)s?|"
    r"venetian blinds?|arabic (?:numerals?)|persian (?:cats?|rugs?)|afghan (?:hound|rug)s?)\b",
    re.IGNORECASE,
)


def find(block: Block, document: Document, house: House) -> Iterator[Finding]:
    """Well-known names of a block in the wrong capitals."""
    for match in _WORD.finditer(block.text):
        word = match[0]
        right = _forms().get(word.lower(), word)
        if word == right or word in house.names or (word.isupper() and len(word) > 1):
            continue
        if _PHRASES.match(block.text, match.start()) or _set_small(block, match.start(), match.end()):
            continue
        if (
            block.inside(RegionKind.LINK, match.start(), match.end())
            and "." in block.text[match.start() : match.end() + 1]
        ):
            continue
        if word.islower() and _no_capitals(document):
            continue
        message = f"“{word}” is written “{right}”."
        yield flag(block, match.start(), match.end(), message, right, applicability=Applicability.SAFE)


@cache
def _forms() -> dict[str, str]:
    return {form.lower(): form for form in tables.entries("cased.tsv")}


def _set_small(block: Block, start: int, end: int) -> bool:
    """Whether a small word stands in a title or quotation that has no capitals, as some artists set theirs."""
    return any(
        region.kind in (RegionKind.EMPHASIS, RegionKind.QUOTATION)
        and region.start <= start
        and end <= region.end
        and block.text[region.start : region.end].islower()
        for region in block.regions
    )


def _no_capitals(document: Document) -> bool:
    """Whether the draft is written without capitals: its “i” is small."""
    text = " ".join(block.text for block in document.blocks)
    return len(re.findall(r"\bi\b(?!\.)", text)) > len(re.findall(r"\bI\b", text)) + 1
