"""The same sources make the same bytes: on another day, in another folder, zone and locale, in whichever order."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pipeline import publish as publishing
from pipeline.engines import Engines
from pipeline.exporters import names
from pipeline.run import Run
from tests.stress import gather

CHECKS = "spacing/double-space"

HERE = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "1"}
THERE = {"TZ": "America/St_Johns", "LC_ALL": "tr_TR.UTF-8", "LANGUAGE": "tr", "PYTHONHASHSEED": "77"}


def contents(output: Path) -> dict[str, bytes]:
    return {
        path.relative_to(output).as_posix(): path.read_bytes() for path in sorted(output.rglob("*")) if path.is_file()
    }


def differing(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    """The names that are not in both with the same bytes."""
    return sorted(name for name in {*one, *other} if one.get(name) != other.get(name))


def age(folder: Path, seconds: float) -> None:
    """Give every file a time of its own."""
    for number, path in enumerate(sorted(folder.rglob("*"))):
        os.utime(path, (seconds + number, seconds + number))


def test_a_clock_a_zone_and_a_folder_change_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, engines: Engines
) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    made = []
    for folder, zone, moment in (("a", "Pacific/Kiritimati", 86_400.0), ("b/long folder/ü", "America/St_Johns", 4e9)):
        house = tmp_path / folder
        (house / "drafts").mkdir(parents=True)
        (house / "copydesk.toml").write_text('base_url = "https://reviews.example/"\n', "utf-8")
        source = Path(__file__).parents[1] / "drafts"
        for name in ("a-ledger-of-rain.md", "works.toml", "names.txt"):
            shutil.copy(source / name, house / "drafts")
        shutil.copytree(source / "images", house / "drafts" / "images")
        (house / "drafts" / "undated.md").write_text("---\ntitle: Undated\n---\n\nA text.\n", "utf-8")
        age(house, moment)
        monkeypatch.chdir(house)
        monkeypatch.setenv("TZ", zone)
        time.tzset()
        monkeypatch.setattr(time, "time", lambda moment=moment: moment)
        run = Run([Path("drafts")], select=[CHECKS], engines=engines)
        outcomes = list(publishing.publish(run, list(run.sources()), house / "output", gate="none"))
        assert [] == [failure for outcome in outcomes for failure in outcome.failures]
        assert () == publishing.assemble(run, house / "output")
        made.append(contents(house / "output"))
    monkeypatch.undo()
    time.tzset()
    assert [] == differing(*made)
    assert {"feed.xml", "index.html", "sitemap.xml", "undated/undated.pdf", "undated/undated.epub"} <= set(made[0])
    assert b"2000" not in made[0]["undated/undated.html"]


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("faketime"), reason="faketime is not installed (Debian: faketime)")
def test_another_day_machine_and_order_change_nothing(tmp_path: Path) -> None:
    """Whole runs, each in a process of its own: all drafts at once, and one by one from the last, two at a time."""
    made = []
    for folder, day, place in (("a", "1999-12-31 23:59:50", HERE), ("b/ü ü", "2041-02-03 04:05:06", THERE)):
        house = tmp_path / folder
        house.mkdir(parents=True)
        drafts = gather(house)
        age(house, 1e9 if folder == "a" else 2e9)
        each = sorted(path for path in drafts.iterdir() if path.suffix in (".md", ".txt") and path.stem != "names")
        alone = [f"drafts/{path.name}" for path in reversed(each)]
        # two that end at once may each make the site without the other: the last run is alone
        together = (
            [["drafts"]] if folder == "a" else [alone[at : at + 2] for at in range(0, len(alone), 2)] + [alone[:1]]
        )
        for paths in together:
            running = [started(path, house, day, place) for path in paths]
            for process in running:
                _, said = process.communicate(timeout=600)
                assert process.returncode in (0, 1), said
        made.append(contents(house / "output"))
    assert [] == differing(*made)
    assert set(names()) <= {path.rpartition(".")[2] for path in made[0]}


def started(path: str, house: Path, day: str, place: dict[str, str]) -> "subprocess.Popen[str]":
    """A run on some day, in some place."""
    options = ("--select", CHECKS, "--gate", "none", "--output", "output", "--base-url", "https://reviews.example/")
    kept = {key: value for key, value in os.environ.items() if key not in ("SOURCE_DATE_EPOCH", "CI")}
    return subprocess.Popen(
        ("faketime", day, sys.executable, "-m", "pipeline", "publish", path, *options),
        cwd=house,
        env={**kept, **place, "PYTHONPATH": str(Path(__file__).parents[1])},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
