"""The weights by which missing and needless marks are told: their table, and how they are fitted."""

import numpy as np

from benchmarks.punctuation import curve, fitted
from pipeline.checks.punctuation._places import Mend
from pipeline.checks.punctuation._weighing import BAR, weights


def test_each_way_of_mending_has_a_bar_and_a_constant() -> None:
    assert set(Mend) == {mend for mend, known in weights().items() if {BAR, "always"} <= set(known)}


def test_a_likelier_text_speaks_for_every_mend() -> None:
    assert [] == [mend for mend, known in weights().items() if known["gain"] <= 0]


def test_a_fit_finds_what_speaks_for_and_against() -> None:
    drawn = np.random.default_rng(7)
    rows = np.ones((4000, 4))
    rows[:, 1:] = drawn.integers(0, 2, (4000, 3))
    odds = rows @ np.array([-1.0, 2.0, -1.5, 0.0])
    right = (drawn.random(4000) < 1 / (1 + np.exp(-odds))).astype(float)
    constant, speaks_for, against, silent = fitted(rows, right)
    assert constant < 0 < speaks_for
    assert against < -1
    assert abs(silent) < 0.3


def test_what_was_known_counts_where_drafts_say_nothing() -> None:
    rows = np.array([[1.0, 0.0], [1.0, 1.0], [1.0, 0.0]])
    _, unseen = fitted(rows, np.array([0.0, 1.0, 1.0]), np.array([0.0, 4.0]))
    assert 3.5 < unseen < 4.5


def test_a_curve_says_how_much_is_found_above_which_odds() -> None:
    line = curve([True, True, False, True], [3.0, 2.0, 1.0, 0.0])
    assert "precision 0.9: 0.67 found above 2.0" in line
    assert "precision 0.7: 1.00 found above 0.0" in line
