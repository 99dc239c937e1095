"""Pandoc: draft → tree, tree → published format. https://pandoc.org, from PyPI as `pypandoc_binary`.

A draft is a stranger's file, so what is read is read in a sandbox (no file or address is opened that was not handed
over), with a memory limit and a time limit. One process serves all requests; one that dies of a draft is started anew.
"""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from pipeline.engines import Engine
from pipeline.engines._pandoc_worker import Failed, Worker
from pipeline.errors import EngineUnavailable, ExportFailed, UnreadableDraft

MEMORY = 768
"""How many MB pandoc may take. A novel of 800,000 characters needs 460: what would fill the machine stops here."""

SECONDS = 60
"""How long one answer may take. A novel of 800,000 characters takes a tenth of it."""

DIALECT = "commonmark_x-smart-tex_math_dollars-yaml_metadata_block+sourcepos"
"""What a draft is written in: pandoc's CommonMark with extensions, every token with its place, no typography.

No TeX between dollar signs: in a review they are money, and “$10 million against ($32 million)” would be a formula.
Front matter is read before: pandoc would take a heading between two rules for a remark in YAML, and drop it.
"""

PACKED = frozenset({"docx", "epub", "odt"})
"""The formats that are no text but an archive of files."""


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
    """Pandoc in a process of its own, which several threads may ask."""

    NAME = "pandoc"

    def __init__(self) -> None:
        self._worker = Worker(binary(), MEMORY, SECONDS)

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

    def close(self) -> None:
        """End the process."""
        self._worker.close()

    def parse(self, text: str, format: str = DIALECT) -> dict[str, Any]:  # noqa: A002
        """The tree of a text as pandoc's JSON. Raises UnreadableDraft where pandoc cannot read it within its limits."""
        return self._tree(_as_read(text).encode("utf-8"), format)

    def tree(self, data: bytes, from_: str) -> dict[str, Any]:
        """The tree of a file's bytes, UTF-8 where the format is text. Raises UnreadableDraft."""
        if _name(from_) in PACKED:
            return self._tree(data, from_)
        try:
            return self.parse(data.decode("utf-8"), from_)
        except UnicodeDecodeError:
            raise UnreadableDraft(
                f"pandoc could not read this {_name(from_)}: it is not UTF-8; save it as that."
            ) from None

    def _tree(self, data: bytes, from_: str) -> dict[str, Any]:
        try:
            return dict(json.loads(self._worker.ask("read", from_, data)))
        except Failed as error:
            raise UnreadableDraft(f"pandoc could not read this {_name(from_)}: {error}") from None

    def write(
        self,
        ast: Mapping[str, Any],
        to: str,
        *,
        wrap: str = "auto",
        highlighting: str = "default",
        resources: Path | None = None,
    ) -> bytes:
        """A tree, written in a format; a text ends in a line break.

        `wrap` is pandoc's `--wrap`, `highlighting` its `--syntax-highlighting`. A format that takes pictures in needs
        `resources`, the folder that they are read from: it should hold vetted assets and nothing else, and a picture
        that is not in it is left out. Raises ExportFailed.
        """
        folder = str(resources.resolve()) if resources else ""
        try:
            written = self._worker.ask("write", to, f"wrap-{wrap}", highlighting, folder, json.dumps(ast))
        except Failed as error:
            raise ExportFailed(f"pandoc could not write {to}: {error}") from None
        return written if _name(to) in PACKED or written.endswith(b"\n") else written + b"\n"


def _name(format: str) -> str:  # noqa: A002
    """A format without its extensions."""
    return format.partition("-")[0].partition("+")[0]


def _as_read(text: str) -> str:
    """A text as pandoc's own command line hands it to its readers.

    Without carriage returns, with four spaces to a tab, and with a line break more than it has.
    """
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    lines = text.removeprefix(mark).replace("\r", "").expandtabs(4)
    return mark + lines + ("\n" if lines.endswith("\n") else "\n\n")
