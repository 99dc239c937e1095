"""`copydesk init`: what a new house begins with."""

from pathlib import Path
from typing import Annotated

import typer

EPILOG = "Example: copydesk init my-reviews"


def init(
    folder: Annotated[Path, typer.Argument(help="The house's folder; made where it is not there.")] = Path(),
) -> None:
    """Write what a new house begins with: configuration, names.txt, works.toml and CI. Nothing is overwritten."""
    from pipeline import starter

    for name, written in starter.start(folder):
        typer.echo(f"{'wrote' if written else 'is there, left alone:'} {(folder / name).as_posix()}")
