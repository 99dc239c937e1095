"""What a house's back issues taught: its own words, and which of several words its places want.

`copydesk learn` writes it and the key `learned` of `[tool.copydesk]` names it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from pipeline.house import weights as weighing
from pipeline.house.weights import Weights


@dataclass(frozen=True, slots=True, eq=False)
class Learned:
    """A house's own words and names, as it writes them, with how often, and its own weights."""

    words: Mapping[str, int]
    weights: Weights
    texts: int
    running: int
    """How many texts and words there were to learn from."""


def dump(learned: Learned) -> bytes:
    """What was learned, as a file; the same gives the same bytes."""
    words = sorted(learned.words)
    return weighing.pack(
        {
            "house": np.array([learned.texts, learned.running], np.int64),
            "own": np.frombuffer("\n".join(words).encode("utf-8"), np.uint8),
            "own_counts": np.array([learned.words[word] for word in words], np.int64),
            **weighing.arrays(learned.weights),
        },
    )


def load(path: Path) -> Learned:
    """What `dump` gave. OSError where it can't be read, ValueError where it is something else."""
    try:
        with np.load(path, allow_pickle=False) as held:
            texts, running = held["house"].tolist()
            own = held["own"].tobytes().decode("utf-8").split("\n")
            words = dict(zip(own, held["own_counts"].tolist(), strict=False)) if own != [""] else {}
            return Learned(words, weighing.of(held), texts, running)
    except (KeyError, EOFError) as error:
        raise ValueError(str(error)) from None
