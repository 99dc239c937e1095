"""A proposed decision does exactly what was proposed, whatever the text and whichever the edits."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipeline import decisions, fix, readers, sentences
from pipeline.decisions import Decision, State, Verdict
from pipeline.document import Document
from pipeline.engines import Engines
from pipeline.finding import Edit, Finding, Fix, Severity, apply_edits
from pipeline.source import Source, Span
from tests import reporting

PIECES = ["a", "band", "the", "it", ",", ".", " ", " ", "  ", "\u00a0", "’", "“", "é", "\n", "\n\n", "(", ")", "42"]
MARKED = [*PIECES, "*band*", "**the**", "[it](x.html)", "&amp;", "`x`", "\\*"]


def pasted(text: str) -> Document:
    return readers.read(Source("draft.txt", text), Engines())


@pytest.fixture(scope="module")
def markdown() -> Iterator[Callable[[str], Document]]:
    with Engines() as engines:
        yield lambda text: readers.read(Source("draft.md", text), engines)


def following(document: Document, findings: Sequence[Finding], recorded: Sequence[Decision]) -> str:
    """The text with what was accepted."""
    resolved = decisions.resolve(document, findings, recorded)
    fixes = [fix.at_home(choice.fix, document.source) for choice in resolved.choices if choice.fix]
    return apply_edits(document.source.text, [edit for each in fixes for edit in each.edits])


def check(document: Document, finding: Finding, read: Callable[[str], Document]) -> tuple[Decision, ...]:
    """Whether a finding's proposals do what its fixes do, and its rejection turns it down; gives the first fix's."""
    first: tuple[Decision, ...] = ()
    for each in finding.fixes:
        entries = decisions.of(document, finding, each)
        assert entries
        first = first or entries
        resolved = decisions.resolve(document, [finding], entries)
        assert () == resolved.stale
        wanted = apply_edits(document.source.text, fix.at_home(each, document.source).edits)
        assert wanted == following(document, [finding], entries)
        assert (finding,) == resolved.answered
        after = read(wanted)
        # Several side by side: tests/test_decisions_anchors.py. An edit that breaks markup leaves other words to read.
        marked = any(re.search(r"[*\[\]()&`\\]", document.source[edit.span]) for edit in each.edits)
        if len(entries) == 1 and not marked and fix.shape(after) == fix.shape(document):
            assert entries == decisions.resolve(after, [], entries).done
    rejection = decisions.of(document, finding, None)
    assert 1 == len(rejection)
    assert (finding,) == decisions.resolve(document, [finding], rejection).rejected
    return first


@st.composite
def edited(draw: st.DrawFn, pieces: Sequence[str]) -> tuple[str, Finding]:
    """A text and a finding in it whose fix has one to three edits."""
    inner = "".join(draw(st.lists(st.sampled_from(pieces), min_size=3, max_size=16)))
    text = f"Now {inner} end.".replace("\n", draw(st.sampled_from(["\n", "\r\n"])))
    spots = sorted(draw(st.sets(st.integers(4, len(text) - 4), min_size=2, max_size=6)))
    spots = [spot for spot in spots if text[spot - 1 : spot + 1] != "\r\n"]
    edits = []
    for first, end in zip(spots[::2], spots[1::2], strict=False):
        start = draw(st.sampled_from([first, end]))
        new = draw(st.sampled_from(["", "new", "a b", ",", " "]))
        if text[start:end] != new:
            edits.append(Edit(Span(start, end), new))
    edits = edits or [Edit(Span(0, 3), "Then")]
    span = Span(edits[0].span.start, edits[-1].span.end)
    found = Finding(
        span, "?", (Fix(tuple(edits)),), Severity.ERROR, check="grammar/agreement", text=text[span[0] : span[1]]
    )
    return text, found


@given(edited(PIECES))
@example(
    (
        "Now aband,band\nband end.",
        Finding(
            Span(15, 20),
            "?",
            (Fix((Edit(Span(15, 20), ""),)),),
            Severity.ERROR,
            check="grammar/agreement",
            text="band ",
        ),
    )
)
@settings(max_examples=300)
def test_what_was_proposed_is_what_is_done(made: tuple[str, Finding]) -> None:
    text, finding = made
    check(pasted(text), finding, pasted)


@given(data=st.data())
@settings(max_examples=40)
def test_what_was_proposed_of_markdown_is_what_is_done(
    data: st.DataObject, markdown: Callable[[str], Document]
) -> None:
    text, finding = data.draw(edited(MARKED))
    check(markdown(text), finding, markdown)


def test_every_fix_of_the_sample_has_its_entry_and_every_finding_its_rejection(
    markdown: Callable[[str], Document],
) -> None:
    report = reporting.sample()
    assert report.document is not None
    for each in report.findings:
        finding = replace(each, check="grammar/agreement")
        entries = check(report.document, finding, markdown)
        assert bool(finding.fixes) == bool(entries)


@pytest.mark.parametrize(
    ("text", "words", "becomes", "context"),
    [
        ("The last surviver leaves.", "surviver", "survivor", "last surviver leaves"),
        ("Their song is their own.", "their", "there", "is their own"),
        ("A band, a band, a band too.", "band, a band too", "choir", "a band, a band too."),
        ("It was really really late.", "really ", "", "was really really"),
        ("It ends.\n\nIt ends.\n\nNo.", "ends.\n\nNo", "stops.\n\nNo", "It ends.\n\nNo."),
    ],
)
def test_the_context_is_the_shortest_that_stands_once(text: str, words: str, becomes: str, context: str) -> None:
    start = text.rindex(words) if words != "really " else text.index(words)
    made = decisions.propose(pasted(text), Span(start, start + len(words)), becomes)
    assert made is not None
    assert (words, becomes, context) == (made.was, made.becomes, made.context)


def test_a_rejection_quotes_its_whole_sentence() -> None:
    text = "One. We was robbed by Mr. Finch, sings the choir. Two."
    start = text.index("was")
    finding = Finding(Span(start, start + 3), "?", check="grammar/agreement", text="was")
    (made,) = decisions.of(pasted(text), finding, None)
    assert "We was robbed by Mr. Finch, sings the choir." == made.context


def test_edits_far_apart_have_an_entry_each() -> None:
    text = "A grey sky.\n\nNothing here.\n\nGrey again, as it was."
    edits = tuple(Edit(Span(at, at + 4), new) for at, new in ((2, "gray"), (28, "Gray")))
    finding = Finding(Span(2, 6), "?", (Fix(edits),), Severity.ERROR, check="consistency/two-spellings", text="grey")
    entries = check(pasted(text), finding, pasted)
    assert [("grey", "gray"), ("Grey", "Gray")] == [(each.was, each.becomes) for each in entries]


def test_what_holds_the_marks_has_no_entry() -> None:
    assert decisions.propose(pasted("It is ⟦so⟧ odd."), Span(6, 10), "thus") is None


def test_markup_is_quoted_as_the_file_has_it(markdown: Callable[[str], Document]) -> None:
    text = "See the *Harbour* film, and no other.\n"
    made = decisions.propose(markdown(text), Span(8, 17), "_Harbour_")
    assert made is not None
    assert ("*Harbour*", "the *Harbour* film") == (made.was, made.context)


@pytest.mark.parametrize("name", ["saltmoth.txt", "kitchen-light.md"])
def test_what_was_recorded_of_our_drafts_is_placed(name: str, markdown: Callable[[str], Document]) -> None:
    path = Path(__file__).parent.parent / "drafts" / name
    with Engines() as engines:
        document = readers.read(Source(path.as_posix(), path.read_bytes().decode()), engines)
    recorded = decisions.load(decisions.beside(path))
    placed = decisions.resolve(document, (), recorded).placed
    assert len(recorded) == len(placed)
    assert [each.decision for each in placed] == list(decisions.ordered(document, reversed(recorded)))


def test_a_suggestion_applies_nothing_and_keeps_fixes_away() -> None:
    document = pasted("A grey sky. A comment here.")
    suggested = Decision("grey", "A grey sky", Verdict.SUGGESTED, "leaden", who="Ada")
    remark = Decision("comment", "A comment here", Verdict.OPEN, comment="Really?")
    resolved = decisions.resolve(document, (), [remark, suggested])
    assert [State.SUGGESTED, State.OPEN] == [each.state for each in resolved.placed]
    assert [(Span(2, 6), True, None)] == [(each.span, each.exact, each.fix) for each in resolved.choices]
    assert "leaden" == (resolved.placed[0].fix or Fix((Edit(Span(0, 0), ""),))).edits[0].text
    assert document.source.text == following(document, (), [remark, suggested])


def test_two_editors_who_say_the_same_agree() -> None:
    same = [Decision("grey", "A grey sky", Verdict.ACCEPTED, "gray", who=who) for who in ("Ada", "Ben")]
    assert "A gray sky." == following(pasted("A grey sky."), (), same)
    words = [
        Decision("However", "However it", Verdict.ACCEPTED, "However,"),
        Decision("", "However⟦⟧ it", Verdict.ACCEPTED, ","),
    ]
    assert "However, it ends." == following(pasted("However it ends."), (), words)


@given(st.text(st.sampled_from("aI. ?!…“”) \u00a0Mr\n,4"), max_size=60))
def test_sentences_are_the_text(text: str) -> None:
    assert text == "".join(text[start:end] for start, end in sentences.spans(text))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("He came. She went.", 2),
        ("Mr. Finch met J. R. Hale at 3.5 Main St. Tuesday.", 1),
        ("“Is it?” she asked. “It is.” Nobody spoke.", 3),
        ("It waits … and waits. So do I. Then it ends!", 3),
        ("", 0),
    ],
)
def test_where_sentences_end(text: str, number: int) -> None:
    assert number == len(sentences.spans(text))


def test_a_comment_on_a_word_has_the_word_without_the_spaces_around_it() -> None:
    document = pasted("The composer, Ilja Brandt, has said so.")
    made = decisions.propose(document, Span(14, 18), None, verdict=Verdict.OPEN, comment="Who?")
    assert made
    assert ("Ilja", "composer, Ilja Brandt") == (made.was, made.context)
