"""A hyphen without spaces where a dash parts two thoughts.

A hyphen makes one word of two (“late-night”); where what stands behind it begins a new thought (“the film-it drags”)
no compound is meant, and a dash is. (The Chicago Manual of Style 6.91.)
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks import Allowed, Flagged
from pipeline.checks._listed import listed
from pipeline.document import RUNNING, Block
from pipeline.finding import Finding, Severity, flag
from pipeline.house import House
from pipeline.typography import american

SEVERITY = Severity.ERROR
FIX = "unsafe"

EXAMPLES = (
    Flagged("I gave up on the ⟦series-it⟧ never ends.", "I gave up on the series—it never ends."),
    Flagged("Here come the ⟦spoilers-I'm⟧ sorry.", "Here come the spoilers—I'm sorry."),
    Flagged("And ⟦there-absolutely⟧ nobody.", "And there—absolutely nobody."),
    Allowed("It is a late-night, know-it-all, pan-and-scan sort of film."),
    Allowed("A do-it-yourself kit, a why-not shrug, an all-but dead genre."),
    Allowed("A phase-I trial, a type-I error, a thank-you note and a post-it note."),
    Allowed("The haves and have-nots, a co-worker, the here-and-now."),
)

STARTS = listed(
    """not it he she they we you which this that the because i i'm i've i'd i'll it's that's he's she's they're we're
    you're there's although however unless"""
)
"""Words that are no second half of a compound."""

FIRSTS = listed(
    """why have had has could might me if do did get off so know like on in to un non say tell what is thank love hate
    see screw fuck bless beat post phase type class group stage level part war vitamin act world mark"""
)
"""First halves with which they may be."""

_WORDS = re.compile(
    r"(?<![\w'’/@.-])(?P<first>[a-z][a-z'’]+)-(?P<second>[a-z]+(?:['’][a-z]+)?)(?= [a-z])", re.IGNORECASE
)


def find(block: Block, house: House) -> Iterator[Finding]:
    """Findings on both words and the hyphen."""
    if block.kind not in RUNNING:
        return
    dash = "—" if american(house.dialect) else " – "
    for match in _WORDS.finditer(block.text):
        first, second = match["first"].lower(), match["second"]
        begins = second.lower().replace("’", "'") in STARTS and first not in FIRSTS
        stressed = first in ("here", "there") and second.endswith("ly")
        if begins or stressed:
            yield flag(
                block,
                match.start(),
                match.end(),
                "A hyphen makes one word of two; a dash parts two thoughts.",
                f"{match['first']}{dash}{second}",
            )
