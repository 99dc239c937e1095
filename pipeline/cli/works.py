"""`copydesk works`: what the drafts name."""

import sys
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli._options import Paths, StdinName
from pipeline.cli._output import colour_wanted, near, put, say
from pipeline.errors import Refused, UnknownName, UnreadableDraft
from pipeline.finding import Report
from pipeline.run import Run

if TYPE_CHECKING:
    from pipeline.registry import Named
    from pipeline.works import Work

EPILOG = "Examples: copydesk works | copydesk works essay.md --write | copydesk works --format json"


def works(
    paths: Paths = None,
    format: Annotated[str, typer.Option("--format", help="text or json.")] = "text",  # noqa: A002
    write: Annotated[
        bool, typer.Option("--write", help="Ask of each work that works.toml lacks, and write it there.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Write the sure ones without asking.")] = False,
    stdin_name: StdinName = "-",
) -> None:
    """Show the works that the drafts name: of which kind, why, and where.

    Nothing is written unless --write or --yes asks for it, and then works.toml only grows.
    """
    from pipeline import registry

    if format not in ("text", "json"):
        raise UnknownName(f"There is no format “{format}”; the formats are text, json.")
    if write and not yes and not _asks():
        raise Refused("--write asks, and there is no terminal to ask on; give --yes to write the sure ones.")
    failed = False
    drafts = []
    with Run(paths or ()) as run:
        for each in run.sources(sys.stdin.buffer, stdin_name):
            try:
                if isinstance(each, Report):
                    raise UnreadableDraft(each.error or f"{each.path}: could not be read.")
                document = run.linter.read(each)
            except UnreadableDraft as error:
                say(f"error: {error}")
                failed = True
                continue
            drafts.append((document, run.linter.works(document)))
    found = registry.together(drafts)
    if drafts or format == "json":
        put(registry.as_json(found) if format == "json" else registry.table(found, colour=colour_wanted()), None)
    if write or yes:
        lacking = list(registry.unrecorded(found))
        chosen = [each.work for each in lacking if each.certain] if yes else _confirmed(lacking)
        if chosen:
            registry.record(run.config.works_path, chosen)
        say(f"{near(run.config.works_path)}: {len(chosen)} work{'' if len(chosen) == 1 else 's'} added")
    raise typer.Exit(2 if failed else 0)


def _asks() -> bool:
    """Whether there is somebody to ask."""
    return sys.stdin.isatty()


def _confirmed(works: Sequence["Named"]) -> list["Work"]:
    """The works that the user wants written down, each with the kind that the user says."""
    from pipeline.house import kinds

    chosen: list[Work] = []
    for each in works:
        kind = each.work.kind
        choices = "y, n, another kind, or q to stop" if kind else "a kind, n, or q to stop"
        question = f"{each.work.title}: {kind or 'of which kind?'} ({each.reason}; {len(each.places)}×) [{choices}]"
        while True:
            answer = typer.prompt(question, default="n" if kind is None else "y", show_default=True, err=True).strip()
            said = kinds.named(answer)
            if answer in ("n", "q") or said or (answer == "y" and kind):
                break
            say(f"“{answer}” is no kind; the kinds are {', '.join(kinds.Kind)}.")
        if answer == "q":
            break
        if answer != "n":
            chosen.append(replace(each.work, kind=said or kind))
    return chosen
