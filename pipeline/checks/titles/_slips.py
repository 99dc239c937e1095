"""Well-known titles that stand bare and misspelt: helpers of the check that finds them.

A slip leaves most of a title as it is: a letter of one word, the commas, hyphens or spaces, a small word, one word left
out or an article put in.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz.distance import OSA

from pipeline import house
from pipeline.checks.titles._wellknown import famous, is_own, known, nearly
from pipeline.house.known import known_titles, plain
from pipeline.house.titlecase import is_small
from pipeline.names import common

LEAST, MOST = 3, 7
"""How many words a title has in which a slip is told from other words."""

LETTERS = 5
"""How long a word has to be for one letter in it to be a slip."""

LISTED_BY = 5
"""How many reviews quote a title, at least, for it to be right."""

LONG = 8
"""How many letters a title has whose words may be parted otherwise."""

_WORD = re.compile(r"[^\W_](?:[\w'’&-]*[^\W_])?|&")
_JOINT = re.compile(r"[,:]? ")
_ARTICLE = re.compile(r"\b(?:an?|this|that) $")
_ENDS = re.compile(r"[\"”’]?(?:[.,;:!?)]|$| (?:and|or|but|is|was|has|had|with|because|as|than|for|in|on|at|by)\b)")
"""What may stand behind a title that its sentence speaks of as one."""


_THE = re.compile(r"\bthe \Z")
_GOES_ON = re.compile(r" [A-Z0-9]|:")
_BEGUN = re.compile(r"[A-Z0-9][\w’'-]* \Z")
"""What a title goes on with, or has begun with."""

NEAR = 40
"""How many characters before a stretch its neighbour is looked for in."""


class Slip(NamedTuple):
    """A stretch of a text, `text[start:end]`, and the title that it is nearly."""

    start: int
    end: int
    title: str


def slips(text: str) -> Iterator[Slip]:
    """The stretches of capitalised words that are nearly a well-known title, and none; the longest at each place."""
    words = list(_WORD.finditer(text))
    at = 0
    while at < len(words):
        last = at
        if words[at][0][0].isupper() or words[at][0][0].isdigit():
            for end in range(min(at + MOST, len(words)), at, -1):
                slip = _slip(text, words[at:end])
                if slip:
                    yield slip
                    last = end - 1
                    break
        at = last + 1


def _slip(text: str, stretch: Sequence[re.Match[str]]) -> Slip | None:
    """What words with a title's capitals are nearly; nothing where they are a title, or a part of more."""
    start, end = stretch[0].start(), stretch[-1].end()
    ending = re.search(r"['’]s$", text[start:end])
    end -= len(ending[0]) if ending else 0
    plain_text = text[start:end]
    if plain_text.isupper() or not all(
        _JOINT.fullmatch(text, one.end(), other.start()) for one, other in pairwise(stretch)
    ):
        return None
    if _GOES_ON.match(text, end) or _BEGUN.search(text, max(0, start - NEAR), start):
        return None
    words = [word[0] for word in stretch]
    spaced = _spaced(words, plain_text, text[max(0, start - NEAR) : start])
    if spaced:
        article = _THE.search(text, max(0, start - NEAR), start)
        return Slip(article.start() if article and _ENDS.match(text, end) else start, end, spaced)
    if len(words) < 2 or ending or not _is_headline(words) or _is_right(plain_text):
        return None
    if known(plain_text)[0]:
        title = _respelt([plain(word) for word in words])
    else:
        title = _meant(words, plain_text) or (_less_article(plain_text) if _ENDS.match(text, end) else "")
    if len(words) < len(title.split()) and len(words) == LEAST and not _ENDS.match(text, end):
        return None
    if title and text[end : end + 1] == title[-1]:
        title = title[:-1]  # its own mark stands there
    return Slip(start, end, title) if title else None


def _spaced(words: Sequence[str], text: str, before: str) -> str:
    """The title that parts its words in other places, or with other marks: Bladerunner, Ghost Busters."""
    form = plain(text)
    title = _by_letters().get(re.sub(r"[\W_]", "", form), "")
    if (
        not title
        or _is_right(text)
        or not all(word[0].isupper() or word[0].isdigit() for word in (words[0], words[-1]))
    ):
        return ""
    if len(words) == 1 and (common(form) or _ARTICLE.search(before) or (_is_thing(form) and before.endswith("the "))):
        return ""
    return "" if _parted(form) == _parted(plain(title)) else title


def _is_right(text: str) -> bool:
    """Whether a title is listed as it is, or quoted so by many: what a few have may be a slip that is often made."""
    return plain(text) in known_titles() or house.titles().get(text.replace("’", "'"), (0, 0))[0] >= LISTED_BY


def _is_thing(word: str) -> bool:
    """Whether a word is often written small: there are roadhouses."""
    return house.capitals().get(word, 0) < 0.6 * house.frequencies().get(word, 0)


def _parted(form: str) -> str:
    """A title's words and the marks that belong to them; a comma before “and” is a matter of style."""
    return " ".join(re.sub(r",(?= and )|[^\w\s,'-]", "", form).split())


def _less_article(text: str) -> str:
    """The title that has no article, where words have one more: The Blade Runner."""
    article, _, rest = text.partition(" ")
    one = known_titles().get(plain(rest))
    names = one is not None and not any(common(word) for word in rest.split() if not is_small(word, "mla-9"))
    return one.title if article == "The" and one and " " in rest and is_own(one) and not names else ""


def _meant(words: Sequence[str], text: str) -> str:
    """The well-known title that words with its capitals are nearly."""
    low = [plain(word) for word in words]
    loose = nearly(text)
    if loose:
        # A comma before “and” is a matter of style, and so is one too many.
        marks, wanted = (re.findall(r",(?! and\b)|-", each.lower()) for each in (text, loose))
        return loose if len(wanted) > len(marks) else ""
    return "" if "," in text else _respelt(low) or _shorter(low) or _longer(low) or _other_small(low)


def _is_headline(words: Sequence[str]) -> bool:
    """Whether all main words have capitals, the last word is one of them, and there are two at least."""
    main = [word for word in words if not is_small(word.lower(), "mla-9")]
    return len(main) > 1 and words[-1] == main[-1] and all(word[0].isupper() or word[0].isdigit() for word in main)


def _respelt(words: Sequence[str]) -> str:
    """The title in which one word that is none has a letter more, less or another."""
    for at, odd in enumerate(words):
        rest = [*words[:at], *words[at + 1 :]]
        named = len(rest) < 2 and house.frequencies().get(rest[0], 0) >= LETTERS and not common(rest[0])
        if named or not _is_no_word(odd, len(words)):
            continue
        for title in _without_one().get((*words[:at], "", *words[at + 1 :]), ()):
            wanted = title.split()[at].rstrip(":")
            if len(wanted) > 3 and OSA.distance(wanted, odd) == 1 and wanted.rstrip("s") != odd.rstrip("s"):
                return known(title)[0]
    return ""


def _is_no_word(word: str, number: int) -> bool:
    """Whether a word is none that a title of so many words may have for its own: a short one has to be unknown."""
    often = house.frequencies().get(word, 0)
    if number < LEAST:
        return len(word) >= LETTERS and often < LETTERS
    return often < 5 * LETTERS if len(word) >= LETTERS else number > LEAST and len(word) > 2 and not often


def _shorter(words: Sequence[str]) -> str:
    """The title that has one small word more: of five words or more, or of four where it is listed."""
    if len(words) < LEAST:
        return ""
    found = {
        title
        for at in range(1, len(words))
        for title in _without_one().get((*words[:at], "", *words[at:]), ())
        if is_small(title.split()[at], "mla-9") or title.split()[at] in house.entries("function-words.tsv")
    }
    title = found.pop() if len(found) == 1 else ""
    if len(words) == LEAST and not {title, f"the {title}"} & known_titles().keys():
        return ""
    return known(title)[0] if title else ""


@cache
def _famous() -> frozenset[str]:
    return frozenset(famous())


def _longer(words: Sequence[str]) -> str:
    """The title of three words or more that has one small word less: Game of the Thrones."""
    found = {
        title
        for at in range(1, len(words) - 1)
        if is_small(words[at], "mla-9") and len(words) > LEAST and words[at - 1] not in ("and", "or")
        for title in [known(" ".join((*words[:at], *words[at + 1 :])))[0]]
        if title and {plain(title), f"the {plain(title)}"} & _famous()
    }
    return found.pop() if len(found) == 1 else ""


def _other_small(words: Sequence[str]) -> str:
    """The title that has another small word in one place: of, from."""
    found = {
        title
        for at, word in enumerate(words[:-1])
        if at and is_small(word, "mla-9")
        for title in _without_one().get((*words[:at], "", *words[at + 1 :]), ())
        if is_small(title.split()[at], "mla-9")
        and (len(words) > LEAST or not {word, title.split()[at]} & {"and", "or"})
    }
    return known(found.pop())[0] if len(found) == 1 else ""


@cache
def _without_one() -> dict[tuple[str, ...], list[str]]:
    """Well-known titles by their words, one of which is left blank; with their article and without, colons left out."""
    found: dict[tuple[str, ...], list[str]] = defaultdict(list)
    pairs = [form for form, one in known_titles().items() if form.count(" ") == 1 and is_own(one)]
    for whole in (*famous(), *pairs):
        for title in dict.fromkeys((whole, whole.removeprefix("the "))):
            words = title.replace(":", "").split()
            if 2 <= len(words) <= MOST and all(map(_WORD.fullmatch, words)):
                for at in range(len(words)):
                    found[(*words[:at], "", *words[at + 1 :])].append(title)
    return dict(found)


@cache
def _by_letters() -> dict[str, str]:
    """Listed titles of eight letters or more by these; what is a title with its words parted otherwise is none."""
    found = {re.sub(r"[\W_]", "", form): one.title for form, one in known_titles().items() if is_own(one)}
    return {letters: title for letters, title in found.items() if len(letters) >= LONG}
