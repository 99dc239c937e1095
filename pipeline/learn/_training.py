"""Weights from examples: a softmax over a word and those it is weighed against, trained place by place.

FTRL-Proximal (McMahan et al., 2013, “Ad Click Prediction: a View from the Trenches”), so that most weights come out as
nothing and are left out. A word's weight for a feature is there only where the two were seen together often enough:
what was seen with its rivals alone speaks through their weights.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.house.contexts import Encoded, Hashes, features, hashed
from pipeline.house.weights import BIAS, KEY_BITS, STEP, Weights, key
from pipeline.learn import _corpus
from pipeline.learn._corpus import Corpus

BATCH, STEPS = 1024, 100
"""How many places are learned from at once, at most, and how many steps a round has, at least."""

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Settings:
    """How to learn: `rounds` over the examples; `least`, how often a word and a feature have to be seen together.

    `most` is how many examples of a word are taken, `fewest` how many it needs; `l1` and `rate` are FTRL's own. After
    the first round, places where the word that stands there has a probability below `doubt` teach nothing: the writers
    are amateurs, and what looks so wrong often is. Weights that are `small` in the end are left out.
    """

    rounds: int = 2
    least: int = 3
    l1: float = 1.5
    rate: float = 0.12
    most: int = 20_000
    fewest: int = 5
    doubt: float = 0.02
    small: float = 0.105


def train(
    corpus: Corpus,
    classes: Mapping[int, tuple[int, int]],
    partners: Mapping[str, tuple[str, ...]],
    settings: Settings,
    base: Weights | None = None,
) -> Weights:
    """The weights of the words in `partners`; where there is a base, what is to be added to it."""
    words = sorted(partners)
    number = {word: at for at, word in enumerate(words)}
    found = _corpus.examples(corpus, words, settings.most)
    there = {word for word in words if found.counts[word] >= settings.fewest or base is not None}
    rivals = {
        word: tuple(other for other in partners[word] if other in there) if word in there else () for word in words
    }
    usable = np.array([bool(rivals[word]) for word in words])[found.stands]
    starts, ends, stands = found.starts[usable], found.ends[usable], found.stands[usable]
    described = _corpus.encoded(corpus, classes)
    hashes = np.array([hashed(word) for word in words], np.uint32)
    slots, size = _slots(described, starts, ends, hashes[stands], settings.least)
    groups = _Groups([[number[word], *(number[other] for other in rivals[word])] for word in words])
    table = _Table(size, settings)
    rng = np.random.default_rng(2)
    batch = min(max(len(stands) // STEPS, 1), BATCH)
    for turn in range(settings.rounds):
        order = rng.permutation(len(stands))
        for low in range(0, len(order), batch):
            some = order[low : low + batch]
            word, place, begins = groups.of(stands[some])
            seen = features(described, starts[some], ends[some])
            given = None if base is None else base.sums(hashes[word], seen[place])
            seen = np.hstack((np.full((len(some), 1), BIAS, np.uint32), seen))
            table.learn(
                slots[key(hashes[word][:, None], seen[place])], place, begins, given, settings.doubt if turn else 0.0
            )
    keys = np.flatnonzero(slots < size).astype(np.uint32)
    weights = table.weights()
    weights[np.abs(weights) < settings.small] = 0
    values = np.clip(np.rint(weights / STEP), -127, 127).astype(np.int8)[slots[keys]]
    offsets = {} if base is not None else {word: -math.log(rate) for word, rate in found.rates.items()}
    return Weights(
        keys[values != 0],
        values[values != 0],
        {word: group for word, group in rivals.items() if group},
        offsets,
        classes,
    )


def _slots(
    described: Encoded, starts: NDArray[np.int64], ends: NDArray[np.int64], words: Hashes, least: int
) -> tuple[NDArray[np.int32], int]:
    """For each key the place of its weight, or the number of weights where it has none."""
    seen = np.zeros(1 << KEY_BITS, np.uint8)
    for low in range(0, len(starts), 50_000):
        some = slice(low, low + 50_000)
        found = key(words[some, None], features(described, starts[some], ends[some]))
        unique, times = np.unique(found, return_counts=True)
        seen[unique] = np.minimum(seen[unique].astype(np.int64) + times, 255)
    seen[key(words, np.full(len(words), BIAS, np.uint32))] = 255
    keys = np.flatnonzero(seen >= least)
    slots = np.full(1 << KEY_BITS, len(keys), np.int32)
    slots[keys] = np.arange(len(keys), dtype=np.int32)
    return slots, len(keys)


class _Groups:
    """Each word with those it is weighed against, itself first."""

    def __init__(self, groups: Sequence[Sequence[int]]) -> None:
        self._sizes = np.array([len(group) for group in groups])
        self._firsts = np.cumsum(self._sizes) - self._sizes
        self._flat = np.array([word for group in groups for word in group], np.int64)

    def of(self, stands: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
        """All words of the places where these stand, the place of each, and where each place's words begin."""
        sizes = self._sizes[stands]
        places = np.repeat(np.arange(len(stands)), sizes)
        begins = np.cumsum(sizes) - sizes
        return self._flat[self._firsts[stands][places] + np.arange(len(places)) - begins[places]], places, begins


class _Table:
    """The state of FTRL-Proximal: for each weight the sum of its gradients and that of their squares."""

    def __init__(self, size: int, settings: Settings) -> None:
        self._sums = np.zeros(size, np.float32)
        self._squares = np.zeros(size, np.float32)
        self._l1, self._rate = settings.l1, settings.rate

    def weights(self) -> Floats:
        """The weights as they are."""
        return self._weights(self._sums, self._squares)

    def _weights(self, sums: Floats, squares: Floats) -> Floats:
        shrunk = sums - np.clip(sums, -self._l1, self._l1)
        return np.asarray(-shrunk * self._rate / (1 + np.sqrt(squares)), np.float32)

    def learn(
        self,
        slots: NDArray[np.int32],
        places: NDArray[np.int64],
        begins: NDArray[np.int64],
        given: Floats | None,
        doubt: float,
    ) -> None:
        """One step: a row of slots for each word of each place, the word that stands there first."""
        known = slots < len(self._sums)
        rows = np.repeat(np.arange(len(slots)), known.sum(axis=1))
        at = slots[known]
        sums, squares = self._sums[at], self._squares[at]
        weights = self._weights(sums, squares)
        scores = np.bincount(rows, weights, minlength=len(slots)) + (0 if given is None else given)
        raised = np.exp(scores - np.maximum.reduceat(scores, begins)[places])
        wrong = raised / np.add.reduceat(raised, begins)[places]
        wrong *= (wrong[begins] >= doubt)[places]
        wrong[begins] -= wrong[begins] >= doubt
        gradient = wrong.astype(np.float32)[rows]
        grown = gradient * gradient
        change = (np.sqrt(squares + grown) - np.sqrt(squares)) / self._rate
        np.add.at(self._sums, at, gradient - change * weights)
        np.add.at(self._squares, at, grown)
