"""What the tests share: one set of engines for the whole run, and no silent skips in CI."""

import os
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from pipeline.engines import Engines, LanguageRules
from pipeline.engines.lingotweaker import LingoTweaker
from pipeline.errors import EngineUnavailable

# Runs that the tests start keep the language model's answers in the checkout, not in the user's own folder.
os.environ["COPYDESK_CACHE"] = str(Path(__file__).parents[1] / ".cache")

# How long an example takes depends on what else the machine does.
settings.register_profile("copydesk", deadline=None)
settings.load_profile("copydesk")


@pytest.fixture(scope="session")
def engines() -> Iterator[Engines]:
    """One set for the whole run, since they take seconds to load."""
    with Engines({LanguageRules: LingoTweaker}) as made:
        yield made


@pytest.fixture(scope="session")
def language_rules(engines: Engines) -> None:
    """Skips, with the reason, a test of what only LanguageTool's rules find where nobody runs them: on macOS."""
    try:
        engines.get(LanguageRules)
    except EngineUnavailable as error:
        pytest.skip(str(error))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """In CI all that a slow test needs is installed: one that is skipped there has failed."""
    report = yield
    if report.skipped and not hasattr(report, "wasxfail") and os.environ.get("CI") and item.get_closest_marker("slow"):
        report.outcome = "failed"
    return report
