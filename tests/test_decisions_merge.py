"""Two editors' decisions as one: by git itself, or by our driver, and a conflict is shown."""

import os
import shlex
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import decisions, readers, starter
from pipeline.decisions import Decision, Verdict
from pipeline.document import Document
from pipeline.engines import Engines
from pipeline.source import Source
from tests.test_cli import copydesk

YES, NO = Verdict.ACCEPTED, Verdict.REJECTED
TEXT = (
    "The first surviver sings.\n\nAn other line stands here, and it was odd.\n\nA grey sky hangs over it all.\n\n"
    "The last surviver leaves at nine.\n\nNobody recieves them.\n"
)
FIRST = Decision("surviver", "first surviver sings", YES, "survivor", "spelling/unknown-word", "", "Cleo")
OTHER = Decision("An other", "An other line stands", YES, "Another", "", "", "Ada")
GREY = Decision("grey", "A grey sky hangs", YES, "gray", "consistency/two-spellings", "", "Ben")
LEADEN = Decision("grey", "A grey sky hangs", YES, "leaden", "consistency/two-spellings", "", "Ada")
KEEP = Decision("grey", "A grey sky hangs over it all.", NO, "gray", "consistency/two-spellings", "", "Ada")
LAST = Decision("recieves", "Nobody recieves them", YES, "receives", "spelling/unknown-word", "", "Cleo")


def pasted(text: str) -> Document:
    return readers.read(Source("draft.txt", text), Engines())


def git(folder: Path, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
    who = ["-c", "user.name=Ada", "-c", "user.email=ada@example.org", "-c", "init.defaultBranch=main"]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    done = subprocess.run(
        ["git", *who, *arguments], cwd=folder, capture_output=True, text=True, check=False, env=environment
    )
    assert not check or done.returncode == 0, done.stderr
    return done


def repository(folder: Path, *, driver: bool) -> Path:
    """A house with a draft and its decisions in git; the decisions' path."""
    (folder / "drafts").mkdir()
    (folder / "drafts/essay.txt").write_text(TEXT, "utf-8")
    path = folder / "drafts/essay.decisions.toml"
    path.write_text(decisions.dump([FIRST, LAST]), "utf-8")
    git(folder, "init", "-q")
    if driver:
        list(starter.start(folder))
        command = f"{shlex.quote(sys.executable)} -m pipeline decisions --merge %O %A %B %P"
        git(folder, "config", "merge.copydesk.driver", command)
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "begin")
    return path


def merging(folder: Path, path: Path, ours: list[Decision], theirs: list[Decision]) -> subprocess.CompletedProcess[str]:
    git(folder, "checkout", "-qb", "theirs")
    path.write_text(decisions.dump(theirs), "utf-8")
    git(folder, "commit", "-qam", "theirs")
    git(folder, "checkout", "-q", "main")
    path.write_text(decisions.dump(ours), "utf-8")
    git(folder, "commit", "-qam", "ours")
    return git(folder, "merge", "--no-edit", "theirs", check=False)


@pytest.mark.parametrize("driver", [False, True])
def test_git_merges_decisions_on_different_places(driver: bool, tmp_path: Path) -> None:
    path = repository(tmp_path, driver=driver)
    changed = replace(LAST, comment="Always.")
    done = merging(tmp_path, path, [OTHER, FIRST, LAST], [FIRST, changed])
    assert 0 == done.returncode, done.stdout + done.stderr
    assert {OTHER, FIRST, changed} == set(decisions.load(path))


def test_the_driver_merges_decisions_side_by_side_in_the_order_of_the_draft(tmp_path: Path) -> None:
    path = repository(tmp_path, driver=True)
    done = merging(tmp_path, path, [FIRST, GREY, LAST], [FIRST, OTHER, LAST])
    assert 0 == done.returncode, done.stdout + done.stderr
    assert (FIRST, OTHER, GREY, LAST) == decisions.load(path)


@pytest.mark.parametrize("theirs", [LEADEN, KEEP])
def test_the_driver_shows_a_conflict_and_neither_is_followed(theirs: Decision, tmp_path: Path) -> None:
    path = repository(tmp_path, driver=True)
    done = merging(tmp_path, path, [FIRST, GREY, LAST], [FIRST, theirs, LAST])
    assert 1 == done.returncode
    assert "drafts/essay.decisions.toml: the decisions on “grey” differ: accepted “gray” (Ben)" in done.stderr
    assert (FIRST, GREY, theirs, LAST) == decisions.load(path)
    assert git(tmp_path, "status", "--porcelain").stdout.startswith("UU")
    resolved = decisions.resolve(pasted(TEXT), (), decisions.load(path))
    assert {GREY, theirs} == {each.decision for each in resolved.stale}
    applied = copydesk("apply", cwd=tmp_path)
    assert 1 == applied.returncode
    assert "two decisions on these words differ; keep one of them" in applied.stderr
    assert "A grey sky" in (tmp_path / "drafts/essay.txt").read_text("utf-8")


def test_without_the_driver_a_conflict_is_one_clear_sentence(tmp_path: Path) -> None:
    path = repository(tmp_path, driver=False)
    done = merging(tmp_path, path, [FIRST, GREY, LAST], [FIRST, LEADEN, LAST])
    assert 1 == done.returncode
    said = copydesk("decisions", cwd=tmp_path)
    assert 2 == said.returncode
    assert "drafts/essay.decisions.toml:" in said.stderr
    assert "git left a conflict here; keep the entries that are right" in said.stderr


def test_what_one_changed_and_the_other_took_out_is_shown() -> None:
    changed = replace(GREY, becomes="leaden")
    merged = decisions.merge([FIRST, GREY], [FIRST, changed], [FIRST])
    assert (FIRST, changed) == merged.decisions
    assert ["one side changed the decision on “grey” and the other took it out; see to it."] == [
        each.sentence for each in merged.conflicts
    ]


def test_who_says_the_same_agrees_and_no_comment_is_lost() -> None:
    ours, theirs = replace(GREY, who="Ada"), replace(GREY, who="Ben", comment="House style.")
    assert decisions.Merged((theirs,)) == decisions.merge([], [ours], [theirs])
    both = replace(ours, comment="Looks better.")
    assert decisions.Merged((both, theirs)) == decisions.merge([], [both], [theirs])


def test_a_suggestion_is_no_conflict() -> None:
    suggested = replace(LEADEN, verdict=Verdict.SUGGESTED)
    assert decisions.Merged((GREY, suggested)) == decisions.merge([], [GREY], [suggested])


@pytest.mark.parametrize("one", [OTHER, GREY, FIRST])
def test_decisions_on_different_places_are_none(one: Decision) -> None:
    last = Decision("surviver", "last surviver leaves", NO, "survivor", "spelling/unknown-word")
    assert () == decisions.merge([], [one], [last]).conflicts


entries = st.lists(
    st.sampled_from([FIRST, OTHER, GREY, LEADEN, KEEP, LAST, replace(FIRST, comment="So.")]),
    unique_by=lambda each: (each.context, each.becomes),
)


@given(entries, entries)
def test_what_only_one_side_touched_is_as_that_side_has_it(base: list[Decision], ours: list[Decision]) -> None:
    assert set(ours) == set(decisions.merge(base, ours, base).decisions)
    assert set(ours) == set(decisions.merge(base, base, ours).decisions)
    assert () == tuple(each for each in decisions.merge(base, ours, base).conflicts if each.theirs)


@given(entries, entries, entries)
def test_both_sides_get_the_same_entries(base: list[Decision], ours: list[Decision], theirs: list[Decision]) -> None:
    one, other = decisions.merge(base, ours, theirs), decisions.merge(base, theirs, ours)
    assert set(one.decisions) == set(other.decisions)
    assert len(one.conflicts) == len(other.conflicts)


def test_decisions_are_listed_with_what_became_of_them(tmp_path: Path) -> None:
    (tmp_path / "drafts").mkdir()
    (tmp_path / "drafts/essay.txt").write_text(TEXT.replace("first surviver", "first survivor"), "utf-8")
    remark = Decision("nine", "leaves at nine", Verdict.OPEN, comment="Is it\nnine?", who="Ada")
    gone = Decision("absent", "is absent here", YES, "there")
    recorded = [FIRST, OTHER, KEEP, replace(LAST, verdict=Verdict.SUGGESTED), remark, gone]
    (tmp_path / "drafts/essay.decisions.toml").write_text(decisions.dump(recorded), "utf-8")
    done = copydesk("decisions", cwd=tmp_path)
    assert (1, "") == (done.returncode, done.stderr)
    assert [
        "drafts/essay.txt:1: done: surviver → survivor [spelling/unknown-word] Cleo",
        "drafts/essay.txt:3: accepted: An·other → Another Ada",
        "drafts/essay.txt:5: rejected: grey → gray [consistency/two-spellings] Ada",
        "drafts/essay.txt:7: open: “nine” Ada: Is it nine?",
        "drafts/essay.txt:9: suggested: recieves → receives [spelling/unknown-word] Cleo",
    ] == done.stdout.splitlines()[:5]
    assert done.stdout.splitlines()[5].startswith("drafts/essay.txt: stale: absent → there: its context no longer")


def test_merge_wants_three_files(tmp_path: Path) -> None:
    done = copydesk("decisions", "--merge", "a", cwd=tmp_path)
    assert (2, True) == (done.returncode, "--merge takes BASE, OURS and THEIRS" in done.stderr)


def test_a_side_that_can_t_be_read_is_named_as_git_names_it(tmp_path: Path) -> None:
    for side in ("base", "ours", "theirs"):
        (tmp_path / f".merge_{side}").write_text(decisions.dump([FIRST]), "utf-8")
    (tmp_path / ".merge_theirs").write_text("[[decision]\n", "utf-8")
    sides = (".merge_base", ".merge_ours", ".merge_theirs")
    done = copydesk("decisions", "--merge", *sides, "essay.decisions.toml", cwd=tmp_path)
    assert (2, "") == (done.returncode, done.stdout)
    assert "essay.decisions.toml (theirs): this is not TOML" in done.stderr
    assert decisions.dump([FIRST]) == (tmp_path / ".merge_ours").read_text("utf-8")
