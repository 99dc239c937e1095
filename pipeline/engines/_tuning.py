"""What tuning adds to the language model, as its file keeps it.

Each number is a whole number of steps, from -127 to 127, in a byte. A matrix has a step for each of the few channels
between its two sides: the columns of the first (in, rank), the rows of the second (rank, out).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

PRODUCTS = ("queries-keys-values", "output", "gate-and-up", "down")
"""The products of a layer that something is added to, in the order in which a row meets them."""

MOST = 127
"""Steps that a byte tells of on either side of nought."""


def packed(added: Mapping[str, NDArray[np.floating]], first: int) -> dict[str, NDArray[np.generic]]:
    """The arrays of the file, and the first layer that something is added to.

    Of each `PRODUCT-narrow` (layers, in, rank) and `PRODUCT-wide` (layers, rank, out) it keeps the bytes and, as
    `…-steps`, the steps (layers, rank).
    """
    arrays: dict[str, NDArray[np.generic]] = {"first": np.array(first, np.int64)}
    for name, array in added.items():
        across = 1 if name.endswith("narrow") else 2
        steps = np.maximum(np.abs(array).max(axis=across, keepdims=True), 1e-12).astype(np.float32) / MOST
        arrays[name] = np.rint(array / steps).astype(np.int8)
        arrays[f"{name}-steps"] = steps.squeeze(across)
    return arrays


def unpacked(kept: Mapping[str, NDArray[np.generic]], name: str) -> NDArray[np.float32]:
    """An array as it was packed, but for half a step. KeyError where it is missing."""
    steps = kept[f"{name}-steps"]
    wide = steps[:, None, :] if name.endswith("narrow") else steps[:, :, None]
    return np.asarray(kept[name].astype(np.float32) * wide.astype(np.float32), np.float32)
