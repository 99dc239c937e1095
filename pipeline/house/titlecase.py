"""Headline-style capitals: which words of a title a style guide sets in lower case.

A profile says which small words stay small inside a title. What a writer's own capitals say of a word with a capital
inside (iPhone, McQueen, NASA) is kept.
"""

import re
from dataclasses import dataclass

_ARTICLES = frozenset({"a", "an", "the"})
_CONJUNCTIONS = frozenset({"and", "but", "for", "or", "nor"})
_PREPOSITIONS = frozenset(
    re.findall(
        r"[a-z]+",
        """about above across after against along among around as at before behind below beneath beside between
        beyond by despite down during except for from in inside into like near of off on onto out outside
        over past per since through throughout till to toward towards under underneath until up upon via
        versus vs with within without""",
    )
)


@dataclass(frozen=True, slots=True)
class Capitals:
    """What a profile sets in lower case: articles, these conjunctions, and prepositions of up to `longest` letters."""

    conjunctions: frozenset[str] = _CONJUNCTIONS
    longest: int = 99


PROFILES = {
    # The Chicago Manual of Style, 18th edition, “Headline-style capitalization”: prepositions of up to four letters.
    "chicago-18": Capitals(_CONJUNCTIONS, 4),
    # MLA Handbook, 9th edition, “Capitalizing titles”: every preposition, whatever its length.
    "mla-9": Capitals(_CONJUNCTIONS | {"so", "yet"}, 99),
    # AP Stylebook, “composition titles”: articles, conjunctions and prepositions of up to three letters.
    "ap": Capitals(_CONJUNCTIONS | {"so", "yet"}, 3),
}

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def title_case(text: str, profile: str = "chicago-18") -> str:
    """`text` as a title, its marks and spaces untouched. KeyError for a profile that isn't there."""
    capitals = PROFILES[profile]
    words = list(_WORD.finditer(text))
    parts: list[str] = []
    at = 0
    for number, match in enumerate(words):
        edge = (
            number == 0 or number == len(words) - 1 or bool(re.search(r"[:.!?—–]\s*[“‘\"'(]?$", text[: match.start()]))
        )
        parts += (text[at : match.start()], _cased(match[0], capitals, edge=edge))
        at = match.end()
    return "".join(parts) + text[at:]


def is_small(word: str, profile: str = "chicago-18") -> bool:
    """Whether a word inside a title is set in lower case."""
    capitals = PROFILES[profile]
    low = word.lower()
    return low in _ARTICLES or low in capitals.conjunctions or (low in _PREPOSITIONS and len(low) <= capitals.longest)


def _cased(word: str, capitals: Capitals, *, edge: bool) -> str:
    if word[1:] != word[1:].lower() or not re.fullmatch(r"[^\W\d_]+(?:['’][^\W\d_]+)*", word):
        return word
    low = word.lower()
    small = low in _ARTICLES or low in capitals.conjunctions or (low in _PREPOSITIONS and len(low) <= capitals.longest)
    return low if small and not edge else low[0].upper() + low[1:]
