"""A patch of what the review would change, for `git apply`.

It has what was accepted, the safe fixes, and the likely fix of each error: what the editor's page draws. Whoever wants
fewer takes hunks (`git apply` all, `git add --patch` some).
"""

from collections.abc import Mapping, Sequence
from pathlib import PurePath

from pipeline.decisions import Resolved
from pipeline.finding import Report, apply_edits
from pipeline.fix import at_home, diff
from pipeline.reporters._items import items

SUFFIX = ".review.patch"


def report(reports: Sequence[Report], resolved: Mapping[str, Resolved]) -> str:
    """The unified diffs of some drafts, one after the other; empty where nothing would be changed.

    A file is named as the draft was, for `git apply` in the same folder; one that was named from the root has its name
    alone.
    """
    return "".join(_patch(each, resolved.get(each.path, Resolved())) for each in reports)


def _patch(report: Report, resolved: Resolved) -> str:
    assert report.document is not None, "a draft that was read"
    source = report.document.source
    drawn = [item.drawn for item in items(report.document, report.findings, resolved) if item.drawn]
    after = apply_edits(source.text, (edit for fix in drawn for edit in at_home(fix, source).edits))
    path = PurePath(report.path)
    return diff(source.text, after, path.name if path.is_absolute() else path.as_posix())
