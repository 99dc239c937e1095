"""Who the draft is about: its proper names, and where each stands.

A name is known before the first check runs, because most of what a full checker flags in vain is a name. The evidence
is the draft's own: a capital inside a sentence, what spaCy takes for an entity, titles in italics and quotation marks,
the front matter, handles, forms that no common word has (P!nk, iPhone, MF DOOM), and the house's `names.txt`. A capital
that every word has at that place (at the start of a sentence, in a heading) says nothing alone: there the word is a
name where it is one elsewhere in the draft, or is hardly ever written small.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from rapidfuzz.distance import OSA

from pipeline import house as tables
from pipeline.document import RUNNING, Block, BlockKind, Document, RegionKind
from pipeline.engines.spacy import Parser
from pipeline.house import House

WORD = re.compile(r"[^\W_](?:[^\W_]|[&!$*+@](?=[^\W_]))*(?:['’‑-][^\W_]+)*[$]?")
"""A word as names are written: letters and digits, with apostrophes, hyphens and the signs of stylised names inside."""

_HANDLE = re.compile(r"(?<![\w/])[@#][^\W_][\w.]*\w")
_SPACED = re.compile(r"(?<!\w)(?:[^\W_] ){3,}[^\W_](?!\w)")
_ENDS = re.compile(r"[.!?…][\"'”’)\]*_]*\s+[\"'“‘(\[*_]*$|[:;—–]\s*[\"'“‘(\[]*$|(?:^|\s)[\"“‘('\[]+$|\n\s*\W*$")
"""What stands before a word whose capital says nothing."""

_ABBREVIATION = re.compile(r"(?:^|[\s(“\"])(?:Mrs?|Ms|Dr|St|Jr|Sr|Prof|Gen|Col|Lt|Sgt|Capt|Rev|vs|feat|ft|\w)\.\s+$")
_PARTICLES = frozenset(
    "a al and bin da de del della der di du el en la las le los no of the van vom von y zu & 'n'".split()  # noqa: SIM905
)
_PRONOUN = re.compile(r"i(?:['’](?:m|d|ll|ve))?|im|ok|tv|a|oh", re.IGNORECASE)
_SMALL = frozenset(
    "a an and as at but by for from he her his i if in into is it its my no nor not of oh on or our over per she so "  # noqa: SIM905
    "than that the their they this to up via vs we what when who with yes you your".split()
)
"""Words that titles set small, and words whose capital in a title makes no name of them elsewhere."""


class Place(NamedTuple):
    """Where a spelling stands: a block's index, and the half-open stretch of its text."""

    block: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Names:
    """The names of a draft.

    `places` has every spelling of a name, without its possessive ending, with the places where it stands;
    `stretches` has, for every block's index, the half-open stretches of text that are names, in order and apart.
    `allowed` are the house's own names.
    """

    places: Mapping[str, tuple[Place, ...]] = field(default_factory=dict)
    stretches: Mapping[int, tuple[tuple[int, int], ...]] = field(default_factory=dict)
    allowed: frozenset[str] = frozenset()

    def __contains__(self, word: object) -> bool:
        """Whether a word, in this spelling or with a possessive ending, is a name of the draft or of the house."""
        return isinstance(word, str) and (base(word) in self.places or base(word) in self.allowed)

    def touches(self, block: Block, start: int, end: int) -> bool:
        """Whether `block.text[start:end]` shares a character with a name."""
        return any(a < max(end, start + 1) and start < b for a, b in self.stretches.get(block.index, ()))

    def covers(self, block: Block, start: int, end: int) -> bool:
        """Whether `block.text[start:end]` lies within one name."""
        return any(a <= start and end <= b for a, b in self.stretches.get(block.index, ()))

    def count(self, spelling: str) -> int:
        """How many times a name stands in this spelling, possessives included."""
        return len(self.places.get(base(spelling), ()))

    def near(self, spelling: str, distance: int = 1) -> tuple[str, ...]:
        """Other spellings of the draft with the same first letter, at most `distance` edits away, commonest first.

        An edit is a letter put in, left out, changed, or swapped with its neighbour. Plurals and other endings of the
        same name are not other spellings.
        """
        word = base(spelling)
        found = [
            other
            for other in self.places
            if other != word
            and other[0] == word[0]
            and not _related(word, other)
            and OSA.distance(word, other, score_cutoff=distance) <= distance
        ]
        return tuple(sorted(found, key=lambda other: (-self.count(other), other)))


def base(word: str) -> str:
    """A name without its possessive ending: “Achilles’s”, “Achilles’” and “Achilles” are one."""
    return re.sub(r"['’](?:s|S)?$", "", word)


def _related(a: str, b: str) -> bool:
    """Whether one is the other with an ending: Scot and Scots, Austria and Austrian."""
    short, long = sorted((a, b), key=len)
    stem = short[:-1] if short[-1] in "aeoy" and len(short) > 3 else short
    if not long.startswith(stem):
        return False
    rest = long[len(stem) :]
    return rest in {
        "s",
        "es",
        "n",
        "an",
        "ans",
        "ns",
        "en",
        "ish",
        "ian",
        "ians",
        "ies",
        "d",
        "ed",
        "i",
        "in",
        "a",
        "o",
    }


@cache
def common(word: str) -> bool:
    """Whether a word, whatever its capitals, is mostly written small in reviews."""
    small = word.lower().replace("’", "'")
    total = tables.frequencies().get(small, 0)
    if total >= 5:
        return tables.capitals().get(small, 0) <= 0.4 * total
    plain = base(small)
    return plain != small and common(plain)


def gather(document: Document, parser: Parser | None, house: House) -> Names:
    """The names of a draft; without a parser by capitals, places and form alone."""
    allowed = frozenset(
        part for name in house.names for part in (name, *name.split()) if not common(part) or part == name
    )
    sure: dict[int, list[tuple[int, int]]] = {}
    doubtful: dict[int, list[tuple[int, int]]] = {}
    for block in document.blocks:
        sure[block.index], doubtful[block.index] = _sort(block, parser)
    known = _known(document, sure)
    places: dict[str, list[Place]] = {}
    stretches: dict[int, tuple[tuple[int, int], ...]] = {}
    for block in document.blocks:
        words = sorted(
            {
                *sure[block.index],
                *((a, b) for a, b in doubtful[block.index] if _doubtless(block.text[a:b], known, allowed)),
            }
        )
        for a, b in words:
            places.setdefault(base(block.text[a:b]), []).append(Place(block.index, a, b))
        others = (*_of_house(block.text, house.names), *_titles(block), *_signs(block.text))
        stretches[block.index] = _joined(block.text, words, others)
    return Names({name: tuple(where) for name, where in places.items()}, stretches, allowed)


def _known(document: Document, sure: Mapping[int, Iterable[tuple[int, int]]]) -> set[str]:
    """The spellings that are names wherever they stand: those that the draft does not write small as often."""
    counts = Counter(base(block.text[a:b]) for block in document.blocks for a, b in sure[block.index])
    small = Counter(
        match[0] for block in document.blocks for match in WORD.finditer(block.text) if match[0] == match[0].lower()
    )
    known = {name for name, count in counts.items() if name.lower() not in _SMALL and count > small[name.lower()]}
    return known | set(_named_in(document.metadata.values()))


def _doubtless(word: str, known: set[str], allowed: frozenset[str]) -> bool:
    """Whether a word whose capital says nothing is a name."""
    plain = base(word)
    return plain in known or plain in allowed or not common(word)


def _sort(block: Block, parser: Parser | None) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """A block's words that are names by their place or form, and those whose capital says nothing."""
    sure, doubtful = [], []
    text = block.text
    entities = set(_entities(block, parser))
    signs = tuple(_signs(text))
    letters = [character for character in text if character.isalpha()]
    shouted = len(letters) > 3 and sum(character.isupper() for character in letters) > 0.8 * len(letters)
    for match in WORD.finditer(text):
        word, start, end = match[0], match.start(), match.end()
        if any(a <= start and end <= b for a, b in signs):
            continue
        if _PRONOUN.fullmatch(base(word)) or not any(map(str.isupper, word)):
            if re.search(r"[^\W_][&!$*+@][^\W_]|[^\W\d_]\d", word):
                sure.append((start, end))
            continue
        telling = block.kind in RUNNING | {BlockKind.CAPTION} and not begins(text, start)
        if shouted or _is_shouted(word):
            doubtful.append((start, end))
        elif _stylised(word) or (start, end) in entities or (telling and word[0].isupper()):
            sure.append((start, end))
        elif word[0].isupper():
            doubtful.append((start, end))
    return sure, doubtful


def _is_shouted(word: str) -> bool:
    """Whether a word is a common one in capitals: NOT, EVER."""
    return len(word) > 1 and word.isupper() and common(word)


def _stylised(word: str) -> bool:
    """Whether a word has a form that no common word has: iPhone, MTV, Ke$ha, HAL-9000."""
    plain = base(word)
    inner = any(part[1:].lower() != part[1:] for part in re.split(r"['’‑-]", plain) if part)
    return inner or any(map(str.isdigit, plain)) or re.search(r"[&!$*+@]", plain) is not None


def begins(text: str, at: int) -> bool:
    """Whether a word at this place has a capital for its place alone."""
    before = text[max(at - 40, 0) : at]
    if not before.strip(" \"'“‘(["):
        return True
    return _ENDS.search(before) is not None and _ABBREVIATION.search(before) is None


def _entities(block: Block, parser: Parser | None) -> Iterator[tuple[int, int]]:
    """The words in spaCy's entities that it tags as proper nouns and that are not common words, or not alone."""
    if parser is None or not block.text.strip():
        return
    for entity in parser.parse(block.text).ents:
        proper = [token for token in entity if token.tag_ in ("NNP", "NNPS") and token.text[0].isupper()]
        for match in WORD.finditer(block.text, entity.start_char, entity.end_char):
            inside = [token for token in proper if match.start() <= token.idx < match.end()]
            if inside and (len(proper) > 1 or not common(match[0])):
                yield match.start(), match.end()


def _named_in(values: Iterable[object]) -> Iterator[str]:
    """The uncommon capitalised words of the front matter's values."""
    for value in values:
        if isinstance(value, str):
            for match in WORD.finditer(value):
                if any(map(str.isupper, match[0])) and not common(match[0]):
                    yield base(match[0])
        elif isinstance(value, Mapping):
            yield from _named_in(value.values())
        elif isinstance(value, list | tuple):
            yield from _named_in(value)


def _of_house(text: str, names: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Where the house's own names stand."""
    for name in names:
        if name in text:
            for match in re.finditer(rf"(?<!\w){re.escape(name)}(?:['’]s?)?(?!\w)", text):
                yield match.span()


def _titles(block: Block) -> Iterator[tuple[int, int]]:
    """Titles of works: what is set in italics, quoted or linked, with capitals on its words."""
    for region in block.regions:
        if region.kind in (RegionKind.EMPHASIS, RegionKind.QUOTATION, RegionKind.LINK):
            words = [match[0] for match in WORD.finditer(block.text, region.start, region.end)]
            large = [word for word in words if word.lower() not in _SMALL]
            if len(words) <= 12 and large and all(word[0].isupper() or word[0].isdigit() for word in large):
                yield region.start, region.end


def _signs(text: str) -> Iterator[tuple[int, int]]:
    """Handles, hashtags, and words with a space between their letters."""
    for pattern in (_HANDLE, _SPACED):
        for match in pattern.finditer(text):
            yield match.span()


def _joined(
    text: str, words: Iterable[tuple[int, int]], others: Iterable[tuple[int, int]]
) -> tuple[tuple[int, int], ...]:
    """The stretches that are names: neighbours made one, with the small words between two parts of a name."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted((*words, *others)):
        if joined:
            between = text[joined[-1][1] : start]
            small = between.split()
            if (
                start <= joined[-1][1]
                or not small
                or (len(small) <= 2 and _PARTICLES.issuperset(small) and between.isprintable())
            ):
                joined[-1] = (joined[-1][0], max(joined[-1][1], end))
                continue
        joined.append((start, end))
    return tuple(joined)
