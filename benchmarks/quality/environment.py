"""Where the other tools live: `benchmarks/.venv`, made by uv from `benchmarks/requirements.txt`."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from benchmarks.quality.sheet import Sheet

HERE = Path(__file__).parent.parent
REQUIREMENTS = HERE / "requirements.txt"
SECONDS = 900
"""How long a tool may take over all drafts."""


class Unavailable(Exception):
    """A tool can't be had or does not run; the sentence says why."""


def versions() -> dict[str, str]:
    """The version of each package that is asked for."""
    lines = REQUIREMENTS.read_text("utf-8").splitlines()
    return dict(line.split("==", 1) for line in lines if "==" in line)


class Environment:
    """The environment, made when the first tool asks for it."""

    def __init__(self, folder: Path = HERE / ".venv") -> None:
        self.folder = folder
        self._failed = ""

    def program(self, name: str) -> Path:
        """A program of the environment. Raises Unavailable where it can't be made, or does not bring the program."""
        self._prepare()
        found = self.folder / ("Scripts" if os.name == "nt" else "bin") / name
        if not found.exists() and not found.with_suffix(".exe").exists():
            raise Unavailable(f"{self.folder} has no {name}; remove that folder to have it made anew.")
        return found

    def run(self, name: str, arguments: Sequence[str], text: str = "", passed: Sequence[int] = (0,)) -> str:
        """What a program prints. Raises Unavailable where it ends with a code that is not among those `passed`."""
        command = [str(self.program(name)), *arguments]
        try:
            done = subprocess.run(
                command,
                input=text,
                capture_output=True,
                encoding="utf-8",
                env={**os.environ, "PYTHONUTF8": "1"},
                timeout=SECONDS,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise Unavailable(f"{name} did not run: {error}") from None
        if done.returncode not in passed:
            raise Unavailable(f"{name} failed: {_last(done.stderr)}")
        return done.stdout

    def _prepare(self) -> None:
        if self._failed:
            raise Unavailable(self._failed)
        ready, wanted = self.folder / "ready", REQUIREMENTS.read_text("utf-8")
        if ready.is_file() and ready.read_text("utf-8") == wanted:
            return
        for arguments in (
            ("venv", "--quiet", "--clear", "--python", sys.executable, str(self.folder)),
            ("pip", "install", "--quiet", "--python", str(self.folder), "--requirements", str(REQUIREMENTS)),
        ):
            done = subprocess.run([sys.executable, "-m", "uv", *arguments], capture_output=True, text=True, check=False)
            if done.returncode:
                self._failed = f"uv could not make {self.folder}: {_last(done.stderr)}"
                raise Unavailable(self._failed)
        ready.write_text(wanted, encoding="utf-8")


def _last(said: str) -> str:
    return next((line.strip() for line in reversed(said.splitlines()) if line.strip()), "it says nothing.")


@contextmanager
def written(sheets: Sequence[Sheet]) -> Iterator[Mapping[str, Sheet]]:
    """The sheets as files in a folder of their own, by path; gone at the end."""
    with tempfile.TemporaryDirectory() as folder:
        files = {str(Path(folder).resolve() / f"{number}.txt"): sheet for number, sheet in enumerate(sheets)}
        for path, sheet in files.items():
            Path(path).write_text(sheet.text, encoding="utf-8", newline="\n")
        yield files
