"""The round trip through real LibreOffice: changes decided one by one with its own commands, words typed, comments."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from pipeline import decisions, tracked
from pipeline.engines import Engines
from pipeline.finding import Report
from pipeline.reporters import docx
from tests.reporting import sample
from tests.test_tracked import READ, SLIPS, TEXT, after, engines, report, said
from tests.wordlike import WordFile

__all__ = ["engines", "report"]

SECONDS = 180
PYTHON = "/usr/bin/python3"
"""The interpreter that Debian's `python3-uno` is for."""

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def writer() -> None:
    if shutil.which("soffice") is None or subprocess.run([PYTHON, "-c", "import uno"], check=False).returncode:
        pytest.skip("needs LibreOffice: apt-get install --no-install-recommends libreoffice-writer python3-uno")


def used(sent: bytes, folder: Path, steps: Sequence[Sequence[Any]]) -> tuple[Path, list[list[str]]]:
    """The file that LibreOffice saves after some steps, and the tracked changes that are left in it."""
    source, target = folder / "sent.docx", folder / "back.docx"
    source.write_bytes(sent)
    done = subprocess.run(
        [PYTHON, str(Path(__file__).with_name("libreoffice.py")), str(source), str(target)],
        input=json.dumps(steps),
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
        env={key: value for key, value in os.environ.items() if not key.startswith("PYTHON")},
    )
    assert done.returncode == 0, done.stderr
    return target, json.loads(done.stdout)


def run(folder: Path, *arguments: str) -> None:
    """A command of ours, in a folder."""
    root = str(Path(__file__).parent.parent)
    done = subprocess.run(
        [sys.executable, "-m", "pipeline", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": root},
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    assert done.returncode in (0, 1), done.stderr


def test_saved_untouched_nothing_is_decided(writer: None, report: Report, engines: Engines, tmp_path: Path) -> None:
    path, left = used(docx.render(report, engines=engines), tmp_path, [])
    assert {"copydesk", "copydesk, safe fixes"} == {author for _, author, _ in left}
    reading = tracked.read(path, engines)
    assert ((), 7, ()) == (reading.decisions, reading.open, reading.again)
    assert TEXT == reading.document.source.text


def test_decided_one_by_one(writer: None, report: Report, engines: Engines, tmp_path: Path) -> None:
    """Accepted, rejected, accepted, left; words typed, a comment written, a question resolved."""
    steps = [
        ["accept", "surviver"],
        ["accept", "survivor"],
        ["reject", "wel"],
        ["reject", "well"],
        ["accept", "However"],
        ["accept", "However,"],
        ["type", "plays alone", "plays all alone"],
        ["type", "Mira Solana", "Mira Solano"],
        ["comment", "nobody minds", "Really?", "Ben"],
        ["resolve", "Is “inclded” right?"],
    ]
    path, _ = used(docx.render(report, engines=engines), tmp_path, steps)
    reading = tracked.read(path, engines)
    assert [
        ("accepted", "surviver", "survivor"),
        ("suggested", "alone", "all alone"),
        ("rejected", "wel", "well"),
        ("accepted", "However", "However,"),
        ("accepted", "Solana", "Solano"),
        ("open", "nobody minds", None),
    ] == said(reading)
    assert {("Ada Bell", "all alone"), ("Ada Bell", "Solano"), ("Ben", None)} <= {
        (each.who, each.becomes) for each in reading.decisions
    }
    assert (3, ()) == (reading.open, reading.again)
    wanted = TEXT.replace("surviver", "survivor").replace("However", "However,").replace("Solana", "Solano")
    assert wanted == after(reading, engines)
    assert wanted.replace("plays alone", "plays all alone") == after(reading, engines, accept=True)

    draft = tmp_path / READ.path
    draft.parent.mkdir()
    draft.write_text(TEXT, "utf-8")
    run(tmp_path, "decisions", path.name)
    assert reading.decisions == decisions.load(decisions.beside(draft))
    run(tmp_path, "apply", READ.path)
    assert wanted == draft.read_text("utf-8")


def test_all_accepted_in_libreoffice(writer: None, report: Report, engines: Engines, tmp_path: Path) -> None:
    steps = [["accept", words] for slip in SLIPS for words in slip]
    path, left = used(docx.render(report, engines=engines), tmp_path, steps)
    assert [] == left
    reading = tracked.read(path, engines)
    expected = TEXT
    for was, becomes in SLIPS:
        expected = expected.replace(was, becomes, 1)
    assert expected == after(reading, engines)
    assert (1, ()) == (reading.open, reading.again)


def test_an_answer_that_word_wrote_outlives_libreoffice(
    writer: None, report: Report, engines: Engines, tmp_path: Path
) -> None:
    word = WordFile(docx.render(report, engines=engines))
    word.reply("Is “wel” right?", "A joke, I think.", "Ben")
    path, _ = used(word.save(tmp_path / "word.docx").read_bytes(), tmp_path, [])
    (decision,) = tracked.read(path, engines).decisions
    assert ("open", "wel", "A joke, I think.") == (decision.verdict.value, decision.was, decision.comment)


def test_a_draft_of_everything_comes_back_as_it_went(writer: None, engines: Engines, tmp_path: Path) -> None:
    path, left = used(docx.render(sample(), engines=engines), tmp_path, [["pdf", str(tmp_path / "shown.pdf")]])
    assert 14 == len(left)
    reading = tracked.read(path, engines)
    assert ((), len(sample().findings), ()) == (reading.decisions, reading.open, reading.again)
    assert (tmp_path / "shown.pdf").read_bytes().startswith(b"%PDF")
    assert READ.path != reading.draft
