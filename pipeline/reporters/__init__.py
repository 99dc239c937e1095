"""Report → what a person or a program reads, a file a format."""

from pathlib import Path

from pipeline import plugins

PAGES = ("html", "docx")
"""Formats that are a page or a file for the editor, not a list of findings."""


def formats() -> dict[str, str]:
    """The formats that findings are listed in, by name, each with the first line of its file: what it is for.

    No format is imported for that: `--help` must not wait for them.
    """
    folder = Path(__file__).parent
    found = {}
    for name in plugins.parts(__name__):
        if name not in PAGES:
            with (folder / f"{name.replace('-', '_')}.py").open(encoding="utf-8") as file:
                found[name] = file.readline().strip().strip('"')
    return found
