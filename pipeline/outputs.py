"""What a folder of the output holds: files, and the manifest that lists them and says what they were made of.

What an earlier run made and this one didn't is removed, so that nothing old looks new; what somebody has changed since,
and what was never listed, stays. A manifest holds no time and no place on this machine: the same sources make the same
bytes.
"""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pipeline import __version__, decisions, files
from pipeline.config import Config, nearest
from pipeline.doctor import engines
from pipeline.engines import LanguageRules
from pipeline.errors import EngineUnavailable, Refused
from pipeline.source import Source

MANIFEST = "manifest.json"

ANTHOLOGY = "anthology"
"""The key of a manifest that is a collection's, with its title."""


def sha256(data: bytes) -> str:
    """A file's SHA-256, in hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def write(folder: Path, made: Mapping[str, bytes], said: Mapping[str, Any]) -> tuple[Path, ...]:
    """Write files into a folder, by their names with forward slashes, and the manifest; remove what is made no more.

    `said` is what the manifest says besides the files and their sums. A file that has these bytes already is left
    alone. Raises OSError, and Refused where the folder can't be one.
    """
    if folder.exists() and not folder.is_dir():
        raise Refused(f"{folder}: is a file, and the exports need a folder of that name; move it away.")
    before = listed(folder)
    sums = {name: sha256(data) for name, data in made.items()}
    manifest = json.dumps({**said, "files": sums}, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    for name, data in {**made, MANIFEST: manifest.encode("utf-8")}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if not (path.is_file() and path.read_bytes() == data):
            files.write_atomically(path, data)
    for name, known in before.items():
        if name not in made:
            _remove(folder, name, known)
    return tuple(folder / name for name in made)


def clear(folder: Path) -> None:
    """Remove what a folder's manifest lists, the manifest, and the folder if it is empty then. Raises OSError."""
    for name, known in listed(folder).items():
        _remove(folder, name, known)
    (folder / MANIFEST).unlink(missing_ok=True)
    if not any(folder.iterdir()):
        folder.rmdir()


def read(folder: Path) -> Mapping[str, Any]:
    """What a folder's manifest says; nothing where there is none, or something else."""
    try:
        said = json.loads((folder / MANIFEST).read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}


def listed(folder: Path) -> dict[str, str]:
    """The files that a folder's manifest lists, with their sums; those that would lie elsewhere are left out."""
    named = read(folder).get("files")
    if not isinstance(named, dict):
        return {}
    root = folder.resolve()
    return {
        name: known
        for name, known in named.items()
        if isinstance(known, str) and (folder / name).resolve().is_relative_to(root)
    }


def made_of(source: Source, settings: Config) -> dict[str, Any]:
    """What a manifest says of where a folder's files come from: versions, and the SHA-256 of all that was read.

    Paths are from the configuration's folder; a draft that lies elsewhere, or came by standard input, has its name.
    """
    draft = Path(source.path)
    beside = [draft.with_suffix(".toml"), nearest(draft.parent, "names.txt", settings.root)]
    read = [decisions.beside(draft), settings.path, settings.works_path, *beside]
    rules = "languagetool" if settings.engine == "languagetool" or settings.server else "lingotweaker"
    return {
        "source": {"path": _named_from(draft, settings), "sha256": sha256(source.text.encode("utf-8"))},
        "read": {_named_from(path, settings): sha256(path.read_bytes()) for path in read if path and path.is_file()},
        "versions": versions(rules),
    }


def versions(rules: str) -> dict[str, str]:
    """The versions of copydesk and of what a run may ask; `rules` is the name of what runs LanguageTool's rules.

    An engine that is not installed is not there.
    """
    found = {"copydesk": __version__}
    for kind in engines():
        if issubclass(kind, LanguageRules) and kind.NAME != rules:
            continue
        try:
            found[kind.NAME] = kind.version()
        except EngineUnavailable:
            continue
    return found


def _remove(folder: Path, name: str, known: str) -> None:
    """Remove a file that nobody has changed, and the folders that are empty then."""
    path = folder / name
    if not path.is_file() or sha256(path.read_bytes()) != known:
        return
    path.unlink()
    for place in path.parents:
        if place == folder or any(place.iterdir()):
            return
        place.rmdir()


def _named_from(path: Path, settings: Config) -> str:
    """A path as the manifest has it: the same on every machine."""
    name = settings.relative(path)
    return path.name if Path(name).is_absolute() else name
