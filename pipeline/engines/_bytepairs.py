"""A language model's tokens: pieces of words, as byte pairs merge into them.

Byte-level byte-pair encoding as GPT-2 has it, digits one by one. Hugging Face's `tokenizers` does the same and brings a
network client and a dozen packages with it.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

UNKNOWN = 0
"""The token of a byte that never occurred alone in what the model was trained on."""

# the longest word counts a hundred letters: what goes on without a space costs the square of its length
_WORD = re.compile(r"\d|'(?:s|t|re|ve|m|ll|d)| ?[^\W\d_]{1,100}| ?(?:[^\s\w]|_){1,100}|\s{1,100}(?!\S)|\s")


class BytePairs:
    """The tokens of a text."""

    def __init__(self, tokens: Sequence[str], merges: Sequence[str]) -> None:
        self._number = {token: number for number, token in enumerate(tokens)}
        self._rank = {tuple(pair.split(" ")): rank for rank, pair in enumerate(merges)}
        self._letter = _letters()
        self._tokens = tokens
        self._byte = {letter: byte for byte, letter in enumerate(self._letter)}
        self._merged = lru_cache(1 << 15)(self._merge)

    def words(self, text: str) -> Iterator[tuple[int, int]]:
        """Where the stretches of a text are that tokens never cross: a word with the space before it, a mark."""
        return (match.span() for match in _WORD.finditer(text))

    def encode(self, word: str) -> tuple[int, ...]:
        """The numbers of a word's tokens."""
        return self._merged(word)

    def text(self, token: int) -> str:
        """What a token stands for; nothing where it is a part of a character, or a sign of the model's own."""
        try:
            return bytes(self._byte[letter] for letter in self._tokens[token]).decode()
        except (KeyError, UnicodeDecodeError):
            return ""

    def _merge(self, word: str) -> tuple[int, ...]:
        pieces = [self._letter[byte] for byte in word.encode()]
        while len(pieces) > 1:
            ranked = ((self._rank.get(pair), at) for at, pair in enumerate(pairwise(pieces)))
            rank, at = min(((rank, at) for rank, at in ranked if rank is not None), default=(-1, -1))
            if rank < 0:
                break
            pieces[at : at + 2] = [pieces[at] + pieces[at + 1]]
        return tuple(self._number.get(piece, UNKNOWN) for piece in pieces)


def _letters() -> list[str]:
    """The letter that stands for each byte: itself where it can be seen, else one from U+0100 on."""
    seen = {*range(33, 127), *range(161, 173), *range(174, 256)}
    rest = iter(range(256, 512))
    return [chr(byte if byte in seen else next(rest)) for byte in range(256)]
