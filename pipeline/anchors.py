"""A passage of the draft, found again by its words.

Line breaks, no-break spaces and the shape of quotes make no difference, markup is not looked at, line numbers are not
used: a passage is found as long as its words stand in one paragraph, or in the same ones.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from pipeline.document import Block
from pipeline.finding import Edit, Fix, edits_for
from pipeline.source import Source, Span


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


class Passage:
    """A text in which passages are looked up: a block's prose, or, without a block, the file's own characters."""

    def __init__(self, source: Source, block: Block | None = None) -> None:
        self.text = source.text if block is None else block.text
        self._source = source
        self._block = block

    @cached_property
    def normal(self) -> "_Normal":
        """The text as `normalised` gives it."""
        return normalised(self.text)

    def find(self, before: str, was: str, after: str) -> Iterator[Place]:
        """The places of `was` between `before` and `after`, all of whole words."""
        passage = before + was + after
        normal, starts, ends = self.normal
        wanted, first, last = normalised(passage)
        low = next((i for i, end in enumerate(last) if end > len(before)), len(wanted))
        high = max(low, sum(start < len(before) + len(was) for start in first)) if was else low
        at = normal.find(wanted)
        while wanted and at >= 0:
            behind = at + len(wanted)
            if not (_joined(normal, at) or _joined(normal, behind)):
                right = ends[behind - 1]
                context = self._span(starts[at], right)
                if self._source[context] == passage:
                    place = context.start + len(before)
                    yield Place(was, Span(place, place + len(was)), context)
                else:
                    start = starts[at + low] if low < len(wanted) else right
                    end = ends[at + high - 1] if high > low else start
                    yield Place(self.text[start:end], self._span(start, end), context, self._block, start)
            at = normal.find(wanted, at + 1)

    def _span(self, start: int, end: int) -> Span:
        return Span(start, end) if self._block is None else self._block.span(start, end)


_Normal = tuple[str, list[int], list[int]]
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
    """Whether `at` lies inside a word."""
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()


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
