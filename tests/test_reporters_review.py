"""The same review as text: CriticMarkup that can be accepted and rejected, a patch that git takes, a comment."""

import json
import re
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import decisions, readers, reporters
from pipeline.decisions import Decision, Resolved, Verdict
from pipeline.engines import Engines
from pipeline.errors import Refused, UnknownName
from pipeline.finding import Applicability, Edit, Finding, Fix, Report, Severity, apply_edits
from pipeline.fix import at_home
from pipeline.reporters._items import items
from pipeline.source import Source, Span
from tests.reporting import sample

SIGNS = ["{++", "++}", "{--", "--}", "{~~", "~>", "~~}", "{>>", "<<}", "{==", "==}", "{", "}", "+", "-", "~", ">"]
PIECES = [*SIGNS, "word", "an", " ", "\n", "\n\n", "é", "“"]


def read(marked: str, accepted: bool) -> str:
    """A small reader of CriticMarkup: the text with all accepted, or all rejected."""
    pattern = re.compile(
        r"\{\+\+(?P<new>.*?)\+\+\}|\{--(?P<old>.*?)--\}|\{~~(?P<was>.*?)~>(?P<becomes>.*?)~~\}|\{>>.*?<<\}"
        r"|\{==(?P<kept>.*?)==\}",
        re.DOTALL,
    )

    def chosen(match: re.Match[str]) -> str:
        found = [match["kept"], *((match["new"], match["becomes"]) if accepted else (match["old"], match["was"]))]
        return next((each for each in found if each is not None), "")

    return pattern.sub(chosen, marked)


def drawn(report: Report, resolved: Resolved) -> str:
    assert report.document is not None
    source = report.document.source
    every = items(report.document, report.findings, resolved)
    return apply_edits(source.text, [e for item in every if item.drawn for e in at_home(item.drawn, source).edits])


@st.composite
def drafts(draw: st.DrawFn) -> Report:
    """A pasted text, signs of CriticMarkup in it and in what is put there."""
    inner = "".join(draw(st.lists(st.sampled_from(PIECES), max_size=20)))
    text = f"It {inner} ends.".replace("\n", draw(st.sampled_from(["\n", "\r\n"])))
    cuts = [
        cut for cut in sorted(draw(st.sets(st.integers(0, len(text)), max_size=8))) if text[cut - 1 : cut + 1] != "\r\n"
    ]
    findings = []
    for start, end in zip(cuts[::2], cuts[1::2], strict=False):
        new = "".join(draw(st.lists(st.sampled_from(PIECES), max_size=4)))
        grade = draw(st.sampled_from([Severity.ERROR, Severity.QUERY]))
        how = draw(st.sampled_from(list(Applicability)))
        fixes = (Fix((Edit(Span(start, end), new),), how),) if new != text[start:end] else ()
        message = draw(st.sampled_from(["Why <<}?", "Is it {++ so++}?", "No.", "A <"]))
        findings.append(
            Finding(Span(start, end), message, fixes, grade, check="grammar/agreement", text=text[start:end])
        )
    document = readers.read(Source("drafts/an essay.txt", text), Engines())
    return Report("drafts/an essay.txt", document, tuple(findings))


@given(drafts())
@settings(max_examples=200)
def test_criticmarkup_accepted_has_all_changes_and_rejected_is_the_draft(report: Report) -> None:
    assert report.document is not None
    marked = reporters.report("criticmarkup", [report], {}).decode()
    assert report.document.source.text == read(marked, accepted=False)
    assert drawn(report, Resolved()) == read(marked, accepted=True)


def test_criticmarkup_says_why() -> None:
    marked = reporters.report("criticmarkup", [sample()], {}).decode()
    assert "{~~surviver~>survivor~~}" in marked
    assert "{~~its~>it’s~~}{>>“its” is the possessive; “it is” is meant. (sample/its)<<}" in marked
    assert "Solana{>>“Solano” once, “Solana” once: which is it? Perhaps: Solano. (sample/name)<<}" in marked


def test_criticmarkup_leaves_front_matter_to_be_read() -> None:
    with Engines() as engines:
        document = readers.read(Source("a.md", "---\ntitle: A\n---\n\nThe band.\n"), engines)
    found = Finding(Span(0, 0), "No author.", (), Severity.ERROR, check="grammar/agreement", text="")
    marked = reporters.report("criticmarkup", [Report("a.md", document, (found,))], {}).decode()
    assert "---\ntitle: A\n---\n\n{>>No author. (grammar/agreement)<<}The band.\n" == marked


def test_criticmarkup_is_of_one_draft() -> None:
    with pytest.raises(Refused, match="give -o FOLDER"):
        reporters.report("criticmarkup", [sample(), sample()], {})


@given(report=drafts())
@settings(max_examples=25)
def test_git_applies_the_patch(report: Report, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Whatever the line breaks, without one at the end, and with a space in the name."""
    assert report.document is not None
    folder = tmp_path_factory.mktemp("repository")
    path = folder / report.path
    path.parent.mkdir()
    path.write_bytes(report.document.source.text.encode())
    patch = reporters.report("patch", [report], {})
    wanted = drawn(report, Resolved())
    assert (wanted != report.document.source.text) == bool(patch)
    if patch:
        subprocess.run(["git", "apply", "--whitespace=nowarn"], input=patch, cwd=folder, check=True)
    assert wanted.encode() == path.read_bytes()


@pytest.mark.parametrize("name", ["plain.txt", "a b.txt", 'a"b.txt', "é ü.txt", "a\\b.txt", "tab\tb.txt"])
def test_git_applies_the_patch_of_a_file_of_any_name(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text("A surviver.\n", "utf-8")
    document = readers.read(Source(name, "A surviver.\n"), Engines())
    found = Finding(
        Span(2, 10), "?", (Fix((Edit(Span(2, 10), "survivor"),)),), Severity.ERROR, check="a/b", text="surviver"
    )
    patch = reporters.report("patch", [Report(name, document, (found,))], {})
    subprocess.run(["git", "apply"], input=patch, cwd=tmp_path, check=True)
    assert "A survivor.\n" == (tmp_path / name).read_text("utf-8")


def test_the_comment_asks_what_is_open_and_counts_the_rest() -> None:
    report = sample()
    said = reporters.report("markdown", [report], {}).decode()
    judged = [each for each in items(report.document, report.findings, Resolved()) if not each.mechanical]  # type: ignore[arg-type]
    assert f"### copydesk: {len(judged)} questions in <code>drafts/lamplighters.md</code>" in said
    assert "mechanical changes." in said
    assert len(judged) == len([line for line in said.splitlines() if re.match(r"\| \d+ \|", line)])
    assert "<b>its</b>" in said
    assert "<code>its → it’s</code>" in said
    assert "surviver" not in said.partition("| why |")[2].partition("<b>")[0]


def test_the_comment_leaves_out_what_is_decided_and_shows_what_was_said() -> None:
    text = "A grey sky. We was robbed."
    document = readers.read(Source("draft.txt", text), Engines())
    found = [
        Finding(Span(*span), "Why?", (), Severity.QUERY, check="grammar/agreement", text=text[slice(*span)])
        for span in ((2, 6), (15, 18))
    ]
    recorded = [
        Decision("was", "We was robbed.", Verdict.REJECTED, check="grammar/agreement"),
        Decision("grey", "A grey sky", Verdict.SUGGESTED, "leaden", comment="Gloomier | *yes*", who="Ada"),
        Decision("gone", "gone by now", Verdict.ACCEPTED, "done"),
    ]
    resolved = decisions.resolve(document, found, recorded)
    said = reporters.report("markdown", [Report("draft.txt", document, tuple(found))], {"draft.txt": resolved}).decode()
    assert "1 question in" in said
    assert "1 decided." in said
    assert "**Look again** at <code>gone</code>" in said
    assert "Ada: Gloomier &#124; &#42;yes&#42;" in said
    assert "<b>was</b>" not in said


def test_a_comment_is_never_too_long() -> None:
    report = sample()
    many = replace(report, findings=tuple(replace(each, message="Why? " * 400) for each in report.findings * 5))
    said = reporters.report("markdown", [many, many], {}).decode()
    assert len(said) <= 65_000
    assert "more; the whole is in the editor's report." in said


def test_reviewdog_gets_suggestions_for_what_is_open() -> None:
    report = sample()
    first = next(each for each in report.findings if each.fixes)
    said = json.loads(reporters.report("rdjson", [report], {report.path: Resolved(rejected=(first,))}))
    assert len(report.findings) - 1 == len([each for each in said["diagnostics"] if "code" in each])
    assert any(each.get("suggestions") for each in said["diagnostics"])


def test_the_kinds_are_the_files_that_are_there() -> None:
    kinds = reporters.kinds()
    assert {"html", "docx", "markdown", "criticmarkup", "patch", "rdjson"} <= set(kinds)
    assert {"docx", "html"} == {each for each in kinds if reporters.stands_beside(each)}
    assert all(purpose[0].isupper() for purpose in kinds.values())
    assert not {"html", "docx", "patch", "criticmarkup"} & set(reporters.formats())
    with pytest.raises(UnknownName, match="There is no report “pdf”; the kinds are"):
        reporters.suffix("pdf")
