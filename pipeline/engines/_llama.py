"""A transformer's way from tokens to what it expects next, in numpy.

The architecture is Llama's (Touvron et al., 2023) with grouped queries: RMS norm, rotary positions in neighbouring
pairs as GGUF orders them, gated feed-forward, input and output embeddings shared. Nothing is generated: texts are read,
several continuations of one beginning at once.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.engines._gguf import ModelFile, Weights
from pipeline.engines._threads import one_each, product, shared

PIECE = 4096
"""Tokens of the vocabulary whose scores are held at once: a processor's own memory has room for them."""

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

    def read(self, parts: Sequence[tuple[Sequence[int], int]], before: Cache | None = None) -> tuple[Weights, Cache]:
        """Read stretches of tokens, each with the number of tokens in `before` that precede it.

        Returns what the model makes of each token, all stretches one after the other, and the cache of those alone.
        """
        tokens = np.concatenate([np.asarray(part, dtype=np.int64) for part, _ in parts])
        places = np.concatenate([np.arange(start, start + len(part)) for part, start in parts])
        ends = np.cumsum([len(part) for part, _ in parts]).tolist()
        angles = places[:, None].astype(np.float32) * self._turns
        turn = np.cos(angles)[:, None], np.sin(angles)[:, None]
        state = self._embedding[tokens]
        cache: Cache = []
        with one_each():
            for number, layer in enumerate(self._layers):
                mixed = product(self._norm(state, layer.attention_norm), layer.queries_keys_values)
                middle = self._size + self._keys * self._width
                queries = _turned(mixed[:, : self._size].reshape(-1, self._heads, self._width), turn)
                keys = _turned(mixed[:, self._size : middle].reshape(-1, self._keys, self._width), turn)
                values = mixed[:, middle:].reshape(-1, self._keys, self._width)
                cache.append((keys, values))
                heard = np.empty((len(tokens), self._size), dtype=np.float32)
                start = 0
                for (_, known), end in zip(parts, ends, strict=True):
                    own, said = keys[start:end], values[start:end]
                    if known and before is not None:
                        own = np.concatenate([before[number][0][:known], own])
                        said = np.concatenate([before[number][1][:known], said])
                    heard[start:end] = self._attend(queries[start:end], own, said, known)
                    start = end
                state = state + product(heard, layer.output)
                gate, up = np.split(product(self._norm(state, layer.feed_norm), layer.gate_and_up), 2, axis=1)
                state = state + product(gate / (1 + np.exp(-gate)) * up, layer.down)
        return self._norm(state, self._last_norm), cache

    def expected(self, state: Weights, tokens: Sequence[int]) -> NDArray[np.float64]:
        """The log-probability (nats) of each token after the state in the same place."""
        return self.scores(state, tokens) - self.totals(state)

    def scores(self, state: Weights, tokens: Sequence[int]) -> NDArray[np.float64]:
        """How strongly each token is expected after the state in the same place: less the total, how likely it is."""
        wanted = self._embedding[np.asarray(tokens, dtype=np.int64)]
        return np.asarray(np.einsum("ij,ij->i", state, wanted), dtype=np.float64)

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
        scores = scores.reshape(self._keys, share, size, len(keys)) / np.float32(np.sqrt(self._width))
        later = np.arange(len(keys))[None, :] > np.arange(known, known + size)[:, None]
        scores = np.where(later, np.float32(-1e9), scores)
        scores = np.exp(scores - scores.max(axis=-1, keepdims=True))
        scores /= scores.sum(axis=-1, keepdims=True)
        heard = scores.reshape(self._keys, share * size, len(keys)) @ values.transpose(1, 0, 2)
        apart = heard.reshape(self._keys, share, size, self._width).transpose(2, 0, 1, 3)
        return np.asarray(apart.reshape(size, self._size), dtype=np.float32)

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
