"""`copydesk explain`: a check's page, and that of the front matter."""

from typing import Annotated

import typer

from pipeline.cli._output import put

EPILOG = "Examples: copydesk explain | copydesk explain spelling/unknown-word | copydesk explain front-matter"


def explain(
    check: Annotated[
        str | None, typer.Argument(help="A check's id, a stage, or front-matter.", metavar="CHECK")
    ] = None,
) -> None:
    """Print a check's page: why, examples, and whether its fix is safe. Without a name, the table of all.

    `front-matter` is the page of what a draft may say of itself.
    """
    from pipeline import explain as explaining

    put(explaining.page(check) if check else explaining.table(), None)
