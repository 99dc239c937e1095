"""What a transformer is given to read, and what it keeps of it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pipeline.engines._gguf import Weights

Cache = Sequence[tuple["Weights", "Weights"]]
"""Keys and values of the tokens of a stretch, by layer; each (1, key heads, tokens, width)."""


class Stretch(NamedTuple):
    """Tokens to read; the first `known` of those that `before` is of precede them."""

    tokens: Sequence[int]
    known: int = 0
    before: "Cache | None" = None
