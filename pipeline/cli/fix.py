"""`copydesk fix`: what a copy editor would not ask about."""

import sys
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from pipeline import fix as fixing
from pipeline.cli._options import EngineName, Ignore, Paths, Select, Server, StdinName, begin, exit_code
from pipeline.cli._output import put, say
from pipeline.errors import Refused
from pipeline.finding import Report, Revision, Severity

EPILOG = "Examples: copydesk fix essay.md --diff | copydesk fix essay.md | copydesk fix - < essay.md"


def fix(
    paths: Paths = None,
    unsafe: Annotated[bool, typer.Option("--unsafe", help="Apply the likely fixes too, but for advice.")] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Print what would change, and write nothing.")] = False,
    select: Select = None,
    ignore: Ignore = None,
    engine: EngineName = None,
    server: Server = None,
    stdin_name: StdinName = "-",
) -> None:
    """Apply the fixes that a copy editor would not ask about.

    Standard input is fixed to standard output. Exits 1 where errors are left.
    """
    left: list[Report] = []
    with begin(paths, select, ignore, engine, server) as run:
        for each in run.sources(sys.stdin.buffer, stdin_name):
            report = run.report(each)
            if report.document is None:
                say(f"error: {report.error}")
                left.append(report)
                continue
            for stale in run.resolve(report).stale:
                say(stale.sentence)
            try:
                revision = run.revise(report, unsafe=unsafe, decided=False)
                piped = report.path == stdin_name
                if diff:
                    put(fixing.diff(revision.before.text, revision.after, report.path), None)
                elif piped:
                    put(revision.after, None)
                else:
                    fixing.write(Path(report.path), revision)
            except Refused as error:
                left.append(Report(report.path, error=str(error)))
                say(f"error: {error}")
                continue
            left.append(replace(report, findings=revision.left))
            say(_done(revision, report.path, diff))
    raise typer.Exit(exit_code(left))


def _done(revision: Revision, path: str, planned: bool) -> str:
    """What a revision did and what it left, in a sentence."""
    done, left = len(revision.applied), sum(each.severity is not Severity.ADVICE for each in revision.left)
    verb = "would be applied" if planned else "applied"
    return f"{path}: {done} fix{'' if done == 1 else 'es'} {verb}, {left} finding{'' if left == 1 else 's'} left"
