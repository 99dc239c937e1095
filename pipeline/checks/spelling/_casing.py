"""Capitals that an editor would take away or give, as the language model and the house's reviews say together.

A word's features, each times its weight, add up to the logarithm of the odds that a copy editor would mend it so. The
weights are in `house/casing-weights.tsv`; `python -m benchmarks.casing` learns them from annotated drafts. The words of
one phrase, “a Warrant Officer”, are one place.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from pipeline import house as tables
from pipeline.checks import _odds
from pipeline.checks._care import Care
from pipeline.checks._doubts import SURE, Doubts
from pipeline.checks._listed import listed
from pipeline.checks._odds import BAR
from pipeline.checks._places import begins_sentence, own
from pipeline.checks._word_kinds import KINDS
from pipeline.document import OBJECT, RUNNING, Block
from pipeline.engines._trials import HOPELESS
from pipeline.engines.causal import LanguageModel
from pipeline.engines.spacy import Parser, sentences
from pipeline.house.titlecase import is_small
from pipeline.names import Names

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

TABLE = "casing-weights.tsv"
LONGEST = 3
"""Words of a phrase that is mended at once."""

OFTEN = 5
"""How often reviews have a word, at least, for its usual letters to be known."""

MOSTLY = 0.5
"""The share of a word's places in reviews from which a capital, or a small letter, is its usual one."""

LOW, HIGH, MOST = -6.0, 3.0, 8.0
"""Where an editor's gain is cut off, and a reader's (nats)."""

NATS = 3.0
"""What gains are divided by."""

ADDRESSES = listed(
    """Father Mother Brother Sister Uncle Aunt Auntie Grandma Grandpa Captain Major Colonel General Sergeant Lieutenant
    Commander Admiral Detective Inspector Officer Agent Doctor Professor Nurse Judge Senator Governor President King
    Queen Prince Princess Lord Lady Sir Saint Pope Bishop Reverend Pastor Rabbi Coach Chef"""
)
"""Words that somebody is called by, with the name."""

_GOES_ON = re.compile(r" of (?:the )?(?!I\b)[A-Z]")
"""What stands behind a word in the middle of a title: the Story of Us."""

_OPENING = re.compile(r"(?<![\w’'-])(?:On|In|At|Of|For|From|To|Under|Over|Into|With|By|The) (?:(?:the|an?|of) )*\Z")


class Turn(StrEnum):
    """What is done to a word's first letter; the values are those of the table."""

    SMALL = "small"
    CAPITAL = "capital"


@dataclass(frozen=True, slots=True, eq=False)
class Cased:
    """Words of one phrase, how they are to be written, and what is known of that."""

    start: int
    end: int
    new: str
    turn: Turn
    features: Mapping[str, float]

    @property
    def odds(self) -> float:
        """The logarithm of the odds that a copy editor would mend it so."""
        return _odds.odds(weights()[self.turn], self.features)


@cache
def weights() -> Mapping[Turn, Mapping[str, float]]:
    """The weight of each feature for each way of mending."""
    return _odds.weights(TABLE, Turn)


def miscased(block: Block, parser: Parser, names: Names, model: LanguageModel, care: Care) -> Iterator[Cased]:
    """What is marked in a paragraph, in order and apart."""
    taken: list[Cased] = []
    for each in sorted(weigh(block, parser, names, model, care), key=lambda each: -each.odds):
        if each.odds < weights()[each.turn][BAR]:
            continue
        if all(each.end <= other.start or other.end <= each.start for other in taken):
            taken.append(each)
    yield from sorted(taken, key=lambda each: each.start)


def weigh(block: Block, parser: Parser, names: Names, model: LanguageModel, care: Care) -> Iterator[Cased]:
    """The words of a paragraph's own prose that an editor might write otherwise, weighed."""
    if block.kind not in RUNNING:
        return
    text = block.text
    doc = parser.parse(text)
    spans = sentences(doc)
    doubts = Doubts(model.stays(text, spans))
    found = {
        (phrase[0].idx, phrase[-1].idx + len(phrase[-1]), new): (phrase, turn)
        for phrase, new, turn in _proposed(block, doc, names)
        if max(doubts.at(word.idx) for word in phrase) > SURE
    }
    edited = dict(zip(found, model.edited(text, spans, list(found)), strict=True))
    hoped = [edit for edit in found if edited[edit] > HOPELESS]
    gains = dict(zip(hoped, model.gains(text, hoped), strict=True))
    for edit in hoped:
        phrase, turn = found[edit]
        doubt = doubts.at(phrase[0].idx)
        said = _said(edited[edit], gains[edit], doubt)
        yield Cased(*edit, turn, said | care.features | _seen(block, names, phrase, edit[2]))


def _proposed(block: Block, doc: Doc, names: Names) -> Iterator[tuple[tuple[Token, ...], str, Turn]]:
    """Words, and the words of one phrase, that reviews mostly write with other letters than the draft."""
    text = block.text
    for word in doc:
        turn = _turn(text, word)
        if turn is Turn.SMALL and (_ends_title(block, word) or _is_address(word)):
            continue
        if turn is None or not _is_own(block, word) or word.text in names.allowed:
            continue
        yield (word,), _turned(word.text, turn), turn
        phrase = [word]
        while len(phrase) < LONGEST and phrase[-1].i + 1 < len(doc):
            behind = doc[phrase[-1].i + 1]
            if text[phrase[-1].idx + len(phrase[-1]) : behind.idx] != " " or _turn(text, behind) is not turn:
                break
            if not _is_own(block, behind) or behind.text in names.allowed:
                break
            phrase.append(behind)
            yield tuple(phrase), " ".join(_turned(each.text, turn) for each in phrase), turn


def _turn(text: str, word: Token) -> Turn | None:
    """What reviews would mostly do to a word's first letter; None where the draft has it as they do."""
    written = word.text
    if len(written) < 2 or not written.isalpha() or not written[1:].islower() or is_small(written.lower(), "mla-9"):
        return None  # the capitals of titles' small words are the titles' own
    if re.match(r"[’'.&@/-]\w", text[word.idx + len(word) :]) or text[word.idx - 1 : word.idx] in ("'", "’", "-", "."):
        return None
    often = tables.frequencies().get(written.lower(), 0)
    share = tables.capitals().get(written.lower(), 0) / max(1, often)
    if written[0].isupper():
        return Turn.SMALL if often >= OFTEN and share < MOSTLY else None
    # a name in Mc- has another capital inside, which is not known here
    return Turn.CAPITAL if often >= OFTEN and share > MOSTLY and not written.startswith("mc") else None


def _ends_title(block: Block, word: Token) -> bool:
    """Whether a small word with a capital opens the words before (“a walk On the Road”), or the title goes on."""
    opening = _OPENING.search(block.text, max(0, word.idx - 20), word.idx)
    opened = opening is not None and not begins_sentence(block, opening.start())
    return opened or _GOES_ON.match(block.text, word.idx + len(word)) is not None


def _is_address(word: Token) -> bool:
    """Whether a word is what somebody is called by before a name: Father Orr (Chicago 8.20); “my Uncle Tom” may not."""
    behind = word.nbor(1) if word.i + 1 < len(word.doc) else None
    named = behind is not None and behind.is_title and behind.pos_ == "PROPN" and word.text_with_ws.endswith(" ")
    return word.text in ADDRESSES and named and (word.i == 0 or word.nbor(-1).tag_ not in ("DT", "PRP$", "POS"))


def _turned(word: str, turn: Turn) -> str:
    return word.lower() if turn is Turn.SMALL else word.capitalize()


def _is_own(block: Block, word: Token) -> bool:
    """Whether a word inside a sentence is the writer's own, and beside nothing that was taken out."""
    end = word.idx + len(word)
    return (
        not begins_sentence(block, word.idx)
        and OBJECT not in block.text[max(0, word.idx - 2) : end + 2]
        and own(block, word.idx, end)
        and block.verbatim(word.idx, end)
    )


def _said(edited: float, gain: float, doubt: float) -> dict[str, float]:
    """What the language model makes of it, as an editor and as a reader."""
    edited = max(LOW, min(edited, HIGH))
    return {
        "always": 1.0,
        "edited": edited / NATS,
        "edited above -2": max(0.0, edited + 2) / NATS,
        "gain": max(LOW, min(gain, MOST)) / NATS,
        "doubt": min(doubt, 4.0) / NATS,
    }


def _seen(block: Block, names: Names, phrase: Collection[Token], new: str) -> dict[str, float]:
    """What the parse, the draft and the house's reviews have on a phrase that is to be written `new`."""
    first, *_, last = (*phrase, *phrase)
    doc = first.doc
    before = doc[first.i - 1] if first.i else None
    after = doc[last.i + 1] if last.i + 1 < len(doc) else None
    usual = [tables.capitals().get(word.lower_, 0) / tables.frequencies()[word.lower_] for word in phrase]
    rarest = min(tables.frequencies()[word.lower_] for word in phrase)
    found = {"share": max(usual), "frequency": math.log(rarest) / 5, "words": float(len(phrase) - 1)}
    known = {f"word: {KINDS.get(last.tag_, 'other')}"}
    known.add(f"before: {KINDS.get(before.tag_, 'mark') if before is not None else 'nothing'}")
    known.add(f"after: {KINDS.get(after.tag_, 'mark') if after is not None else 'nothing'}")
    if before is not None and before.lower_ in ("a", "an", "the", "of", "and", "this", "called", "in", "with"):
        known.add(f"before: “{before.lower_}”")
    if before is not None and before.is_title and before.lower_ != "i":
        known.add("capital before" if not begins_sentence(block, before.idx) else "opening before")
    if after is not None and after.is_title and after.text != "I":
        known.add("capital after")
    written = block.text[first.idx : last.idx + len(last)]
    if names.count(written) > 1:
        known.add("again")
    if re.search(rf"(?<![\w'’-]){re.escape(new)}(?![\w'’-])", block.text):
        known.add("other letters beside")
    if not re.search(r"[.!?…][\"”’')\]]*\s*$", block.text):
        known.add("label")
    return found | dict.fromkeys(known, 1.0)
