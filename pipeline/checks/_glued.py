"""Sentences whose mark is glued to the next word, and what mends them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline import house
from pipeline.checks._listed import listed
from pipeline.finding import Applicability

ADDRESS = listed("js fm com net org io tv gov edu co uk md txt py exe mp3 ly me ca au de eu info biz html htm www")
"""What stands behind a dot in addresses and names of files."""

CUT = listed(
    """etc vs eg ie approx feat ft jr sr inc ltd esp incl vol vols nos eds ch pp cf mins hr hrs yr yrs dept misc orig"""
)
"""Abbreviations that end with a full stop, behind which a sentence goes on with a small letter."""

_CUT_OR_WORD = listed("no ed ep pt fig al min est feat")
"""Abbreviations that are words or names too: the stop behind one may well end its sentence."""

TITLES = listed("mr mrs ms dr st prof lt sgt capt gen col rev sen gov hon")
"""Abbreviations that stand before a name."""

_OPEN = listed(
    """the a an of and or but although though because if my his her your their our its as at into than very"""
)
"""What no sentence ends with: the stop behind it is a slip."""

_DEPENDS = listed("which whose whom especially particularly including")
"""What hardly begins a sentence: the stop before it was to be a comma."""

_WORD = r"[A-Za-z]+(?:['’](?:s|t|re|ve|ll|d|m))?"
_STOP = re.compile(
    rf"(?<![\w@.:/'’*-])(?P<left>(?:{_WORD}|['’]?\d{{1,3}}0s|\d{{2,4}}|(?:[A-Za-z]\.)+[A-Za-z])[)\]]?[”\"’']?)(?P<mark>\.)"
    rf"(?=(?P<right>{_WORD}-?)(?![\w@/(=_]|\.\w))"
)
_CRY = re.compile(
    rf"(?<![\w@.:/'’-])(?P<left>{_WORD}[)\]]?[”\"’']?)(?P<mark>[!?]+)(?=(?P<right>{_WORD}-?)(?![\w@/(=_]|\.\w))"
)
_TITLE = re.compile(
    r"(?<![\w@.:/-])(?P<left>Mr|Mrs|Ms|Dr|St|Prof|Lt|Sgt|Capt|Gen|Rev)\.(?=(?P<right>[A-Z][a-z]+)(?![@/]))"
)
_INITIAL = re.compile(r"(?<![\w@/'’-])(?P<left>(?:[A-Z]\.)*[A-Z]\.)(?=(?P<right>[A-Z][a-z]{2,})(?![\w@/]|\.\w|-[a-z]))")
_NUMBERED = re.compile(r"(?<![\w@.:/-])(?P<left>[Vv]ol|No|[Pp]t|[Ee]p|[Cc]h)\.(?=(?P<right>\d{1,3})(?![\w.]))")

COMMON = 100
"""How often reviews have a word that may end or begin a sentence glued to another."""


@dataclass(frozen=True, slots=True)
class Glued:
    """A mark with no space behind it: where the words begin and end, what is wanted, and how sure that is."""

    start: int
    end: int
    mark: str
    wanted: tuple[str, ...]
    applicability: Applicability


def glued_sentences(text: str, capitals: bool) -> Iterator[Glued]:
    """The marks that end a sentence, or an abbreviation, and touch the next word."""
    for match in _STOP.finditer(text):
        if _parts(match):
            yield _mended(match, capitals)
    for match in _CRY.finditer(text):
        left, right = _bare(match["left"]), match["right"]
        if len(left) > 1 and not _ends_marked(text[: match.end("mark")]) and _begins(left, right):
            yield _mended(match, capitals)
    for pattern, sure in (
        (_TITLE, Applicability.SAFE),
        (_INITIAL, Applicability.UNSAFE),
        (_NUMBERED, Applicability.UNSAFE),
    ):
        for match in pattern.finditer(text):
            if pattern is _INITIAL and not _is_surname(match["right"]):
                continue
            wanted = f"{text[match.start() : match.end()]} {match['right']}"
            yield Glued(match.start(), match.end("right"), ".", (wanted,), sure)


def glued_before(text: str, at: int) -> bool:
    """Whether the word at `at` touches the mark of the sentence before it, so that it is one fault with the space."""
    return any(match.start("right") == at for pattern in (_STOP, _CRY) for match in pattern.finditer(text))


def _ends_marked(text: str) -> bool:
    """Whether a text ends with a name that has a mark of its own, as Yahoo! does."""
    return any(re.search(rf"(?<!\w){re.escape(name)}$", text) for name in house.entries("marked-names.tsv"))


def _is_surname(word: str) -> bool:
    """Whether a word behind an initial is no common one, as in the names of leagues and ships."""
    often = house.frequencies().get(word.lower(), 0)
    return house.capitals().get(word.lower(), 0) >= 0.5 * often


def _bare(left: str) -> str:
    return left.rstrip(")]”\"’'")


def _parts(match: re.Match[str]) -> bool:
    """Whether the full stop parts two words: no address, no initials, no name with a dot inside."""
    left, right = _bare(match["left"]), match["right"].rstrip("-")
    if right.lower() in ADDRESS or left.lower() in TITLES or left.lower() == "www":
        return False
    if len(left) == 1 or re.fullmatch(r"(?:[A-Za-z]\.)+[A-Za-z]", left):
        return False
    if left[0].isdigit():
        return left.endswith("s") or (len(left) == 4 and len(right) > 1)
    if right[0].isupper() and right != "I":
        return (left[1:].islower() or (left.isupper() and len(left) > 2)) and (right[1:].islower() or right == "A")
    return _begins(left, right)


def _begins(left: str, right: str) -> bool:
    """Whether both are words that reviews know, the second one long enough, or a capital begins it."""
    often = house.frequencies()
    second = right.rstrip("-").lower().replace("’", "'")
    if right[0].isupper():
        return right in ("I", "A") or len(right) > 1
    known = (
        often.get(left.lower().replace("’", "'"), 0) >= COMMON
        or left.lower() in CUT | _CUT_OR_WORD
        or left[0].isupper()
    )
    return known and (len(second) > 1 or second in ("i", "a")) and often.get(second, 0) >= COMMON


def _mended(match: re.Match[str], capitals: bool) -> Glued:
    """The words with their space, and with a capital for a small letter that begins a sentence."""
    left, mark, right = match["left"], match["mark"], match["right"]
    bare = _bare(left).lower()
    start, end = match.start(), match.end("right")
    spaced = f"{left}{mark} {right}"
    if right[0].isupper() or (bare in CUT and right != "i"):
        return Glued(start, end, mark, (spaced,), Applicability.SAFE)
    if mark == "." and bare in _OPEN:
        return Glued(start, end, mark, (f"{left} {right}",), Applicability.UNSAFE)
    if mark == "." and right == "etc":
        return Glued(start, end, mark, (f"{left}, etc.",), Applicability.UNSAFE)
    if mark == "." and right in _DEPENDS:
        return Glued(start, end, mark, (f"{left}, {right}",), Applicability.UNSAFE)
    large = right[0].upper() + right[1:]
    sentence = f"{left}{mark} {large}"
    wanted = (sentence,) if capitals or right == "i" else (sentence, spaced)
    return Glued(start, end, mark, wanted, Applicability.UNSAFE)
