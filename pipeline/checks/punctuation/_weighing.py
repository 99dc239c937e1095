"""The marks of a paragraph that are missing or needless, as the language model and the parse say together.

A place's features, each times its weight, add up to the logarithm of the odds that a copy editor would mend it so. The
weights are in `house/punctuation-weights.tsv`; `python -m benchmarks.punctuation` learns them from annotated drafts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from pipeline.checks import _odds
from pipeline.checks._care import Care
from pipeline.checks._doubts import SURE, Doubts
from pipeline.checks._odds import BAR
from pipeline.checks.punctuation._features import begins, features
from pipeline.checks.punctuation._places import Mend, Place, places
from pipeline.document import RUNNING, Block, RegionKind
from pipeline.engines._memory import Memory
from pipeline.engines._trials import HOPELESS as NEVER
from pipeline.engines.causal import Alternative, LanguageModel
from pipeline.engines.spacy import Parser, sentences
from pipeline.finding import Finding, flag

if TYPE_CHECKING:
    from spacy.tokens import Doc

TABLE = "punctuation-weights.tsv"
HOPELESS = {Mend.COMMA: -2.5, Mend.NOTHING: -99.0, Mend.PARTED: -99.0}
"""The glance (nats) up to which an edit is not weighed."""

SHORT, CERTAIN = 5, 4.5
"""How many words without a verb are a short opening, and the odds (logarithm) at which it needs its comma, too.

Of 151 true findings in 392 reviews four lie between 4.0 and this; in careful prose a figure before “I” does, too.
"""


class Family(Enum):
    """What a missing comma would set off."""

    OPENING = auto()
    RELATIVE = auto()
    ASIDE = auto()


RELATIVES = frozenset({"which", "who", "whom", "whose", "where"})


@dataclass(frozen=True, slots=True, eq=False)
class Mark:
    """A place, how to mend it, the edits that do so, likeliest first, and the odds (logarithm) that an editor would."""

    place: Place
    mend: Mend
    replacements: tuple[str, ...]
    odds: float

    @property
    def start(self) -> int:
        """Where the word before the place begins, in characters of the text."""
        return self.place.before.idx

    @property
    def end(self) -> int:
        """Where the word behind it ends."""
        return self.place.after.idx + len(self.place.after)

    @property
    def family(self) -> Family:
        """What the comma sets off: what stands before it, a relative clause, or what else hangs on what is before."""
        after = self.place.after
        if after.lower_ in RELATIVES:
            return Family.RELATIVE
        opens = "opening" in features(self.place, 0.0, 0.0, 0.0) or (begins(after) is None and after.tag_ != "CC")
        return Family.OPENING if opens else Family.ASIDE

    @property
    def is_taste(self) -> bool:
        """Whether a few words without a verb open the sentence: a comma behind them is mostly taste (CMOS 6.31)."""
        opening = self.place.sentence.doc[self.place.sentence.start : self.place.after.i]
        short = len(opening) <= SHORT and not any(word.pos_ in ("VERB", "AUX") for word in opening)
        return short and self.odds < CERTAIN


LENIENT = 0.3
"""How far below the bar a comma may be that closes an opening or sets off a relative clause: what hangs on a sentence
otherwise is more often taste, in careful prose above all."""

REMEMBERED = 4
"""Paragraphs whose marks are kept: the checks that ask see one after the other. What was guessed is kept apart."""

_known: WeakKeyDictionary[LanguageModel, Memory[tuple[int, Care, str], tuple[Mark, ...]]] = WeakKeyDictionary()


@cache
def weights() -> Mapping[Mend, Mapping[str, float]]:
    """The weight of each feature for each way of mending."""
    return _odds.weights(TABLE, Mend)


def marks(block: Block, parser: Parser, model: LanguageModel, care: Care, mend: Mend) -> Iterator[Mark]:
    """The places of a paragraph's own prose that want this mend more than any other, in order."""
    if block.kind not in RUNNING:
        return
    for mark in _judged(block.text, parser, model, care):
        if (
            mark.mend is mend
            and block.verbatim(mark.start, mark.end)
            and not any(
                block.inside(kind, mark.start, mark.end) for kind in (RegionKind.QUOTATION, RegionKind.EMPHASIS)
            )
        ):
            yield mark


def flagged(block: Block, mark: Mark, message: str) -> Finding:
    """The finding on the words on both sides of a place."""
    return flag(block, mark.start, mark.end, message, *mark.replacements)


def _judged(text: str, parser: Parser, model: LanguageModel, care: Care) -> tuple[Mark, ...]:
    """The places of a paragraph whose odds reach the bar, each with its surest mend."""
    memory = _known.setdefault(model, Memory(REMEMBERED))
    before = memory.get((model.hearing, care, text))
    if before is not None:
        return before
    best: dict[int, Mark] = {}
    doc = parser.parse(text)
    for weighed in weigh(doc, model, _hopeful(doc, model), care):
        place, mend = weighed.place, weighed.mend
        odds = _odds.odds(weights()[mend], weighed.features)
        mark = Mark(place, mend, tuple(_replaced(text, place, *edit) for edit in weighed.edits), odds)
        bar = weights()[mend][BAR] - (LENIENT if mend is Mend.COMMA and mark.family is not Family.ASIDE else 0)
        if odds < bar or (mend is Mend.COMMA and parts_subject(weighed.features)):
            continue
        if mark.start not in best or best[mark.start].odds < odds:
            best[mark.start] = mark
    found = tuple(best[start] for start in sorted(best))
    return memory.keep((model.hearing, care, text), found)


@dataclass(frozen=True, slots=True, eq=False)
class Weighed:
    """A place with a way of mending it: its edits, likeliest first, and what the model makes of the first."""

    place: Place
    mend: Mend
    edits: tuple[Alternative, ...]
    gain: float
    edited: float
    doubt: float
    care: Care

    @property
    def features(self) -> dict[str, float]:
        """What is known of it."""
        return features(self.place, self.gain, self.edited, self.doubt) | self.care.features


def weigh(doc: Doc, model: LanguageModel, proposed: Iterable[tuple[Place, Mend]], care: Care) -> Iterator[Weighed]:
    """The places that an editor is not sure to leave as they are, weighed."""
    spans = sentences(doc)
    doubts = Doubts(model.stays(doc.text, spans))
    doubtful = [(place, mend) for place, mend in proposed if doubts.at(place.edits[mend][0][0]) > SURE]
    asked = [edit for place, mend in doubtful for edit in place.edits[mend]]
    edited = dict(zip(asked, model.edited(doc.text, spans, asked), strict=True))
    hoped = [edit for place, mend in doubtful for edit in place.edits[mend] if edited[edit] > NEVER]
    gains = dict(zip(hoped, model.gains(doc.text, hoped), strict=True))
    for place, mend in doubtful:
        ranked = tuple(sorted((edit for edit in place.edits[mend] if edit in gains), key=lambda edit: -gains[edit]))
        if ranked:
            best = max(edited[edit] for edit in ranked)
            yield Weighed(place, mend, ranked, gains[ranked[0]], best, doubts.at(ranked[0][0]), care)


def _hopeful(doc: Doc, model: LanguageModel) -> Iterator[tuple[Place, Mend]]:
    """The places, and ways of mending, that a glance at them does not rule out."""
    proposed = [(place, mend) for place in places(doc) for mend in place.edits]
    edits = [edit for place, mend in proposed for edit in place.edits[mend]]
    glances = dict(zip(edits, model.glances(doc.text, edits), strict=True))
    for place, mend in proposed:
        if max(glances[edit] for edit in place.edits[mend]) > HOPELESS[mend]:
            yield place, mend


def parts_subject(known: Mapping[str, float]) -> bool:
    """Whether a subject ends here that no comma has opened a remark in: none comes before its verb (Chicago 6.22)."""
    return any(name.startswith("ends subject") and not name.endswith("a comma") for name in known)


def _replaced(text: str, place: Place, start: int, end: int, new: str) -> str:
    """The words on both sides of a place as they are after an edit."""
    first, last = place.before.idx, place.after.idx + len(place.after)
    return text[first:start] + new + text[end:last]
