"""What was sent laid beside what came back: paragraph by paragraph, then word by word.

Nothing but the words themselves survives what Word, LibreOffice and others do to a file. A word that was sent stands at
the place where all others need the fewest changes; one of our changes may be gone or stand, since both are answers.
"""

import heapq
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.tracked._atoms import Back, Sent, words_of
from pipeline.tracked.sent import Kind, Paragraph
from pipeline.tracked.words import Paragraph as Written

LIKE = 0.3
"""How much of their words two paragraphs share at least to be the same one, of one."""

SURE = 0.75
"""The same where nothing else is looked at."""

MAX_STEPS = 2_000_000
"""How many places are tried for one paragraph; one that needs more was rewritten."""

_EXTRA, _OPENED, _ANSWER, _RETYPED = 10, 5, 1, 3
"""What a word that came from elsewhere or went costs, what the first of a run of them costs besides, what a change of
ours that is gone costs, and what a word costs that was taken out and typed again."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Indices of paragraphs that were sent and of those that they came back as; either may be empty."""

    sent: tuple[int, ...]
    back: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """Indices of an atom that was sent and the one that it came back as; None where there is no such one."""

    sent: int | None
    back: int | None


def pairs(sent: Sequence[Paragraph], back: Sequence[Written]) -> list[Pair]:
    """Which paragraph came back as which, in the order of what came back; those that went stand where they were."""
    mine = [Counter(words_of(piece.text for piece in paragraph.pieces)) for paragraph in sent]
    theirs = [Counter(words_of(run.text for run in paragraph.runs)) for paragraph in back]
    low = 0
    while low < min(len(mine), len(theirs)) and _like(mine[low], theirs[low]) >= SURE:
        low += 1
    high = 0
    while high < min(len(mine), len(theirs)) - low and _like(mine[-1 - high], theirs[-1 - high]) >= SURE:
        high += 1
    matched = [(at, at) for at in range(low)]
    matched += [
        (low + one, low + other) for one, other in _best(mine[low : len(mine) - high], theirs[low : len(theirs) - high])
    ]
    matched += [(len(mine) - at, len(theirs) - at) for at in range(high, 0, -1)]
    return list(_gathered(matched, mine, theirs))


def _like(one: Counter[str], other: Counter[str]) -> float:
    """How much of their words two paragraphs share, 0 to 1; two without words share all."""
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 1.0


def _best(mine: Sequence[Counter[str]], theirs: Sequence[Counter[str]]) -> list[tuple[int, int]]:
    """The pairs, in order on both sides, that share the most."""
    rows = [[0.0] * (len(theirs) + 1) for _ in range(len(mine) + 1)]
    likes: dict[tuple[int, int], float] = {}
    for i in range(len(mine) - 1, -1, -1):
        for j in range(len(theirs) - 1, -1, -1):
            like = _like(mine[i], theirs[j])
            rows[i][j] = max(rows[i + 1][j], rows[i][j + 1])
            if like >= LIKE:
                likes[i, j] = like
                rows[i][j] = max(rows[i][j], rows[i + 1][j + 1] + like)
    found: list[tuple[int, int]] = []
    i = j = 0
    while i < len(mine) and j < len(theirs):
        if (i, j) in likes and rows[i][j] == rows[i + 1][j + 1] + likes[i, j]:
            found.append((i, j))
            i, j = i + 1, j + 1
        elif rows[i][j] == rows[i + 1][j]:
            i += 1
        else:
            j += 1
    return found


def _gathered(
    matched: Sequence[tuple[int, int]], mine: Sequence[Counter[str]], theirs: Sequence[Counter[str]]
) -> Iterator[Pair]:
    """The pairs with what stands between them: one left on each side is a pair, too, and halves go to their whole."""
    last: Pair | None = None
    for one, other in (*matched, (len(mine), len(theirs))):
        after = Pair((one,), (other,))
        gone = list(range(last.sent[-1] + 1 if last else 0, one))
        new = list(range(last.back[-1] + 1 if last else 0, other))
        if not gone and len(new) == 1:
            if last and _completes(mine[last.sent[0]], theirs, last.back[0], new[0]):
                last, new = Pair(last.sent, (*last.back, new[0])), []
            elif one < len(mine) and _completes(mine[one], theirs, other, new[0]):
                after, new = Pair((one,), (new[0], other)), []
        elif not new and len(gone) == 1:
            if last and _completes(theirs[last.back[0]], mine, last.sent[0], gone[0]):
                last, gone = Pair((*last.sent, gone[0]), last.back), []
            elif one < len(mine) and _completes(theirs[other], mine, one, gone[0]):
                after, gone = Pair((gone[0], one), (other,)), []
        if last:
            yield last
        if len(gone) == len(new) == 1:
            yield Pair((gone[0],), (new[0],))
        else:
            yield from (Pair((each,), ()) for each in gone)
            yield from (Pair((), (each,)) for each in new)
        last = after


def _completes(whole: Counter[str], parts: Sequence[Counter[str]], first: int, second: int) -> bool:
    """Whether the second part is mostly words of the whole that the first part lacks."""
    rest = whole - parts[first]
    return parts[second].total() > 0 and (rest & parts[second]).total() >= SURE * parts[second].total()


def aligned(sent: Sequence[Sent], back: Sequence[Back]) -> list[Step] | None:
    """The cheapest way from the one to the other, step by step; None where it takes too long to find."""
    goal = (len(sent), len(back))
    best: dict[tuple[int, int, bool], int] = {(0, 0, False): 0}
    came: dict[tuple[int, int, bool], tuple[int, int, bool]] = {}
    heap: list[tuple[int, int, int, bool]] = [(0, 0, 0, False)]
    while heap:
        cost, negative, j, gap = heapq.heappop(heap)
        i = -negative
        here = (i, j, gap)
        if cost > best[here]:
            continue
        if (i, j) == goal:
            return _snug(_way(here, came), sent, back)
        if len(best) > MAX_STEPS:
            return None
        for there, more in _moves(sent, back, i, j, gap):
            if cost + more < best.get(there, 1 << 60):
                best[there] = cost + more
                came[there] = here
                heapq.heappush(heap, (cost + more, -there[0], there[1], there[2]))
    raise AssertionError("everything can be skipped")


def _snug(steps: list[Step], sent: Sequence[Sent], back: Sequence[Back]) -> list[Step]:
    """The way with words that were written beside a change of ours right at it: the space between is theirs.

    “a new hero” for “a hero” is as well “new ” before “hero” as “ new” behind “a”.
    """
    at = 0
    while at < len(steps):
        end = at
        while end < len(steps) and steps[end].sent is None:
            end += 1
        if end == at:
            at += 1
            continue
        if (
            _space(steps, end, sent)
            and _ours(steps, end + 1, sent)
            and _text(steps[at], back) == _text(steps[end], back)
        ):
            steps[at], steps[end] = Step(steps[end].sent, steps[at].back), Step(None, steps[end].back)
        elif (
            _space(steps, at - 1, sent)
            and _ours(steps, at - 2, sent)
            and (_text(steps[end - 1], back) == _text(steps[at - 1], back))
        ):
            steps[at - 1], steps[end - 1] = (
                Step(None, steps[at - 1].back),
                Step(steps[at - 1].sent, steps[end - 1].back),
            )
        at = end
    return steps


def _text(step: Step, back: Sequence[Back]) -> str:
    return "" if step.back is None else back[step.back].text


def _space(steps: Sequence[Step], at: int, sent: Sequence[Sent]) -> bool:
    """Whether a step is a space that was sent and came back."""
    if not 0 <= at < len(steps):
        return False
    step = steps[at]
    return (
        step.sent is not None
        and step.back is not None
        and sent[step.sent].kind is Kind.SAME
        and sent[step.sent].text == " "
    )


def _ours(steps: Sequence[Step], at: int, sent: Sequence[Sent]) -> bool:
    """Whether a step is of a change of ours."""
    step = steps[at] if 0 <= at < len(steps) else Step(None, None)
    return step.sent is not None and sent[step.sent].kind is not Kind.SAME


def _moves(
    sent: Sequence[Sent], back: Sequence[Back], i: int, j: int, gap: bool
) -> Iterator[tuple[tuple[int, int, bool], int]]:
    opened = 0 if gap else _OPENED
    if i < len(sent):
        atom = sent[i]
        if j < len(back) and atom.text == back[j].text:
            price = _price(atom, back[j])
            if price is not None:
                yield (i + 1, j + 1, False), price
        if atom.kind is Kind.SAME:
            yield (i + 1, j, True), _EXTRA + opened
        else:
            yield (i + 1, j, True), _ANSWER
    if j < len(back):
        yield (i, j + 1, True), _EXTRA + opened


def _price(atom: Sent, back: Back) -> int | None:
    """What it costs that an atom came back as one of its text; None where it can't be the one.

    Of two that could be the one, that which was put in is.
    """
    if back.put_in is None or atom.kind is Kind.PUT_IN:
        standing = back.taken_out is None and atom.kind not in (Kind.SAME, Kind.PUT_IN)
        return _ANSWER if standing else 0
    return _RETYPED if atom.kind is Kind.SAME else None


def _way(end: tuple[int, int, bool], came: dict[tuple[int, int, bool], tuple[int, int, bool]]) -> list[Step]:
    steps: list[Step] = []
    while end in came:
        start = came[end]
        steps.append(Step(start[0] if end[0] > start[0] else None, start[1] if end[1] > start[1] else None))
        end = start
    return steps[::-1]
