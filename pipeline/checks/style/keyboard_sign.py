"""A sign that is written with what the keyboard has: x for ×, 1/2 for ½, +- for ±, 20 C for 20 °C.

Print has a sign for each: the multiplication sign between measures and numbers, fractions of one character, the sign
of degrees (Chicago, chapter 9, “Fractions” and “Abbreviations and symbols”; New Hart's Rules, chapters 11 and 14). What
was typed can be read: advice. Scores and dates (4/5 stars, 1/2/99), sizes that are names (a 4x4, 2x4s) and titles stay.
"""

import re
from collections.abc import Iterator

from pipeline.checks import Allowed, Flagged
from pipeline.document import RUNNING, Block, RegionKind
from pipeline.finding import Finding, Severity, flag

SEVERITY = Severity.ADVICE
FIX = "unsafe"
IN_QUOTATIONS = "as-is"
EXAMPLES = (
    Flagged("A ⟦40 x 60⟧ cm canvas, at ⟦1920x1080⟧.", fixed="A 40 × 60 cm canvas, at 1920×1080."),
    Flagged("It lasts ⟦2 1/2⟧ hours, or ⟦1/2⟧ an hour more.", fixed="It lasts 2½ hours, or ½ an hour more."),
    Flagged("At ⟦35 degrees C⟧, ⟦+-2⟧.", fixed="At 35 °C, ±2."),
    Allowed("A 4x4 with 2x4s; 4/5 stars; 1/2/99; 3/4 time; A+, x and 10x."),
    Allowed("An essay from 2/3 to 3/3: part 1/2."),
)

_FRACTIONS = {"1/2": "½", "1/4": "¼", "3/4": "¾", "1/3": "⅓", "2/3": "⅔", "1/8": "⅛"}
_TIMES = re.compile(
    r"(?<![\w.,/])(?P<first>\d{2,}(?:\.\d+)?|\d\.\d+)(?P<gap> ?)[xX](?P=gap)"
    r"(?P<last>\d{2,}(?:\.\d+)?|\d\.\d+)(?![\w/]|\.\d)"
)
_FRACTION = re.compile(
    r"(?<![\w./-])(?:(?P<whole>\d+) )?(?P<part>[123]/[2348])(?![\w/]|\.\d)"
    r"(?= (?:hours?|an? |of |inch|miles?|years?|minutes?|pages?|stars?\b))"
)
_DEGREES = re.compile(r"(?<![\w.])(?P<number>\d+(?:\.\d+)?) ?(?:degrees?|deg\.?|°) ?(?P<scale>[CF])\b")
_PLUS = re.compile(r"(?<![\w+-])(?:\+-|\+/-) ?(?=\d)")


def find(block: Block) -> Iterator[Finding]:
    """Flag what is typed."""
    if block.kind not in RUNNING:
        return
    for start, end, right in _typed(block.text):
        if right != block.text[start:end] and not any(
            block.inside(kind, start, end) for kind in (RegionKind.CODE, RegionKind.FOREIGN, RegionKind.LINK)
        ):
            yield flag(block, start, end, f"“{right}” is what print has for this.", right)


def _typed(text: str) -> Iterator[tuple[int, int, str]]:
    """Where a sign is typed, and what print has."""
    for match in _TIMES.finditer(text):
        yield *match.span(), f"{match['first']}{match['gap']}×{match['gap']}{match['last']}"
    for match in _FRACTION.finditer(text):
        if match["part"] in _FRACTIONS and not (match["whole"] is None and text[match.end() :].startswith(" star")):
            yield *match.span(), f"{match['whole'] or ''}{_FRACTIONS[match['part']]}"
    for match in _DEGREES.finditer(text):
        yield *match.span(), f"{match['number']} °{match['scale']}"
    for match in _PLUS.finditer(text):
        end = match.end() + len(re.match(r"\d+", text[match.end() :])[0])  # type: ignore[index]
        yield match.start(), end, f"±{text[match.end() : end]}"
