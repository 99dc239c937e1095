"""A check's page shows what was measured of it, and no check that is mostly wrong speaks unasked."""

import pytest

from pipeline import checks, explain, house
from pipeline.checks import Check
from pipeline.explain import Measure
from pipeline.finding import Severity

ROWS = {
    "words": (20_000, 30_000),
    "repetition/doubled-word": (30, 2, 3, 5),
    "spelling/glued-words": (9, 0, 0, 0),
}


@pytest.fixture
def measured(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = tuple((name, *map(str, counts)) for name, counts in ROWS.items())
    monkeypatch.setattr(house, "table", lambda name: rows if name == explain.MEASURED else ())


@pytest.mark.parametrize(
    ("name", "line"),
    [
        (
            "repetition/doubled-word",
            "measured: 35 of 40 findings right (88%), 8.0 in 10,000 words; in edited prose 1.0 wrong in 10,000 words",
        ),
        ("spelling/glued-words", "measured: 9 of 9 findings right in 50,000 words: too few to say"),
        ("quotes/unclosed-quote", "measured: no finding in 50,000 words: too few to say"),
        ("style/long-sentence", "measured: a matter of taste, which nobody can measure"),
    ],
)
def test_a_page_shows_what_was_measured(measured: None, name: str, line: str) -> None:
    assert line in explain.page(name).splitlines()


def test_the_table_reads_back(monkeypatch: pytest.MonkeyPatch) -> None:
    measures = {"spacing/double-space": Measure(12, 1, 0, 2), "quotes/unclosed-quote": Measure(3, 0, 1, 0)}
    lines = explain.measured_table(measures, 1_000, 54_000).splitlines()
    rows = tuple(tuple(line.split("\t")) for line in lines if not line.startswith("#"))
    monkeypatch.setattr(house, "table", lambda _: rows)
    assert (measures, 1_000, 54_000) == explain.measured()


def test_something_was_measured() -> None:
    measures, drafts, edited = explain.measured()
    assert drafts > 0
    assert edited > 0
    assert any(each.precision is not None for each in measures.values())


SPEAKING = [check for check in checks.chosen() if check.severity is not Severity.ADVICE]


@pytest.mark.parametrize("check", SPEAKING, ids=[check.id for check in SPEAKING])
def test_a_check_that_is_mostly_wrong_is_advice(check: Check) -> None:
    precision = explain.measured()[0].get(check.id, Measure()).precision
    assert precision is None or precision >= 0.5, "more often wrong than right: SEVERITY is to be Severity.ADVICE"
