"""What a transformer is given to read, and what it keeps of it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pipeline.engines._gguf import Weights

Cache = Sequence[tuple["Weights", "Weights"]]
"""Keys and values of the tokens of a stretch, by layer; each (1, key heads, tokens, width)."""


class Stretch(NamedTuple):
    """Tokens to read; the first `known` of those that `before` is of precede them.

    One token alone is read by another way of summing than several: behind some hundred others its state differs from
    the one that it has in a longer stretch, in the second digit behind the point.
    """

    tokens: Sequence[int]
    known: int = 0
    before: "Cache | None" = None
