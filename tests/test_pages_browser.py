"""The web page in a real browser: nothing is asked for, nothing moves while it loads, no script is needed."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from pipeline import exporters
from pipeline.engines import Engines
from pipeline.exporters import Vetted
from tests.essay import essay
from tests.exporting import FRONT, unzipped, vetted
from tests.stress import STRESS
from tests.test_exports_whole import review

pytestmark = pytest.mark.slow

SHIFT = """() => new Promise(done => {
  let sum = 0;
  new PerformanceObserver(list => list.getEntries().forEach(entry => sum += entry.value))
    .observe({type: "layout-shift", buffered: true});
  setTimeout(() => done(sum), 300);
})"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        pytest.skip("Chromium is not installed: apt-get install chromium")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield launched
        launched.close()


@pytest.fixture(scope="module", params=["everything", "arabic", "essay"])
def page(request: pytest.FixtureRequest, engines: Engines, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page with its pictures, as it lies in the output."""
    whole = request.param == "essay"
    of: Vetted = vetted(essay(), engines, STRESS) if whole else review(request.param, engines)
    folder = tmp_path_factory.mktemp("page")
    for name, picture in of.pictures.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(picture.data)
    (folder / "page.html").write_bytes(exporters.export("html", of, engines))
    return folder / "page.html"


def test_a_page_of_ten_thousand_words_is_under_100_kilobytes(page: Path) -> None:
    assert page.stat().st_size < 100_000


@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_moves_is_asked_for_or_goes_wrong(page: Path, width: int, browser: Browser) -> None:
    opened = browser.new_page(viewport={"width": width, "height": 900})
    asked: list[str] = []
    wrong: list[str] = []
    opened.on("request", lambda request: asked.append(request.url))
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    opened.on("console", lambda message: wrong.append(message.text))
    opened.goto(page.as_uri())
    opened.mouse.wheel(0, 100_000)
    assert 0 == opened.evaluate(SHIFT)
    assert [] == [url for url in asked if not url.startswith(page.parent.as_uri())]
    assert [] == wrong
    opened.close()


def test_without_scripts_the_page_is_the_same(page: Path, browser: Browser) -> None:
    def text(**options: Any) -> str:
        context = browser.new_context(**options)
        opened = context.new_page()
        opened.goto(page.as_uri())
        shown = opened.locator("main").inner_text()
        context.close()
        return shown

    assert text() == text(java_script_enabled=False)


def test_a_printed_page_keeps_its_spoilers_and_its_width(page: Path, browser: Browser) -> None:
    opened = browser.new_page(viewport={"width": 620, "height": 900})
    opened.emulate_media(media="print")
    opened.goto(page.as_uri())
    assert opened.evaluate("document.documentElement.scrollWidth") <= 620
    assert not opened.locator(".skip").is_visible()
    folded = "[...document.querySelectorAll('details > :not(summary)')].every(each => each.checkVisibility())"
    assert opened.evaluate(folded), "what is folded on a screen is printed"
    opened.close()


@pytest.mark.parametrize("kind", ["html", "epub"])
def test_a_paragraph_against_the_texts_direction_is_indented_like_its_neighbours(
    kind: str, engines: Engines, tmp_path: Path, browser: Browser
) -> None:
    of = vetted(f"{FRONT}One lamp.\n\nTwo.\n\nمصباح واحد يكفي.\n\nوالبحر لا ينسى.\n\nThree.\n", engines)
    made = exporters.export(kind, of, engines)
    for name, data in (unzipped(made) if kind == "epub" else {"page.html": made}).items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(data)
    opened = browser.new_page()
    opened.goto((tmp_path / ("EPUB/text.xhtml" if kind == "epub" else "page.html")).as_uri())
    indented = "[...document.querySelectorAll('p')].slice(-5).map(each => getComputedStyle(each).textIndent !== '0px')"
    assert [False, True, True, True, True] == opened.evaluate(indented)
    opened.close()
