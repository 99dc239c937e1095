"""Classes of words: those that stand between the same neighbours are of one class."""

import numpy as np
from numpy.typing import NDArray

from pipeline.house.contexts import FIRST_CLASS, hashed
from pipeline.learn._corpus import Corpus

WORDS = 24_000
LEAST = 20
"""How many words get a class that is learned, and how often each has to occur; others have one by their ending."""

NEIGHBOURS = 400
"""How many of the commonest words, marks included, tell words apart by standing beside them."""

FINE, COARSE, AXES = 320, 48, 80


def classify(corpus: Corpus) -> dict[int, tuple[int, int]]:
    """The fine and the coarse class of the commonest words, by a word's hash."""
    counts = np.bincount(corpus.tokens, minlength=len(corpus.words))
    counts[0] = 0
    order = np.argsort(-counts, kind="stable")
    words = order[: min(WORDS, int((counts >= LEAST).sum()))]
    shares = np.sqrt(_neighbours(corpus, words, order[:NEIGHBOURS]))
    _, _, axes = np.linalg.svd(shares[: WORDS // 4] - shares.mean(axis=0), full_matrices=False)
    points = (shares @ axes[:AXES].T).astype(np.float32)
    fine = _clusters(points, min(FINE, len(points)))
    centres = np.array(
        [points[fine == at].mean(axis=0) if (fine == at).any() else points[at] for at in range(fine.max() + 1)]
    )
    coarse = _clusters(centres, min(COARSE, len(centres)))
    return {
        hashed(corpus.words[word]): (FIRST_CLASS + at, FIRST_CLASS + int(coarse[at]))
        for word, at in zip(words.tolist(), fine.tolist(), strict=True)
        if corpus.words[word][0].isalpha()
    }


def _neighbours(corpus: Corpus, words: NDArray[np.int64], signs: NDArray[np.int64]) -> NDArray[np.float32]:
    """Which part of each word's left and right neighbours each sign is, any other word the last of them.

    A word with a capital inside a sentence is part of a name, and says nothing about its class.
    """
    row = np.full(len(corpus.words), -1, np.int64)
    row[words] = np.arange(len(words))
    column = np.full(len(corpus.words), len(signs), np.int64)
    column[signs] = np.arange(len(signs))
    width = len(signs) + 1
    table = np.zeros((len(words), 2 * width), np.float32)
    own = np.where(corpus.named, -1, row[corpus.tokens])
    valid = own >= 0
    for side, shift in ((0, 1), (1, -1)):
        near = np.roll(column[corpus.tokens], shift)
        cells = own[valid] * 2 * width + side * width + near[valid]
        table += np.bincount(cells, minlength=table.size).reshape(table.shape).astype(np.float32)
    return np.asarray(table / np.maximum(table.sum(axis=1, keepdims=True), 1), np.float32)


def _clusters(points: NDArray[np.float32], number: int) -> NDArray[np.int64]:
    """The cluster of each point, by k-means from the first points, which are the commonest words'."""
    centres = points[:number].copy()
    nearest = np.zeros(len(points), np.int64)
    for _ in range(25):
        nearest = ((centres**2).sum(axis=1) - 2 * points @ centres.T).argmin(axis=1)
        sizes = np.bincount(nearest, minlength=number)[:, None]
        sums = np.zeros_like(centres)
        np.add.at(sums, nearest, points)
        centres = np.where(sizes > 0, sums / np.maximum(sizes, 1), centres).astype(np.float32)
    return nearest
