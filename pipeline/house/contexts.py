"""A place between words, as figures: what stands round it, hashed, for weights that were learned from reviews.

A place is a stretch of tokens (none of them: a gap between two) in which one word or another might stand. What its
features are does not depend on what stands there, so that the weights of all words can be asked about one place.
"""

import re
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

Hashes = NDArray[np.uint32]
Classes = NDArray[np.int32]

TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d+(?:[.,]\d+)*|[^\w\s]|_")
"""A word with the apostrophes inside it, a number, or a mark; a hyphen parts words."""

MARGIN = 6
"""How many tokens on each side of a place count."""

CLOSED = frozenset('.!?…:;"“”()[]*')
"""Marks behind which a capital says nothing."""

PAD = "\x02"
NUMBER = "\x03"


@dataclass(frozen=True, slots=True)
class Token:
    """A token of a text, at `text[start:end]`; `word` is lower-cased, with straight apostrophes."""

    word: str
    start: int
    end: int
    named: bool
    """Whether it has a capital that its place does not give it."""


def tokens(text: str) -> tuple[Token, ...]:
    """The tokens of a paragraph, in order."""
    found: list[Token] = []
    before = "."
    for match in TOKEN.finditer(text):
        form = match[0]
        found.append(Token(form.lower().replace("’", "'"), match.start(), match.end(), is_named(form, before)))
        before = form
    return tuple(found)


def is_named(form: str, before: str) -> bool:
    """Whether a token has a capital that its place behind another token does not give it."""
    return form[0].isupper() and before not in CLOSED and form[:2] not in ("I", "I'", "I’")


@cache
def hashed(word: str) -> int:
    """A word's hash, 32 bits."""
    return zlib.crc32(word.encode("utf-8"))


@dataclass(frozen=True, slots=True, eq=False)
class Encoded:
    """Tokens as figures, with MARGIN more at each end: what the features are made of."""

    words: Hashes
    endings: Hashes
    fine: Hashes
    coarse: Hashes


def encode(found: Sequence[Token], classes: Mapping[int, tuple[int, int]]) -> Encoded:
    """A paragraph's tokens as figures; `classes` gives for a word's hash its fine and its coarse class."""
    rows = [figures(PAD, False, classes)] * MARGIN
    rows = [*rows, *(figures(token.word, token.named, classes) for token in found), *rows]
    words, endings, fine, coarse = np.array(rows, dtype=np.uint32).T
    return Encoded(words, endings, fine, coarse)


def figures(word: str, named: bool, classes: Mapping[int, tuple[int, int]]) -> tuple[int, int, int, int]:
    """A token's word, ending, fine and coarse class; names are of a class of their own."""
    if word[0].isdigit():
        word = NUMBER
    number = hashed(word)
    fine, coarse = (1, 1) if named else classes.get(number) or unseen(word)
    return number, hashed(word[-3:] + "\x04"), fine, coarse


ENDINGS = tuple(
    "ing ed ly er est ion ness ity ment ous ful able ible al ic ive ism ist 's s' n't y s".split()  # noqa: SIM905
)

FIRST_CLASS = 2 + len(ENDINGS) + 3
"""The number of the first class that was learned; those below are for names and for words that were not seen."""


def unseen(word: str) -> tuple[int, int]:
    """The classes of a word that was never seen: by what it ends in."""
    if word == PAD:
        return 0, 0
    if not word[0].isalpha():
        number = 2 + len(ENDINGS) + (word == NUMBER)
    else:
        number = next((2 + at for at, ending in enumerate(ENDINGS) if word.endswith(ending)), 4 + len(ENDINGS))
    return number, number


_WORDS = ("1", "-1", "2", "-2", "-2-1", "12", "-11", "-3-2-1", "123", "-2-11", "-112")
_KINDS: tuple[tuple[str, str], ...] = (
    *(("w", places) for places in _WORDS),
    *(("f", places) for places in ("-1", "1", "-11", "-2-1", "12", "-2-11", "-112")),
    *(("c", places) for places in ("-2-11", "-112", "-3-2-1", "123", "-2-112", "-3-2-112")),
    ("wf", "-11"),
    ("fw", "-11"),
    ("wc", "-112"),
    ("cw", "-2-11"),
    ("e", "-1"),
    ("e", "1"),
    ("e", "-11"),
)


def _parts(kinds: str, places: str) -> tuple[tuple[str, int], ...]:
    """What a template is made of: which figures, and how many tokens away."""
    at = [int(place) for place in re.findall(r"-?\d", places)]
    if len(kinds) == 1:
        return tuple((kinds, place) for place in at)
    left, right = kinds[0], kinds[1]
    return tuple((left if place < 0 else right, place) for place in at)


TEMPLATES = tuple(_parts(*kind) for kind in _KINDS)
WIDTH = len(TEMPLATES) + 2 * MARGIN
"""How many features a place has: one a template, and the words on each side in any order."""


def features(encoded: Encoded, starts: NDArray[np.int64], ends: NDArray[np.int64]) -> Hashes:
    """The features of places, a row each: `starts` and `ends` are tokens, the margin not counted."""
    parts = {"w": encoded.words, "e": encoded.endings, "f": encoded.fine, "c": encoded.coarse}
    found = np.empty((len(starts), WIDTH), dtype=np.uint32)
    left, right = starts + MARGIN, ends + MARGIN - 1
    for column, template in enumerate(TEMPLATES):
        value = np.full(len(starts), column + 1, dtype=np.uint32)
        for kind, place in template:
            value = mixed(value, parts[kind][(left if place < 0 else right) + place])
        found[:, column] = value
    for away in range(1, MARGIN + 1):
        column = len(TEMPLATES) + 2 * (away - 1)
        found[:, column] = mixed(np.uint32(99), encoded.words[left - away])
        found[:, column + 1] = mixed(np.uint32(99), encoded.words[right + away])
    return found


def mixed(a: Hashes | np.uint32, b: Hashes | np.uint32) -> Hashes:
    """Two hashes made one, in order; wraps at 32 bits."""
    with np.errstate(over="ignore"):
        value = (np.asarray(a, np.uint32) * np.uint32(0x9E3779B1)) ^ np.asarray(b, np.uint32)
        value = (value ^ (value >> np.uint32(15))) * np.uint32(0x85EBCA77)
        return value ^ (value >> np.uint32(13))
