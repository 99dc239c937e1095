"""`copydesk validate`: what was published, judged by the validators that others wrote."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli._output import say
from pipeline.errors import CopydeskError, ValidatorUnavailable

EPILOG = "Examples: copydesk validate | copydesk validate site --with vnu --with epubcheck"


def validate(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(help="Files that were published, or folders of them; what the configuration calls output."),
    ] = None,
    only: Annotated[
        list[str] | None, typer.Option("--with", help="Ask this validator only; may be given several times.")
    ] = None,
) -> None:
    """Have independent validators judge the HTML, EPUB and PDF that were published.

    `copydesk doctor` says which validators are there. Each must also reject a file that is known to be bad. Exits with
    1 where something was found, with 2 where a validator could not be asked.
    """
    from pipeline import config, publish, validators

    settings = config.load(Path.cwd())
    files = _files(paths or [settings.root / settings.output])
    asked = tuple(only or validators.names())
    suffixes = {name: validators.suffix(name) for name in asked}
    failed = missing = judged = False
    for name in asked:
        given = [path for path in files if path.name.endswith(suffixes[name]) and path.name != publish.REVIEW]
        if not given and not only:
            say(f"{name}: there is no {suffixes[name]} to judge.")
            continue
        try:
            gate = validators.gate(name, given)
        except ValidatorUnavailable as error:
            say(f"{name}: could not be asked: {error}")
            missing = True
            continue
        judged = True
        typer.echo(gate.line())
        for verdict in gate.verdicts:
            for problem in verdict.problems:
                typer.echo(f"  {verdict.path}: {problem}")
        for path in gate.overlooked:
            typer.echo(f"  {path}: no verdict")
        failed = failed or not gate.passed
    if not judged and not missing:
        raise CopydeskError("There is nothing to judge; run `copydesk publish` first, or name what was published.")
    raise typer.Exit(2 if missing else int(failed))


def _files(paths: Sequence[Path]) -> list[Path]:
    for path in paths:
        if not path.exists():
            raise CopydeskError(f"{path}: no such file or folder; run `copydesk publish` first, or check the name.")
    inside = [path for folder in paths if folder.is_dir() for path in sorted(folder.rglob("*")) if path.is_file()]
    return [*(path for path in paths if path.is_file()), *inside]
