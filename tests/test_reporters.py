"""The formats for programs, and the goldens of all: the same findings, found again where they were."""

import json
import re
from dataclasses import replace

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import checks, plugins, reporters
from pipeline.finding import Edit, Finding, Report, apply_edits
from pipeline.reporters import github, markdown, rdjson, sarif
from pipeline.reporters import json as json_reporter
from pipeline.reporters._common import Change, changes, identities, shorten, visible
from pipeline.source import Source, Span
from tests.browsing import from_npm
from tests.reporting import DATA, FORMATS, SAFE, finding, golden, paragraphs, sample, samples

LINE = st.text(st.sampled_from("ab ,é한😀&<|%:\u0301\u00a0"), min_size=1, max_size=40).filter(str.strip)


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """A draft of some paragraphs, with findings anywhere whose fixes do not touch one another."""
    document = paragraphs("drafts/any, thing.md", draw(st.lists(LINE, min_size=1, max_size=4)))
    length = len(document.source.text)
    cuts = sorted(draw(st.sets(st.integers(0, length), max_size=8)))
    spans = list(zip(cuts[::2], cuts[1::2], strict=False))
    found = [finding(document.source, start, end, draw(LINE)) for start, end in spans]
    apart = [
        each
        for before, each in zip([None, *found], found, strict=False)
        if before is None or before.span.end < each.span.start
    ]
    return Report(document.source.path, document, tuple(apart))


def source_of(report: Report) -> Source:
    assert report.document is not None
    return report.document.source


def corrected(report: Report) -> str:
    edits = [edit for each in report.findings for fix in each.fixes for edit in fix.edits]
    return apply_edits(source_of(report).text, edits)


@pytest.mark.parametrize("name", [*FORMATS, "html"])
def test_each_format_says_what_it_said(name: str) -> None:
    expected = (DATA / f"expected.{FORMATS.get(name, 'html')}").read_text("utf-8")
    assert expected == golden(name), "see tests/reporting.py"


def test_every_reporter_has_a_golden_and_a_help_line() -> None:
    assert {*FORMATS, *reporters.kinds()} == set(plugins.parts("pipeline.reporters"))
    for name in plugins.parts("pipeline.reporters"):
        assert (plugins.load("pipeline.reporters", name).__doc__ or "").strip().partition("\n")[0].endswith(".")


@pytest.mark.parametrize("name", FORMATS)
def test_no_draft_at_all_is_no_error(name: str) -> None:
    assert isinstance(plugins.load("pipeline.reporters", name).render([]), str)


@settings(deadline=None)
@given(reports())
def test_json_can_be_read_back(report: Report) -> None:
    whole = json.loads(json_reporter.render([report]))
    assert 1 == whole["version"]
    (file,) = whole["files"]
    assert ["path", "findings", "skipped", "error"] == list(file)
    text = source_of(report).text
    edits = []
    for each in file["findings"]:
        assert each["text"] == text[each["start"] : each["end"]]
        lines = text.split("\n")
        assert each["start"] == sum(len(line) + 1 for line in lines[: each["line"] - 1]) + each["column"] - 1
        assert each["end"] == sum(len(line) + 1 for line in lines[: each["end_line"] - 1]) + each["end_column"] - 1
        edits += [Edit(Span(edit["start"], edit["end"]), edit["text"]) for edit in each["fixes"][0]["edits"]]
    assert corrected(report) == apply_edits(text, edits)


def test_json_of_a_draft_that_could_not_be_read_has_its_error_and_no_findings() -> None:
    file = json.loads(json_reporter.render([Report("a.md", error="a.md: no such file; check the name.")]))["files"][0]
    assert {"path": "a.md", "findings": [], "skipped": [], "error": "a.md: no such file; check the name."} == file


@settings(deadline=None)
@given(reports())
def test_rdjson_counts_in_bytes(report: Report) -> None:
    lines = source_of(report).text.encode().split(b"\n")

    def at(position: dict[str, int]) -> int:
        return sum(len(line) + 1 for line in lines[: position["line"] - 1]) + position["column"] - 1

    data = source_of(report).text.encode()
    diagnostics = json.loads(rdjson.render([report]))["diagnostics"]
    for each, found in zip(diagnostics, report.findings, strict=True):
        place = each["location"]["range"]
        assert found.text == data[at(place["start"]) : at(place["end"])].decode()
    mended = data
    for each in reversed(diagnostics):
        (suggestion,) = each["suggestions"]
        start, end = (at(suggestion["range"][side]) for side in ("start", "end"))
        mended = mended[:start] + suggestion["text"].encode() + mended[end:]
    assert corrected(report) == mended.decode()


def test_rdjson_joins_the_edits_of_a_fix_and_leaves_out_what_the_editor_decides() -> None:
    diagnostics = json.loads(rdjson.render([sample()]))["diagnostics"]
    hyphen = next(each for each in diagnostics if each.get("code") == {"value": "sample/hyphen"})
    assert "suggestions" not in hyphen


@settings(deadline=None)
@given(reports())
def test_github_unescapes_to_what_was_said(report: Report) -> None:
    lines = github.render([report]).splitlines()
    assert len(report.findings) == len(lines)
    for line, found in zip(lines, report.findings, strict=True):
        match = re.fullmatch(r"::error ([^:]*)::(.*)", line)
        assert match
        properties = dict(each.split("=", 1) for each in match[1].split(","))
        start = source_of(report).position(found.span.start)
        assert "drafts/any, thing.md" == _unescaped(properties["file"])
        assert (str(start.line), "sample/check") == (properties["line"], properties["title"])
        assert found.message == _unescaped(match[2]).partition("\n")[0]


def _unescaped(text: str) -> str:
    for code, character in {"%0D": "\r", "%0A": "\n", "%3A": ":", "%2C": ",", "%25": "%"}.items():
        text = text.replace(code, character)
    return text


def test_github_gives_no_columns_on_several_lines() -> None:
    document = paragraphs("a.md", ["one", "two"])
    said = github.render([Report("a.md", document, (finding(document.source, 1, 6),))])
    assert "::error file=a.md,line=1,endLine=3,title=sample/check::Something is wrong.\n" == said


REGION = {
    "type": "object",
    "required": ["startLine", "startColumn", "endLine", "endColumn", "charOffset", "charLength"],
    "additionalProperties": False,
    "properties": {
        **{key: {"type": "integer", "minimum": 1} for key in ("startLine", "startColumn", "endLine", "endColumn")},
        **{key: {"type": "integer", "minimum": 0} for key in ("charOffset", "charLength")},
        "snippet": {"type": "object", "required": ["text"]},
    },
}


def test_sarif_regions_and_replacements_are_those_of_the_file() -> None:
    report = sample()
    (run,) = json.loads(sarif.render([report]))["runs"]
    assert "unicodeCodePoints" == run["columnKind"]
    text = source_of(report).text
    for result, found in zip(run["results"], report.findings, strict=True):
        assert found.check == result["ruleId"] == run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"]
        region = result["locations"][0]["physicalLocation"]["region"]
        jsonschema.validate(region, REGION)
        assert found.text == text[region["charOffset"] :][: region["charLength"]] == region["snippet"]["text"]
        for fix, said in zip(found.fixes, result["fixes"], strict=True):
            (change,) = said["artifactChanges"]
            replaced = [
                Edit(
                    Span(
                        each["deletedRegion"]["charOffset"],
                        each["deletedRegion"]["charOffset"] + each["deletedRegion"]["charLength"],
                    ),
                    each["insertedContent"]["text"],
                )
                for each in change["replacements"]
            ]
            assert list(fix.edits) == replaced


def test_sarif_says_what_did_not_run_and_what_could_not_be_read() -> None:
    (run,) = json.loads(sarif.render(samples()))["runs"]
    (invocation,) = run["invocations"]
    assert invocation["executionSuccessful"] is False
    notes = {note["level"]: note["message"]["text"] for note in invocation["toolExecutionNotifications"]}
    assert "sample/works was not run: No works are known; add works.toml." == notes["warning"]
    assert "drafts/gone.md: no such file; check the name." == notes["error"]


def test_sarif_has_a_checks_page() -> None:
    name = checks.ids()[0]
    document = paragraphs("a.md", ["one"])
    found = replace(finding(document.source, 0, 3), check=name)
    (run,) = json.loads(sarif.render([Report("a.md", document, (found,))]))["runs"]
    (rule,) = run["tool"]["driver"]["rules"]
    assert (name, checks.load(name).summary) == (rule["id"], rule["shortDescription"]["text"])
    assert rule["defaultConfiguration"]["level"] in {"error", "warning", "note"}


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("drafts/two words.md", {"uri": "drafts/two%20words.md", "uriBaseId": "%SRCROOT%"}),
        ("./a.md", {"uri": "a.md", "uriBaseId": "%SRCROOT%"}),
        ("/srv/a.md", {"uri": "file:///srv/a.md"}),
        ("C:/a b.md", {"uri": "file:///C:/a%20b.md"}),
    ],
)
def test_sarif_addresses(path: str, address: dict[str, str]) -> None:
    document = paragraphs(path, ["one"])
    (run,) = json.loads(sarif.render([Report(path, document, (finding(document.source, 0, 3),))]))["runs"]
    assert address == run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]


@settings(deadline=None)
@given(reports(), st.lists(LINE, max_size=2))
def test_an_identity_stays_when_lines_come_before(report: Report, lines: list[str]) -> None:
    source = source_of(report)
    above = "".join(f"{line}\n\n" for line in lines)
    moved = Source(source.path, above + source.text)
    shifted = [_shifted(each, len(above)) for each in report.findings]
    assert identities(source, report.findings) == identities(moved, shifted)
    assert len(report.findings) == len(set(identities(source, report.findings)))


def _shifted(found: Finding, by: int) -> Finding:
    return replace(found, span=Span(found.span.start + by, found.span.end + by), fixes=())


def test_markdown_mentions_nobody_and_breaks_no_table() -> None:
    text = "@editor said | <b>*no*</b> `x` ![y](z) $1$ :tada:"
    document = paragraphs("a|b.md", [text])
    said = markdown.render([Report("a|b.md", document, (finding(document.source, 0, len(text)),))])
    row = next(line for line in said.splitlines() if line.startswith("| 1 "))
    assert 6 == row.count("|")
    cell = row.split("|")[3]
    assert not set("@*`[]$") & set(cell.replace("<code>", "").replace("</code>", ""))


def test_markdown_fits_into_a_comment() -> None:
    document = paragraphs("a.md", ["word " * 4000])
    found = tuple(finding(document.source, at, at + 4, "WORD") for at in range(0, 15_000, 5))
    said = markdown.render([Report("a.md", document, found)])
    assert len(said) < 65_536
    left = re.search(r"([\d,]+) findings more", said)
    assert left
    assert 3000 == said.count("| 🔴 error |") + int(left[1].replace(",", ""))


@pytest.mark.parametrize(
    ("was", "becomes", "said"),
    [
        ("surviver", "survivor", "surviver → survivor"),
        ("a  b", "a b", "a··b → a·b"),
        ("a\u00a0b", "a b", "a⍽b → a·b"),
        ("very", "", "delete “very”"),
        ("", ",", "insert “,”"),
        ("a\u200bb", "ab", "a<200B>b → ab"),
    ],
)
def test_a_change_in_words(was: str, becomes: str, said: str) -> None:
    assert said == str(Change(was, becomes))


@settings(deadline=None)
@given(reports())
def test_changes_hold_the_words_and_what_becomes_of_them(report: Report) -> None:
    source = source_of(report)
    for found in report.findings:
        for change in changes(source, found, found.fixes[0]):
            assert change.was in source.text
            assert found.fixes[0].edits[0].text in change.becomes


def test_two_edits_far_apart_are_two_changes() -> None:
    text = "The plot which drags on for hours and hours and hours and then for hours more and more is thin."
    document = paragraphs("a.md", [text])
    first, second = text.index(" which"), text.index(" is thin")
    found = finding(document.source, 0, len(text), "x")
    both = replace(
        found.fixes[0], edits=(Edit(Span(first, first), ","), Edit(Span(second, second), ",")), applicability=SAFE
    )
    assert ["plot → plot,", "more → more,"] == [str(change) for change in changes(document.source, found, both)]


@settings(deadline=None)
@given(st.text(max_size=200))
def test_shortened_text_is_short_and_can_be_seen(text: str) -> None:
    shown = shorten(text, 30)
    assert "\n" not in shown
    assert len(shown) <= 33
    assert visible(shown) == shown


def test_formats_say_what_they_are_for() -> None:
    found = reporters.formats()
    assert sorted(FORMATS) == list(found)
    for name, line in found.items():
        page = plugins.load("pipeline.reporters", name).__doc__ or ""
        assert line.endswith((".", ":"))
        assert page.partition("\n")[0] == line


@pytest.mark.slow
def test_sarif_is_valid_by_its_official_schema() -> None:
    schema = json.loads(from_npm("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json"))
    log = json.loads(sarif.render(samples()))
    jsonschema.validate(log, schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**log, "version": "1"}, schema)
