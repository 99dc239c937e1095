"""`copydesk doctor`: what is installed, and whether it works."""

from pathlib import Path

import typer


def doctor() -> None:
    """Say what is installed, whether each engine finds a known error, and where the configuration comes from."""
    from pipeline import config
    from pipeline import doctor as examining

    lines = list(examining.examine(config.load(Path.cwd())))
    typer.echo(examining.render(lines, list(examining.judges())), nl=False)
    raise typer.Exit(int(any(line.good is False for line in lines)))
