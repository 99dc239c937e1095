"""A work's title misspelt, or in another form than its own.

What a file says (`works.toml`, `reviewed:`) is a title's form, capitals and marks included. Otherwise the draft's own
majority is: one mention a slip away from two or more that agree is flagged, and a question where the slip is a word. A
title in letters set apart beside the same in one piece (“S T A G E 1”, “Stage 1”) is a question, and so is one in
italics or quotation marks that is a slip away from a well-known title, or has its words but not its commas, hyphens or
spaces, or an article besides.
Small letters at its article, capitals throughout and other names of the work are no fault.
"""

import re
from collections import Counter
from collections.abc import Iterator

from rapidfuzz import process
from rapidfuzz.distance import OSA

from pipeline import house
from pipeline.checks import Allowed, Flagged
from pipeline.checks._places import Place, together
from pipeline.checks.titles._named import OWN
from pipeline.checks.titles._slips import slips
from pipeline.checks.titles._wellknown import famous, known, nearly
from pipeline.document import BlockKind, Document
from pipeline.finding import Finding, Severity, flag
from pipeline.house.known import plain
from pipeline.works import Form, Mention, Work, Works, key

SEVERITY = Severity.ERROR
FIX = "unsafe"
EXAMPLES = (
    Flagged(
        "We saw *The Salt Road* twice. *The Salt Road* is long. I like *⟦The Slat Road⟧* better.",
        fixed="We saw *The Salt Road* twice. *The Salt Road* is long. I like *The Salt Road* better.",
    ),
    Flagged(
        "We saw *A Winter at Home* twice. *A Winter at Home* is long. I like *⟦A Winner at Home⟧* better.",
        fixed="We saw *A Winter at Home* twice. *A Winter at Home* is long. I like *A Winter at Home* better.",
        severity=Severity.QUERY,
    ),
    Flagged(
        "First comes “Stage 1”, and “Stage 1” it stays; then “⟦S T A G E 1⟧” again.",
        fixed="First comes “Stage 1”, and “Stage 1” it stays; then “Stage 1” again.",
        severity=Severity.QUERY,
    ),
    Flagged(
        "It is no “⟦The Silense of the Lambs⟧”, but it has its moments.",
        fixed="It is no “The Silence of the Lambs”, but it has its moments.",
        severity=Severity.QUERY,
    ),
    Flagged(
        "It is no “⟦Planes Trains and Automobiles⟧”, but it has its moments.",
        fixed="It is no “Planes, Trains and Automobiles”, but it has its moments.",
        severity=Severity.QUERY,
    ),
    Flagged(
        "After “⟦The Remins of the Day⟧” he wanted more.",
        fixed="After “The Remains of the Day” he wanted more.",
        severity=Severity.QUERY,
    ),
    Flagged(
        "She lent me *⟦Love in Time of Cholera⟧* in May.",
        fixed="She lent me *Love in the Time of Cholera* in May.",
        severity=Severity.QUERY,
    ),
    Flagged(
        "Nobody fires a gun in the film “⟦Bladerunner⟧”.",
        fixed="Nobody fires a gun in the film “Blade Runner”.",
        severity=Severity.QUERY,
    ),
    Allowed("She lent me *The Lion, the Witch, and the Wardrobe*, *Les Miserables* and *The Name of the Rows*."),
    Allowed("Nobody fires a gun in “The Long Drive Home”, “Breaking Bread” or “Steel Hearts”."),
    Allowed("It is no “The Good, The Bad, and the Ugly” at all, and no “Good and Ugly”."),
    Allowed("We saw *The Salt Road* and the *Salt Road* sequel; THE SALT ROAD was long, and *The Salt Roads* longer."),
    Allowed("It is no “The Silence of the Lambs 2”, but “The Silence of the Lambs” has its moments."),
    Allowed("It is no “In the Heart of the Night”, but it has its moments."),
    Allowed("Both “Stage 1” and “Stage 2” are short; “Stage 1” is shorter."),
)


def find(document: Document, works: Works) -> Iterator[Finding]:
    """Flag the mentions of each work that are in another form than its title."""
    for work in works:
        mentions = [each for each in work.mentions if each.block.kind in OWN | {BlockKind.CAPTION}]
        slips = [(each, wanted) for each in mentions if (wanted := _wanted(each, work, mentions))]
        if slips:
            mention, wanted = slips[0]
            unsure = not work.recorded and (key(mention.text) == key(wanted) or _is_another_word(mention.text, wanted))
            message = f"“{mention.text}” here, “{wanted}” elsewhere."
            if work.recorded:
                message = f"“{mention.text}” is called “{wanted}”."
            odd = [(Place(each.block, each.start, each.end), right) for each, right in slips]
            yield together(odd, message, Severity.QUERY if unsure else None)
        elif not work.recorded:
            yield from _famous(work, mentions)


def _wanted(mention: Mention, work: Work, mentions: list[Mention]) -> str:
    """The form that a mention should have; nothing where its own is right."""
    text = mention.text
    if mention.form is not Form.TITLE or _plain(text) == _plain(work.title):
        return ""
    if text.isupper() != work.title.isupper() and not _is_spaced(text):
        return ""
    if text.count("(") != text.count(")"):
        return ""
    if work.recorded:
        return work.title
    counts = Counter(each.text for each in mentions)
    if key(text) == key(work.title):
        return work.title if _is_spaced(text) != _is_spaced(work.title) else ""
    plural = key(text).removesuffix("s") == key(work.title).removesuffix("s")
    return work.title if counts[work.title] >= max(2, 2 * counts[text]) and not plural else ""


def _is_another_word(found: str, wanted: str) -> bool:
    """Whether what differs is an English word, so that another title may be meant."""
    odd = set(re.findall(r"[^\W\d_]+", found.lower())) - set(re.findall(r"[^\W\d_]+", wanted.lower()))
    return bool(odd) and all(house.frequencies().get(word, 0) >= 5 for word in odd)


def _plain(text: str) -> str:
    """A title without what is no part of its spelling: the kind of apostrophe, its article's capital."""
    text = text.replace("’", "'").replace("\u00a0", " ")
    return text[:1].upper() + text[1:]


def _is_spaced(text: str) -> bool:
    """Whether a title's letters are set apart."""
    letters = [part for part in text.replace("\u00a0", " ").split() if part.isalpha()]
    return len(letters) > 2 and all(len(part) == 1 for part in letters)


def _famous(work: Work, mentions: list[Mention]) -> Iterator[Finding]:
    """A title set apart that is one slip away from a well-known one, and is none itself."""
    places = [each for each in mentions if not each.bare and each.text == work.title]
    if not places or len(mentions) > 2 or not (wanted := _nearly(work.title)):
        return
    for each in places[:1]:
        message = f"“{each.text}” is nearly the well-known title “{wanted}”; is that meant?"
        yield flag(each.block, each.start, each.end, message, wanted, severity=Severity.QUERY)


def _nearly(title: str) -> str:
    """The well-known title that this one is but for a slip; nothing where there is none."""
    whole = next((slip.title for slip in slips(title) if (slip.start, slip.end) == (0, len(title))), "")
    return nearly(title) or _slip_of(title) or whole


def _slip_of(title: str) -> str:
    """The well-known title that this one is a slip of; nothing where it is none."""
    form = plain(title)
    if known(title)[0] or len(form) < 12 or len(form.split()) < 3:
        return ""
    best = process.extractOne(form, famous(), scorer=OSA.distance, score_cutoff=1)
    if best is None or _same_but_s(best[0], form) or not _is_slip(form, best[0]):
        return ""
    return known(best[0])[0]


def _is_slip(found: str, wanted: str) -> bool:
    """Whether the one word that differs is no likely word of another title: no word at all, or one of grammar."""
    words = [mine for mine, right in zip(found.split(), wanted.split(), strict=False) if mine != right]
    if len(words) != 1 or len(found.split()) != len(wanted.split()) or not words[0].isalpha():
        return False
    return house.frequencies().get(words[0], 0) < 50 or words[0] in house.entries("function-words.tsv")


def _same_but_s(a: str, b: str) -> bool:
    """Whether two titles differ in plural endings only."""
    return [word.rstrip("s") for word in a.split()] == [word.rstrip("s") for word in b.split()]
