"""The runner: what it stamps, leaves out, grades and merges. The checks are made up, to see each thing alone."""

from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from pipeline import checks
from pipeline.checks import Check
from pipeline.document import Block, Document
from pipeline.engines import Engine, Engines, LanguageRules
from pipeline.engines.causal import LanguageModel
from pipeline.engines.lingotweaker import LingoTweaker
from pipeline.errors import EngineUnavailable
from pipeline.finding import Applicability, Finding, Report, Severity, flag
from pipeline.lint import Linter, Settings
from pipeline.merging import merge
from pipeline.source import Source


def seek(
    word: str, *replacements: str, safe: bool = False, sources: tuple[str, ...] = ()
) -> Callable[..., Iterator[Finding]]:
    def find(block: Block) -> Iterator[Finding]:
        at = block.text.find(word)
        while at >= 0:
            grade = Applicability.SAFE if safe else Applicability.UNSAFE
            yield flag(
                block, at, at + len(word), f"{word} stands here.", *replacements, applicability=grade, sources=sources
            )
            at = block.text.find(word, at + 1)

    return find


def check(
    name: str, find: Callable[..., Iterator[Finding]], severity: Severity = Severity.ERROR, **module: Any
) -> Check:
    made = ModuleType(name)
    made.__dict__.update(module)
    needs = {"engine": module["engine"]} if "engine" in module else {}
    return Check(name, made, find, severity, (), Block, needs)


UNUSED = checks.load("structure/unused-allowance")


def lint(text: str, engines: Engines, *using: Check, path: str = "draft.md") -> Report:
    report = Linter(using, engines).report(Source(path, text))
    assert report.error is None
    return report


def test_a_finding_is_stamped(engines: Engines) -> None:
    (finding,) = lint("A tow of us.", engines, check("spelling/tow", seek("tow", "two"))).findings
    assert ("spelling/tow", Severity.ERROR, "tow", (2, 5)) == (
        finding.check,
        finding.severity,
        finding.text,
        finding.span,
    )


def test_code_and_other_languages_are_left_alone(engines: Engines) -> None:
    text = "Call `tow` the [mot tow]{lang=fr} here."
    assert () == lint(text, engines, check("spelling/tow", seek("tow"))).findings


PASSAGE = "The band that [nous]{lang=fr} knew played `on` and on until the very last of the lights was out."


def test_a_passage_may_have_a_foreign_word_in_it(engines: Engines) -> None:
    once = checks.load("repetition/repeated-paragraph")
    (finding,) = lint(f"{PASSAGE}\n\nNo.\n\n{PASSAGE}\n", engines, once).findings
    assert PASSAGE == finding.text


@pytest.mark.parametrize(
    ("words", "fixed", "raised"),
    [("mot of", "mot off", True), ("tow mot of", "two mot of", False), ("tow", "two", False)],
)
def test_a_spot_is_left_alone_where_a_foreign_word_would_be_edited(
    words: str, fixed: str, raised: bool, engines: Engines
) -> None:
    text = "So [tow mot]{lang=fr} of us."
    assert raised == bool(lint(text, engines, check("a/b", seek(words, fixed))).findings)


@pytest.mark.parametrize(("text", "wanted"), [("It’s dont now.", "don’t"), ("It's dont now.", "don't")])
def test_a_fix_has_the_apostrophe_of_the_draft(text: str, wanted: str, engines: Engines) -> None:
    (finding,) = lint(text, engines, check("a/b", seek("dont", "don't", "don’t"))).findings
    assert [wanted] == [edit.text for fix in finding.fixes for edit in fix.edits]


def test_an_error_in_quoted_words_is_a_question(engines: Engines) -> None:
    (finding,) = lint("She said “a tow of us” twice.", engines, check("a/b", seek("tow", "two", safe=True))).findings
    assert Severity.QUERY is finding.severity
    assert Applicability.UNSAFE is finding.fixes[0].applicability


def test_typography_is_ours_in_quoted_words_too(engines: Engines) -> None:
    (finding,) = lint("She said “a tow” twice.", engines, check("a/b", seek("tow"), IN_QUOTATIONS="as-is")).findings
    assert Severity.ERROR is finding.severity


def test_a_block_quote_is_left_alone(engines: Engines) -> None:
    assert () == lint("> A tow of us.\n", engines, check("a/b", seek("tow"))).findings


def test_a_comment_silences_the_next_block_only(engines: Engines) -> None:
    text = "<!-- copydesk: allow a/b -- his own spelling -->\n\nA tow.\n\nA tow.\n"
    report = lint(text, engines, check("a/b", seek("tow")))
    assert [text.rindex("tow")] == [finding.span.start for finding in report.findings]


def test_a_comment_may_name_a_stage_or_several(engines: Engines) -> None:
    text = "<!-- copydesk: allow x/y, a -->\n\nA tow.\n"
    assert () == lint(text, engines, check("a/b", seek("tow"))).findings


def test_an_allowance_that_allows_nothing_is_reported(engines: Engines) -> None:
    text = "<!-- copydesk: allow a/b -->\n\nA pair.\n"
    report = lint(text, engines, check("a/b", seek("tow")), UNUSED)
    assert ["structure/unused-allowance"] == [finding.check for finding in report.findings]


def test_an_allowance_of_a_check_that_did_not_run_may_be_needed(engines: Engines) -> None:
    text = "<!-- copydesk: allow spelling/unknown-word -->\n\nA pair.\n"
    assert () == lint(text, engines, UNUSED).findings


@pytest.mark.parametrize("named", ["a/b", "a", "a/b, c/d"])
def test_an_allowance_of_a_check_whose_engine_is_missing_may_be_needed(named: str, engines: Engines) -> None:
    using = (check("a/b", seek("tow"), engine=Absent), check("a/x", seek("x")), check("c/d", seek("x")), UNUSED)
    assert () == lint(f"<!-- copydesk: allow {named} -->\n\nA tow.\n", engines, *using).findings


@pytest.mark.parametrize(
    ("comment", "flagged", "said"),
    [
        ("allow speling/unknown-word", "speling/unknown-word", "spelling/unknown-word"),
        ("allow a/b, speling -- why", "speling", "spelling"),
        ("allow", "<!--copydesk: allow-->", "names no check"),
        ("allow -- why", "<!--copydesk: allow -- why-->", "names no check"),
        ("allow :a/b", ":a/b", "no check or stage"),
    ],
)
def test_an_allowance_that_names_nothing_there_is_reported(
    comment: str, flagged: str, said: str, engines: Engines
) -> None:
    using = (check("a/b", seek("tow")), UNUSED)
    (finding,) = lint(f"<!--copydesk: {comment}-->\n\nA pair.\n", engines, *using).findings
    assert flagged == finding.text
    assert said in finding.message


def test_a_check_that_is_allowed_leaves_what_another_says_of_the_spot(engines: Engines) -> None:
    text = "<!-- copydesk: allow a/b -->\n\nA tow.\n"
    using = (check("a/b", seek("tow", "two")), check("c/d", seek("tow", "toe"), Severity.QUERY))
    (finding,) = lint(text, engines, *using).findings
    assert ("c/d", (), ["toe"]) == (finding.check, finding.also, [edit.text for edit in finding.fixes[0].edits])


def test_a_folder_may_silence_a_check(engines: Engines) -> None:
    linter = Linter([check("a/b", seek("tow"))], engines, lambda path: Settings(silent=("a",)))
    assert () == linter.report(Source("draft.md", "A tow.")).findings


class Absent(Engine):
    NAME = "absent"

    def __init__(self) -> None:
        raise EngineUnavailable("Absent is not installed; install it.")

    @classmethod
    def version(cls) -> str:
        raise NotImplementedError

    def probe(self) -> str:
        raise NotImplementedError


def test_a_check_whose_engine_is_missing_is_said_aloud(engines: Engines) -> None:
    report = lint("A tow.", engines, check("a/b", seek("tow"), engine=Absent), check("c/d", seek("tow")))
    assert [("a/b", "Absent is not installed; install it.")] == [(each.check, each.reason) for each in report.skipped]
    assert ["c/d"] == [finding.check for finding in report.findings]


def test_what_several_say_of_a_spot_is_one_finding(engines: Engines) -> None:
    report = lint(
        "A tow of us.",
        engines,
        check("a/b", seek("tow", "two", sources=("one:RULE",))),
        check("c/d", seek("tow of", "two of", "tow off", sources=("other:RULE",)), Severity.QUERY),
    )
    (finding,) = report.findings
    assert ("a/b", Severity.ERROR, ("one:RULE", "other:RULE")) == (finding.check, finding.severity, finding.sources)
    assert (("c/d",), ("a/b", "c/d")) == (finding.also, finding.checks)
    assert ["two", "off"] == [edit.text for fix in finding.fixes for edit in fix.edits]


def test_findings_that_edit_different_places_stay_apart(engines: Engines) -> None:
    report = lint("A tow of of us.", engines, check("a/b", seek("tow of", "two of")), check("c/d", seek("of of", "of")))
    assert ["a/b", "c/d"] == [finding.check for finding in report.findings]


@pytest.mark.parametrize("seed", range(3))
def test_merging_does_not_depend_on_the_order(engines: Engines, seed: int) -> None:
    source = Source("draft.md", "A tow of of us, tow.")
    using = [check("a/b", seek("tow", "two")), check("c/d", seek("of", "off")), check("e/f", seek("tow of"))]
    linter = Linter(using, engines)
    found = [finding for each in using for finding in Linter([each], engines).report(source).findings]
    assert linter.report(source).findings == merge(found[seed:] + found[:seed], source)


def test_a_draft_that_cannot_be_read_is_a_report(engines: Engines) -> None:
    report = Linter([], engines).report(Source("draft.md", "---\ntitle: [\n---\n\nText.\n"))
    assert report.error is not None
    assert "draft.md" in report.error


def test_document_scope_is_given_whole(engines: Engines) -> None:
    def find(document: Document) -> Iterator[Finding]:
        yield from seek("tow")(document.blocks[1])

    made = check("a/b", find)
    whole = Check(made.id, made.module, find, made.severity, (), Document, {})
    assert ["tow"] == [finding.text for finding in lint("A tow.\n\nA tow.", engines, whole).findings]


def test_what_needed_no_guess_is_found_once(engines: Engines) -> None:
    """A check that asks the language model runs again where an answer was guessed while the model only listened."""
    runs: list[tuple[str, float]] = []

    def find(block: Block, model: LanguageModel) -> Iterator[Finding]:
        (gain,) = model.gains(block.text, [(2, 5, "two")])
        runs.append((block.text, gain))
        yield from seek("tow", "two")(block)

    made = check("a/b", find)
    asking = Check(made.id, made.module, find, made.severity, (), Block, {"model": LanguageModel})
    text = "A tow of us walks home.\n\nA tow of us walks home.\n\nA tow of them stays."
    first, second = lint(text, engines, asking), lint(text, engines, asking)
    assert ["tow"] * 3 == [finding.text for finding in first.findings]
    assert first.findings == second.findings
    assert len(runs) == 6 + 3
    assert {gain for _, gain in runs[:3]} == {0.0} and 0.0 not in {gain for _, gain in runs[3:]}
    assert runs[3:6] == runs[6:]


def test_what_was_guessed_is_forgotten_when_it_is_known(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A paragraph that is linted twice in one process: in the first stretch it was read only in part, and guessed."""
    monkeypatch.setenv("COPYDESK_CACHE", str(tmp_path))  # nothing was answered before
    using = [checks.load(name) for name in checks.ids() if name.startswith(("grammar/", "punctuation/"))]
    text = "It has two sequels, neither of which were shown."
    with Engines({LanguageRules: LingoTweaker}) as engines:
        first, second = lint(text, engines, *using), lint(text, engines, *using)
    assert first.findings
    assert first.findings == second.findings
