"""The commands, as a user runs them: what is printed, what is written, and the exit code."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

DRAFT = "---\ntitle: The Night Ferry\n---\n\nThe captain  of the ferry sings, and now the the crowd listens.\n"
"""Its errors are found without any engine."""

FIELDS = "author: Ada Quill\ndate: 2024-11-05\nlang: en-GB\nreviewed: The Night Ferry\n"
"""What a draft needs besides its title to be published."""


def copydesk(
    *arguments: str | Path, cwd: Path, text: bytes | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "-m", "pipeline", *map(str, arguments)],
        cwd=cwd,
        input=text,
        capture_output=True,
        env={**os.environ, "COLUMNS": "120", **environment},
        timeout=120,
    )
    return subprocess.CompletedProcess(
        done.args, done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8")
    )


def applied(text: str, edits: list[dict[str, Any]]) -> str:
    for edit in reversed(edits):
        text = text[: edit["start"]] + edit["text"] + text[edit["end"] :]
    return text


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    (tmp_path / "drafts").mkdir()
    (tmp_path / "drafts/ferry.md").write_text(DRAFT, encoding="utf-8")
    return tmp_path


def test_lint_shows_the_line_the_check_and_what_would_mend_it(desk: Path) -> None:
    done = copydesk("lint", cwd=desk)
    assert 1 == done.returncode
    assert "drafts/ferry.md:5:42: error repetition/doubled-word" in done.stdout
    assert "the the → the" in done.stdout
    assert "" == done.stderr


def test_lint_json_is_what_the_scorer_reads(desk: Path) -> None:
    done = copydesk("lint", "drafts", "--format", "json", "--select", "repetition", cwd=desk)
    said = json.loads(done.stdout)
    (file,) = said["files"]
    (finding,) = file["findings"]
    assert ("drafts/ferry.md", None, []) == (file["path"], file["error"], file["skipped"])
    assert "the the" == finding["text"] == DRAFT[finding["start"] : finding["end"]]
    assert "the crowd" == applied(DRAFT, finding["fixes"][0]["edits"])[finding["start"] :].removesuffix(" listens.\n")


def test_a_misspelling_has_the_right_first_fix(desk: Path, language_rules: None) -> None:
    done = copydesk("lint", "-", "--format", "json", cwd=desk, text=b"A surviver of the storm sings.\n")
    (finding,) = json.loads(done.stdout)["files"][0]["findings"]
    assert ("spelling/unknown-word", "surviver") == (finding["check"], finding["text"])
    assert "survivor" == finding["fixes"][0]["edits"][0]["text"]


def test_a_clean_draft_exits_0(desk: Path) -> None:
    (desk / "drafts/ferry.md").write_text("The crowd listens.\n", encoding="utf-8")
    assert 0 == copydesk("lint", cwd=desk).returncode


def test_one_bad_draft_does_not_stop_the_others(desk: Path) -> None:
    (desk / "drafts/bad.md").write_bytes(b"caf\xe9\n")
    done = copydesk("lint", "drafts", "absent.md", "--format", "json", cwd=desk)
    assert 2 == done.returncode
    errors = {file["path"]: file["error"] for file in json.loads(done.stdout)["files"]}
    assert "not UTF-8" in errors["drafts/bad.md"]
    assert "no such file" in errors["absent.md"]
    assert errors["drafts/ferry.md"] is None


def test_standard_input_is_a_draft(desk: Path) -> None:
    done = copydesk("lint", "-", "--format", "json", cwd=desk, text=b"The the end.\n")
    assert "-" == json.loads(done.stdout)["files"][0]["path"]
    assert 1 == done.returncode


@pytest.mark.parametrize(
    ("arguments", "wanted"),
    [
        (("lint", "--select", "speling"), "Did you mean spelling"),
        (("lint", "--format", "yaml"), "the formats are"),
        (("explain", "spelling/unknown-wrod"), "Did you mean spelling/unknown-word"),
    ],
)
def test_a_name_that_is_not_there_is_a_sentence(desk: Path, arguments: tuple[str, ...], wanted: str) -> None:
    done = copydesk(*arguments, cwd=desk)
    assert 2 == done.returncode
    assert wanted in done.stderr
    assert "Traceback" not in done.stderr


def test_an_empty_folder_has_no_drafts(tmp_path: Path) -> None:
    done = copydesk("lint", tmp_path, cwd=tmp_path)
    assert (2, "") == (done.returncode, done.stdout)
    assert "no draft here" in done.stderr


def test_an_allowance_of_the_configuration_that_silences_nothing_is_said(desk: Path) -> None:
    (desk / "copydesk.toml").write_text('[allow]\n"drafts/*" = ["repetition", "titles"]\n', encoding="utf-8")
    done = copydesk("lint", cwd=desk)
    assert "repetition/" not in "".join(re.findall(r"^drafts/.*$", done.stdout, re.MULTILINE))
    assert "silences titles" in done.stderr
    assert "silences repetition" not in done.stderr


def test_fix_writes_the_safe_fixes_and_says_what_is_left(desk: Path) -> None:
    planned = copydesk("fix", "--diff", cwd=desk)
    assert DRAFT == (desk / "drafts/ferry.md").read_text("utf-8")
    done = copydesk("fix", cwd=desk)
    after = (desk / "drafts/ferry.md").read_text("utf-8")
    assert "+The captain of the ferry" in planned.stdout
    assert "The captain of the ferry sings, and now the crowd" in after
    assert "applied" in done.stderr
    again = copydesk("fix", cwd=desk)
    assert after == (desk / "drafts/ferry.md").read_text("utf-8")
    assert "0 fixes applied" in again.stderr


def test_fix_from_standard_input_goes_to_standard_output(desk: Path) -> None:
    done = copydesk("fix", "-", cwd=desk, text=DRAFT.encode())
    assert done.stdout.startswith(
        "---\ntitle: The Night Ferry\n---\n\nThe captain of the ferry sings, and now the crowd"
    )


def test_report_writes_a_page_beside_the_draft(desk: Path) -> None:
    done = copydesk("report", cwd=desk)
    assert (0, "drafts/ferry.review.html\n") == (done.returncode, done.stdout)
    page = (desk / "drafts/ferry.review.html").read_text("utf-8")
    assert "The Night Ferry" in page
    assert "repetition/doubled-word" in page


def test_publish_holds_back_what_nobody_decided_and_exports_the_rest(desk: Path) -> None:
    (desk / "drafts/clean.md").write_text(f"---\ntitle: Clean\n{FIELDS}---\n\nThe crowd listens.\n", encoding="utf-8")
    (desk / "drafts/ferry.md").write_text(DRAFT + "\nIt has a bracket (that nobody closed.\n", encoding="utf-8")
    done = copydesk("publish", cwd=desk)
    assert 1 == done.returncode
    assert "drafts/ferry.md: held back" in done.stderr
    assert ["review.html"] == sorted(path.name for path in (desk / "output/ferry").glob("*.html"))
    assert {"clean.html", "clean.epub", "clean.pdf", "review.html", "manifest.json"} == {
        path.name for path in (desk / "output/clean").iterdir()
    }
    assert "output/clean: html epub pdf review" in done.stdout


def test_publish_holds_a_draft_back_that_does_not_say_what_it_is(desk: Path) -> None:
    done = copydesk("publish", "--select", "repetition", cwd=desk)
    assert 1 == done.returncode
    held, author, *_ = done.stderr.splitlines()
    assert (
        "held back: 4 errors are in its front matter or pictures (line 1: publishing/front-matter). Mend it, or" in held
    )
    assert "drafts/ferry.md:1: Front matter, author: it is missing; write, for example, `author: " in author
    assert "Front matter, author: it is missing" in (desk / "output/ferry/review.html").read_text("utf-8")


def test_lint_for_publishing_says_what_is_missing_and_plain_lint_does_not(desk: Path) -> None:
    (desk / "drafts/ferry.md").write_text("---\nlayout: !post x\n---\n\nThe crowd listens.\n", encoding="utf-8")
    done = copydesk("lint", "--select", "repetition", "--advice", cwd=desk)
    assert (0, "") == (done.returncode, done.stderr)
    done = copydesk("lint", "--select", "repetition", "--for-publishing", cwd=desk)
    assert 1 == done.returncode
    assert 5 == done.stdout.count(": it is missing; write, for example")
    assert "layout:" not in done.stdout.replace("layout: !post x", "")
    done = copydesk("lint", "--select", "repetition", "--for-publishing", "--advice", "--format", "json", cwd=desk)
    (file,) = json.loads(done.stdout)["files"]
    assert {"publishing/front-matter"} == {finding["check"] for finding in file["findings"]}
    assert ["layout: !post x"] == [one["text"] for one in file["findings"] if one["severity"] == "advice"]


def test_explain_front_matter(desk: Path) -> None:
    said = copydesk("explain", "front-matter", cwd=desk).stdout
    assert "\nreviewed (required)\n" in said
    assert "WCAG" in copydesk("explain", "publishing/alternative-text", cwd=desk).stdout


def test_publish_without_a_gate_exports_all(desk: Path) -> None:
    done = copydesk("publish", "--gate", "none", "--to", "html", "-o", "site", cwd=desk)
    assert 0 == done.returncode
    assert "The captain of the ferry" in (desk / "site/ferry/ferry.html").read_text("utf-8")
    assert DRAFT == (desk / "drafts/ferry.md").read_text("utf-8"), "the draft itself is never written"


def test_publish_makes_the_site_and_says_where(desk: Path) -> None:
    options = ("--select", "repetition", "--gate", "none", "--to", "html", "-o", "site")
    done = copydesk("publish", *options, "--base-url", "https://reviews.example", cwd=desk)
    assert done.returncode == 0, done.stderr
    assert done.stdout.endswith("site/index.html: the index of all reviews there\n")
    assert "https://reviews.example/feed.xml" in (desk / "site/feed.xml").read_text("utf-8")


def test_publish_refuses_an_address_that_is_none_and_a_page_that_is_somebody_s(desk: Path) -> None:
    options = ("--select", "repetition", "--gate", "none", "--to", "html", "-o", "site")
    done = copydesk("publish", *options, "--base-url", "reviews.example", cwd=desk)
    assert (2, "") == (done.returncode, done.stdout)
    assert "--base-url: the base URL is “reviews.example”; it must be an address such as" in done.stderr
    (desk / "site").mkdir()
    (desk / "site/index.html").write_text("mine", "utf-8")
    done = copydesk("publish", *options, cwd=desk)
    assert 2 == done.returncode
    assert "drafts/ferry.md" in done.stdout, "what was written is said all the same"
    assert done.stderr.splitlines()[-1].startswith("site/index.html: is not copydesk's")
    assert "mine" == (desk / "site/index.html").read_text("utf-8")


def test_no_colour_where_no_terminal_is(desk: Path) -> None:
    assert "\x1b[" not in copydesk("lint", cwd=desk).stdout


@pytest.mark.parametrize(
    ("environment", "coloured"),
    [({}, True), ({"NO_COLOR": ""}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)],
)
def test_colours_on_a_terminal_that_wants_them(desk: Path, environment: dict[str, str], coloured: bool) -> None:
    pty = pytest.importorskip("pty", reason="no pseudo-terminals here", exc_type=ImportError)
    inside, outside = pty.openpty()
    surroundings = {name: value for name, value in os.environ.items() if name != "NO_COLOR"} | {"TERM": "xterm"}
    child = subprocess.Popen(
        [sys.executable, "-m", "pipeline", "lint", "--select", "repetition"],
        cwd=desk,
        stdin=subprocess.DEVNULL,
        stdout=outside,
        stderr=subprocess.DEVNULL,
        env=surroundings | environment,
    )
    os.close(outside)
    said = b""
    while part := _read(inside):
        said += part
    os.close(inside)
    assert 1 == child.wait(timeout=120)
    assert b"repetition/doubled-word" in said
    assert coloured == (b"\x1b[" in said)


def _read(terminal: int) -> bytes:
    """What a terminal has to say; Linux calls its end an error."""
    try:
        return os.read(terminal, 65536)
    except OSError:
        return b""


def test_explain_lists_and_explains() -> None:
    here = Path()
    assert "spelling/unknown-word" in copydesk("explain", cwd=here).stdout
    page = copydesk("explain", "spelling/unknown-word", cwd=here).stdout
    assert "Flagged:" in page
    assert "Allowed:" in page


def test_init_overwrites_nothing(tmp_path: Path) -> None:
    (tmp_path / "copydesk.toml").write_text('quotes = "curly"\n', encoding="utf-8")
    done = copydesk("init", cwd=tmp_path)
    assert 0 == done.returncode
    assert "is there, left alone: copydesk.toml" in done.stdout
    assert 'quotes = "curly"\n' == (tmp_path / "copydesk.toml").read_text("utf-8")
    assert (tmp_path / "drafts/names.txt").is_file()
    assert 2 == copydesk("lint", cwd=tmp_path).returncode, "there is no draft yet"
    (tmp_path / "drafts/essay.md").write_text("The crowd listens.\n", encoding="utf-8")
    assert 0 == copydesk("lint", cwd=tmp_path).returncode


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ("lint --nope", "No such option: --nope (Possible options: --ignore); `copydesk lint -h` shows what there is."),
        ("lin", "No such command 'lin'. Did you mean 'lint', 'explain'? `copydesk -h` shows what there is."),
        ("import", "Missing argument 'files'; `copydesk import -h` shows what there is."),
        ("works gone.md", "error: gone.md: no such file or folder; check the name."),
        ("lint gone.md --select spelling", "error: gone.md: no such file or folder; check the name."),
    ],
)
def test_what_is_not_understood_is_one_sentence(arguments: str, sentence: str, tmp_path: Path) -> None:
    done = copydesk(*arguments.split(), cwd=tmp_path)
    assert (2, sentence) == (done.returncode, (done.stdout + done.stderr).strip().split("\n")[0])
    assert "Nothing found" not in done.stdout
    assert "No works" not in done.stdout


def test_version_and_help(tmp_path: Path) -> None:
    assert copydesk("--version", cwd=tmp_path).stdout.startswith("copydesk 0.")
    assert "Examples:" in copydesk("lint", "--help", cwd=tmp_path).stdout


def test_without_a_drafts_folder_nothing_is_taken_unasked(tmp_path: Path) -> None:
    (tmp_path / "CHANGELOG.md").write_text("The the end.\n", encoding="utf-8")
    done = copydesk("fix", cwd=tmp_path)
    assert 2 == done.returncode
    assert "there is no such folder" in done.stderr
    assert "The the end.\n" == (tmp_path / "CHANGELOG.md").read_text("utf-8")


def test_an_empty_path_is_not_the_folder_that_one_is_in(tmp_path: Path) -> None:
    (tmp_path / "song.md").write_text("The the end.\n", encoding="utf-8")
    done = copydesk("fix", "", cwd=tmp_path)
    assert 2 == done.returncode
    assert "a path is empty" in done.stderr
    assert "The the end.\n" == (tmp_path / "song.md").read_text("utf-8")


def test_broken_decisions_stop_only_their_own_draft(desk: Path) -> None:
    (desk / "drafts/other.md").write_text("The the end.\n", encoding="utf-8")
    (desk / "drafts/ferry.decisions.toml").write_text("[[decision]\n", encoding="utf-8")
    done = copydesk("lint", "--select", "repetition", "--format", "json", cwd=desk)
    assert 2 == done.returncode
    files = {file["path"]: file for file in json.loads(done.stdout)["files"]}
    assert "ferry.decisions.toml" in files["drafts/ferry.md"]["error"]
    assert 1 == len(files["drafts/other.md"]["findings"])


def test_an_engine_that_was_asked_for_and_is_not_there_is_an_error(desk: Path) -> None:
    done = copydesk("lint", "--server", "http://127.0.0.1:9", cwd=desk)
    assert (2, "") == (done.returncode, done.stdout)
    assert "127.0.0.1:9" in done.stderr


def test_two_drafts_of_one_name_are_two_reports_or_a_sentence(desk: Path) -> None:
    (desk / "drafts/ferry.txt").write_text("A clean headline\n\nThe crowd listens.\n", encoding="utf-8")
    done = copydesk("report", "--select", "repetition", "-o", "pages", cwd=desk)
    assert 2 == done.returncode
    assert "have one name" in done.stderr


def test_two_houses_in_one_run_are_refused(desk: Path) -> None:
    (desk / "copydesk.toml").write_text('quotes = "keep"\n', encoding="utf-8")
    (desk / "other").mkdir()
    (desk / "other/copydesk.toml").write_text('quotes = "keep"\n', encoding="utf-8")
    (desk / "other/b.md").write_text("The crowd listens.\n", encoding="utf-8")
    done = copydesk("lint", "drafts/ferry.md", "other/b.md", cwd=desk)
    assert 2 == done.returncode
    assert "two houses" in done.stderr


def test_several_checks_in_one_option(desk: Path) -> None:
    done = copydesk("lint", "--select", "repetition,spacing", "--format", "json", cwd=desk)
    assert {"repetition/doubled-word", "spacing/double-space"} == {
        finding["check"] for file in json.loads(done.stdout)["files"] for finding in file["findings"]
    }


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have only names that are text")
def test_a_name_that_is_no_text_stops_nothing(desk: Path) -> None:
    (desk / "drafts").joinpath(os.fsdecode(b"caf\xe9.md")).write_text("Fine.\n", encoding="utf-8")
    done = copydesk("lint", "--select", "repetition", "--format", "json", cwd=desk)
    assert 2 == done.returncode
    assert [
        "the file's name is not UTF-8; rename it." in (file["error"] or "") for file in json.loads(done.stdout)["files"]
    ].count(True) == 1
