"""The findings for people: each with its line, a caret under the span, and what would mend it."""

import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence

from pipeline.finding import Applicability, Finding, Report, Severity
from pipeline.reporters._common import (
    changes,
    count,
    counted,
    fixable,
    is_likely,
    is_safe,
    severity,
    sourced,
    unrun,
    visible,
)
from pipeline.source import Source

WIDTH = 100
"""Columns that a shown line takes at most, its indent left out."""

INDENT = "    "
BOLD, DIM, RED, YELLOW, BLUE, GREEN = "1", "2", "31;1", "33;1", "34;1", "32"
COLOURS = {Severity.ERROR: RED, Severity.QUERY: YELLOW, Severity.ADVICE: BLUE}
ALTERNATIVES = 4


Paint = Callable[[str, str], str]


def render(reports: Sequence[Report], colour: bool = False) -> str:
    """The findings file by file, what was not run, what could not be read, and a summary; ANSI styles where asked."""
    paint = _paint if colour else _plain
    entries = [_entry(source, finding, paint) for report, source in sourced(reports) for finding in report.findings]
    entries += [_not_run(reason, checks, paint) for reason, checks in unrun(reports).items()]
    entries += [f"{paint('error', RED)}: {report.error}" for report in reports if report.error is not None]
    return "\n\n".join([*entries, _summary(reports, paint)]) + "\n"


def statistics(reports: Sequence[Report], colour: bool = False) -> str:
    """How many findings of each check there are, most first, and how many of them have a safe fix."""
    paint = _paint if colour else _plain
    found: Counter[tuple[str, Severity]] = Counter()
    safe: Counter[tuple[str, Severity]] = Counter()
    for report in reports:
        for finding in report.findings:
            key = finding.check, severity(finding)
            found[key] += 1
            safe[key] += is_safe(finding)
    if not found:
        return _summary(reports, paint) + "\n"
    rows = [
        (f"{number:,}", f"{safe[key]:,}", key[1].value, key[0])
        for key, number in sorted(found.items(), key=lambda item: (-item[1], item[0][0], item[0][1].rank))
    ]
    head = ("found", "safe", "severity", "check")
    wide = [max(len(row[column]) for row in [head, *rows]) for column in range(3)]
    lines = [f"{row[0]:>{wide[0]}}  {row[1]:>{wide[1]}}  {row[2]:<{wide[2]}}  {row[3]}" for row in [head, *rows]]
    return "\n".join([paint(lines[0], BOLD), *lines[1:], "", _summary(reports, paint)]) + "\n"


def _paint(text: str, style: str) -> str:
    return f"\x1b[{style}m{text}\x1b[0m"


def _plain(text: str, style: str) -> str:
    return text


def _entry(source: Source, finding: Finding, paint: Paint) -> str:
    """A finding: where and what, the line with its caret, the message, and what would mend it."""
    line, column = source.position(finding.span.start)
    grade = severity(finding)
    head = f"{paint(f'{source.path}:{line}:{column}:', BOLD)} {paint(grade.value, COLOURS[grade])} {finding.check}"
    shown, caret = excerpt(source, finding)
    lines = [head, INDENT + shown, INDENT + caret.replace("^", "") + paint(caret.lstrip(), COLOURS[grade])]
    last = source.position(max(finding.span.start, finding.span.end - 1)).line
    if last > line:
        lines.append(f"{INDENT}… and {count(last - line, 'more line', 'more lines')}, as far as line {last}")
    lines.append(INDENT + visible(" ".join(finding.message.splitlines())))
    lines += [INDENT + paint(mend, GREEN) for mend in _mends(source, finding)]
    return "\n".join(lines)


def _mends(source: Source, finding: Finding) -> list[str]:
    """What would mend a finding, a line a change, each once: the best fix, then the others in short."""
    if finding.fix is None:
        return []
    *most, last = dict.fromkeys(str(change) for change in changes(source, finding, finding.fix))
    notes = {Applicability.SAFE: " (safe)", Applicability.UNSAFE: "", Applicability.DISPLAY_ONLY: " (you decide)"}
    lines = [*most, last + notes[finding.fix.applicability]]
    others = [
        ", ".join(visible(change.becomes.strip()) or "nothing" for change in changes(source, finding, fix))
        for fix in finding.fixes[1 : ALTERNATIVES + 1]
    ]
    if others:
        lines.append(f"or: {' | '.join(others)}")
    return lines


def _not_run(reason: str, checks: Sequence[str], paint: Paint) -> str:
    return f"{paint('not run', YELLOW)}: {', '.join(checks)}\n{INDENT}{reason}"


def _summary(reports: Sequence[Report], paint: Paint) -> str:
    """`7 errors, 2 queries in 3 files; 4 can be fixed by …`."""
    unread = sum(report.error is not None for report in reports)
    files = count(len(reports) - unread, "file", "files")
    said = counted(reports)
    read = len(reports) > unread or not unread
    parts = [f"{paint(said, BOLD)} in {files}" if said else f"Nothing found in {files}"] if read else []
    safe, likely = fixable(reports), fixable(reports, is_likely)
    if safe:
        more = f", {likely:,} more with `--unsafe`" if likely else ""
        parts.append(f"{safe:,} can be fixed by `copydesk fix`{more}")
    elif likely:
        parts.append(f"{likely:,} can be fixed by `copydesk fix --unsafe`")
    if held := sum(len(checks) for checks in unrun(reports).values()):
        parts.append(f"{count(held, 'check was', 'checks were')} not run")
    if unread:
        parts.append(f"{count(unread, 'file', 'files')} could not be read")
    return "; ".join(parts) + "."


def excerpt(source: Source, finding: Finding, width: int = WIDTH) -> tuple[str, str]:
    """The first line of a finding, cut to `width` columns around its span, and a line with carets under the span."""
    start = source.position(finding.span.start)
    line = source.line(start.line)
    low = min(start.column - 1, len(line))
    high = max(low, min(low + finding.span.end - finding.span.start, len(line)))
    left, right = window([cells(line, at) for at in range(len(line))], low, high, width)
    while 0 < left < low and not line[left - 1].isspace():
        left += 1
    while high < right < len(line) and not line[right].isspace():
        right -= 1
    before = ("… " if left else "") + visible(line[left:low])
    inside = visible(line[low : min(high, right)])
    after = visible(line[min(high, right) : right]) + (" …" if right < len(line) else "")
    return (before + inside + after).rstrip(" "), " " * columns(before) + "^" * max(1, columns(inside))


def window(widths: Sequence[int], low: int, high: int, width: int) -> tuple[int, int]:
    """The part of a line to show: around `low:high`, no wider than `width`, as much before it as behind it."""
    if sum(widths) <= width:
        return 0, len(widths)
    left, right = low, low
    room = width - 4
    while right < high and widths[right] <= room:
        room -= widths[right]
        right += 1
    grown = True
    while grown:
        grown = False
        if left > 0 and widths[left - 1] <= room:
            left -= 1
            room -= widths[left]
            grown = True
        if high <= right < len(widths) and widths[right] <= room:
            room -= widths[right]
            right += 1
            grown = True
    return left, right


def columns(text: str) -> int:
    """How many columns of a terminal a text takes that is `visible` already."""
    return sum(_width(text, at) for at in range(len(text)))


def cells(text: str, at: int) -> int:
    """How many columns `text[at]` takes when it is shown."""
    return _width(text, at) if (shown := visible(text[at])) == text[at] else len(shown)


def _width(text: str, at: int) -> int:
    """A wide character takes two columns; what joins the character before it takes none."""
    character = text[at]
    if unicodedata.category(character) in {"Mn", "Me", "Cf"} or "\u1160" <= character <= "\u11ff":
        return 0
    if at and (text[at - 1] == "\u200d" or "\U0001f3fb" <= character <= "\U0001f3ff"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
