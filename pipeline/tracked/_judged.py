"""What came back of a paragraph, judged: which changes were accepted, rejected or reworded, and what else is new."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from pipeline.tracked._aligned import Step
from pipeline.tracked._atoms import Back, Sent
from pipeline.tracked.sent import Kind
from pipeline.tracked.words import Stamp

_WORD = re.compile(r"\w")


class Outcome(StrEnum):
    """What became of a change of ours: `other` words stand there, or it was decided by `half`."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    OTHER = "other"
    HALF = "half"


_READINGS = (
    (Outcome.ACCEPTED, (Kind.SAME, Kind.PUT_IN)),
    (Outcome.REJECTED, (Kind.SAME, Kind.TAKEN_OUT, Kind.MARKUP)),
)
"""Which of what was sent stands where a change was accepted, and where it was rejected."""


@dataclass(frozen=True, slots=True)
class Change:
    """Other words, `text`, at `start:end` of a block's prose; -1 where the draft has no such place.

    `item` is the one that they answer, 0 where they answer none; `stamp` says who wrote them, if the file does.
    `markup` where signs of the draft's markup were among what was changed.
    """

    block: int
    start: int
    end: int
    text: str
    item: int = 0
    stamp: Stamp | None = None
    markup: bool = False


@dataclass(slots=True)
class Judged:
    """What became of the changes of one paragraph, by item, who decided it where the file says, and other changes."""

    outcomes: dict[int, Outcome] = field(default_factory=dict)
    stamps: dict[int, Stamp] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Stroke:
    """A change of ours in the steps `first:end`, those of its atoms that came back, and what became of it."""

    item: int
    first: int
    end: int
    outcome: Outcome


def judged(steps: Sequence[Step], sent: Sequence[Sent], back: Sequence[Back], authors: frozenset[str]) -> Judged:
    """What the way from what was sent to what came back says; `authors` are those of our own changes."""
    return _Judge(steps, sent, back, authors).judge()


class _Judge:
    def __init__(
        self, steps: Sequence[Step], sent: Sequence[Sent], back: Sequence[Back], authors: frozenset[str]
    ) -> None:
        self._steps, self._sent, self._back, self._authors = steps, sent, back, authors
        self._made = Judged()

    def judge(self) -> Judged:
        regions = list(self._regions())
        strokes = [list(self._strokes(first, end)) for first, end in regions]
        for inside in strokes:
            for stroke in inside:
                known = self._made.outcomes.get(stroke.item)
                self._made.outcomes[stroke.item] = stroke.outcome if known is None else _both(known, stroke.outcome)
        claimed = self._claimed(regions, strokes)
        for first, end, item in claimed:
            self._made.changes.append(self._change(first, end, item))
        taken = [(first, end) for first, end, _ in claimed]
        for (first, end), inside in zip(regions, strokes, strict=True):
            if not any(a <= first and end <= b for a, b in taken):
                for a, b in self._free(first, end, bool(inside)):
                    self._made.changes.append(self._change(a, b, 0))
        return self._made

    # steps

    def _sent_of(self, step: Step) -> Sent | None:
        return None if step.sent is None else self._sent[step.sent]

    def _back_of(self, step: Step) -> Back | None:
        return None if step.back is None else self._back[step.back]

    def _stands(self, step: Step) -> bool:
        """Whether what was sent as text stands as it was."""
        sent, back = self._sent_of(step), self._back_of(step)
        return (
            sent is not None
            and sent.kind is Kind.SAME
            and back is not None
            and back.put_in is None
            and back.taken_out is None
        )

    def _is_stroke(self, step: Step) -> bool:
        sent = self._sent_of(step)
        return sent is not None and sent.kind is not Kind.SAME

    def _regions(self) -> Iterator[tuple[int, int]]:
        """The runs of steps between text that stands; two that no word parts, and no change of ours is in, are one."""
        found: list[tuple[int, int]] = []
        first: int | None = None
        for at in range(len(self._steps) + 1):
            stands = at == len(self._steps) or self._stands(self._steps[at])
            if not stands and first is None:
                first = at
            elif stands and first is not None:
                if found and self._is_one(found[-1], (first, at)):
                    first = found.pop()[0]
                found.append((first, at))
                first = None
        yield from found

    def _is_one(self, one: tuple[int, int], other: tuple[int, int]) -> bool:
        between = (self._sent_of(step) for step in self._steps[one[1] : other[0]])
        ours = any(self._is_stroke(step) for step in self._steps[one[0] : other[1]])
        return not ours and not any(atom is not None and _WORD.search(atom.text) for atom in between)

    # our changes

    def _is_ours(self, stamp: Stamp) -> bool:
        """Whether a tracked change is one of ours: by its author, or, in a file without names, by where it stands."""
        return stamp.author in self._authors or not stamp.author

    def _state(self, step: Step) -> Outcome:
        """What became of one atom of ours: open, or it stands (accepted), or it is gone (rejected)."""
        sent, back = self._sent_of(step), self._back_of(step)
        assert sent is not None, "an atom of ours"
        if back is None:
            return Outcome.REJECTED
        if back.taken_out is not None:
            ours = sent.kind is not Kind.PUT_IN and self._is_ours(back.taken_out)
            if not ours:
                self._made.stamps.setdefault(sent.item, back.taken_out)
            return Outcome.OPEN if ours else Outcome.REJECTED
        if back.put_in is not None:
            if self._is_ours(back.put_in):
                return Outcome.OPEN
            self._made.stamps.setdefault(sent.item, back.put_in)
        return Outcome.ACCEPTED

    def _strokes(self, first: int, end: int) -> Iterator[_Stroke]:
        """The changes of ours in a region, in order."""
        places: dict[int, list[int]] = {}
        for at in range(first, end):
            sent = self._sent_of(self._steps[at])
            if sent is not None and sent.stroke:
                places.setdefault(sent.stroke, []).append(at)
        for mine in places.values():
            sent = self._sent_of(self._steps[mine[0]])
            assert sent is not None, "an atom of ours"
            yield _Stroke(sent.item, mine[0], mine[-1] + 1, self._outcome(mine, first, end))

    def _outcome(self, places: Sequence[int], first: int, end: int) -> Outcome:
        states = [(self._sent_of(self._steps[at]), self._state(self._steps[at])) for at in places]
        new = {state for sent, state in states if sent is not None and sent.kind is Kind.PUT_IN}
        old = {state for sent, state in states if sent is not None and sent.kind is not Kind.PUT_IN}
        every = new | old
        if Outcome.OPEN not in every and (plainly := self._plainly(places[0], first, end)):
            return plainly
        back = [at for at in places if self._steps[at].back is not None]
        if every == {Outcome.OPEN}:
            plain = Outcome.OPEN
        elif new <= {Outcome.ACCEPTED} and old <= {Outcome.REJECTED}:
            plain = Outcome.ACCEPTED
        elif new <= {Outcome.REJECTED} and old <= {Outcome.ACCEPTED}:
            plain = Outcome.REJECTED
        elif Outcome.OPEN in every and not self._others(first, end):
            return Outcome.HALF
        else:
            return Outcome.OTHER
        low, high = (back[0], back[-1] + 1) if back else (places[0], places[-1] + 1)
        return Outcome.OTHER if self._is_reworded(plain, low, high, first, end) else plain

    def _plainly(self, stroke: int, first: int, end: int) -> Outcome | None:
        """What became of a change that is alone in its region, if the words there are just the new or the old ones.

        Where some of both are the same, the words could be laid beside one another in several ways.
        """
        atoms = [atom for step in self._steps[first:end] if (atom := self._sent_of(step)) is not None]
        own = self._sent_of(self._steps[stroke])
        if own is None or any(atom.stroke not in (0, own.stroke) for atom in atoms):
            return None
        backs = (self._back_of(step) for step in self._steps[first:end])
        there = "".join(back.text for back in backs if back is not None and back.taken_out is None)
        for outcome, kinds in _READINGS:
            if there == "".join(atom.text for atom in atoms if atom.kind in kinds):
                return outcome
        return None

    def _others(self, first: int, end: int) -> bool:
        """Whether words stand in a stretch of steps that were not sent."""
        return bool(self._written(first, end))

    def _written(self, first: int, end: int) -> str:
        """The words of a stretch of steps that were not sent."""
        found = (self._back_of(step) for step in self._steps[first:end] if step.sent is None)
        return "".join(back.text for back in found if back is not None and back.taken_out is None)

    def _is_reworded(self, plain: Outcome, low: int, high: int, first: int, end: int) -> bool:
        """Whether other words stand inside a change of ours, or right beside it: they are one with it.

        Beside a change that is still open they are, only if they make one word with it.
        """
        start, stop = low, high
        while start > first and self._steps[start - 1].sent is None:
            start -= 1
        while stop < end and self._steps[stop].sent is None:
            stop += 1
        before, inside, after = self._written(start, low), self._written(low, high), self._written(high, stop)
        if plain is Outcome.OPEN:
            return bool(inside or _WORD.match(before[-1:]) or _WORD.match(after[:1]))
        return bool(before or inside or after)

    def _claimed(
        self, regions: Sequence[tuple[int, int]], strokes: Sequence[Sequence[_Stroke]]
    ) -> list[tuple[int, int, int]]:
        """The stretches of steps in which items were reworded, from their first change to their last."""
        found: list[tuple[int, int, int]] = []
        for item, outcome in self._made.outcomes.items():
            if outcome is not Outcome.OTHER:
                continue
            mine = [
                region for region, inside in zip(regions, strokes, strict=True) if any(s.item == item for s in inside)
            ]
            first, end = mine[0][0], mine[-1][1]
            if found and first < found[-1][1]:
                start, stop, before = found.pop()
                found.append((start, max(stop, end), before))
            else:
                found.append((first, end, item))
        return found

    # other words

    def _free(self, first: int, end: int, ours: bool) -> Iterator[tuple[int, int]]:
        """The runs of steps in a region that are none of our changes, and change something."""
        if not ours:
            yield first, end
            return
        start: int | None = None
        for at in range(first, end + 1):
            free = at < end and not self._is_stroke(self._steps[at])
            if free and start is None:
                start = at
            elif not free and start is not None:
                yield start, at
                start = None

    def _change(self, first: int, end: int, item: int) -> Change:
        """The words that stand in a stretch of steps, and what they stand for."""
        atoms = [atom for step in self._steps[first:end] if (atom := self._sent_of(step)) is not None]
        prose = [atom for atom in atoms if atom.kind in (Kind.SAME, Kind.TAKEN_OUT)]
        blocks = {atom.block for atom in atoms}
        if prose:
            start, stop = min(atom.start for atom in prose), max(atom.end for atom in prose)
        else:
            start, blocks = self._place(first, end)
            stop = start
        text = "".join(self._standing(step, item) for step in self._steps[first:end])
        block = blocks.pop() if len(blocks) == 1 and start >= 0 else -1
        stamps = (self._stamp(step) for step in self._steps[first:end])
        stamp = next((each for each in stamps if each is not None), None)
        return Change(block, start, stop, text, item, stamp, any(atom.kind is Kind.MARKUP for atom in atoms))

    def _place(self, first: int, end: int) -> tuple[int, set[int]]:
        """Where a stretch of steps stands in which there is no prose: behind what stands before it."""
        there = (step for step in reversed(self._steps[:end]) if step.back is not None)
        before = (self._sent_of(step) for step in there)
        atom = next((each for each in before if each is not None), None)
        if atom is not None:
            return atom.end, {atom.block}
        behind = (self._sent_of(step) for step in self._steps[first:])
        atom = next((each for each in behind if each is not None), None)
        return (atom.start, {atom.block}) if atom is not None else (-1, set())

    def _standing(self, step: Step, item: int) -> str:
        """The text of a step as it stands; of a change of ours that is open, its words before it."""
        sent, back = self._sent_of(step), self._back_of(step)
        if back is None:
            return ""
        if sent is not None and sent.kind is not Kind.SAME and self._state(step) is Outcome.OPEN:
            reworded = self._made.outcomes.get(sent.item) is Outcome.OTHER
            return back.text if reworded == (sent.kind is Kind.PUT_IN) and sent.kind is not Kind.MARKUP else ""
        return "" if back.taken_out is not None else back.text

    def _stamp(self, step: Step) -> Stamp | None:
        back = self._back_of(step)
        if back is None:
            return None
        return next((each for each in (back.put_in, back.taken_out) if each and each.author not in self._authors), None)


def _both(one: Outcome, other: Outcome) -> Outcome:
    """What became of an item of which two changes became this and that."""
    if one is other:
        return one
    if Outcome.OTHER in (one, other):
        return Outcome.OTHER
    if Outcome.OPEN in (one, other) or Outcome.HALF in (one, other):
        return Outcome.HALF
    return Outcome.OTHER
