"""Two dots, which are neither a full stop nor an ellipsis.

A full stop is one and an ellipsis has three (Chicago, chapter 13, “Ellipses”). Before a word in lower case the fix is
an ellipsis, before a capital and at a paragraph's end a full stop, and behind an abbreviation one dot is enough for
both (Chicago, chapter 6, “Abbreviations and periods”).
"""

import re
from collections.abc import Iterator

from pipeline.checks import Allowed, Flagged
from pipeline.document import RUNNING, Block, RegionKind
from pipeline.finding import Finding, Severity, flag

SEVERITY = Severity.ERROR
FIX = "unsafe"
EXAMPLES = (
    Flagged("But ⟦wait..⟧ there is more.", fixed="But wait... there is more."),
    Flagged("It ⟦ends..⟧ Then it ⟦begins..⟧", fixed="It ends. Then it begins."),
    Flagged("Songs, sketches ⟦etc..⟧ and more.", fixed="Songs, sketches etc. and more."),
    Flagged("It ⟦goes..on⟧, then it ⟦ends..Nobody⟧ minds.", fixed="It goes... on, then it ends. Nobody minds."),
    Flagged("What a night (it ⟦was)!..I⟧ slept late.", fixed="What a night (it was)! I slept late."),
    Flagged("It goes on⟦ . .⟧ and on.", fixed="It goes on... and on."),
    Allowed("But wait... there is more. . . of it."),
    Allowed("See ../notes and 1..10; what?.. and dots ...."),
)

_DOTS = re.compile(r"(?P<word>[^\W\d_]{2,}[”\")]?)(?<!\.)\.\.(?!\.)(?=(?P<space>\s+)(?P<next>[^\W\d_])|\s*$)")
_GLUED = re.compile(
    r"(?<![./\w])(?P<word>[^\W\d_][\w’']*[^\W\d_](?P<end>[”\")]*[?!]*))\.\.(?P<next>[A-Za-z][\w’']*)(?![/.]\w)"
)
_SPACED = re.compile(r"(?<=[\w”\")]) ?\. \.(?= [^\W\d_])")
_ABBREVIATIONS = frozenset({"etc", "inc", "ltd", "jr", "sr", "vs", "co", "no"})


def find(block: Block) -> Iterator[Finding]:
    """Flag the dots with the word before them."""
    if block.kind not in RUNNING:
        return
    for match in _DOTS.finditer(block.text):
        if any(block.inside(kind, *match.span()) for kind in (RegionKind.CODE, RegionKind.FOREIGN)):
            continue
        goes_on = (match["next"] or "A").islower() and match["word"].lower() not in _ABBREVIATIONS
        wanted = "..." if goes_on else "."
        yield flag(
            block,
            *match.span(),
            f"Two dots stand here; {'an ellipsis has three' if goes_on else 'one is wanted'}.",
            f"{match['word']}{wanted}",
        )
    for match in _GLUED.finditer(block.text):
        if any(block.inside(kind, *match.span()) for kind in (RegionKind.CODE, RegionKind.FOREIGN, RegionKind.LINK)):
            continue
        marks = "" if match["end"].endswith(("!", "?")) else "..." if match["next"][0].islower() else "."
        message = "Two dots join two words; an ellipsis has three, a full stop is one, and a space follows."
        yield flag(block, *match.span(), message, f"{match['word']}{marks} {match['next']}")
    for match in _SPACED.finditer(block.text):
        yield flag(block, *match.span(), "Two dots stand here; an ellipsis has three.", "...")
