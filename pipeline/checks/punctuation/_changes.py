"""What an editor would change that is no matter of grammar's small words: commas, semicolons and question marks.

The language model says it as an editor, and as a reader of what stands around it; the two voices are added.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from pipeline.checks._care import Care
from pipeline.checks._clauses import sentences as parsed
from pipeline.checks._places import own
from pipeline.checks.punctuation._places import QUOTED, is_fronted
from pipeline.checks.punctuation._speech import tagged
from pipeline.document import OBJECT, RUNNING, Block
from pipeline.engines.causal import Alternative, LanguageModel
from pipeline.engines.spacy import Parser, sentences

if TYPE_CHECKING:
    from spacy.tokens import Doc

SHARE, LOW, HIGH = 0.3, -3.0, 8.0
"""What a nat of the reader's gain counts beside one of the editor's, and the least and the most that count."""

CARELESS = 2.0
"""How often it counts that a writer is careless: once as in a noisy channel, once for edited prose, which is meant."""

HOPELESS = -2.0
"""The editor's gain (nats) up to which a change is not weighed."""

FLOOR = -0.8
"""How sure (nats) a change has to be however careless the writer is."""

BRIEF, SURER = 5, 1.0
"""How many words without a verb are a short opening, and how much surer (nats) a comma behind one has to be."""

_OF_TASTE = re.compile(r"\s*(?:and|or|nor|but|so|yet|because)\b|\d")
_NAME = re.compile(r"""\s["“][^"“”]{1,80}["”](?=\s+\w)(?<![.,;:!?…]["”])""")
_BESIDE_MARK = re.compile(r"""["“'‘]|\s["“'‘](?![A-Z])""")


_LUCKY = re.compile(r"\b(?:(?:un)?(?:fortunate|lucki|happi)|sad|thankful)ly\Z", re.IGNORECASE)
"""Adverbs of luck: who has it may follow at once, “Luckily for him, it rained”."""


class Kind(Enum):
    """What a change does; the value is how sure it has to be (nats) to be marked.

    The bars were set on amateur reviews: from there on, of what no other check had marked, three of four changes that
    were no matter of taste mended an error, and they were raised until a page of hard, right prose was silent.
    `punctuation/_weighing`, which knows the parse, weighs most of these places, too.
    """

    COMMA = 0.5
    NO_COMMA = 0.7
    SEMICOLON = 0.0
    QUESTION = -0.2


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

    A comma beside a quotation mark is no matter of the sentence alone, unless a whole sentence is quoted; one before a
    conjunction is taste.
    """
    old, then = text[start:end].strip(), new.strip()
    if old == "," and text[:start].rstrip().endswith(tuple(QUOTED)):
        return None  # 'Go on', she said
    if (old, then) == ("", ","):
        lucky = _LUCKY.search(text, 0, start) and text.startswith(" for ", start)
        return None if lucky or _BESIDE_MARK.match(text, start) else Kind.COMMA
    if (old, then) == (",", ""):
        return None if _OF_TASTE.match(text, end) else Kind.NO_COMMA
    if (old, then) == (",", ";"):
        return None if tagged(text, text.index(",", start)) else Kind.SEMICOLON
    if then == "?" and not any(letter.isalnum() for letter in old):
        return Kind.QUESTION
    return None


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


def changes(block: Block, parser: Parser, model: LanguageModel, care: Care) -> Iterator[Changed]:
    """What is marked in a paragraph's own prose, in order, at most one at a place."""
    if block.kind not in RUNNING:
        return
    doc = parser.parse(block.text)
    best = _likeliest(weigh(doc, model))
    for each in sorted(best, key=lambda each: each.start):
        least = each.kind.value + (SURER if each.kind is Kind.COMMA and _opens_briefly(doc, each.start) else 0.0)
        sure = each.sure >= FLOOR and each.sure + CARELESS * care.slips >= least
        parts = each.kind is Kind.COMMA and (_parts_fronted(doc, each.start) or _opens_name(doc, each.start))
        if sure and _is_plain(block, each) and not parts:
            yield each


def _opens_briefly(doc: Doc, at: int) -> bool:
    """Whether a preposition and a few words open a sentence: a comma behind them is mostly taste (Chicago 6.31)."""
    sentence = next((each for each in parsed(doc) if each.start_char <= at <= each.end_char), None)
    opening = [word for word in sentence or () if word.idx < at]
    short = 0 < len(opening) <= BRIEF and not any(word.pos_ in ("VERB", "AUX") for word in opening)
    return short and opening[0].tag_ == "IN"


def _opens_name(doc: Doc, at: int) -> bool:
    """Whether a comma would open a noun's name in quotation marks that no comma closes: “the song “Rain” by Ada is”."""
    name = _NAME.match(doc.text, at)
    before = next((word for word in reversed(doc) if word.idx < at), None)
    return name is not None and before is not None and before.pos_ in ("NOUN", "PROPN")


def _parts_fronted(doc: Doc, at: int) -> bool:
    """Whether a comma would part what opens a sentence from who thinks it: “The songs I guess I can stand”."""
    return any(
        sentence.start < word.i and 0 <= word.idx - at <= 1 and is_fronted(sentence, word)
        for sentence in parsed(doc)
        for word in sentence
    )


def beside(text: str, each: Changed) -> tuple[int, int, str]:
    """The stretch of the words on both sides of a change, and what it becomes."""
    before = max(text.rfind(" ", 0, max(each.start - 1, 0)) + 1, 0)
    behind = text.find(" ", each.end + 1)
    end = len(text) if behind < 0 else behind
    return before, end, text[before : each.start] + each.new + text[each.end : end]


def _is_plain(block: Block, each: Changed) -> bool:
    """Whether a change lies in the draft's own prose, in no title, quotation or code, and beside none."""
    beside = block.text[max(0, each.start - 2) : each.end + 2]
    return OBJECT not in beside and own(block, each.start, each.end)
