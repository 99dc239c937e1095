"""`copydesk lint`: for the writer."""

import sys
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import typer

from pipeline import plugins, reporters
from pipeline.cli._options import EngineName, Ignore, Paths, Select, Server, StdinName, begin, exit_code, undecided
from pipeline.cli._output import colour_wanted, put, say
from pipeline.errors import UnknownName
from pipeline.finding import Report
from pipeline.run import Run, visible

FORMATS = reporters.formats()
"""What `lint` prints, each with what it is for; the editor's page is what `report` writes."""

EPILOG = "Examples: copydesk lint | copydesk lint essay.md --for-publishing | pbpaste | copydesk lint -"


def lint(
    paths: Paths = None,
    format: Annotated[str, typer.Option("--format", help=f"One of {', '.join(FORMATS)}.")] = "text",  # noqa: A002
    select: Select = None,
    ignore: Ignore = None,
    advice: Annotated[bool, typer.Option("--advice", help="Show matters of taste as well.")] = False,
    statistics: Annotated[bool, typer.Option("--statistics", help="Count the findings of each check instead.")] = False,
    for_publishing: Annotated[
        bool, typer.Option("--for-publishing", help="Check the front matter and what may be published as well.")
    ] = False,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Write to this file.", metavar="FILE")] = None,
    engine: EngineName = None,
    server: Server = None,
    stdin_name: StdinName = "-",
) -> None:
    """Print what a copy editor would mark.

    Exits 0 where there are no errors, 1 where there are some, 2 where a draft could not be read or the engine that was
    asked for does not run. A check whose engine is not installed is named as not run. With --for-publishing it says
    what would hold a draft back from being published as well.
    """
    reporter = _reporter(format)
    if statistics and format != "text":
        raise UnknownName(f"--statistics is a table of text; leave --format {format} out.")
    with begin(paths, select, ignore, engine, server) as run:
        reports = [undecided(run, run.report(each), advice) for each in run.sources(sys.stdin.buffer, stdin_name)]
        if for_publishing:
            reports = [_for_publishing(run, each, advice) for each in reports]
        for sentence in run.idle(reports):
            say(sentence)
    if statistics:
        rendered = plugins.load("pipeline.reporters", "text").statistics(reports)
    elif format == "text":
        rendered = reporter.render(reports, colour=output is None and colour_wanted())
    else:
        rendered = reporter.render(reports)
    put(rendered, output)
    raise typer.Exit(exit_code(reports))


def _for_publishing(run: Run, report: Report, advice: bool) -> Report:
    """The report with what stands in the way of publishing."""
    from pipeline import publish

    if report.document is None:
        return report
    problems = visible(publish.for_publishing(run, report), advice=advice)
    return replace(report, findings=tuple(sorted((*report.findings, *problems), key=lambda finding: finding.span)))


def _reporter(name: str) -> Any:
    """The reporter of a format. Raises UnknownName."""
    if name not in FORMATS:
        raise UnknownName(f"There is no format “{name}”; the formats are {', '.join(FORMATS)}.")
    return plugins.load("pipeline.reporters", name)
