"""A transformer's way from tokens to what it expects next.

Nothing is generated: texts are read, several continuations of one beginning at once. All rows of a layer go through its
products together, whosever they are; each stretch hears only its own. The programs are ONNX Runtime's (`_graph`).
"""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from onnx import TensorProto

from pipeline.engines._gguf import Weights
from pipeline.engines._graph import Graph, Program, rows
from pipeline.engines._llama import Layer, Llama, Pair, Tuning
from pipeline.engines._stretch import Cache, Stretch
from pipeline.engines._threads import shared, threads

ROWS = 64
"""Rows that go through a product at once: what they become on the way stays in a processor's own memory."""

PIECE = 4096
"""Tokens of the vocabulary whose scores are made at once, for the same reason."""

PLACES = 2048
"""How many tokens a stretch may have, those that precede it included."""

EXACT = 20
"""Of how many inputs of a product one stays a floating-point number: the one that is driven hardest."""

Read = tuple[Weights, Cache]
"""What the model makes of each token of a stretch, (tokens, size), and the cache of all that precedes and of these."""

_Programs = tuple[Program, Program]
"""What a layer does before attention and after it."""


class Reader:
    """Reads tokens, as the model does or as it does when it is tuned.

    `sample` is a text that tells which inputs are driven hardest; any will do that has most kinds of token. Raises
    ValueError where a file's numbers make no program of ONNX Runtime, KeyError where some are missing.
    """

    def __init__(self, llama: Llama, sample: Sequence[int], tuning: Tuning | None = None) -> None:
        self._size = llama.size
        self._nothing = np.empty((1, llama.keys, 0, llama.width), np.float32)
        self._embedding = llama.embedding
        self._attention = _attention(llama)
        self._heard = [each.name for each in self._attention.get_outputs()]
        state = tuned = self._embedding[np.asarray(sample)]
        self._plain: list[_Programs] = []
        self._tuned: list[_Programs] = []
        for number in range(llama.depth):
            layer = llama.layer(number)
            added = tuning.of(number) if tuning is not None else None
            programs, after = self._layer(llama, layer, state)
            self._plain.append(programs)
            if added is None:
                self._tuned.append(programs)
                tuned = after
            else:
                programs, tuned = self._layer(llama, _with(layer, added), tuned)
                self._tuned.append(programs)
            state = after
        graph = Graph()
        said = graph.norm("state", llama.last_norm, llama.epsilon)
        self._last = graph.program({"state": rows(self._size)}, [said])
        self._vocabulary = _vocabulary(self._embedding, self._run(self._last, state))

    def _layer(self, llama: Llama, layer: Layer, state: Weights) -> tuple[_Programs, Weights]:
        """The programs of a layer, and what it makes of the sample's rows."""
        asks, heeds, feeds, ends = layer.products
        normal = _normal(state, layer.attention_norm, llama.epsilon)
        heard = self._hear(normal @ asks, Stretch(()), None)[0]
        between = state + heard @ heeds
        fed = _normal(between, layer.feed_norm, llama.epsilon)
        gate, up = np.split(fed @ feeds, 2, axis=1)
        given = gate / (1 + np.exp(-gate)) * up
        before = Graph()
        asked = before.product(before.norm("state", layer.attention_norm, llama.epsilon), asks, _hardest(normal))
        after = Graph()
        middle = after.step("Add", "state", after.product("heard", heeds, _hardest(heard)))
        both = after.product(after.norm(middle, layer.feed_norm, llama.epsilon), feeds, _hardest(fed))
        end = after.step("Add", middle, after.product(after.gated(both, len(ends)), ends, _hardest(given)))
        width = rows(self._size)
        programs = before.program({"state": width}, [asked]), after.program({"state": width, "heard": width}, [end])
        return programs, np.asarray(between + given @ ends, np.float32)

    def read(self, parts: Sequence[Stretch], *, tuned: bool = False, keep: bool = True) -> list[Read]:
        """Read stretches, each by itself; where their caches are not to be kept, they are empty.

        Raises ValueError where a stretch is longer, with what precedes it, than the model has places.
        """
        if any(part.known + len(part.tokens) > PLACES for part in parts):
            raise ValueError(f"a stretch has {PLACES} tokens at most, those that precede it included")
        made: list[Read] = [(self._embedding[:0], ())] * len(parts)
        groups = _evenly(parts)

        def group(number: int) -> None:
            where = groups[number]
            made[where] = self._read_some(parts[where], self._tuned if tuned else self._plain, keep)

        shared(group, range(len(groups)))
        return made

    def _read_some(self, parts: Sequence[Stretch], layers: Sequence[_Programs], keep: bool) -> list[Read]:
        ends = np.cumsum([0, *(len(part.tokens) for part in parts)]).tolist()
        state = self._embedding[np.concatenate([np.asarray(part.tokens, np.int64) for part in parts])]
        caches: list[list[Pair]] = [[] for _ in parts]
        for number, (before, after) in enumerate(layers):
            asked = self._run(before, state)
            heard = np.empty_like(state)
            for part, mine, (start, end) in zip(parts, caches, pairwise(ends), strict=True):
                known = part.before[number] if part.before is not None and part.known else None
                heard[start:end], *kept = self._hear(asked[start:end], part, known, keep=keep)
                if keep:
                    mine.append((kept[0], kept[1]))
            state = self._run(after, state, heard)
        said = self._run(self._last, state)
        return [(said[start:end], mine) for mine, (start, end) in zip(caches, pairwise(ends), strict=True)]

    def _hear(self, asked: Weights, part: Stretch, known: Pair | None, *, keep: bool = False) -> tuple[Weights, ...]:
        """What rows of queries, keys and values hear; and, where they are kept, the keys and values of all so far."""
        before = [self._nothing] * 2 if known is None else [each[:, :, : part.known] for each in known]
        if not len(asked):
            return asked[:, : self._size], *before
        count = before[0].shape[2] + len(asked)
        inputs = {
            "asked": asked[None],
            "keys": np.ascontiguousarray(before[0]),
            "values": np.ascontiguousarray(before[1]),
            "last": np.array([count - 1], np.int32),
            "all": np.array(count, np.int32),
        }
        heard, *kept = self._attention.run(self._heard if keep else self._heard[:1], inputs)
        return heard[0], *kept

    def _run(self, program: Program, *inputs: Weights, output: int = 0) -> Weights:
        """What a program makes of rows: one of its outputs."""
        names, wanted = [each.name for each in program.get_inputs()], [program.get_outputs()[output].name]
        made = [
            program.run(wanted, {name: each[at : at + ROWS] for name, each in zip(names, inputs, strict=True)})[0]
            for at in range(0, max(1, len(inputs[0])), ROWS)
        ]
        return made[0] if len(made) == 1 else np.concatenate(made)

    def expected(self, state: Weights, tokens: Sequence[int]) -> NDArray[np.float64]:
        """The log-probability (nats) of each token after the state in the same place."""
        return self.scores(state, tokens) - self.totals(state)

    def scores(self, state: Weights, tokens: Sequence[int]) -> NDArray[np.float64]:
        """How strongly each token is expected after the state in the same place: less the total, how likely it is."""
        wanted = self._embedding[np.asarray(tokens, dtype=np.int64)]
        return np.asarray(np.einsum("ij,ij->i", state, wanted), dtype=np.float64)

    def every(self, state: Weights) -> Weights:
        """About how strongly every token is expected after each state: less the total, how likely it is.

        Good enough to choose from: what `scores` says of one token is exact.
        """
        scores = np.empty((len(state), len(self._embedding)), np.float32)

        def part(number: int) -> None:
            start = number * PIECE
            scores[:, start : start + PIECE] = self._run(self._vocabulary[number], state, output=0)

        shared(part, range(len(self._vocabulary)))
        return scores

    def totals(self, state: Weights) -> NDArray[np.float64]:
        """What all tokens' scores come to after each state, as a logarithm."""
        parts = np.empty((len(self._vocabulary), len(state)))

        def part(number: int) -> None:
            parts[number] = self._run(self._vocabulary[number], state, output=1)[:, 0]

        shared(part, range(len(parts)))
        return np.asarray(np.logaddexp.reduce(parts, axis=0), dtype=np.float64)


def _attention(llama: Llama) -> Program:
    """The program of a stretch's attention, the same in every layer."""
    graph = Graph()
    turns = [graph.constant(each.astype(np.float32)) for each in llama.turn(PLACES)]
    shape = TensorProto.FLOAT, (1, llama.keys, "known", llama.width)
    inputs = {
        "asked": (TensorProto.FLOAT, (1, "tokens", llama.size + 2 * llama.keys * llama.width)),
        "keys": shape,
        "values": shape,
        "last": (TensorProto.INT32, (1,)),
        "all": (TensorProto.INT32, ()),
    }
    given = ("asked", "", "", "keys", "values", "last", "all", *turns)
    return graph.program(inputs, graph.attention(given, llama.heads, llama.keys))


def _vocabulary(embedding: Weights, said: Weights) -> list[Program]:
    """The programs of a part of the vocabulary each: its tokens' scores, and what these come to, as a logarithm."""
    made = []
    for start in range(0, len(embedding), PIECE):
        part = embedding[start : start + PIECE]
        graph = Graph()
        scores = graph.product("state", np.ascontiguousarray(part.T), _hardest(said))
        made.append(graph.program({"state": rows(part.shape[1])}, [scores, graph.total(scores)]))
    return made


def _hardest(given: Weights) -> NDArray[np.intp]:
    """Which inputs have the largest numbers in these rows, in order."""
    count = max(1, given.shape[1] // EXACT)
    return np.sort(np.argpartition(-np.abs(given).max(axis=0), count - 1)[:count])


def _normal(state: Weights, weight: Weights, epsilon: float) -> Weights:
    return np.asarray(state / np.sqrt((state * state).mean(axis=1, keepdims=True) + epsilon) * weight, np.float32)


def _with(layer: Layer, added: Sequence[Pair]) -> Layer:
    """A layer with what tuning adds."""
    products = (weights + narrow @ wide for weights, (narrow, wide) in zip(layer.products, added, strict=True))
    asks, heeds, feeds, ends = (np.asarray(each, np.float32) for each in products)
    return Layer(layer.attention_norm, asks, heeds, layer.feed_norm, feeds, ends)


def _evenly(parts: Sequence[Stretch]) -> list[slice]:
    """Stretches, in order, in as many groups as there are threads, of about as many tokens each.

    A group begins with the stretch whose middle is past its share.
    """
    sizes = np.array([len(part.tokens) for part in parts])
    middles = np.cumsum(sizes) - sizes / 2
    shares = [sizes.sum() * n / threads() for n in range(1, threads())]
    cuts = [0, *np.searchsorted(middles, shares).tolist(), len(parts)]
    return [slice(start, end) for start, end in pairwise(cuts) if start < end]
