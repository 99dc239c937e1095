"""The tools that copydesk is measured beside, one adapter a file.

An adapter has `TITLE` (its column) and `marks(sheets, environment) -> {sheet's name: marks}`, which raises Unavailable
where the tool can't be had. All but LanguageTool's rules run in an environment of their own, and nothing of them is
imported here.
"""

from collections.abc import Mapping, Sequence
from types import ModuleType

from benchmarks.quality.environment import Environment
from benchmarks.quality.sheet import Mark, Sheet
from benchmarks.quality.tools import codespell, harper, languagetool, proselint, typos

ALL: tuple[ModuleType, ...] = (languagetool, harper, codespell, typos, proselint)
"""The adapters, in the order of the table's columns."""


def marks(tool: ModuleType, sheets: Sequence[Sheet], environment: Environment) -> Mapping[str, Sequence[Mark]]:
    """What a tool says of each sheet. Raises Unavailable."""
    said: Mapping[str, Sequence[Mark]] = tool.marks(sheets, environment)
    return said
