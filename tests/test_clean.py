"""Essays written to break the linter, hard and right: nothing in them is an error, and no question arises.

An album review in British English with names from everywhere, an essay on games with dialogue, handles, lists and
slang, a literary essay in long periods; and their like.
"""

from pathlib import Path

import pytest

from pipeline.finding import Severity
from pipeline.run import Run

pytestmark = pytest.mark.slow  # the language model reads 4,300 words

FOLDER = Path(__file__).parent / "data" / "clean"


@pytest.fixture(scope="module")
def findings() -> dict[str, list[tuple[str, str]]]:
    with Run([FOLDER]) as desk:
        return {
            Path(report.path).stem: [
                (found.check, found.text) for found in report.findings if found.severity is not Severity.ADVICE
            ]
            for report in map(desk.report, desk.sources())
        }


@pytest.mark.parametrize("essay", sorted(path.stem for path in FOLDER.glob("*.md")))
def test_nothing_is_flagged(essay: str, findings: dict[str, list[tuple[str, str]]]) -> None:
    assert [] == findings[essay]
