"""`copydesk report`: for the editor."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from pipeline import compare, reporters, versions
from pipeline.cli._options import EngineName, Ignore, Paths, Select, Server, StdinName, begin
from pipeline.cli._output import say, write
from pipeline.compare import Comparison
from pipeline.errors import CopydeskError, UnknownName
from pipeline.finding import Report
from pipeline.run import Run

EPILOG = (
    "Examples: copydesk report drafts/essay.md -o review/ | copydesk report essay.md --to docx | "
    "copydesk report essay.md --since HEAD~2 | copydesk report --to patch | git apply"
)
KINDS = reporters.kinds()


def report(
    paths: Paths = None,
    to: Annotated[
        str, typer.Option("--to", help=f"One of {', '.join(KINDS)}.", metavar="KIND", show_default=True)
    ] = "html",
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            help="The folder to write to; where left out, pages go beside each draft, text is printed.",
        ),
    ] = None,
    since: Annotated[
        str | None,
        typer.Option(
            "--since", help="Show what the writer changed since this file or git revision.", metavar="VERSION"
        ),
    ] = None,
    advice: Annotated[bool, typer.Option("--advice", help="Show matters of taste as well.")] = False,
    select: Select = None,
    ignore: Ignore = None,
    engine: EngineName = None,
    server: Server = None,
    stdin_name: StdinName = "-",
) -> None:
    """Write the editor's report: the essay with every change in its place and its reason.

    A page to decide on, a Word file with tracked changes, or text: a comment for a pull request, CriticMarkup, a patch,
    suggestions for reviewdog. Exits 2 where a draft could not be read.
    """
    from pipeline import publish as publishing

    reporters.suffix(to)
    if since and not reporters.asks_for(to, "since"):
        raise UnknownName(f"--since is not shown by --to {to}; leave one of the two out.")
    failed = False
    written: dict[Path, str] = {}
    together: list[Report] = []
    with begin(paths, select, ignore, engine, server) as run:
        for each in run.sources(sys.stdin.buffer, stdin_name):
            made = run.report(each)
            path = Path(made.path)
            target = (output or path.parent) / f"{path.stem.lstrip('-') or 'stdin'}{reporters.suffix(to)}"
            if made.document is None or target in written:
                say(f"error: {made.error or f'{made.path} and {written[target]} have one name; rename one of them.'}")
                failed = True
                continue
            written[target] = made.path
            if output is None and not reporters.stands_beside(to):
                together.append(made)
                continue
            try:
                compared = _compared(run, made, since) if since else None
                data = publishing.reviews(run, [made], kind=to, advice=advice, since=compared)
            except CopydeskError as error:
                say(f"error: {error}")
                failed = True
                continue
            write(target, data)
            typer.echo(target.as_posix())
        if together:
            sys.stdout.buffer.write(publishing.reviews(run, together, kind=to, advice=advice))
            sys.stdout.buffer.flush()
    raise typer.Exit(2 if failed else 0)


def _compared(run: Run, made: Report, since: str) -> Comparison:
    """What the writer has changed in a draft since an earlier version."""
    assert made.document is not None, "a draft that was read"
    before = run.linter.read(versions.earlier(Path(made.path), since))
    return compare.compare([each.text for each in before.blocks], [each.text for each in made.document.blocks])
