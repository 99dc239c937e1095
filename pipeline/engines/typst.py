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

SAMPLES = {
    "Korean": ("한", "fonts-noto-cjk"),
    "Japanese": ("海の", "fonts-noto-cjk"),
    "Chinese": ("灯", "fonts-noto-cjk"),
    "Arabic": ("م", "fonts-noto-core"),
    "emoji": ("😀", "fonts-noto-color-emoji"),
}
"""A character of each script that the fonts inside Typst lack, and Debian's package of a font that has it."""

INSTALL = "Typst is not installed; install it with `pip install typst`."


class TypstRefused(CopydeskError):
    """Typst's own words on a document that it can't set."""


class Typst(Engine):
    """Typst's compiler in a process of its own."""

    NAME = "typst"

    def __init__(self, seconds: float = SECONDS, fonts: Sequence[Path] = (), *, system_fonts: bool = True) -> None:
        """`fonts` are folders of font files, preferred to the system's, which are left out without `system_fonts`."""
        self.version()
        self._seconds = seconds
        self._fonts = tuple(str(folder) for folder in fonts)
        self._system_fonts = system_fonts
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
                return f"refused a formula without an alternative text; {self._scripts()}"
        raise EngineUnavailable("Typst made a PDF of a formula without an alternative text, which PDF/UA forbids.")

    def _scripts(self) -> str:
        """For which scripts there is a font, and how to have those that there is none for."""
        missing = [f"{name} ({package})" for name, (sample, package) in SAMPLES.items() if not self._has(sample)]
        here = [name for name in SAMPLES if not any(each.startswith(f"{name} ") for each in missing)]
        said = [f"fonts for {', '.join(here)}"] if here else []
        return "; ".join([*said, *([f"no font for {', '.join(missing)}"] if missing else [])])

    def _has(self, text: str) -> bool:
        try:
            self.compile({"main.typ": f'#set document(title: "x")\n{text}\n'.encode()})
        except TypstRefused:
            return False
        return True

    def compile(self, files: Mapping[str, bytes], timestamp: int = 0) -> bytes:
        """The PDF of `main.typ` among `files`, which are all that it can read.

        `timestamp` (seconds since 1970) is the file's date. Raises TypstRefused with Typst's diagnosis,
        EngineUnavailable where it dies or takes too long.
        """
        return self._made(files, {"format": "pdf", "pdf_standards": list(STANDARDS), "timestamp": timestamp})

    def draw(self, files: Mapping[str, bytes], dots: float) -> bytes:
        """The one page of `main.typ` as a PNG of so many dots an inch. Raises as `compile` does.

        A character that no font has would be a box in a picture: it is asked for as a PDF first, which refuses those.
        """
        self.compile(files)
        return self._made(files, {"format": "png", "ppi": dots})

    def _made(self, files: Mapping[str, bytes], options: Mapping[str, object]) -> bytes:
        with TemporaryDirectory(prefix="copydesk-") as name:
            folder = Path(name).resolve()
            for inner, data in files.items():
                path = folder / inner
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)
            fonts = {"font_paths": list(self._fonts), "ignore_system_fonts": not self._system_fonts}
            if error := self._ask({"folder": str(folder), "options": {**options, **fonts}}):
                raise TypstRefused(error)
            return (folder / "made").read_bytes()

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
