"""The forms of words that the grammar checks try: made by rule, held against what reviews use."""

import pytest

from pipeline.checks.grammar._inflections import is_tense, manners, numbers, verbs, with_s


@pytest.mark.parametrize(
    ("form", "others"),
    [
        ("stop", {"stops", "stopped", "stopping"}),
        ("tries", {"try", "tried", "trying"}),
        ("sang", {"sing", "sings", "sung", "singing"}),
        ("casted", {"cast", "casts", "casting"}),
    ],
)
def test_a_verb_has_its_other_forms(form: str, others: set[str]) -> None:
    assert others <= set(verbs()[form])
    assert form not in verbs()[form]


def test_a_wrong_past_is_never_offered() -> None:
    assert "casted" not in verbs()["cast"]


@pytest.mark.parametrize(("one", "more"), [("film", "films"), ("story", "stories"), ("woman", "women")])
def test_a_noun_has_its_other_number(one: str, more: str) -> None:
    assert more == numbers()[one]
    assert one == numbers()[more]


def test_an_adverb_has_its_adjective() -> None:
    assert "real" == manners()["really"]
    assert "terribly" == manners()["terrible"]


@pytest.mark.parametrize(("word", "expected"), [("watch", "watches"), ("play", "plays"), ("carry", "carries")])
def test_the_ending_in_s(word: str, expected: str) -> None:
    assert expected == with_s(word)


def test_what_changes_the_tense() -> None:
    assert is_tense("sings", "sang")
    assert is_tense("was", "is")
    assert not is_tense("sing", "sings")
