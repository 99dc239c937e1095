"""A decision, and what has become of it in a draft."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pipeline.finding import Finding, Fix
from pipeline.fix import Choice
from pipeline.source import Span

OPEN, CLOSE = "⟦", "⟧"
"""What marks the place of a decision's words in its context."""


class Verdict(StrEnum):
    """What the editor said: do it, leave it as it is, or nothing yet, with other words or a comment for the editor."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"
    SUGGESTED = "suggested"
    OPEN = "open"


class State(StrEnum):
    """What has become of a decision: its verdict, or that the draft follows it already, or has lost its place."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"
    SUGGESTED = "suggested"
    OPEN = "open"
    DONE = "done"
    STALE = "stale"


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision; `becomes` is what is to be there, and is the editor's to word. `check` may be empty for that.

    Of a rejection, `becomes` is the wording that was turned down, and may be left out; of an `open` one there is none,
    and its `comment` is what it is for.
    """

    was: str
    context: str
    verdict: Verdict
    becomes: str | None = None
    check: str = ""
    comment: str = ""
    who: str = ""
    when: date | None = None


@dataclass(frozen=True, slots=True)
class Placed:
    """A decision that has its one place: its words are at `span` of the file.

    `fix` has the edits of the file that following it makes, of an accepted or a suggested one that isn't done.
    `finding` is the one that it speaks of, where there is one.
    """

    decision: Decision
    span: Span
    state: State
    fix: Fix | None = None
    finding: Finding | None = None


@dataclass(frozen=True, slots=True)
class Stale:
    """A decision that applies nothing, and why; `path` is the file that it is in."""

    decision: Decision
    reason: str
    path: str = ""

    @property
    def sentence(self) -> str:
        """What the editor is to do, with the file to do it in."""
        return f"{self.path}: look again at “{self.decision.was or self.decision.context}”: {self.reason}."


@dataclass(frozen=True, slots=True)
class Resolved:
    """What the decisions say of a draft as it stands.

    `choices` is for `fix.settle`; where the words of a stale decision stand, one keeps fixes away. Of the findings,
    `rejected` were turned down, `answered` are mended by an accepted decision, and `open` are the others. `done` are
    accepted decisions that the draft already follows. `placed` are all decisions but the stale ones, in the draft's
    order, with their comments.
    """

    choices: tuple[Choice, ...] = ()
    rejected: tuple[Finding, ...] = ()
    answered: tuple[Finding, ...] = ()
    open: tuple[Finding, ...] = ()
    stale: tuple[Stale, ...] = ()
    done: tuple[Decision, ...] = ()
    placed: tuple[Placed, ...] = ()
