"""`copydesk explain`: a check's page."""

from typing import Annotated

import typer

from pipeline.cli._output import put

EPILOG = "Examples: copydesk explain | copydesk explain spelling/unknown-word"


def explain(
    check: Annotated[str | None, typer.Argument(help="A check's id, or a stage.", metavar="CHECK")] = None,
) -> None:
    """Print a check's page: why, examples, and whether its fix is safe. Without a name, the table of all."""
    from pipeline import explain as explaining

    put(explaining.page(check) if check else explaining.table(), None)
