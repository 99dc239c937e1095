"""`copydesk learn`: a house's own back issues."""

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli._output import near, say, write
from pipeline.errors import UnreadableDraft
from pipeline.finding import Report
from pipeline.run import Run

EPILOG = "Examples: copydesk learn archive/ | copydesk learn 2023/ 2024/ -o house.npz"


def learn(
    folders: Annotated[
        list[Path], typer.Argument(help="Back issues: drafts, or folders of them.", metavar="FOLDER...")
    ],
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", help="The file to write; the configuration's `learned`, or house.npz beside it."
        ),
    ] = None,
) -> None:
    """Learn a house's own words, and which word its places want, from its back issues."""
    from pipeline import learn as learning
    from pipeline.house import learned, weights

    with Run(folders) as run:
        texts = []
        for each in run.sources():
            if isinstance(each, Report):
                raise UnreadableDraft(each.error or f"{each.path}: could not be read.")
            texts.append("\n".join(block.text for block in run.linter.read(each).running()))
        made = learning.back_issues(texts, weights.shipped())
        root = run.config.root if run.config.path else Path.cwd()
        target = output or root / (run.config.learned or "house.npz")
        named = root / run.config.learned if run.config.learned else None
    data = learned.dump(made)
    write(target, data)
    typer.echo(
        f"{near(target).as_posix()}: {made.running:,} words of {made.texts} drafts read; "
        f"own words: {len(made.words):,}; weights: {len(made.weights.keys):,}"
    )
    if named is None or named.resolve() != target.resolve():
        say(f'For lint to use it, write learned = "{target.name}" into [tool.copydesk].')
