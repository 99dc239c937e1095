"""A paragraph as its marks see it: characters, and what stands on either side of each."""

import re
import unicodedata
from dataclasses import dataclass, field
from enum import Enum

DOUBLE, SINGLE = "double", "single"
KINDS = {
    **dict.fromkeys('"“”„', DOUBLE),
    **dict.fromkeys("'‘’", SINGLE),
}
"""What a mark may be one of a pair of."""

BESIDE = frozenset((*KINDS, "′", "″"))
"""What is looked past when it is asked what stands beside a mark."""

SUFFIX = re.compile(r"(?<=['’])(?:s|t|d|m|ll|re|ve)(?![\w'’])", re.IGNORECASE)
"""What an apostrophe joins to the word before it, also over a closing mark: “Tide”’s."""

PLURAL = re.compile(r"(?<=[\"”])s(?!\w)")
"""What a closing double mark may be followed by: two “perhaps”s."""

OBJECT = "\ufffc"
"""Stands for code, a picture, an address: to the marks around it, a word."""


class Side(Enum):
    """What stands beside a mark."""

    SPACE = "space"
    WORD = "word"
    OPENING = "opening"
    CLOSING = "closing"
    SYMBOL = "symbol"


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph's text.

    `fixed` are the places of characters that the writer escaped or wrote as an entity: they are no marks and are not
    changed. `markup` are the half-open stretches of emphasis and links: a pair lies on one side of an edge of each.
    """

    text: str
    fixed: frozenset[int] = frozenset()
    markup: tuple[tuple[int, int], ...] = ()
    unescaped: str = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        shown = "".join("\0" if at in self.fixed else character for at, character in enumerate(self.text))
        object.__setattr__(self, "unescaped", shown if self.fixed else self.text)

    def markup_at(self, at: int) -> tuple[int, ...]:
        """Which stretches of markup a character stands in."""
        return tuple(number for number, (start, end) in enumerate(self.markup) if start <= at < end)

    def sides(self, at: int) -> tuple[Side, Side]:
        """What stands before and behind a mark, other marks beside it left out."""
        first, last = at - 1, at + 1
        while first >= 0 and self.text[first] in BESIDE:
            first -= 1
        while last < len(self.text) and self.text[last] in BESIDE:
            last += 1
        before = side(self.text[first]) if first >= 0 else Side.SPACE
        suffix = SUFFIX if last > at + 1 else PLURAL
        if before in (Side.WORD, Side.CLOSING) and suffix.match(self.text, last):
            return before, Side.CLOSING
        return before, side(self.text[last]) if last < len(self.text) else Side.SPACE


def side(character: str) -> Side:
    """What a character is to a mark beside it (Unicode's general categories)."""
    if character == OBJECT or character.isalnum():
        return Side.WORD
    category = unicodedata.category(character)
    if category in ("Zs", "Zl", "Zp", "Cc"):
        return Side.SPACE
    if category in ("Ps", "Pi") or character in "¿¡":
        return Side.OPENING
    if category in ("Pe", "Pf") or character in ".,;:!?…":
        return Side.CLOSING
    return Side.WORD if category in ("Mn", "Mc", "Cf") else Side.SYMBOL
