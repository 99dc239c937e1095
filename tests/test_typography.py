"""Which mark is which, over the text of a paragraph alone."""

import re

from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipeline.typography import Passage, american, curled, pairing, straightened

PARTS = (
    '"', "'", "“", "”", "‘", "’", "--", "---", "----", ".", "...", " ", " ", "\n", "a", "dogs", "goin", "7", "'90s",
    "'em", "'s ", "'tis ", "(", ")", ",", "é", "\ufffc", "5'4\"", '12" single', " - ", "/", "n", "“a”",
)  # fmt: skip
MARKS = st.lists(st.sampled_from(PARTS), min_size=1, max_size=16).map("".join)


def set_in_print(text: str) -> str:
    for change in reversed(curled([Passage(text)])[0]):
        text = text[: change.start] + change.text + text[change.end :]
    return text


def typed(text: str) -> str:
    """A text as a keyboard has it."""
    text = re.sub("[“”″]", '"', re.sub("[‘’′]", "'", text))
    return text.replace("—", "---").replace("–", "--").replace("…", "...")


@settings(max_examples=400, deadline=None, derandomize=True)
@given(MARKS)
@example("'90s - '90s'")
@example("''tis")
@example('""')
@example('""”"')
@example("...5'4\"'90s")
@example('"”12" single')
def test_only_marks_change_and_only_once(text: str) -> None:
    once = set_in_print(text)
    assert typed(text) == typed(once)
    assert len({change.start for change in curled([Passage(text)])[0]}) == len(curled([Passage(text)])[0])
    assert once == set_in_print(once)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(MARKS)
def test_each_mark_is_one_thing(text: str) -> None:
    found = pairing(Passage(text))
    places = [*found.opening, *found.closing, *found.apostrophes, *found.primes]
    places += [*found.unclosed, *found.unopened, *found.undecided]
    assert sorted(set(places)) == sorted(places)
    assert sorted(places) == [at for at, mark in enumerate(text) if mark in "\"'“”‘’"]


def test_marks_of_a_pair_stand_in_the_same_markup() -> None:
    text = '"one two" three'
    assert ((0, 8),) == pairing(Passage(text, markup=((1, 4),))).pairs
    assert (0,) == pairing(Passage(text, markup=((0, 4),))).unclosed


def test_a_fixed_mark_is_none() -> None:
    assert ((0, 4),) == pairing(Passage('"a"b" c', fixed=frozenset({2}))).pairs
    assert () == straightened(Passage("“a”", fixed=frozenset({0, 2})))


@settings(max_examples=200, deadline=None, derandomize=True)
@given(MARKS)
def test_what_is_no_mark_stays(text: str) -> None:
    def words(of: str) -> str:
        return re.sub("[\"'“”‘’′″…–—.-]", "", of)

    assert words(text) == words(set_in_print(text))


def test_the_dialects_of_american_print() -> None:
    assert [True, True, True, True] == [american(each) for each in ("en-US", "en-CA", "en", "auto")]
    assert [False, False, False] == [american(each) for each in ("en-GB", "en-AU", "en-gb")]


def test_a_quotation_goes_on_in_the_next_paragraph() -> None:
    first, second, third = (Passage(text) for text in ('"One', '"Two', '"Three"'))
    assert ["“", "“", "“”"] == ["".join(each.text for each in changes) for changes in curled([first, second, third])]
    assert [""] == ["".join(each.text for each in changes) for changes in curled([first])]


def test_a_quoted_letter_has_a_plural() -> None:
    for before, after in (
        ("It has three 'A's and two 'b's in it.", "It has three ‘A’s and two ‘b’s in it."),
        ("Mind your p's and q's.", "Mind your p’s and q’s."),
        ("'I's a word,' said she.", "‘I’s a word,’ said she."),
    ):
        assert after == set_in_print(before)
