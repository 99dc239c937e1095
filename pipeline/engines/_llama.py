"""A transformer's way from tokens to what it expects next, in numpy.

The architecture is Llama's (Touvron et al., 2023) with grouped queries: RMS norm, rotary positions in neighbouring
pairs as GGUF orders them, gated feed-forward, input and output embeddings shared. Nothing is generated: texts are read,
several continuations of one beginning at once.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

import numpy as np
from numpy.typing import NDArray

from pipeline.engines._gguf import ModelFile, Weights
from pipeline.engines._stretch import Stretch
from pipeline.engines._threads import one_each, pieces, shared, threads

PIECE = 4096
"""Tokens of the vocabulary whose scores are held at once: a processor's own memory has room for them."""

UNHEARD = np.float32(-1e9)
"""What is added to the score of a token that is not to be heard."""

BESIDE = 8
"""Stretches whose attention is reckoned together: they are padded to the longest, and read what the last may hear."""

Cache = list[tuple[Weights, Weights]]
"""Keys and values of the tokens read, by layer; each (tokens, key heads, width)."""


@dataclass(frozen=True, slots=True)
class _Layer:
    attention_norm: Weights
    queries_keys_values: Weights
    output: Weights
    feed_norm: Weights
    gate_and_up: Weights
    down: Weights


_Added = tuple[tuple[Weights, Weights], ...]


@dataclass(frozen=True, slots=True)
class Tuning:
    """What is added to the model's weights from layer `first` on, so that it reads for a purpose of its own.

    Each of a layer's four products has two narrow matrices whose product is added to its weights (low-rank adaptation:
    Hu et al., 2021); a layer's are those of queries, keys and values; output; gate and up; down.
    """

    first: int
    layers: tuple[_Added, ...]

    def of(self, number: int) -> _Added | None:
        """What is added in a layer."""
        return self.layers[number - self.first] if number >= self.first else None


class Llama:
    """Reads tokens."""

    def __init__(self, file: ModelFile) -> None:
        about = file.about
        self._heads = int(about["llama.attention.head_count"])
        self._keys = int(about["llama.attention.head_count_kv"])
        self._size = int(about["llama.embedding_length"])
        self._width = self._size // self._heads
        self._epsilon = float(about["llama.attention.layer_norm_rms_epsilon"])
        steps = np.arange(0, self._width, 2, dtype=np.float32) / self._width
        self._turns = (float(about["llama.rope.freq_base"]) ** -steps).astype(np.float32)
        self._embedding = np.ascontiguousarray(file.tensors["token_embd.weight"])
        self._last_norm = file.tensors["output_norm.weight"]
        self._layers = [self._layer(file.tensors, number) for number in range(int(about["llama.block_count"]))]

    @staticmethod
    def _layer(tensors: dict[str, Weights], number: int) -> _Layer:
        def part(*names: str) -> Weights:
            return np.concatenate([tensors[f"blk.{number}.{name}.weight"] for name in names])

        return _Layer(
            attention_norm=part("attn_norm"),
            queries_keys_values=np.ascontiguousarray(part("attn_q", "attn_k", "attn_v").T),
            output=np.ascontiguousarray(part("attn_output").T),
            feed_norm=part("ffn_norm"),
            gate_and_up=np.ascontiguousarray(part("ffn_gate", "ffn_up").T),
            down=np.ascontiguousarray(part("ffn_down").T),
        )

    def read(
        self, parts: Sequence[Stretch], before: Cache | None = None, tuning: Tuning | None = None
    ) -> tuple[Weights, Cache]:
        """Read stretches of tokens; what precedes them was read `before`.

        Returns what the model makes of each token, all stretches one after the other, and the cache of those alone.
        """
        with one_each():
            if len(parts) == 1:
                return self._read_along(parts[0], before, tuning)
            groups = _evenly(parts)
            made: list[tuple[Weights, Cache]] = [(np.empty(0, np.float32), [])] * len(groups)

            def group(number: int) -> None:
                made[number] = self._read_beside(groups[number], before, tuning)

            shared(group, range(len(groups)))
        caches = zip(*(cache for _, cache in made), strict=True)
        joined = [(np.concatenate([k for k, _ in layer]), np.concatenate([v for _, v in layer])) for layer in caches]
        return np.concatenate([states for states, _ in made]), joined

    def _read_along(self, part: Stretch, before: Cache | None, tuning: Tuning | None) -> tuple[Weights, Cache]:
        """One stretch, its rows shared out: every layer waits for the keys of all of them."""
        tokens, known = np.asarray(part.tokens, dtype=np.int64), part.known
        turn = self._turn(np.arange(known, known + len(tokens)))
        state = self._embedding[tokens]
        cache: Cache = []
        for number in range(len(self._layers)):
            cache.append(
                self._layer_along(number, state, turn, _preceding(before[number], part) if before else None, tuning)
            )
        return self._norm(state, self._last_norm), cache

    def _layer_along(
        self,
        number: int,
        state: Weights,
        turn: tuple[Weights, Weights],
        before: tuple[Weights, Weights] | None,
        tuning: Tuning | None,
    ) -> tuple[Weights, Weights]:
        """Take `state` through a layer, in place, and tell the keys and values of its rows."""
        layer, added = self._layers[number], tuning.of(number) if tuning is not None else None
        known = 0 if before is None else len(before[0])
        queries = np.empty((len(state), self._heads, self._width), dtype=np.float32)
        keys, values = (np.empty((known + len(state), self._keys, self._width), dtype=np.float32) for _ in range(2))
        if before is not None:
            keys[:known], values[:known] = before
        chunks = pieces(len(state))

        def hear(start: int) -> None:
            rows, own = slice(start, chunks[start]), slice(known + start, known + chunks[start])
            asked = self._asked(layer, added, state[rows], (turn[0][rows], turn[1][rows]))
            queries[rows], keys[own], values[own] = asked

        def say(start: int) -> None:
            end = chunks[start]
            heard = self._attend(queries[start:end], keys[: known + end], values[: known + end], known + start)
            state[start:end] = self._fed(layer, added, state[start:end], heard)

        shared(hear, chunks)
        shared(say, chunks)
        return keys[known:], values[known:]

    def _read_beside(
        self, parts: Sequence[Stretch], before: Cache | None, tuning: Tuning | None
    ) -> tuple[Weights, Cache]:
        """Several stretches that know nothing of one another."""
        tokens = np.concatenate([np.asarray(part.tokens, dtype=np.int64) for part in parts])
        turn = self._turn(np.concatenate([np.arange(part.known, part.known + len(part.tokens)) for part in parts]))
        batches = _batches(parts)
        state = self._embedding[tokens]
        cache: Cache = []
        for number, layer in enumerate(self._layers):
            added = tuning.of(number) if tuning is not None else None
            queries, keys, values = self._asked(layer, added, state, turn)
            cache.append((keys, values))
            heard = np.empty((len(tokens), self._size), dtype=np.float32)
            known = before[number] if before is not None else (keys[:0], values[:0])
            for batch in batches:
                heard[batch.rows[batch.real]] = self._attend_beside(queries, keys, values, known, batch)[batch.real]
            state = self._fed(layer, added, state, heard)
        return self._norm(state, self._last_norm), cache

    def _turn(self, places: NDArray[np.int64]) -> tuple[Weights, Weights]:
        """The cosines and sines that heads at these places are turned by."""
        angles = places[:, None].astype(np.float32) * self._turns
        return np.cos(angles)[:, None], np.sin(angles)[:, None]

    def _asked(
        self, layer: _Layer, added: _Added | None, state: Weights, turn: tuple[Weights, Weights]
    ) -> tuple[Weights, Weights, Weights]:
        """The queries, keys and values of rows; queries are brought to the size that scores want."""
        mixed = _product(
            self._norm(state, layer.attention_norm), layer.queries_keys_values, None if added is None else added[0]
        )
        middle = self._size + self._keys * self._width
        queries = _turned(mixed[:, : self._size].reshape(-1, self._heads, self._width), turn)
        keys = _turned(mixed[:, self._size : middle].reshape(-1, self._keys, self._width), turn)
        queries *= np.float32(1 / np.sqrt(self._width))
        return queries, keys, mixed[:, middle:].reshape(-1, self._keys, self._width)

    def _fed(self, layer: _Layer, added: _Added | None, state: Weights, heard: Weights) -> Weights:
        """Rows after what they heard and what they make of it."""
        state = np.asarray(state + _product(heard, layer.output, None if added is None else added[1]), dtype=np.float32)
        both = _product(self._norm(state, layer.feed_norm), layer.gate_and_up, None if added is None else added[2])
        gate, up = both[:, : both.shape[1] // 2], both[:, both.shape[1] // 2 :]
        open_ = np.negative(gate)
        np.exp(open_, out=open_)
        open_ += 1
        np.divide(gate, open_, out=open_)
        open_ *= up
        state += _product(open_, layer.down, None if added is None else added[3])
        return state

    def expected(self, state: Weights, tokens: Sequence[int]) -> NDArray[np.float64]:
        """The log-probability (nats) of each token after the state in the same place."""
        return self.scores(state, tokens) - self.totals(state)

    def scores(self, state: Weights, tokens: Sequence[int]) -> NDArray[np.float64]:
        """How strongly each token is expected after the state in the same place: less the total, how likely it is."""
        wanted = self._embedding[np.asarray(tokens, dtype=np.int64)]
        return np.asarray(np.einsum("ij,ij->i", state, wanted), dtype=np.float64)

    def every(self, state: Weights) -> Weights:
        """How strongly every token is expected after each state: less the total, how likely it is."""
        with one_each():
            return np.asarray(state @ self._embedding.T, dtype=np.float32)

    def totals(self, state: Weights) -> NDArray[np.float64]:
        """What all tokens' scores come to after each state, as a logarithm."""
        parts = np.empty((-(-len(self._embedding) // PIECE), len(state)), dtype=np.float64)

        def part(start: int) -> None:
            scores = state @ self._embedding[start : start + PIECE].T
            most = scores.max(axis=1)
            scores -= most[:, None]
            np.exp(scores, out=scores)
            parts[start // PIECE] = most + np.log(scores.sum(axis=1))

        with one_each():
            shared(part, range(0, len(self._embedding), PIECE))
        return np.asarray(np.logaddexp.reduce(parts, axis=0), dtype=np.float64)

    def _attend(self, queries: Weights, keys: Weights, values: Weights, known: int) -> Weights:
        """What each token hears of those before it; `known` of the keys precede the first query."""
        size, share = len(queries), self._heads // self._keys
        grouped = queries.reshape(size, self._keys, share, self._width).transpose(1, 2, 0, 3)
        scores = grouped.reshape(self._keys, share * size, self._width) @ keys.transpose(1, 2, 0)
        later = np.arange(len(keys))[None, :] > np.arange(known, known + size)[:, None]
        scores += np.tile(np.where(later, UNHEARD, np.float32(0)), (share, 1))
        _soften(scores)
        heard = scores @ values.transpose(1, 0, 2)
        apart = heard.reshape(self._keys, share, size, self._width).transpose(2, 0, 1, 3)
        return np.asarray(apart.reshape(size, self._size), dtype=np.float32)

    def _attend_beside(
        self, queries: Weights, keys: Weights, values: Weights, known: tuple[Weights, Weights], batch: "_Batch"
    ) -> Weights:
        """What a batch's tokens hear, of those known before and of their own: (stretch, place, size)."""
        count, size = batch.rows.shape
        share, most = self._heads // self._keys, batch.known
        grouped = queries[batch.rows].reshape(count, size, self._keys, share, self._width).transpose(2, 0, 3, 1, 4)
        grouped = np.ascontiguousarray(grouped)
        scores = np.empty((self._keys, count, share * size, most + size), dtype=np.float32)
        if most:
            before = grouped.reshape(self._keys, -1, self._width) @ known[0][
                batch.start : batch.start + most
            ].transpose(1, 2, 0)
            scores[..., :most] = before.reshape(self._keys, count, share * size, most)
        own = keys[batch.rows].transpose(2, 0, 3, 1)
        scores[..., most:] = grouped.reshape(self._keys, count, share * size, self._width) @ own
        scores.reshape(self._keys, count, share, size, most + size)[:] += batch.unheard[:, None]
        _soften(scores)
        heard = scores[..., most:] @ values[batch.rows].transpose(2, 0, 1, 3)
        if most:
            earlier = scores[..., :most].reshape(self._keys, -1, most) @ known[1][
                batch.start : batch.start + most
            ].transpose(1, 0, 2)
            heard += earlier.reshape(self._keys, count, share * size, self._width)
        apart = heard.reshape(self._keys, count, share, size, self._width).transpose(1, 3, 0, 2, 4)
        return apart.reshape(count, size, self._size)

    def _norm(self, state: Weights, weight: Weights) -> Weights:
        scale = np.sqrt((state * state).mean(axis=1, keepdims=True) + self._epsilon)
        return np.asarray(state / scale * weight, dtype=np.float32)


def _turned(heads: Weights, turn: tuple[Weights, Weights]) -> Weights:
    """Heads turned by their places: neighbouring numbers are a point in the plane."""
    cosine, sine = turn
    even, odd = heads[..., 0::2], heads[..., 1::2]
    turned = np.empty_like(heads)
    turned[..., 0::2] = even * cosine - odd * sine
    turned[..., 1::2] = even * sine + odd * cosine
    return turned


def _preceding(known: tuple[Weights, Weights], part: Stretch) -> tuple[Weights, Weights]:
    """The keys and values of the tokens that precede a stretch."""
    rows = slice(part.start, part.start + part.known)
    return known[0][rows], known[1][rows]


def _product(left: Weights, right: Weights, added: tuple[Weights, Weights] | None) -> Weights:
    """`left @ right`, or `left @ (right + narrow @ wide)`."""
    made = left @ right
    if added is not None:
        made += (left @ added[0]) @ added[1]
    return np.asarray(made, dtype=np.float32)


def _soften(scores: Weights) -> None:
    """Make shares of scores, in place."""
    scores -= scores.max(axis=-1, keepdims=True)
    np.exp(scores, out=scores)
    scores /= scores.sum(axis=-1, keepdims=True)


@dataclass(frozen=True, slots=True)
class _Batch:
    """Stretches whose attention is reckoned together: the same tokens precede them all.

    `rows` says which row each place of each stretch is, `real` which of them are no padding; `known` tokens before them
    are read, from `start` on, and `unheard`, (stretch, place, known and own), is added to the scores.
    """

    rows: NDArray[np.int64]
    real: NDArray[np.bool_]
    start: int
    known: int
    unheard: Weights


def _batches(parts: Sequence[Stretch]) -> list[_Batch]:
    """Stretches with others that know about as much and are about as long."""
    firsts = np.cumsum([0, *(len(part.tokens) for part in parts)]).tolist()
    order = sorted(range(len(parts)), key=lambda n: (parts[n].start, parts[n].known, len(parts[n].tokens)))
    made = []
    for start, group in groupby(order, key=lambda n: parts[n].start):
        alike = list(group)
        for at in range(0, len(alike), BESIDE):
            here = alike[at : at + BESIDE]
            made.append(_batch([firsts[n] for n in here], [parts[n] for n in here], start))
    return made


def _batch(firsts: Sequence[int], parts: Sequence[Stretch], start: int) -> _Batch:
    lengths, knows = np.array([len(part.tokens) for part in parts]), np.array([part.known for part in parts])
    size, most = int(lengths.max()), int(knows.max())
    own = np.arange(size)
    real = own[None, :] < lengths[:, None]
    rows = np.where(real, np.array(firsts)[:, None] + own[None, :], firsts[0])
    unheard = np.zeros((len(parts), size, most + size), dtype=np.float32)
    unheard[:, :, :most] = np.where(np.arange(most)[None, :] >= knows[:, None], UNHEARD, 0)[:, None, :]
    unheard[:, :, most:] = np.where(own[None, :] > own[:, None], UNHEARD, 0)
    return _Batch(rows, real, start, most, unheard)


def _evenly(parts: Sequence[Stretch]) -> list[Sequence[Stretch]]:
    """Stretches, in order, in as many groups as there are threads, of about as many tokens each."""
    ends = np.cumsum([len(part.tokens) for part in parts])
    cuts = [0, *np.searchsorted(ends, [ends[-1] * n / threads() for n in range(1, threads())]).tolist(), len(parts)]
    return [parts[start:end] for start, end in pairwise(cuts) if start < end]
