"""What a writer has changed between two versions of a draft: sentence by sentence, and word by word inside them.

Sentences that stayed are the longest run of equal ones; what lies between is paired by the words that two sentences
share, in order. A sentence that is gone in one place and there in another has moved.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import StrEnum

from pipeline import sentences

ALIKE = 0.5
"""Two sentences in the same place that share this part of their words (Dice's coefficient) are one that was changed."""

MOVED_ALIKE = 0.75
"""The same for sentences in different places, which must be surer, and of `MOVED_WORDS` words or more."""

MOVED_WORDS = 4
MOST_PAIRS = 300_000
"""Where more pairs than this would have to be weighed, all was rewritten: nothing is paired but what has moved."""


class Kind(StrEnum):
    """What became of a sentence; `MOVED` stands where it is now, `MOVED_AWAY` where it was."""

    KEPT = "kept"
    CHANGED = "changed"
    INSERTED = "inserted"
    DELETED = "deleted"
    MOVED = "moved"
    MOVED_AWAY = "moved-away"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A half-open stretch of a block's text, in code points; `block` is its place among the texts."""

    block: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Run:
    """Words as they were and as they are; the same where they were kept."""

    was: str
    becomes: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and what became of it; the spaces behind it are part of it.

    `before` is where it was, None of an inserted one, and `after` where it is, None of a deleted one. Joined, the runs'
    `was` are its text before, and their `becomes` its text after; of one that moved away, `becomes` is empty.
    """

    kind: Kind
    before: Stretch | None
    after: Stretch | None
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A block of the version after, or one that is no longer there (`after` is None), at the place where it stood.

    `before` is the block that most of it comes from, None of a new one. Whether it `moved` as a whole is told of both
    its rows: of the place where it is, and of that where it was. Deleted sentences stand between the others.
    """

    before: int | None
    after: int | None
    moved: bool
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """All rows, in the order of the version after."""

    rows: tuple[Row, ...] = ()

    @property
    def changed(self) -> bool:
        """Whether anything is other than it was."""
        return any(each.kind is not Kind.KEPT for row in self.rows for each in row.sentences)


def compare(before: Sequence[str], after: Sequence[str]) -> Comparison:
    """What was done to the texts of a draft's blocks, both in the draft's order."""
    old, new = list(_sentences(before)), list(_sentences(after))
    pairs = dict(_kept(old, new))
    moves = dict(_moved(old, new, pairs))
    origin = {j: i for i, j in pairs.items()}
    came = {j: i for i, j in moves.items()}
    rows: list[list[Sentence]] = [[] for _ in after]
    for j, sentence in enumerate(new):
        if j in origin:
            made = _changed(old[origin[j]], sentence)
        elif j in came:
            made = replace(_changed(old[came[j]], sentence), kind=Kind.MOVED)
        else:
            made = Sentence(Kind.INSERTED, None, sentence.place, (Run("", sentence.text),))
        rows[sentence.place.block].append(made)
    gone: dict[int, list[Sentence]] = {}
    for i, sentence in enumerate(old):
        if i in pairs:
            continue
        kind, there = (Kind.MOVED_AWAY, new[moves[i]].place) if i in moves else (Kind.DELETED, None)
        away = Sentence(kind, sentence.place, there, (Run(sentence.text, ""),))
        home = _home(i, old, pairs, new)
        if home is None:
            gone.setdefault(sentence.place.block, []).append(away)
        else:
            _insert(rows[home], away)
    made_rows = [_row(block, found) for block, found in enumerate(rows)]
    return Comparison(tuple(_with_gone(made_rows, gone)))


def apply(before: Sequence[str], comparison: Comparison) -> tuple[str, ...]:
    """The texts after, made of those before and of what was changed."""
    return tuple(
        "".join(_applied(before, sentence) for sentence in row.sentences if sentence.kind not in _AWAY)
        for row in comparison.rows
        if row.after is not None
    )


_AWAY = (Kind.DELETED, Kind.MOVED_AWAY)


def _applied(before: Sequence[str], sentence: Sentence) -> str:
    made = []
    at = sentence.before.start if sentence.before else 0
    for run in sentence.runs:
        kept = before[sentence.before.block][at : at + len(run.was)] if sentence.before else ""
        assert kept == run.was, "the comparison is of these texts"
        made.append(kept if run.was == run.becomes else run.becomes)
        at += len(run.was)
    return "".join(made)


@dataclass(frozen=True, slots=True)
class _Part:
    """A sentence of a version, and its words as they are compared."""

    place: Stretch
    text: str
    key: str
    words: Counter[str]


def _sentences(texts: Sequence[str]) -> Iterator[_Part]:
    for block, text in enumerate(texts):
        for start, end in sentences.spans(text):
            part = text[start:end]
            yield _Part(Stretch(block, start, end), part, part.strip(), Counter(re.findall(r"\w+", part.casefold())))


def _kept(old: Sequence[_Part], new: Sequence[_Part]) -> Iterator[tuple[int, int]]:
    """The pairs of sentences that stand in the same order, equal or alike."""
    matcher = SequenceMatcher(None, [each.key for each in old], [each.key for each in new], autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            yield from zip(range(a, b), range(c, d), strict=True)
        elif kind == "replace" and (b - a) * (d - c) <= MOST_PAIRS:
            yield from ((a + i, c + j) for i, j in _alike(old[a:b], new[c:d]))


def _alike(old: Sequence[_Part], new: Sequence[_Part]) -> list[tuple[int, int]]:
    """The pairs, in order, that are most alike all together."""
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in range(len(old) - 1, -1, -1):
        for j in range(len(new) - 1, -1, -1):
            alike = _likeness(old[i], new[j])
            paired = alike + best[i + 1][j + 1] if alike >= ALIKE else 0.0
            best[i][j] = max(paired, best[i + 1][j], best[i][j + 1])
    pairs, i, j = [], 0, 0
    while i < len(old) and j < len(new):
        if best[i][j] == best[i + 1][j]:
            i += 1
        elif best[i][j] == best[i][j + 1]:
            j += 1
        else:
            pairs.append((i, j))
            i, j = i + 1, j + 1
    return pairs


def _likeness(one: _Part, other: _Part) -> float:
    """Dice's coefficient of the words of two sentences, from 0 to 1."""
    total = one.words.total() + other.words.total()
    return 2 * (one.words & other.words).total() / total if total else float(one.key == other.key)


def _moved(old: Sequence[_Part], new: Sequence[_Part], pairs: dict[int, int]) -> Iterator[tuple[int, int]]:
    """The pairs of a sentence that is gone and one that is new and the same, or much alike."""
    lost = [i for i in range(len(old)) if i not in pairs and old[i].words.total() >= MOVED_WORDS]
    taken = set(pairs.values())
    free = [j for j in range(len(new)) if j not in taken and new[j].words.total() >= MOVED_WORDS]
    if len(lost) * len(free) > MOST_PAIRS:
        return
    likely = [(_likeness(old[i], new[j]), old[i].key == new[j].key, i, j) for i in lost for j in free]
    used_old: set[int] = set()
    used_new: set[int] = set()
    for alike, _, i, j in sorted(likely, key=lambda each: (-each[0], not each[1], each[2], each[3])):
        if alike >= MOVED_ALIKE and i not in used_old and j not in used_new:
            used_old.add(i)
            used_new.add(j)
            yield i, j


def _changed(old: _Part, new: _Part) -> Sentence:
    kind = Kind.KEPT if old.key == new.key else Kind.CHANGED
    return Sentence(kind, old.place, new.place, tuple(_runs(old.text, new.text)))


def _runs(was: str, becomes: str) -> Iterator[Run]:
    """What was kept and what was changed, in whole words; a lone space between two changes is part of them."""
    mine, theirs = _tokens(was), _tokens(becomes)
    held = Run("", "")
    opcodes = SequenceMatcher(None, mine, theirs, autojunk=False).get_opcodes()
    for number, (kind, a, b, c, d) in enumerate(opcodes):
        run = Run("".join(mine[a:b]), "".join(theirs[c:d]))
        inside = 0 < number < len(opcodes) - 1 and run.was.isspace()
        if kind == "equal" and not inside:
            if held != Run("", ""):
                yield held
            yield run
            held = Run("", "")
        else:
            held = Run(held.was + run.was, held.becomes + run.becomes)
    if held != Run("", ""):
        yield held


def _tokens(text: str) -> list[str]:
    return re.findall(r"[\w'’-]+|\s+|[^\w\s]", text)


def _home(i: int, old: Sequence[_Part], pairs: dict[int, int], new: Sequence[_Part]) -> int | None:
    """The block after that a sentence stood in: where its neighbours in its own block are; None where none is left."""
    block = old[i].place.block
    near = sorted((k for k in pairs if old[k].place.block == block), key=lambda k: (abs(k - i), k > i))
    return new[pairs[near[0]]].place.block if near else None


def _insert(row: list[Sentence], away: Sentence) -> None:
    """Put a sentence that is gone behind the last one of a row that stood before it, or at the row's beginning."""
    assert away.before is not None, "it was somewhere"
    at = 0
    for number, each in enumerate(row, 1):
        stayed = each.before is not None and each.kind is not Kind.MOVED
        if stayed and each.before is not None and _order(each.before) < _order(away.before):
            at = number
    row.insert(at, away)


def _order(place: Stretch) -> tuple[int, int]:
    return place.block, place.start


def _row(after: int, found: Sequence[Sentence]) -> Row:
    """A block of the version after, with where it comes from."""
    here = [each for each in found if each.kind not in _AWAY]
    origins = Counter(each.before.block for each in here if each.before is not None)
    moved = bool(here) and all(each.kind is Kind.MOVED for each in here) and len(origins) == 1
    return Row(origins.most_common(1)[0][0] if origins else None, after, moved, tuple(found))


def _with_gone(rows: Sequence[Row], gone: dict[int, list[Sentence]]) -> Iterator[Row]:
    """The rows, with blocks that are gone behind the row of the last block before them that is still in its place."""
    left = sorted(gone)
    places: dict[int, list[int]] = {}
    for block in left:
        stayed = [number for number, row in enumerate(rows) if _stayed_before(row, block)]
        places.setdefault(stayed[-1] if stayed else -1, []).append(block)
    for number in range(-1, len(rows)):
        if number >= 0:
            yield rows[number]
        for block in places.get(number, ()):
            away = all(each.kind is Kind.MOVED_AWAY for each in gone[block])
            yield Row(block, None, away, tuple(gone[block]))


def _stayed_before(row: Row, block: int) -> bool:
    blocks: Iterable[int] = (
        each.before.block for each in row.sentences if each.before and each.kind in (Kind.KEPT, Kind.CHANGED)
    )
    return any(each < block for each in blocks)
