"""The findings as annotations on the lines of a pull request, for a GitHub workflow.

Workflow commands, one a line: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
"""

from collections.abc import Sequence

from pipeline.finding import Finding, Report, Severity
from pipeline.reporters._common import mended, severity, sourced, unrun, visible
from pipeline.source import Source

COMMANDS = {Severity.ERROR: "error", Severity.QUERY: "warning", Severity.ADVICE: "notice"}


def render(reports: Sequence[Report]) -> str:
    """A command a finding, a check that was not run, or a draft that could not be read."""
    lines = [_annotation(source, finding) for report, source in sourced(reports) for finding in report.findings]
    for reason, checks in unrun(reports).items():
        lines.append(command("warning", {"title": "Checks were not run"}, f"{', '.join(checks)}: {reason}"))
    lines += [
        command("error", {"file": report.path, "title": "The draft could not be read"}, report.error)
        for report in reports
        if report.error is not None
    ]
    return "".join(f"{line}\n" for line in lines)


def _annotation(source: Source, finding: Finding) -> str:
    start, end = source.position(finding.span.start), source.position(finding.span.end)
    place: dict[str, str | int] = {"file": source.path, "line": start.line, "endLine": end.line}
    if start.line == end.line:  # GitHub refuses columns on a span of several lines
        place |= {"col": start.column, "endColumn": end.column}
    mend = mended(source, finding)
    message = visible(" ".join(finding.message.splitlines()))
    whole = f"{message}\n{mend}" if mend else message
    return command(COMMANDS[severity(finding)], place | {"title": finding.check}, whole)


def command(name: str, properties: dict[str, str | int], message: str) -> str:
    """A workflow command, its values escaped as the runner unescapes them."""
    values = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items())
    return f"::{name} {values}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
