"""The first try at confusable words, kept to be beaten: a linear classifier for each pair alone.

Its features are hashed words within eight places, their order beside the word, and endings; at most 6,000 examples a
word; the logarithm of the two words' frequencies is weighed in by half. Its pairs are those of LanguageTool's list, as
the package `lingotweaker-data-en` brings it.
"""

import re
import zlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from random import Random

import numpy as np
from numpy.typing import NDArray

MOST, LEAST, SIZE, WINDOW = 6000, 15, 1 << 18, 8
TOKEN = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)*|[0-9]+|[^\sA-Za-z0-9]")

Pair = tuple[str, str]
Floats = NDArray[np.float64]


def pairs() -> frozenset[Pair]:
    """The pairs of one word each, in alphabetical order."""
    found = set()
    text = files("lingotweaker_data_en").joinpath("data/en/words/confusion_sets.txt").read_text("utf-8")
    for line in text.splitlines():
        sides = re.split(r";|->", line.partition("#")[0])
        if len(sides) > 1:
            a, b = sorted(side.split("|")[0].strip() for side in sides[:2])
            if re.fullmatch(r"[a-z']+", a) and re.fullmatch(r"[a-z']+", b):
                found.add((a, b))
    return frozenset(found)


def split(text: str) -> list[str]:
    """The tokens of a text, lower-cased, with straight apostrophes."""
    return [form.lower().replace("’", "'") for form in TOKEN.findall(text)]


@cache
def _hash(feature: str) -> int:
    return zlib.crc32(feature.encode("utf-8")) % SIZE


def described(words: list[str], at: int) -> list[int]:
    """The features of the place of a token."""
    left, right = words[max(0, at - WINDOW) : at], words[at + 1 : at + 1 + WINDOW]
    l2, l1 = (["<s>", "<s>", *left])[-2:]
    r1, r2 = ([*right, "</s>", "</s>"])[:2]
    near = [f"l1={l1}", f"l2={l2}", f"r1={r1}", f"r2={r2}", f"l12={l2} {l1}", f"r12={r1} {r2}", f"lr={l1} {r1}"]
    near += [f"ls={l1[-3:]}", f"rs={r1[-3:]}"]
    bag = sorted({f"b={word}" for word in left + right if word.isalpha()})
    return [_hash(feature) for feature in near + bag]


@dataclass(frozen=True, slots=True, eq=False)
class FirstTry:
    """A pair's weights speak for its second word; `priors` are half the logarithms of what sampling left out."""

    weights: dict[Pair, Floats]
    priors: dict[Pair, float]

    @property
    def pairs(self) -> frozenset[Pair]:
        """The pairs that were trained."""
        return frozenset(self.weights)

    def sites(self, prose: Iterable[str]) -> tuple[int, list[tuple[Pair, float]]]:
        """How many words there are, and every site of a pair with the log-odds of its other word."""
        by_word: dict[str, list[Pair]] = {}
        for pair in sorted(self.weights):
            for word in pair:
                by_word.setdefault(word, []).append(pair)
        running = 0
        found: list[tuple[Pair, float]] = []
        for paragraph in prose:
            words = split(paragraph)
            running += sum(word[0].isalpha() for word in words)
            for at, word in enumerate(words):
                for pair in by_word.get(word, ()):
                    score = float(self.weights[pair][[*described(words, at), SIZE]].sum()) + self.priors[pair]
                    other = pair[1] if word == pair[0] else pair[0]
                    found.append(((word, other), score if word == pair[0] else -score))
        return running, found


def train(corpus: Iterable[str], known: frozenset[Pair]) -> FirstTry:
    """The first try, trained on the pairs that are known."""
    random = Random(1)  # noqa: S311
    wanted = {word for pair in known for word in pair}
    counts: Counter[str] = Counter()
    held: dict[str, list[list[int]]] = {word: [] for word in wanted}
    for text in corpus:
        for line in text.split("\n"):
            words = split(line)
            for at, word in enumerate(words):
                if word not in wanted:
                    continue
                counts[word] += 1
                if len(held[word]) < MOST:
                    held[word].append(described(words, at))
                elif (place := random.randrange(counts[word])) < MOST:
                    held[word][place] = described(words, at)
    weights: dict[Pair, Floats] = {}
    priors: dict[Pair, float] = {}
    for a, b in sorted(known):
        if min(counts[a], counts[b]) >= LEAST:
            weights[a, b] = _fit(held[a], held[b])
            shift = np.log(counts[b] / counts[a]) - np.log(len(held[b]) / len(held[a]))
            priors[a, b] = 0.5 * float(shift)
    return FirstTry(weights, priors)


def _fit(first: list[list[int]], second: list[list[int]], rounds: int = 8) -> Floats:
    """Logistic regression with a little L2, by AdaGrad; the last weight is the bias."""
    rows = [*first, *second]
    width = max(map(len, rows)) + 1
    table = np.full((len(rows), width), SIZE + 1)  # what is padding has no weight
    for at, row in enumerate(rows):
        table[at, : len(row) + 1] = [*row, SIZE]
    truth = np.repeat([0.0, 1.0], [len(first), len(second)])
    weights, squares = np.zeros(SIZE + 2), np.full(SIZE + 2, 1e-6)
    rng = np.random.default_rng(1)
    for _ in range(rounds):
        order = rng.permutation(len(rows))
        for low in range(0, len(order), 64):
            some = order[low : low + 64]
            wrong = 1 / (1 + np.exp(-weights[table[some]].sum(axis=1))) - truth[some]
            places = table[some].ravel()
            gradient = np.repeat(wrong, width) + 1e-4 * weights[places]
            np.add.at(squares, places, gradient**2)
            np.add.at(weights, places, -0.1 * gradient / np.sqrt(squares[places]))
            weights[SIZE + 1] = 0.0
    return weights
