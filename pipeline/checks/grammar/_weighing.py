"""What the language model says of the edits that are proposed for a paragraph.

Thousands are proposed. A glance at what stands before each leaves about one for every eight words; those are read on
from, and the likeliest at each place is kept. What two families propose for one place competes.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.checks.grammar._proposals import FAMILIES, Proposal
from pipeline.document import OBJECT, Block, RegionKind
from pipeline.engines.causal import LanguageModel
from pipeline.names import Names

if TYPE_CHECKING:
    from spacy.tokens import Doc

GLANCES = {
    "form": 0.5, "tense": 1.5, "gerund": 3.0, "number": 0.5, "manner": 0.5, "lost": 4.5, "left": 2.0, "swap": 2.5,
}  # fmt: skip
"""The least that a glance must see in an edit of a family, in nats: a word put in always looks good at first."""

LEAST = {
    "form": 4.5, "tense": 6.0, "gerund": 5.5, "number": 5.0, "manner": 6.0, "lost": 4.5, "left": 6.0, "swap": 7.5,
}  # fmt: skip
"""How much likelier an edit of a family has to make the text, in nats, to be marked."""

MEANT = {"tense": 2.5}
"""How much an edit of a family comes behind others at its place, in nats: a tense may be meant."""

SURPRISING = -4.5
"""How unlikely (log-probability in nats) a word is before which one may be lost."""

SHARE = 10
"""Words for each edit that is read on from."""

APIECE = 2
"""Edits of a family that are read on from at one place."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """An edit, the family that it is of, and how much likelier the text is with it, in nats."""

    start: int
    end: int
    new: str
    family: str
    gain: float


@lru_cache(maxsize=32)
def weighed(doc: Doc, model: LanguageModel) -> tuple[Weighed, ...]:
    """The edits that make a paragraph so much likelier that they are marked, at most one at a place, in order."""
    text = doc.text
    asked = _promising(doc, model)
    gains = model.gains(text, [edit for edit, _ in asked])
    found = [Weighed(*edit, family, gain) for (edit, family), gain in zip(asked, gains, strict=True) if gain > 1]
    best: list[Weighed] = []
    for each in sorted(found, key=lambda each: LEAST[each.family] + MEANT.get(each.family, 0) - each.gain):
        if all(each.end < other.start or other.end < each.start for other in best):
            best.append(each)
    return tuple(sorted(best, key=lambda each: each.start))


def _promising(doc: Doc, model: LanguageModel) -> list[tuple[Proposal, str]]:
    """The edits that look best at a glance, each with its family."""
    text = doc.text
    surprising = {each.start for each in model.surprises(text) if each.likelihood < SURPRISING}
    proposed = [
        (edit, family)
        for family, edits in FAMILIES.items()
        for edit in edits(doc)
        if family != "lost" or edit[0] in surprising
    ]
    glances = model.glances(text, [edit for edit, _ in proposed])
    ranked = sorted(
        ((glance - GLANCES[family], edit, family) for glance, (edit, family) in zip(glances, proposed, strict=True)),
        reverse=True,
    )
    kept: list[tuple[Proposal, str]] = []
    places: dict[tuple[str, int], int] = {}
    for glance, edit, family in ranked:
        place = family, edit[0]
        places[place] = places.get(place, 0) + 1
        if glance > 0 and places[place] <= APIECE:
            kept.append((edit, family))
    return kept[: max(6, len(doc) // SHARE)]


def plain(block: Block, names: Names, edit: Weighed) -> bool:
    """Whether an edit lies in the draft's own prose: in no name, title, quotation or code, and beside none that is."""
    near = block.text[max(0, edit.start - 2) : edit.end + 2]
    return (
        not names.touches(block, edit.start, edit.end)
        and OBJECT not in near
        and not any(
            block.inside(kind, edit.start, edit.end)
            for kind in (RegionKind.QUOTATION, RegionKind.EMPHASIS, RegionKind.CODE, RegionKind.FOREIGN)
        )
    )
