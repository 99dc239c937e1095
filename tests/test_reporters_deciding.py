"""The editor's page in a real browser, to decide: by keys, by mouse, and by ear."""

from dataclasses import replace

import pytest
from playwright.sync_api import Page

from pipeline.decisions import Verdict
from pipeline.finding import Report
from tests.browsing import current, keys, note, progress, prose, saved
from tests.conftest import Opener
from tests.reporting import finding, paragraphs

pytestmark = pytest.mark.slow


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


def test_what_only_the_draft_can_mend_is_no_decision_and_holds_it_back_as_publish_does(opener: Opener) -> None:
    document = paragraphs("drafts/lamplighters.md", ["one two three"])
    field = replace(finding(document.source, 0, 0), check="publishing/front-matter")
    element = replace(finding(document.source, 4, 7), check="publishing/forbidden-markup")
    spelling = replace(finding(document.source, 8, 13, "free"), check="spelling/unknown-word")
    page = opener(Report("drafts/lamplighters.md", document, (field, element, spelling)))
    standing = page.locator(".standing")
    assert "1 error needs a decision, and 1 error needs mending in the draft." in standing.inner_text()
    assert "0 of 1 decided" == page.locator("#progress-text").inner_text()
    keys(page, "n")
    assert "3" == current(page)
    keys(page, "r")
    assert "1 error needs mending in the draft." in standing.inner_text()
    note(page, 2).locator(".message").click()
    keys(page, "r")
    assert "mend it in the draft" in page.get_by_role("status").inner_text()
    assert "Save 1" == page.locator('[data-do="save"]').inner_text()
    assert not note(page, 2).get_by_role("button", name="Leave it").is_visible()


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
