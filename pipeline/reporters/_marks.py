"""Marks of changes and comments in a text: each is some characters that no draft has, and stands for what it is.

The marks of a block wait in the order of its text, and are put between its characters as these come by.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Sort(StrEnum):
    """What a mark is: a paragraph's beginning, text put in or taken out, a comment's beginning or end."""

    BLOCK = "block"
    PUT_IN = "put in"
    TAKEN_OUT = "taken out"
    OPEN = "open"
    CLOSE = "close"


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark of a block, at `start:end` of its text; `item` is the number of the item that it belongs to.

    `text` is what is put in, or what is shown as taken out; `markup` where that is no prose but the file's own signs.
    """

    sort: Sort
    block: int
    start: int
    end: int
    item: int = 0
    text: str = ""
    markup: bool = False


def place_of(mark: Mark) -> tuple[int, int, int, int]:
    """Block by block in the order of the text; at one place what is put in comes first, then ends, then beginnings."""
    ranks = (Sort.BLOCK, Sort.PUT_IN, Sort.CLOSE, Sort.OPEN, Sort.TAKEN_OUT)
    at = mark.end if mark.sort is Sort.PUT_IN else mark.start
    return mark.block, at, ranks.index(mark.sort), mark.end


class Signs:
    """The marks by their numbers, and how a stretch of prose is written with them."""

    def __init__(self, signs: tuple[str, str], marks: list[Mark]) -> None:
        self.marks = marks
        self._signs = signs

    def __call__(self, number: int) -> str:
        return f"{self._signs[0]}{number}{self._signs[1]}"

    def line(self, text: str, numbers: Sequence[int]) -> str:
        """A block's whole text with these of its marks."""
        queue = Queue(self, numbers)
        return "".join((*queue.piece(text, 0), *queue.rest()))


class Queue:
    """The marks of one block that wait for their place, in its order."""

    def __init__(self, signs: Signs, numbers: Iterable[int]) -> None:
        self._signs = signs
        self._numbers = sorted(numbers, key=lambda number: place_of(signs.marks[number]))
        self._until = -1

    def before(self, at: int) -> Iterator[str]:
        """The marks that stand before the character at a place, and are not taken out there."""
        while self._numbers:
            mark = self._signs.marks[self._numbers[0]]
            if place_of(mark)[1] > at or (mark.sort is Sort.TAKEN_OUT and mark.end > at):
                break
            yield self._signs(self._numbers.pop(0))

    def piece(self, text: str, start: int) -> Iterator[str]:
        """The characters of the block from `start` on, as they are or taken out, with the marks between them."""
        for at, character in enumerate(text, start):
            yield from self.before(at)
            mark = self._signs.marks[self._numbers[0]] if self._numbers else None
            if mark and mark.sort is Sort.TAKEN_OUT and mark.start <= at < mark.end:
                yield self._signs(self._numbers.pop(0))
                self._until = mark.end
            if at >= self._until:
                yield character
            elif at + 1 == self._until:
                yield from self._replacement(self._until)

    def _replacement(self, at: int) -> Iterator[str]:
        """What is put in where something was taken out: in the markup of the words that it replaces."""
        if self._numbers:
            mark = self._signs.marks[self._numbers[0]]
            if mark.sort is Sort.PUT_IN and mark.start < mark.end == at:
                yield self._signs(self._numbers.pop(0))

    def rest(self) -> Iterator[str]:
        """All marks that are left."""
        yield from (self._signs(number) for number in self._numbers)
        self._numbers = []
