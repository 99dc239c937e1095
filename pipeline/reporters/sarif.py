"""The findings as SARIF 2.1.0, for code scanning on GitHub and other viewers of static analysis.

The standard: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html. Columns and offsets are code points, as
`columnKind` says; a query is a warning, advice a note.
"""

import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from pipeline import __version__, checks
from pipeline.errors import UnknownName
from pipeline.finding import Finding, Fix, Report, Severity
from pipeline.reporters._common import identities, mended, severity, sourced
from pipeline.source import Source, Span

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS = {Severity.ERROR: "error", Severity.QUERY: "warning", Severity.ADVICE: "note"}


def render(reports: Sequence[Report]) -> str:
    """One run as JSON, in lines, with a line break at its end."""
    found = [(source, report.findings) for report, source in sourced(reports)]
    rules = sorted({finding.check for _, findings in found for finding in findings})
    results = [
        _result(source, finding, name, rules)
        for source, findings in found
        for finding, name in zip(findings, identities(source, findings), strict=True)
    ]
    run = {
        "tool": {"driver": {"name": "copydesk", "version": __version__, "rules": [_rule(name) for name in rules]}},
        "invocations": [
            {
                "executionSuccessful": all(report.error is None for report in reports),
                "toolExecutionNotifications": _notifications(reports),
            }
        ],
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


def _rule(name: str) -> dict[str, Any]:
    """A check's page; a finding that the runner itself makes has only its id."""
    try:
        check = checks.load(name)
    except UnknownName:
        return {"id": name}
    page = (check.module.__doc__ or "").strip()
    return {
        "id": name,
        "shortDescription": {"text": check.summary},
        "fullDescription": {"text": page},
        "help": {"text": page, "markdown": page},
        "defaultConfiguration": {"level": LEVELS[check.severity]},
        "properties": {"tags": [check.stage]},
    }


def _result(source: Source, finding: Finding, name: str, rules: list[str]) -> dict[str, Any]:
    where = {"artifactLocation": _artifact(source.path), "region": _region(source, finding.span, snippet=True)}
    return {
        "ruleId": finding.check,
        "ruleIndex": rules.index(finding.check),
        "level": LEVELS[severity(finding)],
        "message": {"text": finding.message},
        "locations": [{"physicalLocation": where}],
        "partialFingerprints": {"finding/v1": name},
        "fixes": [_fix(source, finding, fix) for fix in finding.fixes],
        "properties": {"sources": list(finding.sources)},
    }


def _fix(source: Source, finding: Finding, fix: Fix) -> dict[str, Any]:
    replacements = [
        {"deletedRegion": _region(source, edit.span), "insertedContent": {"text": edit.text}} for edit in fix.edits
    ]
    return {
        "description": {"text": mended(source, finding, fix)},
        "artifactChanges": [{"artifactLocation": _artifact(source.path), "replacements": replacements}],
        "properties": {"applicability": fix.applicability.value},
    }


def _region(source: Source, span: Span, snippet: bool = False) -> dict[str, Any]:
    start, end = source.position(span.start), source.position(span.end)
    return {
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
        "charOffset": span.start,
        "charLength": span.end - span.start,
        **({"snippet": {"text": source[span]}} if snippet else {}),
    }


def _artifact(path: str) -> dict[str, str]:
    """A file by its address: relative to the repository's root, or whole where the path was given whole."""
    if path.startswith("/"):
        return {"uri": f"file://{quote(path)}"}
    if path[1:3] == ":/":
        return {"uri": f"file:///{path[:2]}{quote(path[2:])}"}
    return {"uri": quote(path.removeprefix("./")), "uriBaseId": "%SRCROOT%"}


def _notifications(reports: Sequence[Report]) -> list[dict[str, Any]]:
    """What did not run, and what could not be read."""
    notes: list[dict[str, Any]] = []
    for report in reports:
        place = [{"physicalLocation": {"artifactLocation": _artifact(report.path)}}]
        if report.error is not None:
            notes.append({"level": "error", "message": {"text": report.error}, "locations": place})
        notes += [
            {
                "level": "warning",
                "message": {"text": f"{skipped.check} was not run: {skipped.reason}"},
                "associatedRule": {"id": skipped.check},
                "locations": place,
            }
            for skipped in report.skipped
        ]
    return notes
