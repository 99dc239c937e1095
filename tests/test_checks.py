"""Each check's examples are its tests: what is flagged, that nothing else is, what the fix makes, that it is clean."""

import pytest

from pipeline import checks, explain
from pipeline.checks import Allowed, Check, Flagged
from pipeline.engines import Engines
from pipeline.finding import Applicability, Finding, Report, apply_edits
from pipeline.lint import Linter
from pipeline.source import Source, Span

EXAMPLES = [
    pytest.param(checks.load(name), example, id=f"{name}-{number}")
    for name in checks.ids()
    for number, example in enumerate(checks.load(name).examples)
]


def run(check: Check, text: str, engines: Engines) -> Report:
    report = Linter([check], engines).report(Source("example.md", text))
    assert report.error is None
    if report.skipped:
        pytest.skip(report.skipped[0].reason)
    return report


def marked(text: str) -> tuple[str, list[Span]]:
    """The text without its ⟦⟧, and the spans that they mark."""
    plain, spans = "", []
    for part in text.split("⟦"):
        inner, bracket, outer = part.partition("⟧")
        if bracket:
            spans.append(Span(len(plain), len(plain) + len(inner)))
        plain += inner + outer
    return plain, spans


def mended(text: str, findings: tuple[Finding, ...]) -> str:
    return apply_edits(text, (edit for finding in findings if finding.fix for edit in finding.fix.edits))


@pytest.mark.parametrize(("check", "example"), EXAMPLES)
def test_example(check: Check, example: Flagged | Allowed, engines: Engines) -> None:
    if isinstance(example, Allowed):
        assert () == run(check, example.text, engines).findings
        return
    text, spans = marked(example.text)
    assert spans, "a flagged example marks what is flagged"
    findings = run(check, text, engines).findings
    assert [(text[a:b], a) for a, b in spans] == [(finding.text, finding.span.start) for finding in findings]
    assert {example.severity or check.severity} == {finding.severity for finding in findings}
    if example.fixed is None:
        assert not any(finding.fixes for finding in findings)
    else:
        after = mended(text, findings)
        assert example.fixed == after
        assert () == run(check, after, engines).findings


@pytest.mark.parametrize("name", checks.ids())
def test_a_check_says_what_its_fixes_are(name: str, engines: Engines) -> None:
    check = checks.load(name)
    texts = [marked(example.text)[0] for example in check.examples if isinstance(example, Flagged)]
    findings = [finding for text in texts for finding in run(check, text, engines).findings]
    kinds = {finding.fix.applicability.value for finding in findings if finding.fix}
    found = "none" if not kinds else kinds.pop() if len(kinds) == 1 else "mixed"
    assert found == check.module.FIX
    assert explain.FIXES[found] in explain.page(name)


@pytest.mark.parametrize("name", checks.ids())
def test_a_check_says_what_it_is(name: str) -> None:
    check = checks.load(name)
    assert check.summary.endswith("."), "the first line of its page is a sentence"
    assert len((check.module.__doc__ or "").strip().splitlines()) > 2, "and its page says why"
    assert any(isinstance(example, Flagged) for example in check.examples)
    assert any(isinstance(example, Allowed) for example in check.examples)


@pytest.mark.parametrize(
    ("name", "text", "safe"),
    [
        ("grammar/language-rules", 'When we saw "Rain" ⟦i⟧ was glad.', False),
        ("grammar/language-rules", "We saw it rain, and ⟦i⟧ was glad.", True),
        ("spelling/unknown-word", "It has the pungent ⟦oder⟧ of fish.", False),  # odor is the smaller slip
        ("spelling/unknown-word", "It is ⟦definately⟧ her best.", True),
        ("spelling/mis-cased-name", "The role of ⟦natalie⟧ quarrel is small.", False),
        ("spelling/mis-cased-name", "The role of ⟦natalie⟧ is small.", True),
        ("spelling/needless-hyphen", "It is a ⟦head-ache⟧ inducing mess.", False),
        ("spelling/needless-hyphen", "It is a ⟦head-ache⟧ of a mess.", True),
        ("spacing/space-inside-brackets", "They sing ⟦( ⟧Badly.)", False),
        ("spacing/space-inside-brackets", "They sing ⟦( ⟧badly).", True),
    ],
)
def test_a_fix_is_safe_only_where_nothing_else_may_be_wanted(
    name: str, text: str, safe: bool, engines: Engines
) -> None:
    plain, (span,) = marked(text)
    (finding,) = run(checks.load(name), plain, engines).findings
    assert finding.fix is not None
    assert (span, safe) == (finding.span, finding.fix.applicability is Applicability.SAFE)
