"""What an edit promises, before the language model reads on from it.

A glance tells how well an edit follows what stands before it. Whether what stands behind follows the edit is guessed
from how often words stand side by side in the house's reviews. The guess costs nothing; it says which few of very many
edits are worth the model's time.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import lru_cache

from pipeline.house import bigrams, frequencies

CORPUS = 22.7e6
"""How many words the reviews have."""

BACK_OFF = 20
"""How many sightings of a word the frequency of the next one alone counts for."""

AROUND = 40
"""How many characters before and after an edit its neighbours are looked for in."""

LEAST_LIKELY, GUESSED = -9.0, 5.0
"""The least a pair is taken to be likely (nats), and the most that such a guess may take from an edit."""

PLACES = 2048
"""Places, and words put in, that are remembered: there are many edits at each place, and few words are put in."""

BEHIND_MARK = -1.5
"""What a word put in before a mark is taken to cost (nats)."""

_WORD = re.compile(r"[a-z]+(?:'[a-z]+)*|[0-9]+|[^\sa-z0-9]")


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The words, lower-cased, that an edit stands between, those it takes out and those it puts in."""

    before: str
    old: tuple[str, ...]
    new: tuple[str, ...]
    after: str


def neighbours(text: str, start: int, end: int, new: str) -> Neighbours:
    """What stands around an edit. A paragraph begins and ends with a full stop."""
    return Neighbours(_before(text, start), split(text[start:end]), split(new), _behind(text, end))


@lru_cache(PLACES)
def _before(text: str, at: int) -> str:
    """The word or mark before a place."""
    words = split(text[max(0, at - AROUND) : at])
    return words[-1] if words else "."


@lru_cache(PLACES)
def _behind(text: str, at: int) -> str:
    """The word or mark behind a place."""
    words = split(text[at : at + AROUND])
    return words[0] if words else "."


@lru_cache(PLACES)
def split(text: str) -> tuple[str, ...]:
    """The words and marks of a text, lower-cased, with straight apostrophes."""
    return tuple(_WORD.findall(text.lower().replace("’", "'")))


def follows(first: str, second: str) -> float:
    """How likely (log-probability in nats) the second word stands behind the first, by the house's reviews."""
    share = max(frequencies().get(second, 0), 1) / CORPUS
    known = frequencies().get(first, 0)
    if not known:
        return math.log(share)
    return math.log((bigrams().get(f"{first} {second}", 0) + BACK_OFF * share) / (known + BACK_OFF) + 1e-9)


def promise(near: Neighbours, glance: float, behind: float) -> float:
    """About how much likelier (nats) the text will be with an edit.

    `glance` is what it gains by what stands before it, `behind` how likely (log-probability) the token behind it was.
    """
    if not near.new:
        return glance - behind
    inside = sum(max(LEAST_LIKELY, follows(a, b)) for a, b in zip(near.new, near.new[1:], strict=False))
    word = near.after[0].isalpha()
    if not near.old:
        if not word:
            return glance + BEHIND_MARK
        then = follows(near.new[-1], near.after)
        return glance + inside + min(-0.3, max(then, behind + then - follows(near.before, near.after)))
    change = follows(near.new[-1], near.after) - follows(near.old[-1], near.after) if word else 0.0
    return glance + inside + max(-GUESSED, min(change, max(0.0, -behind - 0.5)))
