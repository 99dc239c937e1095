"""Where somebody else speaks: the quotations of a paragraph, told from apostrophes, primes and lone marks.

Conservative: a mark without its partner opens nothing, because a paragraph taken for a quotation hides real errors.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.document import RUNNING, Block, Region, RegionKind

PAIRS = {"“": "”", "„": "“”", "«": "»", "»": "«", "「": "」", "『": "』", "〝": "〞〟", "‹": "›"}
"""Opening marks with the marks that may close them (Unicode, general category Pi and Ps)."""

_APOSTROPHE = re.compile("’")
_STRAIGHT = re.compile(r'"')
_WORD = re.compile(r"\w")


def quotations(text: str) -> tuple[tuple[int, int], ...]:
    """The half-open stretches of `text` that are quoted, marks included; a nested one follows its outer one."""
    found = [*_paired(text, []), *_straight(text), *_single(text), *_spoken(text)]
    return tuple(sorted(set(found), key=lambda stretch: (stretch[0], -stretch[1])))


def run_on(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Blocks with the quotations that the next paragraph goes on with, as it begins with the mark that was left open.

    A speech of several paragraphs opens at each and closes at its last (Chicago Manual of Style 18, §12.32).
    """
    made = list(blocks)
    for i, (block, after) in enumerate(pairwise(blocks)):
        start = _left_open(block.text) if block.kind in RUNNING and after.kind is block.kind else None
        if start is not None and after.text.startswith(block.text[start]):
            region = Region(RegionKind.QUOTATION, start, len(block.text))
            regions = sorted((*block.regions, region), key=lambda region: (region.start, -region.end))
            made[i] = replace(block, regions=tuple(regions))
    return tuple(made)


def _left_open(text: str) -> int | None:
    """Where a quotation opens that does not close in its paragraph."""
    open_marks: list[int] = []
    for _ in _paired(text, open_marks):
        pass
    lone = [match.start() for match in _STRAIGHT.finditer(text)]
    if open_marks and text[open_marks[0]] in "“«„「":
        return open_marks[0]
    closed = {at for first, last in _straight(text) for at in (first, last - 1)}
    return next((at for at in lone if at not in closed and text[at + 1 : at + 2].isalnum()), None)


def _paired(text: str, open_marks: list[int]) -> Iterator[tuple[int, int]]:
    """Marks that show their direction; where those stand that are left open is put into `open_marks`."""
    for at, character in enumerate(text):
        if open_marks and character in PAIRS[text[open_marks[-1]]]:
            yield open_marks.pop(), at + 1
        elif character in PAIRS:
            if open_marks and text[open_marks[-1]] == character:
                open_marks.pop()
            open_marks.append(at)


def _straight(text: str) -> Iterator[tuple[int, int]]:
    """Straight double marks: one that can open, and the next that can close."""
    opened: int | None = None
    for match in _STRAIGHT.finditer(text):
        at = match.start()
        before, after = text[at - 1 : at], text[at + 1 : at + 2]
        opens = (not before or not before.isalnum()) and bool(after) and not after.isspace()
        closes = bool(before) and not before.isspace()
        if before.isdigit() and opened is None:
            continue
        if opened is not None and closes and not (opens and (before in "(—–-[" or before.isspace())):
            yield opened, at + 1
            opened = None
        elif opens:
            opened = at


def _single(text: str) -> Iterator[tuple[int, int]]:
    """Curly single marks: ‘ at a word's beginning, closed by the last ’ before the next ‘ that ends a word.

    A ’ between letters is an apostrophe; one behind a plural's s closes only if none better follows.
    """
    opens = [m.start() for m in re.finditer("‘", text) if not _WORD.match(text[m.start() - 1 : m.start()])]
    for number, start in enumerate(opens):
        limit = opens[number + 1] if number + 1 < len(opens) else len(text)
        closing = [
            m.start()
            for m in _APOSTROPHE.finditer(text, start + 2, limit)
            if not _WORD.match(text[m.start() + 1 : m.start() + 2]) and not text[m.start() - 1].isspace()
        ]
        if not closing:
            continue
        sure = [at for at in closing if text[at - 1] not in "sx" or text[at + 1 : at + 2] in ".,;:!?)”—–"]
        yield start, (sure or closing)[0] + 1


def _spoken(text: str) -> Iterator[tuple[int, int]]:
    """Straight single marks: one before a capital, and the next that stands behind a mark of its sentence.

    Words are two at least. What ends with a letter may be an apostrophe; behind a comma or a full stop none stands.
    """
    opened: int | None = None
    for match in re.finditer("'", text):
        at = match.start()
        before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
        if (not before or before.isspace() or before in "([—–") and after.isupper():
            opened = at
        elif opened is not None and before in ",.!?…" and not after.isalnum() and " " in text[opened:at]:
            yield opened, at + 1
            opened = None
