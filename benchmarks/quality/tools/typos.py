"""typos, out of the box. It is run as a program."""

import json
from collections.abc import Mapping, Sequence

from benchmarks.quality.environment import Environment, written
from benchmarks.quality.sheet import Mark, Sheet

TITLE = "typos"

FOUND = (0, 2)
"""The codes that typos ends with: nothing found, something found."""


def marks(sheets: Sequence[Sheet], environment: Environment) -> Mapping[str, Sequence[Mark]]:
    """What typos says of each sheet. Raises Unavailable."""
    with written(sheets) as files:
        said = environment.run(
            "typos", ["--isolated", "--no-check-filenames", "--format", "json", *files], passed=FOUND
        )
    return read(files, said)


def read(files: Mapping[str, Sheet], said: str) -> dict[str, list[Mark]]:
    """The marks in what typos prints for the sheets; it counts bytes of UTF-8 in a line."""
    made: dict[str, list[Mark]] = {sheet.name: [] for sheet in files.values()}
    for found in map(json.loads, said.splitlines()):
        if found["type"] != "typo":
            continue
        sheet = files[found["path"]]
        before = sheet.line(found["line_num"]).encode("utf-8")[: found["byte_offset"]].decode("utf-8")
        start = sheet.lines[found["line_num"] - 1] + len(before)
        right = tuple(found["corrections"])
        made[sheet.name].append(Mark(start, start + len(found["typo"]), "typos", replacements=right))
    return made
