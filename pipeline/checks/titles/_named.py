"""The titles that a draft names, and how each stands: helpers of the checks that compare a draft with itself."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache

from pipeline import house
from pipeline.checks._places import begins_sentence
from pipeline.document import RUNNING, Block, BlockKind, Document, RegionKind
from pipeline.house.kinds import Kind
from pipeline.house.styles import named as guide
from pipeline.house.titlecase import is_small
from pipeline.names import common
from pipeline.works import Form, Mention, Setting, Work, Works, key

OWN = RUNNING - {BlockKind.BLOCK_QUOTE}
"""The blocks whose prose is the writer's own."""

LEAST_LISTED = 0.15
"""What share of the reviews that have a title must quote it, for it to count where it stands bare."""

SURE = 0.75
"""How sure the registry must be of a work that is never set."""

SHORT = frozenset(kind for kind, form in guide("chicago-18").forms.items() if form == "quoted")
"""The kinds of works that are parts of others or short, which the guides set in quotation marks."""


class Way(StrEnum):
    """How a title stands."""

    ITALIC = "italics"
    QUOTED = "quotation marks"
    BOLD = "bold"
    LINKED = "a link"
    BARE = "bare"


@dataclass(frozen=True, slots=True)
class Named:
    """A place where a title's words stand, `block.text[start:end]`; `outer` is the stretch with its marks."""

    block: Block
    start: int
    end: int
    way: Way
    outer: tuple[int, int]
    form: Form = Form.TITLE


@dataclass(frozen=True, slots=True)
class Title:
    """A title that the draft names in its own prose; `weight` is how much it says of the draft's ways, 0 to 1."""

    title: str
    kind: Kind | None
    weight: float
    places: tuple[Named, ...]

    def of(self, *ways: Way) -> tuple[Named, ...]:
        """Its places that are set in one of these ways."""
        return tuple(place for place in self.places if place.way in ways)

    @property
    def part(self) -> bool:
        """Whether it is known to be a part of a longer work, or a short one: a song, an episode, a story."""
        return self.kind in SHORT


_WORK = (
    r"(?:film|movie|series|show|novel|book|album|song|single|game|play|episode|story|comic|manga|anime|musical|opera)"
)
_WORK_BEFORE = re.compile(rf"\b(?:the|this|that|a|an|his|her|their|\d{{4}}) (?:\w+ )?{_WORK},? $", re.IGNORECASE)
_MADE = r"(?:re-?released|released|published|filmed|shot|broadcast|adapted|set in)"
_AFTER = re.compile(
    rf",? (?:was|is|has been|were|had been) (?:{_MADE}|an? (?:\w+ ){{0,2}}{_WORK})\b"
    rf"|,? (?:premiered|premieres|airs|aired|stars)\b| \(\d{{4}}"
    rf"|[’']s (?:plot|soundtrack|director|screenplay|{_WORK})\b"
)

SET = (Way.ITALIC, Way.QUOTED, Way.BOLD)


def titles(document: Document, works: Works) -> tuple[Title, ...]:
    """The titles in the writer's own prose: the registry's, and well-known ones that stand bare."""
    found: dict[str, Title] = {}
    taken: set[tuple[int, int]] = set()
    for work in works:
        places = tuple(place for place in map(_place, work.mentions) if place.block.kind in OWN and not _cited(place))
        taken |= {(each.block.index, at) for each in work.mentions for at in range(each.start, each.end)}
        bare = all(place.way is Way.BARE for place in places)
        if places and not (bare and not _is_sure(work)):
            found[key(work.title)] = Title(work.title, work.kind, _weight(work), places)
    own = [block for block in document.blocks if block.kind in OWN]
    for each in tuple(found.values()):
        if " " in each.title and each.of(*SET):
            more = [place for block in own for place in _spoken_of(each.title, block, taken)]
            taken |= {(place.block.index, at) for place in more for at in range(place.start, place.end)}
            found[key(each.title)] = replace(each, places=_ordered((*each.places, *more)))
    for block in own:
        for start, end, title in listed(block):
            if any((block.index, at) in taken for at in range(start, end)):
                continue
            place = Named(block, start, end, Way.BARE, (start, end))
            old = found.get(key(title)) or Title(title, None, 1.0, ())
            found[key(title)] = replace(old, places=_ordered((*old.places, place)))
    return tuple(found.values())


def _spoken_of(title: str, block: Block, taken: set[tuple[int, int]]) -> Iterator[Named]:
    """The bare mentions of a title, which may be somebody's name, where the sentence speaks of a work."""
    for match in re.finditer(rf"(?<![\w’'-]){re.escape(title)}(?![\w-])", block.text):
        start, end = match.span()
        if (block.index, start) not in taken and (
            _WORK_BEFORE.search(block.text[:start]) or _AFTER.match(block.text, end)
        ):
            place = Named(block, start, end, Way.BARE, (start, end))
            if not _cited(place):
                yield place


def _ordered(places: tuple[Named, ...]) -> tuple[Named, ...]:
    return tuple(sorted(places, key=lambda place: (place.block.index, place.start)))


def _place(mention: Mention) -> Named:
    ways = {Setting.ITALIC: Way.ITALIC, Setting.QUOTED: Way.QUOTED, Setting.BOLD: Way.BOLD, Setting.LINKED: Way.LINKED}
    way = next((ways[each] for each in ways if each in mention.setting), Way.BARE)
    return Named(mention.block, mention.start, mention.end, way, mention.outer, mention.form)


def _cited(place: Named) -> bool:
    """Whether a bare mention stands in somebody else's words, or in what is set for another reason."""
    kinds = (RegionKind.QUOTATION, RegionKind.EMPHASIS, RegionKind.STRONG, RegionKind.LINK, RegionKind.FOREIGN)
    return place.way is Way.BARE and any(place.block.inside(kind, place.start, place.end) for kind in kinds)


def _is_sure(work: Work) -> bool:
    """Whether a work that is never set is one for certain."""
    return work.recorded or (work.sure >= SURE and " " in work.title) or is_listed(work.title)


def _weight(work: Work) -> float:
    if work.recorded or work.kind is not None or is_listed(work.title):
        return 1.0
    return 1.0 if work.sure >= 0.6 else 0.5


@cache
def _listed() -> dict[str, tuple[str, float]]:
    """Well-known titles, lower-cased: how they are spelled, and what share of the reviews that have them quote them."""
    found: dict[str, tuple[str, float]] = {}
    for title, (quoted, total) in sorted(house.titles().items(), key=lambda row: row[1]):
        found[title.lower().replace(" & ", " and ")] = (title, quoted / total)
    return found


def is_listed(title: str) -> bool:
    """Whether a title is a well-known one, whatever its small words' capitals."""
    return _known(title)[1] >= LEAST_LISTED


_SMALL = "of|the|an?|and|or|but|in|on|at|to|for|from|with|by|as|into|over|nor|up|vs\\.?|&"
_RUN = re.compile(
    rf"(?<![\w'’@#/-])[A-Z0-9][\w.'’/-]*(?:,? (?:(?:{_SMALL}) )*[A-Z0-9][\w.'’/-]*)*(?![\w-])", re.UNICODE
)
_JOINT = re.compile(r"and|or|&|in|on|at|to|for|from|with|by|as|than|like", re.IGNORECASE)
_OPENERS = frozenset(
    "after although and as because before both but does for from has if in is like since so than that then though "  # noqa: SIM905
    "unlike was watching seeing when where while with".split()
)
"""Words that a sentence may begin with before a title."""

_SPEAKS = re.compile(r"\b(?:in|from|watch(?:ed|es|ing)?|saw|see|seen|seeing|called|titled) $", re.IGNORECASE)
_WATCHED = re.compile(r"\b(?:watch(?:ed|es|ing)?|saw|seen|seeing) $", re.IGNORECASE)


def listed(block: Block) -> Iterator[tuple[int, int, str]]:
    """The well-known titles that stand bare in a block: start, end and the title, the longest at each place."""
    kinds = (RegionKind.QUOTATION, RegionKind.EMPHASIS, RegionKind.STRONG, RegionKind.LINK, RegionKind.FOREIGN)
    for run in _RUN.finditer(block.text):
        at = run.start()
        for start, end in _parts(run):
            text = block.text[start:end]
            title, share = _known(text)
            if start < at or not share or any(block.inside(kind, start, end) for kind in kinds):
                continue
            if _is_title_here(block, start, title, share) and not _marked(block.text, start, end):
                yield start, end, title
                at = end


def _known(text: str) -> tuple[str, float]:
    """The well-known title that words are (its article may be left out), and its share; nothing and 0 for others."""
    plain = text.lower().replace("’", "'").replace(" & ", " and ")
    found = _listed().get(plain)
    if found is None and " " in plain:
        title, share = _listed().get(f"the {plain}", ("", 0.0))
        found = (title[4:], share) if share >= 0.25 else None
    return found or ("", 0.0)


def _marked(text: str, start: int, end: int) -> bool:
    """Whether a quotation mark stands beside a stretch, paired or not."""
    return text[max(start - 1, 0) : start] in tuple("\"“'‘*_") or text[end : end + 1] in tuple('"”*_')


def _parts(run: re.Match[str]) -> Iterator[tuple[int, int]]:
    """A run of capitals, and its parts between words that may join two names; longest first at each start."""
    words = [(run.start() + match.start(), run.start() + match.end()) for match in re.finditer(r"[^\s,]+", run[0])]
    texts = [run.string[a:b] for a, b in words]
    commas = {i for i, (_, b) in enumerate(words) if run.string[b : b + 1] == ","}
    for first, (start, _) in enumerate(words):
        before = texts[first - 1] if first else "and"
        free = first - 1 in commas or _JOINT.fullmatch(before) is not None or before.endswith(("'", "’", "'s", "’s"))
        free = free or (first == 1 and before.lower() in _OPENERS and _begins(run))
        if not free or (not texts[first][0].isupper() and not texts[first][0].isdigit()):
            continue
        for last in range(len(words) - 1, first - 1, -1):
            open_ = last == len(words) - 1 or last in commas or _JOINT.fullmatch(texts[last + 1])
            if open_:
                end = words[last][1]
                possessive = re.search(r"['’]s?$", texts[last])
                yield start, end
                if possessive:
                    yield start, end - len(possessive[0])
                elif texts[last].endswith("."):
                    yield start, end - 1


def _begins(run: re.Match[str]) -> bool:
    """Whether a run begins a sentence."""
    return re.search(r"(?:^|[.!?:;]\W*\s|[“\"(]\s?)$", run.string[: run.start()]) is not None


def _is_title_here(block: Block, start: int, title: str, share: float) -> bool:
    """Whether a well-known title's words mean the work: no person's name, and no ordinary words that begin a sentence.

    A title with a word that is hardly ever written small may be a name: there the sentence has to speak of a work.
    """
    words = title.replace("’", "'").split()
    main = [word for word in words if not is_small(word, "mla-9")]
    if len(main) < 2 and begins_sentence(block, start):
        return False
    if share < LEAST_LISTED:
        return share >= 0.08 and len(main) > 1 and _WATCHED.search(block.text[:start]) is not None
    if len(words) == 1:
        return share >= 0.3 and not common(title)
    names = sum(not common(word) for word in main)
    if names and len(main) < 4 and words[0].lower() not in ("the", "a", "an"):
        return share >= (0.3 if names == len(main) else 0.2) or _SPEAKS.search(block.text[:start]) is not None
    return True
