"""The editor's items: each finding with its place, what was decided of it, and the entries that would decide it.

Beside the findings stand what the editor put there without one, what somebody suggested, and comments.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from pipeline import decisions, exporters
from pipeline.decisions import Decision, Placed, Resolved
from pipeline.decisions import State as Become
from pipeline.document import Document
from pipeline.finding import Applicability, Edit, Finding, Fix, Severity
from pipeline.fix import Choice
from pipeline.reporters._common import changes, identities, is_safe, severity, shorten
from pipeline.revision import touch
from pipeline.source import Source, Span

OWN_WORDING = "The editor’s own wording."
SUGGESTED = "Other words were suggested."
REMARK = "A comment."


class State(StrEnum):
    """What was decided of a finding."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    SUGGESTED = "suggested"


@dataclass(frozen=True, slots=True)
class Item:
    """A finding on the page.

    A `mechanical` one has a safe fix and no decision; the others are judgement calls and have a `number`, from 1. What
    is `drawn` is struck and inserted in its place; of the others the place is marked. `mends` say what the drawn fix
    does, `choices` what else might be put there.

    `entries` has for each fix of the finding, best first, the decisions that accept it: nearly always one, several
    where a fix mends places far apart, none where none can be made. `rejection` is the one that turns the finding down,
    and `recorded` are those that were recorded of it.
    """

    id: str
    number: int
    finding: Finding
    state: State
    mechanical: bool
    drawn: Fix | None
    line: int
    mends: tuple[str, ...]
    choices: tuple[str, ...]
    entries: tuple[tuple[Decision, ...], ...] = ()
    rejection: Decision | None = None
    recorded: tuple[Decision, ...] = ()

    @property
    def severity(self) -> Severity:
        """The finding's severity."""
        return severity(self.finding)

    @property
    def stage(self) -> str:
        """The folder of the finding's check."""
        return self.finding.check.partition("/")[0]

    @property
    def own(self) -> bool:
        """Whether this is no finding but what the editor put there, somebody suggested, or a comment."""
        return self.finding.message in (OWN_WORDING, SUGGESTED, REMARK)

    @property
    def to_mend(self) -> bool:
        """Whether no decision answers it: what can't be published goes when the draft itself is mended."""
        return self.finding.check in exporters.PAGES

    @property
    def holds(self) -> bool:
        """Whether the draft is held back until somebody decides, or mends it."""
        if self.to_mend:
            return self.severity is Severity.ERROR and self.finding.check in exporters.HOLDING
        return self.severity is Severity.ERROR and self.state in (State.OPEN, State.SUGGESTED) and not self.mechanical


def items(document: Document, findings: Sequence[Finding], resolved: Resolved) -> tuple[Item, ...]:
    """The findings as items, in the draft's order, and what was decided, suggested or said where there is none."""
    source = document.source
    every = _every(source, findings, resolved)
    every.sort(key=lambda each: each[0].span)
    drawn = _drawn([(finding, choice) for finding, choice, _ in every], resolved)
    names = identities(source, [finding for finding, _, _ in every])
    made = []
    number = 0
    for (finding, chosen, recorded), name, fix in zip(every, names, drawn, strict=True):
        state = _state(finding, chosen, recorded, resolved)
        mechanical = is_safe(finding) and state is State.OPEN and fix is not None and not recorded
        number += not mechanical
        here = _becomes(source, finding, fix) if fix else ""
        others = dict.fromkeys(_becomes(source, finding, other) for other in finding.fixes)
        proposed = (decisions.of(document, finding, other) for other in finding.fixes)
        made.append(
            Item(
                id=name,
                number=0 if mechanical else number,
                finding=finding,
                state=state,
                mechanical=mechanical,
                drawn=fix,
                line=source.position(finding.span.start).line,
                mends=tuple(str(change) for change in changes(source, finding, fix)) if fix else (),
                choices=tuple(other for other in others if other != here),
                entries=tuple(proposed),
                rejection=next(iter(decisions.of(document, finding, None)), None),
                recorded=tuple(each.decision for each in recorded),
            )
        )
    return tuple(made)


_Known = tuple[Finding, Choice | None, list[Placed]]
"""A finding, the choice that decides it, and all that was recorded of it."""


def _every(source: Source, findings: Sequence[Finding], resolved: Resolved) -> list[_Known]:
    """The findings, and made-up ones for what was recorded where there is none."""
    every: list[_Known] = [
        (finding, _choice(finding, resolved.choices), [each for each in resolved.placed if each.finding == finding])
        for finding in findings
    ]
    shown = [each for _, _, recorded in every for each in recorded]
    for placed in resolved.placed:
        if placed in shown or placed.state in (Become.DONE, Become.REJECTED):
            continue
        span, fixes = placed.span, tuple[Fix, ...]()
        if placed.fix is not None:
            span, fixes = Span(placed.fix.edits[0].span.start, placed.fix.edits[-1].span.end), (placed.fix,)
        grade = Severity.ERROR if placed.state is Become.ACCEPTED else Severity.QUERY
        message = {Become.ACCEPTED: OWN_WORDING, Become.SUGGESTED: SUGGESTED}.get(placed.state, REMARK)
        own = Finding(span, message, fixes, grade, check=placed.decision.check, text=source[span])
        choice = next((each for each in resolved.choices if each.fix and each.fix == placed.fix), None)
        every.append((own, choice, [placed]))
    known = [choice for _, choice, _ in every]
    for choice in resolved.choices:
        if choice.fix is not None and not any(choice is each for each in known):
            hull = Span(choice.fix.edits[0].span.start, choice.fix.edits[-1].span.end)
            own = Finding(hull, OWN_WORDING, (choice.fix,), Severity.ERROR, check=choice.check, text=source[hull])
            every.append((own, choice, []))
    return every


def _choice(finding: Finding, choices: Iterable[Choice]) -> Choice | None:
    return next((choice for choice in choices if choice.finding == finding or choice.answers(finding)), None)


def _state(finding: Finding, choice: Choice | None, recorded: Sequence[Placed], resolved: Resolved) -> State:
    if finding in resolved.rejected:
        return State.REJECTED
    if (choice is not None and choice.fix is not None) or finding in resolved.answered:
        return State.ACCEPTED
    return State.SUGGESTED if any(each.state is Become.SUGGESTED for each in recorded) else State.OPEN


def _becomes(source: Source, finding: Finding, fix: Fix) -> str:
    """What a fix would put there, in short."""
    becomes = ", ".join(change.becomes.strip() for change in changes(source, finding, fix))
    return shorten(becomes) if becomes.strip(" ,") else "nothing"


def _drawn(every: Sequence[tuple[Finding, Choice | None]], resolved: Resolved) -> list[Fix | None]:
    """For each finding the fix that is drawn in its place.

    What was accepted comes first, then what is safe, then an error's likely fix; where two touch, the first is drawn.
    """
    drawn: list[Fix | None] = [None] * len(every)
    taken: list[Edit] = []

    def rank(at: int) -> tuple[int, int]:
        finding, choice = every[at]
        return (0 if choice and choice.fix else 1 if is_safe(finding) else 2), severity(finding).rank

    for at in sorted(range(len(every)), key=rank):
        finding, choice = every[at]
        if finding in resolved.rejected:
            continue
        likely = severity(finding) is Severity.ERROR and finding.fix is not None
        offered = finding.fix if is_safe(finding) or likely else None
        fix = choice.fix if choice and choice.fix else offered
        if fix is None or (fix.applicability is Applicability.DISPLAY_ONLY and not choice):
            continue
        if any(other.forbids(fix) for other in resolved.choices if other is not choice or not other.fix):
            continue
        if not any(touch(mine.span, edit.span) for mine in fix.edits for edit in taken):
            drawn[at] = fix
            taken += fix.edits
    return drawn
