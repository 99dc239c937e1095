"""The wheel: all that copydesk needs travels in it, and it works from any folder."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from pipeline import __version__

ROOT = Path(__file__).parent.parent

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, unpacked as pip would."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (made,) = folder.glob("*.whl")
    assert f"copydesk-{__version__}-py3-none-any.whl" == made.name
    with zipfile.ZipFile(made) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def run(wheel: Path, cwd: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run Python in a folder with what the wheel brings before this checkout."""
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(wheel)},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )


def test_every_file_of_the_package_is_inside(wheel: Path) -> None:
    def files(folder: Path) -> set[str]:
        found = (path for path in (folder / "pipeline").rglob("*") if path.is_file())
        return {path.relative_to(folder).as_posix() for path in found if "__pycache__" not in path.parts}

    assert files(ROOT) == files(wheel)


def test_licences_travel(wheel: Path) -> None:
    inside = {path.name for path in (wheel / f"copydesk-{__version__}.dist-info" / "licenses").rglob("*")}
    assert {"LICENSE", *(path.name for path in (ROOT / "pipeline/house/licences").iterdir())} <= inside


def test_the_command_is_there(wheel: Path) -> None:
    points = (wheel / f"copydesk-{__version__}.dist-info" / "entry_points.txt").read_text("utf-8")
    assert "copydesk = pipeline.cli:main" in points.splitlines()


def test_it_works_from_another_folder(wheel: Path, tmp_path: Path) -> None:
    where = run(wheel, tmp_path, "-c", "import pipeline; print(pipeline.__file__)")
    assert str(wheel / "pipeline" / "__init__.py") == where.stdout.strip()
    assert f"copydesk {__version__}\n" == run(wheel, tmp_path, "-m", "pipeline", "--version").stdout

    assert 0 == run(wheel, tmp_path, "-m", "pipeline", "init").returncode
    fields = "title: A Ferry\nauthor: Ada Quill\ndate: 2024-11-05\nlang: en-GB\nreviewed: The Night Ferry"
    (tmp_path / "drafts/essay.md").write_text(f"---\n{fields}\n---\n\nIt sails the the sea.\n", encoding="utf-8")
    linted = run(wheel, tmp_path, "-m", "pipeline", "lint")
    assert (1, "") == (linted.returncode, linted.stderr)
    assert "repetition/doubled-word" in linted.stdout

    published = run(wheel, tmp_path, "-m", "pipeline", "publish")
    assert (0, "") == (published.returncode, published.stderr)
    made = {path.name for path in (tmp_path / "output/essay").iterdir()}
    assert {"essay.html", "essay.epub", "essay.pdf", "review.html", "manifest.json"} == made
