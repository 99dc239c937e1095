"""Well-known titles where they stand bare: helpers of the checks of this stage.

They are those that film reviews quote (`house/titles.tsv.gz`), and those that the house lists (`known-titles.tsv`).
"""

import re
from collections.abc import Iterator
from functools import cache

from pipeline import house
from pipeline.checks._places import begins_sentence
from pipeline.document import Block, RegionKind
from pipeline.house.kinds import Kind
from pipeline.house.known import Known, known_titles, plain
from pipeline.house.titlecase import is_small
from pipeline.names import common

LEAST = 0.15
"""What share of the reviews that have a title must quote it, for it to count where it stands bare."""

LESS_ARTICLE = 0.25
"""What share must quote a title that stands without its article."""

LISTED = 0.2
"""The share of a title that is only listed: enough where the sentence speaks of it, too little for a name alone."""


@cache
def _listed() -> dict[str, tuple[str, float]]:
    """Well-known titles, lower-cased: how they are spelled, and what share of the reviews that have them quote them."""
    found = {form: (one.title, _share(one)) for form, one in known_titles().items() if " " in one.title}
    for title, (quoted, total) in sorted(house.titles().items(), key=lambda row: row[1]):
        form = plain(title)
        found[form] = (known_titles()[form].title if form in known_titles() else title, quoted / total)
    return found


@cache
def _counted() -> frozenset[str]:
    """The titles that reviews quote, in their plain form."""
    return frozenset(map(plain, house.titles()))


def _share(one: Known) -> float:
    """What a title that is only listed counts for: little where it is a song's, or prose has its words, too."""
    return LISTED if set(one.kinds) != {Kind.SONG} and is_own(one) else LEAST / 2


def is_listed(title: str) -> bool:
    """Whether a title is a well-known one, whatever its small words' capitals."""
    return known(title)[1] >= LEAST


def only_listed(title: str) -> bool:
    """Whether a title is well known for nothing but the house's list: where it stands bare, it says little."""
    form = plain(title)
    return any(each in known_titles() and each not in _counted() for each in (form, f"the {form}"))


def share_of(title: str) -> float:
    """What share of the reviews that have a title, as it is in full, quote it; 0 for others."""
    return _listed().get(plain(title), ("", 0.0))[1]


_SMALL = "of|the|an?|and|or|but|in|on|at|to|for|from|with|by|as|into|over|nor|up|vs\\.?|&"
_RUN = re.compile(
    rf"(?<![\w'’@#/-])[A-Z0-9][\w.'’/-]*(?:,? (?:(?:{_SMALL}) )*[A-Z0-9][\w.'’/-]*)*(?![\w-])", re.UNICODE
)
_JOINT = re.compile(r"and|or|&|in|on|at|to|for|from|with|by|as|than|like", re.IGNORECASE)
_OPENERS = frozenset(
    "after although and as because before both but does for from has if in is like since so than that then though "  # noqa: SIM905
    "unlike was watching seeing when where while with watch rewatch rent stream see try skip read play".split()
)
"""Words that a sentence may begin with before a title."""

_SPEAKS = re.compile(r"\b(?:in|from|watch(?:ed|es|ing)?|saw|see|seen|seeing|called|titled) $", re.IGNORECASE)
_NAMED_SO = re.compile(
    r"(?:\b(?:in|of|from|to|like|than|and|or|both|after|before|watch(?:ed|es|ing)?|saw|see|seen|seeing)|[(,]) ?$"
)
ATTRIBUTIVE = re.compile(
    r"[ -](?:fans?|nerds?|geeks?|franchise|universe|saga|trilogy|style|type|esque|like|craze|characters?|sequels?|"
    r"prequels?|films|movies|books|games|series|stories|clones?|rip-?offs?|world|story|legend|myth)\b"
)
"""What stands behind a title that only says what sort of thing is meant: it needs no marks there."""

_WATCHED = re.compile(r"\b(?:watch(?:ed|es|ing)?|saw|seen|seeing) $", re.IGNORECASE)


def listed(block: Block) -> Iterator[tuple[int, int, str]]:
    """The well-known titles that stand bare in a block: start, end and the title, the longest at each place."""
    kinds = (RegionKind.QUOTATION, RegionKind.EMPHASIS, RegionKind.STRONG, RegionKind.LINK, RegionKind.FOREIGN)
    for run in _RUN.finditer(block.text):
        at = run.start()
        for start, end in _parts(run):
            text = block.text[start:end]
            title, share = known(text)
            if start < at or not share or any(block.inside(kind, start, end) for kind in kinds):
                continue
            if _is_title_here(block, start, end, title, share) and not marked(block.text, start, end):
                yield start, end, title
                at = end


def known(text: str) -> tuple[str, float]:
    """The well-known title that words are (its article may be left out), and its share; nothing and 0 for others."""
    form = plain(text)
    found = _listed().get(form)
    if found is None and " " in form:
        title, share = _listed().get(f"the {form}", ("", 0.0))
        found = (title[4:], share) if share >= (LISTED if only_listed(title) else LESS_ARTICLE) else None
    return found or ("", 0.0)


def marked(text: str, start: int, end: int) -> bool:
    """Whether a quotation mark or an asterisk stands beside a stretch, paired or not."""
    before = re.search(r"[\"“'‘*_] ?(?:The |An? )?$", text[:start])
    return before is not None or re.match(r"[,.!?]? ?[\"”*_]", text[end:]) is not None


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
            ended = texts[last].endswith(".") and len(texts[last]) > len("Vol.")
            open_ = ended or last == len(words) - 1 or last in commas or _JOINT.fullmatch(texts[last + 1])
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


def _is_title_here(block: Block, start: int, end: int, title: str, share: float) -> bool:
    """Whether a well-known title's words mean the work: no person's name, and no ordinary words that begin a sentence.

    Before a noun (“the X franchise”) it needs no marks.
    A title with a word that is hardly ever written small may be a name: there the sentence has to speak of a work.
    """
    before, after = block.text[:start], block.text[end:]
    if re.search(r"\b(?:an?|this|that|(?:character|role|part|name|likes) of) $", before) or ATTRIBUTIVE.match(after):
        return False
    if re.search(r"\bthe $", before) and (re.match(r" [a-z]", after) or f"the {title.lower()}" not in _listed()):
        return False
    words = title.replace("’", "'").split()
    main = [word for word in words if not is_small(word, "mla-9")]
    if len(main) < 2 and begins_sentence(block, start):
        return False
    if share < LEAST:
        return share >= 0.08 and len(main) > 1 and _WATCHED.search(before) is not None
    if len(main) == 1 and words[0].lower() == "the":
        return _WATCHED.search(before) is not None  # mostly a band's, or somebody's
    if len(words) == 1:
        return share >= 0.3 and not common(title) and _NAMED_SO.search(before) is not None
    if len(main) == 1 and main[0].endswith("s") and not common(main[0]):
        return _SPEAKS.search(before) is not None
    names = sum(not common(word) for word in main)
    if names and len(main) < 4 and words[0].lower() not in ("the", "a", "an"):
        return share >= (0.3 if names == len(main) else 0.2) or _SPEAKS.search(before) is not None
    return True


def nearly(text: str) -> str:
    """The well-known title that words are but for its commas or hyphens; nothing where there is none.

    A comma before “and” is a matter of style.
    """
    title = "" if known(text)[0] else _loose().get(_plain(text), "")
    forms = {re.sub(r",(?= (?:and|or) )", "", plain(each)) for each in (text, title)}
    return title if len(forms) > 1 else ""


@cache
def _loose() -> dict[str, str]:
    """Well-known titles of three words or more that are mostly quoted, or are no ordinary words, by their words."""
    rows = sorted(house.titles().items(), key=lambda row: row[1])
    rarely = {_plain(title) for title, (quoted, total) in rows if 4 * quoted <= total}
    often = {_plain(title): title for title, _ in rows}
    often |= {_plain(one.title): one.title for one in known_titles().values() if is_own(one)}
    return {form: title for form, title in often.items() if form.count(" ") > 1 and form not in rarely}


def _plain(text: str) -> str:
    return re.sub(r"[-‐‑]", " ", plain(text).replace("&", "and").replace(",", ""))


def is_own(one: Known) -> bool:
    """Whether the words of a listed title stand together in hardly any other use."""
    return 3 * one.small <= one.large + (one.large > 0) * 2


@cache
def famous() -> tuple[str, ...]:
    """The well-known titles, in their plain form, of which a slip can be told: mostly quoted by several, or listed."""
    counted = (plain(title) for title, (quoted, all_) in house.titles().items() if quoted >= 5 and 4 * quoted > all_)
    listed_ = (form for form, one in known_titles().items() if is_own(one) and form.count(" ") > 1)
    return tuple(dict.fromkeys((*counted, *listed_)))
