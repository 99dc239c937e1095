"""The editor's page in a real browser, to read: what it shows, and that everybody can use it."""

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from playwright.sync_api import Browser, Page

from pipeline.decisions import Verdict
from pipeline.finding import Report
from pipeline.reporters import html
from tests.browsing import RULES, from_npm, keys, progress, prose, rewritten, saved
from tests.conftest import Opener
from tests.reporting import finding, paragraphs, real, sample, samples
from tests.test_reporters_html import reports

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    ("scheme", "width", "served"),
    [("light", 320, False), ("dark", 320, False), ("light", 1280, True), ("light", 1280, False), ("dark", 1280, False)],
)
def test_axe_finds_nothing(browser: Browser, tmp_path: Path, scheme: Any, width: int, served: bool) -> None:
    axe = from_npm("axe-core/axe.min.js")
    path = tmp_path / "review.html"
    (tmp_path / "review.css").write_text(html.style(), "utf-8")
    (tmp_path / "review.js").write_text(html.script(), "utf-8")
    desk = html.Served("/d/k", "review.css", "review.js") if served else None
    page_text = html.render([real()], served=desk, since=rewritten())
    path.write_text(page_text, "utf-8")
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce", bypass_csp=True
    )
    page = context.new_page()
    page.goto(path.as_uri())
    page.evaluate(axe)

    def look(state: str) -> None:
        found = page.evaluate("rules => axe.run(document, { runOnly: rules })", RULES)
        assert found["passes"], "axe ran"
        wrong = [(each["id"], [node["html"] for node in each["nodes"]]) for each in found["violations"]]
        assert (state, []) == (state, wrong)
        assert width >= page.evaluate("document.documentElement.scrollWidth"), "nothing to scroll to the side for"

    look("as it opens")
    keys(page, "m", "j", "j")
    look("a note, and the mechanical changes")
    keys(page, "a", "r", "2", "k", "c", "W", "h", "y", "Enter", "j", "e")
    look("decided, and a form")
    keys(page, "Escape", "v")
    look("side by side")
    keys(page, "v")
    look("clean")
    keys(page, "v", "j")
    look("the writer's edits")
    keys(page, "v", "?")
    look("help")
    keys(page, "Escape")
    page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
    page.get_by_label("State").select_option("accepted")
    look("filtered, the checks' pages open")
    context.close()


def test_axe_finds_nothing_on_a_page_without_a_draft(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "review.html"
    path.write_text(html.render([samples()[2]]), "utf-8")
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    page.goto(path.as_uri())
    page.evaluate(from_npm("axe-core/axe.min.js"))
    found = page.evaluate("rules => axe.run(document, { runOnly: rules })", RULES)
    assert [] == [each["id"] for each in found["violations"]]
    context.close()


def test_axe_would_find_something(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content("<img src='data:,'><p style='color:#ccc;background:#fff'>pale</p>")
    page.evaluate(from_npm("axe-core/axe.min.js"))
    found = page.evaluate("rules => axe.run(document, { runOnly: rules })", RULES)
    assert {"image-alt", "color-contrast"} <= {each["id"] for each in found["violations"]}
    page.close()


def test_a_note_stands_beside_its_line(opened: Page) -> None:
    keys(opened, "j")
    place = opened.locator(".spot.current").first.bounding_box()
    beside = opened.locator(".note.current").bounding_box()
    assert place
    assert beside
    assert abs(beside["y"] - place["y"]) < 30
    assert beside["x"] > place["x"] + place["width"]


def test_notes_do_not_cover_one_another(opened: Page) -> None:
    keys(opened, "m", "j", "j", "j")
    opened.wait_for_timeout(200)
    boxes = [box for each in opened.locator(".margin .note").all() if (box := each.bounding_box())]
    boxes.sort(key=lambda box: box["y"])
    assert len(boxes) > 5
    assert all(a["y"] + a["height"] <= b["y"] + 1 for a, b in pairwise(boxes))


def test_on_a_phone_the_note_stands_under_its_line_in_the_window(opener: Opener) -> None:
    page = opener(real(), width=390)
    assert not page.locator(".margin .note").first.is_visible()
    page.locator(".ref").nth(2).click()
    place, sheet = page.locator(".spot.current").first.bounding_box(), page.locator(".note.current").bounding_box()
    assert place
    assert sheet
    assert 0 <= place["y"] < place["y"] + place["height"] <= sheet["y"] < 900
    page.locator(".note.current").get_by_role("button", name="Reject, Note").click()
    assert progress(page).startswith("1 of")
    page.get_by_role("button", name="Close").click()
    assert 0 == page.locator(".note.current").count()


def test_views(opened: Page) -> None:
    opened.get_by_text("Clean").click()
    assert "the last survivor of the original" in opened.locator('[data-block="3"]').inner_text()
    assert not opened.locator(".margin .note").first.is_visible()
    opened.get_by_text("Side by side").click()
    before, after = (each.inner_text() for each in opened.locator('[data-block="3"]').all())
    assert "the last surviver of the original" in before
    assert "the last survivor of the original" in after
    left, right = (each.bounding_box() for each in opened.locator('[data-block="3"]').all())
    assert left
    assert right
    assert left["x"] + left["width"] < right["x"]
    keys(opened, "j", "r")
    assert "room. However the band" in opened.locator('[data-block="3"]').nth(1).inner_text(), "both columns follow"


def test_the_writers_edits_are_a_layer_of_their_own(opener: Opener) -> None:
    page = opener(real(), since=rewritten())
    assert not page.get_by_role("heading", name="The writer’s edits").is_visible()
    page.get_by_text("Writer’s edits", exact=True).click()
    assert page.get_by_role("heading", name="The writer’s edits").is_visible()
    assert not page.get_by_role("heading", name="The draft").is_visible()
    page.get_by_role("link", name="moved here").first.click()
    assert "w-" == page.evaluate("location.hash.slice(1, 3)"), "from where it is to where it was"
    keys(page, "j")
    first = page.evaluate("document.activeElement.textContent")
    keys(page, "j", "k")
    assert first == page.evaluate("document.activeElement.textContent")
    assert "Edit 10 of 15" == page.get_by_role("status").inner_text(), "on from the place that was looked at"


def test_mechanical_changes_are_a_count_until_they_are_asked_for(opened: Page) -> None:
    switch = opened.get_by_role("switch", name="5 mechanical changes")
    assert not opened.get_by_text("surviver", exact=True).first.is_visible()
    assert opened.locator("del", has_text="its").first.is_visible()
    switch.check()
    assert opened.get_by_text("surviver", exact=True).first.is_visible()
    opened.locator(".note.mechanical", has_text="surviver").locator(".message").click()
    keys(opened, "r")
    assert "the last surviver of" in prose(opened, 3), "a mechanical change can be rejected as well"
    assert [Verdict.REJECTED] == [each.verdict for each in saved(opened)]


def test_without_its_script_the_page_is_whole(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "review.html"
    path.write_text(html.render([sample()]), "utf-8")
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(path.as_uri())
    assert page.get_by_text("Two sentences are joined by a comma alone.").is_visible()
    assert page.get_by_text("“surviver” is in no dictionary.").is_visible()
    assert not page.get_by_role("region", name="Tools").is_visible()
    assert not page.get_by_role("button", name="Accept").first.is_visible()
    context.close()


def test_a_draft_cannot_run_a_script(browser: Browser, tmp_path: Path) -> None:
    evil = "</script><script>document.title = 'run'</script>"
    document = paragraphs("a.md", [evil])
    path = tmp_path / "review.html"
    page_text = html.render([Report("a.md", document, (finding(document.source, 0, 8, evil),))])
    path.write_text(page_text.replace("</main>", "<script>document.title = 'run'</script></main>"), "utf-8")
    page = browser.new_page()
    page.goto(path.as_uri())
    keys(page, "j", "a", "k", "e")
    page.locator("textarea").fill("<img src=x onerror=\"document.title = 'run'\">")
    keys(page, "Enter")
    assert page.title() != "run", "the policy allows our own script only"
    assert 0 == page.locator("img").count()
    page.close()


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(report=reports())
def test_the_script_draws_what_the_template_drew(browser: Browser, tmp_path: Path, report: Report) -> None:
    """Every block that has a finding is drawn anew, by a decision and its undoing, and is what it was."""
    path = tmp_path / "review.html"
    path.write_text(html.render([report]), "utf-8")
    page = browser.new_page()
    page.goto(path.as_uri())
    blocks = "[...document.querySelectorAll('[data-block]')].map((each) => each.innerHTML)"
    first = page.evaluate(blocks)
    keys(page, "m")
    for _ in report.findings:
        keys(page, "j", "r")
    for _ in report.findings:
        keys(page, "u")
    keys(page, "Escape")
    assert [each.replace(" current", "") for each in page.evaluate(blocks)] == first
    page.close()
