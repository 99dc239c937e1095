"""Report → what a person or a program reads, a file a format.

What `copydesk lint --format NAME` prints is a file with `render(reports)`. What `copydesk report --to NAME` writes is
one with `SUFFIX`, the end of its file's name, and `report(reports, resolved)`, which gives text or bytes: `resolved`
has by path what was decided of a draft, and the keywords that `report` names (`engines`, `settings`, `since`) are
handed to it. One with `BESIDE` is written beside the draft where no folder is named; others go to standard output.
"""

import inspect
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pipeline import plugins
from pipeline.decisions import Resolved
from pipeline.errors import UnknownName
from pipeline.finding import Report


def formats() -> dict[str, str]:
    """The formats that findings are listed in, by name, each with the first line of its file: what it is for.

    No format is imported for that, nor for `kinds`: `--help` must not wait for them.
    """
    return {name: _first(text) for name, text in _texts() if _has(text, "def render") and not _has(text, "BESIDE")}


def kinds() -> dict[str, str]:
    """The kinds of report for the editor, in the same way."""
    return {name: _first(text) for name, text in _texts() if _has(text, "SUFFIX")}


def suffix(kind: str) -> str:
    """The end of the name of a report's file, from its stop on. Raises UnknownName for a kind that isn't there."""
    if kind not in kinds():
        raise UnknownName(f"There is no report “{kind}”; the kinds are {', '.join(kinds())}.")
    return str(plugins.load(__name__, kind).SUFFIX)


def stands_beside(kind: str) -> bool:
    """Whether a report goes beside its draft where no folder is named, and not to standard output."""
    return bool(getattr(plugins.load(__name__, kind), "BESIDE", False))


def asks_for(kind: str, name: str) -> bool:
    """Whether a kind of report makes use of something that is offered to it."""
    return name in inspect.signature(plugins.load(__name__, kind).report).parameters


def report(kind: str, reports: Sequence[Report], resolved: Mapping[str, Resolved], **offered: Any) -> bytes:
    """The report of some drafts, which all were read; what of the rest its kind asks for is `offered`."""
    make = plugins.load(__name__, kind).report
    wanted = inspect.signature(make).parameters
    made = make(reports, resolved, **{name: value for name, value in offered.items() if name in wanted})
    return made if isinstance(made, bytes) else made.encode("utf-8")


def _texts() -> list[tuple[str, str]]:
    folder = Path(__file__).parent
    return [(name, (folder / f"{name.replace('-', '_')}.py").read_text("utf-8")) for name in plugins.parts(__name__)]


def _first(text: str) -> str:
    return text.partition("\n")[0].strip().strip('"')


def _has(text: str, name: str) -> bool:
    return re.search(rf"^{name}\b", text, re.MULTILINE) is not None
