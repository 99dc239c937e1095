"""How sure an edit is: what the language model and the house's reviews say of it, in one number.

A logistic regression, its weights in `house/grammar-weights.tsv`: learned by `benchmarks/grammar_weights.py` from
amateur reviews whose errors a copy editor had marked.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from pipeline.checks._care import Care
from pipeline.checks._odds import odds
from pipeline.checks.grammar._promise import Neighbours, neighbours
from pipeline.house import bigrams, entries, frequencies, table

RARE = 200
"""A word that reviews have more rarely is one that the model knows little of."""

MOST, HIGH = 12.0, 6.0
"""Gains (nats) above the first say no more; those above the second say less."""


LOW, EVEN, HIGHEST, MOST_DOUBT = -8.0, -1.5, 3.0, 4.0
"""Where an editor's gain is cut off, from where on it counts anew, and where doubt is cut off (nats)."""

USUAL = Care()


@dataclass(frozen=True, slots=True)
class Weighed:
    """An edit, the family that it is of, and what the language model makes of it (nats).

    `gain` is how much likelier the text is with it, `glance` how much by what stands before it alone; `own` is how
    likely (log-probability) what it takes out was, or what it is put before, and `behind` the first token behind it.
    `edited` is by how much an editor would rather have it, `doubt` how unlikely he is to leave the word; `care` is how
    carefully the draft was written, `around` the greater of the doubts beside it. `kinds` are those of the word before
    it, of the first that it takes out or is put before, and of the one behind that (`_word_kinds.KINDS`).
    """

    start: int
    end: int
    new: str
    family: str
    gain: float
    glance: float
    own: float
    behind: float
    edited: float
    doubt: float
    care: Care = USUAL
    around: float = 0.0
    kinds: tuple[str, str, str] = ("", "", "")


def features(text: str, each: Weighed) -> Mapping[str, float]:
    """What is known of an edit, by name."""
    near = neighbours(text, each.start, each.end, each.new)
    pairs = bigrams()

    def seen(first: str, second: str) -> float:
        return math.log1p(pairs.get(f"{first} {second}", 0))

    was, then = (near.before, *near.old, near.after), (near.before, *near.new, near.after)
    known = [frequencies().get(word, 0) for word in (near.before, near.after) if word[0].isalpha()]
    gain = min(each.gain, MOST)
    return {
        "always": 1.0,
        "gain": gain,
        "high gain": max(0.0, gain - HIGH),
        "glance": max(-6.0, min(each.glance, 10.0)),
        "surprise": min(-each.own, 14.0),
        "surprise behind": min(-each.behind, MOST),
        "seen before, old": seen(was[0], was[1]),
        "seen behind, old": seen(was[-2], was[-1]),
        "seen before, new": seen(then[0], then[1]),
        "seen behind, new": seen(then[-2], then[-1]),
        "unseen, old": float(min(seen(was[0], was[1]), seen(was[-2], was[-1])) == 0),
        "unseen, new": float(min(seen(then[0], then[1]), seen(then[-2], then[-1])) == 0),
        "edited": max(LOW, min(each.edited, HIGHEST)),
        "edited, above": max(0.0, min(each.edited, HIGHEST) - EVEN),
        "edited, with gain": max(LOW, min(each.edited, HIGHEST)) * gain / HIGH,
        "doubt": min(each.doubt, MOST_DOUBT),
        **each.care.features,
        "rare": float(min(known, default=RARE) < RARE),
        "after mark": float(not near.before[0].isalnum()),
        "before mark": float(not near.after[0].isalnum()),
        "after and": float(near.before in ("and", "or", "but")),
        "doubt around": min(each.around, MOST_DOUBT),
        f"{each.family}": 1.0,
        f"{each.family}, gain": gain - 5.0,
        **dict.fromkeys(_named(near, each.kinds), 1.0),
    }


def _named(near: Neighbours, kinds: tuple[str, str, str]) -> Iterator[str]:
    """The kinds of the words around an edit, and the small words that it takes out and puts in."""
    for place, kind in zip(("kind before", "kind", "kind behind"), kinds, strict=True):
        if kind:
            yield f"{place}: {kind}"
    for side, words in (("old", near.old), ("new", near.new)):
        if len(words) == 1 and words[0] in entries("function-words.tsv"):
            yield f"{side}: {words[0]}"


def score(text: str, each: Weighed) -> float:
    """How sure an edit is: the logarithm of the odds that it mends an error. A family without weights is never sure."""
    held = weights()
    if each.family not in held:
        return -math.inf
    return odds(held, features(text, each))


@cache
def weights() -> Mapping[str, float]:
    """What each feature adds to an edit's score."""
    return MappingProxyType({name: float(weight) for name, weight in table("grammar-weights.tsv")})
