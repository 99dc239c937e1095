"""`copydesk apply`: what the editor accepted, written into the draft."""

import sys
from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from pipeline import fix as fixing
from pipeline.cli._options import Paths, StdinName
from pipeline.cli._output import put, say
from pipeline.decisions import Resolved, State
from pipeline.errors import BadDecisions, Refused, UnreadableDraft
from pipeline.finding import Report, Revision
from pipeline.run import Run

EPILOG = "Examples: copydesk apply | copydesk apply drafts/essay.md --diff"


def apply(
    paths: Paths = None,
    diff: Annotated[bool, typer.Option("--diff", help="Print what would change, and write nothing.")] = False,
    stdin_name: StdinName = "-",
) -> None:
    """Write what the editor accepted into the drafts, to the byte and nothing else; no check is run.

    The decisions stay where they are, as the record: applied twice is applied once. Standard input is written to
    standard output, with the decisions beside --stdin-name. Exits 1 where a decision is to be looked at again.
    """
    again = failed = False
    with Run(paths or ()) as run:
        for each in run.sources(sys.stdin.buffer, stdin_name):
            if isinstance(each, Report):
                say(f"error: {each.error}")
                failed = True
                continue
            try:
                revision, resolved = run.follow(each)
                if diff:
                    put(fixing.diff(revision.before.text, revision.after, each.path), None)
                elif each.path == stdin_name:
                    put(revision.after, None)
                else:
                    fixing.write(Path(each.path), revision)
            except (UnreadableDraft, BadDecisions, Refused) as error:
                say(f"error: {error}")
                failed = True
                continue
            for stale in resolved.stale:
                say(stale.sentence)
            again = again or bool(resolved.stale)
            say(_done(each.path, revision, resolved, diff))
    raise typer.Exit(2 if failed else int(again))


def _done(path: str, revision: Revision, resolved: Resolved, planned: bool) -> str:
    """What was applied and what is left, in a sentence."""
    number = len(revision.applied)
    said = [f"{number} decision{'' if number == 1 else 's'} {'would be applied' if planned else 'applied'}"]
    states = Counter(each.state for each in resolved.placed)
    for state, what in ((State.DONE, "done already"), (State.SUGGESTED, "suggested and not decided")):
        if states[state]:
            said.append(f"{states[state]} {what}")
    if resolved.stale:
        said.append(f"{len(resolved.stale)} to be looked at again")
    return f"{path}: {', '.join(said)}"
