"""The findings as a comment on a pull request: a table of the drafts, and each draft's findings to unfold."""

import re
from collections.abc import Mapping, Sequence

from pipeline.decisions import Resolved
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
from pipeline.reporters._items import Item, State, items
from pipeline.source import Source

SUFFIX = ".review.md"
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


def report(reports: Sequence[Report], resolved: Mapping[str, Resolved]) -> str:
    """What is left to decide in some drafts, with what is suggested; the mechanical changes are counted."""
    parts: list[str] = []
    room = LIMIT
    for each in reports:
        part = _asked(each, resolved.get(each.path, Resolved()), room // max(1, len(reports) - len(parts)))
        room -= len(part) + 2
        parts.append(part)
    return "\n\n".join(parts)


def _asked(report: Report, resolved: Resolved, room: int) -> str:
    """A draft's questions, as many as there is room for."""
    assert report.document is not None, "a draft that was read"
    source = report.document.source
    every = items(report.document, report.findings, resolved)
    asked = [item for item in every if not item.mechanical and item.state in (State.OPEN, State.SUGGESTED)]
    decided = sum(item.state in (State.ACCEPTED, State.REJECTED) for item in every)
    head = [f"### copydesk: {count(len(asked), 'question', 'questions')} in {code(report.path)}"]
    told = [
        (sum(item.mechanical for item in every), "mechanical change", "mechanical changes"),
        (decided, "decided", "decided"),
    ]
    if any(number for number, _, _ in told):
        head.append(", ".join(count(*each) for each in told if each[0]) + ".")
    head += [
        f"**Look again** at {code(shorten(stale.decision.was or stale.decision.context))}: {escape(stale.reason)}."
        for stale in resolved.stale
    ]
    made = "\n\n".join(head) + "\n"
    if not asked:
        return made
    made += "\n| line | | passage | suggestion | why |\n|--:|---|---|---|---|\n"
    for number, item in enumerate(asked):
        row = _question(source, item)
        if len(made) + len(row) > room - 100:
            left = count(len(asked) - number, "question", "questions")
            return f"{made}\n{left} more; the whole is in the editor's report.\n"
        made += row + "\n"
    return made


def _question(source: Source, item: Item) -> str:
    """A row of the table: the passage with what is asked of in bold, and what is offered, best first."""
    finding = item.finding
    before = re.split(r"\n", source.text[max(0, finding.span.start - 40) : finding.span.start])[-1]
    after = re.split(r"\n", source.text[finding.span.end : finding.span.end + 40])[0]
    words = escape(shorten(finding.text)) or "‸"
    passage = f"{_cut(before, 1)}<b>{words}</b>{_cut(after, -1)}"
    offered = list(dict.fromkeys(mended(source, finding, each) for each in finding.fixes))[:3]
    why = escape(finding.message) + "".join(
        f" {escape(each.who or 'Somebody')}: {escape(each.comment)}" for each in item.recorded if each.comment
    )
    check = f" <sub>{code(finding.check)}</sub>" if finding.check else ""
    return (
        f"| {item.line} | {MARKS[item.severity]} {item.severity.value} | {passage} "
        f"| {'<br>'.join(code(each) for each in offered)} | {why}{check} |"
    )


def _cut(text: str, step: int) -> str:
    """What stands beside a passage, escaped, without the word that was cut at its far end."""
    if len(text) < 40:
        return _spaced(text)
    words = text.partition(" ")[2] if step > 0 else text.rpartition(" ")[0]
    return "…" + _spaced(words) if step > 0 else _spaced(words) + "…"


def _spaced(text: str) -> str:
    """Text escaped, with a space at its ends where it has some."""
    return (" " if text[:1].isspace() else "") + escape(text) + (" " if text[-1:].isspace() and text.strip() else "")


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
