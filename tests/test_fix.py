import os
import re
import stat
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import fix, readers
from pipeline.document import Document
from pipeline.engines import Engines
from pipeline.errors import Refused
from pipeline.finding import Applicability, Edit, Finding, Fix, Report, Revision, Severity
from pipeline.fix import Choice
from pipeline.source import Source, Span

SAFE, UNSAFE, SHOWN = Applicability.SAFE, Applicability.UNSAFE, Applicability.DISPLAY_ONLY


def pasted(source: Source) -> Document:
    return readers.read(source, Engines())


@pytest.fixture(scope="module")
def markdown() -> Iterator[Callable[[Source], Document]]:
    with Engines() as engines:
        yield lambda source: readers.read(source, engines)


def finding(span: Span, text: str, *, by: str = "spelling/test", how: Applicability = SAFE) -> Finding:
    return Finding(span, f"{by} wants “{text}”.", (Fix((Edit(span, text),), how),), Severity.ERROR, check=by)


Rules = dict[str, tuple[str, str]]


def linter(rules: Rules, how: Applicability = SAFE) -> Callable[[Document], Report]:
    """A linter whose checks put a text in the place of whatever a pattern finds in the file."""

    def lint(document: Document) -> Report:
        text = document.source.text
        found = [
            Finding(
                Span(*match.span()),
                f"{name}.",
                (Fix((Edit(Span(*match.span()), new),), how),),
                Severity.ERROR,
                check=name,
                text=match.group(),
            )
            for name, (old, new) in rules.items()
            for match in re.finditer(old, text)
        ]
        found.sort(key=lambda each: each.span)
        return Report(document.source.path, document, tuple(found))

    return lint


def settled(text: str, rules: Rules, *, choices: tuple[Choice, ...] = (), unsafe: bool = False) -> Revision:
    lint = linter(rules)
    document = pasted(Source("draft.txt", text))
    return fix.settle(lint(document), lint, pasted, choices=choices, unsafe=unsafe)


def report(text: str, *findings: Finding) -> Report:
    return Report("draft.txt", pasted(Source("draft.txt", text)), findings)


def test_safe_fixes_are_applied_and_the_rest_is_left() -> None:
    safe = finding(Span(0, 3), "The")
    likely = finding(Span(4, 8), "plot", how=UNSAFE)
    shown = finding(Span(9, 12), "was", how=SHOWN)
    bare = Finding(Span(13, 17), "Say more.", check="style/test")
    revision = fix.revise(report("Teh plto wsa nice", safe, likely, shown, bare), pasted)
    assert "The plto wsa nice" == revision.after
    assert (safe,) == tuple(each.finding for each in revision.applied)
    assert (likely, shown, bare) == revision.left


def test_unsafe_fixes_are_applied_when_asked_for_and_shown_ones_never() -> None:
    likely, shown = finding(Span(4, 8), "plot", how=UNSAFE), finding(Span(9, 12), "was", how=SHOWN)
    revision = fix.revise(report("The plto wsa nice", likely, shown), pasted, unsafe=True)
    assert "The plot wsa nice" == revision.after
    assert (shown,) == revision.left


def test_unsafe_fixes_of_advice_are_the_writers_own_to_choose() -> None:
    taste = finding(Span(4, 8), "plot", how=UNSAFE)
    taste = replace(taste, severity=Severity.ADVICE)
    assert "The plto is nice" == fix.revise(report("The plto is nice", taste), pasted, unsafe=True).after


def test_of_touching_fixes_the_graver_is_applied_and_then_the_earlier() -> None:
    grave = finding(Span(4, 8), "plot")
    asked = Finding(Span(0, 4), "?", (Fix((Edit(Span(0, 4), "A "),), SAFE),), Severity.QUERY, check="style/test")
    later = finding(Span(6, 12), "other")
    revision = fix.revise(report("The plto wsa nice", asked, grave, later), pasted)
    assert "The plot wsa nice" == revision.after
    assert (asked, later) == revision.left


def test_passes_are_composed_in_the_places_of_the_file() -> None:
    revision = settled("One  aa bb, two  cc.", {"spacing/a": ("  ", " "), "spelling/b": ("(?<=[a-z] )cc", "dd")})
    assert "One aa bb, two dd." == revision.after
    assert ["spacing/a", "spacing/a"] == [each.finding.check for each in revision.applied if each.finding]
    last = revision.applied[-1]
    assert (Edit(Span(15, 19), " dd"),) == last.fix.edits
    assert last.finding is not None
    assert "spacing/a. spelling/b." == last.finding.message


def test_what_is_left_is_told_in_the_places_of_the_file() -> None:
    text = "One  two  three and wsa."
    document = pasted(Source("draft.txt", text))
    safe, shown = linter({"spacing/a": ("  ", " ")}), linter({"spelling/b": ("wsa", "was")}, SHOWN)

    def lint(document: Document) -> Report:
        return Report("draft.txt", document, (*safe(document).findings, *shown(document).findings))

    revision = fix.settle(lint(document), lint, pasted)
    assert "One two three and wsa." == revision.after
    assert [Span(20, 23)] == [each.span for each in revision.left]
    assert ["wsa"] == [text[slice(*each.span)] for each in revision.left]
    assert [Span(20, 23)] == [edit.span for each in revision.left for one in each.fixes for edit in one.edits]


def test_checks_that_undo_one_another_are_left() -> None:
    quarrel = {"style/a": ("grey", "gray"), "style/b": ("gray", "grey"), "spelling/c": ("teh", "the")}
    once = settled("It is grey in teh end.", quarrel)
    assert "It is grey in the end." == once.after
    assert ["style/a"] == [each.check for each in once.left]
    assert once.after == settled(once.after, quarrel).after


def test_a_check_without_an_engines_rule_gives_way_to_one_that_has_it() -> None:
    document = pasted(Source("draft.txt", "It is grey."))
    bare, rule = linter({"style/a": ("grey", "gray")}), linter({"style/b": ("gray", "grey")})

    def lint(document: Document) -> Report:
        backed = (replace(each, sources=("engine:RULE",)) for each in rule(document).findings)
        return Report("draft.txt", document, (*bare(document).findings, *backed))

    revision = fix.settle(lint(document), lint, pasted)
    assert "It is grey." == revision.after
    other = pasted(Source("draft.txt", "It is gray."))
    assert "It is grey." == fix.settle(lint(other), lint, pasted).after


def test_a_check_that_never_comes_to_rest_is_left() -> None:
    assert "So a b." == settled("So a b.", {"style/a": ("a", "aa")}).after


RULES = {
    "spacing/a": ("  +", " "),
    "spelling/b": ("teh", "the"),
    "repetition/c": (r"\b(\w+) \1\b", "once"),
    "punctuation/d": (" ,", ","),
    "spacing/e": (r",(?=\w)", ", "),
    "grammar/f": (r"\ba (?=[aeiou])", "an "),
}
drafts = st.lists(
    st.sampled_from(["teh", "the", "a", "old", "once", " ", " ", "  ", ",", ".", "é😀"]), max_size=30
).map(lambda parts: "Start " + "".join(parts))


@given(drafts)
def test_twice_is_once(text: str) -> None:
    once = settled(text, RULES)
    twice = settled(once.after, RULES)
    assert once.after == twice.after
    assert () == twice.applied


@given(drafts)
def test_composed_edits_make_the_text_and_touch_nothing_else(text: str) -> None:
    revision = settled(text, RULES)
    edits = sorted((edit for each in revision.applied for edit in each.fix.edits), key=lambda edit: edit.span)
    after, at = "", 0
    for edit in edits:
        after += text[at : edit.span.start] + edit.text
        at = edit.span.end
    assert revision.after == after + text[at:]
    assert all(one.span.end <= other.span.start for one, other in pairwise(edits))
    assert all(text[slice(*each.span)] == each.text for each in revision.left)


def test_a_chosen_fix_comes_first_and_its_words_are_left_alone() -> None:
    start = "The hero wasnt  there.".index("wasnt")
    chosen = Choice(
        Span(start, start + 12), "punctuation/x", Fix((Edit(Span(start, start + 12), "aint  aroond"),)), exact=True
    )
    revision = settled(
        "The hero wasnt  there.", {"spacing/a": ("  ", " "), "spelling/b": ("aroond", "around")}, choices=(chosen,)
    )
    assert "The hero aint  aroond." == revision.after
    assert {"spacing/a", "spelling/b"} == {each.check for each in revision.left}


def test_a_finding_that_was_turned_down_is_neither_fixed_nor_left_in_any_pass() -> None:
    text = "Teh  end is grey  now."
    rules = {"spacing/a": ("  ", " "), "style/b": ("grey", "gray"), "spelling/c": ("(?<=is )grey(?= now)", "green")}
    kept = Choice(Span(12, 16), "style/b")
    revision = settled(text, rules, choices=(kept,))
    assert "Teh end is green now." == revision.after
    assert () == revision.left
    assert "Teh end is grey now." == settled(text, {**rules, "spelling/c": ("x", "x")}, choices=(kept,)).after


def test_a_safe_fix_that_changes_the_structure_is_left(markdown: Callable[[Source], Document]) -> None:
    source = Source("draft.md", "The *old* plto drags.\n\nThe end comes late.\n")
    mend = finding(Span(10, 14), "plot")
    breaks = finding(Span(4, 9), "old", by="titles/test")
    joins = finding(Span(21, 23), " ", by="spacing/test")
    revision = fix.revise(Report("draft.md", markdown(source), (breaks, mend, joins)), markdown)
    assert "The *old* plot drags.\n\nThe end comes late.\n" == revision.after
    assert (breaks, joins) == revision.left


def test_one_harmful_fix_among_many_is_found_in_few_readings(markdown: Callable[[Source], Document]) -> None:
    source = Source("draft.md", "teh " * 64 + "*end*.\n")
    mend = [finding(Span(at * 4, at * 4 + 3), "the") for at in range(64)]
    breaks = finding(Span(256, 261), "end")
    readings = []

    def read(source: Source) -> Document:
        readings.append(source)
        return markdown(source)

    revision = fix.revise(Report("draft.md", markdown(source), (*mend, breaks)), read)
    assert "the " * 64 + "*end*.\n" == revision.after
    assert (breaks,) == revision.left
    assert len(readings) < 20


def test_a_safe_fix_that_breaks_the_front_matter_is_left(markdown: Callable[[Source], Document]) -> None:
    source = Source("draft.md", "---\ntitle: The end\n---\n\nIt is late.\n")
    revision = fix.revise(Report("draft.md", markdown(source), (finding(Span(11, 14), "[The"),)), markdown)
    assert not revision.changed


def test_fixes_that_only_together_change_the_structure_are_refused(markdown: Callable[[Source], Document]) -> None:
    source = Source("draft.md", "One -wild- night.\n")
    first, second = finding(Span(4, 5), "*"), finding(Span(9, 10), "*")
    with pytest.raises(Refused, match="nothing was changed"):
        fix.revise(Report("draft.md", markdown(source), (first, second)), markdown)


def test_words_do_not_count_in_the_shape(markdown: Callable[[Source], Document]) -> None:
    one = markdown(Source("a.md", "# A tale\n\nSee [this](x.html) *now*.\n"))
    same = markdown(Source("a.md", "# Some other tale of two\n\nDo look at [that one](x.html)\n*then*.\n"))
    other = markdown(Source("a.md", "# A tale\n\nSee [this](y.html) *now*.\n"))
    assert fix.shape(one) == fix.shape(same)
    assert fix.shape(one) != fix.shape(other)


def test_a_line_break_put_in_is_the_files_own() -> None:
    found = finding(Span(11, 13), ".\n", how=UNSAFE)
    revision = fix.revise(report("One.\r\n\r\nTwo, three.", found), pasted, unsafe=True)
    assert "One.\r\n\r\nTwo.\r\nthree." == revision.after


def revised(path: Path, old: str, new: str) -> Revision:
    text = path.read_bytes().decode()
    start = text.index(old)
    source = Source(path.as_posix(), text)
    found = finding(Span(start, start + len(old)), new)
    return fix.revise(Report(source.path, pasted(source), (found,)), pasted)


@given(
    st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=20),
    st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=20),
)
def test_bytes_outside_the_edits_are_untouched(tmp_path_factory: pytest.TempPathFactory, head: str, tail: str) -> None:
    path = tmp_path_factory.mktemp("fix") / "draft.txt"
    path.write_bytes(f"\ufeff{head} teh end\r\n{tail}".encode())
    text = path.read_bytes().decode()
    at = len(head) + 2
    made = Revision(Source("draft.txt", text), text[:at] + "the" + text[at + 3 :])
    fix.write(path, made)
    assert f"\ufeff{head} the end\r\n{tail}".encode() == path.read_bytes()
    assert [path] == list(path.parent.iterdir())


def test_the_mode_is_kept_and_a_link_is_followed(tmp_path: Path) -> None:
    target = tmp_path / "real" / "draft.txt"
    target.parent.mkdir()
    target.write_bytes(b"In teh end.\r\n")
    target.chmod(0o640)
    link = tmp_path / "draft.txt"
    link.symlink_to(target)
    fix.write(link, revised(link, "teh", "the"))
    assert link.is_symlink()
    assert b"In the end.\r\n" == target.read_bytes()
    assert 0o640 == stat.S_IMODE(target.stat().st_mode)
    assert [target] == list(target.parent.iterdir())


def test_a_file_that_changed_meanwhile_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "draft.txt"
    path.write_text("In teh end.")
    revision = revised(path, "teh", "the")
    path.write_text("In teh end, again.")
    with pytest.raises(Refused, match=r"draft.txt: changed on disk .* run again"):
        fix.write(path, revision)
    assert "In teh end, again." == path.read_text()


def test_a_failed_write_leaves_the_file_and_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "draft.txt"
    path.write_text("In teh end.")
    revision = revised(path, "teh", "the")

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Refused, match="No space left on device"):
        fix.write(path, revision)
    assert [path] == list(tmp_path.iterdir())
    assert "In teh end." == path.read_text()


@pytest.mark.parametrize(
    "before", ["In teh end.\n\nTwo\u2028lines\x0b.\n", "In teh end.", "A\r\nteh\r\n", "a\n" * 9 + "teh"]
)
def test_a_diff_is_one_that_git_applies(before: str, tmp_path: Path) -> None:
    after = before.replace("teh", "the")
    path = tmp_path / "my draft.txt"
    path.write_bytes(before.encode())
    patch = fix.diff(before, after, "my draft.txt").encode()
    subprocess.run(["git", "apply", "-"], input=patch, cwd=tmp_path, check=True)
    assert after.encode() == path.read_bytes()


def test_no_change_has_no_diff() -> None:
    assert "" == fix.diff("Same.\n", "Same.\n", "draft.md")
