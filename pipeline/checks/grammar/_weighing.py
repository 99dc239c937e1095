"""What the language model says of the edits that are proposed for a paragraph.

Thousands are proposed. A glance at what stands before each leaves about one for every five words; those are read on
from, and the best at each place is kept. What two families propose for one place competes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.checks.grammar._proposals import FAMILIES, Proposal
from pipeline.checks.grammar._sound import sound
from pipeline.document import OBJECT, RUNNING, Block, RegionKind
from pipeline.engines.causal import LanguageModel
from pipeline.engines.spacy import Parser
from pipeline.names import Names

if TYPE_CHECKING:
    from spacy.tokens import Doc

GLANCES = {
    "form": 0.5, "tense": 1.0, "gerund": 3.0, "number": 0.5, "manner": 0.5, "left": 2.5, "swap": 2.5,
    "preposition": 2.5,
}  # fmt: skip
"""The least that a glance must see in an edit of a family, in nats."""

SURPRISING = -4.5
"""How likely (log-probability in nats) a word may be at most before which one is lost."""

EXPECTED = 2 / 3
"""How much of that a glance at the lost word must make good."""

LEAST = {
    "form": 5.5, "tense": 8.0, "gerund": 6.0, "number": 8.0, "manner": 6.0, "lost": 6.2, "left": 11.0, "swap": 8.5,
    "preposition": 8.5,
}  # fmt: skip
"""How much likelier an edit of a family has to make the text, in nats, to be marked."""

MEANT = {"tense": 2.5}
"""How much an edit of a family comes behind others at its place, in nats: a tense may be meant."""

SHARES = {
    "form": 25, "tense": 40, "gerund": 80, "number": 40, "manner": 80, "lost": 9, "left": 30, "swap": 40,
    "preposition": 30,
}  # fmt: skip
"""Words for each edit of a family that is read on from."""

APIECE = 2
"""Edits of a family that are read on from at one place."""

FEWEST = 3
"""Edits of a family that are read on from in the shortest paragraph."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """An edit, the family that it is of, and how much likelier the text is with it, in nats."""

    start: int
    end: int
    new: str
    family: str
    gain: float


# the checks of grammar see a paragraph one after the other, so the last few are enough
@lru_cache(maxsize=4)
def _weighed(doc: Doc, model: LanguageModel) -> tuple[Weighed, ...]:
    """The edits that make a paragraph so much likelier that they are marked, at most one at a place, in order."""
    text = doc.text
    asked = _promising(doc, model)
    gains = model.gains(text, [edit for edit, _ in asked])
    found = [
        Weighed(*edit, family, gain) for (edit, family), gain in zip(asked, gains, strict=True) if gain >= LEAST[family]
    ]
    best: list[Weighed] = []
    for each in sorted(found, key=lambda each: LEAST[each.family] + MEANT.get(each.family, 0) - each.gain):
        if all(each.end < other.start or other.end < each.start for other in best):
            best.append(each)
    return tuple(sorted(best, key=lambda each: each.start))


def _promising(doc: Doc, model: LanguageModel) -> list[tuple[Proposal, str]]:
    """The edits that look best at a glance, each with its family."""
    text = doc.text
    likely: dict[int, float] = {}
    for token in model.surprises(text):
        likely.setdefault(token.start, token.likelihood)
    words = {word.idx: word for word in doc}
    asked: list[tuple[Proposal, str]] = []
    for family, edits in FAMILIES.items():
        proposed = [
            edit
            for edit in edits(doc)
            if (family != "lost" or likely.get(edit[0], 0) < SURPRISING)
            and not (edit[0] in words and sound(words[edit[0]], edit[1], edit[2], family))
        ]
        ranked = []
        for edit, glance in zip(proposed, model.glances(text, proposed), strict=True):
            worth = glance + EXPECTED * likely[edit[0]] if family == "lost" else glance - GLANCES[family]
            if worth > 0:
                ranked.append((worth, edit))
        places: dict[int, int] = {}
        kept: list[tuple[Proposal, str]] = []
        for _, edit in sorted(ranked, reverse=True):
            places[edit[0]] = places.get(edit[0], 0) + 1
            if places[edit[0]] <= APIECE:
                kept.append((edit, family))
        asked += kept[: max(FEWEST, len(doc) // SHARES[family])]
    return asked


def edits(
    block: Block, parser: Parser, names: Names, model: LanguageModel, families: Collection[str]
) -> Iterator[Weighed]:
    """What is marked in a paragraph's own prose, of these families."""
    if block.kind not in RUNNING:
        return
    for edit in _weighed(parser.parse(block.text), model):
        if edit.family in families and _is_plain(block, names, edit):
            yield edit


def _is_plain(block: Block, names: Names, edit: Weighed) -> bool:
    """Whether an edit lies in the draft's own prose: in no name, title, quotation or code, and beside none that is."""
    named = edit.family != "lost" and names.touches(block, edit.start, edit.end)
    near = block.text[max(0, edit.start - 2) : edit.end + 2]
    return (
        not named
        and OBJECT not in near
        and not any(
            block.inside(kind, edit.start, edit.end)
            for kind in (RegionKind.QUOTATION, RegionKind.EMPHASIS, RegionKind.CODE, RegionKind.FOREIGN)
        )
    )
