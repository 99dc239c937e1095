"""The files that a new house begins with: configuration, lists of names and works, and CI."""

from collections.abc import Iterator
from pathlib import Path

from pipeline import __version__, house
from pipeline.errors import Refused

FILES = {
    "copydesk.toml": "init/copydesk.toml",
    "drafts/names.txt": "init/names.txt",
    "drafts/works.toml": "init/works.toml",
    ".gitattributes": "init/gitattributes",
    ".github/workflows/publish.yml": "init/workflow.yml",
}
"""Where each file goes, and where its text is in the house."""


def start(folder: Path) -> Iterator[tuple[str, bool]]:
    """Write the files that aren't there yet; yields each one's name and whether it was written.

    Raises Refused where the folder can't be written.
    """
    for name, template in FILES.items():
        path = folder / name
        if path.exists():
            yield name, False
            continue
        text = house.text(template).replace("@VERSION@", __version__)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("x", encoding="utf-8", newline="\n") as file:
                file.write(text)
        except OSError as error:
            raise Refused(
                f"{path}: could not be written ({error.strerror}); choose a folder that you may write in."
            ) from None
        yield name, True
