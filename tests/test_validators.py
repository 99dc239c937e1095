"""The validators' gates: what is counted, what is refused, and that nothing passes by not being looked at."""

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from typer.testing import CliRunner

from pipeline import doctor, plugins, validators
from pipeline.cli import app
from pipeline.errors import CopydeskError, UnknownName, ValidatorUnavailable
from pipeline.exporters import Work, _data
from pipeline.house.kinds import Kind
from pipeline.validators import Gate, Verdict, ace, axe, feed, structured_data, verapdf, vnu

OUTSIDE = ("ace", "axe", "epubcheck", "verapdf", "vnu")
"""Programs of others, which are fetched."""


# gates


def judge(monkeypatch: pytest.MonkeyPatch, check: Any) -> None:
    """Have a validator that says what a test wants, under the name of one that is there."""
    module = SimpleNamespace(SUFFIX=".html", FAULT="a fault", bad=lambda: b"bad", check=check)
    monkeypatch.setattr(plugins, "load", lambda package, name: module)


def files(folder: Path, *names: str) -> list[Path]:
    for name in names:
        (folder / name).write_text("text", "utf-8")
    return [folder / name for name in names]


def strict(paths: Sequence[Path], scratch: Path) -> Iterator[Verdict]:
    yield from (Verdict(path, ("a fault",) if path.name.startswith("known-bad") else ()) for path in paths)


def test_a_gate_passes_where_all_is_well_and_the_bad_file_is_rejected(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    judge(monkeypatch, strict)
    gate = validators.gate("vnu", files(tmp_path, "a.html", "b.html"))
    assert gate.passed
    assert "vnu: 2 of 2 files, 0 errors, known-bad rejected" == gate.line()


def test_a_validator_that_lets_everything_pass_is_no_judge(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    judge(monkeypatch, lambda paths, scratch: [Verdict(path) for path in paths])
    gate = validators.gate("vnu", files(tmp_path, "a.html"))
    assert not gate.passed
    assert "vnu: 1 of 1 file, 0 errors, known-bad NOT REJECTED" == gate.line()


def test_a_bad_file_that_is_rejected_for_another_reason_shows_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    judge(monkeypatch, lambda paths, scratch: [Verdict(path, ("out of memory",)) for path in paths[-1:]])
    assert not validators.gate("vnu", files(tmp_path, "a.html")).rejected


def test_a_file_without_a_verdict_has_not_passed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    judge(monkeypatch, lambda paths, scratch: strict(paths[1:], scratch))
    first, second = files(tmp_path, "a.html", "b.html")
    gate = validators.gate("vnu", [first, second])
    assert (False, (first,)) == (gate.passed, gate.overlooked)
    assert "vnu: 1 of 2 files, 0 errors, known-bad rejected" == gate.line()


def test_a_file_that_is_not_there_has_not_passed(tmp_path: Path) -> None:
    gate = validators.gate("structured-data", [tmp_path / "gone.html"])
    assert not gate.passed
    assert "structured-data: 0 of 1 file, 0 errors, known-bad rejected" == gate.line()


def test_no_files_are_no_pass() -> None:
    assert not Gate("vnu", (), (), rejected=True).passed


def test_an_unknown_validator_is_refused() -> None:
    with pytest.raises(UnknownName, match="There are: ace, axe, epubcheck, feed, structured-data, verapdf, vnu"):
        validators.gate("tidy", [])


# what each says


def test_a_pdf_that_claims_one_standard_fails_the_other() -> None:
    result = {"profileName": "PDF/UA-1 validation profile", "compliant": True, "details": {"ruleSummaries": []}}
    assert ["it does not say that it is PDF/A-2A"] == list(verapdf._problems({"validationResult": [result]}))
    assert 2 == len(list(verapdf._problems({"taskException": "broken"})))


def test_a_book_fails_by_its_outcome_or_by_one_assertion() -> None:
    assert [] == list(ace._problems({"assertions": [], "earl:result": {"earl:outcome": "pass"}}))
    assert 1 == len(list(ace._problems({"assertions": [], "earl:result": {"earl:outcome": "fail"}})))


def test_what_axe_could_not_decide_is_a_problem_until_somebody_looked() -> None:
    found = [{"id": "label-content-name-mismatch", "help": "H", "nodes": [{"html": '<a class="backlink">'}]}]
    assert [] == list(axe._sentences(axe._unseen(found), "undecided"))
    assert 1 == len(list(axe._sentences(found, "fails")))
    found[0]["nodes"] = [{"html": "<a>"}]
    assert ["label-content-name-mismatch undecided: H: <a>"] == list(axe._sentences(axe._unseen(found), "undecided"))


def test_a_checker_that_gives_up_has_let_nothing_pass() -> None:
    paths = [Path("/a.html"), Path("/known-bad.html")]
    gave_up = {"type": "non-document-error", "message": "out of memory"}
    warning = {"type": "info", "subType": "warning", "url": "file:/a.html", "message": "W"}
    answer = f"Picked up JAVA_TOOL_OPTIONS: -Xmx1g\n{json.dumps({'messages': [warning, gave_up]})}"
    first, bad = vnu._verdicts(paths, "/a.html\n/known-bad.html\n", answer)
    assert ("line 1: warning: W", "line 1: non-document-error: out of memory") == first.problems
    assert ("line 1: non-document-error: out of memory",) == bad.problems
    with pytest.raises(ValidatorUnavailable, match="vnu gave no answer, but said: Killed"):
        list(vnu._verdicts(paths, "", "Killed"))


FEED = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en-GB">
<id>https://example.org/feed.xml</id><title>F</title><updated>2024-11-05T00:00:00Z</updated><author><name>A</name></author>
<link rel="self" href="https://example.org/feed.xml"/>
<entry><id>urn:x:1</id><title type="html">E &amp;amp; F</title><updated>2024-11-05T00:00:00Z</updated>
<link href="https://example.org/e.html"/><content type="html">&lt;p&gt;Text.&lt;/p&gt;</content></entry>
</feed>
"""


def verdict(module: Any, path: Path, text: str) -> tuple[str, ...]:
    path.write_text(text, "utf-8")
    (made,) = module.check([path], path.parent)
    assert isinstance(made, Verdict)
    return made.problems


def test_a_feed_by_the_rules_passes(tmp_path: Path) -> None:
    assert () == verdict(feed, tmp_path / "feed.xml", FEED)


@pytest.mark.parametrize(
    ("was", "becomes", "said"),
    [
        ("<title>F</title>", "", "Element feed failed to validate content"),
        ("2024-11-05T00:00:00Z", "5 November 2024", "no moment"),
        ("2024-11-05T00:00:00Z", "2024-11-05", "no moment"),
        ("<id>urn:x:1</id>", "<id>one</id>", "no absolute IRI"),
        ("<id>urn:x:1</id>", "<id>https://example.org/feed.xml</id>", "one id"),
        ("<author><name>A</name></author>", "", "no author"),
        ("<author><name>A</name></author>", "<author><email>a@b</email></author>", "line 2"),
        ('rel="self"', 'rel="related"', "rel=self"),
        ('href="https://example.org/e.html"', 'href="e.html"', "relative"),
        ('type="html">E', 'type="text/html">E', "line 4"),
        ('xml:lang="en-GB"', 'xml:lang="British English"', "line 1"),
        ("<entry>", "<entry><pubDate>now</pubDate>", "line"),
        ("</entry>", "", "no XML"),
        ('xmlns="http://www.w3.org/2005/Atom"', "", "no atom:feed"),
    ],
)
def test_a_feed_with_a_fault_does_not(was: str, becomes: str, said: str, tmp_path: Path) -> None:
    assert was in FEED
    assert any(said in problem for problem in verdict(feed, tmp_path / "feed.xml", FEED.replace(was, becomes)))


REVIEW: dict[str, Any] = {
    "@context": "https://schema.org",
    "@type": "Review",
    "headline": "H",
    "inLanguage": "en-GB",
    "author": [{"@type": "Person", "name": "A"}],
    "datePublished": "2024-11-05",
    "itemReviewed": {"@type": "Movie", "name": "M", "director": {"@type": "Person", "name": "D"}},
    "reviewRating": {"@type": "Rating", "ratingValue": "4.5", "bestRating": "5", "worstRating": "1"},
}


def said_of(**changes: Any) -> list[str]:
    return list(structured_data.problems_of(json.dumps({**REVIEW, **changes})))


def test_a_complete_review_passes() -> None:
    assert [] == said_of()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"@context": "http://example.org"}, "@context"),
        ({"author": []}, "Review has no author"),
        ({"author": "A"}, "Review.author is 'A'"),
        ({"author": {"@type": "Person"}}, "Person has no name"),
        ({"itemReviewed": {"@type": "Film", "name": "M"}}, "no type Film"),
        ({"itemReviewed": {"@type": "Person", "name": "M"}}, "a Person is nothing that is reviewed"),
        ({"itemReviewed": {"@type": "Movie", "name": "M", "byArtist": {"@type": "Person", "name": "D"}}}, "byArtist"),
        ({"itemReviewed": {"@type": "ExhibitionEvent", "name": "M", "datePublished": "2020"}}, "datePublished"),
        ({"datePublished": "5 November"}, "must be Date"),
        ({"datePublished": "2024-13-05"}, "must be Date"),
        ({"reviewRating": {**REVIEW["reviewRating"], "ratingValue": "6"}}, "not between"),
        ({"reviewRating": {"@type": "Rating", "ratingValue": "6"}}, "Rating has no bestRating"),
        ({"url": "review.html"}, "must be URL"),
        ({"starRating": "5"}, "no property starRating"),
    ],
)  # fmt: skip
def test_a_review_with_a_fault_does_not(changes: dict[str, Any], said: str) -> None:
    assert any(said in problem for problem in said_of(**changes))


@pytest.mark.parametrize("kind", list(Kind))
def test_a_work_of_every_kind_is_one_of_schema_org_s(kind: Kind) -> None:
    work = Work("T", kind=str(kind), creator="C", year="2020")
    made = _data.work(work)
    assert [] == said_of(itemReviewed=made)
    assert ("T", True) == (made["name"], "2020" in made.values())


def test_an_article_says_what_it_is(tmp_path: Path) -> None:
    assert ("an article without structured data",) == verdict(
        structured_data, tmp_path / "a.html", "<article></article>"
    )
    assert () == verdict(structured_data, tmp_path / "b.html", "<main><h1>Not found</h1></main>")


# what is there


def test_each_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("COPYDESK_VALIDATORS", str(tmp_path))
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")
    for name in ("ace", "axe", "verapdf", "vnu"):
        with pytest.raises(ValidatorUnavailable, match=r"fetch it with .*make validate"):
            validators.found(name)
    monkeypatch.setattr("shutil.which", lambda name: None)
    with pytest.raises(ValidatorUnavailable, match="apt install"):
        validators.found("vnu")


def test_doctor_tells_them_apart_from_what_publishing_needs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("COPYDESK_VALIDATORS", str(tmp_path))
    lines = {line.name: line for line in doctor.judges()}
    assert set(validators.names()) == set(lines)
    assert all(line.good is not False for line in lines.values())
    assert (None, True) == (lines["vnu"].good, lines["structured-data"].good)
    said = doctor.render([doctor.Line("Python", "3.12")], [doctor.Line("vnu", "fetch it", None)])
    assert "publishing need none of these" in said
    assert "vnu  absent    fetch it\n" in said


# the command


def test_the_command_prints_a_line_a_validator_and_each_problem(tmp_path: Path) -> None:
    page = tmp_path / "a.html"
    page.write_text("<article></article>", "utf-8")
    made = CliRunner().invoke(app, ["validate", str(tmp_path), "--with", "structured-data"])
    assert (
        f"structured-data: 1 of 1 file, 1 error, known-bad rejected\n  {page}: an article without structured data\n"
        == made.stdout
    )
    assert 1 == made.exit_code
    page.write_text("<main></main>", "utf-8")
    assert 0 == CliRunner().invoke(app, ["validate", str(page), "--with", "structured-data"]).exit_code


def test_nothing_to_judge_is_no_pass(tmp_path: Path) -> None:
    made = CliRunner().invoke(app, ["validate", str(tmp_path)])
    assert made.exit_code
    assert isinstance(made.exception, CopydeskError)
    assert 1 == CliRunner().invoke(app, ["validate", str(tmp_path), "--with", "structured-data"]).exit_code


def test_a_validator_that_is_not_there_is_said_and_no_pass(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("COPYDESK_VALIDATORS", str(tmp_path / "empty"))
    (page,) = files(tmp_path, "a.html")
    made = CliRunner().invoke(app, ["validate", str(page), "--with", "vnu"])
    assert 2 == made.exit_code
    assert "vnu: could not be asked: " in made.stderr


@pytest.mark.slow
@pytest.mark.parametrize("name", OUTSIDE)
def test_nothing_passes_that_is_no_file_of_its_kind(name: str, tmp_path: Path) -> None:
    try:
        validators.found(name)
    except ValidatorUnavailable as error:
        pytest.skip(str(error))
    path = tmp_path / f"rubbish{validators.suffix(name)}"
    path.write_bytes(b"\x00rubbish\xff" * 20)
    gate = validators.gate(name, [path])
    assert gate.rejected
    assert not gate.passed
    assert re.fullmatch(rf"{name}: [01] of 1 file, \d+ errors?, known-bad rejected", gate.line())
