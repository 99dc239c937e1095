"""`copydesk apply`, as a user runs it."""

import subprocess
from pathlib import Path

import pytest

from tests.test_cli import copydesk

TEXT = "The last surviver sings.\r\nAn other line,  and *more* of it.\n\nIt ends here"
FILE = """\
[[decision]]
was = "surviver"
becomes = "survivor"
context = "last surviver sings"
verdict = "accepted"
comment = ""

[[decision]]
was = "An other"
becomes = "Another"
context = "An other line"
verdict = "accepted"
comment = ""
"""


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    (tmp_path / "drafts").mkdir()
    (tmp_path / "drafts/my essay.md").write_bytes(TEXT.encode())
    (tmp_path / "drafts/my essay.decisions.toml").write_text(FILE, encoding="utf-8")
    return tmp_path


def test_what_was_accepted_is_written_and_nothing_else_and_once(desk: Path) -> None:
    draft = desk / "drafts/my essay.md"
    done = copydesk("apply", cwd=desk)
    wanted = TEXT.replace("surviver", "survivor").replace("An other", "Another").encode()
    assert (0, "drafts/my essay.md: 2 decisions applied\n") == (done.returncode, done.stderr)
    assert wanted == draft.read_bytes()
    again = copydesk("apply", cwd=desk)
    assert (0, "drafts/my essay.md: 0 decisions applied, 2 done already\n") == (again.returncode, again.stderr)
    assert wanted == draft.read_bytes()
    assert FILE == (desk / "drafts/my essay.decisions.toml").read_text("utf-8")


def test_a_diff_is_shown_that_git_applies_and_nothing_is_written(desk: Path) -> None:
    draft = desk / "drafts/my essay.md"
    done = copydesk("apply", "--diff", cwd=desk)
    assert "2 decisions would be applied" in done.stderr
    assert TEXT.encode() == draft.read_bytes()
    subprocess.run(["git", "apply"], input=done.stdout.encode(), cwd=desk, check=True)
    assert TEXT.replace("surviver", "survivor").replace("An other", "Another").encode() == draft.read_bytes()


def test_standard_input_is_written_to_standard_output(desk: Path) -> None:
    done = copydesk("apply", "-", "--stdin-name", "drafts/my essay.md", cwd=desk, text=TEXT.encode())
    assert 0 == done.returncode
    assert done.stdout.startswith("The last survivor sings.\r\nAnother line,  and")
    assert TEXT.encode() == (desk / "drafts/my essay.md").read_bytes()


def test_what_has_lost_its_place_is_to_be_looked_at_again(desk: Path) -> None:
    draft = desk / "drafts/my essay.md"
    draft.write_bytes(TEXT.replace("sings", "dances").encode())
    done = copydesk("apply", cwd=desk)
    assert 1 == done.returncode
    assert "look again at “surviver”: its context no longer stands" in done.stderr
    assert "1 decision applied, 1 to be looked at again" in done.stderr
    assert TEXT.replace("sings", "dances").replace("An other", "Another").encode() == draft.read_bytes()


def test_suggestions_and_comments_apply_nothing(desk: Path) -> None:
    recorded = desk / "drafts/my essay.decisions.toml"
    recorded.write_text(
        FILE.replace('"accepted"', '"suggested"', 1).replace(
            'becomes = "Another"\ncontext = "An other line"\nverdict = "accepted"\ncomment = ""',
            'context = "An other line"\nverdict = "open"\ncomment = "Which one?"',
        ),
        encoding="utf-8",
    )
    done = copydesk("apply", cwd=desk)
    assert (0, "drafts/my essay.md: 0 decisions applied, 1 suggested and not decided\n") == (
        done.returncode,
        done.stderr,
    )
    assert TEXT.encode() == (desk / "drafts/my essay.md").read_bytes()


def test_a_broken_file_of_decisions_stops_its_draft_alone(desk: Path) -> None:
    (desk / "drafts/other.md").write_text("An other day.\n", encoding="utf-8")
    (desk / "drafts/other.decisions.toml").write_text("<<<<<<< ours\n", encoding="utf-8")
    done = copydesk("apply", cwd=desk)
    assert 2 == done.returncode
    assert "error: drafts/other.decisions.toml:1: git left a conflict here; keep the entries" in done.stderr
    assert "drafts/my essay.md: 2 decisions applied" in done.stderr
