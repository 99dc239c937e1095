"""`copydesk report`: for the editor."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli._options import EngineName, Ignore, Paths, Select, Server, StdinName, begin
from pipeline.cli._output import put, say

EPILOG = "Example: copydesk report drafts/essay.md -o review/"


def report(
    paths: Paths = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="The folder to write to; beside each draft where left out.")
    ] = None,
    advice: Annotated[bool, typer.Option("--advice", help="Show matters of taste as well.")] = False,
    select: Select = None,
    ignore: Ignore = None,
    engine: EngineName = None,
    server: Server = None,
    stdin_name: StdinName = "-",
) -> None:
    """Write the editor's report: the essay with every change in its place and its reason, one HTML page a draft."""
    from pipeline import publish as publishing

    failed = False
    written: dict[Path, str] = {}
    with begin(paths, select, ignore, engine, server) as run:
        for each in run.sources(sys.stdin.buffer, stdin_name):
            made = run.report(each)
            path = Path(made.path)
            target = (output or path.parent) / f"{path.stem.lstrip('-') or 'stdin'}.review.html"
            if made.document is None or target in written:
                say(f"error: {made.error or f'{made.path} and {written[target]} have one name; rename one of them.'}")
                failed = True
                continue
            written[target] = made.path
            page = publishing.review(run, made, advice=advice)
            put(page, target)
            typer.echo(target.as_posix())
    raise typer.Exit(2 if failed else 0)
