"""What an editor would change that is no matter of grammar's small words: marks and capitals.

The language model says it as an editor, and as a reader of what stands around it; the two voices are added.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from pipeline.checks._care import Care
from pipeline.checks._places import own
from pipeline.document import OBJECT, RUNNING, Block
from pipeline.engines._memory import Memory
from pipeline.engines.causal import Alternative, LanguageModel
from pipeline.engines.spacy import Parser, sentences
from pipeline.house import capitals, frequencies
from pipeline.names import Names

if TYPE_CHECKING:
    from spacy.tokens import Doc

SHARE, LOW, HIGH = 0.3, -3.0, 8.0
"""What a nat of the reader's gain counts beside one of the editor's, and the least and the most that count."""

CARELESS = 1.0
"""How many nats a draft's carelessness (`Care`) counts for; set by eye, as the bars are."""

HOPELESS = -2.0
"""The editor's gain (nats) up to which a change is not weighed."""

MOSTLY = 0.6
"""The share of a word's places in reviews from which a capital, or a small letter, is its usual one."""

REMEMBERED = 4
"""Paragraphs whose changes are kept: the checks that ask see one after the other. What was guessed is kept apart."""

_known: WeakKeyDictionary[LanguageModel, Memory[tuple[bool, Care, str], tuple[Changed, ...]]] = WeakKeyDictionary()


class Kind(Enum):
    """What a change does; the value is how sure it has to be (nats) to be marked.

    The bars were set by eye on amateur reviews. A comma is weighed by `punctuation/_weighing`, too, which knows the
    parse; alone it has to be surer.
    """

    COMMA = 3.0
    QUESTION = 0.2
    CASE = 0.0


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


def kind_of(text: str, start: int, end: int, new: str) -> Kind | None:
    """What a change of `text[start:end]` does; None where it is of another kind, or of taste.

    A comma before a quoted word is no matter of the sentence alone, nor is a capital that begins a block.
    """
    old, then = text[start:end].strip(), new.strip()
    if (old, then) == ("", ","):
        return None if text[start : start + 2].strip()[:1] in ('"', "“", "'", "‘") else Kind.COMMA
    if then == "?" and not any(letter.isalnum() for letter in old):
        return Kind.QUESTION
    return Kind.CASE if start and old.lower() == then.lower() and _is_usual(old, then) else None


def _is_usual(old: str, new: str) -> bool:
    """Whether reviews mostly write a word as `new` has it, inside a sentence; a shouted word is meant so."""
    if len(old) < 2 or old == new or old.isupper() or not old.isalpha():
        return False
    share = capitals().get(old.lower(), 0) / max(1, frequencies().get(old.lower(), 0))
    return share > MOSTLY if new[0].isupper() else share < 1 - MOSTLY


def weigh(doc: Doc, model: LanguageModel) -> tuple[Changed, ...]:
    """The changes of a paragraph, weighed."""
    text = doc.text
    kinds: dict[Alternative, tuple[Kind, float]] = {}
    for change in model.changes(text, sentences(doc)):
        kind = kind_of(text, change.start, change.end, change.new)
        if kind is not None and change.gain > HOPELESS:
            kinds.setdefault((change.start, change.end, change.new), (kind, change.gain))
    gains = model.gains(text, list(kinds))
    return tuple(
        Changed(*edit, kind, edited, gain) for (edit, (kind, edited)), gain in zip(kinds.items(), gains, strict=True)
    )


def _likeliest(weighed: Sequence[Changed]) -> Iterator[Changed]:
    """The changes that an editor would rather have than those that they exclude, surest first."""
    taken: list[Changed] = []
    for each in sorted(weighed, key=lambda each: -each.edited):
        if all(each.end < other.start or other.end < each.start for other in taken):
            taken.append(each)
            yield each


def changes(
    block: Block, parser: Parser, names: Names, model: LanguageModel, care: Care, *kinds: Kind
) -> Iterator[Changed]:
    """What is marked in a paragraph's own prose, of these kinds, in order, at most one at a place."""
    if block.kind not in RUNNING:
        return
    for each in _surest(parser.parse(block.text), model, care):
        if each.kind in kinds and _is_plain(block, names, each):
            yield each


def beside(text: str, each: Changed) -> tuple[int, int, str]:
    """The stretch of the words on both sides of a change, and what it becomes."""
    before = max(text.rfind(" ", 0, max(each.start - 1, 0)) + 1, 0)
    behind = text.find(" ", each.end + 1)
    end = len(text) if behind < 0 else behind
    return before, end, text[before : each.start] + each.new + text[each.end : end]


def _surest(doc: Doc, model: LanguageModel, care: Care) -> tuple[Changed, ...]:
    text = doc.text
    memory = _known.setdefault(model, Memory(REMEMBERED))
    before = memory.get((model.listens, care, text))
    if before is not None:
        return before
    best = (each for each in _likeliest(weigh(doc, model)) if each.sure + CARELESS * care.doubt >= each.kind.value)
    found = tuple(sorted(best, key=lambda each: each.start))
    return memory.keep((model.listens, care, text), found)


def _is_plain(block: Block, names: Names, each: Changed) -> bool:
    """Whether a change lies in the draft's own prose: in no name, title, quotation or code, and beside none that is."""
    named = each.kind is Kind.CASE and names.touches(block, each.start, each.end)
    return (
        not named
        and OBJECT not in block.text[max(0, each.start - 2) : each.end + 2]
        and own(block, each.start, each.end)
    )
