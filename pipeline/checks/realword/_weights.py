"""Words that a place wants more than the word that stands there, by the weights that were learned from reviews."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.house.contexts import Token, encode, features, tokens
from pipeline.house.weights import Weights, shipped


@dataclass(frozen=True, slots=True)
class Candidate:
    """`replacement` (lower-cased, straight apostrophes) fits better at `text[start:end]`.

    `log_odds` is the natural logarithm of how much likelier the place makes it than `word`, which stands there.
    """

    start: int
    end: int
    word: str
    replacement: str
    log_odds: float


def candidates(
    text: str, learned: Weights | None = None, least: float = 0.0, weights: Weights | None = None
) -> Iterator[Candidate]:
    """The best candidate of each place of a paragraph whose log-odds are `least` or more, in order.

    `learned` are a house's own weights, which are added to `weights`, or to those that copydesk brings.
    """
    weights = weights or shipped()
    found = tokens(text)
    places = list(_places(found, weights))
    if not places:
        return
    described = features(
        encode(found, weights.classes),
        np.array([first for first, _, _ in places]),
        np.array([last for _, last, _ in places]),
    )
    words: list[str] = []
    rows: list[int] = []
    for at, (_, _, word) in enumerate(places):
        group = (word, *weights.partners[word])
        words += group
        rows += [at] * len(group)
    scores = weights.scores(words, described[rows])
    if learned is not None:
        scores = scores + learned.scores(words, described[rows])
    at = 0
    for first, last, word in places:
        others = weights.partners[word]
        end = at + 1 + len(others)
        best = at + 1 + int(np.argmax(scores[at + 1 : end]))
        log_odds = float(scores[best] - scores[at])
        if log_odds >= least:
            replacement = words[best].replace("_", " ")
            start, stop = found[first].start, found[last - 1].end
            yield Candidate(start, stop, text[start:stop], replacement, log_odds)
        at = end


def _places(found: Sequence[Token], weights: Weights) -> Iterator[tuple[int, int, str]]:
    """Where words stand that are weighed: their first and last token, the last exclusive, and the word.

    What has a capital of its own is somebody's name or a part of a title.
    """
    for at, token in enumerate(found):
        if token.named:
            continue
        if token.word in weights.partners:
            yield at, at + 1, token.word
        if at + 1 < len(found) and not found[at + 1].named:
            two = f"{token.word}_{found[at + 1].word}"
            if two in weights.partners:
                yield at, at + 2, two
