"""Options that several commands share, and what they ask for."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli._output import say
from pipeline.finding import Report, Severity
from pipeline.run import Run, visible


def _path(given: str) -> Path:
    """A path as it was given; an empty one, which an unset variable leaves, would mean the folder that one is in."""
    if not given:
        raise typer.BadParameter("a path is empty; name a draft or a folder.")
    return Path(given)


Paths = Annotated[
    list[Path] | None,
    typer.Argument(
        parser=_path,
        help="Drafts or folders of drafts (Markdown or .txt); - is standard input. Without any, the drafts folder.",
        show_default=False,
    ),
]
Select = Annotated[list[str] | None, typer.Option("--select", help="Run only these checks or stages.", metavar="CHECK")]
Ignore = Annotated[
    list[str] | None, typer.Option("--ignore", help="Leave these checks or stages out.", metavar="CHECK")
]
EngineName = Annotated[
    str | None, typer.Option("--engine", help="Who runs LanguageTool's rules.", metavar="embedded|languagetool")
]
Server = Annotated[
    str | None, typer.Option("--server", help="A LanguageTool server, for --engine languagetool.", metavar="URL")
]
StdinName = Annotated[
    str, typer.Option("--stdin-name", help="What standard input is called; .txt is read as a pasted text.")
]


def begin(
    paths: list[Path] | None,
    select: list[str] | None,
    ignore: list[str] | None,
    engine: str | None,
    server: str | None,
    gate: str | None = None,
    base_url: str | None = None,
) -> Run:
    """The run that the options ask for; what was left out comes from the configuration."""
    return Run(
        paths or (),
        select=select or (),
        ignore=ignore or (),
        engine=engine or "",
        server=server or "",
        gate=gate or "",
        base_url=base_url or "",
    )


def undecided(run: Run, report: Report, advice: bool) -> Report:
    """The report without what the editor has decided, and without advice where it is not asked for."""
    if report.document is None:
        return report
    resolved = run.resolve(report)
    for stale in resolved.stale:
        say(stale.sentence)
    return replace(report, findings=visible(resolved.open, advice=advice))


def exit_code(reports: Sequence[Report]) -> int:
    if any(report.error for report in reports):
        return 2
    return int(any(report.count(Severity.ERROR) for report in reports))
