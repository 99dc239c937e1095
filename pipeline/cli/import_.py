"""`copydesk import`: a Markdown draft of somebody else's file."""

import os
from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli._output import say
from pipeline.engines import Engines
from pipeline.errors import CopydeskError, Refused

EPILOG = "Example: copydesk import essay.docx notes.html"


def import_(
    files: Annotated[list[Path], typer.Argument(help="Word, OpenDocument, HTML or text files.")],
) -> None:
    """Make a Markdown draft of each file, beside it, its pictures in NAME-pictures; nothing is overwritten."""
    from pipeline import intake

    failed = False
    with Engines() as engines:
        for path in files:
            target = path.with_suffix(".md")
            try:
                if os.path.lexists(target):
                    raise Refused(f"{target}: is there already; move it away, or rename {path.name}.")
                imported = intake.import_draft(path, engines)
                intake.write(imported, target)
                typer.echo(target.as_posix())
                for name in imported.left:
                    say(f"{path}: the picture “{name}” could not be brought; put it beside the draft.")
                if path.suffix == ".txt":
                    say(f"{path}: stays as it is; move it away before you publish, for both are drafts of one name.")
            except CopydeskError as error:
                say(f"error: {error}")
                failed = True
    raise typer.Exit(2 if failed else 0)
