"""What decisions say of a draft: each found again by its words, and turned into a choice for `fix`."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Generic, TypeVar

from pipeline.anchors import Place
from pipeline.decisions._fields import reads_on
from pipeline.decisions._file import beside
from pipeline.decisions._model import Decision, Placed, Resolved, Stale, State, Verdict
from pipeline.decisions._places import Changes, passages_of, places, standing
from pipeline.document import Document
from pipeline.finding import Edit, Finding, stretch
from pipeline.fix import Choice
from pipeline.revision import touch
from pipeline.source import Span

Thing = TypeVar("Thing")


class Nearby(Generic[Thing]):
    """Things of a draft, each with the span that it reaches over, to ask which of them are near another."""

    def __init__(self, things: Iterable[tuple[Thing, Span]]) -> None:
        self._things = list(things)

    def touching(self, span: Span) -> list[Thing]:
        """Those that overlap or touch a span, in order."""
        start, end = span
        return [thing for thing, (low, high) in self._things if low <= end and start <= high]


def _reach(finding: Finding) -> Span:
    """From the first to the last place that a finding speaks of or edits."""
    spans = [finding.span, *(edit.span for fix in finding.fixes for edit in fix.edits)]
    return Span(min(span.start for span in spans), max(span.end for span in spans))


def _extent(choice: Choice) -> Span:
    """From the first to the last place that a choice speaks of, edits, or refuses."""
    spans = [choice.span, *(edit.span for edit in choice.fix.edits)] if choice.fix else [choice.span]
    spans += [choice.refused.span] if choice.refused else []
    return Span(min(span.start for span in spans), max(span.end for span in spans))


def resolve(document: Document, findings: Sequence[Finding], decisions: Sequence[Decision]) -> Resolved:
    """What decisions say of a document and of what was found in it, both as they stand in the file."""
    passages, whole = passages_of(document)
    path = beside(Path(document.source.path)).as_posix()
    stale: list[Stale] = []
    guards: list[Choice] = []
    made: list[tuple[Decision, Choice]] = []
    changes = Changes(document, decisions)
    nearby = Nearby((finding, _reach(finding)) for finding in findings)
    for decision in dict.fromkeys(decisions):
        choice, reason = choose(document, decision, nearby, changes)
        if choice is None:
            stale.append(Stale(decision, reason, path))
            guards += (Choice(span, exact=True) for span in standing(decision.was, passages, whole))
        else:
            made.append((decision, choice))
    binding = Nearby((choice, _extent(choice)) for decision, choice in made if _binds(decision))
    agreed: list[Choice] = []
    placed: list[Placed] = []
    for decision, choice in made:
        near = binding.touching(_extent(choice))
        if _binds(decision) and any(_differ(choice, other, document.source.text) for other in near):
            stale.append(Stale(decision, "two decisions on these words differ; keep one of them", path))
            guards.append(Choice(choice.span, exact=True))
            continue
        placed.append(_placed(decision, choice, nearby, document.source.text))
        if decision.verdict is Verdict.SUGGESTED:
            guards.append(Choice(choice.span, exact=True))
        elif _binds(decision) and not any(_same(choice, other) for other in agreed):
            agreed.append(choice)
    choices = (*agreed, *dict.fromkeys(guards))
    deciding = Nearby((choice, _extent(choice)) for choice in choices)
    rejected, answered, left = [], [], []
    for finding in findings:
        near = deciding.touching(_reach(finding))
        if any(choice.exact and _mends(choice, finding) for choice in near):
            answered.append(finding)
        elif any(choice.answers(finding) or choice.refuses(finding, document.source.text) for choice in near):
            rejected.append(finding)
        else:
            left.append(finding)
    return Resolved(
        choices,
        tuple(rejected),
        tuple(answered),
        tuple(left),
        tuple(stale),
        tuple(each.decision for each in placed if each.state is State.DONE),
        tuple(sorted(placed, key=lambda each: each.span)),
    )


def ordered(document: Document, decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Decisions in the order of the draft; one that has lost its place stays behind the one that it stands behind."""
    keyed: list[tuple[int, Decision]] = []
    every = tuple(decisions)
    changes = Changes(document, every)
    for decision in every:
        choice, _ = choose(document, decision, changes=changes)
        behind = keyed[-1][0] if keyed else 0
        keyed.append((choice.span.start if choice else behind, decision))
    return tuple(decision for _, decision in sorted(keyed, key=lambda pair: pair[0]))


def _binds(decision: Decision) -> bool:
    """Whether a decision decides anything."""
    return decision.verdict in (Verdict.ACCEPTED, Verdict.REJECTED)


def _placed(decision: Decision, choice: Choice, findings: Nearby[Finding], text: str) -> Placed:
    """A decision at its place, with the finding that it speaks of: one of its check before any other."""
    done = choice.exact and choice.fix is None
    near = [
        finding
        for finding in findings.touching(_extent(choice))
        if choice.finding == finding
        or choice.answers(finding)
        or (decision.verdict is Verdict.REJECTED and choice.refuses(finding, text))
        or (decision.verdict is Verdict.OPEN and not decision.check and choice.span.overlaps(finding.span))
    ]
    near.sort(key=lambda finding: (finding != choice.finding, decision.check not in finding.checks))
    state = State.DONE if done else State(decision.verdict)
    return Placed(decision, choice.span, state, choice.fix, near[0] if near else None)


def _same(one: Choice, other: Choice) -> bool:
    """Whether two decisions put the same there."""
    return one.fix is not None and other.fix is not None and one.fix.edits == other.fix.edits


def _differ(one: Choice, other: Choice, text: str) -> bool:
    """Whether two decisions on one place can't both be followed."""
    if one is other or not (one.fix or other.fix) or _same(one, other):
        return False
    if one.turns_down(other.fix, text) or other.turns_down(one.fix, text):
        return True
    same = one.span == other.span or one.span.overlaps(other.span)
    if one.fix and other.fix:
        spans = [edit.span for edit in other.fix.edits]
        return same or any(edit.span == span or edit.span.overlaps(span) for edit in one.fix.edits for span in spans)
    empty = one.span.start == one.span.end or other.span.start == other.span.end
    same = same or (empty and touch(one.span, other.span))
    return same and one.check == other.check and one.exact != other.exact


def _mends(choice: Choice, finding: Finding) -> bool:
    """Whether an accepted decision answers a finding: one of its check, or one whose fixes edit what it edits."""
    if choice.answers(finding):
        return True
    if choice.fix is None:
        return False
    if not finding.fixes:
        return choice.span.contains(finding.span)
    theirs = [edit.span for fix in finding.fixes for edit in fix.edits]
    return any(touch(edit.span, span) for edit in choice.fix.edits for span in theirs)


def choose(
    document: Document,
    decision: Decision,
    findings: "Nearby[Finding] | None" = None,
    changes: Changes | None = None,
) -> tuple[Choice | None, str]:
    """The choice that a decision is here, or none and why; `changes` are what may have become of what is around it."""
    offers = decision.verdict in (Verdict.ACCEPTED, Verdict.SUGGESTED)
    now, then = places(document, decision, changes)
    if len(now) > 1 or (not now and len(then) > 1):
        return None, f"its context stands {max(len(now), len(then))} times in the draft; quote more of the passage"
    if not now and not then:
        return None, "its context no longer stands in the draft; quote the passage as it is now, or remove the decision"
    if not now:
        return Choice(then[0].span, decision.check, exact=True), ""
    place = now[0]
    if not offers:
        refused = _refused(place, decision, document.source.text) if decision.verdict is Verdict.REJECTED else None
        return Choice(place.span, decision.check, refused=refused), ""
    fix, possible = place.fix(decision.was, decision.becomes or "")
    if not possible:
        return None, "there is markup between the words; quote context and words as the file has them"
    if fix and not reads_on(document, fix):
        return None, (
            "the front matter would not say it as it is meant; put the whole value there between quotation marks, or "
            "change it by hand"
        )
    choice = Choice(place.span, decision.check, fix, exact=True)
    near = (
        [finding for finding in findings.touching(_extent(choice)) if fix and _mends(choice, finding)]
        if findings
        else []
    )
    near.sort(key=lambda finding: decision.check not in finding.checks)
    return Choice(place.span, decision.check, fix, near[0] if near else None, exact=True), ""


def _refused(place: Place, decision: Decision, text: str) -> Edit | None:
    """The wording that a rejection turned down, as an edit of the file; none where it doesn't say."""
    fix, _ = place.fix(decision.was, decision.becomes) if decision.becomes is not None else (None, False)
    if fix is None:
        return None
    span = Span(min(place.span.start, fix.edits[0].span.start), max(place.span.end, fix.edits[-1].span.end))
    return Edit(span, stretch(text, span, fix.edits))
