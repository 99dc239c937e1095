"""The desk: who may ask it, what it saves, and what it does when the drafts change under it."""

import hashlib
import json
import os
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

import pipeline
from pipeline import decisions
from pipeline.desk import _guard
from pipeline.desk._actions import written
from pipeline.desk._app import app
from pipeline.desk._desk import Desk, Draft, Superseded
from pipeline.desk._guard import Address
from pipeline.desk._rows import Row, rows
from pipeline.engines import Engines
from pipeline.errors import CopydeskError, UnreadableDraft
from pipeline.run import Run
from tests.exporting import FIELDS, begun

HOST = "127.0.0.1:8040"
ORIGIN = f"http://{HOST}"
CHECKS = ("spacing/double-space", "quotes/unclosed-bracket", "repetition/doubled-word")
GOOD = (
    f"---\ntitle: A Good One\n{FIELDS}---\n\nThe ferry leaves  at nine.\n\n"
    "It was filmed in english in the the harbour.\n\n![A dot](dot.png)\n"
)
ENGLISH = {
    "was": "english",
    "becomes": "English",
    "context": "It was filmed in english in the the harbour.",
    "verdict": "accepted",
    "who": "Ines",
    "when": "2026-11-20",
}
HARBOUR = {
    "check": "repetition/doubled-word",
    "was": "the the",
    "context": "It was filmed in english in the the harbour.",
    "verdict": "rejected",
}


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A house's folder with two drafts, of which `bad` has an error that nobody decided."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    monkeypatch.chdir(tmp_path)
    return begun(tmp_path, GOOD)


class Kept(Engines):
    """Engines that a desk does not close: they take seconds to load."""

    def close(self) -> None:
        return


KEPT = Kept()


def opener(engines: Engines | None) -> Run:
    return Run([Path("drafts")], select=CHECKS, engines=engines or KEPT)


@pytest.fixture
def desk(house: Path) -> Iterator[Desk]:
    made = Desk(opener)
    made.start()
    yield made
    made.close()


@pytest.fixture
def address() -> Address:
    return Address(HOST)


@pytest.fixture
def client(desk: Desk, address: Address) -> TestClient:
    """A browser that has opened the address."""
    headers = {"Sec-Fetch-Site": "same-origin", "Origin": ORIGIN}
    return TestClient(app(desk, address), base_url=f"{ORIGIN}/{address.token}", headers=headers)


def draft(desk: Desk, name: str) -> Draft:
    return next(each for each in desk.drafts.values() if each.place.path.name == name)


def key(desk: Desk, name: str) -> str:
    return draft(desk, name).place.key


def linted(desk: Desk) -> dict[str, Row]:
    """The list's rows by the names of the drafts, once all are linted."""
    for each in list(desk.drafts.values()):
        desk.settled(each)
    return {Path(each.path).name: each for each in rows(desk)}


def sha(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


# who may ask


def test_the_address_that_was_printed_opens_the_list(client: TestClient) -> None:
    answer = client.get("/", headers={"Sec-Fetch-Site": "none"})
    assert 200 == answer.status_code
    assert "A Good One" in answer.text or "good.md" in answer.text


def test_every_answer_has_the_headers_that_shut_others_out(client: TestClient, desk: Desk) -> None:
    for path in ("/", "/state", "/desk.js", "/desk.css", f"/{key(desk, 'good.md')}/", "/nothing/", "/review.js"):
        headers = client.get(path).headers
        policy = headers["content-security-policy"]
        assert ["'self'", "'self'", "'none'"] == [
            next(each.split(" ", 1)[1] for each in policy.split("; ") if each.startswith(name))
            for name in ("script-src", "style-src", "frame-ancestors")
        ]
        assert "unsafe" not in policy
        assert ("nosniff", "no-referrer", "no-store") == tuple(
            headers[name] for name in ("x-content-type-options", "referrer-policy", "cache-control")
        )
        assert "server" not in headers


@pytest.mark.parametrize(
    ("status", "changed"),
    [
        (421, {"Host": "evil.example:8040"}),  # a name that was made to lead to this machine
        (421, {"Host": "localhost.evil.example"}),
        (421, {"Host": "127.0.0.1:8041"}),
        (403, {"Origin": "http://evil.example"}),
        (403, {"Origin": "null"}),
        (403, {"Origin": "http://127.0.0.1:8041"}),
        (403, {"Origin": "https://127.0.0.1:8040"}),
        (403, {"Sec-Fetch-Site": "cross-site"}),
        (403, {"Sec-Fetch-Site": "same-site"}),
        (403, {"Sec-Fetch-Site": "same-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "iframe"}),
        (403, {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "script"}),
    ],
)
def test_another_site_may_not_read(client: TestClient, desk: Desk, status: int, changed: dict[str, str]) -> None:
    for path in ("/", "/state", f"/{key(desk, 'good.md')}/state"):
        answer = client.get(path, headers=changed)
        assert status == answer.status_code
        assert "Good" not in answer.text


def test_a_link_elsewhere_may_open_a_page_but_do_nothing(client: TestClient, desk: Desk) -> None:
    link = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}
    assert 200 == client.get("/", headers=link).status_code
    body = {"base": "", "decisions": []}
    assert 403 == client.post(f"/{key(desk, 'good.md')}/decisions", json=body, headers=link).status_code


@pytest.mark.parametrize("token", ["", "x", "list", "..", "%2e%2e", "A" * 43, "tökén", "%ff%fe"])
def test_without_the_token_there_is_nothing(desk: Desk, address: Address, token: str) -> None:
    stranger = TestClient(app(desk, address), base_url=ORIGIN)
    for path in (f"/{token}", f"/{token}/", f"/{token}/{key(desk, 'good.md')}/", f"/{token}/state"):
        answer = stranger.get(path)
        assert 404 == answer.status_code
        assert ["sentence"] == list(answer.json())


def test_half_a_token_or_more_than_one_opens_nothing(desk: Desk, address: Address) -> None:
    stranger = TestClient(app(desk, address), base_url=ORIGIN)
    for token in (address.token[:-1], address.token + "x", address.token.swapcase(), address.token[::-1]):
        assert 404 == stranger.get(f"/{token}/").status_code


def test_the_ticket_opens_the_desk_once(desk: Desk, address: Address) -> None:
    browser = TestClient(app(desk, address), base_url=ORIGIN, follow_redirects=False)
    ticket = address.ticket
    assert 421 == browser.get(f"/{ticket}", headers={"Host": "evil.example"}).status_code
    answer = browser.get(f"/{ticket}")
    assert (303, address.url) == (answer.status_code, answer.headers["location"])
    assert 404 == browser.get(f"/{ticket}").status_code
    assert 404 == browser.get("/").status_code


@pytest.mark.parametrize(
    ("status", "changed"),
    [
        (421, {"Host": "evil.example"}),
        (403, {"Origin": "http://evil.example"}),
        (403, {"Origin": "null"}),
        (403, {"Sec-Fetch-Site": "cross-site"}),
        (403, {"Sec-Fetch-Site": "same-site"}),
        (415, {"Content-Type": "text/plain"}),  # what a form of another site can send
        (415, {"Content-Type": "application/x-www-form-urlencoded"}),
        (415, {"Content-Type": "text/plain; application/json"}),
        (413, {"Content-Length": "99999999"}),
        (413, {"Content-Length": "-1"}),
    ],
)
def test_another_site_may_not_write(
    client: TestClient, desk: Desk, house: Path, status: int, changed: dict[str, str]
) -> None:
    body = json.dumps({"base": "", "decisions": [ENGLISH]})
    kind = {"Content-Type": "application/json"}
    for name in ("decisions", "export", "apply"):
        answer = client.post(f"/{key(desk, 'good.md')}/{name}", content=body, headers={**kind, **changed})
        assert status == answer.status_code
    assert not (house / "drafts" / "good.decisions.toml").exists()
    assert not (house / "output").exists()


def test_what_writes_has_an_origin(desk: Desk, address: Address) -> None:
    stranger = TestClient(app(desk, address), base_url=f"{ORIGIN}/{address.token}")
    answer = stranger.post(f"/{key(desk, 'good.md')}/decisions", json={"base": "", "decisions": []})
    assert 403 == answer.status_code


def test_a_header_that_stands_twice_is_no_way_in(client: TestClient, desk: Desk) -> None:
    twice = [("Host", HOST), ("Host", "evil.example"), ("Origin", ORIGIN)]
    assert 421 == client.get("/", headers=twice).status_code


def test_a_body_that_hides_its_length_is_cut_off(client: TestClient, desk: Desk, monkeypatch: Any) -> None:
    monkeypatch.setattr(_guard, "MAX_BODY", 1000)

    def endless() -> Iterator[bytes]:
        for _ in range(20):
            yield b" " * 100

    answer = client.post(
        f"/{key(desk, 'good.md')}/decisions", content=endless(), headers={"Content-Type": "application/json"}
    )
    assert 413 == answer.status_code


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_other_methods_are_refused(client: TestClient, method: str) -> None:
    answer = client.request(method, "/")
    assert 405 == answer.status_code
    assert "access-control-allow-origin" not in answer.headers


@pytest.mark.parametrize(
    "path",
    ["/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/..%2f..%2fetc%2fpasswd", "/drafts/good.md", "/good.md/",
     "/C:%5cWindows/", "/%00/", "//etc/passwd", "/desk.js/../../pyproject.toml"],
)  # fmt: skip
def test_no_path_is_taken_from_an_address(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert 404 == answer.status_code
    assert "root:" not in answer.text
    assert "ferry" not in answer.text


def test_what_leads_out_of_the_folder_is_not_shown(house: Path) -> None:
    secret = house / "secret.md"
    secret.write_text("---\ntitle: Secret\n---\n\nNobody reads this.\n", "utf-8")
    (house / "drafts" / "link.md").symlink_to(secret)
    (house / "drafts" / "loop.md").symlink_to(house / "drafts" / "loop.md")
    desk = Desk(opener)
    assert ["bad.md", "good.md"] == [each.place.path.name for each in desk.drafts.values()]
    assert ["link.md"] == [name for name in ("link.md",) if name in " ".join(desk.notices)]


def test_a_draft_that_becomes_a_link_is_not_followed(client: TestClient, desk: Desk, house: Path) -> None:
    linted(desk)
    name = key(desk, "good.md")
    outside = house / "outside.md"
    outside.write_text(GOOD, "utf-8")
    path = house / "drafts" / "good.md"
    path.unlink()
    path.symlink_to(outside)
    answer = client.post(f"/{name}/apply", json={"draft": sha(GOOD), "base": ""})
    assert 400 == answer.status_code
    assert "leads out of" in answer.json()["sentence"]


def test_decisions_are_not_written_through_a_link(client: TestClient, desk: Desk, house: Path) -> None:
    victim = house / "victim.toml"
    victim.write_text("", "utf-8")
    (house / "drafts" / "good.decisions.toml").symlink_to(victim)
    answer = client.post(f"/{key(desk, 'good.md')}/decisions", json={"base": sha(""), "decisions": [ENGLISH]})
    assert 400 == answer.status_code
    assert "" == victim.read_text("utf-8")


# saving


def save(client: TestClient, desk: Desk, base: str, *entries: Any) -> Any:
    return client.post(f"/{key(desk, 'good.md')}/decisions", json={"base": base, "decisions": entries})


def test_what_is_saved_is_the_file(client: TestClient, desk: Desk, house: Path) -> None:
    linted(desk)
    answer = save(client, desk, "", HARBOUR, ENGLISH)
    path = house / "drafts" / "good.decisions.toml"
    written = path.read_text("utf-8")
    assert (200, {"base": sha(written)}) == (answer.status_code, answer.json())
    assert ["english", "the the"] == [each.was for each in decisions.load(path)], "in the order of the draft"
    assert sha(written) == client.get(f"/{key(desk, 'good.md')}/state").json()["decisions"]
    assert sha(written) == save(client, desk, "", HARBOUR, ENGLISH).json()["base"], "sent twice is saved once"
    assert 200 == save(client, desk, sha(written)).status_code
    assert "" == path.read_text("utf-8"), "nothing is decided any more"


def test_what_somebody_else_wrote_meanwhile_is_not_lost(client: TestClient, desk: Desk, house: Path) -> None:
    linted(desk)
    path = house / "drafts" / "good.decisions.toml"
    base = save(client, desk, "", ENGLISH).json()["base"]
    path.write_text(decisions.dump(decisions.from_entries([HARBOUR], path)), "utf-8")
    before = path.read_bytes()
    for stale in (base, "", "0" * 64):
        answer = save(client, desk, stale, ENGLISH, HARBOUR)
        assert 409 == answer.status_code
        assert "good.decisions.toml" in answer.json()["sentence"]
    assert before == path.read_bytes()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"verdict": "perhaps"}, "perhaps"),
        ({"was": "french"}, "french"),
        ({"when": "yesterday"}, "when"),
        ({"path": "/etc/passwd"}, "path"),
        ({"check": "spelling/nothing"}, "spelling/nothing"),
        ({"comment": 7}, "comment"),
        ({"comment": "half a letter: \ud800"}, "character"),
    ],
)
def test_an_entry_that_a_file_may_not_have_is_refused(
    client: TestClient, desk: Desk, house: Path, wrong: dict[str, Any], said: str
) -> None:
    body = json.dumps({"base": "", "decisions": [{**ENGLISH, **wrong}]})
    name = key(desk, "good.md")
    answer = client.post(f"/{name}/decisions", content=body, headers={"Content-Type": "application/json"})
    assert 400 == answer.status_code
    assert said in answer.json()["sentence"]
    assert not (house / "drafts" / "good.decisions.toml").exists()


@pytest.mark.parametrize(
    "body", ["", "[]", "{", '"x"', "{}", '{"base": 1, "decisions": []}', '{"base": ""}', "[" * 99999]
)
def test_what_is_no_request_is_refused(client: TestClient, desk: Desk, body: str) -> None:
    for name in ("decisions", "apply"):
        answer = client.post(
            f"/{key(desk, 'good.md')}/{name}", content=body, headers={"Content-Type": "application/json"}
        )
        assert (400, ["sentence"]) == (answer.status_code, list(answer.json()))


@given(st.text(), st.text(st.characters(codec="utf-8")))
def test_what_is_saved_can_be_read_again(comment: str, who: str) -> None:
    """An entry is refused, or the file that has it gives it back."""
    recorded = decisions.from_entries([{**ENGLISH, "comment": comment, "who": who}], "a.toml")
    try:
        data = written(recorded, Path("a.toml"))
    except CopydeskError:
        assert any("\ud800" <= character <= "\udfff" for character in comment + who)
        return
    entries = tomllib.loads(data.decode("utf-8"))["decision"]
    (again,) = decisions.from_entries(entries, "a.toml")
    assert (comment, who) == (again.comment, again.who)


# what is shown


def test_the_list_says_how_each_draft_stands(client: TestClient, desk: Desk) -> None:
    found = linted(desk)
    good, bad = found["good.md"], found["bad.md"]
    assert ("held", 1, 0, "1 error needs a decision") == (bad.state, bad.judged, bad.decided, bad.held)
    assert ("A Good One", "ready", 0, False) == (good.title, good.state, good.judged, good.linting)
    save(client, desk, "", ENGLISH, HARBOUR)
    after = linted(desk)["good.md"]
    assert ("ready", 2, 2, 0) == (after.state, after.judged, after.decided, after.again)
    assert (2, 1) == (good.mechanical, after.mechanical)
    text = client.get("/").text
    assert "Ready to publish." in text
    assert "1 error needs a decision" in text


def test_a_decision_that_no_longer_fits_is_counted(client: TestClient, desk: Desk, house: Path) -> None:
    linted(desk)
    save(client, desk, "", ENGLISH, HARBOUR)
    (house / "drafts" / "good.md").write_text(GOOD.replace("It was filmed in", "They shot it in"), "utf-8")
    desk.look()
    assert 2 == linted(desk)["good.md"].again


def test_a_draft_that_changes_is_linted_again_and_keeps_its_decisions(
    client: TestClient, desk: Desk, house: Path
) -> None:
    linted(desk)
    save(client, desk, "", ENGLISH)
    assert sha(GOOD) == client.get(f"/{key(desk, 'good.md')}/state").json()["draft"]
    new = GOOD.replace("leaves  at nine", "sails  at  ten")
    (house / "drafts" / "good.md").write_text(new, "utf-8")
    desk.look()
    row = linted(desk)["good.md"]
    state = client.get(f"/{key(desk, 'good.md')}/state").json()
    assert (sha(new), False) == (state["draft"], state["linting"])
    assert (1, 0) == (row.decided, row.again)
    assert "sails" in client.get(f"/{key(desk, 'good.md')}/").text


def test_a_name_that_is_added_is_known_at_once_and_the_engines_stay(desk: Desk, house: Path) -> None:
    linted(desk)
    before = draft(desk, "good.md").settled
    engines = desk.run.engines
    (house / "drafts" / "names.txt").write_text("Solano\n", "utf-8")
    desk.look()
    linted(desk)
    after = draft(desk, "good.md").settled
    assert before and after
    assert before.report is not after.report
    assert {"Solano"} == set(desk.run.config.house(Path("drafts/good.md")).names)
    assert engines is desk.run.engines


def test_a_broken_configuration_is_said_and_the_old_one_stays(desk: Desk, house: Path) -> None:
    linted(desk)
    (house / "copydesk.toml").write_text("nonsense = 1\n", "utf-8")
    desk.look()
    linted(desk)
    assert "nonsense" in " ".join(desk.notices)
    (house / "copydesk.toml").write_text('output = "site"\n', "utf-8")
    desk.look()
    linted(desk)
    assert ((), "site") == (desk.notices, desk.run.config.output)


def test_drafts_come_and_go(client: TestClient, desk: Desk, house: Path) -> None:
    linted(desk)
    gone = key(desk, "bad.md")
    (house / "drafts" / "bad.md").rename(house / "drafts" / "new.md")
    desk.look()
    assert ["good.md", "new.md"] == sorted(linted(desk))
    assert 404 == client.get(f"/{gone}/").status_code


def test_a_draft_that_cannot_be_read_says_why_until_it_can(client: TestClient, desk: Desk, house: Path) -> None:
    linted(desk)
    path = house / "drafts" / "good.md"
    path.write_bytes(b"\xff broken")
    desk.look()
    with pytest.raises(CopydeskError, match="UTF-8"):
        linted(desk)
    assert "UTF-8" in client.get(f"/{key(desk, 'good.md')}/").text
    path.write_text(GOOD, "utf-8")
    desk.look()
    assert "" == linted(desk)["good.md"].error


def test_broken_decisions_are_said_and_left_alone(client: TestClient, desk: Desk, house: Path) -> None:
    linted(desk)
    path = house / "drafts" / "good.decisions.toml"
    path.write_text("[[decision", "utf-8")
    desk.look()
    with pytest.raises(CopydeskError, match=r"good\.decisions\.toml"):
        linted(desk)
    assert "good.decisions.toml" in client.get(f"/{key(desk, 'good.md')}/").text
    assert 409 == save(client, desk, "", ENGLISH).status_code
    assert "[[decision" == path.read_text("utf-8")


def test_the_newest_version_wins(house: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A lint of a version that is no longer there is given up at its next block."""
    path = house / "drafts" / "good.md"
    given_up: list[str] = []
    plain = Desk._paused

    def paused(self: Desk, done: int, total: int) -> None:
        good = draft(self, "good.md")
        if done == 1 and good.doing and good.version[0] == sha(GOOD):
            path.write_text(GOOD.replace("nine", "noon"), "utf-8")
            self.look()
        try:
            plain(self, done, total)
        except Superseded:
            given_up.append(good.place.path.name)
            raise

    monkeypatch.setattr(Desk, "_paused", paused)
    desk = Desk(opener)
    desk.start()
    settled = desk.settled(draft(desk, "good.md"))
    desk.close()
    assert ["good.md"] == given_up
    assert settled.report.document is not None
    assert "noon" in settled.report.document.source.text


def test_a_long_lint_keeps_nobody_waiting(house: Path, address: Address, monkeypatch: pytest.MonkeyPatch) -> None:
    over = Event()

    def endless(self: Desk, each: Draft) -> None:
        while not over.wait(0.01):
            self._paused(0, 1)

    monkeypatch.setattr(Desk, "_settle", endless)
    desk = Desk(opener)
    client = TestClient(app(desk, address), base_url=f"{ORIGIN}/{address.token}", headers={"Origin": ORIGIN})
    desk.start()
    with desk.changed:
        desk.changed.wait_for(lambda: any("blocks" in each.doing for each in desk.drafts.values()))
    name = key(desk, "good.md")
    assert client.get(f"/{name}/state").json()["linting"]
    assert "A Good One" in client.get("/").text
    assert "blocks" in client.get(f"/{key(desk, 'bad.md')}/").text
    assert "blocks" in client.get("/").text
    assert 200 == save(client, desk, "", ENGLISH).status_code
    assert "filmed in English in" in client.get(f"/{name}/rendered/page").text
    desk.close()
    assert not desk.worker.busy, "closing ends a lint at its next block"


def test_nothing_that_was_named_is_an_error(house: Path) -> None:
    with pytest.raises(UnreadableDraft, match=r"nowhere\.md"):
        Desk(lambda engines: Run([Path("nowhere.md")], select=CHECKS, engines=engines))


# reading, publishing, applying


def test_what_is_read_is_what_will_be_published(client: TestClient, desk: Desk) -> None:
    linted(desk)
    save(client, desk, "", ENGLISH)
    linted(desk)
    answer = client.get(f"/{key(desk, 'good.md')}/rendered/page")
    assert "The ferry leaves at nine." in answer.text
    assert "filmed in English in" in answer.text
    assert 'src="data:image/png;base64,' in answer.text
    policy = answer.headers["content-security-policy"]
    assert ["sandbox"] == [each for each in policy.split("; ") if each.startswith("sandbox")]
    assert "script-src" not in policy
    assert "default-src 'none'" in policy
    frame = client.get(f"/{key(desk, 'good.md')}/rendered").text
    assert 'src="rendered/page" sandbox ' in frame


def test_publishing_writes_the_output_and_says_what_came_of_it(client: TestClient, desk: Desk, house: Path) -> None:
    linted(desk)
    save(client, desk, "", ENGLISH, HARBOUR)
    answer = client.post(f"/{key(desk, 'good.md')}/export", json={"formats": ["html"]}).json()
    assert (["Written to output/good."], False) == (answer["sentences"], answer["held"])
    assert "output/good/good.html" in answer["written"]
    assert "filmed in English in" in (house / "output" / "good" / "good.html").read_text("utf-8")
    assert not (house / "output" / "good" / "good.pdf").exists()
    assert GOOD == (house / "drafts" / "good.md").read_text("utf-8")


def test_a_draft_that_is_held_back_is_not_published(client: TestClient, desk: Desk, house: Path) -> None:
    answer = client.post(f"/{key(desk, 'bad.md')}/export", json={"formats": []}).json()
    assert answer["held"]
    assert "held back" in " ".join(answer["sentences"])
    assert not (house / "output" / "bad" / "bad.html").exists()


def test_two_drafts_of_one_name_are_not_published_over_one_another(client: TestClient, desk: Desk, house: Path) -> None:
    (house / "drafts" / "bad.txt").write_text("A Bad One\n\nAnother text of that name.\n", "utf-8")
    desk.look()
    answer = client.post(f"/{key(desk, 'bad.txt')}/export", json={"formats": ["html"]}).json()
    assert "would be written to one folder" in " ".join(answer["sentences"])
    assert not (house / "output").exists()


def test_a_format_that_is_not_there_is_refused(client: TestClient, desk: Desk) -> None:
    for formats in (["docx"], ["../html"], "html", [1]):
        assert 400 == client.post(f"/{key(desk, 'good.md')}/export", json={"formats": formats}).status_code


def test_applying_writes_what_was_accepted_and_nothing_else(client: TestClient, desk: Desk, house: Path) -> None:
    linted(desk)
    base = save(client, desk, "", ENGLISH).json()["base"]
    answer = client.post(f"/{key(desk, 'good.md')}/apply", json={"draft": sha(GOOD), "base": base})
    wanted = GOOD.replace("english", "English")
    assert (200, sha(wanted)) == (answer.status_code, answer.json()["draft"])
    assert wanted == (house / "drafts" / "good.md").read_text("utf-8")
    row = linted(desk)["good.md"]
    assert 0 == row.again


def test_applying_to_another_draft_than_was_seen_is_refused(client: TestClient, desk: Desk, house: Path) -> None:
    linted(desk)
    base = save(client, desk, "", ENGLISH).json()["base"]
    for body in ({"draft": "0" * 64, "base": base}, {"draft": sha(GOOD), "base": ""}):
        answer = client.post(f"/{key(desk, 'good.md')}/apply", json=body)
        assert 409 == answer.status_code
    assert GOOD == (house / "drafts" / "good.md").read_text("utf-8")


def test_a_closing_desk_does_nothing_more(desk: Desk, client: TestClient, house: Path) -> None:
    linted(desk)
    name = key(desk, "good.md")
    desk.close()
    answer = client.post(f"/{name}/export", json={"formats": ["html"]})
    assert (503, ["sentence"]) == (answer.status_code, list(answer.json()))
    assert not (house / "output").exists()


# killed in the middle


def test_what_killed_saves_have_left_goes_after_a_while(client: TestClient, desk: Desk, house: Path) -> None:
    linted(desk)
    old, new, other = (
        house / "drafts" / f".{name}.part" for name in ("good.decisions.toml.x", "good.decisions.toml.y", "z")
    )
    for part in (old, new, other):
        part.write_text("half", "utf-8")
    for part in (old, other):
        os.utime(part, (1, 1))
    save(client, desk, "", ENGLISH)
    assert [False, True, True] == [part.exists() for part in (old, new, other)]


@pytest.mark.skipif(os.name != "posix", reason="kills by SIGKILL")
def test_killed_at_any_moment_of_a_save_the_file_is_the_old_one_or_the_new_one(house: Path) -> None:
    """A process of its own is killed at each thing that it asks of the system while it saves, then at random."""
    script = Path(__file__).parent / "killed_while_saving.py"
    done = subprocess.run(
        [sys.executable, script, "drafts"], capture_output=True, text=True, timeout=300, cwd=house, check=False,
        env={**os.environ, "PYTHONPATH": str(Path(pipeline.__file__).parents[1])},
    )  # fmt: skip
    assert (0, "") == (done.returncode, done.stderr)
    counts = json.loads(done.stdout)
    assert counts["kills"] >= 60
    assert counts["old"] > 0, "some kills came before the file was replaced"
    assert counts["new"] > 0, "some came after"
    assert [] == counts["broken"]
