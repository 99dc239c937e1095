"""A draft as its editor and its readers will see it: what was found, decided and left out, and what is exported of it.

What the editor's page says of a draft is what `publish` does with it, since both ask here.
"""

import datetime
import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from pipeline import exporters, reporters, typeset
from pipeline.compare import Comparison
from pipeline.decisions import Resolved
from pipeline.document import Document
from pipeline.errors import BadConfiguration
from pipeline.exporters import Settings, Vetted, Work
from pipeline.finding import Applicability, Finding, Report, Revision
from pipeline.house import styles
from pipeline.registry import CERTAIN
from pipeline.revision import touch
from pipeline.run import Run, visible
from pipeline.source import Source, Span


def reviews(
    run: Run, reports: Sequence[Report], *, kind: str = "html", advice: bool = False, since: Comparison | None = None
) -> bytes:
    """The same review of some drafts, of any kind that there is; `html` and `docx` take one draft.

    `since` is what the writer has changed, for the kinds that show it. Raises UnknownName for a kind that isn't there,
    and what that kind raises.
    """
    reporters.suffix(kind)
    asked = [reviewed(run, report, advice=advice) for report in reports]
    resolved = {report.path: each for report, each in asked}
    offered = {"engines": run.engines, "settings": settings(run, reports[0].path) if reports else None, "since": since}
    return reporters.report(kind, [report for report, _ in asked], resolved, **offered)


def reviewed(run: Run, report: Report, *, advice: bool = False) -> tuple[Report, Resolved]:
    """What is on the editor's page of a draft, and what was decided of it.

    The findings are those of the report and what can't be published.
    """
    assert report.document is not None, "a draft that was read"
    problems = visible(for_publishing(run, report), advice=advice)
    return shown(run, report, problems, advice=advice)


def for_publishing(run: Run, report: Report) -> tuple[Finding, ...]:
    """What stands in the way of publishing a draft, beside what the checks found: of its fields, markup and pictures.

    A key of the front matter that is none of the fields is advice; all else is an error. Raises BadConfiguration.
    """
    assert report.document is not None, "a draft that was read"
    return exporters.vet(report.document, settings(run, report.path)).problems


def preview(run: Run, path: str, text: str) -> Vetted:
    """What is exported of a draft that reads `text` once it is mended. Raises CopydeskError."""
    mended = run.linter.read(Source(path, text))
    asked = replace(settings(run, path), mentions=_named(run, mended))
    return exporters.vet(typeset.published(mended, run.config.house(Path(path)), run.linter.read), asked)


def shown(run: Run, report: Report, problems: Sequence[Finding], *, advice: bool = False) -> tuple[Report, Resolved]:
    """What an editor is shown of a draft: findings and what can't be published, in its order; and what was decided.

    A finding that is gone with what was decided beside it is answered; one that is gone with what is mended unasked
    beside it is not shown, since nobody has decided it and nothing of it is done.
    """
    resolved, revision = run.resolve(report), run.revise(report)
    gone = [finding for finding in report.findings if is_gone(finding, resolved, revision)]
    beside = [edit.span for choice in resolved.choices if choice.fix for edit in choice.fix.edits]
    answered = [each for each in gone if any(touch(span, at) for span in beside for at in places(each))]
    left = [each for each in visible(report.findings, advice=advice) if each not in gone or each in answered]
    findings = sorted((*left, *problems), key=lambda finding: finding.span)
    return (
        replace(report, findings=tuple(findings)),
        replace(resolved, answered=tuple(dict.fromkeys((*resolved.answered, *answered)))),
    )


def is_gone(finding: Finding, resolved: Resolved, revision: Revision) -> bool:
    """Whether a finding is no more once a draft is revised, without a fix or a rejection of its own."""
    own = finding.fix is not None and finding.fix.applicability is Applicability.SAFE
    decided = finding in resolved.rejected or finding in resolved.answered
    return not own and not decided and not stands(finding, revision)


def places(finding: Finding) -> tuple[Span, ...]:
    """What a finding speaks of and what it would edit."""
    return finding.span, *(edit.span for fix in finding.fixes for edit in fix.edits)


def stands(finding: Finding, revision: Revision) -> bool:
    """Whether a finding is left once a draft is revised, be it as what another check of its stage says there.

    Where a safe fix takes the space before a comma, the comma may be found by another check than it was before.
    """
    stage = finding.check.partition("/")[0]
    return any(
        (each.check, each.span) == (finding.check, finding.span)
        or (each.check.partition("/")[0] == stage and each.span.overlaps(finding.span))
        for each in revision.left
    )


def defaults(run: Run) -> dict[str, Any]:
    """The front matter that stands in for what a draft lacks; a date comes from SOURCE_DATE_EPOCH, never the clock."""
    given = dict(run.config.defaults)
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch and "date" not in given:
        try:
            given["date"] = datetime.datetime.fromtimestamp(int(epoch), datetime.UTC).date()
        except (ValueError, OverflowError, OSError):
            raise BadConfiguration(
                f"SOURCE_DATE_EPOCH is “{epoch}”; it must be a number of seconds since 1970."
            ) from None
    return given


def settings(run: Run, path: str) -> Settings:
    """What vetting needs beside the draft: its folder, what stands in for its missing fields, and the works."""
    style = styles.published(run.config.house(Path(path)))
    return Settings(Path(path).parent, defaults(run), run.config.works, style=style)


def _named(run: Run, document: Document) -> tuple[Work, ...]:
    """The works that a draft names, as far as a file records them or their kind is sure."""
    return tuple(
        Work(each.title, each.kind or "", each.creator, str(each.year or ""), each.key)
        for each in run.linter.works(document)
        if each.recorded or (each.kind and each.sure >= CERTAIN)
    )
