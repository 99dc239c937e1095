"""The text format: the caret stands under the span, whatever the line holds."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from pipeline.finding import Report
from pipeline.reporters import text
from pipeline.reporters._common import visible
from pipeline.source import Source
from tests.reporting import ADVICE, QUERY, finding, paragraphs, sample, samples

WORDS = st.text(st.sampled_from("abc é한語ー\t\u0301\u200b\u202e\u00a0‘—"), min_size=1, max_size=160)


@settings(deadline=None)
@given(WORDS, st.data(), st.integers(30, 120))
def test_the_caret_stands_under_the_span(line: str, data: st.DataObject, width: int) -> None:
    start = data.draw(st.integers(0, len(line)))
    end = data.draw(st.integers(start, len(line)))
    source = Source("a.md", f"before\r\n{line}\r\nbehind")
    found = finding(source, 8 + start, 8 + end)
    shown, caret = text.excerpt(source, found, width)
    assert re.fullmatch(r" *\^+", caret)
    assert cell_len(visible(shown)) <= width
    before, marked = _columns(shown, caret)
    left, wanted = _bare(visible(line[:start])), _bare(visible(line[start:end]))
    assert wanted.startswith(marked.rstrip(" ")) or not wanted
    assert left.endswith(before.removeprefix("… "))
    if cell_len(visible(line)) <= width:
        assert left == before
        assert wanted.rstrip(" ") == marked.rstrip(" ") or not wanted


def _bare(shown: str) -> str:
    """Without accents that stand in no column of their own, which belong to neither side of a boundary."""
    return shown.replace("\u0301", "")


def _columns(shown: str, caret: str) -> tuple[str, str]:
    """What of a line stands before the caret and above it, by rich's table of widths."""
    indent = len(caret) - len(caret.lstrip())
    shown = _bare(shown).ljust(len(caret))
    first = next(at for at in range(len(shown) + 1) if cell_len(shown[:at]) >= indent)
    last = next(
        (at for at in range(first, len(shown) + 1) if cell_len(shown[first:at]) >= caret.count("^")), len(shown)
    )
    return shown[:first], shown[first:last]


def test_wide_letters_take_two_columns_and_accents_none() -> None:
    source = Source("a.md", "한국 cafe\u0301 surviver")
    shown, caret = text.excerpt(source, finding(source, 9, 17))
    assert (source.text, " " * 10 + "^" * 8) == (shown, caret)


def test_what_nobody_sees_is_shown() -> None:
    source = Source("a.md", "a\u200bb \x1b[31m")
    shown, caret = text.excerpt(source, finding(source, 1, 2))
    assert ("a<200B>b <001B>[31m", " ^^^^^^") == (shown, caret)


def test_a_span_over_several_lines_shows_its_first_and_counts_the_others() -> None:
    document = paragraphs("a.md", ["one two", "three"])
    said = text.render([Report("a.md", document, (finding(document.source, 4, 12),))])
    assert "    one two\n        ^^^\n    … and 2 more lines, as far as line 3\n" in said


def test_the_summary_counts() -> None:
    assert text.render(samples()).rstrip("\n").splitlines()[-1] == (
        "10 errors, 2 queries, 2 pieces of advice in 2 files; 5 can be fixed by `copydesk fix`, 4 more with "
        "`--unsafe`; 1 check was not run; 1 file could not be read."
    )
    one = paragraphs("a.md", ["It sing."])
    likely = [finding(one.source, 3, 7, "sings", severity=each) for each in (QUERY, ADVICE)]
    said = text.render([Report("a.md", one, tuple(likely))])
    assert said.endswith("; 1 can be fixed by `copydesk fix --unsafe`.\n"), "what is taste is left"
    clean = paragraphs("a.md", ["Nothing is wrong."])
    assert "Nothing found in 1 file.\n" == text.render([Report("a.md", clean)])


def test_a_check_that_did_not_run_is_said_once() -> None:
    twice = [sample(), sample()]
    assert 1 == text.render(twice).count("No works are known; add works.toml.")


def test_colour_adds_styles_and_nothing_else() -> None:
    plain, coloured = text.render(samples()), text.render(samples(), colour=True)
    assert "\x1b[31;1m" in coloured
    assert plain == re.sub(r"\x1b\[[\d;]*m", "", coloured)


def test_statistics_count_each_check_most_first() -> None:
    document = paragraphs("a.md", ["one two three four"])
    found = (
        finding(document.source, 0, 3, severity=QUERY),
        finding(document.source, 4, 7),
        finding(document.source, 8, 13),
    )
    lines = text.statistics([Report("a.md", document, found)]).splitlines()
    assert ["found  safe  severity  check", "    2     0  error     sample/check"] == lines[:2]
    assert "    1     0  query     sample/check" == lines[2]


@pytest.mark.parametrize(("number", "said"), [(1, "1 piece of advice in"), (2, "2 pieces of advice in")])
def test_numbers_agree_with_their_nouns(number: int, said: str) -> None:
    document = paragraphs("a.md", ["one two"])
    found = tuple(finding(document.source, at * 4, at * 4 + 3, severity=ADVICE) for at in range(number))
    assert said in text.render([Report("a.md", document, found)])
