import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import checks, decisions, fix, readers
from pipeline.decisions import Decision, Resolved, Verdict
from pipeline.document import Document
from pipeline.engines import Engines
from pipeline.errors import BadDecisions
from pipeline.finding import Applicability, Edit, Finding, Fix, Report, Severity, apply_edits
from pipeline.fix import Choice
from pipeline.source import Source, Span

YES, NO = Verdict.ACCEPTED, Verdict.REJECTED


def pasted(text: str) -> Document:
    return readers.read(Source("draft.txt", text), Engines())


@pytest.fixture(scope="module")
def markdown() -> Iterator[Callable[[str], Document]]:
    with Engines() as engines:
        yield lambda text: readers.read(Source("draft.md", text), engines)


def applied(document: Document, *recorded: Decision, findings: tuple[Finding, ...] = ()) -> str:
    resolved = decisions.resolve(document, findings, recorded)
    report = Report(document.source.path, document, findings)
    with Engines() as engines:
        return fix.revise(report, lambda source: readers.read(source, engines), choices=resolved.choices).after


def found(text: str, words: str, check: str = "spelling/test") -> Finding:
    start = text.index(words)
    span = Span(start, start + len(words))
    return Finding(span, "?", (Fix((Edit(span, "guess"),)),), check=check, text=words)


def test_an_accepted_decision_is_applied_with_the_finding_it_answers() -> None:
    text = "The last surviver leaves.\n\nNobody follows."
    finding = found(text, "surviver")
    decision = Decision("surviver", "last surviver leaves", YES, "survivor", "spelling/test")
    resolved = decisions.resolve(pasted(text), [finding], [decision])
    assert ((finding,), (), ()) == (resolved.answered, resolved.open, resolved.stale)
    assert [finding] == [choice.finding for choice in resolved.choices]
    assert "The last survivor leaves.\n\nNobody follows." == applied(pasted(text), decision, findings=(finding,))


def test_an_own_wording_needs_no_finding() -> None:
    decision = Decision("drags on", "the plot drags on", YES, "takes its time")
    assert "So the plot takes its time." == applied(pasted("So the plot drags on."), decision)


def test_something_can_be_put_in_and_taken_out() -> None:
    comma = Decision("", "However⟦⟧ it ends", YES, ",")
    word = Decision("really ", "It was ⟦really ⟧really late", YES, "")
    assert "It was really late. However, it ends." == applied(
        pasted("It was really really late. However it ends."), comma, word
    )


def test_line_breaks_no_break_spaces_and_quotes_make_no_difference() -> None:
    text = "She sings “Low\u00a0Tide” as\r\nif it was hers."
    decision = Decision(
        '"Low Tide" as if it was', 'sings "Low Tide" as if it was hers', YES, '"Low Tide" as if it were'
    )
    assert "She sings “Low\u00a0Tide” as\r\nif it were hers." == applied(pasted(text), decision)


def test_a_change_of_spaces_or_quotes_alone_is_applied_once() -> None:
    spaces = Decision("  ", "the⟦  ⟧band", YES, " ")
    quotes = Decision('"Low Tide"', 'plays "Low Tide" twice', YES, "“Low Tide”")
    once = applied(pasted('So the  band plays "Low Tide" twice.'), spaces, quotes)
    assert "So the band plays “Low Tide” twice." == once
    assert (spaces, quotes) == decisions.resolve(pasted(once), [], [spaces, quotes]).done


def test_the_marked_one_of_two_is_meant() -> None:
    decision = Decision("their", "their song and ⟦their⟧ too", YES, "there")
    assert "It is their song and there too." == applied(pasted("It is their song and their too."), decision)


def test_a_rejected_finding_is_not_raised_while_its_words_stand() -> None:
    text = "We was robbed, sings the choir."
    finding = found(text, "was", "grammar/test")
    other = found(text, "was", "style/test")
    decision = Decision("was", "We was robbed", NO, check="grammar/test", comment="That is the song.")
    resolved = decisions.resolve(pasted(text), [finding, other], [decision])
    assert ((finding,), (other,)) == (resolved.rejected, resolved.open)
    changed = "We was beaten, sings the choir."
    resolved = decisions.resolve(pasted(changed), [found(changed, "was", "grammar/test")], [decision])
    assert [decision] == [stale.decision for stale in resolved.stale]
    assert 1 == len(resolved.open)


def test_a_decision_answers_every_finding_that_would_edit_the_same_words() -> None:
    text = "It was a long long night."
    same = found(text, "long long", "repetition/test")
    bare = replace(found(text, "a long long night", "style/test"), fixes=())
    other = found(text, "night", "style/test")
    decision = Decision("a long long night", "was a long long night", YES, "a very long night")
    resolved = decisions.resolve(pasted(text), [same, bare, other], [decision])
    assert ((same, bare), (other,)) == (resolved.answered, resolved.open)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Nothing of it is left.", "no longer stands"),
        ("The end comes late. And the end comes late.", "stands 2 times"),
        ("The end comes later. The weekend comes late.", "no longer stands"),
    ],
)
def test_a_decision_that_has_lost_its_place_is_stale_and_applies_nothing(text: str, reason: str) -> None:
    decision = Decision("comes", "end comes late", YES, "is")
    resolved = decisions.resolve(pasted(text), [], [decision])
    assert [decision] == [stale.decision for stale in resolved.stale]
    assert reason in resolved.stale[0].reason
    assert [match.span() for match in re.finditer(r"\bcomes\b", text)] == [choice.span for choice in resolved.choices]
    assert not any(choice.fix for choice in resolved.choices)


@pytest.mark.parametrize(
    ("recorded", "at"),
    [
        ([Decision("surviver", "A surviver here", NO, check="spelling/test")], [2, 21]),
        ([Decision("surviver", "a surviver here", YES, "hero", "spelling/test")], [2, 21]),
        ([Decision("surviver", "A surviver there", YES, new) for new in ("hero", "heroine")], [2]),
    ],
)
def test_where_the_words_of_a_stale_decision_stand_nothing_is_mended_unasked(
    recorded: list[Decision], at: list[int]
) -> None:
    text = "A surviver there. No surviver is  left."
    safe = [
        Finding(
            span,
            "?",
            (Fix((Edit(span, new),), Applicability.SAFE),),
            Severity.ERROR,
            check=check,
            text=text[span[0] : span[1]],
        )
        for span, new, check in (
            (Span(2, 10), "survivor", "spelling/test"),
            (Span(21, 29), "survivor", "spelling/test"),
            (Span(32, 34), " ", "spacing/test"),
        )
    ]
    document = pasted(text)
    resolved = decisions.resolve(document, safe, recorded)
    assert (tuple(safe), len(recorded)) == (resolved.open, len(resolved.stale))
    revision = fix.revise(
        Report("draft.txt", document, tuple(safe)),
        lambda source: readers.read(source, Engines()),
        choices=resolved.choices,
    )
    assert at == [each.span.start for each in revision.left]
    assert len(at) == revision.after.count("surviver")
    assert "  " not in revision.after


def test_what_is_no_words_keeps_fixes_away_only_where_it_stands_as_it_was_written() -> None:
    resolved = decisions.resolve(pasted("So the  band plays on."), [], [Decision("  ", "a⟦  ⟧band", YES, " ")])
    assert [Span(6, 8)] == [choice.span for choice in resolved.choices]


def test_a_stale_decision_says_where_to_look_again() -> None:
    (stale,) = decisions.resolve(pasted("So it goes."), [], [Decision("was", "it was", YES, "is")]).stale
    assert stale.sentence.startswith("draft.decisions.toml: look again at “was”: its context no longer stands")


def merged(text: str, words: str, new: str, check: str, *also: str) -> Finding:
    start = text.index(words)
    span = Span(start, start + len(words))
    return Finding(span, "?", (Fix((Edit(span, new),)),), check=check, text=words, also=also)


def test_a_rejection_holds_whichever_check_the_finding_was_merged_into() -> None:
    text = "So i dont know."
    both = merged(text, "dont", "don't", "spelling/other", "grammar/test")
    decision = Decision("dont", "i dont know", NO, check="grammar/test")
    assert (both,) == decisions.resolve(pasted(text), [both], [decision]).rejected


@pytest.mark.parametrize(
    ("words", "new", "refused"),
    [
        ("dont", "don't", True),
        ("dont", "don’t", True),
        ("dont know", "don't know", True),
        ("dont", "does not", False),
        ("know", "don't", False),
    ],
)
def test_a_wording_that_was_turned_down_is_turned_down_whoever_proposes_it(words: str, new: str, refused: bool) -> None:
    text = "So  i dont know."
    other = merged(text, words, new, "spelling/other")
    space = Finding(Span(2, 4), "?", (Fix((Edit(Span(2, 4), " "),), Applicability.SAFE),), check="spacing/x", text="  ")
    decision = Decision("dont", "i dont know", NO, "don't", "grammar/test")
    resolved = decisions.resolve(pasted(text), [space, other], [decision])
    assert ((other,) if refused else ()) == resolved.rejected

    def lint(document: Document) -> Report:
        again = document.source.text
        return Report("draft.txt", document, (merged(again, words, new, "spelling/other"),))

    revision = fix.settle(
        Report("draft.txt", pasted(text), (space, other)),
        lint,
        lambda source: readers.read(source, Engines()),
        choices=resolved.choices,
    )
    assert "So i dont know." == revision.after
    assert ([] if refused else ["spelling/other"]) == [each.check for each in revision.left]


def test_of_a_rejected_change_of_quotes_the_quotes_count() -> None:
    text = 'So "it" is.'
    curly, words = (merged(text, '"it"', new, "quotes/x") for new in ("“it”", '"that"'))
    decision = Decision('"it"', 'So "it" is', NO, "“it”", "quotes/test")
    assert (curly,) == decisions.resolve(pasted(text), [curly, words], [decision]).rejected


def test_passages_that_cross_paragraphs_are_found_in_the_file() -> None:
    text = "It ends.\n\nIt ends well.\n\nIt ends well.\n\nOr not."
    decision = Decision("It ends well.\n\n", "It ends well.\n\n⟦It ends well.\n\n⟧Or not.", YES, "")
    assert "It ends.\n\nIt ends well.\n\nOr not." == applied(pasted(text), decision)


@pytest.mark.parametrize(
    ("was", "becomes", "text"),
    [
        ("end", "end well", "At the end of it."),
        ("end well", "end", "At the end well of it."),
        ("the end", "the the end", "At the end of it."),
    ],
)
def test_what_is_done_is_done(was: str, becomes: str, text: str) -> None:
    decision = Decision(was, f"At {was if was.startswith('the') else 'the ' + was}", YES, becomes)
    once = applied(pasted(text), decision)
    resolved = decisions.resolve(pasted(once), [], [decision])
    assert text.replace(was, becomes) == once
    assert (decision,) == resolved.done
    assert once == applied(pasted(once), decision)


def test_two_decisions_that_differ_are_both_stale() -> None:
    one, other = (Decision("grey", "a grey sky", YES, new) for new in ("gray", "leaden"))
    resolved = decisions.resolve(pasted("Under a grey sky."), [], [one, other])
    assert [one, other] == [stale.decision for stale in resolved.stale]
    assert [Choice(Span(8, 12), exact=True)] == list(resolved.choices)
    same = decisions.resolve(pasted("Under a grey sky."), [], [one, one])
    assert 1 == len(same.choices)


@pytest.mark.parametrize("check", ["", "spelling/unknown-word"])
def test_a_wording_that_one_accepts_and_another_turns_down_is_not_put_there(check: str) -> None:
    text = "The last surviver came."
    yes = Decision("surviver", "last surviver came", YES, "survivor", check)
    no = Decision("surviver", text, NO, "survivor", "realword/confusable")
    resolved = decisions.resolve(pasted(text), (), (yes, no))
    assert (text, {yes, no}) == (applied(pasted(text), yes, no), {each.decision for each in resolved.stale})
    assert [(yes, no)] == [(each.ours, each.theirs) for each in decisions.merge((), (yes,), (no,)).conflicts]
    other = replace(no, becomes="surviving")
    assert "The last survivor came." == applied(pasted(text), yes, other)


def test_words_around_emphasis_keep_it(markdown: Callable[[str], Document]) -> None:
    decision = Decision("the film Harbour are", "that the film Harbour are long", YES, "the film Harbour is")
    assert "I know that the film *Harbour* is long.\n" == applied(
        markdown("I know that the film *Harbour* are long.\n"), decision
    )


@pytest.mark.parametrize(
    ("title", "becomes", "made"),
    [
        ("The old ship", "new: a", None),
        ("The old ship", "first #1", None),
        ('"The old ship"', "new: a", '"The new: a ship"'),
        ('"The old ship"', "first #1", '"The first #1 ship"'),
        ('"The old ship"', '"new', None),
        ("The old ship", "*new*", "The *new* ship"),
        ("The old ship", "", "The  ship"),
    ],
)
def test_a_title_is_changed_where_the_front_matter_says_it_as_it_is_meant(
    markdown: Callable[[str], Document], title: str, becomes: str, made: str | None
) -> None:
    text = f"---\ntitle: {title}\nauthor: Ada\n---\n\nWords.\n"
    resolved = decisions.resolve(markdown(text), (), [Decision("old", "The old ship", YES, becomes)])
    edits = [edit for choice in resolved.choices if choice.fix for edit in choice.fix.edits]
    assert text.replace(title, made or title) == apply_edits(text, edits)
    assert ["the front matter would not say"] * (made is None) == [each.reason[:30] for each in resolved.stale]


def test_markup_itself_is_anchored_in_the_file(markdown: Callable[[str], Document]) -> None:
    decision = Decision("Harbour", "the film Harbour is", YES, "*Harbour*")
    assert "See the film *Harbour* is long.\n" == applied(markdown("See the film Harbour is long.\n"), decision)
    back = Decision("*Harbour*", "the film *Harbour* is", YES, "_Harbour_")
    assert "See the film _Harbour_ is long.\n" == applied(markdown("See the film *Harbour* is long.\n"), back)


def test_what_would_remove_markup_is_stale(markdown: Callable[[str], Document]) -> None:
    decision = Decision("the film Harbour", "see the film Harbour now", YES, "it")
    resolved = decisions.resolve(markdown("We see the film *Harbour* now.\n"), [], [decision])
    assert ["markup" in stale.reason for stale in resolved.stale] == [True]


words = st.text(st.characters(codec="utf-8", exclude_characters="⟦⟧"), max_size=12)
recorded = st.builds(
    lambda before, was, after, **rest: Decision(was, f"{before}x⟦{was}⟧{after}", YES, **rest),
    words,
    words,
    words,
    becomes=words,
    check=st.sampled_from(["", *checks.ids()]),
    comment=words,
    who=words,
    when=st.none() | st.dates(),
)


@given(st.lists(recorded, max_size=4))
def test_what_is_dumped_is_loaded(tmp_path_factory: pytest.TempPathFactory, entries: list[Decision]) -> None:
    path = tmp_path_factory.mktemp("decisions") / "draft.decisions.toml"
    path.write_text(decisions.dump(entries), "utf-8")
    assert tuple(entries) == decisions.load(path)


@given(st.lists(st.sampled_from(["a", "b", "the", ",", " ", " ", "\u00a0", "’", "é", "\n\n"]), max_size=14), st.data())
def test_what_was_decided_is_exactly_what_is_applied(parts: list[str], data: st.DataObject) -> None:
    text = "Now " + "".join(parts) + " end."
    start = data.draw(st.integers(4, len(text) - 4))
    end = data.draw(st.integers(start, len(text) - 4))
    becomes = data.draw(st.sampled_from(["", "new", "a b", " b,"]))
    decision = Decision(text[start:end], f"{text[:start]}⟦{text[start:end]}⟧{text[end:]}", YES, becomes)
    resolved = decisions.resolve(pasted(text), [], [decision])
    if resolved.choices:
        assert text[:start] + becomes + text[end:] == applied(pasted(text), decision)


ENTRY = (
    '[[decision]]\ncheck = "spelling/unknown-word"\nwas = "x"\nbecomes = "y"\ncontext = "an x here"\n'
    'verdict = "accepted"\n'
)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (ENTRY + "\n" + ENTRY.replace("was", "wass"), ":8: decision 2 has the unknown key “wass”; the keys are check"),
        (ENTRY.replace('was = "x"\n', ""), ":1: decision 1 has no “was”; add it."),
        (ENTRY.replace("accepted", "ok"), "has the verdict “ok”; write “accepted”, “rejected”, “suggested” or “open”."),
        (ENTRY.replace('becomes = "y"\n', ""), "is accepted and has no “becomes”"),
        (ENTRY.replace('"spelling/unknown-word"', '""').replace("accepted", "rejected"), "name the check"),
        (
            ENTRY.replace("spelling/un", "speling/un"),
            ":1: decision 1 names the check “speling/unknown-word”, which isn't",
        ),
        (ENTRY.replace("spelling/un", "speling/un"), "there; spelling/unknown-word"),
        (ENTRY.replace("spelling/unknown-word", "spelling"), "names the check “spelling”, which isn't there"),
        (ENTRY.replace('"x"', "1"), "has a “was” that is no text; put it in quotes."),
        (ENTRY + 'when = "today"\n', "write it as 2025-11-23, without quotes."),
        (ENTRY.replace("an x here", "nothing"), "in which “x” doesn't stand"),
        (ENTRY.replace("an x here", "x or x"), "stands 2 times; put ⟦ and ⟧ around"),
        (ENTRY.replace("an x here", "an ⟦x here"), "marks no one place"),
        (ENTRY.replace("an x here", "an ⟦y⟧ here"), "marks “y” in its context, but “was” is “x”"),
        (ENTRY.replace('"x"', '""'), "put ⟦⟧ at the place"),
        (ENTRY.replace('"x"', '""').replace("an x here", "⟦⟧"), "has an empty context"),
        ("[[decision]\n", "is not TOML: "),
        ('who = "me"\n', "begins with [[decision]]"),
    ],
)
def test_a_broken_file_is_answered_by_a_sentence(text: str, sentence: str, tmp_path: Path) -> None:
    path = tmp_path / "draft.decisions.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(BadDecisions) as caught:
        decisions.load(path)
    assert sentence in str(caught.value)
    assert str(caught.value).startswith(str(path))


def test_no_file_is_no_decisions(tmp_path: Path) -> None:
    assert () == decisions.load(decisions.beside(tmp_path / "draft.md"))
    assert Resolved() == decisions.resolve(pasted("So it is."), [], [])


def test_the_file_reads_as_it_was_written() -> None:
    entry = Decision("x", "an x\u00a0here", YES, "y", "a/b", "Sure.", "Ada", date(2025, 11, 23))
    assert (
        '[[decision]]\ncheck = "a/b"\nwas = "x"\nbecomes = "y"\ncontext = "an x\\u00A0here"\nverdict = "accepted"\n'
        'comment = "Sure."\nwho = "Ada"\nwhen = 2025-11-23\n' == decisions.dump([entry])
    )
