"""`copydesk desk`: the editor's page, served on this machine."""

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli._options import EngineName, Ignore, Paths, Select, Server
from pipeline.engines import Engines
from pipeline.errors import Refused
from pipeline.run import Run

EPILOG = "Examples: copydesk desk | copydesk desk drafts/2026 --port 8040 --no-open"


def desk(
    paths: Paths = None,
    port: Annotated[
        int, typer.Option("--port", help="The port to listen at; any free one where left out.", metavar="NUMBER")
    ] = 0,
    open_: Annotated[bool, typer.Option("--open/--no-open", help="Open the browser.")] = True,
    select: Select = None,
    ignore: Ignore = None,
    engine: EngineName = None,
    server: Server = None,
) -> None:
    """Serve the drafts to a browser on this machine: review, decide, read, publish and apply. Ctrl-C ends it.

    The address that is printed has a secret in it: who has it and is on this machine may do all that you may do there.
    """
    from pipeline.desk import serve

    if Path("-") in (paths or ()):
        raise Refused("The desk serves drafts that are files; name files or folders instead of -.")

    def opener(engines: Engines | None) -> Run:
        return Run(
            paths or (),
            select=select or (),
            ignore=ignore or (),
            engine=engine or "",
            server=server or "",
            engines=engines,
        )

    serve(opener, port, lambda url: typer.echo(f"The desk is at {url}\nCtrl-C ends it."), browser=open_)
