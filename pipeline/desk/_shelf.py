"""Which drafts the desk has, each with the key that it is addressed by, and what of them is on disk.

A path never comes from a request: a request has a key, and keys are made here, of drafts that lie in the folders that
were named. A symbolic link that leads out of them leads nowhere.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline import config, decisions
from pipeline.errors import Refused, UnreadableDraft
from pipeline.run import Run

Stamp = tuple[tuple[str, int, int, int], ...]
"""Files that are there: name, time of the last change in nanoseconds, size in bytes, inode."""

HOUSE_FILES = ("copydesk.toml", "pyproject.toml", "names.txt", "works.toml")


@dataclass(frozen=True, slots=True)
class Place:
    """A draft's key and path. `folder` is one of those that were named, and the draft lies in it."""

    key: str
    path: Path
    folder: Path

    @property
    def record(self) -> Path:
        """The draft's decisions file."""
        return decisions.beside(self.path)

    def guard(self, path: Path) -> Path:
        """The path, where it still lies in the folder after every link was followed. Raises Refused."""
        if not _inside(path, self.folder):
            raise Refused(f"{path}: leads out of {self.folder}, so it was not touched; put the file itself there.")
        return path

    def stamp(self) -> Stamp:
        """What is on disk of the draft: itself, the fields beside a pasted one, and its decisions."""
        beside = (self.path.with_suffix(".toml"),) if self.path.suffix.lower() == ".txt" else ()
        return stamp((self.path, *beside, self.record))


def places(run: Run) -> tuple[tuple[Place, ...], tuple[str, ...]]:
    """The drafts of a run in their order, and a sentence for each path that is none or leads out of its folder."""
    found: list[Place] = []
    left: list[str] = []
    for named in run.paths:
        folder = (named if named.is_dir() else named.parent).resolve()
        try:
            drafts = config.find_drafts([named], run.config)
        except UnreadableDraft as error:
            left.append(str(error))
            continue
        for path in drafts:
            if not _inside(path, folder):
                left.append(f"{path}: leads out of {folder}, so it is not shown; put the draft itself there.")
            elif all(path != place.path for place in found):
                found.append(Place(_key(path), path, folder))
    return tuple(found), tuple(left)


def house_stamp(run: Run, drafts: Iterable[Place]) -> Stamp:
    """What is on disk of the house: configurations, `names.txt` and `works.toml` from the drafts up to its root."""
    root = run.config.root.resolve()
    folders = {root: None, (root / run.config.drafts): None}
    for folder in {place.path.parent.resolve() for place in drafts}:
        for each in (folder, *folder.parents):
            folders[each] = None
            if each == root:
                break
    learned = (root / run.config.learned,) if run.config.learned else ()
    return stamp((*(folder / name for folder in folders for name in HOUSE_FILES), run.config.works_path, *learned))


def stamp(paths: Sequence[Path]) -> Stamp:
    """What the file system says of those files that are there."""
    found = []
    for path in paths:
        try:
            state = path.stat()
        except OSError:
            continue
        found.append((str(path), state.st_mtime_ns, state.st_size, state.st_ino))
    return tuple(found)


def digest(data: bytes | None) -> str:
    """The SHA-256 of a file's bytes in hexadecimal digits; nothing where there is no file."""
    return "" if data is None else hashlib.sha256(data).hexdigest()


def _key(path: Path) -> str:
    return hashlib.sha256(path.absolute().as_posix().encode("utf-8", "surrogateescape")).hexdigest()[:16]


def _inside(path: Path, folder: Path) -> bool:
    try:
        return path.resolve().is_relative_to(folder)
    except (OSError, RuntimeError):
        return False  # links that run in a circle
