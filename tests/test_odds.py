"""The weights by which marks and capitals are told: their tables, and how they are fitted."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from enum import Enum
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from benchmarks import _odds, casing
from benchmarks._odds import Example, curve, fitted
from pipeline import house, readers
from pipeline.checks._odds import BAR, odds
from pipeline.checks.punctuation import _weighing as punctuation
from pipeline.checks.punctuation._places import Mend
from pipeline.checks.spelling import _casing
from pipeline.checks.spelling._casing import Cased, Turn
from pipeline.engines import Engines
from pipeline.source import Source

TABLES = [(Mend, punctuation.weights()), (Turn, _casing.weights())]


@pytest.mark.parametrize(("ways", "table"), TABLES)
def test_each_way_of_mending_has_a_bar_and_a_constant(
    ways: type[Enum], table: Mapping[Enum, Mapping[str, float]]
) -> None:
    assert set(ways) == {way for way, known in table.items() if {BAR, "always"} <= set(known)}


@pytest.mark.parametrize(("ways", "table"), TABLES)
def test_a_likelier_text_speaks_for_every_mend(ways: type[Enum], table: Mapping[Enum, Mapping[str, float]]) -> None:
    assert [] == [way for way in ways if table[way]["gain"] <= 0]


@pytest.mark.parametrize(("ways", "table"), TABLES)
def test_a_writer_who_slips_often_has_slipped_here_too(
    ways: type[Enum], table: Mapping[Enum, Mapping[str, float]]
) -> None:
    careless = {"care": 1.0, "slips": 1.0}
    assert [] == [way for way in ways if odds(table[way], careless) <= 0]


def test_a_fit_finds_what_speaks_for_and_against() -> None:
    drawn = np.random.default_rng(7)
    rows = np.ones((4000, 4))
    rows[:, 1:] = drawn.integers(0, 2, (4000, 3))
    odds = rows @ np.array([-1.0, 2.0, -1.5, 0.0])
    right = (drawn.random(4000) < 1 / (1 + np.exp(-odds))).astype(float)
    constant, speaks_for, against, silent = fitted(rows, right, np.ones(4), np.zeros(4))
    assert constant < 0 < speaks_for
    assert against < -1
    assert abs(silent) < 0.3


def test_what_was_known_counts_where_drafts_say_nothing() -> None:
    rows = np.array([[1.0, 0.0], [1.0, 1.0], [1.0, 0.0]])
    _, unseen = fitted(rows, np.array([0.0, 1.0, 1.0]), np.full(2, 3.0), np.array([0.0, 4.0]))
    assert 3.5 < unseen < 4.5


def test_what_counts_nothing_says_nothing() -> None:
    rows = np.ones((2, 1))
    (yes,) = fitted(rows, np.array([1.0, 0.0]), np.ones(1), np.zeros(1), np.array([1.0, 0.0]))
    (both,) = fitted(rows, np.array([1.0, 0.0]), np.ones(1), np.zeros(1))
    assert yes > both == pytest.approx(0.0)


def test_a_curve_says_how_much_is_found_above_which_odds() -> None:
    line = curve([True, True, False, True], [3.0, 2.0, 1.0, 0.0])
    assert "precision 0.9: 0.67 found above 2.0" in line
    assert "precision 0.7: 1.00 found above 0.0" in line


class Way(Enum):
    """Two ways of mending."""

    ONE = "one"
    OTHER = "other"

    def __str__(self) -> str:
        return str(self.value)


def test_a_table_is_learned_and_keeps_its_heading_and_bars(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "set"
    for name, text in (("drafts/a.md", "It rains."), ("gold/a.jsonl", ""), ("score.py", "read_gold = lambda path: []")):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    (tmp_path / "odds.tsv").write_text("# A heading.\n", "utf-8")
    monkeypatch.setattr(house, "__file__", str(tmp_path / "__init__.py"))
    monkeypatch.setattr(house, "text", lambda name: (tmp_path / name).read_text("utf-8"))

    def examples(draft: Path, marked: Sequence[dict[str, Any]], score: Any, engines: Engines) -> Iterator[Example]:
        for number in range(40):
            hot = float(number % 2)
            yield Example(f"{number % 8}", Way.ONE, {"always": 1.0, "hot": hot}, right=bool(hot))

    monkeypatch.setattr(sys, "argv", ["learn", str(folder), "--afresh", "--write"])
    _odds.learn("About.", "odds.tsv", {Way.ONE: {BAR: 0.5}}, examples)
    heading, bar, *rows = (tmp_path / "odds.tsv").read_text("utf-8").splitlines()
    assert ("# A heading.", "one\t(bar)\t0.5") == (heading, bar)
    learned = {name: float(weight) for _, name, weight in (row.split("\t") for row in rows)}
    assert learned["always"] < 0 < learned["hot"]


@pytest.mark.parametrize(
    ("mark", "right"),
    [
        ({"level": "error", "text": "Choir", "fixes": ["choir"]}, True),
        ({"level": "error", "text": "Choir", "fixes": ["Chorus"]}, None),
        ({"level": "advice", "text": "Choir", "fixes": ["choir"]}, None),
        (None, False),
    ],
)
def test_a_capital_is_right_where_the_editor_mends_it_so(
    mark: dict[str, Any] | None, right: bool | None, engines: Engines
) -> None:
    (block,) = readers.read(Source("a.md", "He loves the Choir of the town."), engines).blocks
    marks = [mark | {"start": 13, "end": 18}] if mark else []
    assert casing.verdict(block, Cased(13, 18, "choir", Turn.SMALL, {}), marks) is right
