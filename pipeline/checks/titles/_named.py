"""The titles that a draft names, and how each stands: helpers of the checks that compare a draft with itself."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from pipeline.checks.titles._titles import named_for
from pipeline.checks.titles._wellknown import ATTRIBUTIVE, is_listed, known, listed, marked, only_listed
from pipeline.document import RUNNING, Block, BlockKind, Document, RegionKind
from pipeline.house import entries
from pipeline.house.kinds import Kind, nouns
from pipeline.house.styles import named as guide
from pipeline.names import common
from pipeline.works import Form, Mention, Setting, Work, Works, key

OWN = RUNNING - {BlockKind.BLOCK_QUOTE}
"""The blocks whose prose is the writer's own."""

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
    CAPITALS = "capitals"
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
    """A title that the draft names in its own prose.

    `weight` is how much it says of the draft's ways, 0 to 1: nothing where it is only listed, and bare. `sure` is
    whether it can be nothing but a title where it stands bare.
    """

    title: str
    kind: Kind | None
    weight: float
    sure: bool
    places: tuple[Named, ...]

    def of(self, *ways: Way) -> tuple[Named, ...]:
        """Its places that are set in one of these ways."""
        return tuple(place for place in self.places if place.way in ways)

    @property
    def part(self) -> bool:
        """Whether it is known to be a part of a longer work, or a short one: a song, an episode, a story."""
        return self.kind in SHORT


_WORK = "(?:{})".format(
    "|".join(
        re.escape(noun)
        for noun, said in nouns().items()
        if noun == "show" or (said.kind and not said.plural and said.sure >= (0.9 if said.verb else 0.75))
    )
)
"""The words that say of what stands beside them that it is a work; others may be verbs, or say what somebody is."""

_WORK_BEFORE = re.compile(
    rf"(?<!\bin )(?<!\bfrom )\b(?:the|this|that) (?:\w+ )?{_WORK},? $"
    rf"|\b(?:the|this|that) (?:\w+ )?{_WORK} $"
    rf"|\b(?:an?|his|her|their|\d{{4}}) (?:\w+ )?{_WORK},? $",
    re.IGNORECASE,
)
_MADE = r"(?:re-?released|released|published|filmed|shot|broadcast|adapted|set in)"
_AFTER = re.compile(
    rf",? (?:was|is|has been|were|had been) (?:{_MADE}|an? (?:\w+ ){{0,2}}{_WORK})\b"
    rf"|,? (?:is|was) (?:the|an?) (?:\w+ ){{0,3}}(?:tale|story) (?:of|about)\b"
    rf"|,? (?:premiered|premieres|airs|aired|stars)\b| \(\d{{4}}"
    rf"|[’']s (?:plot|soundtrack|director|screenplay|{_WORK})\b"
)

PART = re.compile(
    r"\b(?:songs?|tracks?|tracklist|singles?|episodes?|pilot|poems?|essays?|chapters?|stor(?:y|ies)|hits?|ballads?)\b",
    re.IGNORECASE,
)
"""What tells that a paragraph speaks of works and of their parts, which may share a name."""

_MAKER_BEFORE = re.compile(r"\b(?:band|group|singer|rapper|duo|trio|quartet|artists?|musicians?),? $", re.IGNORECASE)
_BY = re.compile(r"\bby $", re.IGNORECASE)
_THE = re.compile(r"\bthe $", re.IGNORECASE)
_GENERIC = re.compile(
    r"(?:\w+ )?(?:Symphony|Sonata|Concerto|Quartet|Quintet|Trio|Suite|Prelude|Fugue|Mass|Étude|Nocturne|Waltz|Partita)"
    r"s? (?:No\b|Number|Op\b|[Ii]n [A-H]\b)"
)
"""The name of a composition that only says of what sort it is, which the guides set in roman type."""

SET = (Way.ITALIC, Way.QUOTED, Way.BOLD)

_CALLED = re.compile(r"((?:[\w’'-]+ ){0,3}[\w’'-]+),? $")


def called(place: Named, kind: Kind | None) -> bool:
    """Whether the word right before a mention says that this very one is of a kind: “the song *X*”, no namesake."""
    before = _CALLED.search(place.block.text[: place.outer[0]])
    words = before[1].lower().split() if before else []
    ends = (" ".join(words[at:]) for at in range(len(words)))
    return kind is not None and any(noun.kind == kind for end in ends if (noun := nouns().get(end)))


def titles(document: Document, works: Works) -> tuple[Title, ...]:
    """The titles in the writer's own prose: the registry's, and well-known ones that stand bare.

    Scripture and generic names of compositions are none, nor is a title inside another one. Where the draft says that a
    name is a band's or a singer's, it is never taken for the title of the same words.
    """
    found: dict[str, Title] = {}
    taken: set[tuple[int, int]] = set()
    around: dict[int, list[Mention]] = defaultdict(list)
    for each in (mention for work in works for mention in work.mentions if not mention.bare):
        around[each.block.index].append(each)
    for work in works:
        apart = [each for each in work.mentions if each.bare or not _inside(each, around[each.block.index])]
        places = tuple(place for place in map(_place, apart) if _counts(work, place))
        taken |= {(each.block.index, at) for each in work.mentions for at in range(each.start, each.end)}
        bare = all(place.way is Way.BARE for place in places)
        if places and not (bare and not _is_sure(work)) and not _is_roman(work.title):
            sure = work.recorded or (work.kind is not None and work.sure >= SURE) or known(work.title)[1] >= 0.35
            weight = 0.0 if bare and only_listed(work.title) else _weight(work, places)
            found[key(work.title)] = Title(work.title, work.kind, weight, sure, places)
    own = [block for block in document.blocks if block.kind in OWN]
    for title in tuple(found.values()):
        if " " in title.title and title.of(*SET):
            more = [place for block in own for place in _spoken_of(title.title, block, taken)]
            taken |= {(place.block.index, at) for place in more for at in range(place.start, place.end)}
            found[key(title.title)] = replace(title, places=_ordered((*title.places, *more)))
    for block in own:
        for start, end, words in listed(block):
            if _is_roman(words) or any((block.index, at) in taken for at in range(start, end)):
                continue
            place = Named(block, start, end, Way.BARE, (start, end))
            weight = 0.0 if only_listed(words) else 1.0
            old = found.get(key(words)) or Title(words, None, weight, known(words)[1] >= 0.35, ())
            found[key(words)] = replace(old, places=_ordered((*old.places, place)))
    return tuple(_in_capitals(one) for title in found.values() if (one := _without_makers(title)).places)


def _is_roman(title: str) -> bool:
    """Whether a work's name is set in roman type by every guide: scripture, and generic names of compositions."""
    return title.lower().removeprefix("the ").replace("’", "'") in entries("title-scripture.tsv") or bool(
        _GENERIC.match(title)
    )


def _inside(mention: Mention, others: Sequence[Mention]) -> bool:
    """Whether a mention that is set is a part of another title in its block; the outer marks decide about its own."""
    return Setting.ITALIC in mention.within or any(
        each.start <= mention.start
        and mention.end <= each.end
        and (each.start, each.end) != (mention.start, mention.end)
        for each in others
    )


def _without_makers(title: Title) -> Title:
    """A title without its bare places, where one of these is a band's or a singer's name."""
    if any(_MAKER_BEFORE.search(place.block.text[: place.start]) for place in title.of(Way.BARE)):
        return replace(title, places=tuple(place for place in title.places if place.way is not Way.BARE))
    return title


def _in_capitals(title: Title) -> Title:
    """A title whose places in capitals throughout are told from the bare ones: they are set, as on a typewriter."""
    return replace(
        title,
        places=tuple(
            replace(place, way=Way.CAPITALS)
            if place.way is Way.BARE and " " in (words := place.block.text[place.start : place.end]) and words.isupper()
            else place
            for place in title.places
        ),
    )


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


def _counts(work: Work, place: Named) -> bool:
    """Whether a mention is in the writer's own prose, and means the work for certain where nothing sets it."""
    if place.block.kind not in OWN or _cited(place):
        return False
    if place.way is not Way.BARE:
        return True
    if marked(place.block.text, place.start, place.end) or _labelled(place) or _ends_italics(place):
        return False
    if " " not in work.title:
        return common(work.title) or _speaks(place)
    listed_here = "," in work.title and sum(not each.bare for each in work.mentions) < 2
    if _only_describes(place) or (listed_here and not work.recorded):
        return False
    if named_for(work.title) and (work.title.startswith("The ") or _BY.search(place.block.text[: place.start])):
        return _speaks(place)
    return work.recorded or is_listed(work.title) or not named_for(work.title) or _speaks(place)


def _only_describes(place: Named) -> bool:
    """Whether a bare title's words only say what sort of thing is meant: “the Salt Road department”, “Salt Road of”."""
    text = place.block.text
    if ATTRIBUTIVE.match(text, place.end) or text.startswith(" of ", place.end):
        return True
    return _THE.search(text[: place.start]) is not None and re.match(r" [a-z]", text[place.end :]) is not None


def _ends_italics(place: Named) -> bool:
    """Whether a bare title stands right behind italics, as one inside an italic title does: “*The Making of* X”."""
    at = place.start - len(" ")
    return at > 0 and place.block.inside(RegionKind.EMPHASIS, at - 1, at)


def _labelled(place: Named) -> bool:
    """Whether a label in italics or bold stands before: “*Best film:* X”."""
    before = re.search(r":?\s*$", place.block.text[: place.start])
    at = before.start() if before else place.start
    kinds = (RegionKind.EMPHASIS, RegionKind.STRONG)
    return ":" in place.block.text[at - 1 : place.start] and any(
        place.block.inside(kind, at - 1, at) for kind in kinds if at
    )


def _speaks(place: Named) -> bool:
    """Whether the sentence says that a bare mention is a work."""
    text = place.block.text
    return bool(_WORK_BEFORE.search(text[: place.start]) or _AFTER.match(text, place.end))


_LONG_TITLE = re.compile(
    r"(?:The|An?) [A-Z][\w’'-]+(?: (?:[A-Z0-9][\w’'-]*|of|the|an?|and|in|on|to|for|from|with|at|by|who|that)){2,6}"
    r"|[A-Z][\w’'-]+ (?:of|and|in|on|to|for|from|with|at) (?:the|an?|my|his|her) [A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*"
)
"""What by its form alone can hardly be but a title."""


def _weight(work: Work, places: Sequence[Named]) -> float:
    if work.recorded or work.kind is not None or is_listed(work.title):
        return 1.0
    if not re.search(r"[^\W\d_]{3}", work.title):
        return 0.0
    if _LONG_TITLE.fullmatch(work.title):
        return 1.0
    often = sum(place.way in SET for place in places) > 1
    return 1.0 if work.sure >= 0.6 and (often or not named_for(work.title)) else 0.5
