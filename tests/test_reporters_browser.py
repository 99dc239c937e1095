"""The editor's page in a real browser: what a key does, what is saved, and that everybody can use it.

Chromium is the system's. axe-core and SARIF's schema come from npm: `npm install --no-save --ignore-scripts axe-core
@microsoft/jest-sarif` in tests/, or in a folder whose node_modules COPYDESK_NODE_MODULES names.
"""

import json
import os
import shutil
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Dialog, Page, Request, Route, sync_playwright
from playwright.sync_api import Error as PlaywrightError

from pipeline import decisions
from pipeline.compare import Comparison, compare
from pipeline.decisions import Decision, Resolved, Stale, Verdict
from pipeline.finding import Report
from pipeline.reporters import html, sarif
from tests.reporting import finding, paragraphs, real, sample, samples
from tests.test_reporters_html import reports

pytestmark = pytest.mark.slow

MODULES = Path(os.environ.get("COPYDESK_NODE_MODULES", Path(__file__).parent / "node_modules"))
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

Opener = Callable[..., Page]


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
def opener(browser: Browser, tmp_path: Path) -> Iterator[Opener]:
    """Opens a report's page from disk; nothing is asked for from outside, and nothing goes wrong."""
    wrong: list[str] = []
    pages: list[Page] = []
    path = tmp_path / "review.html"

    def asked(request: Request) -> None:
        if request.url != path.as_uri():
            wrong.append(request.url)

    def opened(report: Report, width: int = 1280, resolved: Any = None, since: Comparison | None = None) -> Page:
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
def opened(opener: Opener) -> Page:
    return opener(real())


def keys(page: Page, *pressed: str) -> None:
    for key in pressed:
        page.keyboard.press(key)


def progress(page: Page) -> str:
    return page.locator("#progress-text").inner_text()


def prose(page: Page, block: int) -> str:
    """A block as it will be set: without what is struck, and without the notes' numbers."""
    text: str = page.evaluate(
        """(block) => {
          const copy = document.querySelector(`[data-block="${block}"]`).cloneNode(true);
          for (const each of copy.querySelectorAll("del, .ref")) each.remove();
          return copy.textContent;
        }""",
        block,
    )
    return text


def current(page: Page) -> str:
    return page.locator(".note.current .number").inner_text()


def note(page: Page, number: int) -> Any:
    return page.locator(".note", has=page.locator(f'.number:text-is("{number}")'))


def saved(page: Page, act: Callable[[], None] | None = None) -> tuple[Decision, ...]:
    """What a save downloads, read as copydesk reads it, and written the same way by it."""
    with page.expect_download() as download:
        (act or (lambda: page.get_by_role("button", name="Save").click()))()
    assert "lamplighters.decisions.toml" == download.value.suggested_filename
    path = Path(download.value.path())
    loaded = decisions.from_entries(tomllib.loads(path.read_text("utf-8")).get("decision", []), path)
    assert decisions.dump(loaded) == path.read_text("utf-8")
    return loaded


def rewritten() -> Comparison:
    """What a writer did to the sample since an earlier version: a paragraph moved, others changed."""
    document = real().document
    assert document
    now = [block.text for block in document.blocks]
    return compare(
        [*now[:2], now[8], *(text.replace("the", "that") for text in now[2:8]), *now[9:], "It ends here."], now
    )


# Reading


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("served", [False, True])
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
    assert "Edit 1 of" in page.get_by_role("status").inner_text()


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


# Deciding


def test_keys_go_from_note_to_note_and_round(opened: Page) -> None:
    total = opened.locator('.note[data-kind="judgement"]').count()
    assert f"0 of {total} decided" == progress(opened)
    keys(opened, "j")
    assert "1" == current(opened)
    assert opened.evaluate("document.activeElement.classList.contains('current')"), "focus goes along"
    keys(opened, "k")
    assert str(total) == current(opened)
    keys(opened, "j", "j")
    assert "2" == current(opened)


def test_accept_reject_undo_and_redo(opened: Page) -> None:
    keys(opened, "j", "a")
    assert "2" == current(opened), "on to the next"
    keys(opened, "r")
    assert "2 of 9 decided" == progress(opened)
    assert "room. However, the band" in prose(opened, 3)
    assert "in March, the effect" in prose(opened, 3)
    keys(opened, "u")
    assert "in March; the effect" in prose(opened, 3), "an error's likely fix is shown until it is rejected"
    keys(opened, "u", "u", "u")
    assert "0 of 9 decided" == progress(opened)
    keys(opened, "U")
    assert "1 of 9 decided" == progress(opened)


def test_the_same_with_the_mouse(opened: Page) -> None:
    note(opened, 1).hover()
    note(opened, 1).get_by_role("button", name="Accept, Note").click()
    note(opened, 2).get_by_role("button", name="March. The effect").click()
    note(opened, 3).get_by_role("button", name="Reject, Note").click()
    assert "3 of 9 decided" == progress(opened)
    assert "in March. The effect" in prose(opened, 3)
    opened.get_by_role("button", name="Undo").click()
    assert "2 of 9 decided" == progress(opened)
    opened.locator(".spot", has_text="Solana").click()
    assert "7" == current(opened)
    note(opened, 7).get_by_role("button", name="Solano").click()
    verdicts = {(each.was, each.verdict, each.becomes) for each in saved(opened)}
    assert len(verdicts) == 3
    assert all(verdict is Verdict.ACCEPTED for _, verdict, _ in verdicts)


def test_a_querys_choices_are_buttons_and_numbers(opened: Page) -> None:
    assert note(opened, 7).get_by_role("button", name="Solano").is_visible()
    note(opened, 7).locator(".message").click()
    keys(opened, "1")
    assert "Mira Solano mixed" in prose(opened, 8)
    assert "true" == note(opened, 7).locator(".choice").get_attribute("aria-pressed")


def test_own_wording(opened: Page) -> None:
    keys(opened, "j", "j", "e")
    opened.keyboard.type("March, and the effect")
    keys(opened, "Enter")
    assert "3" == current(opened)
    assert "in March, and the effect is" in prose(opened, 3)
    assert "own wording" == note(opened, 2).locator(".state").inner_text()
    put_in = opened.locator('[data-block="3"] .spot.accepted ins').all_inner_texts()
    assert ["and"] == [each.strip() for each in put_in], "only what differs"
    (made,) = saved(opened)
    assert ("March, the effect", "March, and the effect") == (made.was, made.becomes)
    keys(opened, "k", "e", "x", "Escape")
    assert "in March, and the effect is" in prose(opened, 3), "Escape leaves all as it was"
    assert "2" == current(opened)


def test_a_wording_for_a_query_without_choices(opened: Page) -> None:
    note(opened, 5).locator(".message").click()
    keys(opened, "a")
    assert "0 of 9 decided" == progress(opened)
    assert "No wording is offered" in opened.get_by_role("status").inner_text()
    keys(opened, "e")
    opened.keyboard.type("They never wanted it")
    keys(opened, "Enter")
    assert "They never wanted it, Arkwright" in prose(opened, 6)


def test_a_comment_decides_nothing_and_stays_with_what_is_decided(opened: Page) -> None:
    keys(opened, "j", "c")
    opened.keyboard.type("Ask Ada")
    keys(opened, "Shift+Enter", "!", "Enter")
    assert "0 of 9 decided" == progress(opened)
    assert "1" == current(opened)
    (said,) = saved(opened)
    assert (Verdict.OPEN, "Ask Ada\n!", None) == (said.verdict, said.comment, said.becomes)
    keys(opened, "a")
    (made,) = saved(opened)
    assert (Verdict.ACCEPTED, "Ask Ada\n!") == (made.verdict, made.comment)
    keys(opened, "k", "o")
    (again,) = saved(opened)
    assert said == again


def test_all_of_this_kind_and_back_in_one_step(opener: Opener) -> None:
    document = paragraphs("drafts/lamplighters.md", ["one two one three one four"])
    found = tuple(
        replace(finding(document.source, at, at + 3, "1"), check="spelling/unknown-word") for at in (0, 8, 18)
    )
    page = opener(Report("drafts/lamplighters.md", document, found))
    keys(page, "j")
    assert page.get_by_text("3 undecided of spelling/unknown-word").is_visible()
    page.get_by_role("button", name="Accept all").click()
    assert "3 of 3 decided" == progress(page)
    assert "1 two 1 three 1 four" == prose(page, 0)
    keys(page, "u")
    assert "0 of 3 decided" == progress(page)
    keys(page, "R")
    assert "one two one three one four" == prose(page, 0)
    assert [Verdict.REJECTED] * 3 == [each.verdict for each in saved(page)]


def test_filters(opened: Page) -> None:
    opened.get_by_label("Severity").select_option("query")
    assert "2 notes shown" == opened.locator(".filtered").inner_text()
    keys(opened, "j")
    assert "5" == current(opened)
    keys(opened, "j", "j")
    assert "5" == current(opened)
    opened.get_by_label("Severity").select_option("")
    note(opened, 1).locator(".message").click()
    keys(opened, "a", "r")
    opened.get_by_label("State").select_option("rejected")
    assert ["2"] == opened.locator(".margin .note:visible .number").all_inner_texts()
    opened.get_by_label("State").select_option("open")
    assert "7 notes shown" == opened.locator(".filtered").inner_text()
    keys(opened, "j")
    before = current(opened)
    keys(opened, "a")
    assert before != current(opened)
    assert "6 notes shown" == opened.locator(".filtered").inner_text()
    opened.get_by_label("Stage").select_option("grammar")
    assert set(opened.locator(".note:visible .sources").all_inner_texts()) <= {"grammar/language-rules"}


def test_what_holds_the_draft_back_follows_the_decisions(opened: Page) -> None:
    standing = opened.locator(".standing")
    assert "5 errors need a decision." in standing.inner_text()
    standing.get_by_role("link").click()
    assert "1" == current(opened)
    for number in (1, 2, 3, 6, 9):
        note(opened, number).locator(".message").click()
        keys(opened, "r")
    assert "Nothing holds this draft back." == standing.inner_text().strip()
    keys(opened, "u")
    assert "1 error needs a decision." in standing.inner_text()


def test_of_two_on_the_same_words_the_accepted_one_is_drawn_and_both_say_so_where_both_are(opener: Opener) -> None:
    document = paragraphs("drafts/lamplighters.md", ["one two"])
    first = replace(finding(document.source, 0, 7, "1 2"), check="spelling/unknown-word")
    second = replace(finding(document.source, 4, 7, "2!"), check="grammar/language-rules")
    page = opener(Report("drafts/lamplighters.md", document, (first, second)))
    assert "1 2" == prose(page, 0)
    keys(page, "j", "j", "a")
    assert "one 2!" == prose(page, 0)
    keys(page, "a")
    assert "one two" == prose(page, 0), "of two decisions on the same words neither is followed"
    said = page.locator(".note .state").all_inner_texts()
    assert ["not applied: another note changes these words, keep one of them"] * 2 == said


# Keys, focus, and who cannot see or press


def test_single_keys_can_be_turned_off_and_stay_off(opened: Page) -> None:
    keys(opened, "?")
    box = opened.get_by_label("Single keys decide")
    assert box.is_visible()
    box.uncheck()
    keys(opened, "Escape", "j")
    assert 0 == opened.locator(".note.current").count()
    opened.reload()
    keys(opened, "j")
    assert 0 == opened.locator(".note.current").count()
    opened.get_by_role("button", name="Next").click()
    assert "1" == current(opened)


def test_the_dialog_keeps_and_gives_back_focus(opened: Page) -> None:
    button = opened.get_by_role("button", name="Keys and help")
    button.click()
    assert opened.get_by_role("dialog", name="Keys and help").is_visible()
    keys(opened, "j")
    assert 0 == opened.locator(".note.current").count(), "keys do nothing behind a dialog"
    keys(opened, "Escape")
    assert button.evaluate("(each) => each === document.activeElement")


def test_tab_goes_through_a_note_and_out_of_it(opened: Page) -> None:
    note(opened, 4).locator(".number").focus()
    assert "4" == current(opened)
    names, numbers = [], []
    for _ in range(14):
        keys(opened, "Tab")
        names.append(opened.evaluate("document.activeElement.textContent"))
        numbers.append(current(opened))
    assert {"Accept", "Reject", "Comment", "Own wording"} <= set(names)
    assert "5" in numbers, "there is no trap"


def test_what_happened_is_said(opened: Page) -> None:
    status = opened.get_by_role("status")
    keys(opened, "j", "a")
    assert "Accepted: However,. 1 of 9 decided." == status.inner_text()
    keys(opened, "u")
    assert status.inner_text().startswith("Undone: Accepted")
    assert "Note 1, open: However → However," == opened.evaluate("document.activeElement.getAttribute('aria-label')")


def test_escape_leaves_the_note_for_its_place(opened: Page) -> None:
    keys(opened, "j", "Escape")
    assert "Error, note 1" == opened.evaluate("document.activeElement.getAttribute('aria-label')")
    keys(opened, "Enter")
    assert "1" == current(opened)


# Saving


def test_what_is_saved_says_who_and_when(opened: Page) -> None:
    opened.get_by_label("Your name").fill("Ines Marlowe")
    keys(opened, "Tab")
    keys(opened, "j", "a", "r")
    today = opened.evaluate("new Date(Date.now() - new Date().getTimezoneOffset() * 60000).toISOString().slice(0, 10)")
    made = saved(opened, lambda: opened.keyboard.press("Control+s"))
    assert [("Ines Marlowe", today)] * 2 == [(each.who, str(each.when)) for each in made]
    assert [Verdict.ACCEPTED, Verdict.REJECTED] == [each.verdict for each in made]
    opened.reload()
    assert "Ines Marlowe" == opened.get_by_label("Your name").input_value()


def test_what_was_recorded_is_shown_and_saved_again_with_the_new_in_the_drafts_order(opener: Opener) -> None:
    report = real()
    assert report.document
    comma = next(each for each in report.findings if each.text == "However")
    hyphen = next(each for each in report.findings if each.text == "poorly-lit")
    done = [
        replace(decisions.of(report.document, comma, None)[0], who="Ada", comment="A voice."),
        decisions.of(report.document, hyphen, hyphen.fix)[0],
        Decision("gone", "it is gone for good", Verdict.ACCEPTED, "left", who="Ada"),
    ]
    resolved = decisions.resolve(report.document, report.findings, done)
    page = opener(report, resolved=resolved)
    assert "2 of 9 decided" == progress(page)
    assert "rejected" == note(page, 1).get_attribute("data-state")
    assert "“A voice.” (Ada)" in note(page, 1).inner_text()
    assert "poorly lit ballads" in prose(page, 8)
    keys(page, "j", "j", "a")
    made = saved(page)
    assert list(decisions.ordered(report.document, made)) == list(made)
    assert set(done) < set(made)
    assert 4 == len(made)


def test_what_the_page_saves_does_in_the_draft_what_the_page_showed(opened: Page) -> None:
    report = real()
    assert report.document
    keys(opened, "j", "a", "2", "a", "n")
    note(opened, 7).locator(".message").click()
    keys(opened, "1")
    note(opened, 9).locator(".message").click()
    keys(opened, "e")
    opened.keyboard.type("ill-lit")
    keys(opened, "Enter")
    resolved = decisions.resolve(report.document, report.findings, saved(opened))
    assert () == resolved.stale
    page = html.render([report], {report.path: resolved})
    for words in ("However, the band", "March. The effect", "Mira Solano mixed", "ill-lit ballads"):
        assert any(words in prose(opened, block) for block in (3, 8))
    assert page.count('data-state="accepted"') == 5


NASTY = st.text(
    st.characters(exclude_categories=["Cs", "Cn"])
    | st.sampled_from('"\\\n\r\t\b\x00\x7f\x85\u00a0\u00ad\u2028\u2029\ufeff😀\U000e0001<⟦'),
    max_size=30,
)
ENTRIES = st.lists(
    st.builds(
        Decision,
        was=NASTY,
        context=NASTY,
        verdict=st.sampled_from(Verdict),
        becomes=st.none() | NASTY,
        check=NASTY,
        comment=NASTY,
        who=NASTY,
        when=st.none() | st.dates(),
    ),
    max_size=8,
)


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(entries=ENTRIES)
def test_the_page_writes_a_file_as_python_writes_it(browser: Browser, tmp_path: Path, entries: list[Decision]) -> None:
    """Decisions that the page knows nothing of are saved to the byte, whatever is in them."""
    resolved = Resolved(stale=tuple(Stale(each, "it is lost.") for each in entries))
    path = tmp_path / "review.html"
    path.write_text(html.render([sample()], {sample().path: resolved}), "utf-8")
    page = browser.new_page()
    page.goto(path.as_uri())
    with page.expect_download() as download:
        keys(page, "Control+s")
    assert decisions.dump(entries).encode() == Path(download.value.path()).read_bytes()
    page.close()


def test_leaving_with_unsaved_decisions_warns(opened: Page) -> None:
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    opened.on("dialog", stay)
    keys(opened, "j", "a")
    with pytest.raises(PlaywrightError, match="ERR_ABORTED"):
        opened.goto("about:blank")
    assert ["beforeunload"] == asked
    saved(opened)
    opened.goto("about:blank")
    assert ["beforeunload"] == asked, "what is saved may be left"


# The desk


class Desk:
    """A desk for one page, as far as the page sees one: it serves the page, its state, and takes decisions."""

    base = "http://desk.test/T/K"

    def __init__(self, page: Page) -> None:
        self.report = real()
        self.resolved = Resolved()
        self.answer: tuple[int, dict[str, Any]] = (200, {"base": "b1"})
        self.state: dict[str, Any] = {"linting": False}
        self.posted: list[Any] = []
        self.page = page
        page.route("http://desk.test/**", self._serve)
        page.clock.install()
        page.goto(f"{self.base}/")

    def _serve(self, route: Route) -> None:
        path = route.request.url.removeprefix("http://desk.test")
        if path == "/T/K/":
            served = html.Served("/T/K", "/T/review.css", "/T/review.js")
            text = html.render([self.report], {self.report.path: self.resolved}, served)
            assert self.report.document
            data = json.loads(text.partition('id="copydesk-data">')[2].partition("</script>")[0])
            self.state |= {"draft": data["sha256"], "decisions": data["base"]}
            policy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'"
            route.fulfill(body=text, content_type="text/html", headers={"Content-Security-Policy": policy})
        elif path == "/T/review.css":
            route.fulfill(body=html.style(), content_type="text/css")
        elif path == "/T/review.js":
            route.fulfill(body=html.script(), content_type="text/javascript")
        elif path == "/T/K/state":
            route.fulfill(json=self.state)
        elif path == "/T/K/decisions":
            self.posted.append(json.loads(route.request.post_data or ""))
            status, body = self.answer
            if status == 200:
                self.state["decisions"] = body["base"]
            route.fulfill(status=status, json=body)
        else:
            route.abort()

    def look(self) -> None:
        """Time passes until the page has looked for changes."""
        with self.page.expect_response("**/state"):
            self.page.clock.run_for(3100)


@pytest.fixture
def desk(browser: Browser) -> Iterator[Desk]:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    yield Desk(page)
    assert [] == wrong
    page.close()


def test_the_desk_is_given_what_was_decided(desk: Desk) -> None:
    page = desk.page
    keys(page, "j", "a", "r", "Control+s")
    page.get_by_text("Saved lamplighters.decisions.toml.").wait_for(state="attached")
    assert "Save" == page.locator("[data-do=save]").inner_text()
    keys(page, "a", "Control+s")
    page.wait_for_timeout(100)
    first, second = desk.posted
    assert ("", "b1") == (first["base"], second["base"])
    made = decisions.from_entries(second["decisions"], "x.decisions.toml")
    assert [Verdict.ACCEPTED, Verdict.REJECTED, Verdict.ACCEPTED] == [each.verdict for each in made]
    desk.look()
    assert "3 of 9 decided" == progress(page), "its own save is no change on disk"


def test_somebody_elses_save_is_said_and_nothing_of_mine_is_lost(desk: Desk) -> None:
    page = desk.page
    keys(page, "j", "a")
    report = desk.report
    assert report.document
    hyphen = next(each for each in report.findings if each.text == "poorly-lit")
    theirs = decisions.of(report.document, hyphen, hyphen.fix)
    desk.resolved = decisions.resolve(report.document, report.findings, theirs)
    desk.answer = 409, {"sentence": "Somebody else has saved decisions on this draft."}
    keys(page, "Control+s")
    alert = page.get_by_role("alert")
    alert.get_by_text("Somebody else has saved").wait_for()
    with page.expect_navigation():
        alert.get_by_role("button", name="Load theirs and keep mine").click()
    assert "2 of 9 decided" == progress(page)
    assert "Save 1" == page.locator("[data-do=save]").inner_text()
    desk.answer = 200, {"base": "b2"}
    keys(page, "Control+s")
    page.get_by_text("Saved lamplighters.decisions.toml.").wait_for(state="attached")
    assert 2 == len(desk.posted[-1]["decisions"])


def test_a_draft_that_changes_on_disk_is_loaded_where_nothing_is_unsaved(desk: Desk) -> None:
    page = desk.page
    keys(page, "j", "j")
    desk.state["draft"] = "another"
    desk.state["linting"] = True
    desk.look()
    assert "2" == current(page), "not while it is being linted"
    desk.state["linting"] = False
    with page.expect_navigation():
        page.clock.run_for(3100)
    assert "2" == current(page), "where it was"


def test_a_draft_that_changes_on_disk_is_asked_about_where_something_is(desk: Desk) -> None:
    page = desk.page
    keys(page, "j", "a", "c")
    page.keyboard.type("Hm.")
    keys(page, "Enter")
    desk.state["draft"] = "another"
    desk.look()
    page.get_by_text("The draft has changed on disk.").wait_for()
    with page.expect_navigation():
        page.get_by_role("button", name="Load it and keep my decisions").click()
    assert "1 of 9 decided" == progress(page)
    assert "Save 2" == page.locator("[data-do=save]").inner_text()
    assert "Hm." in note(page, 2).inner_text()


def test_a_desk_that_is_gone_is_said_and_decisions_stay(desk: Desk) -> None:
    page = desk.page
    keys(page, "j", "a")
    page.unroute("http://desk.test/**")
    page.route("http://desk.test/**", lambda route: route.abort())
    keys(page, "Control+s")
    page.get_by_text("The desk does not answer").wait_for()
    assert "Save 1" == page.locator("[data-do=save]").inner_text()


def test_sarif_is_valid_by_its_official_schema() -> None:
    schema = json.loads(from_npm("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json"))
    log = json.loads(sarif.render(samples()))
    jsonschema.validate(log, schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**log, "version": "1"}, schema)
