"""A well-known title with small letters on main words: “Dawn of the dead”.

In English all main words of a title have capitals (Chicago, chapter 8, “headline style”; MLA 9 and AP alike). What is
flagged is a well-known title with a capital on one of its main words and none on another, and one with no capitals
whose words stand together in no other use (the silence of the lambs, cowboy bebop), or beside one of the first sort;
where several titles of the draft are set in sentence style, that is its way and nothing is said of such. A question is
one that alone stands so in quotation marks or italics, and small words that prose could have, too, where the sentence
speaks of a work (the show breaking bad).
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from pipeline import house as tables
from pipeline.checks import Allowed, Flagged
from pipeline.checks._places import begins_sentence
from pipeline.checks.titles._named import OWN
from pipeline.checks.titles._small import MORE, smalls
from pipeline.checks.titles._wellknown import is_own
from pipeline.document import Block, Document, RegionKind
from pipeline.finding import Finding, Severity, flag
from pipeline.house import House
from pipeline.house.known import known_titles
from pipeline.house.styles import style
from pipeline.house.titlecase import is_small, title_case
from pipeline.names import common

SEVERITY = Severity.ERROR
FIX = "unsafe"
IN_QUOTATIONS = "as-is"
EXAMPLES = (
    Flagged(
        "It has nothing of ⟦The Silence of the lambs⟧ in it.",
        fixed="It has nothing of The Silence of the Lambs in it.",
    ),
    Flagged("He was good in “⟦The Man who Knew Too much⟧”.", fixed="He was good in “The Man Who Knew Too Much”."),
    Flagged(
        "It is a cross between ⟦The Man who Knew Too Much⟧ and ⟦the silence of the lambs⟧, but longer.",
        fixed="It is a cross between The Man Who Knew Too Much and The Silence of the Lambs, but longer.",
    ),
    Flagged(
        "He was good in “⟦The silence of the lambs⟧”.",
        fixed="He was good in “The Silence of the Lambs”.",
        severity=Severity.QUERY,
    ),
    Flagged(
        "It has nothing of ⟦the silence of the lambs⟧ in it.",
        fixed="It has nothing of The Silence of the Lambs in it.",
    ),
    Flagged("It is no ⟦Apocalypse now⟧, it seems.", fixed="It is no Apocalypse Now, it seems."),
    Flagged("I never saw “⟦I love Lucy⟧” at home.", fixed="I never saw “I Love Lucy” at home."),
    Flagged("We had a week of ⟦cowboy bebop⟧ and rain.", fixed="We had a week of Cowboy Bebop and rain."),
    Flagged("All of them can quote ⟦lord of the rings⟧.", fixed="All of them can quote Lord of the Rings."),
    Flagged("We had a week of ⟦Cowboy bebop⟧ and rain.", fixed="We had a week of Cowboy Bebop and rain."),
    Flagged(
        "They made the show ⟦breaking bad⟧ in a desert.",
        fixed="They made the show Breaking Bad in a desert.",
        severity=Severity.QUERY,
    ),
    Allowed("It was a breaking bad habit of his, and all was up in the air about it until we had to get out."),
    Allowed("There are stranger things than that; he keeps a poker face, and it happens once in a lifetime."),
    Allowed("Then I saw the devil in him, like a hollow knight; into the woods we went, and it follows that he lied."),
    Allowed("A game of thrones and chairs is on, in the name of the king and the law. She is a gone girl to me."),
    Allowed("It has an air of pulp fiction, a strain of cabin fever, and the town in a state of arrested development."),
    Allowed("Oh, happy days: it is a true Christmas story, no Muppet show, and God's own country has an elephant man."),
    Allowed("They are coming to America in the final Countdown, and the pet sematary is behind the old house."),
    Allowed("We saw Breaking Bad, Cowboy Bebop, *Lord of the Rings* and “The Secret History”."),
    Allowed("Apocalypse now, says the preacher; he is the girl next door, back to the future, in the line of fire."),
    Allowed("Oh my God, this made for TV film ends in the streets of San Francisco."),
    Allowed("He was good in “The Man Who Knew Too Much” and in “The Silence Of The Lambs”."),
    Allowed("We saw *The silence of the lambs*, *The winter house*, and *A walk by the sea*."),
)

KNOWN = 8
"""How many reviews name a title, at least, for its words to mean it whatever their capitals."""

OWN_PAIR = 2
"""How much commoner than a title its rarest pair of words may be, for the words to mean it whatever their capitals."""

_WORD = re.compile(r"(?<![\w'’-])\w[\w'’-]*")


def find(document: Document, house: House) -> Iterator[Finding]:
    """Flag each title that has small letters on some of its main words, or on all."""
    own = [block for block in document.blocks if block.kind in OWN]
    named = [each for block in own for each in _written(block)]
    odd = list(_odd(named))
    small = [each for each in named if each not in odd and _is_sentence_style(*each[:3])]
    if len(odd) + len(small) + _sentence_style(document) > 2:
        odd, small = [], []  # the draft's way
    asked = small if len(small) == 1 and not _sentence_style(document, small) else []
    profile = style(house)
    capitals = profile.capitals if profile else "chicago-18"
    for block, start, end, title in (*odd, *asked):
        severity = Severity.QUERY if (block, start, end, title) in asked else None
        yield _finding(block, start, end, title_case(title, capitals), severity)
    told = {(each[0].index, at) for each in (*odd, *asked) for at in range(each[1], each[2])}
    for block in own:
        for start, end, title, sure in smalls(block):
            if not any((block.index, at) in told for at in range(start, end)):
                yield _finding(block, start, end, title, None if sure else Severity.QUERY)


def _finding(block: Block, start: int, end: int, title: str, severity: Severity | None) -> Finding:
    """What is said of a title with small letters, and its form with capitals."""
    wanted = title.replace("'", "’") if "’" in block.text else title
    old = block.text[start:end]
    # Its small words stay as they are, but for its first: only main words are wanted large.
    mended = "".join(
        new if mine.islower() and new.isupper() and not _is_small_at(old, at) else mine
        for at, (mine, new) in enumerate(zip(old, wanted, strict=True))
    )
    message = f"“{old}” is the title “{wanted}”; all its main words have capitals."
    return flag(block, start, end, message, mended, severity=severity)


def _is_sentence_style(block: Block, start: int, end: int) -> bool:
    """Whether a title that is all that marks or italics set has a capital on its first word and on no other."""
    alone = _stands_alone(block, start, end)
    main = [word for word in _WORD.findall(block.text[start:end])[1:] if not is_small(word, "mla-9")]
    return alone and block.text[start].isupper() and bool(main) and all(word[0].islower() for word in main)


def _stands_alone(block: Block, start: int, end: int) -> bool:
    """Whether a title is all that marks or italics set."""
    kinds = (RegionKind.EMPHASIS, RegionKind.QUOTATION)
    around = (
        block.text[one.start : start] + block.text[end : one.end]
        for one in block.regions
        if one.kind in kinds and one.start <= start and end <= one.end
    )
    bracketed = block.text[start - 1 : start] == "(" and block.text[end : end + 1] == ")"
    return bracketed or any(not re.search(r"\w", marks) for marks in around)


def _is_small_at(text: str, at: int) -> bool:
    """Whether the word that begins at a place is one of those that titles set small."""
    word = _WORD.match(text, at)
    return word is not None and at > 0 and is_small(word[0], "mla-9")


def _odd(named: Sequence[tuple[Block, int, int, str]]) -> Iterator[tuple[Block, int, int, str]]:
    """The titles, of all that are named, with some capitals and, beside one, long ones that have none at all."""
    mixed = [each for each in named if _is_mixed(*each[:3])]
    for each in named:
        block = each[0]
        near = any(each is not other and block is other[0] and abs(each[1] - other[1]) < 80 for other in mixed)
        small = block.text[each[1] : each[2]].islower()
        if each in mixed or (small and ((near and len(each[3].split()) >= 4) or _is_own(each[3]))):
            yield each


def _is_own(title: str) -> bool:
    """Whether a title's words stand together in no other use: a pair of them is hardly commoner than the title."""
    words = title.lower().replace("’", "'").split()
    short = title.lower().removeprefix("the ")
    total = max(_totals().get(form, 0) for form in (short, f"the {short}"))
    return len(words) > 3 and total >= KNOWN and _rarest(words) <= OWN_PAIR * total


@cache
def _totals() -> dict[str, int]:
    """How many reviews have a title, in small letters, in whichever form most have it."""
    found: dict[str, int] = {}
    for title, (_, total) in tables.titles().items():
        found[title.lower()] = max(total, found.get(title.lower(), 0))
    return found


def _rarest(words: Sequence[str]) -> int:
    """How often reviews have the rarest pair of words in a row of them."""
    return min(tables.bigrams().get(f"{a} {b}", 0) for a, b in pairwise(words))


def _written(block: Block) -> Iterator[tuple[Block, int, int, str]]:
    """The well-known titles of a block, whatever their capitals: block, start, end and title."""
    plain = block.text.lower().replace("’", "'")
    if len(plain) != len(block.text):
        return
    at = 0
    for match in _WORD.finditer(plain):
        for title in _by_beginning().get(plain[match.start() : match.end() + MORE], ()):
            # a title may begin with a mark before its first word
            start = match.start() - title.lower().index(match[0])
            end = start + len(title)
            if start >= at and plain.startswith(title.lower(), start) and not plain[end : end + 1].isalnum():
                yield block, start, end, title
                at = end
                break


def _is_mixed(block: Block, start: int, end: int) -> bool:
    """Whether a title's words have capitals on some main words and not on others, a sentence's first word left out."""
    if block.inside(RegionKind.FOREIGN, start, end) or block.inside(RegionKind.CODE, start, end):
        return False
    words = [match[0] for match in _WORD.finditer(block.text[start:end])]
    if not words[0][0].isupper() or (len(words) == 2 and (begins_sentence(block, start) or words[0].isupper())):
        return False
    alone = _stands_alone(block, start, end)
    first = 1 if alone or begins_sentence(block, start) else 0
    main = [word for word in words[first:] if not is_small(word, "mla-9")]
    large = [word for word in main if word[0].isupper() and not re.fullmatch(r"(?:I|God)(?:['’]\w+)?", word)]
    if first and not alone:
        # A sentence's first word and a name have their capitals anyway.
        large = [word for word in large if common(word)]
    return bool(large) and any(word[0].islower() for word in main)


def _sentence_style(document: Document, but: Sequence[tuple[Block, int, int, str]] = ()) -> int:
    """How many stretches in italics or quotation marks look like titles in sentence style, but for some."""
    told = {(block.index, start) for block, start, *_ in but}
    found = 0
    for block in document.blocks:
        for region in block.regions:
            if any((block.index, at) in told for at in range(region.start, region.end)):
                continue
            if block.kind in OWN and region.kind in (RegionKind.EMPHASIS, RegionKind.QUOTATION):
                words = _WORD.findall(block.text[region.start : region.end])
                low = [word for word in words[1:] if word.islower() and not is_small(word, "mla-9")]
                found += 3 <= len(words) <= 6 and words[0][0].isupper() and len(low) == len(words) - 1 > 1
    return found


def _is_pair(words: Sequence[str], total: int) -> bool:
    """Whether two words are a title even if the second is small, and the first no name of whom the second tells."""
    if all(map(common, words)):
        return True
    return common(words[1]) and not words[1].endswith(("s", "ed")) and _rarest([w.lower() for w in words]) <= 2 * total


def _beginning(title: str) -> str:
    """The first word of a title and what stands behind it, as it is looked for."""
    word = _WORD.search(title.lower())
    return title.lower()[word.start() : word.end() + MORE] if word else ""


@cache
def _by_beginning() -> dict[str, tuple[str, ...]]:
    """Well-known titles of two main words or more by how they begin, the longest first."""
    found: dict[str, list[str]] = {}
    for title, (quoted, total) in tables.titles().items():
        words = title.split()
        main = [word for word in words if not is_small(word, "mla-9")]
        if len(main) >= 2 and quoted * 5 >= total and (len(words) > 2 or _is_pair(words, total)):
            found.setdefault(_beginning(title), []).append(title)
    for one in known_titles().values():
        for title in (one.title, re.sub(r"^(?:The|An?) ", "", one.title)):
            words = title.split()
            main = [word for word in words if not is_small(word, "mla-9")]
            named = title == one.title and one.seldom_small
            pair = len(words) > 2 or all(map(common, words)) or named
            titles = found.setdefault(_beginning(title), [])
            if len(main) >= 2 and is_own(one) and pair and title not in titles:
                titles.append(title)
    return {word: tuple(sorted(titles, key=len, reverse=True)) for word, titles in found.items()}
