"""A transformer's loss on tokens, and its gradient in what is added to the weights: back-propagation by hand.

The architecture is the reader's (`pipeline.engines._llama`), whose own weights stay as they are. Numbers are float32 as
the model's file gives them; with weights of float64 all is reckoned in float64, so that a gradient can be checked by
finite differences. Rows are tokens, all stretches one after the other.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from pipeline.engines._gguf import ModelFile, Weights
from pipeline.engines._llama import Layer, Llama, Pair
from pipeline.engines._tuning import PRODUCTS

Added = dict[str, Weights]
"""What is added to the tuned layers' weights: for each of `PRODUCTS` a `NAME-narrow` (layers, in, rank) and a
`NAME-wide` (layers, rank, out), whose product is added. A gradient has the same names and shapes."""

UNHEARD = np.float32(-1e9)
"""What is added to the score of a token that is not to be heard."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """A stretch of tokens, and how much the loss of each counts: 0 where it is only read, as the first always is."""

    tokens: tuple[int, ...]
    counts: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class _Kept:
    """What the way back through a layer needs of the way there.

    `products` has for each product what was multiplied, (tokens, in), and what the narrow matrix made of it, (tokens,
    rank); `shares` for each stretch its queries, (key heads, queries of a key head, width), and the shares that they
    hear of each token.
    """

    state: Weights
    scale: Weights
    keys: Weights
    values: Weights
    shares: tuple[Pair, ...]
    between: Weights
    between_scale: Weights
    both: Weights
    products: tuple[Pair, ...]


class Learner(Llama):
    """A model whose layers from `first` on are tuned."""

    def __init__(self, file: ModelFile, first: int) -> None:
        super().__init__(file)
        self.layers = [self.layer(number) for number in range(self.depth)]
        self.first = first

    def nothing(self, rank: int, random: np.random.Generator) -> Added:
        """Additions of this rank that add nothing yet: the narrow matrices are random, the wide ones nought."""
        made: Added = {}
        for name, weights in zip(PRODUCTS, self.layers[0].products, strict=True):
            shape = (len(self.layers) - self.first, len(weights), rank)
            made[f"{name}-narrow"] = (random.standard_normal(shape) / np.sqrt(len(weights))).astype(weights.dtype)
            made[f"{name}-wide"] = np.zeros((shape[0], rank, weights.shape[1]), weights.dtype)
        return made

    def below(self, lessons: Sequence[Lesson]) -> list[Weights]:
        """What the layers that are not tuned make of each lesson, (tokens, size): it never changes."""
        ends, turn = _ends(lessons), self._placed(lessons)
        state = self.embedding[np.concatenate([each.tokens for each in lessons])]
        for layer in self.layers[: self.first]:
            state, _ = self._forward(layer, None, state, turn, ends)
        return [state[start:end] for start, end in pairwise(ends)]

    def losses(self, lessons: Sequence[Lesson], states: Sequence[Weights], added: Added) -> Weights:
        """The loss (nats) of each token that counts, in order; `states` are what `below` made of the lessons."""
        ends, turn = _ends(lessons), self._placed(lessons)
        state = np.concatenate(states)
        for number, layer in enumerate(self.layers[self.first :]):
            state, _ = self._forward(layer, _of(added, number), state, turn, ends)
        return self._expect(lessons, state)[0]

    def gradient(self, lessons: Sequence[Lesson], states: Sequence[Weights], added: Added) -> tuple[float, Added]:
        """The sum of the losses (nats), each times what its token counts, and the sum's gradient in what is added."""
        ends, turn = _ends(lessons), self._placed(lessons)
        state, kept = np.concatenate(states), []
        for number, layer in enumerate(self.layers[self.first :]):
            state, here = self._forward(layer, _of(added, number), state, turn, ends)
            kept.append(here)
        losses, shares, rows = self._expect(lessons, state)
        counts = np.array([count for each in lessons for count in each.counts if count], state.dtype)
        shares *= counts[:, None]
        said = state[rows]
        slope = np.zeros_like(state)
        slope[rows] = _norm_back(shares @ self.embedding, said, self._scale(said), self.last_norm)
        made = {name: np.empty_like(array) for name, array in added.items()}
        for number in reversed(range(len(kept))):
            layer = self.layers[self.first + number]
            slope, slopes = self._backward(layer, _of(added, number), kept[number], slope, turn, ends)
            for name, (narrow, wide) in zip(PRODUCTS, slopes, strict=True):
                made[f"{name}-narrow"][number], made[f"{name}-wide"][number] = narrow, wide
        return float(losses @ counts), made

    def _expect(self, lessons: Sequence[Lesson], state: Weights) -> tuple[Weights, Weights, NDArray[np.int64]]:
        """Of the tokens that count: the loss; its slope in the scores of the vocabulary; the row before the token."""
        tokens = np.array([token for each in lessons for token in each.tokens])
        counted = np.array([count for each in lessons for count in each.counts]) != 0
        assert not counted[_ends(lessons)[:-1]].any(), "the first token of a stretch is only read"
        rows, wanted = np.flatnonzero(counted) - 1, tokens[counted]
        each = np.arange(len(rows))
        shares = (state[rows] * self._scale(state[rows]) * self.last_norm) @ self.embedding.T
        shares -= shares.max(axis=1, keepdims=True)
        own = shares[each, wanted]
        np.exp(shares, out=shares)
        totals = shares.sum(axis=1)
        shares /= totals[:, None]
        shares[each, wanted] -= 1
        return np.asarray(np.log(totals) - own), np.asarray(shares), np.asarray(rows, np.int64)

    def _forward(
        self, layer: Layer, added: tuple[Pair, ...] | None, state: Weights, turn: Pair, ends: Sequence[int]
    ) -> tuple[Weights, _Kept]:
        """Take rows through a layer."""
        size, middle = self.size, self.size + self.keys * self.width
        products: list[Pair] = []

        def product(given: Weights) -> Weights:
            number = len(products)
            made = given @ layer.products[number]
            narrowed = given[:, :0]
            if added is not None:
                narrowed = given @ added[number][0]
                made += narrowed @ added[number][1]
            products.append((given, narrowed))
            return made

        scale = self._scale(state)
        mixed = product(state * scale * layer.attention_norm)
        queries = _turned(mixed[:, :size].reshape(-1, self.heads, self.width), turn) * self.width**-0.5
        keys = _turned(mixed[:, size:middle].reshape(-1, self.keys, self.width), turn)
        values = np.ascontiguousarray(mixed[:, middle:]).reshape(-1, self.keys, self.width)
        heard, shares = np.empty_like(state), []
        for start, end in pairwise(ends):
            asked = self._grouped(queries[start:end])
            heads = np.asarray(asked @ keys[start:end].transpose(1, 2, 0), state.dtype)
            later = np.triu(np.full((end - start, end - start), UNHEARD), 1)
            heads += np.tile(later, (self.heads // self.keys, 1))
            _soften(heads)
            heard[start:end] = self._apart(heads @ values[start:end].transpose(1, 0, 2))
            shares.append((asked, heads))
        between = state + product(heard)
        between_scale = self._scale(between)
        both = product(between * between_scale * layer.feed_norm)
        gate, up = np.split(both, 2, axis=1)
        after = between + product(gate * _open(gate) * up)
        kept = _Kept(state, scale, keys, values, tuple(shares), between, between_scale, both, tuple(products))
        return after, kept

    def _backward(
        self, layer: Layer, added: tuple[Pair, ...], kept: _Kept, slope: Weights, turn: Pair, ends: Sequence[int]
    ) -> tuple[Weights, tuple[Pair, ...]]:
        """From the loss's slope in a layer's outcome: that in its rows, and those in what is added to each product."""
        made: list[Pair] = []

        def product_back(slope: Weights) -> Weights:
            number = len(PRODUCTS) - 1 - len(made)
            (given, narrowed), (narrow, wide) = kept.products[number], added[number]
            through = slope @ wide.T
            made.append((given.T @ through, narrowed.T @ slope))
            return np.asarray(slope @ layer.products[number].T + through @ narrow.T)

        gate, up = np.split(kept.both, 2, axis=1)
        open_ = _open(gate)
        fed = product_back(slope)
        both = np.concatenate([fed * up * open_ * (1 + gate * (1 - open_)), fed * gate * open_], axis=1)
        slope = slope + _norm_back(product_back(both), kept.between, kept.between_scale, layer.feed_norm)
        heard = product_back(slope)
        queries = np.empty((len(slope), self.heads, self.width), slope.dtype)
        keys, values = np.empty_like(kept.keys), np.empty_like(kept.values)
        for (start, end), (asked, shares) in zip(pairwise(ends), kept.shares, strict=True):
            here = self._grouped(heard[start:end].reshape(-1, self.heads, self.width))
            values[start:end] = (shares.transpose(0, 2, 1) @ here).transpose(1, 0, 2)
            scores = np.asarray(here @ kept.values[start:end].transpose(1, 2, 0), slope.dtype)
            scores -= (scores * shares).sum(axis=-1, keepdims=True)
            scores *= shares
            asking = self._apart(scores @ kept.keys[start:end].transpose(1, 0, 2))
            queries[start:end] = asking.reshape(-1, self.heads, self.width) * self.width**-0.5
            keys[start:end] = (scores.transpose(0, 2, 1) @ asked).transpose(1, 0, 2)
        back = (turn[0], -turn[1])
        parts = (_turned(queries, back), _turned(keys, back), values)
        mixed = product_back(np.concatenate([part.reshape(len(slope), -1) for part in parts], axis=1))
        return slope + _norm_back(mixed, kept.state, kept.scale, layer.attention_norm), tuple(reversed(made))

    def _placed(self, lessons: Sequence[Lesson]) -> Pair:
        """The cosines and sines by which the heads of each token are turned."""
        turns = self.turn(max(len(each.tokens) for each in lessons))
        places = np.concatenate([np.arange(len(each.tokens)) for each in lessons])
        return turns[0][places][:, None], turns[1][places][:, None]

    def _scale(self, state: Weights) -> Weights:
        """What brings rows to the size of one."""
        return np.asarray(1 / np.sqrt((state * state).mean(axis=1, keepdims=True) + self.epsilon))

    def _grouped(self, heads: Weights) -> Weights:
        """Heads (tokens, heads, width) by the key head that they share: (key heads, their share × tokens, width)."""
        share = self.heads // self.keys
        return heads.reshape(-1, self.keys, share, self.width).transpose(1, 2, 0, 3).reshape(self.keys, -1, self.width)

    def _apart(self, grouped: Weights) -> Weights:
        """The rows (tokens, size) of heads that `_grouped` put together."""
        share = self.heads // self.keys
        return grouped.reshape(self.keys, share, -1, self.width).transpose(2, 0, 1, 3).reshape(-1, self.size)


def _turned(heads: Weights, turn: Pair) -> Weights:
    """Heads turned by their places: neighbouring numbers are a point in the plane."""
    cosine, sine = turn
    even, odd = heads[..., 0::2], heads[..., 1::2]
    turned = np.empty_like(heads)
    turned[..., 0::2] = even * cosine - odd * sine
    turned[..., 1::2] = even * sine + odd * cosine
    return turned


def _soften(scores: Weights) -> None:
    """Make shares of scores, in place."""
    scores -= scores.max(axis=-1, keepdims=True)
    np.exp(scores, out=scores)
    scores /= scores.sum(axis=-1, keepdims=True)


def _of(added: Added, number: int) -> tuple[Pair, ...]:
    """What is added in the tuned layer of this number."""
    return tuple((added[f"{name}-narrow"][number], added[f"{name}-wide"][number]) for name in PRODUCTS)


def _ends(lessons: Sequence[Lesson]) -> list[int]:
    """Where each lesson's rows begin, and the end."""
    return [0, *np.cumsum([len(each.tokens) for each in lessons]).tolist()]


def _open(gate: Weights) -> Weights:
    """How far a gate is open, from 0 to 1."""
    return np.asarray(0.5 + 0.5 * np.tanh(0.5 * gate))


def _norm_back(slope: Weights, given: Weights, scale: Weights, weight: Weights) -> Weights:
    """The slope in rows, given the slope in what norm made of them."""
    slope = slope * weight
    return np.asarray(scale * (slope - given * scale**2 * (slope * given).mean(axis=1, keepdims=True)))
