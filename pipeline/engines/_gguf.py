"""A language model's file: what it says of itself, and its weights as numbers.

The format is GGUF, version 3 (the GGUF specification of the ggml project): a header, key-value pairs, the list of
tensors, the tensors. Of the ways to pack a tensor those are read that the model here uses: F32, Q8_0 and Q4_1. PyPI's
`gguf` reads all of them, in four times the time.
"""

import mmap
import struct
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from math import prod
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Weights = NDArray[np.float32]

MAGIC = b"GGUF"
_SCALARS = {0: "B", 1: "b", 2: "H", 3: "h", 4: "I", 5: "i", 6: "f", 7: "?", 10: "Q", 11: "q", 12: "d"}
_STRING, _ARRAY = 8, 9


@dataclass(frozen=True, slots=True)
class ModelFile:
    """What a file holds: `about` has its keys and values, `tensors` the weights by name, row by row.

    Weights are unpacked each time they are asked for: unpacked they take six times the room that they take in the file.
    """

    about: dict[str, Any]
    tensors: Mapping[str, Weights]


def read(path: Path) -> ModelFile:
    """Read a model. Raises ValueError where the file is not GGUF or packs a tensor in a way not known here."""
    with path.open("rb") as file:
        data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    if data[:4] != MAGIC:
        raise ValueError(f"{path.name} is not a GGUF file")
    cursor = _Cursor(data, 8)
    tensors, pairs = cursor.number("Q"), cursor.number("Q")
    about = {}
    for _ in range(pairs):
        key = cursor.string()
        about[key] = cursor.value(cursor.number("I"))
    listed = [cursor.tensor() for _ in range(tensors)]
    alignment = int(about.get("general.alignment", 32))
    first = -(-cursor.at // alignment) * alignment
    return ModelFile(about, _Tensors(data, {name: (shape, kind, first + at) for name, shape, kind, at in listed}))


class _Tensors(Mapping[str, Weights]):
    """A file's tensors."""

    def __init__(self, data: mmap.mmap, listed: dict[str, tuple[tuple[int, ...], int, int]]) -> None:
        for _, kind, _ in listed.values():
            if kind not in _PACKED:
                raise ValueError(f"a tensor is packed as type {kind}, which is not known")
        self._data = data
        self._listed = listed

    def __getitem__(self, name: str) -> Weights:
        return _unpack(self._data, *self._listed[name])

    def __iter__(self) -> Iterator[str]:
        return iter(self._listed)

    def __len__(self) -> int:
        return len(self._listed)


class _Cursor:
    """Reads one thing after the other."""

    def __init__(self, data: mmap.mmap, at: int) -> None:
        self.data = data
        self.at = at

    def number(self, kind: str) -> Any:
        try:
            (value,) = struct.unpack_from("<" + kind, self.data, self.at)
        except struct.error as error:
            raise ValueError(f"the file ends too soon: {error}") from None
        self.at += struct.calcsize(kind)
        return value

    def string(self) -> str:
        size = self.number("Q")
        self.at += size
        return self.data[self.at - size : self.at].decode("utf-8", "replace")

    def value(self, kind: int) -> Any:
        if kind == _STRING:
            return self.string()
        if kind == _ARRAY:
            each, size = self.number("I"), self.number("Q")
            return [self.value(each) for _ in range(size)]
        return self.number(_SCALARS[kind])

    def tensor(self) -> tuple[str, tuple[int, ...], int, int]:
        name = self.string()
        sizes = [self.number("Q") for _ in range(self.number("I"))]
        return name, tuple(reversed(sizes)), self.number("I"), self.number("Q")


def _unpack(data: mmap.mmap, shape: tuple[int, ...], kind: int, at: int) -> Weights:
    block, size, unpack = _PACKED[kind]
    rows = np.frombuffer(data, np.uint8, prod(shape) // block * size, at).reshape(-1, size)
    return unpack(rows).reshape(shape)


def _half(rows: NDArray[np.uint8], at: int) -> Weights:
    """The 16-bit number that each row has at a byte."""
    return rows[:, at : at + 2].copy().view("<f2").astype(np.float32)


def _float(rows: NDArray[np.uint8]) -> Weights:
    return rows.copy().view("<f4").astype(np.float32)


def _eight_bits(rows: NDArray[np.uint8]) -> Weights:
    """32 signed bytes times a scale."""
    return rows[:, 2:].copy().view(np.int8).astype(np.float32) * _half(rows, 0)


def _four_bits(rows: NDArray[np.uint8]) -> Weights:
    """32 half-bytes times a scale, plus the least: the low halves are the first sixteen."""
    halves = np.concatenate([rows[:, 4:] & 15, rows[:, 4:] >> 4], axis=1).astype(np.float32)
    return halves * _half(rows, 0) + _half(rows, 2)


# by type: numbers a block, bytes a block, and how to read the blocks
_PACKED: dict[int, tuple[int, int, Callable[[NDArray[np.uint8]], Weights]]] = {
    0: (1, 4, _float),
    3: (32, 20, _four_bits),
    8: (32, 34, _eight_bits),
}
