"""What the list of drafts says of each, in the review page's own numbers."""

from dataclasses import dataclass

from pipeline.decisions import Resolved
from pipeline.desk._desk import Desk, Draft
from pipeline.errors import CopydeskError
from pipeline.finding import Report
from pipeline.reporters._review import review


@dataclass(frozen=True, slots=True)
class Row:
    """A draft in the list. `doing` is what is being done with it; while `linting`, the numbers are the last known.

    `known` says whether there are any. `held` says what holds it back, `again` counts the decisions that no
    longer fit; `error` says why it can't be read.
    """

    key: str
    path: str
    title: str
    byline: str = ""
    lang: str = ""
    words: int = 0
    minutes: int = 0
    judged: int = 0
    decided: int = 0
    mechanical: int = 0
    held: str = ""
    again: int = 0
    known: bool = False
    linting: bool = False
    doing: str = ""
    error: str = ""

    @property
    def state(self) -> str:
        """What matters most of it: broken, waiting, again, held, open or ready."""
        if self.error:
            return "broken"
        if not self.known:
            return "waiting"
        if self.held:
            return "held"
        return "again" if self.again else "open" if self.decided < self.judged else "ready"


def rows(desk: Desk) -> tuple[Row, ...]:
    """The drafts in the order of their paths."""
    with desk.changed:
        drafts = list(desk.drafts.values())
    return tuple(row(desk, draft) for draft in drafts)


def row(desk: Desk, draft: Draft) -> Row:
    """A draft's row."""
    error = draft.error
    view: tuple[Report, Resolved] | None = None
    if not error:
        try:
            view = desk.view(draft)
        except CopydeskError as wrong:
            error = str(wrong)
    path = draft.place.path.as_posix()
    doing = draft.doing or ("waiting to be linted" if draft.waiting else "")
    report, resolved = view or (Report(path, draft.document), None)
    if report.document is None:
        return Row(draft.place.key, path, draft.place.path.name, linting=draft.waiting, doing=doing, error=error)
    page = review(report, resolved)
    return Row(
        draft.place.key,
        path,
        page.title if page.title != path else draft.place.path.name,
        byline=page.byline,
        lang=page.lang,
        words=page.words,
        minutes=page.minutes,
        judged=len(page.judged),
        decided=page.decided,
        mechanical=len(page.mechanical),
        held=page.held,
        again=len(page.again),
        known=view is not None,
        linting=draft.waiting,
        doing=doing,
        error=error,
    )
