"""A town and its state with a comma between them, and none behind.

The state only adds where the town lies, and stands between two commas. (The Chicago Manual of Style 6.39; AP, “comma”.)
"""

import re
from collections.abc import Iterator

from pipeline import house
from pipeline.checks import Allowed, Flagged
from pipeline.checks._listed import listed
from pipeline.checks._places import own
from pipeline.document import RUNNING, Block
from pipeline.finding import Finding, Severity, flag
from pipeline.house.known import known_titles, plain

SEVERITY = Severity.ERROR
FIX = "unsafe"
EXAMPLES = (
    Flagged("She left Dayton, ⟦Ohio for⟧ the coast.", fixed="She left Dayton, Ohio, for the coast."),
    Flagged(
        "The band from Santa Fe, ⟦New Mexico who⟧ wrote it split up.",
        fixed="The band from Santa Fe, New Mexico, who wrote it split up.",
    ),
    Flagged("Dayton, ⟦Ohio is⟧ home to me.", fixed="Dayton, Ohio, is home to me."),
    Flagged("I grew up in Dayton, ⟦Ohio and we⟧ sang.", fixed="I grew up in Dayton, Ohio, and we sang."),
    Allowed("Of Paris, Texas is the best. Meanwhile, Ohio is cold. Still, Virginia was warm. Yesterday, Iowa was dry."),
    Allowed("They played in Ohio, Texas and Maine. In Ohio, Texas and we agree. Paris, Texas is slow."),
    Allowed("She left Dayton, Ohio, for the coast, and a Dayton, Ohio-based band, too. It is set in Dayton, Ohio."),
    Allowed("They toured Texas, Ohio and Maine, then Maine, Ohio in spring, and a small, Georgia peach of a town."),
    Allowed("For Maria, Virginia was a riddle. Unlike life in London, Ohio was dull."),
    Allowed("He is superb in *Dayton, Ohio* by a newcomer, and in Paris, Texas with her."),
)

STATES = listed(
    """Alabama Alaska Arizona Arkansas California Colorado Connecticut Delaware Florida Hawaii Idaho Illinois Indiana
    Iowa Kansas Kentucky Louisiana Maine Maryland Massachusetts Michigan Minnesota Mississippi Missouri Nebraska Nevada
    Ohio Oklahoma Oregon Pennsylvania Tennessee Texas Utah Vermont Wisconsin Wyoming"""
) | {
    "New Hampshire", "New Jersey", "New Mexico", "North Carolina", "North Dakota", "Rhode Island", "South Carolina",
    "South Dakota", "West Virginia",
}  # fmt: skip
"""The states of the USA, without those that are given names (Georgia) or are mostly a city (New York, Washington)."""

GOING_ON = listed(
    """about after as at because before by during for from in near on since that to until when where which while who
    whose with without"""
)
"""Words that go on behind a place; a verb might have the state alone for its subject (in London, Ohio is unknown)."""

OPENING = listed(
    """meanwhile yesterday today tonight tomorrow here there still again then now once sometimes first second third of
    besides however indeed otherwise instead also anyway alas thus hence unlike back"""
)
"""Words that open a sentence before a comma."""

BEING = listed("is was has had")
"""Verbs that a place with its state is the subject of, at the head of a sentence."""

_STATE = "|".join(sorted(STATES, key=len, reverse=True))
_PLACE = re.compile(
    rf"(?P<led>\b(?:in|from|of|near|to|at|around|outside|leaves?|left|for|through) |^|[.!?…]\s+)"
    rf"(?P<town>(?:[A-Z][\w.’'-]+ ){{0,2}}[A-Z][\w’'-]+), (?P<state>{_STATE}) "
    rf"(?P<next>[a-z]+(?: (?:we|I|he|she|they)\b)?)"
)


def find(block: Block) -> Iterator[Finding]:
    """Findings on the state and the word behind it."""
    if block.kind not in RUNNING:
        return
    for match in _PLACE.finditer(block.text):
        place, after = f"{match['town']}, {match['state']}", match["next"]
        verb = not match["led"].strip(" .!?…\n") and after in BEING and not _opens(match["town"])
        if (
            not (after.split()[0] in GOING_ON or verb or after.startswith("and "))
            or match["town"].split()[-1] in STATES
            or plain(place) in known_titles()
        ):
            continue
        if own(block, match.start("town"), match.end("state")):
            message = "A comma closes what one has opened."
            yield flag(block, match.start("state"), match.end(), message, f"{match['state']}, {after}")


def _opens(town: str) -> bool:
    """Whether what would be a town is a word that opens a sentence before the state, which is its subject."""
    first = town.split(maxsplit=1)[0].lower()
    return first in OPENING or first.endswith("ly") or first in house.entries("function-words.tsv")
