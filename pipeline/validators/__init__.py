"""Other people's judges of what was published, one adapter a file, and two of our own where others have none.

A validator is a module with a docstring, `SUFFIX` (of the files that it judges), `FAULT`, and three functions:
`found()` says which version is there or raises ValidatorUnavailable, `bad()` makes a file that has the fault `FAULT`,
and `check(paths, scratch)` yields a Verdict for each file that it has looked at, in a folder for what it writes.

Several of them end with 0 when they fail or when a file isn't there. So nothing is believed of an exit code: `gate`
counts the files that a verdict was given on, and each run has a file among the others that must be rejected, for the
reason that it was made with.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, cast

from pipeline import plugins
from pipeline.errors import UnknownName


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a validator says of one file that it has looked at: a sentence a problem, none where it passes."""

    path: Path
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Gate:
    """What came of a validator's run: the files given, the verdicts, and whether the known-bad file was rejected."""

    name: str
    given: tuple[Path, ...]
    verdicts: tuple[Verdict, ...]
    rejected: bool

    @property
    def errors(self) -> int:
        """How many problems the files have together."""
        return sum(len(verdict.problems) for verdict in self.verdicts)

    @property
    def overlooked(self) -> tuple[Path, ...]:
        """The files that got no verdict."""
        looked_at = {verdict.path for verdict in self.verdicts}
        return tuple(path for path in self.given if path not in looked_at)

    @property
    def passed(self) -> bool:
        """Whether there were files, each was looked at, none has a problem, and the bad one was rejected."""
        return bool(self.given) and not self.overlooked and not self.errors and self.rejected

    def line(self) -> str:
        """`vnu: 9 of 9 files, 0 errors, known-bad rejected`."""
        files = "1 file" if len(self.given) == 1 else f"{len(self.given)} files"
        errors = "1 error" if self.errors == 1 else f"{self.errors} errors"
        bad = "known-bad rejected" if self.rejected else "known-bad NOT REJECTED"
        return f"{self.name}: {len(self.verdicts)} of {files}, {errors}, {bad}"


def names() -> tuple[str, ...]:
    """The validators, in alphabetical order."""
    return tuple(plugins.parts(__name__))


def suffix(name: str) -> str:
    """What the names of the files end in that a validator judges. Raises UnknownName."""
    return cast("str", _module(name).SUFFIX)


def found(name: str) -> str:
    """Which version of a validator is there. Raises UnknownName, and ValidatorUnavailable with how to get it."""
    return cast("Callable[[], str]", _module(name).found)()


def gate(name: str, files: Sequence[Path]) -> Gate:
    """Have a validator judge files and, in the same run, one that it must reject.

    A file that isn't there gets no verdict. Raises UnknownName and ValidatorUnavailable.
    """
    module = _module(name)
    given = tuple(path.resolve() for path in files)
    with TemporaryDirectory(prefix="copydesk-") as temporary:
        scratch = Path(temporary).resolve()
        bad = scratch / f"known-bad{module.SUFFIX}"
        bad.write_bytes(module.bad())
        there = [path for path in given if path.is_file()]
        check = cast("Callable[[Sequence[Path], Path], Iterator[Verdict]]", module.check)
        verdicts = {verdict.path: verdict for verdict in check([*there, bad], scratch)}
    verdict = verdicts.pop(bad, None)
    rejected = verdict is not None and any(module.FAULT in problem for problem in verdict.problems)
    return Gate(name, given, tuple(verdicts[path] for path in given if path in verdicts), rejected)


def _module(name: str) -> Any:
    if name not in names():
        raise UnknownName(f"There is no validator “{name}”. There are: {', '.join(names())}.")
    return plugins.load(__name__, name)
