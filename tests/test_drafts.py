"""Our own drafts: their decisions stand, and with them nothing is left to mend."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from pipeline import checks, config, decisions, fix, source
from pipeline.decisions import Decision, Resolved, Verdict
from pipeline.document import Document
from pipeline.engines import Engines
from pipeline.finding import Revision, Severity
from pipeline.lint import Linter, Settings
from pipeline.source import Source

DRAFTS = Path(__file__).parent.parent / "drafts"
NAMES = ["a-ledger-of-rain.md", "kitchen-light.md", "saltmoth.txt"]


@dataclass(frozen=True)
class Edited:
    recorded: tuple[Decision, ...]
    resolved: Resolved
    revision: Revision
    read: Callable[[Source], Document]


@pytest.fixture(scope="module", params=NAMES)
def edited(request: pytest.FixtureRequest, engines: Engines, language_rules: None) -> Edited:
    """A draft with its decisions and safe fixes, as `publish` has it."""
    path = DRAFTS / str(request.param)
    settings = config.load(DRAFTS)
    linter = Linter(checks.chosen(), engines, lambda path: Settings(settings.house(path), settings.allowed(path)))
    report = linter.report(source.read(path))
    assert report.document is not None
    recorded = decisions.load(decisions.beside(path))
    resolved = decisions.resolve(report.document, report.findings, recorded)
    revision = fix.settle(report, linter.lint, linter.read, choices=resolved.choices)
    return Edited(recorded, resolved, revision, linter.read)


def test_these_are_the_drafts() -> None:
    assert NAMES == [path.name for path in config.find_drafts([DRAFTS], config.load(DRAFTS))]


def test_with_the_decisions_nothing_is_left(edited: Edited) -> None:
    assert () == edited.resolved.stale
    assert [] == [(each.check, each.text) for each in edited.revision.left if each.severity is not Severity.ADVICE]


@pytest.mark.parametrize(("stage", "word"), [("spelling", "dont"), ("spelling", "i"), ("grammar", "i")])
def test_what_was_turned_down_stays_so_whichever_checks_run(stage: str, word: str, engines: Engines) -> None:
    path = DRAFTS / "saltmoth.txt"
    settings = config.load(DRAFTS)
    report = Linter(checks.chosen((stage,)), engines, lambda path: Settings(settings.house(path))).report(
        source.read(path)
    )
    assert report.document is not None
    resolved = decisions.resolve(report.document, report.findings, decisions.load(decisions.beside(path)))
    assert word in [each.text for each in resolved.rejected]
    assert word not in [each.text for each in resolved.open]


def test_decisions_once_applied_are_done(edited: Edited) -> None:
    after = decisions.resolve(
        edited.read(Source(edited.revision.before.path, edited.revision.after)), (), edited.recorded
    )
    assert () == after.stale
    assert tuple(each for each in edited.recorded if each.verdict is Verdict.ACCEPTED) == after.done
