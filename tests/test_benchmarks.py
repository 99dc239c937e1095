"""The benchmarks say what is not there, and carry what other tools say back to the file's own characters.

What they measure is read by people, and asserted nowhere but in test_explain.py.
"""

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from benchmarks import marks
from benchmarks.quality import Comparison, edited, table
from benchmarks.quality.annotated import Score, Scorer, Set, named
from benchmarks.quality.edited import Flags, Judged
from benchmarks.quality.environment import Environment, Unavailable
from benchmarks.quality.sheet import Mark, Sheet
from benchmarks.quality.table import Side
from benchmarks.quality.tools import codespell, harper, proselint, typos
from pipeline.engines import Engines
from pipeline.engines.pandoc import Pandoc
from pipeline.explain import Measure
from pipeline.finding import Finding, Report, Severity, apply_edits
from pipeline.readers import read
from pipeline.source import Source, Span

DRAFT = """---
title: The Quay
---

An 😀 *étude* in teh rain, and
teh [sea](https://example.org/teh).

See `teh code` there, and a very unique kettle.
"""


@pytest.fixture
def sheet(engines: Engines) -> Sheet:
    return Sheet("quay.md", read(Source("quay.md", DRAFT), engines), "en-US")


def flagged(sheet: Sheet, marks: list[Mark]) -> list[tuple[int, str]]:
    """Where the file has what was marked, and what it is."""
    return [(finding.span.start, finding.text) for finding in sheet.findings(marks)]


def occurrences(word: str) -> list[tuple[int, str]]:
    """The prose's occurrences of a word in the file: what stands in code and addresses is none."""
    hidden = (DRAFT.index("/teh)") + 1, DRAFT.index("`teh") + 1)
    places = (at for at in range(len(DRAFT)) if DRAFT.startswith(word, at) and at not in hidden)
    return [(at, word) for at in places if not DRAFT[at - 1].isalpha()]


def test_quality_says_what_is_not_there(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks", "quality", "--gold", str(tmp_path), "--clean", str(tmp_path / "absent")],
        cwd=Path(__file__).parent.parent,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "no annotated drafts" in done.stdout
    assert "no score.py" in done.stdout
    assert "no clean prose" in done.stdout


def test_a_set_has_its_folders_name_or_its_own() -> None:
    assert Set("seaside", Path("drafts/seaside")) == named("drafts/seaside")
    assert Set("ours", Path("drafts/seaside")) == named("ours=drafts/seaside")


def test_every_line_of_a_sheet_ends_with_a_line_feed(sheet: Sheet) -> None:
    assert sheet.text == "".join(f"{sheet.line(number)}\n" for number in range(1, len(sheet.lines)))


def test_a_mark_is_cut_at_its_blocks_end_and_has_no_fix_then(sheet: Sheet) -> None:
    start = sheet.text.index("sea")
    (finding,) = sheet.findings([Mark(start, start + 12, "rule", "", ("lake",))])
    assert ("sea](https://example.org/teh).", ()) == (finding.text, finding.fixes)


def test_what_touches_left_out_code_is_dropped(sheet: Sheet) -> None:
    start = sheet.text.index("See")
    assert [] == flagged(sheet, [Mark(start, start + len("See x"), "rule")])


def test_codespell_counts_lines_and_no_columns(sheet: Sheet) -> None:
    number = next(n for n in range(1, len(sheet.lines)) if "teh" in sheet.line(n))
    said = f"a.txt:{number}: teh ==> the, tea\n" * 2 + "noise\n"
    marks = codespell.read({"a.txt": sheet}, said)["quay.md"]
    assert occurrences("teh") == flagged(sheet, marks)
    assert [("the", "tea")] * 2 == [mark.replacements for mark in marks]


def test_typos_counts_bytes(sheet: Sheet) -> None:
    number = next(n for n in range(1, len(sheet.lines)) if "teh" in sheet.line(n))
    line = sheet.line(number)
    bytes_before = [len(line[:at].encode()) for at in (line.index("teh"), line.rindex("teh"))]
    said = "\n".join(
        json.dumps(
            {"type": "typo", "path": "a.txt", "line_num": number, "byte_offset": at, "typo": "teh", "corrections": []}
        )
        for at in bytes_before
    )
    other = json.dumps({"type": "binary_file", "path": "a.txt"})
    assert occurrences("teh") == flagged(sheet, typos.read({"a.txt": sheet}, f"{said}\n{other}\n")["quay.md"])


def test_proselint_counts_points_from_one(sheet: Sheet) -> None:
    start = sheet.text.index("very unique") + 1
    found = {"check_path": "uncomparables", "message": "…", "replacements": "unique", "span": [start, start + 11]}
    said = json.dumps({"result": {"file:///a%20folder/a.txt": {"diagnostics": [found]}}})
    marks = proselint.read({"/a folder/a.txt": sheet}, said)["quay.md"]
    assert [(DRAFT.index("very unique"), "very unique")] == flagged(sheet, marks)
    assert ("unique",) == marks[0].replacements


def test_harper_replaces_removes_and_adds(sheet: Sheet) -> None:
    start = sheet.text.index("teh rain")
    lint = {
        "rule": "SpellCheck",
        "start": start,
        "end": start + 3,
        "message": "…",
        "suggestions": [["REPLACE", "the"], ["REMOVE", ""], ["INSERT_AFTER", ","]],
    }
    (finding,) = sheet.findings(harper.read(sheet, json.dumps([lint])))
    assert ("harper/SpellCheck", Severity.ERROR) == (finding.check, finding.severity)
    assert ["the rain", " rain", "teh, rain"] == [
        apply_edits(DRAFT, fix.edits)[finding.span.start :].partition(", and")[0] for fix in finding.fixes
    ]


def test_a_tool_that_cannot_be_had_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = SimpleNamespace(returncode=2, stderr="error: no index\n", stdout="")
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: broken)
    environment = Environment(tmp_path / "none")
    for _ in range(2):
        with pytest.raises(Unavailable, match="no index"):
            environment.run("typos", [])


SCORER = """
import json
from dataclasses import dataclass

@dataclass
class Tally:
    words: int = 0
    gold: int = 0
    hits: int = 0
    true: int = 0
    false: int = 0

    def add(self, other):
        for key, value in vars(other).items():
            setattr(self, key, getattr(self, key) + value)

@dataclass
class Result:
    tally: Tally
    categories: dict

def read_gold(path):
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]

def score(name, source, gold, names, findings):
    starts = {item["start"] for item in gold}
    true = sum(finding["start"] in starts for finding in findings)
    tally = Tally(len(source.split()), len(gold), true, true, len(findings) - true)
    return Result(tally, {"spelling": tally})
"""


@pytest.fixture
def annotated(tmp_path: Path) -> Set:
    """Two annotated drafts, one of them clean, with a small scorer."""
    for folder in ("drafts", "gold"):
        (tmp_path / folder).mkdir()
    (tmp_path / "score.py").write_text(SCORER, "utf-8")
    (tmp_path / "drafts" / "quay.md").write_text(DRAFT, "utf-8")
    (tmp_path / "gold" / "quay.jsonl").write_text(json.dumps({"start": DRAFT.index("teh rain")}) + "\n", "utf-8")
    (tmp_path / "drafts" / "clean-pier.md").write_text("All is well here.\n", "utf-8")
    (tmp_path / "gold" / "clean-pier.jsonl").write_text("", "utf-8")
    return Set("seaside", tmp_path)


def test_each_check_is_measured_on_drafts_and_on_edited_prose(annotated: Set, engines: Engines) -> None:
    def report(text: str, *starts: int, also: tuple[str, ...] = ()) -> Report:
        found = [
            Finding(Span(at, at + 3), "…", severity=Severity.ERROR, check="spelling/unknown-word", also=also)
            for at in starts
        ]
        taste = Finding(Span(0, 1), "…", severity=Severity.ADVICE, check="style/long-sentence")
        return Report("quay.md", read(Source("quay.md", text), engines), (*found, taste))

    scorer = Scorer(annotated.folder / "score.py")
    pier = report("All is well here.\n", 4)
    quay = report(DRAFT, DRAFT.index("teh rain"), also=("realword/confusable",))
    shown = Comparison(scorer, [annotated], {"seaside": [pier, quay]}, [replace(quay, path="essay.md"), pier])
    shown.shown = {"essay": (Judged("x/y", Span(DRAFT.index("teh rain"), DRAFT.index("rain")), "right"),)}
    score = scorer.score(annotated, [pier, quay])
    assert (2, 1, 1, 1) == (score.drafts, score.all.true, score.all.false, score.clean.false)
    assert Flags(words=23, all=2, false=1) == edited.flags(shown.prose, shown.shown)
    assert {
        "realword/confusable": Measure(right=1, edited_right=1),
        "spelling/unknown-word": Measure(right=1, wrong=1, edited_wrong=1, edited_right=1),
    } == shown.measures()


def test_verdicts_name_the_faults_of_edited_prose(tmp_path: Path) -> None:
    path = tmp_path / "verdicts.tsv"
    rows = ["# a comment", "a.md\tx/y\t3\t5\tright", "a.md\tx/z\t7\t9\twrong", "a.md\tx/y\t7\t9\ttaste"]
    path.write_text("\n".join(rows) + "\n", "utf-8")
    shown = edited.verdicts(path)
    assert {
        "a": (
            Judged("x/y", Span(3, 5), "right"),
            Judged("x/z", Span(7, 9), "wrong"),
            Judged("x/y", Span(7, 9), "taste"),
        )
    } == shown
    assert {} == edited.verdicts(tmp_path / "none.tsv")
    cases = (("x/y", 3, 5), ("other", 4, 8), ("x/z", 7, 9), ("other", 7, 9), ("x/y", 11, 12))
    findings = tuple(Finding(Span(a, b), "…", severity=Severity.ERROR, check=check) for check, a, b in cases)
    said = [verdict for _, verdict in edited.judged([Report("b/a.md", findings=findings)], shown)]
    assert ["right", "right", "wrong", "taste", "wrong"] == said


def test_the_table_names_a_tool_that_was_not_measured() -> None:
    tally = SimpleNamespace(
        words=1000, gold=4, hits=2, correct=1, true=2, false=1, names=1, safe=0, safe_right=0, f_half=0.625
    )
    side = Side("copydesk", {"seaside": Score(1, tally, SimpleNamespace(words=0, false=0), {})}, Flags(2_000, 3, 2))
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in table.main_table([side], ["typos"]).splitlines()
    ]
    assert ["", "copydesk", "typos"] == rows[0]
    assert ["**seaside**: 1 draft, 1,000 words, 4 errors", "", ""] == rows[2]
    assert ["errors found", "0.50", "not measured"] == rows[3]
    assert ["safe fixes right", "–", "not measured"] == rows[-4]
    assert [["1.5", "not measured"], ["1.0", "not measured"]] == [row[1:] for row in rows[-2:]]


def test_the_cases_of_other_suites() -> None:
    assert [("a\n", "<p>a</p>\n"), ("b\n", "<p>b</p>\n")] == marks.dotted(
        "x\n.\na\n.\n<p>a</p>\n.\n\n.\nb\n.\n<p>b</p>\n.\n"
    )
    assert [("a\n", "<p>a</p>\n")] == marks.fenced("x\n\n```\na\n.\n<p>a</p>\n```\n")
    given, golden = "<p>'a'</p><li>1 ½</li><li>'b</li>", "<p>‘a’</p><li>1½</li><li>\u200a’b</li>"
    assert [("'a'", "<p>‘a’</p>"), ("'b", "<p>’b</p>")] == marks.elements(given, golden)


def test_html_that_means_the_same() -> None:
    assert marks.same("<p>a  &quot;b&quot;<br />\nc</p>\n") == marks.same('<p>a "b"<br>c</p>')
    assert marks.same("<p>a</p>") != marks.same("<p>a <em>b</em></p>")


def test_a_case_that_is_not_as_wanted_is_told_with_what_came_out() -> None:
    cases = [('"a"', "<p>“a”</p>"), ('"a', "<p>“a</p>")]
    assert [(cases[1], '<p>"a</p>\n')] == list(marks.wrong(cases, Pandoc()))
