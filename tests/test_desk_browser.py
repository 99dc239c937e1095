"""The desk in a real browser: the server is a process of its own, started as a user starts it."""

import hashlib
import json
import os
import random
import re
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Browser, Page, expect

import pipeline
from pipeline import decisions
from tests.browsing import RULES, from_npm
from tests.exporting import FIELDS, PNG

pytestmark = pytest.mark.slow


GOOD = (
    f"---\ntitle: The Ferry in Winter\n{FIELDS}---\n\nThe ferry leaves  at nine, and nobody is on it.\n\n"
    "She counts the the lamps (there are forty along the quay.\n\n![A dot](dot.png)\n\n"
    "Read [the timetable](https://example.org/timetable) before you go.\n"
)
CLEAN = f"---\ntitle: A Quiet Shelf\n{FIELDS}---\n\nNothing is wrong here.\n"
CHECKS = "spacing,quotes,repetition/doubled-word"
WAIT = 60_000
"""How long the browser waits, in milliseconds."""


@dataclass
class Served:
    """A desk that runs, and what went wrong in the browser that looked at it."""

    process: "subprocess.Popen[str]"
    url: str
    folder: Path
    wrong: list[str] = field(default_factory=list)


def started(folder: Path, *options: str) -> "subprocess.Popen[str]":
    environment = {**os.environ, "PYTHONPATH": str(Path(pipeline.__file__).parents[1])}
    command = [
        sys.executable,
        "-m",
        "pipeline",
        "desk",
        "--no-open",
        "--select",
        "spelling/glued-words,spacing,quotes,repetition/doubled-word",
    ]
    return subprocess.Popen(
        [*command, *options], cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )  # fmt: skip


@contextmanager
def serving(folder: Path) -> Iterator[Served]:
    """A desk over a house's folder, ended by Ctrl-C, which must be a clean end."""
    process = started(folder)
    assert process.stdout and process.stderr
    line = process.stdout.readline()
    address = re.search(r"http://127\.0\.0\.1:\d+/\S+/", line)
    assert address, (line, process.stderr.read() if process.poll() is not None else "")
    made = Served(process, address[0], folder)
    try:
        yield made
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=60)
        assert (0, "") == (process.returncode, said)
    finally:
        process.kill()
        process.wait()


@pytest.fixture
def house(tmp_path: Path) -> Path:
    drafts = tmp_path / "drafts"
    drafts.mkdir()
    (drafts / "ferry.md").write_text(GOOD, "utf-8")
    (drafts / "shelf.md").write_text(CLEAN, "utf-8")
    (drafts / "dot.png").write_bytes(PNG)
    return tmp_path


@pytest.fixture
def desk(house: Path) -> Iterator[Served]:
    with serving(house) as made:
        yield made


@pytest.fixture
def page(browser: Browser, desk: Served) -> Iterator[Page]:
    """The list, once all drafts are linted; nothing is asked for elsewhere and nothing is complained of."""
    made = browser.new_page(viewport={"width": 1280, "height": 900})
    made.set_default_timeout(WAIT)
    made.on("pageerror", lambda error: desk.wrong.append(str(error)))
    made.on("console", lambda message: desk.wrong.append(message.text))
    ours = (desk.url, "data:")
    made.on("request", lambda each: None if each.url.startswith(ours) else desk.wrong.append(each.url))
    made.goto(desk.url)
    expect(made.locator(".doing")).to_have_count(0, timeout=WAIT)
    expect(made.locator(".standing.quiet")).to_have_count(0, timeout=WAIT)
    yield made
    made.close()
    assert [] == desk.wrong


def draft(page: Page, title: str) -> Any:
    return page.locator(".draft", has=page.get_by_role("heading", name=title))


def test_the_list_says_how_each_draft_stands(page: Page) -> None:
    ferry, shelf = draft(page, "The Ferry in Winter"), draft(page, "A Quiet Shelf")
    expect(ferry.locator(".standing")).to_have_text("Held back: 1 error needs a decision.")
    expect(shelf.locator(".standing")).to_have_text("Ready to publish.")
    expect(ferry.locator(".decided").first).to_contain_text("0 of 1 decided")
    expect(page.locator("#facts")).to_contain_text("2 drafts")


def decide(page: Page, desk: Served) -> Path:
    """Open the ferry's review, accept its one question by keys, save, and give the file."""
    draft(page, "The Ferry in Winter").get_by_role("link", name="Review").click()
    expect(page.get_by_role("button", name="Save")).to_be_visible()
    page.wait_for_load_state()  # the button is painted before the script at the page's end answers keys
    page.keyboard.press("j")
    page.keyboard.press("a")
    expect(page.locator(".progress")).to_contain_text("1 of 1 decided")
    page.keyboard.press("Control+s")
    expect(page.get_by_role("status")).to_contain_text("Saved", timeout=WAIT)
    return desk.folder / "drafts" / "ferry.decisions.toml"


def test_what_is_decided_by_keys_is_saved_in_the_file(page: Page, desk: Served) -> None:
    (decision,) = decisions.load(decide(page, desk))
    assert ("quotes/unclosed-bracket", "accepted") == (decision.check, decision.verdict)
    page.get_by_role("link", name="All drafts").click()
    expect(draft(page, "The Ferry in Winter").locator(".standing")).to_have_text("Ready to publish.", timeout=WAIT)


def test_a_draft_that_changes_on_disk_is_linted_in_place_and_its_decisions_stay(page: Page, desk: Served) -> None:
    decide(page, desk)
    (desk.folder / "drafts" / "ferry.md").write_text(GOOD.replace("at nine, and", "at noon, and"), "utf-8")
    expect(page.get_by_text("at noon")).to_be_visible(timeout=WAIT)
    expect(page.locator(".progress")).to_contain_text("1 of 1 decided")


def test_what_somebody_else_saved_meanwhile_is_not_overwritten(page: Page, desk: Served) -> None:
    path = decide(page, desk)
    theirs = path.read_bytes().replace(b'comment = ""', b'comment = "theirs"')
    page.keyboard.press("r")
    expect(page.locator(".progress")).to_contain_text("1 of 1 decided")
    path.write_bytes(theirs)
    page.keyboard.press("Control+s")
    expect(page.get_by_role("alert")).to_contain_text("ferry.decisions.toml was changed", timeout=WAIT)
    assert theirs == path.read_bytes()
    desk.wrong[:] = [each for each in desk.wrong if "409" not in each]  # the browser's own word for it


def test_the_list_follows_the_disk(page: Page, desk: Served) -> None:
    page.get_by_text("Publish…").first.focus()
    (desk.folder / "drafts" / "shelf.md").write_text(CLEAN.replace("wrong", "wrong (at all"), "utf-8")
    expect(draft(page, "A Quiet Shelf").locator(".standing")).to_contain_text("Held back", timeout=WAIT)
    assert "SUMMARY" == page.evaluate("() => document.activeElement.tagName"), "the focus stays where it was"
    (desk.folder / "drafts" / "third.md").write_text(CLEAN.replace("A Quiet Shelf", "A Third"), "utf-8")
    expect(draft(page, "A Third").locator(".standing")).to_have_text("Ready to publish.", timeout=WAIT)


def test_a_draft_is_read_as_it_will_be_published_and_can_do_nothing(page: Page, desk: Served) -> None:
    draft(page, "The Ferry in Winter").get_by_role("link", name="Read").click()
    page.wait_for_load_state()
    assert [] == desk.wrong, "the frame's own policy stops nothing that is in it"
    frame = page.frame_locator("iframe.essay")
    expect(frame.get_by_text("The ferry leaves at nine, and nobody")).to_be_visible()
    expect(frame.get_by_role("img", name="A dot")).to_be_visible()
    frame.get_by_role("link", name="the timetable").click()
    expect(page.get_by_role("link", name="All drafts")).to_be_visible()
    expect(frame.get_by_text("The ferry leaves at nine, and nobody")).to_be_visible()
    assert 1 == len(page.context.pages), "no window was opened"
    # The browser says aloud that it let neither the link nor what the test itself runs in the frame do anything.
    assert all("sandboxed" in each for each in desk.wrong)
    desk.wrong.clear()


def test_publishing_writes_the_files_and_says_so(page: Page, desk: Served) -> None:
    shelf = draft(page, "A Quiet Shelf")
    shelf.get_by_text("Publish…").click()
    shelf.get_by_label("PDF").uncheck()
    shelf.get_by_label("EPUB").uncheck()
    shelf.get_by_role("button", name="Publish", exact=True).click()
    expect(shelf.get_by_role("status")).to_contain_text("Written to output/shelf.", timeout=WAIT)
    written = {path.name for path in (desk.folder / "output" / "shelf").iterdir()}
    assert {"shelf.html", "review.html"} <= written
    assert not {"shelf.pdf", "shelf.epub"} & written


def test_a_draft_that_is_held_back_says_why(page: Page, desk: Served) -> None:
    ferry = draft(page, "The Ferry in Winter")
    ferry.get_by_text("Publish…").click()
    ferry.get_by_role("button", name="Publish", exact=True).click()
    expect(ferry.get_by_role("status")).to_contain_text("held back", timeout=WAIT)
    assert not (desk.folder / "output" / "ferry" / "ferry.html").exists()


def test_applying_writes_the_decisions_into_the_draft(page: Page, desk: Served) -> None:
    path = desk.folder / "drafts" / "ferry.decisions.toml"
    entry = {"was": "forty", "becomes": "fifty", "context": "there are forty along the quay", "verdict": "accepted"}
    path.write_text(decisions.dump(decisions.from_entries([entry], path)), "utf-8")
    ferry = draft(page, "The Ferry in Winter")
    expect(ferry.locator(".decided").first).to_contain_text("1 of 2 decided", timeout=WAIT)
    ferry.get_by_role("button", name="Apply decisions").click()
    expect(ferry.get_by_role("status")).to_contain_text("1 decision applied", timeout=WAIT)
    assert GOOD.replace("forty", "fifty") == (desk.folder / "drafts" / "ferry.md").read_text("utf-8")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing(browser: Browser, desk: Served, scheme: Any, width: int) -> None:
    axe = from_npm("axe-core/axe.min.js")
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce", bypass_csp=True
    )
    made = context.new_page()
    made.goto(desk.url)
    expect(made.locator(".doing")).to_have_count(0, timeout=WAIT)
    ferry = draft(made, "The Ferry in Winter")
    ferry.get_by_text("Publish…").click()
    ferry.get_by_role("button", name="Publish", exact=True).click()
    expect(ferry.get_by_role("status")).to_contain_text("held back", timeout=WAIT)
    rendered = ferry.get_by_role("link", name="Read").get_attribute("href")
    for address in (desk.url, f"{desk.url}{rendered}"):
        if address != made.url:
            made.goto(address)
            made.get_by_text("Publish…").click()
        made.evaluate(axe)
        found = made.evaluate("rules => axe.run(document, { runOnly: rules, iframes: false })", RULES)
        assert found["passes"], "axe ran"
        assert [] == [(each["id"], [node["html"] for node in each["nodes"]]) for each in found["violations"]]
        assert width >= made.evaluate("document.documentElement.scrollWidth"), "nothing to scroll to the side for"
    context.close()


def test_only_this_machine_is_listened_to(desk: Served) -> None:
    port = int(desk.url.split(":")[2].split("/")[0])
    with socket.socket() as other:
        other.settimeout(5)
        addresses = {each[4][0] for each in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)}
        for address in addresses - {"127.0.0.1"}:
            assert 0 != other.connect_ex((str(address), port))
    with socket.socket() as ours:
        assert 0 == ours.connect_ex(("127.0.0.1", port))


def test_a_port_in_use_is_one_sentence(house: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        second = started(house, "--port", str(taken.getsockname()[1]))
        out, said = second.communicate(timeout=120)
    assert (2, "") == (second.returncode, out)
    assert re.fullmatch(
        r"Port \d+ is in use, perhaps by another desk; choose another with --port, or leave it out\.\n", said
    )


def test_a_server_that_is_killed_while_saving_loses_nothing(house: Path) -> None:
    """The real server, killed again and again while an editor saves two versions in turn."""
    path = house / "drafts" / "ferry.decisions.toml"
    entry = {"was": "forty", "context": "there are forty along the quay", "verdict": "accepted", "comment": "x" * 400}
    both = [[{**entry, "becomes": f"{word} {n}"} for n in range(300)] for word in ("fifty", "sixty")]
    texts = [decisions.dump(decisions.from_entries(each, path)).encode("utf-8") for each in both]
    path.write_bytes(texts[0])
    chance = random.Random(29112026)  # noqa: S311 -- moments, not secrets
    saved = 0
    for _ in range(4):
        process = started(house)
        assert process.stdout
        url = process.stdout.readline().split()[-1]
        origin = url.split("/", 3)
        with urlopen(url) as answer:  # noqa: S310 -- our own server
            key = re.findall(r'data-base="(\w+)"', answer.read().decode())[0]
        end = threading.Timer(chance.uniform(0.05, 0.8), process.kill)
        end.start()
        at = texts.index(path.read_bytes())
        try:
            while True:
                body = {"base": hashlib.sha256(texts[at]).hexdigest(), "decisions": both[1 - at]}
                request = Request(  # noqa: S310
                    f"{url}{key}/decisions",
                    json.dumps(body).encode(),
                    {"Content-Type": "application/json", "Origin": "/".join(origin[:3])},
                )
                urlopen(request, timeout=60).close()  # noqa: S310
                at = 1 - at
                saved += 1
        except OSError:
            process.wait()
        end.cancel()
        assert path.read_bytes() in texts
    assert saved > 0
