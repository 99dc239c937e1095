"""A page written to break the mechanical checks: names, slang, dialogue, verse, faces, scripts; nothing is flagged."""

from pathlib import Path

from pipeline import checks, house
from pipeline.engines import Engines
from pipeline.finding import Severity
from pipeline.lint import Linter
from pipeline.source import read

STAGES = ("consistency", "quotes", "repetition", "spacing", "structure", "titles")
PAGE = Path(__file__).parent / "data" / "mechanics.md"


def test_the_page_is_clean(engines: Engines) -> None:
    chosen = [check for check in checks.chosen(STAGES) if not check.engines and "names" not in check.needs]
    report = Linter(chosen, engines).report(read(PAGE))
    assert report.error is None
    assert [] == [
        (finding.check, finding.text) for finding in report.findings if finding.severity is not Severity.ADVICE
    ]


def test_tables_have_the_columns_that_checks_read() -> None:
    for name, columns in (("lookalikes.tsv", 2), ("plurals.tsv", 3), ("hyphen-pairs.tsv", 2), ("genres.tsv", 1)):
        assert {columns} == {len(row) for row in house.table(name)}, name
    assert all(len(row) > 1 for row in house.table("variants.tsv"))


def test_no_word_is_in_two_rows_of_variants() -> None:
    forms = [form for row in house.table("variants.tsv") for form in row]
    assert sorted(set(forms)) == sorted(forms)
