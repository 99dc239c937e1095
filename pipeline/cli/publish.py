"""`copydesk publish`: for the maintainer."""

import sys
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

from pipeline import addresses
from pipeline.cli._options import EngineName, Ignore, Paths, Select, Server, StdinName, begin
from pipeline.cli._output import colour_wanted, near, put, say
from pipeline.errors import BadConfiguration

EPILOG = "Examples: copydesk publish | copydesk publish essay.txt --gate none -o site --to html --to pdf"


def publish(
    paths: Paths = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="The folder to write to; output where left out.")
    ] = None,
    gate: Annotated[
        str | None,
        typer.Option("--gate", help="Hold drafts with unresolved errors back, or none.", metavar="errors|none"),
    ] = None,
    to: Annotated[list[str] | None, typer.Option("--to", help="Only this format: html, epub, pdf.")] = None,
    base_url: Annotated[
        str | None,
        typer.Option("--base-url", help="The site's address; a feed and a sitemap need it.", metavar="URL"),
    ] = None,
    select: Select = None,
    ignore: Ignore = None,
    engine: EngineName = None,
    server: Server = None,
    stdin_name: StdinName = "-",
    anthology: Annotated[
        Path | None,
        typer.Option("--anthology", help="Make one book of the drafts that this file lists.", metavar="FILE.toml"),
    ] = None,
) -> None:
    """Lint and correct drafts in memory, and write HTML, EPUB, PDF and a review page of each, and the site of all.

    Exits 0 where all is published, 1 where a draft is held back or something in it can't be published, 2 where one
    could not be read or made.
    """
    from pipeline import publish as publishing
    from pipeline import published

    if anthology is not None:
        if paths or to or base_url:
            raise BadConfiguration("--anthology takes its drafts from its file and makes one EPUB; leave the rest out.")
        _bind(anthology, output, (select, ignore, engine, server, gate))
    with begin(paths, select, ignore, engine, server, gate, base_url) as run:
        folder = output or near(run.config.root / run.config.output)
        sources = list(run.sources(sys.stdin.buffer, stdin_name))
        with published.bar(len(sources)) as bar:
            outcomes = []
            for outcome in publishing.publish(
                run, sources, folder, gate=run.config.gate, formats=to or (), progress=bar.step
            ):
                outcomes.append(outcome)
                bar.done()
        put(published.table(outcomes, colour=colour_wanted()), None)
        for sentence in published.troubles(outcomes):
            say(sentence)
        for sentence in publishing.assemble(run, folder):
            say(sentence)
    put(f"{(folder / addresses.INDEX).as_posix()}: the index of all reviews there\n", None)
    raise typer.Exit(published.exit_code(outcomes))


def _bind(file: Path, output: Path | None, options: tuple[Any, ...]) -> NoReturn:
    """One book of the drafts that a file lists."""
    from pipeline import anthology, published

    collection = anthology.read(file)
    with begin(list(collection.drafts), *options) as run, published.bar(len(collection.drafts)) as bar:
        folder = output or near(run.config.root / run.config.output)
        bound = anthology.bind(run, collection, folder, gate=run.config.gate, progress=bar.step)
    for sentence in bound.troubles:
        say(sentence)
    if bound.path:
        put(f"{bound.path}: {len(collection.drafts)} chapters\n", None)
    raise typer.Exit(0 if bound.path else 1)
