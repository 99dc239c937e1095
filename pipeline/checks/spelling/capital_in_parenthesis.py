"""A parenthesis inside a sentence that begins with a capital.

“The hero (Played by her son) leaves”: what stands in parentheses within a sentence goes on with a small letter, be it a
whole clause, unless its first word is a name, a title or “I” (Chicago, chapter 6, “Parentheses”; New Hart's Rules 4.3).
Flagged are common words with a small one behind them, where no mark ends the parenthesis and the sentence goes on or
ends behind it.

Left alone: a title in sentence style (an article or preposition with a few words behind it), quotations, and what
follows a full stop.
"""

import re
from collections.abc import Iterator

from pipeline import house as tables
from pipeline.checks import Allowed, Flagged
from pipeline.checks._places import own
from pipeline.document import RUNNING, Block
from pipeline.finding import Finding, Severity, flag
from pipeline.house import House
from pipeline.names import common

SEVERITY = Severity.ERROR
FIX = "unsafe"
EXAMPLES = (
    Flagged(
        "The hero (⟦Played⟧ by her son) leaves in the end.", fixed="The hero (played by her son) leaves in the end."
    ),
    Flagged(
        "He sings well (⟦Too⟧ bad the songs are dull), and dances.",
        fixed="He sings well (too bad the songs are dull), and dances.",
    ),
    Flagged(
        "It is the third in the list (⟦The⟧ first one of course was the long one from Leeds).",
        fixed="It is the third in the list (the first one of course was the long one from Leeds).",
    ),
    Allowed("The hero (played by her son) leaves. (He comes back.) He stays (I think) at home."),
    Allowed("Her last film (The long night) was better, and so was the first (Played Out) one."),
    Allowed("He starred in three more (Salty wind, Wet leaves and Northern Road), all short."),
    Allowed("She has it all (Grace has none), and he (Will knows) is poor."),
    Allowed("His films (Back in the Valley) are short."),
    Allowed("He asked (Why not?) and left (Nobody minded!) by night."),
    Allowed("He sang (“Played by ear”) and danced. (Played by ear it was better.)"),
    Allowed("It has three ends (One is good. Two are bad)."),
)

_PARENTHESIS = re.compile(
    r"(?P<before>[\w,;’'\"”)]) ?\((?P<word>[A-Z][a-z]*)(?P<rest> [a-z'’]+(?=[ ,;)])[^()\[\]]*)\)"
    r"(?P<after>[,;:.!?]| [a-z])"
)
_ARTICLED = frozenset("the a an in on of at to for from with by my our his her and or no one two three".split())  # noqa: SIM905
LONG = 7
"""From so many words on what begins as a title does is a remark."""

_VERB = re.compile(
    r" (?:is|was|are|were|has|had|have|isn['’]t|wasn['’]t|did|does|do|can|could|will|would|should|may|might)\b"
)


def find(block: Block, house: House) -> Iterator[Finding]:
    """Flag the first word of the parenthesis."""
    if block.kind not in RUNNING:
        return
    for match in _PARENTHESIS.finditer(block.text):
        word, rest = match["word"], match["rest"]
        start, end = match.span("word")
        if word in house.names or not own(block, start, end) or re.search(r"[.?!…:]", rest):
            continue
        # “(Back to the Future)”: another capital, and the two are a name's
        if re.search(r" (?!I(?:['’]|\b))[A-Z]", rest) and len(rest.split()) < LONG:
            continue
        if _is_common(word) and not _may_be_title(word.lower(), rest):
            message = f"The parenthesis is part of the sentence; “{word.lower()}” is wanted."
            yield flag(block, start, end, message, word.lower())


def _is_common(word: str) -> bool:
    """Whether a word is no name, nor a name's first part."""
    low = word.lower()
    if low in ("i", "will", "may"):
        return False
    if low in tables.entries("function-words.tsv"):
        return True
    often = tables.frequencies().get(low, 0)
    return common(word) and often >= 20 and tables.capitals().get(low, 0) <= 0.2 * often


def _may_be_title(low: str, rest: str) -> bool:
    """Whether the words may be a title with one capital."""
    words = rest.split()
    if f"{low}{rest}" in _titles():
        return True
    if (len(words) == 1 or words[0].endswith((",", ";"))) and low not in tables.entries("function-words.tsv"):
        return True
    return low in _ARTICLED and len(words) + 1 < LONG and not _VERB.search(rest)


def _titles() -> frozenset[str]:
    return frozenset(title.lower() for title in tables.titles())
