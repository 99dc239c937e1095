"""A hyphen or dash that has a space on one side only.

A dash is set closed—so—or open – so – on both sides (Chicago, chapter 6, “Em dashes”; New Hart's Rules, chapter 4),
and a hyphen joins. With a space on one side it is neither. The fix is the dash that the draft uses most, or the
dialect's: closed em dashes in American English, spaced en dashes in British.

Left alone: a hyphen that waits for its second half (“pre- and post-war”, “mid- to late career”), endings that are
named (“the -ing form”), negative numbers, and a dash beside a quotation mark or at a line's edge.
"""

import re
from collections.abc import Iterator

from pipeline.checks import Allowed, Flagged
from pipeline.checks._listed import listed
from pipeline.checks._practice import dash
from pipeline.document import Document, RegionKind
from pipeline.finding import Applicability, Finding, Severity, flag
from pipeline.house import House

SEVERITY = Severity.ERROR
FIX = "unsafe"
IN_QUOTATIONS = "as-is"
EXAMPLES = (
    Flagged(
        "The ⟦finale- if⟧ it is one—works. It does—mostly.", fixed="The finale—if it is one—works. It does—mostly."
    ),
    Flagged(
        "It is ⟦long -too⟧ long – for me. Now – or never.", fixed="It is long – too long – for me. Now – or never."
    ),
    Flagged("It was ⟦grim– and⟧ slow.", fixed="It was grim—and slow."),
    Flagged("It ⟦ends— and⟧ ends—and ends.", fixed="It ends—and ends—and ends."),
    Allowed("The pre- and post-war years, mid- to late career, two- or three-part."),
    Allowed("The -ing form and the suffix -core; it was -5 outside."),
    Allowed("Closed—so—or open – so – or plain - so - is fine."),
    Allowed("“I thought— well,” he said. —Anon."),
    Allowed("Both first-, second- and third-year students came."),
)

_PATTERN = re.compile(
    r"(?<![^\W\d_])(?P<left>[^\W\d_]{2,}[,.]?)(?P<dash>[-–—] | [-–]| —(?=[a-z]))(?P<right>[^\W\d_]{2,})(?P<after>.?)"
)
_WAITING = listed("and or to through nor versus vs but as und y et oder in of than rather")
_PARTS = listed(
    """pre post mid non anti semi multi sub super inter intra under over half quasi pseudo ex neo proto co re un"""
)
_ENDING = listed(
    """ing ed ish ness ly er est gate core wave punk less ful esque like able ism ist ists tion ment ate ize ise th san
    kun chan sama"""
)


def find(document: Document, house: House) -> Iterator[Finding]:
    """Flag the words on both sides with the dash between them."""
    wanted = ""
    for block in document.blocks:
        for match in _PATTERN.finditer(block.text):
            left, right = match["left"].rstrip(",."), match["right"]
            if match["dash"] == "- " and (right.lower() in _WAITING or left.lower() in _PARTS or "," in match["left"]):
                continue
            if "—" in match["dash"] and block.inside(RegionKind.QUOTATION, match.start(), match.end()):
                continue  # Speech that breaks off.
            if match["dash"].startswith(" ") and (right.lower() in _ENDING or match["after"] == "-"):
                continue
            wanted = wanted or dash(document, house.dialect)
            yield flag(
                block,
                match.start("left"),
                match.end("right"),
                "The dash has a space on one side only; it is set closed or with a space on both sides.",
                f"{match['left']}{wanted}{right}",
                applicability=Applicability.UNSAFE,
            )
