"""A draft as it was: another file, or the same file in an earlier commit of its git repository."""

import shutil
import subprocess
from pathlib import Path

from pipeline import source
from pipeline.errors import UnreadableDraft
from pipeline.source import Source


def earlier(path: Path, since: str) -> Source:
    """The draft at `path` as it was: `since` is a file, or a revision of git (`HEAD~3`, a commit, a branch).

    A file is taken where there is one of that name. The source is called as the draft is, so that it is read as the
    draft is. Raises UnreadableDraft, where git doesn't know the revision or isn't there, too.
    """
    there = Path(since)
    if there.is_file():
        return Source(path.as_posix(), source.read(there).text)
    shown = _git(path, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{since}^{{commit}}")
    if shown.returncode:
        inside = _git(path, "rev-parse", "--is-inside-work-tree").returncode == 0
        what = "no revision of its git repository" if inside else "no file, and the draft is in no git repository"
        raise UnreadableDraft(f"{path}: “{since}” is {what}; name an earlier version's file or a revision.")
    commit = shown.stdout.decode("ascii").strip()
    data = _git(path, "show", f"{commit}:./{path.name}")
    if data.returncode:
        raise UnreadableDraft(f"{path}: isn't in the revision “{since}”; name one that has it.")
    return Source(path.as_posix(), source.decode(data.stdout, f"{since}:{path.as_posix()}").text)


def _git(path: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    """What git says in a draft's folder. Raises UnreadableDraft where there is no git."""
    try:
        git = shutil.which("git") or "git"
        return subprocess.run([git, *arguments], cwd=path.absolute().parent, capture_output=True, check=False)
    except OSError:
        raise UnreadableDraft(f"{path}: there is no git here to ask; name an earlier version's file.") from None
