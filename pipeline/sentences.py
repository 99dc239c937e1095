"""Where sentences end, by their marks alone.

No parser is asked: the same text gives the same sentences on every machine, and a mark that ends none (“Mr.”, “J. R.”,
“3.5”, an ellipsis before a small letter) is known by what stands beside it.
"""

import re

_END = re.compile(r"(?P<word>[\w’'.&-]*?)(?P<marks>[.!?…]+)(?P<closed>[\"'”’»)\]*_]*)(?P<gap>\s+)(?=(?P<next>\S))")

_ABBREVIATION = re.compile(
    r"mr|mrs|ms|mx|dr|prof|rev|hon|st|gen|col|capt|lt|sgt|gov|sen|rep|fr|vs?|cf|e\.g|i\.e|eds?|vol|nos?|pp?|ch|fig|op|"
    r"ca?|approx|dept|est|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec"
)
"""What a full stop may stand behind without ending a sentence, even before a capital."""


def spans(text: str) -> tuple[tuple[int, int], ...]:
    """The sentences of one paragraph as half-open stretches, in order.

    Each takes the spaces behind it, so that together they are the text; there is none in an empty text.
    """
    starts = [0, *(match.end("gap") for match in _END.finditer(text) if _ends(match))]
    return tuple((start, end) for start, end in zip(starts, [*starts[1:], len(text)], strict=True) if start < end)


def around(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentences that a stretch of a text lies in, from the first one's start to the last one's end.

    The spaces behind the last are left out, unless the stretch reaches into them.
    """
    touched = [each for each in spans(text) if each[0] < max(end, start + 1) and start < each[1]] or list(spans(text))[
        -1:
    ]
    if not touched:
        return start, end
    low, high = touched[0][0], touched[-1][1]
    return min(low, start), max(low + len(text[low:high].rstrip()), end)


def _ends(match: re.Match[str]) -> bool:
    """Whether the marks end a sentence."""
    word, following = match["word"], match["next"]
    if following.islower():
        return False
    if match["marks"] != ".":
        return True
    initial = len(word) == 1 and word.isupper() and word != "I"
    return not initial and not _ABBREVIATION.fullmatch(word.casefold())
