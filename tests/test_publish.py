"""A folder of drafts → output: the gate, what is written, what is removed, what goes wrong."""

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from pipeline import publish as publishing
from pipeline.decisions import Resolved
from pipeline.errors import BadConfiguration, UnknownName
from pipeline.finding import Edit, Finding, Fix, Report, Revision
from pipeline.fix import Choice
from pipeline.publish import Outcome, folder_name
from pipeline.publish._review import shown, stands
from pipeline.published import exit_code, table, troubles
from pipeline.run import Run
from pipeline.source import Source, Span
from tests.exporting import BAD, FIELDS, begun

GOOD = f"---\ntitle: A Good One\n{FIELDS}---\n\nText with  two spaces.\n\n![A dot](dot.png)\n"


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A house's folder with drafts, of which `bad` has an error that nobody decided."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    monkeypatch.chdir(tmp_path)
    return begun(tmp_path, GOOD)


def published(house: Path, *, gate: str = "errors", formats: tuple[str, ...] = ("html",)) -> dict[str, Outcome]:
    """The outcomes of publishing a house's drafts with two fast checks, by the drafts' names."""
    checks = ("spacing/double-space", "quotes/unclosed-bracket")
    with Run([Path("drafts")], select=checks) as run:
        made = publishing.publish(run, list(run.sources()), house / "output", gate=gate, formats=formats)
        return {Path(outcome.path).name: outcome for outcome in made}


def listing(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_a_draft_is_mended_and_exported_in_all_formats(house: Path) -> None:
    good = published(house, formats=())["good.md"]
    folder = house / "output" / "good"
    files = ["good.epub", "good.html", "good.pdf", "manifest.json", "pictures/dot.png", "review.html"]
    assert files == listing(folder)
    assert set(good.written) == {folder / name for name in files if name != "manifest.json"}
    assert (1, 1, 0, "", ()) == (len(good.found), good.fixed, good.asked, good.held, good.failures)
    assert "Text with two spaces." in (folder / "good.html").read_text("utf-8")
    assert GOOD == (house / "drafts" / "good.md").read_text("utf-8")


def test_a_draft_with_an_open_error_is_held_back_and_its_review_written(house: Path) -> None:
    bad = published(house)["bad.md"]
    assert "error" in bad.held
    assert "quotes/unclosed-bracket" in bad.held
    assert ["manifest.json", "review.html"] == listing(house / "output" / "bad")


def test_a_draft_without_its_fields_is_held_back(house: Path) -> None:
    (house / "drafts" / "good.md").write_text(GOOD.replace("lang: en-GB\n", "layout: post\n"), "utf-8")
    good = published(house)["good.md"]
    assert "1 error is in its front matter or pictures (line 1: publishing/front-matter)" == good.held
    assert (2, 1, 1) == (len(good.found), good.fixed, good.asked)
    assert ["spacing/double-space", "publishing/front-matter"] == [finding.check for finding in good.found]
    assert ["manifest.json", "review.html"] == listing(house / "output" / "good")
    assert "Front matter, lang" in (house / "output" / "good" / "review.html").read_text("utf-8")
    assert "layout" not in "".join(troubles([good]))
    good = published(house, gate="none")["good.md"]
    assert ("", 0) == (good.held, exit_code([good]))
    assert "good.html" in listing(house / "output" / "good")


def test_so_is_one_with_a_picture_that_not_everybody_sees(house: Path) -> None:
    (house / "drafts" / "good.md").write_text(GOOD.replace("![A dot]", "![]"), "utf-8")
    assert "publishing/alternative-text" in published(house)["good.md"].held


def test_without_the_gate_it_is_published_all_the_same(house: Path) -> None:
    bad = published(house, gate="none")["bad.md"]
    assert "" == bad.held
    assert bad.asked > 0
    assert "bad.html" in listing(house / "output" / "bad")


def test_a_decision_opens_the_gate(house: Path) -> None:
    (house / "drafts" / "bad.decisions.toml").write_text(
        '[[decision]]\ncheck = "quotes/unclosed-bracket"\nwas = "closed."\n'
        'context = "that is never closed."\nverdict = "rejected"\n',
        "utf-8",
    )
    bad = published(house)["bad.md"]
    assert ("", 0) == (bad.held, bad.asked)
    assert "bad.html" in listing(house / "output" / "bad")


def test_an_older_export_does_not_stay_beside_a_draft_that_is_held_back(house: Path) -> None:
    published(house, gate="none", formats=())
    folder = house / "output" / "bad"
    (folder / "own.txt").write_text("the editor's", "utf-8")
    (folder / "bad.html").write_text("changed by hand", "utf-8")
    published(house)
    assert ["bad.html", "manifest.json", "own.txt", "review.html"] == listing(folder)


def test_a_picture_that_is_gone_goes(house: Path) -> None:
    published(house)
    (house / "drafts" / "good.md").write_text(GOOD.replace("![A dot](dot.png)", "No picture."), "utf-8")
    published(house)
    assert ["good.html", "manifest.json", "review.html"] == listing(house / "output" / "good")
    assert not (house / "output" / "good" / "pictures").exists()


def test_a_manifest_cannot_name_files_elsewhere(house: Path) -> None:
    published(house)
    victim = house / "victim.txt"
    victim.write_text("keep", "utf-8")
    manifest = house / "output" / "good" / "manifest.json"
    sums = "6ca7ea2feefc88ecb5ed6356ed963f47dc9137f82526fdd25d618ea626d0803f"
    manifest.write_text(json.dumps({"files": {"../../victim.txt": sums}}), "utf-8")
    published(house)
    assert victim.exists()


def test_what_goes_wrong_with_one_draft_stops_no_other(house: Path) -> None:
    (house / "drafts" / "broken.md").write_bytes(b"\xff not UTF-8")
    (house / "drafts" / "decided.md").write_text(GOOD, "utf-8")
    (house / "drafts" / "decided.decisions.toml").write_text("[[decision", "utf-8")
    (house / "drafts" / "glyph.md").write_text(GOOD.replace("Text", "Text \U0001f8ff"), "utf-8")
    outcomes = published(house, formats=())
    assert ["not UTF-8"] == [part for part in ("not UTF-8",) if part in outcomes["broken.md"].failures[0]]
    assert "decided.decisions.toml" in outcomes["decided.md"].failures[0]
    assert "no font has \U0001f8ff" in outcomes["glyph.md"].failures[0]
    assert "glyph.html" in listing(house / "output" / "glyph")
    assert "glyph.pdf" not in listing(house / "output" / "glyph")
    assert () == outcomes["good.md"].failures


def test_a_file_in_the_way_is_named(house: Path) -> None:
    (house / "output").mkdir()
    (house / "output" / "good").write_text("a file", "utf-8")
    outcomes = published(house)
    assert "is a file" in outcomes["good.md"].failures[0]
    assert "review.html" in listing(house / "output" / "bad")


def test_two_drafts_of_one_name_are_not_written_over_one_another(house: Path) -> None:
    (house / "drafts" / "more").mkdir()
    (house / "drafts" / "more" / "Good.md").write_text(GOOD, "utf-8")
    outcomes = published(house)
    assert "rename one" in outcomes["good.md"].failures[0]
    assert "rename one" in outcomes["Good.md"].failures[0]
    assert ["bad"] == sorted(path.name for path in (house / "output").iterdir())


def test_what_may_not_be_published_is_an_error_and_the_draft_published_without_it(house: Path) -> None:
    (house / "drafts" / "good.md").write_text(GOOD + "\n<script>x()</script>\n", "utf-8")
    good = published(house)["good.md"]
    assert ["spacing/double-space", "publishing/forbidden-markup"] == [finding.check for finding in good.found]
    assert "" == good.held
    assert "x()" not in (house / "output" / "good" / "good.html").read_text("utf-8")
    assert "&lt;script&gt; is not published" in (house / "output" / "good" / "review.html").read_text("utf-8")


def test_a_pasted_text_has_its_fields_beside_it(house: Path) -> None:
    (house / "drafts" / "pasted.txt").write_text("A Headline\n\nThe text of it.\n", "utf-8")
    (house / "drafts" / "pasted.toml").write_text(
        'author = "Bo Finch"\ndate = 2023-02-01\nlang = "en-US"\nreviewed = "The Long Shelf"\n', "utf-8"
    )
    published(house)
    made = (house / "output" / "pasted" / "pasted.html").read_text("utf-8")
    assert "Bo Finch" in made
    assert "1 February 2023" in made


def test_a_missing_date_is_source_date_epoch_s(house: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    (house / "drafts" / "bad.md").write_text(BAD.replace("date: 2024-11-05\n", ""), "utf-8")
    published(house, gate="none")
    assert "14 November 2023" in (house / "output" / "bad" / "bad.html").read_text("utf-8")
    assert "5 November 2024" in (house / "output" / "good" / "good.html").read_text("utf-8")


def test_a_source_date_epoch_that_is_no_number_is_refused(house: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    with pytest.raises(BadConfiguration, match="must be a number of seconds"):
        published(house)


def test_an_unknown_format_is_refused_before_anything_is_written(house: Path) -> None:
    with pytest.raises(UnknownName, match="There is no export format"):
        published(house, formats=("doc",))
    assert not (house / "output").exists()


def test_publishing_again_and_elsewhere_writes_the_same_bytes(house: Path) -> None:
    published(house, gate="none", formats=())
    first = {name: (house / "output" / name).read_bytes() for name in listing(house / "output")}
    (house / "output").rename(house / "before")
    published(house, gate="none", formats=())
    assert first == {name: (house / "output" / name).read_bytes() for name in listing(house / "output")}


def test_progress_is_told_step_by_step(house: Path) -> None:
    steps: list[tuple[str, str]] = []
    with Run([Path("drafts/good.md")], select=["spacing/double-space"]) as run:
        told = publishing.publish(
            run, list(run.sources()), house / "output", formats=("html",), progress=lambda *step: steps.append(step)
        )
        assert 1 == len(list(told))
    assert [("drafts/good.md", step) for step in ("lint", "fix", "html", "write")] == steps


@pytest.mark.parametrize(
    ("path", "name"), [("drafts/an-essay.md", "an-essay"), ("-", "draft"), ("a.b.txt", "a.b"), ("..md", "draft")]
)
def test_a_folder_s_name_is_the_draft_s(path: str, name: str) -> None:
    assert name == folder_name(path)


def test_a_stale_decision_keeps_fixes_away_and_is_told(house: Path) -> None:
    (house / "drafts" / "good.decisions.toml").write_text(
        '[[decision]]\ncheck = "spacing/double-space"\nwas = "with  two"\nbecomes = "with two"\n'
        'context = "A text with  two spaces"\nverdict = "rejected"\n',
        "utf-8",
    )
    good = published(house)["good.md"]
    held, again = troubles([good])
    assert "1 error is neither mended nor decided" in held
    assert again.startswith("drafts/good.decisions.toml: look again at “with  two”: its context no longer stands")
    assert (1, 0, 2) == (len(good.found), good.fixed, good.asked)


def test_a_stale_decision_alone_holds_nothing_back(house: Path) -> None:
    (house / "drafts" / "good.decisions.toml").write_text(
        '[[decision]]\nwas = "gaps"\nbecomes = "spaces"\ncontext = "three gaps"\nverdict = "accepted"\n', "utf-8"
    )
    good = published(house)["good.md"]
    assert ("", 1, 1) == (good.held, good.fixed, len(good.stale))
    assert 0 == exit_code([good])


def test_what_is_fixed_was_found_and_the_editor_s_own_wordings_are_counted_by_themselves(house: Path) -> None:
    (house / "drafts" / "good.decisions.toml").write_text(
        '[[decision]]\nwas = "spaces"\nbecomes = "gaps"\ncontext = "two spaces."\nverdict = "accepted"\n', "utf-8"
    )
    good = published(house)["good.md"]
    assert (1, 1, 1, 0) == (len(good.found), good.fixed, good.reworded, good.asked)
    assert ["found", "fixed", "reworded", "asked"] == table([good]).split()[1:5]
    assert ["1", "1", "1", "0"] == table([good]).split("drafts/good.md")[1].split()[:4]
    (house / "drafts" / "good.decisions.toml").write_text(
        '[[decision]]\ncheck = "spacing/double-space"\nwas = "with  two"\ncontext = "with  two"\n'
        'verdict = "rejected"\n',
        "utf-8",
    )
    good = published(house)["good.md"]
    assert (1, 0, 0, 0) == (len(good.found), good.fixed, good.reworded, good.asked)


def test_an_error_that_goes_with_a_decision_holds_nothing_back(house: Path) -> None:
    """Two findings on one spot: the decision on the one mends the other too, in the export and on the page."""
    (house / "drafts" / "bad.md").write_text(f"---\ntitle: A Bad One\n{FIELDS}---\n\nWe sat (at  the back.\n", "utf-8")
    (house / "drafts" / "bad.decisions.toml").write_text(
        '[[decision]]\ncheck = ""\nwas = "(at  the back."\nbecomes = "at the back."\n'
        'context = "We sat ⟦(at  the back.⟧"\nverdict = "accepted"\n'
        'comment = ""\nwho = "Ada Quill"\nwhen = 2026-01-05\n',
        "utf-8",
    )
    bad = published(house)["bad.md"]
    assert "" == bad.held
    assert "We sat at the back." in (house / "output" / "bad" / "bad.html").read_text("utf-8")
    assert "Nothing holds this draft back" in (house / "output" / "bad" / "review.html").read_text("utf-8")


def test_what_is_gone_with_a_mend_beside_it_is_not_shown_as_decided() -> None:
    """Nobody has decided it, and nothing of it is done; what another check finds there instead is still open."""
    text = "Ropes creak , gulls quarrel in in town.\n"
    doubled = Finding(Span(26, 31), "It stands twice.", check="repetition/doubled-word")
    pause = Finding(Span(0, 19), "Two sentences.", check="punctuation/missing-break")
    splice = Finding(Span(0, 19), "Two sentences.", check="punctuation/comma-splice")
    report = Report("a.md", None, (pause, doubled))
    revision = Revision(Source("a.md", text), text.replace(" ,", ",").replace("in in", "in"), (), (splice,))
    decided = Choice(Span(31, 32), fix=Fix((Edit(Span(31, 32), " a "),)))
    for resolved, seen, answered in (
        (Resolved(), (pause,), ()),
        (Resolved((decided,)), (pause, doubled), (doubled,)),
    ):
        run: Any = SimpleNamespace(resolve=lambda _, resolved=resolved: resolved, revise=lambda _: revision)
        page, said = shown(run, report, ())
        assert (seen, answered) == (page.findings, said.answered)
    assert [True, False] == [stands(each, revision) for each in report.findings]
