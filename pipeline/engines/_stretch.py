"""What a transformer is given to read."""

from collections.abc import Sequence
from typing import NamedTuple


class Stretch(NamedTuple):
    """Tokens to read, and how many precede them: those of what was read before from `start` on."""

    tokens: Sequence[int]
    known: int = 0
    start: int = 0
