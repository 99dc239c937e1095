"""Whether a draft has capitals at all, and where one has others for company."""

import re

from pipeline.checks._places import begins_sentence
from pipeline.document import Block, Document

_NEAR = re.compile(r"(?:\S+ ){0,2}\S+ $")
_ENDS = re.compile(r"[.!?…][\"”’)\]]*$")
_BEHIND = re.compile(r"[,;]?(?: \S+){1,3}")


def uncapitalised(document: Document) -> bool:
    """Whether the draft is written without capitals: its “i” is small, and hardly any letter is large."""
    text = " ".join(block.text for block in document.blocks)
    return sum(map(str.isupper, text)) < 0.003 * len(text) and re.search(r"\bi\b(?!\.)", text) is not None


def capital_near(block: Block, start: int, end: int) -> bool:
    """Whether one of the three words on either side, in the same sentence, has a capital.

    “I” and the capital that a sentence gives its first word don't count.
    """
    before, after = _NEAR.search(block.text[:start]), _BEHIND.match(block.text, end)
    words: list[tuple[int, str]] = []
    at = before.start() if before else start
    for found in re.finditer(r"\S+", block.text[at:start]):
        words.append((at + found.start(), found[0]))
        if _ENDS.search(found[0]):
            words.clear()
    led = any(word[:1].isupper() and word != "I" and not begins_sentence(block, at) for at, word in words)
    follows = re.split(r"[.!?]", after[0])[0] if after else ""
    return led or any(word[:1].isupper() and word != "I" for word in follows.split())


_ABBREVIATED = re.compile(r"(?:\b[A-Za-z]|\b[A-Z][a-z]{1,3}|\betc|\bvs)\.[\"'”’)\]]* $")


def behind_stop(text: str, at: int) -> bool:
    """Whether a full stop, and no ellipsis, stands before a place in its line."""
    before = text[:at].rstrip(" \u00a0").rstrip("\"'”’)]")
    return before.endswith(".") and not before.endswith("..")


def lacks_capital(text: str, at: int) -> bool:
    """Whether a small letter begins a sentence, so that whatever mends its word gives it a capital as well."""
    apart = text[at : at + 1].islower() and text[:at].endswith(" ")
    return apart and behind_stop(text, at) and not _ABBREVIATED.search(text[:at])
