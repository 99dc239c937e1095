"""Pandoc: draft → tree, tree → published format. https://pandoc.org, from PyPI as `pypandoc_binary`.

A draft is a stranger's file, so each run has a sandbox (no file or address is read that was not handed over), a memory
limit and a time limit.
"""

import json
import subprocess
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from pipeline.engines import Engine
from pipeline.errors import EngineUnavailable, ExportFailed, UnreadableDraft

MEMORY = "512m"
"""Pandoc's heap. A novel of 800,000 characters needs two thirds of it: what would fill the machine stops here."""

SECONDS = 60
"""How long one run may take. A novel of 800,000 characters takes a tenth of it."""

DIALECT = "commonmark_x-smart-tex_math_dollars+sourcepos"
"""What a draft is written in: pandoc's CommonMark with extensions, every token with its place, no typography.

No TeX between dollar signs: in a review they are money, and “$10 million against ($32 million)” would be a formula.
"""


@cache
def binary() -> str:
    """Where pandoc is. Raises EngineUnavailable."""
    try:
        import pypandoc  # type: ignore[import-untyped]

        path = pypandoc.get_pandoc_path()
    except (ImportError, OSError):
        raise EngineUnavailable("pandoc is not installed; `pip install pypandoc_binary` brings it.") from None
    return str(path)


class Pandoc(Engine):
    """Pandoc in a process of its own a run."""

    NAME = "pandoc"

    def __init__(self) -> None:
        self._path = binary()

    @classmethod
    def version(cls) -> str:
        """The version of the binary that `pypandoc` found."""
        binary()
        import pypandoc

        return str(pypandoc.get_pandoc_version())

    def probe(self) -> str:
        """Parse a word in italics and find it there."""
        if '"Emph"' not in json.dumps(self.parse("An *italic* word.\n")):
            raise EngineUnavailable("pandoc did not find the italics in its test; reinstall `pypandoc_binary`.")
        return "reads *italic* as italics"

    def parse(self, text: str, format: str = DIALECT) -> dict[str, Any]:  # noqa: A002
        """The tree of a text as pandoc's JSON. Raises UnreadableDraft where pandoc cannot read it within its limits."""
        return self.tree(text.encode("utf-8"), format)

    def tree(self, data: bytes, from_: str) -> dict[str, Any]:
        """The tree of a file's bytes, sandboxed. Raises UnreadableDraft."""
        return dict(json.loads(self.convert(data, from_, "json")))

    def write(self, ast: Mapping[str, Any], to: str, *options: str, resources: Path | None = None) -> bytes:
        """A tree, written in a format, with pandoc's own options.

        Without `resources` the run is sandboxed; with it pandoc may read files, and its working and resource folder is
        that one: it should hold vetted assets and nothing else. Raises ExportFailed.
        """
        limits = ("--sandbox",) if resources is None else ("--resource-path", ".")
        arguments = ("-f", "json", "-t", to, *limits, *options, "-o", "-")
        code, out, err = self._run(arguments, json.dumps(ast).encode("utf-8"), resources)
        if code != 0:
            raise ExportFailed(f"pandoc could not write {to}: {_sentence(code, err)}")
        return out

    def convert(self, data: bytes, from_: str, to: str, *options: str) -> bytes:
        """A file's bytes, read in one format and written in another, sandboxed. Raises UnreadableDraft."""
        code, out, err = self._run(("-f", from_, "-t", to, "--sandbox", *options, "-o", "-"), data, None)
        if code != 0:
            raise UnreadableDraft(f"pandoc could not read this {from_.partition('-')[0]}: {_sentence(code, err)}")
        return out

    def _run(self, arguments: tuple[str, ...], data: bytes, folder: Path | None) -> tuple[int, bytes, str]:
        command = (self._path, *arguments, "+RTS", f"-M{MEMORY}", "-RTS")
        try:
            done = subprocess.run(command, input=data, capture_output=True, cwd=folder, timeout=SECONDS, check=False)
        except subprocess.TimeoutExpired:
            return 124, b"", ""
        except OSError as error:
            raise EngineUnavailable(f"pandoc could not be started ({error.strerror}); reinstall it.") from None
        return done.returncode, done.stdout, done.stderr.decode("utf-8", "replace")


def _sentence(code: int, err: str) -> str:
    """What to tell the user of a run that failed."""
    if code == 124:
        return f"it took more than {SECONDS} seconds; split it into parts or simplify its nesting."
    if code == 251 or "heap" in err.lower():
        return f"it needs more than {MEMORY} of memory; split it into parts or simplify its nesting."
    said = " ".join(err.split())[:300]
    return f"{said or f'it stopped with status {code}'}"
