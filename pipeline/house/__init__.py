"""House style as data, one entry a line, that an editor who does not program can change.

The tables that copydesk brings stand beside this file; a house adds its own `names.txt` and `works.toml` in the folder
of its drafts. In every table a line that begins with `#` is a comment and columns are separated by tabs.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from pipeline.house._lists import bigrams as bigrams
from pipeline.house._lists import capitals as capitals
from pipeline.house._lists import frequencies as frequencies
from pipeline.house._lists import misspellings as misspellings
from pipeline.house._lists import names as names
from pipeline.house._lists import titles as titles

if TYPE_CHECKING:
    from pipeline.house.learned import Learned


@dataclass(frozen=True, slots=True)
class House:
    """The settings that reach a check.

    `dialect` is a BCP 47 tag such as `en-GB`, or `auto` for the draft's own. `profile` is a style profile's name, or
    `keep` for the draft's own style. `quotes` is `straight`, `curly` or `keep`. `names` are spellings that are right
    here: names above all, but other words, too. `learned` is what its back issues taught, where it has any. `own` are
    the settings of the house's own profile, where that is the one named; `styles.style` makes a `Style` of both.
    `works` are the entries of its `works.toml` by key.
    """

    dialect: str = "auto"
    profile: str = "keep"
    quotes: str = "keep"
    names: frozenset[str] = frozenset()
    learned: "Learned | None" = None
    own: tuple[tuple[str, str], ...] = ()
    works: Mapping[str, Any] = field(default_factory=dict)


def text(name: str) -> str:
    """A data file of the house, whole. FileNotFoundError where there is none of that name."""
    return files(__package__).joinpath(name).read_text("utf-8")


@cache
def table(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of a tab-separated table of the house, comments and blank lines left out."""
    return tuple(
        tuple(column.strip() for column in line.split("\t"))
        for line in text(name).splitlines()
        if line.strip() and not line.startswith("#")
    )


@cache
def entries(name: str) -> frozenset[str]:
    """The first column of a table, as a set."""
    return frozenset(row[0] for row in table(name))
