"""The editor's page in a real browser, and SARIF by its official schema.

Chromium is the system's. axe-core and the schema come from npm: `npm install --no-save --ignore-scripts axe-core
@microsoft/jest-sarif` in tests/, or in a folder whose node_modules COPYDESK_NODE_MODULES names.
"""

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from pipeline.finding import Report
from pipeline.reporters import html, sarif
from tests.reporting import finding, paragraphs, sample, samples

pytestmark = pytest.mark.slow

MODULES = Path(os.environ.get("COPYDESK_NODE_MODULES", Path(__file__).parent / "node_modules"))
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def from_npm(path: str) -> str:
    package = "/".join(path.split("/")[: 2 if path.startswith("@") else 1])
    if not (MODULES / path).is_file():
        pytest.skip(f"{package} is not installed: npm install --no-save --ignore-scripts {package}")
    return (MODULES / path).read_text("utf-8")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        pytest.skip("Chromium is not installed: apt-get install chromium")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield launched
        launched.close()


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Page]:
    """The sample's page, opened from disk; nothing is asked for from outside, and nothing goes wrong."""
    path = tmp_path / "review.html"
    path.write_text(html.render([sample()]), "utf-8")
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda message: wrong.append(message.text))
    page.on("request", lambda request: None if request.url == path.as_uri() else wrong.append(request.url))
    page.goto(path.as_uri())
    yield page
    assert [] == wrong
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("which", ["sample", "several"])
def test_axe_finds_nothing(browser: Browser, tmp_path: Path, scheme: Any, width: int, which: str) -> None:
    axe = from_npm("axe-core/axe.min.js")
    path = tmp_path / "review.html"
    path.write_text(html.render([sample()] if which == "sample" else samples()), "utf-8")
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce", bypass_csp=True
    )
    page = context.new_page()
    page.goto(path.as_uri())
    page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
    page.evaluate(axe)
    found = page.evaluate("rules => axe.run(document, { runOnly: rules })", RULES)
    assert found["passes"], "axe ran"
    assert [] == [(each["id"], [node["html"] for node in each["nodes"]]) for each in found["violations"]]
    assert width >= page.evaluate("document.documentElement.scrollWidth"), "nothing to scroll to the side for"
    context.close()


def test_axe_would_find_something(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content("<img src='data:,'><p style='color:#ccc;background:#fff'>pale</p>")
    page.evaluate(from_npm("axe-core/axe.min.js"))
    found = page.evaluate("rules => axe.run(document, { runOnly: rules })", RULES)
    assert {"image-alt", "color-contrast"} <= {each["id"] for each in found["violations"]}
    page.close()


def test_keys_go_from_note_to_note_and_round(opened: Page) -> None:
    total = opened.locator('.note[data-kind="judgement"]').count()
    assert f"{total} notes" == opened.locator(".progress").inner_text()
    opened.keyboard.press("j")
    assert f"1 of {total} notes" == opened.locator(".progress").inner_text()
    assert "1" == opened.evaluate("document.activeElement.querySelector('.number').textContent")
    opened.keyboard.press("k")
    assert f"{total} of {total} notes" == opened.locator(".progress").inner_text()


def test_keys_can_be_turned_off(opened: Page) -> None:
    opened.get_by_label("Keys").uncheck()
    opened.keyboard.press("j")
    assert "of" not in opened.locator(".progress").inner_text()


def test_a_note_stands_beside_its_line(opened: Page) -> None:
    opened.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
    note = opened.locator('.note[data-check="sample/comma"]').bounding_box()
    place = opened.locator(".spot", has_text="However").bounding_box()
    assert note and place
    assert abs(note["y"] - place["y"]) < 30
    assert note["x"] > place["x"] + place["width"]


def test_without_marks_the_corrected_prose_is_read(opened: Page) -> None:
    opened.get_by_label("Marks").uncheck()
    prose = opened.locator('[data-block="3"]').inner_text()
    assert "the last survivor of the original" in prose
    assert "However, the band" in prose
    assert not opened.locator(".note").first.is_visible()


def test_without_mechanical_changes_the_others_stay(opened: Page) -> None:
    opened.get_by_label("Mechanical changes").uncheck()
    assert not opened.get_by_text("surviver", exact=True).first.is_visible()
    assert opened.locator("del", has_text="its").is_visible()


def test_without_its_script_the_page_is_whole(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "review.html"
    path.write_text(html.render([sample()]), "utf-8")
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(path.as_uri())
    assert page.get_by_text("Two sentences are joined by a comma alone.").is_visible()
    assert not page.get_by_role("region", name="Tools").is_visible()
    context.close()


def test_a_draft_cannot_run_a_script(browser: Browser, tmp_path: Path) -> None:
    document = paragraphs("a.md", ["<script>document.title = 'run'</script>"])
    path = tmp_path / "review.html"
    page_text = html.render([Report("a.md", document, (finding(document.source, 0, 8),))])
    path.write_text(page_text.replace("</main>", "<script>document.title = 'run'</script></main>"), "utf-8")
    page = browser.new_page()
    page.goto(path.as_uri())
    assert page.title() != "run", "the policy allows our own script only"
    page.close()


def test_sarif_is_valid_by_its_official_schema() -> None:
    schema = json.loads(from_npm("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json"))
    log = json.loads(sarif.render(samples()))
    jsonschema.validate(log, schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**log, "version": "1"}, schema)
