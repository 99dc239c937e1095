"""How unlikely an editor is to leave a word as it stands."""

from bisect import bisect_right
from collections.abc import Sequence

SURE = 0.02
"""The doubt (nats) up to which nothing is weighed in a place."""


class Doubts:
    """The doubts of a text, by place; made of what `LanguageModel.stays` answers."""

    def __init__(self, stays: Sequence[tuple[int, int, float]]) -> None:
        self._starts = [start for start, _, _ in stays]
        self._likely = [likely for _, _, likely in stays]

    def at(self, place: int) -> float:
        """The doubt (nats) about the word at a place, or about the gap before it; nought where nothing was read."""
        # a word's place begins with the space before it, and its first token tells
        last = bisect_right(self._starts, place) - 1
        if last < 0:
            return 0.0
        first = last
        while first and self._starts[first - 1] == self._starts[last]:
            first -= 1
        return -min(self._likely[first : last + 1])
