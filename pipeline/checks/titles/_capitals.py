"""Titles in capitals throughout, and the others: helpers of the check that compares the two."""

import re
from collections import defaultdict
from collections.abc import Iterator, Set

from pipeline.checks._places import Place
from pipeline.checks.titles._named import OWN, titles
from pipeline.checks.titles._wellknown import LEAST, is_listed, known
from pipeline.document import Block, Document, RegionKind
from pipeline.house.titlecase import is_small
from pipeline.works import Works, key

_RUN = re.compile(r"(?<![\w'’@#/-])[A-Z0-9][A-Z0-9'’.!&-]*(?:[:,]? [A-Z0-9&][A-Z0-9'’.!&-]*)+(?![\w-])")
_JOINED = re.compile(r"(?:,|,? and|,? or|,? AND|/)? ?[\"“'‘]?")
_LED = re.compile(
    r"\b(?:films?|movies?|classics?|sequels?|remakes?|versions?|shows?|series|books?|novels?|in|from|of|than|like|and|or|about|with|either|both|called"
    r"|titled|watch(?:ed|ing)?|saw|see|seen|seeing|rent(?:ed)?) (?:the )?[\"“'‘]?$"
)
_DATED = re.compile(r"[\"”'’]?,? \((?:\w+,? )?(?:18|19|20)\d\d\)")
_SHOUTED = frozenset(
    "is are was were be been do does did don't not no never ever so very really must should will can can't this that "  # noqa: SIM905
    "these those it its it's i i'm you your we us they them he she what why how who worst best movie movies film films "
    "waste time money avoid stay see watch please all any every only just too much more most one bad good great awful "
    "terrible horrible boring stupid dvd vhs tv usa uk nyc bbc hbo cgi spoiler spoilers warning alert".split()
)
"""Words of stress and of abbreviations: what has one is no title in capitals."""

_SENTENCE_END = re.compile(r"[.!?…][\"”’')]*\s")


def in_capitals(document: Document, works: Works) -> dict[str, list[Place]]:
    """The titles that stand in capitals throughout, by what all their spellings share."""
    titled = {key(work.title) for work in works if not work.title.isupper() and len(_main(work.title)) > 1}
    found: dict[str, list[Place]] = defaultdict(list)
    for block in document.blocks:
        if block.kind not in OWN:
            continue
        last: Place | None = None
        for place in _runs(block):
            beside = last is not None and _JOINED.fullmatch(block.text, last.end, place.start) is not None
            if _is_title(place, titled) or _is_led(place) or (beside and len(place.text.split()) > 2):
                found[key(place.text)].append(place)
                last = place
    return found


def in_small(document: Document, works: Works, large: Set[str]) -> dict[str, list[Place]]:
    """The titles that stand otherwise, where they are told as surely as those in capitals, or are among these."""
    found: dict[str, list[Place]] = defaultdict(list)
    for title in titles(document, works):
        main = len(_main(title.title))
        if not (main > 1 and is_listed(title.title)) and key(title.title) not in large:
            continue
        for each in title.places:
            place = Place(each.block, each.start, each.end)
            if not place.text.isupper() and (each.start or each.block is not document.blocks[0]):
                found[key(title.title)].append(place)
    return found


def _runs(block: Block) -> Iterator[Place]:
    """The runs of capitals in sentences that have small letters as well; parts of them that are well-known titles."""
    for match in _RUN.finditer(block.text):
        start, end = match.span()
        if block.inside(RegionKind.FOREIGN, start, end) or not _has_small(block.text, start, end):
            continue
        words = [(start + word.start(), start + word.end()) for word in re.finditer(r"[^\s,]+", match[0])]
        at = 0
        while at < len(words):
            last = next(
                (last for last in range(len(words), at, -1) if _known(block.text[words[at][0] : words[last - 1][1]])), 0
            )
            if last:
                yield _trimmed(block, words[at][0], words[last - 1][1])
            elif at == 0:
                yield _trimmed(block, start, end)
                if not any(_known(block.text[a:end]) for a, _ in words):
                    break
            at = last or at + 1


def _trimmed(block: Block, start: int, end: int) -> Place:
    text = block.text[start:end]
    return Place(block, start, end - (len(text) - len(text.rstrip(".!'’"))))


def _has_small(text: str, start: int, end: int) -> bool:
    """Whether the sentence round a stretch has at least as many words in small letters."""
    before, after = _SENTENCE_END.split(text[:start])[-1], _SENTENCE_END.split(text[end:])[0]
    rest = re.findall(r"[^\W\d_]{2,}", f"{before} {after}")
    return sum(not word.isupper() for word in rest) >= max(3, 2 * sum(map(str.isupper, rest)) / 3)


def _is_title(place: Place, titled: set[str]) -> bool:
    """Whether a run of capitals is a well-known title, one that the draft names otherwise, or alone in its marks."""
    text = place.text
    if len(_main(text)) < 2 or sum(len(word) == 1 for word in text.split()) > 2:
        return False  # no title, or one in letters set apart
    quoted = place.block.text[place.start - 1 : place.start] in ("“", '"')
    closed = place.block.text[place.end : place.end + 1] in ("”", '"', ",")
    return _known(text) or key(text) in titled or (quoted and closed and len(text.split()) > 2)


def _is_led(place: Place) -> bool:
    """Whether what stands before or behind a run of capitals that stresses nothing says that it is a title."""
    words, main = place.text.lower().replace("’", "'").split(), _main(place.text)
    if (
        len(main) < 2
        or any(len(word) == 1 for word in main)
        or not _SHOUTED.isdisjoint(word.strip(".,:!") for word in words)
    ):
        return False
    led = _LED.search(place.block.text, 0, place.start) is not None
    return (led and len(words) > 2) or _DATED.match(place.block.text, place.end) is not None


def _known(text: str) -> bool:
    title, share = known(text.rstrip(".!'’"))
    return bool(title) and share >= LEAST and len(_main(title)) > 1


def _main(title: str) -> list[str]:
    return [word for word in title.split() if not is_small(word.lower(), "mla-9")]
