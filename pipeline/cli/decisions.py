"""`copydesk decisions`: what was decided, what has become of it, and two editors' decisions as one."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from pipeline import decisions as record
from pipeline.cli._options import StdinName
from pipeline.cli._output import put, say, write
from pipeline.decisions import Decision, Resolved
from pipeline.errors import BadDecisions, CopydeskError, UnknownName, UnreadableDraft
from pipeline.finding import Report
from pipeline.reporters._common import Change
from pipeline.run import Run
from pipeline.source import Source

EPILOG = (
    "Examples: copydesk decisions | copydesk decisions essay.md | copydesk decisions essay.review.docx | "
    "git config merge.copydesk.driver 'copydesk decisions --merge %O %A %B %P'"
)


def decisions(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            help="Drafts, folders of drafts, or a Word file that came back; with --merge BASE OURS THEIRS [NAME].",
            show_default=False,
        ),
    ] = None,
    merge: Annotated[
        bool,
        typer.Option("--merge", help="Write to OURS what both sides made of BASE; NAME is what the file is called."),
    ] = False,
    stdin_name: StdinName = "-",
) -> None:
    """List what was decided of the drafts, and what has become of it: accepted, rejected, suggested, open, done, stale.

    A Word file's decisions are put into the file beside its draft. With --merge, as git's merge driver, what both sides
    decided differently is kept twice and named. Exits 1 where something is to be looked at again.
    """
    if merge:
        raise typer.Exit(_merged(paths or []))
    named = paths or []
    returned = [path for path in named if path.suffix.lower() == ".docx"]
    again = failed = False
    for path in returned:
        from pipeline.cli import _returned

        try:
            again = _returned.take(path, [each for each in named if each not in returned]) or again
        except CopydeskError as error:
            say(f"error: {error}")
            failed = True
    if not returned:
        with Run(named) as run:
            for each in run.sources(sys.stdin.buffer, stdin_name):
                try:
                    lines, stale = _listed(run, each)
                except (UnreadableDraft, BadDecisions) as error:
                    say(f"error: {error}")
                    failed = True
                    continue
                put("".join(f"{line}\n" for line in lines), None)
                again = again or stale
    raise typer.Exit(2 if failed else int(again))


def _listed(run: Run, each: Source | Report) -> tuple[list[str], bool]:
    """A line for each decision on a draft, in its order, the stale ones last; and whether there are such."""
    if isinstance(each, Report):
        raise UnreadableDraft(each.error or f"{each.path}: could not be read.")
    recorded = record.load(record.beside(Path(each.path)))
    if not recorded:
        return [], False
    resolved: Resolved = record.resolve(run.linter.read(each), (), recorded)
    lines = [
        f"{each.path}:{each.position(placed.span.start).line}: {placed.state}: {_said(placed.decision)}"
        for placed in resolved.placed
    ]
    lines += [f"{each.path}: stale: {_said(stale.decision)}: {stale.reason}" for stale in resolved.stale]
    return lines, bool(resolved.stale)


def _said(decision: Decision) -> str:
    """A decision in short: what becomes of which words, whose check it is, and what was said."""
    words = f"“{decision.was or decision.context}”"
    what = words if decision.becomes is None else str(Change(decision.was, decision.becomes))
    check = f" [{decision.check}]" if decision.check else ""
    who = f" {decision.who}" if decision.who else ""
    comment = f": {' '.join(decision.comment.split())}" if decision.comment.strip() else ""
    return f"{what}{check}{who}{comment}"


def _merged(paths: Sequence[Path]) -> int:
    """Merge as git asks for it; 1 where there is a conflict."""
    if len(paths) not in (3, 4):
        raise UnknownName("--merge takes BASE, OURS and THEIRS, and perhaps the NAME of the file that they are of.")
    base, ours, theirs, *rest = paths
    name = rest[0] if rest else ours
    sides = [
        record.load(each, f"{name} ({side})") for each, side in ((base, "base"), (ours, "ours"), (theirs, "theirs"))
    ]
    merged = record.merge(*sides)
    write(ours, record.dump(_in_order(merged.decisions, name)).encode("utf-8"))
    for conflict in merged.conflicts:
        say(f"{name}: {conflict.sentence}")
    return int(bool(merged.conflicts))


def _in_order(decided: tuple[Decision, ...], name: Path) -> tuple[Decision, ...]:
    """The decisions in the order of their draft, where it is there and can be read, else as they are."""
    stem = name.name.removesuffix(".decisions.toml")
    draft = next((path for path in (name.with_name(stem + end) for end in (".md", ".txt")) if path.is_file()), None)
    if draft is None:
        return decided
    try:
        with Run([draft]) as run:
            source = next(each for each in run.sources() if isinstance(each, Source))
            return record.ordered(run.linter.read(source), decided)
    except (CopydeskError, StopIteration):
        return decided
