"""Two editors' files as one: entry by entry, and what the two don't agree on is shown and not decided."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.anchors import marked
from pipeline.decisions._model import Decision, Verdict
from pipeline.decisions._places import split
from pipeline.revision import touch
from pipeline.source import Span


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two entries on one place that can't both be followed; `theirs` is None where one side took the entry out."""

    ours: Decision | None
    theirs: Decision | None

    @property
    def sentence(self) -> str:
        """What the two say, and what to do."""
        some = self.ours or self.theirs
        assert some is not None, "one of the two is there"
        if self.ours is None or self.theirs is None:
            return (
                f"one side changed the decision on “{some.was or some.context}” and the other took it out; see to it."
            )
        said = " and ".join(_said(each) for each in (self.ours, self.theirs))
        return f"the decisions on “{some.was or some.context}” differ: {said}; keep one of the two."


@dataclass(frozen=True, slots=True)
class Merged:
    """The entries of both sides in order, those that differ side by side, and which these are."""

    decisions: tuple[Decision, ...]
    conflicts: tuple[Conflict, ...] = ()


def merge(base: Sequence[Decision], ours: Sequence[Decision], theirs: Sequence[Decision]) -> Merged:
    """What both sides made of the decisions in `base`, the file that both began with.

    What one side added or changed is there, what one took out is gone. Where both accept or reject on one place and
    don't say the same, both entries are kept: `resolve` follows neither until one is taken out.
    """
    new_ours = [each for each in ours if each not in base]
    new_theirs = [each for each in theirs if each not in base]
    added = [each for each in new_theirs if not any(_agree(each, other) for other in new_ours)]
    kept = [
        _with_comment(each, new_theirs) if each in new_ours else each
        for each in ours
        if each not in base or each in theirs
    ]
    alone = [each for each in new_ours if not any(_agree(each, other) for other in new_theirs)]
    conflicts = [Conflict(each, other) for each in alone for other in added if clash(each, other)]
    conflicts += [Conflict(each, None) for each in _orphans(base, new_ours, theirs)]
    conflicts += [Conflict(None, each) for each in _orphans(base, new_theirs, ours)]
    return Merged(tuple(dict.fromkeys(_woven(kept, theirs, added))), tuple(conflicts))


def clash(one: Decision, other: Decision) -> bool:
    """Whether two decisions speak of one place and can't both be followed, as far as their contexts tell."""
    if not {one.verdict, other.verdict} <= {Verdict.ACCEPTED, Verdict.REJECTED}:
        return False
    if one.verdict is other.verdict and (one.verdict is Verdict.REJECTED or one.becomes == other.becomes):
        return False
    if one.verdict is not other.verdict and one.check != other.check and one.becomes != other.becomes:
        return False
    return any(_overlays(one, other))


def _overlays(one: Decision, other: Decision) -> Iterator[bool]:
    """For each way in which two contexts can lie over one another, both with their words in it: whether these touch."""
    text, low, high = marked(*_parts(one))
    there, first, last = marked(*_parts(other))
    for shift in range(high - len(there), len(text) - low + 1):  # where the other's context begins in this one's
        start, end = max(0, shift), min(len(text), shift + len(there))
        inside = start <= low and high <= end and start <= shift + first and shift + last <= end
        if inside and text[start:end] == there[start - shift : end - shift]:
            mine, theirs = Span(low, high), Span(shift + first, shift + last)
            empty = low == high or first == last
            yield mine.overlaps(theirs) or mine == theirs or (empty and touch(mine, theirs))


def _parts(decision: Decision) -> tuple[str, str, str]:
    before, after = split(decision)
    return before, decision.was, after


def _agree(one: Decision, other: Decision) -> bool:
    """Whether two entries say the same, by whoever and whenever, and no comment is lost with one of them."""
    ours, theirs = (replace(each, who="", when=None, comment="") for each in (one, other))
    return ours == theirs and (not one.comment or not other.comment or one.comment == other.comment)


def _with_comment(one: Decision, theirs: Sequence[Decision]) -> Decision:
    """Our entry, or theirs that says the same and has a comment, where ours has none."""
    if one.comment:
        return one
    return next((each for each in theirs if each.comment and _agree(one, each)), one)


def _orphans(base: Sequence[Decision], changed: Sequence[Decision], others: Sequence[Decision]) -> Iterator[Decision]:
    """The entries that one side changed and the other took out."""
    gone = {_place(each) for each in base} - {_place(each) for each in others}
    return (each for each in changed if _place(each) in gone)


def _place(decision: Decision) -> tuple[str, str, str]:
    return decision.check, decision.was, decision.context


def _woven(kept: Sequence[Decision], theirs: Sequence[Decision], added: Sequence[Decision]) -> list[Decision]:
    """Our entries with theirs put behind those that they stand behind, and behind what we put there."""
    made = list(kept)
    for number, each in enumerate(theirs):
        if each not in added:
            continue
        before = [other for other in theirs[:number] if other in made]
        at = made.index(before[-1]) + 1 if before else 0
        while at < len(made) and made[at] not in theirs:
            at += 1
        made.insert(at, each)
    return made


def _said(decision: Decision) -> str:
    what = f"{decision.verdict}" + (f" “{decision.becomes}”" if decision.verdict is Verdict.ACCEPTED else "")
    return f"{what} ({decision.who})" if decision.who else what
