"""Learn from pairs of sentences what to add to the language model: low-rank adaptation (Hu et al., 2021) with Adam.

A pair is read as `engines/_editor.py` reads a sentence: the draft, then its copy. Only the copy counts, and of it most
what stands at a change: the rest follows the draft, as a model learns in a few steps.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from benchmarks.editing.backward import Added, Learner, Lesson
from benchmarks.editing.pairs import Pair
from pipeline.engines._bytepairs import BytePairs
from pipeline.engines._copies import DRAFT, EDITED
from pipeline.engines._gguf import Weights
from pipeline.engines._llama import Tuning
from pipeline.engines._threads import shared
from pipeline.engines._tuning import PRODUCTS

Made = TypeVar("Made")

LONGEST = 240
"""Tokens of a pair that is learned from, draft and copy together: attention costs the square of them."""

NEAR = (1, 2)
"""Tokens before a change, and from its last one on, that count as it does: what makes it, and that all goes on."""

PARTS = 2
"""In how many parts a batch is read, each by a thread. Sums depend on it: it is the same on every machine."""

BESIDE = 24
"""Pairs that are read at once where nothing is learned."""

FIRST_STEPS, LEAST = 15, 0.03
"""Steps in which the rate grows to its height, and what part of it is left in the end."""

MOMENTS, CLIP, DECAY = (0.9, 0.98), 1.0, 0.01
"""Adam's memory of gradients and of their squares; the norm that gradients are cut to; the decay of weights."""

SPREAD = 20
"""Tokens by which pairs of a batch may differ in length, so that other pairs meet in each epoch."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How it is learned.

    The layers from `first` on are tuned, by additions of `rank`; `rate` is the highest rate of learning, `tokens` the
    most that a batch has, `unchanged` the part of the sentences without a change that an epoch takes, `apart` the part
    of the tokens away from changes that count (as much more, so that the loss expected is that of all).
    """

    epochs: int = 3
    first: int = 8
    rank: int = 16
    rate: float = 6e-4
    tokens: int = 2200
    unchanged: float = 0.6
    apart: float = 0.25
    seed: int = 3


@dataclass(frozen=True, slots=True)
class Example:
    """A pair as tokens; `near` says of each whether it is of the copy and at a change; the copy follows `head` tokens.

    `states` is what the layers that are not tuned make of it, (tokens, size), in half precision.
    """

    tokens: tuple[int, ...]
    head: int
    near: NDArray[np.bool_]
    states: NDArray[np.float16]

    @property
    def changed(self) -> bool:
        """Whether the copy differs from the draft."""
        return bool(self.near.any())

    def lesson(self, counts: NDArray[np.float64]) -> Lesson:
        """What is learned of it where each of the copy's tokens counts so much."""
        return Lesson(self.tokens, (*[0.0] * self.head, *counts.tolist()))


def encoded(pair: Pair, bytepairs: BytePairs) -> tuple[tuple[int, ...], int, NDArray[np.bool_]]:
    """A pair's tokens, after how many of them its copy begins, and which are of the copy and at a change."""

    def tokens(text: str) -> tuple[int, ...]:
        return tuple(each for a, b in bytepairs.words(text) for each in bytepairs.encode(text[a:b]))

    head = (0, *tokens(DRAFT), *tokens(f" {pair.before}"), *tokens(EDITED))
    draft, copy = tokens(f" {pair.before}\n"), tokens(f" {pair.after}\n")
    near = np.zeros(len(head) + len(copy), dtype=bool)
    for kind, _, _, start, end in SequenceMatcher(None, draft, copy, autojunk=False).get_opcodes():
        if kind != "equal":
            near[len(head) + max(0, start - NEAR[0]) : len(head) + end + NEAR[1]] = True
    return (*head, *copy), len(head), near


def examples(pairs: Sequence[Pair], learner: Learner, bytepairs: BytePairs) -> list[Example]:
    """The pairs that are not too long, each with what the lower layers make of it."""
    known = [each for each in (encoded(pair, bytepairs) for pair in pairs) if len(each[0]) <= LONGEST]
    order = sorted(range(len(known)), key=lambda n: len(known[n][0]))
    pieces = [order[at : at + BESIDE] for at in range(0, len(order), BESIDE)]

    def read(number: int) -> list[NDArray[np.float16]]:
        lessons = [Lesson(known[n][0], (0.0,) * len(known[n][0])) for n in pieces[number]]
        return [states.astype(np.float16) for states in learner.below(lessons)]

    states = dict(zip(order, (each for piece in _at_once(read, len(pieces)) for each in piece), strict=True))
    return [Example(*each, states[n]) for n, each in enumerate(known)]


def tuned(
    learner: Learner,
    taught: Sequence[Example],
    held: Sequence[Example],
    settings: Settings,
    tell: Callable[[str], None],
    known: Tuning | None = None,
) -> Added:
    """What is learned of the examples `taught`; `tell` is told of each epoch, with the loss of those `held` out.

    It goes on from what is `known` of the layers that are tuned. The same examples and settings give the same numbers.
    """
    random = np.random.default_rng(settings.seed)
    added = learner.nothing(settings.rank, random)
    for number in range(settings.first, learner.depth):
        for name, pair in zip(PRODUCTS, (known.of(number) if known else None) or (), strict=False):
            for side, weights in zip(("narrow", "wide"), pair, strict=True):
                added[f"{name}-{side}"][number - settings.first] = weights
    epochs = [batches(taught, settings, random) for _ in range(settings.epochs)]
    adam, steps, step = Adam(added), sum(map(len, epochs)), 0
    tell(f"before: {measured(learner, held, added)}")
    for number, epoch in enumerate(epochs, 1):
        losses = counted = 0.0
        for batch in epoch:
            lessons = [each.lesson(_counts(each, settings.apart, random)) for each in batch]
            loss, count, gradient = _gradient(learner, lessons, batch, added)
            step += 1
            adam.step(added, gradient, rate(step, steps, settings.rate))
            losses, counted = losses + loss, counted + count
            if step % 50 == 0:
                tell(f"  step {step} of {steps}: {losses / counted:.4f} in this epoch")
        tell(f"epoch {number} of {settings.epochs}: learned {losses / counted:.4f}; {measured(learner, held, added)}")
    return added


def batches(taught: Sequence[Example], settings: Settings, random: np.random.Generator) -> list[list[Example]]:
    """An epoch's batches, each of examples about as long: every one with a change, and a part of the others."""
    chosen = [each for each in taught if each.changed or random.random() < settings.unchanged]
    keys = [len(each.tokens) + random.random() * SPREAD for each in chosen]
    made: list[list[Example]] = []
    size = 0
    for n in sorted(range(len(chosen)), key=keys.__getitem__):
        size += len(chosen[n].tokens)
        if not made or size > settings.tokens:
            made.append([])
            size = len(chosen[n].tokens)
        made[-1].append(chosen[n])
    return [made[n] for n in random.permutation(len(made))]


def rate(step: int, steps: int, highest: float) -> float:
    """The rate of learning at a step, counted from 1: a short climb, then a cosine down to a remnant at the last."""
    falling = 0.5 * (1 + np.cos(np.pi * step / steps))
    return float(highest * min(1.0, step / FIRST_STEPS) * (LEAST + (1 - LEAST) * falling))


def measured(learner: Learner, held: Sequence[Example], added: Added) -> str:
    """The mean loss of the copies' tokens, and of those at a change, in words."""
    if not held:
        return "nothing is held out"
    order = sorted(held, key=lambda each: len(each.tokens))
    pieces = [order[at : at + BESIDE] for at in range(0, len(order), BESIDE)]

    def read(number: int) -> Weights:
        lessons = [each.lesson(np.ones(len(each.tokens) - each.head)) for each in pieces[number]]
        return learner.losses(lessons, [each.states.astype(np.float32) for each in pieces[number]], added)

    losses = np.concatenate(_at_once(read, len(pieces)))
    near = np.concatenate([each.near[each.head :] for each in order])
    text = f"held out {losses.mean():.4f}"
    return f"{text}, at changes {losses[near].mean():.4f}" if near.any() else text


class Adam:
    """Adam (Kingma & Ba, 2015) with decoupled decay (Loshchilov & Hutter, 2019)."""

    def __init__(self, added: Added) -> None:
        self._steps = 0
        self._means = {name: np.zeros_like(array) for name, array in added.items()}
        self._squares = {name: np.zeros_like(array) for name, array in added.items()}

    def step(self, added: Added, gradient: Added, rate: float) -> None:
        """Take a step against the gradient, in place."""
        self._steps += 1
        first, second = MOMENTS
        norm = np.sqrt(sum(float(np.square(each).sum()) for each in gradient.values()))
        cut = min(1.0, CLIP / (float(norm) + 1e-9))
        for name in added:
            slope, mean, square = gradient[name] * cut, self._means[name], self._squares[name]
            mean += (1 - first) * (slope - mean)
            square += (1 - second) * (slope * slope - square)
            size = np.sqrt(square / (1 - second**self._steps)) + 1e-8
            added[name] -= rate * (mean / (1 - first**self._steps) / size + DECAY * added[name])


def _counts(example: Example, apart: float, random: np.random.Generator) -> NDArray[np.float64]:
    """What each token of a copy counts: at a change one, of the others some, and those as much more."""
    near = example.near[example.head :]
    return np.where(near, 1.0, np.where(random.random(len(near)) < apart, 1 / apart, 0.0))


def _gradient(
    learner: Learner, lessons: Sequence[Lesson], batch: Sequence[Example], added: Added
) -> tuple[float, float, Added]:
    """The loss of a batch, what its tokens count together, and the gradient of the mean."""

    def learn(part: int) -> tuple[float, Added]:
        states = [each.states.astype(np.float32) for each in batch[part::PARTS]]
        return learner.gradient(lessons[part::PARTS], states, added)

    made = _at_once(learn, min(PARTS, len(batch)))
    counted = float(sum(sum(lesson.counts) for lesson in lessons))
    gradient = {name: np.sum([each[name] for _, each in made], axis=0) / max(counted, 1.0) for name in added}
    return float(sum(loss for loss, _ in made)), counted, gradient


def _at_once(work: Callable[[int], Made], count: int) -> list[Made]:
    """What so many pieces of a work make, in order; a thread for each of them that there is a processor for."""
    made: dict[int, Made] = {}

    def do(number: int) -> None:
        made[number] = work(number)

    with threadpool_limits(limits=1, user_api="blas"):  # ours share the work out
        shared(do, range(count))
    return [made[number] for number in range(count)]
