"""The capitals of one word by itself: what its own letters say."""

import re
from functools import cache

from pipeline import house

_ROMAN = re.compile(r"(?=[ivx]{2})x{0,3}(?:ix|iv|v?i{0,3})")
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th|s|am|pm|mm|cm|km|kg)", re.IGNORECASE)
_AMPERSAND = re.compile(r"[a-z]{1,2}&[a-z]{1,2}")
_NOT_NAMES = frozenset({"d'you", "d'ya", "d'oh", "d'ye", "o'er"})
_LATIN_ENDS = "\u024f"


def is_fixed(word: str) -> bool:
    """Whether a word is left as it stands: a capital inside, a digit at the start, or another script's letters."""
    letters = [letter for letter in word if letter.isalpha()]
    return (
        not letters
        or not word[:1].isalpha()
        or any(letter != letter.lower() for letter in letters[1:])
        or any(letter > _LATIN_ENDS and not "\u1e00" <= letter <= "\u1eff" for letter in letters)
    )


def form(word: str) -> str:
    """A word in the capitals that it always has (iPhone, NASA), or nothing; one in small letters may be R&B or II."""
    stem = re.sub(r"['’]s$", "", word.lower())
    if stem in _cased():
        return _cased()[stem] + word[len(stem) :]
    if word.islower() and (_ROMAN.fullmatch(stem) or _AMPERSAND.fullmatch(stem)):
        return stem.upper() + word[len(stem) :]
    return ""


def capitalised(word: str, *, name_particle: bool = False) -> str:
    """A word with its capital: also after Mc, O’ and D’. `name_particle` leaves the d of d’Arc small."""
    low = word.lower().replace("’", "'")
    if re.match(r"mc[^\W\d_]{2}", low):
        return upper(word[:1]) + word[1] + upper(word[2]) + word[3:]
    if re.match(r"[odl]'[^\W\d_]{2}", low) and low not in _NOT_NAMES:
        first = word[:1] if name_particle and low[0] == "d" else upper(word[:1])
        return first + word[1] + upper(word[2]) + word[3:]
    return upper(word[:1]) + word[1:]


def lowered(word: str) -> str:
    """Letter by letter in lower case; a letter that has no single lower-case letter stays."""
    return "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in word)


def quieted(word: str) -> str:
    """A word of a title in capitals only: lower-case, but for digits with letters that are no ordinal (3D)."""
    return lowered(word) if not word[:1].isdigit() or _ORDINAL.fullmatch(word) else word


def upper(letter: str) -> str:
    """A letter's capital; a letter whose capital would not come back to it stays."""
    large = letter.upper()
    return large if len(large) == 1 and large.lower() == letter.lower() else letter


def is_name(word: str) -> bool:
    """Whether a lower-cased word is a name that the house's tables know."""
    return word in {row[0].lower() for row in house.table("cased.tsv")}


@cache
def _cased() -> dict[str, str]:
    """Names of one word with a capital inside, by their lower-case letters."""
    forms = (row[0] for name in ("cased.tsv", "stylised.tsv") for row in house.table(name))
    return {
        each.lower(): each for each in forms if each[1:] != each[1:].lower() and " " not in each and "-" not in each
    }
