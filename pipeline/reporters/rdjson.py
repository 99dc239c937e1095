"""The findings with suggested changes for reviewdog, in its Diagnostic Format (rdjson).

Lines and columns count from 1, columns in UTF-8 bytes, and the end is exclusive:
https://github.com/reviewdog/reviewdog/tree/master/proto/rdf
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from pipeline.decisions import Resolved
from pipeline.finding import Applicability, Finding, Fix, Report, Severity, apply_edits
from pipeline.reporters._common import severity, sourced, unrun
from pipeline.source import Source, Span

SUFFIX = ".review.rdjson"
SEVERITIES = {Severity.ERROR: "ERROR", Severity.QUERY: "WARNING", Severity.ADVICE: "INFO"}


def render(reports: Sequence[Report]) -> str:
    """One DiagnosticResult as JSON, in lines, with a line break at its end."""
    diagnostics = [_diagnostic(source, finding) for report, source in sourced(reports) for finding in report.findings]
    diagnostics += [
        {"message": report.error, "location": {"path": report.path}, "severity": "ERROR"}
        for report in reports
        if report.error is not None
    ]
    for reason, checks in unrun(reports).items():
        paths = [report.path for report in reports if any(skipped.reason == reason for skipped in report.skipped)]
        diagnostics.append(
            {
                "message": f"Not run: {', '.join(checks)}. {reason}",
                "location": {"path": paths[0]},
                "severity": "WARNING",
            }
        )
    whole = {"source": {"name": "copydesk"}, "diagnostics": diagnostics}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def report(reports: Sequence[Report], resolved: Mapping[str, Resolved]) -> str:
    """What is open in some drafts."""
    return render([replace(each, findings=_open(each, resolved.get(each.path))) for each in reports])


def _open(report: Report, resolved: Resolved | None) -> tuple[Finding, ...]:
    closed = (*resolved.answered, *resolved.rejected) if resolved else ()
    return tuple(finding for finding in report.findings if finding not in closed)


def _diagnostic(source: Source, finding: Finding) -> dict[str, Any]:
    """A finding; a suggestion is one stretch, so the edits of a fix are joined by the text between them."""
    suggestions = [
        _suggestion(source, fix) for fix in finding.fixes if fix.applicability is not Applicability.DISPLAY_ONLY
    ]
    return {
        "message": finding.message,
        "location": {"path": source.path, "range": byte_range(source, finding.span)},
        "severity": SEVERITIES[severity(finding)],
        "code": {"value": finding.check},
        **({"suggestions": suggestions} if suggestions else {}),
    }


def _suggestion(source: Source, fix: Fix) -> dict[str, Any]:
    hull = Span(fix.edits[0].span.start, fix.edits[-1].span.end)
    after = apply_edits(source.text[: hull.end], fix.edits)[hull.start :]
    return {"range": byte_range(source, hull), "text": after}


def byte_range(source: Source, span: Span) -> dict[str, Any]:
    """A span as reviewdog counts."""
    return {"start": _position(source, span.start), "end": _position(source, span.end)}


def _position(source: Source, offset: int) -> dict[str, int]:
    line, column = source.position(offset)
    before = source.text[offset - column + 1 : offset]
    return {"line": line, "column": len(before.encode()) + 1}
