"""What an editor would change that is no matter of grammar's small words: marks and capitals.

The language model says it as an editor, and as a reader of what stands around it; the two voices are added.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from pipeline.document import OBJECT, RUNNING, Block, RegionKind
from pipeline.engines._memory import Memory
from pipeline.engines.causal import Alternative, LanguageModel
from pipeline.engines.spacy import Parser
from pipeline.house import capitals, frequencies
from pipeline.names import Names

if TYPE_CHECKING:
    from spacy.tokens import Doc

SHARE, LOW, HIGH = 0.3, -3.0, 8.0
"""What a nat of the reader's gain counts beside one of the editor's, and the least and the most that count."""

HOPELESS = -2.0
"""The editor's gain (nats) up to which a change is not weighed."""

QUOTED = re.compile(r" ?[\"'“‘]")
"""A quoted word, or what somebody says: a comma before it is no matter of the sentence alone."""

MOSTLY = 0.6
"""The share of a word's places in reviews from which a capital, or a small letter, is its usual one."""

DASHES = frozenset("-–—")
"""Marks that a writer puts in, or not, by taste."""

REMEMBERED = 4
"""Paragraphs whose changes are kept: the checks that ask see one after the other. What was guessed is kept apart."""

_known: WeakKeyDictionary[LanguageModel, Memory[tuple[bool, str], tuple[Changed, ...]]] = WeakKeyDictionary()


class Kind(Enum):
    """What a change is made of."""

    MARK = auto()
    CASE = auto()


BARS = {Kind.MARK: 0.2, Kind.CASE: 0.0}
"""How sure (nats) a change has to be to be marked: four in five of those above are right in amateur reviews."""

COMMA = 3.0
"""The same for a comma put in, which `punctuation/_weighing`, knowing the parse, weighs too; it alone drops one."""


@dataclass(frozen=True, slots=True)
class Changed:
    """A change with what the model makes of it (nats): as an editor, and as a reader of what stands around it."""

    start: int
    end: int
    new: str
    kind: Kind
    edited: float
    gain: float

    @property
    def sure(self) -> float:
        """How sure it is, in nats."""
        return self.edited + SHARE * max(LOW, min(HIGH, self.gain))

    def needed(self, text: str) -> float:
        """How sure it has to be; no mark but a comma and a question mark, and no capital that begins a block."""
        old, new = text[self.start : self.end].strip(), self.new.strip()
        if self.kind is Kind.CASE:
            return BARS[self.kind] if self.start else math.inf
        if (old, new) == ("", ","):
            return math.inf if QUOTED.match(text, self.start) else COMMA
        return BARS[self.kind] if new == "?" else math.inf


def kind_of(old: str, new: str) -> Kind | None:
    """What a change is made of; None where it is of none of these alone, or of taste."""
    if old.strip() == new.strip():
        return None
    if not any(letter.isalnum() for letter in old + new):
        dash = not old and bool(set(new) & DASHES)
        return Kind.MARK if old.count(" ") == new.count(" ") and not dash else None
    return Kind.CASE if old.lower() == new.lower() and _is_usual(old, new) else None


def _is_usual(old: str, new: str) -> bool:
    """Whether reviews mostly write a word as `new` has it, inside a sentence; a shouted word is meant so."""
    if len(old) < 2 or old.isupper() or not old.isalpha():
        return False
    share = capitals().get(old.lower(), 0) / max(1, frequencies().get(old.lower(), 0))
    return share > MOSTLY if new[0].isupper() else share < 1 - MOSTLY


def weigh(doc: Doc, model: LanguageModel) -> tuple[Changed, ...]:
    """The changes of a paragraph, weighed."""
    text = doc.text
    sentences = [(each.start_char, each.end_char) for each in doc.sents]
    kinds: dict[Alternative, tuple[Kind, float]] = {}
    for change in model.changes(text, sentences):
        kind = kind_of(text[change.start : change.end], change.new)
        if kind is not None and change.gain > HOPELESS:
            kinds.setdefault((change.start, change.end, change.new), (kind, change.gain))
    gains = model.gains(text, list(kinds))
    return tuple(
        Changed(*edit, kind, edited, gain) for (edit, (kind, edited)), gain in zip(kinds.items(), gains, strict=True)
    )


def likeliest(weighed: Sequence[Changed]) -> Iterator[Changed]:
    """The changes that an editor would rather have than those that they exclude, surest first."""
    taken: list[Changed] = []
    for each in sorted(weighed, key=lambda each: -each.edited):
        if all(each.end < other.start or other.end < each.start for other in taken):
            taken.append(each)
            yield each


def changes(block: Block, parser: Parser, names: Names, model: LanguageModel, *kinds: Kind) -> Iterator[Changed]:
    """What is marked in a paragraph's own prose, of these kinds, in order, at most one at a place."""
    if block.kind not in RUNNING:
        return
    for each in _surest(parser.parse(block.text), model):
        if each.kind in kinds and is_plain(block, names, each):
            yield each


def beside(text: str, each: Changed) -> tuple[int, int, str]:
    """The stretch of the words on both sides of a change, and what it becomes."""
    before = max(text.rfind(" ", 0, max(each.start - 1, 0)) + 1, 0)
    behind = text.find(" ", each.end + 1)
    end = len(text) if behind < 0 else behind
    return before, end, text[before : each.start] + each.new + text[each.end : end]


def _surest(doc: Doc, model: LanguageModel) -> tuple[Changed, ...]:
    memory = _known.setdefault(model, Memory(REMEMBERED))
    before = memory.get((model.listens, doc.text))
    if before is not None:
        return before
    best = (each for each in likeliest(weigh(doc, model)) if each.sure >= each.needed(doc.text))
    found = tuple(sorted(best, key=lambda each: each.start))
    return memory.keep((model.listens, doc.text), found)


def is_plain(block: Block, names: Names, each: Changed) -> bool:
    """Whether a change lies in the draft's own prose: in no name, title, quotation or code, and beside none that is."""
    near = block.text[max(0, each.start - 2) : each.end + 2]
    named = each.kind is not Kind.MARK and names.touches(block, each.start, max(each.end, each.start + 1))
    return (
        not named
        and OBJECT not in near
        and not any(
            block.inside(kind, each.start, each.end)
            for kind in (RegionKind.QUOTATION, RegionKind.EMPHASIS, RegionKind.CODE, RegionKind.FOREIGN)
        )
    )
