"""The commands. Only this package reads arguments, prints and exits: 0 clean, 1 findings, 2 could not run.

A file a command: a function of the file's name, whose docstring is its help, and `EPILOG`, its examples.
"""

import os
import sys
from importlib import import_module
from typing import Annotated

import typer

from pipeline import __version__
from pipeline.cli._output import say
from pipeline.errors import CopydeskError

COMMANDS = (
    "lint",
    "fix",
    "report",
    "decisions",
    "desk",
    "apply",
    "publish",
    "validate",
    "import_",
    "works",
    "learn",
    "explain",
    "doctor",
    "init",
)
"""In the order in which the help shows them."""

app = typer.Typer(
    name="copydesk",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Lint, edit and publish review essays.\n\n"
    "A writer runs `copydesk lint`, an editor opens what `copydesk report` writes, and `copydesk publish` makes "
    "HTML, EPUB and PDF.",
)


def main() -> None:
    """Run the command line; an error that a user can mend is one sentence and exit code 2."""
    try:
        sys.exit(app(prog_name="copydesk", standalone_mode=False))
    except CopydeskError as error:
        say(str(error))
        sys.exit(2)
    except typer.TyperException as error:  # an argument that isn't understood
        message, context = error.format_message().rstrip("."), getattr(error, "ctx", None)
        joint = "" if message.endswith("?") else ";"
        path = context.command_path if context else "copydesk"
        bare = "\n" in message  # no argument at all: the message is the help
        say(error.format_message() if bare else f"{message}{joint} `{path} -h` shows what there is.")
        sys.exit(2)
    except typer.Abort:  # Ctrl-C, or the end of what is typed
        say("Stopped.")
        sys.exit(130)
    except BrokenPipeError:  # `copydesk lint | head` is no error
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"copydesk {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version and exit.", is_eager=True, callback=_version)
    ] = False,
) -> None:
    pass


for _name in COMMANDS:
    _module = import_module(f"{__name__}.{_name}")
    _command = getattr(_module, _name)
    app.command(name=_name.rstrip("_"), epilog=getattr(_module, "EPILOG", None))(_command)
