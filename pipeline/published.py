"""What `copydesk publish` says on a terminal: a bar while it works, and a table of what came of it."""

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import StringIO
from pathlib import Path

from pipeline import decisions
from pipeline.exporters import MARKUP
from pipeline.publish import Outcome


class Bar:
    """Drafts done of all, and what is being done with the present one; nothing where there is no terminal."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._progress = None
        if sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

            self._progress = Progress(
                BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}"), console=Console(stderr=True),
                transient=True,
            )  # fmt: skip
            self._task = self._progress.add_task("", total=total)

    def step(self, path: str, what: str) -> None:
        """Show what is being done with a draft."""
        if self._progress:
            self._progress.update(self._task, description=f"{Path(path).name}: {what}")

    def done(self) -> None:
        """Count a draft."""
        if self._progress:
            self._progress.advance(self._task)


@contextmanager
def bar(total: int) -> Iterator[Bar]:
    """A bar for so many drafts, gone at the end."""
    made = Bar(total)
    if made._progress is None:
        yield made
        return
    with made._progress:
        yield made


def table(outcomes: Sequence[Outcome], *, colour: bool = False) -> str:
    """A row a draft: what was found, fixed, reworded, asked and written."""
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table

    made = Table(box=SIMPLE_HEAD, pad_edge=False, show_footer=len(outcomes) > 1)
    counts = [(len(each.found), each.fixed, each.reworded, each.asked) for each in outcomes]
    made.add_column("draft", footer=f"{len(outcomes)} drafts", overflow="fold")
    for number, name in enumerate(("found", "fixed", "reworded", "asked")):
        made.add_column(name, justify="right", footer=f"{sum(count[number] for count in counts):,}")
    made.add_column("written", overflow="fold", footer=f"{sum(len(each.written) for each in outcomes):,} files")
    for each, count in zip(outcomes, counts, strict=True):
        made.add_row(each.path, *(f"{one:,}" for one in count), _written(each))
    out = StringIO()
    width = None if sys.stdout.isatty() else int(os.environ.get("COLUMNS", "100"))
    console = Console(file=out, force_terminal=colour, no_color=not colour, width=width, highlight=False)
    console.print(made)
    return out.getvalue()


def _written(outcome: Outcome) -> str:
    """The folder, and what of the draft is in it: `output/essay: html epub pdf review`."""
    if not outcome.written:
        return "nothing"
    folder = outcome.written[0].parent
    kinds = [path.suffix.lstrip(".") for path in outcome.written if path.parent == folder and path.stem == folder.name]
    return f"{folder.as_posix()}: {' '.join([*sorted(kinds, key=lambda kind: kind != 'html'), 'review'])}"


def troubles(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """A sentence for each thing that could not be made, was left out, is held back, or is to be looked at again."""
    for each in outcomes:
        for failure in each.failures:
            yield f"error: {failure}"
        if each.held:
            record = decisions.beside(Path(each.path)).as_posix()
            decide = f", decide it in {record}" if "decided" in each.held else ""
            yield f"{each.path}: held back: {each.held}. Mend it{decide}, or publish with --gate none."
        for stale in each.stale:
            yield stale.sentence
        for finding in each.found:
            if finding.check.startswith("publishing/") and each.report.document is not None:
                line = each.report.document.source.position(finding.span.start).line
                yield f"{each.path}:{line}: {finding.message}"
        for skipped in sorted({skipped.reason for skipped in each.report.skipped}):
            yield f"{each.path}: not all checks ran: {skipped}"


def exit_code(outcomes: Sequence[Outcome]) -> int:
    """0 where all is published, 1 where something is held back or left out, 2 where something could not be made.

    A field that is missing where there is no gate is said and is no failure.
    """
    if any(each.failures for each in outcomes):
        return 2
    left_out = any(finding.check == MARKUP for each in outcomes for finding in each.found)
    return int(left_out or any(each.held for each in outcomes))
