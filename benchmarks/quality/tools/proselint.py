"""proselint, every check that is on out of the box. It is run as a program."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.parse import unquote, urlsplit

from benchmarks.quality.environment import Environment, written
from benchmarks.quality.sheet import Mark, Sheet

TITLE = "proselint"

FOUND = (0, 1)
"""The codes that proselint ends with: nothing found, something found."""


def marks(sheets: Sequence[Sheet], environment: Environment) -> Mapping[str, Sequence[Mark]]:
    """What proselint says of each sheet. Raises Unavailable."""
    with written(sheets) as files:
        said = environment.run("proselint", ["check", "--output-format", "json", *files], passed=FOUND)
    return read(files, said)


def read(files: Mapping[str, Sheet], said: str) -> dict[str, list[Mark]]:
    """The marks in what proselint prints for the sheets; it counts code points from 1, and names files by address."""
    made: dict[str, list[Mark]] = {sheet.name: [] for sheet in files.values()}
    for address, result in json.loads(said)["result"].items():
        sheet = files[str(Path(unquote(urlsplit(address).path)))]
        for found in result["diagnostics"]:
            start, end = (at - 1 for at in found["span"])
            right = (found["replacements"],) if found["replacements"] else ()
            rule = f"proselint/{found['check_path']}"
            made[sheet.name].append(Mark(start, end, rule, found["message"], right))
    return made
