"""A transformer's shape and weights.

The architecture is Llama's (Touvron et al., 2023) with grouped queries: RMS norm, rotary positions in neighbouring
pairs as GGUF orders them, gated feed-forward, input and output embeddings shared.
"""

from dataclasses import dataclass

import numpy as np

from pipeline.engines._gguf import ModelFile, Weights

Pair = tuple[Weights, Weights]


@dataclass(frozen=True, slots=True)
class Layer:
    """A layer's weights; those of its four products are (in, out)."""

    attention_norm: Weights
    queries_keys_values: Weights
    output: Weights
    feed_norm: Weights
    gate_and_up: Weights
    down: Weights

    @property
    def products(self) -> tuple[Weights, Weights, Weights, Weights]:
        """The weights of its products, in the order in which a row meets them."""
        return self.queries_keys_values, self.output, self.gate_and_up, self.down


@dataclass(frozen=True, slots=True)
class Tuning:
    """What is added to the model's weights from layer `first` on, so that it reads for a purpose of its own.

    Each of a layer's four products has two narrow matrices whose product is added to its weights (low-rank adaptation:
    Hu et al., 2021).
    """

    first: int
    layers: tuple[tuple[Pair, ...], ...]

    def of(self, number: int) -> tuple[Pair, ...] | None:
        """What is added in a layer, product by product."""
        return self.layers[number - self.first] if number >= self.first else None


class Llama:
    """A model's shape and weights, as its file gives them."""

    def __init__(self, file: ModelFile) -> None:
        about = file.about
        self.heads = int(about["llama.attention.head_count"])
        self.keys = int(about["llama.attention.head_count_kv"])
        self.size = int(about["llama.embedding_length"])
        self.width = self.size // self.heads
        self.epsilon = float(about["llama.attention.layer_norm_rms_epsilon"])
        steps = np.arange(0, self.width, 2, dtype=np.float32) / self.width
        self._turns = (float(about["llama.rope.freq_base"]) ** -steps).astype(np.float32)
        self.embedding = np.ascontiguousarray(file.tensors["token_embd.weight"])
        self.last_norm = file.tensors["output_norm.weight"]
        self.depth = int(about["llama.block_count"])
        self._tensors = file.tensors

    def layer(self, number: int) -> Layer:
        """A layer's weights, made anew each time: all of them together are large."""

        def part(*names: str) -> Weights:
            return np.concatenate([self._tensors[f"blk.{number}.{name}.weight"] for name in names])

        return Layer(
            attention_norm=part("attn_norm"),
            queries_keys_values=np.ascontiguousarray(part("attn_q", "attn_k", "attn_v").T),
            output=np.ascontiguousarray(part("attn_output").T),
            feed_norm=part("ffn_norm"),
            gate_and_up=np.ascontiguousarray(part("ffn_gate", "ffn_up").T),
            down=np.ascontiguousarray(part("ffn_down").T),
        )

    def turn(self, places: int) -> Pair:
        """The cosines and sines that heads at the first so many places are turned by, each (places, width / 2)."""
        angles = np.arange(places, dtype=np.float32)[:, None] * self._turns
        return np.cos(angles), np.sin(angles)
