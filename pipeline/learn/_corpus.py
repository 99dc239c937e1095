"""Texts as numbers, and the places in them where words stand."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.house.contexts import MARGIN, PAD, TOKEN, Encoded, figures, is_named


@dataclass(frozen=True, slots=True, eq=False)
class Corpus:
    """A token's number, its word among `words`, and whether it has a capital that its place does not give it.

    Word 0 is PAD: MARGIN of it stand before each paragraph and at the end.
    """

    words: list[str]
    tokens: NDArray[np.int32]
    named: NDArray[np.bool_]

    @property
    def running(self) -> int:
        """How many words there are, marks and numbers left out."""
        letters = np.array([word[0].isalpha() for word in self.words])
        return int(letters[self.tokens].sum())

    def counts(self) -> dict[str, int]:
        """How often each word occurs."""
        return dict(zip(self.words, np.bincount(self.tokens, minlength=len(self.words)).tolist(), strict=True))


def read(texts: Iterable[str]) -> Corpus:
    """The texts as numbers; a line is a paragraph."""
    number: dict[str, int] = {PAD: 0}
    forms: dict[str, int] = {}
    tokens: list[NDArray[np.int32]] = []
    named: list[NDArray[np.bool_]] = []
    for text in texts:
        for paragraph in text.split("\n"):
            ids, names, before = [0] * MARGIN, [False] * MARGIN, "."
            for form in TOKEN.findall(paragraph):
                at = forms.get(form)
                if at is None:
                    at = forms[form] = number.setdefault(form.lower().replace("’", "'"), len(number))
                ids.append(at)
                names.append(is_named(form, before))
                before = form
            tokens.append(np.array(ids, np.int32))
            named.append(np.array(names, np.bool_))
    tokens.append(np.zeros(MARGIN, np.int32))
    named.append(np.zeros(MARGIN, np.bool_))
    return Corpus(list(number), np.concatenate(tokens), np.concatenate(named))


def encoded(corpus: Corpus, classes: Mapping[int, tuple[int, int]]) -> Encoded:
    """The corpus as figures; its first and last paragraphs' margins are its own."""
    small = np.array([figures(word, False, classes) for word in corpus.words], np.uint32)
    names = np.array([figures(word, True, classes) for word in corpus.words], np.uint32)
    columns = [np.where(corpus.named, names[corpus.tokens, at], small[corpus.tokens, at]) for at in range(4)]
    return Encoded(*columns)


@dataclass(frozen=True, slots=True, eq=False)
class Examples:
    """Places in a corpus, each with what stands there as a number among the words that were asked for.

    `starts` and `ends` are tokens, the corpus's first margin not counted. `rates` says which part of a word's places
    was taken where not all were, `counts` how many places there are.
    """

    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    stands: NDArray[np.int64]
    rates: dict[str, float]
    counts: dict[str, int]


def examples(corpus: Corpus, words: Sequence[str], most: int) -> Examples:
    """Places where the words stand, at most `most` of each, drawn evenly."""
    rng = np.random.default_rng(1)
    number = {word: at for at, word in enumerate(corpus.words)}
    order = np.argsort(corpus.tokens, kind="stable")
    bounds = np.searchsorted(corpus.tokens[order], np.arange(len(corpus.words) + 1))
    starts, ends, stands = [], [], []
    rates: dict[str, float] = {}
    counts: dict[str, int] = {}
    for at, word in enumerate(words):
        parts = word.split("_")
        ids = [number.get(part, -1) for part in parts]
        if -1 in ids:
            counts[word] = 0
            continue
        places = order[bounds[ids[0]] : bounds[ids[0] + 1]]
        for away, other in enumerate(ids[1:], 1):
            places = places[corpus.tokens[places + away] == other]
        counts[word] = len(places)
        if len(places) > most:
            rates[word] = most / len(places)
            places = np.sort(rng.choice(places, most, replace=False))
        starts.append(places - MARGIN)
        ends.append(places - MARGIN + len(parts))
        stands.append(np.full(len(places), at, np.int64))
    return Examples(np.concatenate(starts), np.concatenate(ends), np.concatenate(stands), rates, counts)
