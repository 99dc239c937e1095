"""codespell, with the dictionaries that it uses out of the box. It is run as a program."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from benchmarks.quality.environment import Environment, written
from benchmarks.quality.sheet import Mark, Sheet

TITLE = "codespell"

LINE = re.compile(r"^(?P<path>.+?):(?P<line>\d+): (?P<word>.+?) ==> (?P<right>.+)$")
FOUND = (0, 65)
"""The codes that codespell ends with: nothing found, something found."""


def marks(sheets: Sequence[Sheet], environment: Environment) -> Mapping[str, Sequence[Mark]]:
    """What codespell says of each sheet. Raises Unavailable."""
    with written(sheets) as files:
        said = environment.run("codespell", list(files), passed=FOUND)
    return read(files, said)


def read(files: Mapping[str, Sheet], said: str) -> dict[str, list[Mark]]:
    """The marks in what codespell prints for the sheets, which are named by their files' paths.

    It prints a line for each place, in order, with the line but not the column: the first report of a word in a line is
    its first occurrence there.
    """
    made: dict[str, list[Mark]] = {sheet.name: [] for sheet in files.values()}
    seen: Counter[tuple[str, str, str]] = Counter()
    for found in filter(None, map(LINE.match, said.splitlines())):
        path, number, word = found["path"], int(found["line"]), found["word"]
        sheet = files[path]
        places = [
            each.start() for each in re.finditer(rf"(?<![\w\-'’]){re.escape(word)}(?![\w\-'’])", sheet.line(number))
        ]
        nth = seen[path, found["line"], word]
        seen[path, found["line"], word] += 1
        if nth < len(places):
            start = sheet.lines[number - 1] + places[nth]
            right = tuple(each.strip() for each in found["right"].split(",") if each.strip())
            made[sheet.name].append(Mark(start, start + len(word), "codespell", replacements=right))
    return made
