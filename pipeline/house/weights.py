"""How well each of several words fits a place, by weights that were learned from reviews.

A word has a weight for each feature of a place that it has been seen with often enough (`contexts.features`). The sum
of those is its score; the difference of two words' scores is the logarithm of how much likelier the one is there than
the other. Words are written as in `confusion-sets.tsv`: `may_be` is two words.
"""

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.house.contexts import Hashes, hashed, mixed

KEY_BITS = 26
STEP = 0.03
"""A weight is a whole number of these, from -127 to 127."""

BIAS = np.uint32(0)
"""The feature that every place has."""


@dataclass(frozen=True, slots=True, eq=False)
class Weights:
    """Weights by key, ascending; the words that are weighed, each with those it is written for; classes of words.

    `offsets` are added to a word's score: what a word lost by being sampled more rarely than it occurs.
    """

    keys: Hashes
    values: NDArray[np.int8]
    partners: Mapping[str, tuple[str, ...]]
    offsets: Mapping[str, float]
    classes: Mapping[int, tuple[int, int]] = field(default_factory=dict)
    _bits: NDArray[np.uint64] = field(init=False, repr=False)
    _ranks: NDArray[np.int32] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        # one bit a key, and how many keys there are before each 64: a look into 12 MB, where a search is ten
        bits = np.zeros(1 << (KEY_BITS - 6), np.uint64)
        np.bitwise_or.at(bits, self.keys >> 6, np.uint64(1) << (self.keys & 63).astype(np.uint64))
        counts = np.bitwise_count(bits).astype(np.int32)
        object.__setattr__(self, "_bits", bits)
        object.__setattr__(self, "_ranks", np.cumsum(counts, dtype=np.int32) - counts)

    def sums(self, words: Hashes, features: Hashes) -> NDArray[np.float32]:
        """The score of the word whose hash is `words[i]` for the features `features[i]`, no offset added."""
        biases = np.full((len(words), 1), BIAS, np.uint32)
        found = key(words[:, None], np.hstack((biases, features)))
        held = self._bits[found >> 6]
        place = (found & 63).astype(np.uint64)
        there = (held >> place & np.uint64(1)).astype(np.bool_)
        before = np.bitwise_count(held[there] & ((np.uint64(1) << place[there]) - np.uint64(1)))
        at = self._ranks[found[there] >> 6] + before
        rows = np.repeat(np.arange(len(words)), there.sum(axis=1))
        return np.asarray(np.bincount(rows, self.values[at], minlength=len(words)) * STEP, np.float32)

    def scores(self, words: Sequence[str], features: Hashes) -> NDArray[np.float32]:
        """The score of `words[i]` in the place whose features are `features[i]`."""
        sums = self.sums(np.array([hashed(word) for word in words], np.uint32), features)
        return sums + np.array([self.offsets.get(word, 0.0) for word in words], np.float32)


def key(words: Hashes, features: Hashes) -> Hashes:
    """The key of a word's weight for a feature."""
    return mixed(words, features) >> np.uint32(32 - KEY_BITS)


def arrays(weights: Weights) -> dict[str, NDArray[Any]]:
    """Weights as arrays, for `pack`."""
    words = sorted(weights.partners)
    number = {word: at for at, word in enumerate(words)}
    classes = sorted((word, *both) for word, both in weights.classes.items())
    return {
        "steps": _steps(weights.keys),
        "values": weights.values,
        "words": np.frombuffer("\n".join(words).encode("utf-8"), np.uint8),
        "offsets": np.array([weights.offsets.get(word, 0.0) for word in words], np.float32),
        "partners": np.array([number[other] for word in words for other in weights.partners[word]], np.uint16),
        "degrees": np.array([len(weights.partners[word]) for word in words], np.uint16),
        "class_words": np.array([row[0] for row in classes], np.uint32),
        "class_fine": np.array([row[1] for row in classes], np.uint16),
        "class_coarse": np.array([row[2] for row in classes], np.uint8),
    }


def of(held: Mapping[str, NDArray[Any]]) -> Weights:
    """The weights of `arrays`. KeyError where some are missing."""
    words = held["words"].tobytes().decode("utf-8").split("\n")
    degrees = held["degrees"]
    ends = np.cumsum(degrees, dtype=np.int64).tolist()
    others = [words[at] for at in held["partners"].tolist()]
    starts = [0, *ends[:-1]]
    return Weights(
        keys=np.cumsum(_unpacked(held["steps"]), dtype=np.uint32),
        values=held["values"],
        partners={word: tuple(others[a:b]) for word, a, b in zip(words, starts, ends, strict=False)},
        offsets=dict(zip(words, held["offsets"].tolist(), strict=False)),
        classes={
            word: (fine, coarse)
            for word, fine, coarse in zip(
                *(held[name].tolist() for name in ("class_words", "class_fine", "class_coarse")), strict=True
            )
        },
    )


def pack(held: Mapping[str, NDArray[Any]]) -> bytes:
    """Arrays as a file of numpy's `.npz`, the same arrays as the same bytes."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, array in held.items():
            data = io.BytesIO()
            np.save(data, array, allow_pickle=False)
            entry = zipfile.ZipInfo(f"{name}.npy", (1980, 1, 1, 0, 0, 0))
            archive.writestr(entry, data.getvalue(), zipfile.ZIP_DEFLATED, 9)
    return file.getvalue()


def unpack(data: bytes) -> Weights:
    """The weights in a file that `pack` made."""
    with np.load(io.BytesIO(data), allow_pickle=False) as held:
        return of(held)


@cache
def shipped() -> Weights:
    """The weights that copydesk brings."""
    return unpack(files(__package__).joinpath("confusions.npz").read_bytes())


def _steps(keys: Hashes) -> NDArray[np.uint8]:
    """The distances of ascending keys in seven bits each, the lowest first; the eighth says that more follow."""
    out = bytearray()
    for step in np.diff(keys, prepend=np.uint32(0)).tolist():
        left = step
        while left > 127:
            out.append(left & 127 | 128)
            left >>= 7
        out.append(left)
    return np.frombuffer(bytes(out), np.uint8)


def _unpacked(steps: NDArray[np.uint8]) -> NDArray[np.uint32]:
    last = steps < 128
    number = np.concatenate(([0], np.cumsum(last)[:-1]))
    first = np.concatenate(([True], last[:-1]))
    place = np.arange(len(steps)) - np.maximum.accumulate(np.where(first, np.arange(len(steps)), 0))
    out = np.zeros(int(last.sum()), np.uint32)
    np.add.at(out, number, (steps & 127).astype(np.uint32) << (7 * place).astype(np.uint32))
    return out
