"""A draft as it was, from a file or from git."""

import subprocess
from pathlib import Path

import pytest

from pipeline import versions
from pipeline.errors import UnreadableDraft


def git(folder: Path, *arguments: str) -> None:
    who = ["-c", "user.name=Ada", "-c", "user.email=ada@example.org"]
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    """A draft with two commits and a change that is in neither."""
    path = tmp_path / "drafts" / "my essay.md"
    path.parent.mkdir()
    git(tmp_path, "init", "-q", "-b", "main")
    for text in ("One.\r\n", "Two.\n"):
        path.write_bytes(text.encode())
        git(tmp_path, "add", "-A")
        git(tmp_path, "commit", "-q", "-m", text)
    path.write_bytes(b"Three.\n")
    return path


@pytest.mark.parametrize(("revision", "text"), [("HEAD", "Two.\n"), ("HEAD~1", "One.\r\n"), ("main", "Two.\n")])
def test_a_revision_of_git(draft: Path, revision: str, text: str) -> None:
    found = versions.earlier(draft, revision)
    assert (draft.as_posix(), text) == (found.path, found.text)


def test_a_file_is_taken_before_a_revision(draft: Path) -> None:
    other = draft.with_name("old.md")
    other.write_text("Zero.\n", "utf-8")
    found = versions.earlier(draft, str(other))
    assert (draft.as_posix(), "Zero.\n") == (found.path, found.text)


@pytest.mark.parametrize("revision", ["absent", "--output=x", "HEAD~9"])
def test_what_git_does_not_know_is_a_sentence(draft: Path, revision: str) -> None:
    with pytest.raises(UnreadableDraft, match=f"“{revision}” is no revision of its git repository; name an earlier"):
        versions.earlier(draft, revision)
    assert not (draft.parent / "x").exists()


def test_a_draft_that_was_not_there_yet_is_a_sentence(draft: Path) -> None:
    new = draft.with_name("new.md")
    new.write_text("New.\n", "utf-8")
    with pytest.raises(UnreadableDraft, match="isn't in the revision “HEAD”"):
        versions.earlier(new, "HEAD")


def test_outside_of_a_repository_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    path = tmp_path / "essay.md"
    path.write_text("One.\n", "utf-8")
    with pytest.raises(UnreadableDraft, match="“HEAD” is no file, and the draft is in no git repository"):
        versions.earlier(path, "HEAD")


def test_without_git_a_file_is_asked_for(draft: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(UnreadableDraft, match="there is no git here to ask"):
        versions.earlier(draft, "HEAD")
