"""Typst, the typesetter that makes the PDF.

Its compiler is inside the PyPI package `typst`, with the fonts Libertinus Serif, New Computer Modern and DejaVu Sans
Mono; other scripts come from the system's fonts. It runs in a process of its own, which is killed where a document
takes too long, and which serves one document after another.
"""

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as version_of
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Timer

from pipeline.engines import Engine
from pipeline.errors import CopydeskError, EngineUnavailable

SECONDS = 60.0
"""The longest that one document may take; an essay of 10,000 words takes one."""

STANDARDS = ("ua-1", "a-2a")
"""PDF/UA-1 (accessible) and PDF/A-2a (to be kept), both in one file."""

INSTALL = "Typst is not installed; install it with `pip install typst`."


class TypstRefused(CopydeskError):
    """Typst's own words on a document that it can't set."""


class Typst(Engine):
    """Typst's compiler in a process of its own."""

    NAME = "typst"

    def __init__(self, seconds: float = SECONDS) -> None:
        self.version()
        self._seconds = seconds
        self._process: subprocess.Popen[str] | None = None

    @classmethod
    def version(cls) -> str:
        """The version of the PyPI package."""
        try:
            return version_of("typst")
        except PackageNotFoundError:
            raise EngineUnavailable(INSTALL) from None

    def probe(self) -> str:
        """Have a picture without an alternative text refused."""
        bad = '#set document(title: "x")\n#rect()\n$ x $\n'
        try:
            self.compile({"main.typ": bad.encode()})
        except TypstRefused as error:
            if "missing alt text" in str(error):
                return "refused a formula without an alternative text"
        raise EngineUnavailable("Typst made a PDF of a formula without an alternative text, which PDF/UA forbids.")

    def compile(self, files: Mapping[str, bytes], fonts: Sequence[Path] = (), timestamp: int = 0) -> bytes:
        """The PDF of `main.typ` among `files`, which are all that it can read.

        `fonts` are folders of font files beside the system's; `timestamp` (seconds since 1970) is the file's date.
        Raises TypstRefused with Typst's diagnosis, EngineUnavailable where it dies or takes too long.
        """
        with TemporaryDirectory(prefix="copydesk-") as name:
            folder = Path(name).resolve()
            for inner, data in files.items():
                path = folder / inner
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)
            error = self._ask(
                {
                    "folder": str(folder),
                    "fonts": [str(font) for font in fonts],
                    "standards": list(STANDARDS),
                    "timestamp": timestamp,
                }
            )
            if error:
                raise TypstRefused(error)
            return (folder / "main.pdf").read_bytes()

    def _ask(self, request: Mapping[str, object]) -> str:
        """What the process answers: Typst's diagnosis, empty where the PDF was made."""
        process = self._running()
        assert process.stdin is not None and process.stdout is not None, "both are pipes"
        overdue = Timer(self._seconds, process.kill)
        overdue.start()
        try:
            process.stdin.write(json.dumps(request) + "\n")
            process.stdin.flush()
            answer = process.stdout.readline()
        except BrokenPipeError:
            answer = ""
        finally:
            overdue.cancel()
        if not answer:
            self.close()
            raise EngineUnavailable(f"Typst stopped, or took more than {self._seconds:.0f} seconds; shorten the draft.")
        return str(json.loads(answer)["error"])

    def _running(self) -> subprocess.Popen[str]:
        if self._process is None or self._process.poll() is not None:
            # -P: the folder of the worker's file, which is ours, must not hide other packages' modules
            self._process = subprocess.Popen(
                [sys.executable, "-P", str(Path(__file__).with_name("_typst_worker.py"))],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                encoding="utf-8",
            )
        return self._process

    def close(self) -> None:
        """End the process."""
        if self._process is None:
            return
        process, self._process = self._process, None
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            assert pipe is not None, "both are pipes"
            try:
                pipe.close()
            except BrokenPipeError:
                continue  # what was not written is of no use to a process that has ended
