"""A passage of the draft, found again by its words.

Line breaks, no-break spaces and the shape of quotes make no difference, markup is not looked at, line numbers are not
used: a passage is found as long as its words stand in one paragraph, or in the same ones.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from pipeline.document import Block
from pipeline.finding import Edit, Fix, edits_for
from pipeline.source import Source, Span

_Normal = tuple[str, list[int], list[int]]
Marked = tuple[str, int, int]
Pieces = Sequence[tuple[int, int, tuple[str, ...]]]
"""Stretches of a passage with what may stand there, counted from its start, and behind its words from its end."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where words stand: `text`, at a span of the file, in a context's span.

    With a block, the text is its prose from `start` on; without one, the file's own characters.
    """

    text: str
    span: Span
    context: Span
    block: Block | None = None
    start: int = 0

    def fix(self, was: str, becomes: str) -> tuple[Fix | None, bool]:
        """The fix that puts `becomes` there, none where it is there already; and whether it can be put there.

        Only what the two wordings differ in is touched: quotes and spaces in which the two are the same stay.
        """
        low, high, replacement = _narrow(self.text, was, becomes)
        end = len(self.text) - high
        if self.text[low:end] == replacement:
            return None, True
        if self.block is None:
            return Fix((Edit(Span(self.span.start + low, self.span.end - high), replacement),)), True
        edits = edits_for(self.block, self.start + low, self.start + end, replacement)
        return (Fix(edits), True) if edits else (None, False)


@dataclass(frozen=True, slots=True)
class Wording:
    """Words that stand between others, and what may stand there by now."""

    before: str
    was: str
    after: str
    becomes: str

    def within(self, passage: str) -> Iterator[tuple[int, int]]:
        """Where in a passage, as `normal` gives it, the words stand, cut at its ends: as far as the two overlap."""
        whole, low, high = marked(self.before, self.was, self.after)
        words = whole[low:high]
        at = passage.find(words)
        while at >= 0:
            left, right = passage[:at], passage[at + len(words) :]
            before, after = whole[:low], whole[high:]
            inside = words or (left and right)
            if inside and _ends_alike(left, before) and _starts_alike(right, after):
                yield at, at + len(words)
            at = passage.find(words, at + 1) if at < len(passage) else -1
        for cut in range(low + 1, high):
            if passage.startswith(whole[cut:]):
                yield 0, high - cut
            if passage.endswith(whole[:cut]):
                yield len(passage) - (cut - low), len(passage)


def _starts_alike(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


def _ends_alike(one: str, other: str) -> bool:
    return one.endswith(other) or other.endswith(one)


class Passage:
    """A text in which passages are looked up: a block's prose, or, without a block, the file's own characters."""

    def __init__(self, source: Source, block: Block | None = None) -> None:
        self.text = source.text if block is None else block.text
        self._source = source
        self._block = block

    @cached_property
    def normal(self) -> _Normal:
        """The text as `normalised` gives it."""
        return normalised(self.text)

    def find(self, before: str, words: str, after: str, pieces: Pieces = ()) -> Iterator[Place]:
        """The places of words between `before` and `after`, all of whole words.

        With `pieces`, what stands before and behind may have been changed.
        """
        passage = before + words + after
        normal, starts, ends = self.normal
        for at, left, right, behind in _occurrences(normal, marked(before, words, after), pieces):
            if _joined(normal, at) or _joined(normal, behind):
                continue
            edge = ends[behind - 1]
            context = self._span(starts[at], edge)
            if self._source[context] == passage:
                place = context.start + len(before)
                yield Place(words, Span(place, place + len(words)), context)
            else:
                start = starts[left] if left < behind else edge
                end = ends[right - 1] if right > left else start
                yield Place(self.text[start:end], self._span(start, end), context, self._block, start)

    def _span(self, start: int, end: int) -> Span:
        return Span(start, end) if self._block is None else self._block.span(start, end)


@lru_cache(maxsize=1024)  # it is asked for once for each block of the draft
def marked(before: str, was: str, after: str) -> Marked:
    """A passage as `normal` gives it, and from where to where the words are in that."""
    wanted, first, last = normalised(before + was + after)
    low = next((i for i, end in enumerate(last) if end > len(before)), len(wanted))
    high = max(low, sum(start < len(before) + len(was) for start in first)) if was else low
    return wanted, low, high


def pieces(before: str, was: str, after: str, changes: Iterable[Wording]) -> Pieces:
    """Where changes were made beside the words of a passage, and what may stand there."""
    wanted, low, high = marked(before, was, after)
    found: dict[tuple[int, int], tuple[str, ...]] = {}
    for change in changes:
        for first, last in change.within(wanted):
            start = len(wanted[:first].rstrip())
            end = len(wanted) - len(wanted[last:].lstrip())
            if last <= low:
                end = min(end, low)
                key = start, end
            elif first >= high:
                start = max(start, high)
                key = start - len(wanted), end - len(wanted)
            else:
                continue
            new = normal(wanted[start:first] + change.becomes + wanted[last:end])
            found[key] = (*found.get(key, ()), wanted[start:end], new)
    return tuple((*key, tuple(dict.fromkeys(others))) for key, others in found.items())


def _occurrences(text: str, passage: Marked, pieces: Pieces) -> Iterator[tuple[int, int, int, int]]:
    """Where a passage starts in a text, where its words start and end, and where it ends itself."""
    wanted, low, high = passage
    if not wanted:
        return
    if not pieces:
        at = text.find(wanted)
        while at >= 0:
            yield at, at + low, at + high, at + len(wanted)
            at = text.find(wanted, at + 1)
        return
    size = len(wanted)
    here = [(start, end, others) if start >= 0 else (size + start, size + end, others) for start, end, others in pieces]
    left = _pattern(wanted, 0, low, [each for each in here if each[1] <= low])
    right = _pattern(wanted, high, size, [each for each in here if each[0] >= high])
    words = wanted[low:high]
    whole = re.compile(f"(?=(?P<whole>{left}(?P<words>{re.escape(words)}){right}))")
    for match in whole.finditer(text):
        yield match.start(), match.start("words"), match.end("words"), match.end("whole")


def _pattern(wanted: str, low: int, high: int, pieces: Iterable[tuple[int, int, tuple[str, ...]]]) -> str:
    """The expression for a stretch of a passage, with what may stand in it; of two pieces that overlap, the first."""
    made, at = "", low
    for start, end, others in sorted(pieces):
        if start >= at:
            made += f"{re.escape(wanted[at:start])}(?:{'|'.join(map(re.escape, others))})"
            at = end
    return made + re.escape(wanted[at:high])


_QUOTES = str.maketrans("‘’‚‛“”„‟", "''''\"\"\"\"")


def normal(text: str) -> str:
    """The text with every run of spaces as one space, or one line break where a paragraph ends, and quotes straight."""
    return re.sub(r"\s+", lambda run: "\n" if run[0].count("\n") > 1 else " ", text).translate(_QUOTES)


def times(words: str, text: str) -> int:
    """How many times words stand in a text, those that overlap included, whatever their spaces and quotes."""
    return len(re.findall(f"(?={re.escape(normal(words))})", normal(text)))


def normalised(text: str) -> _Normal:
    """The same, and where in the text each character of it starts and ends."""
    starts: list[int] = []
    ends: list[int] = []
    for match in re.finditer(r"\s+|\S", text):
        starts.append(match.start())
        ends.append(match.end())
    return normal(text), starts, ends


def _joined(text: str, at: int) -> bool:
    """Whether `at` lies inside a word, or inside what is read as one character: before an accent, within an emoji."""
    if not 0 < at < len(text):
        return False
    here, joiner = text[at], "\u200d"
    combined = unicodedata.category(here).startswith("M") or "🏻" <= here <= "🏿" or joiner in (here, text[at - 1])
    return combined or (text[at - 1].isalnum() and here.isalnum())


def _narrow(there: str, was: str, becomes: str) -> tuple[int, int, str]:
    """How many characters at the start and the end of `there` stay as they are, and what is new between."""
    have, old, new = (re.findall(r"[\w'‘’‚‛-]+|\s+|[^\w\s]", text) for text in (there, was, becomes))
    assert len(have) == len(old), "the same words, whatever their spaces and quotes"
    shared = min(len(old), len(new))
    low = next((i for i in range(shared) if old[i] != new[i]), shared)
    shared -= low
    high = next((i for i in range(shared) if old[-1 - i] != new[-1 - i]), shared)
    left, right = sum(map(len, have[:low])), sum(map(len, have[len(have) - high :]))
    return left, right, "".join(new[low : len(new) - high])
