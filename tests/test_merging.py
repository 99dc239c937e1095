"""What several checks say of one spot: made one finding, and never mended twice."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import merging
from pipeline.checks import ids
from pipeline.finding import Applicability, Edit, Finding, Fix, Severity, apply_edits
from pipeline.merging import SHORT, merge
from pipeline.source import Source, Span

spans = st.builds(lambda start, width: Span(start, start + width), st.integers(0, 300), st.integers(0, 130))


@given(
    st.lists(
        st.builds(
            lambda span, fixed, severity, check: Finding(
                span, "?", (Fix((Edit(span, "x"),)),) * fixed, severity, check=check, text="?"
            ),
            spans,
            st.booleans(),
            st.sampled_from(Severity),
            st.sampled_from(["a/b", "c/d", "e/f"]),
        ),
        max_size=25,
    )
)
def test_every_finding_is_in_one_that_is_kept_and_no_two_of_those_are_of_one_spot(found: list[Finding]) -> None:
    merged = merge(found, Source("draft.md", "word " * 90))
    assert len(found) >= len(merged)
    assert {finding.check for finding in found} == {name for finding in merged for name in finding.checks}
    for number, one in enumerate(merged):
        for other in merged[:number]:
            short = max(one.span.end - one.span.start, other.span.end - other.span.start) <= SHORT
            bare = not (one.fixes and other.fixes)
            assert not (short and bare and (one.span == other.span or one.span.overlaps(other.span)))


def test_a_rules_fix_stays_before_a_weighed_one_that_is_narrower() -> None:
    source = Source("draft.md", "If your in the mood, go.")
    narrow = Finding(Span(3, 7), "?", (Fix((Edit(Span(3, 7), "you"),)),), check="b/weighed", text="your")
    rule = Finding(Span(0, 10), "?", (Fix((Edit(Span(3, 7), "you're"),)),), check="a/rule", text="If your in")
    (kept,) = merge((narrow, rule), source, frozenset({"b/weighed"}))
    assert kept.fix is not None
    assert ("a/rule", "you're") == (kept.check, kept.fix.edits[0].text)
    assert "b/weighed" == merge((narrow, rule), source)[0].check


def found(text: str, check: str, old: str, new: str) -> Finding:
    """A finding that changes the `[part]` of the words `old` of a text."""
    at = text.index(old.replace("[", "").replace("]", ""))
    start, end = at + old.index("["), at + old.index("]") - 1
    whole = Span(at, at + len(old) - 2)
    words = text[whole.start : whole.end]
    return Finding(whole, "?", (Fix((Edit(Span(start, end), new),)),), Severity.ERROR, check=check, text=words)


TWICE = [
    ("Go if you a fan.", ("a/rule", "you[] a", " have"), ("b/weighed", "[a]", "are a"), "you are a fan"),
    ("Songs loose its way.", ("a/rule", "[loose]", "lose"), ("b/weighed", "[its]", "it"), "lose its way"),
    ("I see why these is good.", ("a/rule", "[these]", "this"), ("b/weighed", "[is]", "are"), "these are good"),
    ("I hate this songs a lot.", ("a/rule", "[this]", "these"), ("b/weighed", "[songs]", "song"), "this song a lot"),
    (
        "All of the songs was loud.",
        ("b/weighed", "[songs]", "song"),
        ("grammar/agreement", "[was]", "were"),
        "songs were",
    ),
    ("He likes those kind of plots.", ("a/rule", "[those]", "that"), ("c/rule", "[kind]", "kinds"), "those kinds of"),
    (
        "The singers dances well.",
        ("b/weighed", "[singers]", "singer"),
        ("grammar/agreement", "[dances]", "dance"),
        "singers dance",
    ),
    ("It was ton loud for me.", ("b/weighed", "was []ton", "a "), ("c/weighed", "[ton]", "too"), "was too loud"),
    ("I swear I seen it before.", ("a/rule", "I []seen", "have "), ("b/weighed", "[seen]", "saw"), "I have seen"),
    (
        "It was loud, however it was good.",
        ("a/rule", "loud[, however]", "; however,"),
        ("b/weighed", "however[] it", ","),
        "; however, it",
    ),
    (
        "The film however is dull.",
        ("b/weighed", "film[] however", ","),
        ("a/rule", "film[ however]", ", however,"),
        "film, however, is",
    ),
    (
        "There refusal came late.",
        ("b/weighed", "[There]", "Their"),
        ("c/weighed", "[]refusal", "was "),
        "Their refusal",
    ),
    ("It is in hear.", ("b/weighed", "[in]", "to"), ("realword/confusable", "[hear]", "here"), "is in here"),
    (
        "Make him atleast nice.",
        ("b/weighed", "[]atleast", "for "),
        ("spelling/glued-words", "[atleast]", "at least"),
        "him at least",
    ),
    ("If you get time go there.", ("b/weighed", "time[] go", ","), ("c/weighed", "[]go", "to "), "time, go"),
    ("It rained, he sang.", ("a/rule", "rained[,] he", ";"), ("b/weighed", "[]he", "and "), "rained; he"),
    ("See they're films.", ("a/rule", "[they're]", "their"), ("c/weighed", "[films]", "film"), "their films"),
    (
        "I wonder why is he here.",
        ("grammar/indirect-question", "[is he]", "he is"),
        ("punctuation/odd-mark", "here[.]", "?"),
        "why he is here.",
    ),
    ("To save her, it a highlight.", ("b/weighed", "[it]", "is"), ("c/weighed", "it []a", "is "), "her, is a"),
    (
        "The film in fact, is dull.",
        ("punctuation/odd-mark", "film[] in", ","),
        ("punctuation/subject-verb-comma", "fact[,]", ""),
        "film, in fact, is",
    ),
]


@pytest.mark.parametrize(("text", "one", "other", "left"), TWICE)
def test_a_fault_is_mended_once(text: str, one: tuple[str, str, str], other: tuple[str, str, str], left: str) -> None:
    checks = frozenset({"b/weighed", "c/weighed"})
    (kept,) = merge([found(text, *one), found(text, *other)], Source("draft.md", text), checks)
    assert kept.fix is not None
    assert left in apply_edits(text, kept.fix.edits)
    assert {one[0], other[0]} == set(kept.checks)
    assert 2 == len(kept.fixes), "what the other proposed can still be chosen"


APART = [
    ("All sing there song.", ("a/rule", "[there]", "their"), ("c/weighed", "[song]", "songs")),
    ("Songs is all we have.", ("a/b", "[Songs]", "Song"), ("c/d", "[is]", "was")),
    ("This goes far.", ("a/b", "[This]", "These"), ("grammar/agreement", "[goes]", "go")),
    ("She is docter now.", ("a/b", "is []docter", "a "), ("spelling/unknown-word", "[docter]", "doctor")),
    ("The song are sad.", ("a/b", "[song]", "ballad"), ("grammar/agreement", "[are]", "is")),
    (
        "However the dog, barks.",
        ("punctuation/odd-mark", "However[] the", ","),
        ("punctuation/needless-comma", "dog[,]", ""),
    ),
    ("Back in 50's clothes.", ("a/b", "in []50's", "the "), ("c/d", "[50's]", "'50s")),
    ("It is a ton loud.", ("a/b", "[is]", "was"), ("c/d", "is []a", "such ")),
]


@pytest.mark.parametrize(("text", "one", "other"), APART)
def test_neighbours_with_faults_of_their_own_stay_apart(
    text: str, one: tuple[str, str, str], other: tuple[str, str, str]
) -> None:
    assert 2 == len(merge([found(text, *one), found(text, *other)], Source("draft.md", text)))


@pytest.mark.parametrize(
    ("text", "applicability"),
    [("Seen in York' , i think.", Applicability.UNSAFE), ("Seen in York' , but i think.", Applicability.SAFE)],
)
def test_no_fix_is_safe_beside_another_fault(text: str, applicability: Applicability) -> None:
    _, kept = merge([safe(text, "[i] ", "I"), found(text, "c/rule", "York[' ,]", "',")], Source("draft.md", text))
    assert kept.fix is not None
    assert applicability is kept.fix.applicability


def safe(text: str, old: str, new: str) -> Finding:
    """A finding with a safe fix."""
    likely = found(text, "a/rule", old, new)
    return replace(likely, fixes=tuple(replace(fix, applicability=Applicability.SAFE) for fix in likely.fixes))


def test_advice_and_passages_leave_a_fix_safe() -> None:
    text = "Seen in York' , i think, in the winter of the year in which nobody had thought of it before."
    taste = replace(found(text, "c/rule", "York[' ,]", "',"), severity=Severity.ADVICE)
    long = replace(found(text, "d/rule", "[think]", "thought"), span=Span(0, len(text)))
    (small,) = (
        each for each in merge([safe(text, "[i] ", "I"), taste, long], Source("d.md", text)) if each.text == "i "
    )
    assert small.fixes[0].applicability is Applicability.SAFE


def test_a_space_too_many_is_no_part_of_a_greater_fault() -> None:
    text = "It was  wierd  then."
    spaces = [replace(safe(text, stretch, " "), check="spacing/double-space") for stretch in ("was[  ]w", "wierd[  ]t")]
    merged = merge([*spaces, safe(text, "[wierd]", "weird")], Source("d.md", text))
    assert 3 == len(merged)
    assert {fix.applicability for each in merged for fix in each.fixes} == {Applicability.SAFE}


def test_a_wide_finding_touches_all_that_stand_in_it() -> None:
    text = "one two three four five six seven eight."
    wide = replace(found(text, "c/rule", "one[ ]two", "-"), span=Span(0, 40))
    words = [safe(text, f"[{word}]", word.upper()) for word in ("three", "four", "five", "six", "seven", "eight")]
    merged = merge([wide, *words], Source("d.md", text))
    assert {fix.applicability for each in merged for fix in each.fixes} == {Applicability.UNSAFE}


@given(st.lists(st.sampled_from(range(len(TWICE))), max_size=6, unique=True), st.randoms())
def test_merging_twice_is_merging_once_in_any_order(numbers: list[int], random: Random) -> None:
    whole, made = "", []
    for number in numbers:
        text, one, other, _ = TWICE[number]
        for each in (found(text, *one), found(text, *other)):
            (edit,) = each.fixes[0].edits
            at = len(whole)
            moved = Fix((Edit(Span(edit.span.start + at, edit.span.end + at), edit.text),))
            made.append(replace(each, span=Span(each.span.start + at, each.span.end + at), fixes=(moved,)))
        whole += f"{text} "
    source, weighed = Source("draft.md", whole or "x"), frozenset({"b/weighed", "c/weighed"})
    merged = merge(made, source, weighed)
    assert len(numbers) == len(merged)
    assert merged == merge(merged, source, weighed)
    assert merged == merge(random.sample(made, len(made)), source, weighed)


def test_the_checks_that_are_named_are_there() -> None:
    assert set(ids()) >= merging._SETS_OFF | merging._CLOSES | merging._AGREEING | merging._ASKS | merging._PARTED
