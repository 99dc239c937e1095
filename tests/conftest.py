"""What the tests share: one set of engines for the whole run, and no silent skips in CI."""

import os
import shutil
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

from pipeline.engines import Engines, LanguageRules
from pipeline.engines.lingotweaker import LingoTweaker
from pipeline.errors import EngineUnavailable

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Request

    from pipeline.compare import Comparison
    from pipeline.finding import Report

Opener = Callable[..., "Page"]

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


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    """The system's Chromium."""
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        pytest.skip("Chromium is not installed: apt-get install chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield launched
        launched.close()


@pytest.fixture
def opener(browser: "Browser", tmp_path: Path) -> Iterator[Opener]:
    """Opens a report's page from disk; nothing is asked for from outside, and nothing goes wrong."""
    from pipeline.reporters import html

    wrong: list[str] = []
    pages: list[Page] = []
    path = tmp_path / "review.html"

    def asked(request: "Request") -> None:
        if request.url != path.as_uri():
            wrong.append(request.url)

    def opened(report: "Report", width: int = 1280, resolved: Any = None, since: "Comparison | None" = None) -> "Page":
        path.write_text(html.render([report], {report.path: resolved} if resolved else None, since=since), "utf-8")
        page = browser.new_page(viewport={"width": width, "height": 900})
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda message: wrong.append(message.text))
        page.on("request", asked)
        page.goto(path.as_uri())
        pages.append(page)
        return page

    yield opened
    assert [] == [each for each in wrong if not each.startswith("blob:")]
    for page in pages:
        page.close()


@pytest.fixture
def opened(opener: Opener) -> "Page":
    """The page of the sample."""
    from tests.reporting import real

    return opener(real())


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """In CI all that a slow test needs is installed: one that is skipped there has failed."""
    report = yield
    if report.skipped and not hasattr(report, "wasxfail") and os.environ.get("CI") and item.get_closest_marker("slow"):
        report.outcome = "failed"
    return report
