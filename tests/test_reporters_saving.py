"""The editor's page in a real browser, to save: as a file, and through a desk."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Dialog, Page, Route
from playwright.sync_api import Error as PlaywrightError

from pipeline import decisions
from pipeline.decisions import Decision, Resolved, Stale, Verdict
from pipeline.reporters import html
from tests.browsing import current, keys, note, progress, prose, saved
from tests.conftest import Opener
from tests.reporting import real, sample

pytestmark = pytest.mark.slow


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
    desk.state |= {"linting": True, "doing": "linting, 12 of 40 blocks"}
    desk.look()
    page.get_by_text("Now: linting, 12 of 40 blocks").wait_for()
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
