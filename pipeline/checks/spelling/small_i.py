"""The pronoun “I” without its capital.

It is a capital wherever it stands, and so in “I'm”, “I've”, “I'd” and “I'll” (New Hart's Rules 5), in a draft without
any capitals, too. Left alone are a numeral (part i), a letter that is spoken of (the i in it), list marks and other
languages, where the small word is no pronoun.
"""

import re
from collections.abc import Iterator

from pipeline import house
from pipeline.checks import Allowed, Flagged
from pipeline.document import RUNNING, Block, RegionKind
from pipeline.finding import Applicability, Finding, Severity, flag

SEVERITY = Severity.ERROR
FIX = "safe"

EXAMPLES = (
    Flagged("Then ⟦i⟧ saw it, and ⟦i'm⟧ glad that ⟦i⟧ did.", fixed="Then I saw it, and I'm glad that I did."),
    Flagged("⟦i⟧ rarely cry in Rome.", fixed="I rarely cry in Rome."),
    Flagged(
        "Then, says Anna, ⟦i⟧ couldn't sing; Anna ⟦i⟧ guess did.",
        fixed="Then, says Anna, I couldn't sing; Anna I guess did.",
    ),
    Flagged("⟦i⟧ saw it and ⟦i⟧ liked it, says i.", fixed="I saw it and I liked it, says i."),
    Allowed("Part i of it, i.e. the letter i in it, (i) and (ii), has an i too many."),
    Allowed("She sings “Volim te i ja” and *I miei giorni*; the dolci i cannoli."),
)

_PRONOUN = re.compile(
    r"(?<![\w'’.!?&/@#\[-])i(?P<rest>['’](?:m|ve|d|ll))?(?= (?P<next>[a-z]+(?:['’][a-z]+)?)|[,;] [a-z])(?!\.)"
)
_LETTER = re.compile(
    r"\b(?:an?|the|letters?|parts?|chapters?|acts?|books?|volumes?|vol\.|no\.|with|dot(?:s|ted)?|small|case) $", re.I
)
_ROMAN = re.compile(r" (?:and|or|to) (?:ii|iii|iv|v)\b")


def find(block: Block) -> Iterator[Finding]:
    """The small pronouns of a block."""
    if block.kind not in RUNNING or not re.search(r"\bi\b", block.text):
        return
    for match in _PRONOUN.finditer(block.text):
        start, end = match.span()
        if _LETTER.search(block.text[:start]) or _ROMAN.match(block.text, end) or not _english(block.text, match):
            continue
        if any(block.inside(kind, start, end) for kind in (RegionKind.LINK, RegionKind.EMPHASIS)):
            continue
        right = "I" + (match["rest"] or "")
        message = "The pronoun “I” has a capital."
        yield flag(block, start, end, message, right, applicability=Applicability.SAFE)


def _english(text: str, match: re.Match[str]) -> bool:
    """Whether the words around are English: what follows stands behind “I”, or what goes before is a common word."""
    if match["rest"] or not match["next"]:
        return True
    before = re.search(r"([A-Za-z'’]+),? $", text[: match.start()])
    often = house.frequencies()
    common = before is None or before[1][0].isupper() or often.get(_straight(before[1]).lower(), 0) >= 200
    return common and often.get(_straight(match["next"]), 0) >= 200


def _straight(word: str) -> str:
    return word.replace("’", "'")
