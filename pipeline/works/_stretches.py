"""Stretches of a paragraph that may be titles: what is set apart, and runs of capitalised words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.document import OBJECT, Block, BlockKind, RegionKind
from pipeline.house.titlecase import is_small
from pipeline.names import begins, common
from pipeline.works._model import Setting, key

SETTINGS = {
    RegionKind.EMPHASIS: Setting.ITALIC,
    RegionKind.STRONG: Setting.BOLD,
    RegionKind.QUOTATION: Setting.QUOTED,
    RegionKind.LINK: Setting.LINKED,
}
_PARTICLES = frozenset(
    "de la le les du des del da do das dos di il lo el los las y e et ou "  # noqa: SIM905
    "und der die den dem das von van zu zum en".split()
)
"""Small words of titles in other languages."""

LONGEST = 120
"""The longest title, in characters; what is longer is somebody's words."""

_OPENING = "“‘\"'«„‹「『《〈( "
_CLOSING = "”’\"'»“›」』》〉 "
_LAST = ".,;:"
_ABBREVIATION = re.compile(r"(?:\b(?:Inc|Jr|Sr|Co|Ltd|Mr|Mrs|Ms|Dr|St|Bros|Vol|Pt|No|vs|etc)|(?:\b\w\.)+\w)\.$")
_POSSESSIVE = re.compile(r"(?<=[^\W_])['’]s?$")
_SINGLE = re.compile(r"(?<![\w'’])['`](?=[A-Z0-9])(?P<inner>[^'`‘’\n]*(?:'(?=\w)[^'`‘’\n]*)*)['’](?!\w)")
_WORD = re.compile(r"[^\W_][\w'’.-]*(?<![.'’-])|[^\W_]")
_BREAK = re.compile(r"(?<!\bDr)(?<!\bMr)(?<!\bMs)(?<!\bMrs)(?<!\bSt)(?<!\bvs)(?<!\bVol)[.;]\s|\n")

_SMALL = r"(?:of|the|an?|and|or|but|in|on|at|to|for|from|with|by|as|into|over|nor|de|la|le|du|del|&)"
_CAPITAL = r"[A-ZÀ-ÖØ-ÞŁŚŻŽČŠĐ0-9][\w’'.-]*(?<![.'’-])[!?]?"
RUN = re.compile(rf"(?<![\w’'.&#@-]){_CAPITAL}(?:(?<![!?])(?:,? {_SMALL}){{0,3}}[: ]+{_CAPITAL})*(?![\w@])")
"""A run of capitalised words with the small words between them."""

_CONTRACTED = re.compile(r"I['’]|I\b(?! [A-Z])")
_MAKER = re.compile(r" by (?:[A-Z]\S* )+[A-Z]\S*$")
_SUBJECT = re.compile(r": (?:There|It|This|That|These|Those|He|She|They|We|You|What|Here)$")
"""A colon with the first word of the sentence behind it: “Footnote: There was a spin-off”."""

_LABEL = re.compile(r" (?:TV|LP|EP|RPG|JRPG)$")
"""The capitals with which words for works begin: “the Alpha TV series”."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words that may be a title: fields as those of `Mention`."""

    block: Block
    start: int
    end: int
    setting: tuple[Setting, ...]
    within: tuple[Setting, ...]
    outer: tuple[int, int]

    @property
    def text(self) -> str:
        """The words."""
        return self.block.text[self.start : self.end]

    @property
    def is_bare(self) -> bool:
        """Whether nothing sets the words apart."""
        return self.setting == (Setting.BARE,)

    @property
    def key(self) -> str:
        """What all spellings of this title share."""
        return key(self.text)


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch without its marks: quotation marks, spaces, and the comma or full stop that print puts inside."""
    while start < end and (text[start] in _OPENING or text[start].isspace() or text[start] == "`"):
        start += 1
    while start < end:
        last = text[end - 1]
        if last == "." and _ABBREVIATION.search(text[start:end]):
            break
        if last not in _LAST and last not in _CLOSING and not last.isspace():
            break
        end -= 1
    if text.count("(", start, end) == text.count(")", start, end) - 1 and text[end - 1] == ")":
        end -= 1
    return start, end


def stretches(block: Block) -> Iterator[Stretch]:
    """What a block sets apart, in order: each stretch of words once, with all that sets it."""
    wraps: dict[tuple[int, int], list[tuple[int, int, Setting]]] = {}
    marked = [(region.start, region.end, SETTINGS[region.kind]) for region in block.regions if region.kind in SETTINGS]
    marked += [(*match.span(), Setting.QUOTED) for match in _singles(block)]
    for start, end, setting in marked:
        inner = trimmed(block.text, start, end)
        if inner[0] < inner[1]:
            wraps.setdefault(inner, []).append((start, end, setting))
    for (start, end), around in sorted(wraps.items()):
        if end - start > LONGEST or OBJECT in block.text[start:end] or "\n" in block.text[start:end]:
            continue
        around.reverse()  # of two regions that are as long, the one inside comes first, and marks are inside all else
        around.sort(key=lambda wrap: (wrap[0], -wrap[1], wrap[2] is Setting.QUOTED))
        settings = tuple(dict.fromkeys(setting for *_, setting in around))
        outer = min(wrap[0] for wrap in around), max(wrap[1] for wrap in around)
        yield Stretch(block, start, end, settings, _within(marked, outer, (start, end)), outer)


def _singles(block: Block) -> Iterator[re.Match[str]]:
    """What stands between single straight marks, capital first: readers take these for no quotation."""
    if "'" in block.text:
        yield from (match for match in _SINGLE.finditer(block.text) if not block.inside(RegionKind.CODE, *match.span()))


def bare(block: Block, start: int, end: int) -> Stretch:
    """Words of a block as a stretch, with what they lie in."""
    marked = [(region.start, region.end, SETTINGS[region.kind]) for region in block.regions if region.kind in SETTINGS]
    return Stretch(block, start, end, (Setting.BARE,), _within(marked, (start, end), (start, end)), (start, end))


def _within(
    marked: list[tuple[int, int, Setting]], outer: tuple[int, int], inner: tuple[int, int]
) -> tuple[Setting, ...]:
    """What encloses a stretch together with other words, outermost first."""
    around = sorted(
        (start, -end, setting)
        for start, end, setting in marked
        if start <= inner[0] and inner[1] <= end and (start < outer[0] or outer[1] < end)
    )
    return tuple(dict.fromkeys(setting for *_, setting in around))


def without_possessive(text: str) -> str:
    """A title without its possessive ending."""
    return _POSSESSIVE.sub("", text)


def is_headline(text: str) -> bool:
    """Whether words have a title's capitals: on the first, and on all that are not small."""
    words = _WORD.findall(text)
    main = [word for word in words if not (is_small(word, "mla-9") or word in _PARTICLES)]
    return (
        0 < len(words) <= 14
        and (bool(main) or all(word[0].isupper() for word in words))
        and not _BREAK.search(text)
        and (words[0][0].isupper() or words[0][0].isdigit() or not words[0][0].isascii())
        and all(word[0].isupper() or word[0].isdigit() or _is_stylised(word) for word in main)
    )


def _is_stylised(word: str) -> bool:
    return any(map(str.isupper, word))


_NAMED = re.compile(
    r"\b(?:named|called|nicknamed|dubbed|known as|as|calls? (?:him|her|it|them|himself|herself)|sa(?:ys?|id)"
    r"|asks?|asked|[a-z]+[,:]|an?) $"
)
"""What stands before a name, a nickname, or somebody's words."""

_ATTRIBUTE = re.compile(r"\b(?:the|an?|this|that|these|those|his|her|its|their) $", re.IGNORECASE)


def looks_like_a_title(stretch: Stretch) -> float:
    """How sure it is, from its form alone, that what is set apart is a title: 0 where nothing says so."""
    text = stretch.text
    words = _WORD.findall(text)
    main = [word for word in words if not is_small(word, "mla-9")]
    if not is_headline(text) or (text.isupper() and len(main) < 3):
        return 0.0
    italic, quoted = Setting.ITALIC in stretch.setting, Setting.QUOTED in stretch.setting
    before, after = stretch.block.text[: stretch.outer[0]], stretch.block.text[stretch.outer[1] :]
    if not before.strip() and not after.strip() and stretch.block.kind is BlockKind.PARAGRAPH:
        return 0.0
    if quoted and not italic and (_NAMED.search(before) or (_ATTRIBUTE.search(before) and re.match(r" [a-z]", after))):
        return 0.0
    if len(main) >= 2 or (len(words) > 1 and begins_large(words)):
        return 0.7 if italic else 0.5 if quoted else 0.0
    if not italic or len(words) > 1 or words[0].lower() in ("i", "i'm", "i’m", "not", "no", "very"):
        return 0.0
    return 0.0 if begins(stretch.block.text, stretch.outer[0]) and common(words[0]) else 0.6


def begins_large(words: list[str]) -> bool:
    """Whether a title of one main word and small ones has two capitals: The Voice, Up There."""
    return sum(word[0].isupper() for word in words) >= 2


def runs(block: Block) -> Iterator[Stretch]:
    """Runs of capitalised words that nothing sets apart."""
    taken = [(region.start, region.end) for region in block.regions if region.kind in SETTINGS]
    taken += [match.span() for match in _singles(block)]
    for match in RUN.finditer(block.text):
        start, end = match.span()
        end -= len(match[0]) - len(without_possessive(_LABEL.sub("", _MAKER.sub("", _SUBJECT.sub("", match[0])))))
        large = any(map(str.isupper, block.text[start:end])) and not _CONTRACTED.match(block.text, start)
        if large and not any(a < end and start < b for a, b in taken):
            yield bare(block, start, end)
