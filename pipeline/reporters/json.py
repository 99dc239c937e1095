"""The findings as JSON, for programs: a list of files, each with its findings and their fixes.

Offsets are Unicode code points of the file as it stands on disk, end-exclusive; lines and columns count from 1. Fixes
are in order of preference, and the edits of one fix belong together.
"""

import json
from collections.abc import Sequence
from typing import Any

from pipeline.finding import Finding, Fix, Report
from pipeline.reporters._common import severity
from pipeline.source import Source

VERSION = 1


def render(reports: Sequence[Report]) -> str:
    """One JSON object, in lines, with a line break at its end."""
    whole = {"version": VERSION, "files": [file(report) for report in reports]}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def file(report: Report) -> dict[str, Any]:
    """A draft's findings as plain values."""
    source = report.document.source if report.document else None
    return {
        "path": report.path,
        "findings": [finding_of(source, finding) for finding in report.findings] if source else [],
        "skipped": [{"check": skipped.check, "reason": skipped.reason} for skipped in report.skipped],
        "error": report.error,
    }


def finding_of(source: Source, finding: Finding) -> dict[str, Any]:
    """A finding as plain values."""
    start, end = source.position(finding.span.start), source.position(finding.span.end)
    return {
        "check": finding.check,
        "severity": severity(finding).value,
        "start": finding.span.start,
        "end": finding.span.end,
        "line": start.line,
        "column": start.column,
        "end_line": end.line,
        "end_column": end.column,
        "text": finding.text,
        "message": finding.message,
        "sources": list(finding.sources),
        "fixes": [_fix(fix) for fix in finding.fixes],
    }


def _fix(fix: Fix) -> dict[str, Any]:
    edits = [{"start": edit.span.start, "end": edit.span.end, "text": edit.text} for edit in fix.edits]
    return {"applicability": fix.applicability.value, "edits": edits}
