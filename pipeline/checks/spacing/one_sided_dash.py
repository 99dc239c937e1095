"""A hyphen or dash that has a space on one side only.

A dash is set closed—so—or open – so – on both sides (Chicago, chapter 6, “Em dashes”; New Hart's Rules, chapter 4),
and a hyphen joins. With a space on one side it is neither. The fix is the dash that the draft uses most, or the
dialect's: closed em dashes in American English, spaced en dashes in British. Between a number and its unit (a
90- minute film), and before a participle that ends a compound (narrow- minded), it is a hyphen.

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
FIX = "mixed"
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
    Flagged("A ⟦90- minute⟧ ride and a ⟦3 -part⟧ saga.", fixed="A 90-minute ride and a 3-part saga."),
    Flagged("A ⟦narrow- minded⟧ man, and ⟦well -known⟧.", fixed="A narrow-minded man, and well-known."),
    Flagged("A ⟦film- directed⟧ by her—slow.", fixed="A film—directed by her—slow."),
    Flagged("It is ⟦long-- and⟧ late—so.", fixed="It is long—and late—so."),
    Flagged("It begins after my ⟦visit- or⟧ it did—so.", fixed="It begins after my visit—or it did—so."),
    Allowed("The pre- and post-war years, mid- to late career, two- or three-part."),
    Allowed("The -ing form and the suffix -core; it was -5 outside."),
    Allowed("Closed—so—or open – so – or plain - so - is fine."),
    Allowed("“I thought— well,” he said. —Anon."),
    Allowed("Both first-, second- and third-year students came."),
)

_PATTERN = re.compile(
    r"(?<![^\W\d_])(?P<left>[^\W\d_]{2,}[,.]?)(?P<dash>--? |[–—] | --?| –| —(?=[a-z]))"
    r"(?P<right>[^\W\d_]{2,})(?P<after>.?)"
)
_COMPOUND = re.compile(
    r"(?<![\w-])(?P<number>\d+(?:\.\d+)?)(?:- | -)(?P<unit>minute|hour|second|day|week|month|year|page|part|episode"
    r"|season|volume|track|disc|piece|inch|foot|mile|man|woman|person|star)\b"
)
_WAITING = listed("and or to through nor versus vs but as und y et oder in of than rather")
_SECOND = re.compile(r"(?: [\w’'-]+){0,3}? (?:[\w’']+[-–]\w|[a-z]{7,})")
"""What a hyphen waits for: another compound, or one that is closed (under- and overrated)."""

_PARTS = listed(
    """pre post mid non anti semi multi sub super inter intra under over half quasi pseudo ex neo proto co re un"""
)
_PARTICIPLE = re.compile(
    r"[a-z]{3,}(?:ed|(?<!th)ing)|(?:know|draw|writt?e|wor|bor)n|made|paid|built|told|shot|spoken|bred"
)
_SMALL = listed("and or but as are is was were be been i you he she it we they that this which who so if not")
_FURTHER = re.compile(r" (?:by|at|in|to|on|of|from|with|for|the|a|an|his|her|its|their|that|as|it|me|us|him|them)\b")
_ENDING = listed(
    """ing ed ish ness ly er est gate core wave punk less ful esque like able ism ist ists tion ment ate ize ise th san
    kun chan sama"""
)


def find(document: Document, house: House) -> Iterator[Finding]:
    """Flag the words on both sides with the dash between them."""
    wanted = ""
    for block in document.blocks:
        for match in _COMPOUND.finditer(block.text):
            joined = f"{match['number']}-{match['unit']}"
            message = f"The hyphen has a space on one side; “{joined}” is wanted."
            yield flag(block, match.start(), match.end(), message, joined, applicability=Applicability.SAFE)
        for match in _PATTERN.finditer(block.text):
            left, right = match["left"].rstrip(",."), match["right"]
            waits = right.lower() in _WAITING and _SECOND.match(block.text, match.end("right"))
            if match["dash"] == "- " and (waits or left.lower() in _PARTS or "," in match["left"]):
                continue
            if "—" in match["dash"] and block.inside(RegionKind.QUOTATION, match.start(), match.end()):
                continue  # Speech that breaks off.
            if match["dash"].startswith(" ") and (right.lower() in _ENDING or match["after"] == "-"):
                continue
            if match["dash"] in ("- ", " -") and _ends_compound(left, right, block.text[match.end("right") :]):
                joined = f"{left}-{right}"
                message = f"The hyphen has a space on one side; “{joined}” is wanted."
                yield flag(block, match.start("left"), match.end("right"), message, joined)
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


def _ends_compound(left: str, right: str, after: str) -> bool:
    """Whether a word is the second half of a compound adjective: a participle with nothing of its own behind it."""
    return left.lower() not in _SMALL and _PARTICIPLE.fullmatch(right) is not None and not _FURTHER.match(after)
