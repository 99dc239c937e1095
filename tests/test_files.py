"""Files written whole or not at all, whenever the program ends."""

import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.files import write_atomically

BEFORE = "The the end.\n"
AFTER = "The end.\n"

DYING = """
import os, signal, sys
from pathlib import Path
from pipeline import cli

step, moment = sys.argv[1:]
owner = os if step == "fsync" else Path
real = getattr(owner, step)

def dying(*arguments):
    if moment == "after":
        real(*arguments)
    os.kill(os.getpid(), signal.SIGKILL)

setattr(owner, step, dying)
sys.argv = ["copydesk", "fix", "draft.md", "--select", "repetition"]
cli.main()
"""
"""`copydesk fix` that is killed at one of the steps that writing takes."""


@pytest.mark.skipif(os.name != "posix", reason="there is no SIGKILL here")
@pytest.mark.parametrize(
    ("step", "moment", "left"),
    [
        ("fsync", "before", BEFORE),
        ("fsync", "after", BEFORE),
        ("chmod", "after", BEFORE),
        ("replace", "before", BEFORE),
        ("replace", "after", AFTER),
    ],
)
def test_a_draft_that_is_being_fixed_is_the_old_or_the_new(tmp_path: Path, step: str, moment: str, left: str) -> None:
    draft = tmp_path / "draft.md"
    draft.write_text(BEFORE, encoding="utf-8")
    done = subprocess.run([sys.executable, "-c", DYING, step, moment], cwd=tmp_path, capture_output=True, timeout=120)
    assert -signal.SIGKILL == done.returncode
    assert left == draft.read_text("utf-8")
    # nobody can clear up after a SIGKILL: what is left is hidden, and no draft
    others = [path.name for path in tmp_path.iterdir() if path != draft]
    assert [] == [name for name in others if not (name.startswith(".draft.md.") and name.endswith(".part"))]
    assert ([] == others) == (left == AFTER)


@pytest.mark.parametrize("wrong", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_what_goes_wrong_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wrong: BaseException) -> None:
    draft = tmp_path / "draft.md"
    draft.write_text(BEFORE, encoding="utf-8")

    def fail(_handle: int) -> None:
        raise wrong

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(type(wrong)):
        write_atomically(draft, AFTER.encode())
    assert [draft] == list(tmp_path.iterdir())
    assert BEFORE == draft.read_text("utf-8")


@pytest.mark.skipif(os.name != "posix", reason="modes are those of POSIX")
def test_mode_and_link_stay(tmp_path: Path) -> None:
    draft, link = tmp_path / "draft.md", tmp_path / "link.md"
    draft.write_text(BEFORE, encoding="utf-8")
    draft.chmod(0o640)
    link.symlink_to(draft)
    write_atomically(link, AFTER.encode())
    assert link.is_symlink()
    assert AFTER == draft.read_text("utf-8")
    assert 0o640 == stat.S_IMODE(draft.stat().st_mode)
