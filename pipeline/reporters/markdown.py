"""The findings as a comment on a pull request: a table of the drafts, and each draft's findings to unfold."""

import re
from collections.abc import Sequence

from pipeline.finding import Finding, Report, Severity
from pipeline.reporters._common import (
    count,
    counted,
    fixable,
    is_safe,
    mended,
    severity,
    shorten,
    sourced,
    unrun,
    visible,
)
from pipeline.source import Source

LIMIT = 60_000
"""A comment on GitHub holds 65,536 characters."""

MARKS = {Severity.ERROR: "🔴", Severity.QUERY: "🟡", Severity.ADVICE: "🔵"}


def render(reports: Sequence[Report]) -> str:
    """GitHub's Markdown; findings for which there is no room are counted."""
    said = counted(reports)
    unread = [report for report in reports if report.error is not None]
    files = count(len(reports) - len(unread), "draft", "drafts")
    parts = [f"### copydesk: {said} in {files}" if said else f"### copydesk: nothing found in {files}"]
    if safe := fixable(reports):
        parts.append(f"{safe:,} can be fixed by `copydesk fix`.")
    if said:
        parts.append(_table(reports))
    parts += [f"**Could not be read:** {escape(report.error or '')}" for report in unread]
    parts += [f"**Not run:** {escape(', '.join(held))}. {escape(why)}" for why, held in unrun(reports).items()]
    room = LIMIT - sum(len(part) + 2 for part in parts)
    left = 0
    for report, source in sourced(reports):
        details, missing = _details(report, source, room)
        room -= len(details) + 2
        left += missing
        parts += [details] if details else []
    if left:
        parts.append(f"{count(left, 'finding', 'findings')} more; the whole is in the editor's report.")
    return "\n\n".join(parts) + "\n"


def _table(reports: Sequence[Report]) -> str:
    rows = ["| draft | errors | queries | advice | safe fixes |", "|---|--:|--:|--:|--:|"]
    for report, _ in sourced(reports):
        if report.findings:
            numbers = [report.count(grade) for grade in Severity] + [fixable([report])]
            rows.append(f"| {code(report.path)} | {' | '.join(f'{number:,}' for number in numbers)} |")
    return "\n".join(rows)


def _details(report: Report, source: Source, room: int) -> tuple[str, int]:
    """A draft's findings to unfold, as many as there is room for, and how many were left out."""
    head = f"<details><summary>{code(report.path)}: {counted([report])}</summary>\n\n"
    head += "| line | | found | change | why |\n|--:|---|---|---|---|\n"
    rows: list[str] = []
    size = len(head) + len("\n</details>")
    for finding in report.findings:
        row = _row(source, finding)
        size += len(row) + 1
        if size > room:
            break
        rows.append(row)
    missing = len(report.findings) - len(rows)
    return (head + "\n".join(rows) + "\n\n</details>" if rows else ""), missing


def _row(source: Source, finding: Finding) -> str:
    mend = mended(source, finding)
    change = code(mend) + (" (safe)" if is_safe(finding) else "") if mend else ""
    why = f"{escape(finding.message)} <sub>{code(finding.check)}</sub>"
    grade = severity(finding)
    found = code(shorten(finding.text)) if finding.text else ""
    return f"| {source.position(finding.span.start).line} | {MARKS[grade]} {grade.value} | {found} | {change} | {why} |"


def escape(text: str) -> str:
    """Text that stands in a cell of a table as it is: no markup, no line break, nobody mentioned."""
    flat = visible(" ".join(text.split()))
    return re.sub(r"[!#$&*:<>@\[\\\]_`|~]", lambda mark: f"&#{ord(mark[0])};", flat).replace("&#64;", "&#64;\u200b")


def code(text: str) -> str:
    """Text as code that may hold any character; runs of spaces are made visible."""
    return f"<code>{escape(re.sub('  +', lambda run: '·' * len(run[0]), text))}</code>"
