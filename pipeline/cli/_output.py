"""What the commands say and write: the only place that prints, beside the terminal's own questions."""

import os
import sys
from pathlib import Path

import typer

from pipeline.errors import CopydeskError
from pipeline.files import write_atomically


def say(text: str) -> None:
    """A sentence for the user, beside the results."""
    typer.echo(text, err=True)


def put(text: str, output: Path | None) -> None:
    """Write to a file or to standard output, as it is."""
    if output is None:
        sys.stdout.buffer.write(text.encode("utf-8"))
        sys.stdout.buffer.flush()
        return
    write(output, text.encode("utf-8"))


def write(output: Path, data: bytes) -> None:
    """Write a file whole, in a folder that is made where it isn't there."""
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(output, data)
    except OSError as error:
        raise CopydeskError(
            f"{output}: could not be written ({error.strerror}); choose a place that you may write to."
        ) from None


def near(path: Path) -> Path:
    """A path as short as it can be said from here."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


def colour_wanted() -> bool:
    """Whether standard output is a terminal that wants colours (no-color.org)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
