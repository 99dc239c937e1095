"""Copies with edits: what stands where in them, and in the sentence that they are of."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pipeline.engines._copies import Copy, Edits, meet, mended, shared

NONE = np.empty(0, np.float32)


def copy_of(text: str, edits: Edits) -> Copy:
    """A copy of which nothing but its text matters."""
    return Copy(mended(text, edits), edits, (), (), 0, NONE, NONE.astype(np.float64), NONE.astype(np.float64), ())


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, Edits]:
    """A text with edits that are in order and apart."""
    text = draw(st.text("abc ,", min_size=1, max_size=30))
    places = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8, unique=True)))
    pairs = list(zip(places[::2], places[1::2], strict=False))
    return text, tuple((a, b, draw(st.text("xyz", max_size=4))) for a, b in pairs)


@given(edited(), st.integers(0, 30), st.integers(0, 30))
def test_what_no_edit_meets_stands_in_the_copy_as_in_the_sentence(given_: tuple[str, Edits], a: int, b: int) -> None:
    text, edits = given_
    start, end = sorted((min(a, len(text)), min(b, len(text))))
    copy = copy_of(text, edits)
    there = copy.moved(start, end)
    if there is None:
        assert any(meet(first, last, start, end) for first, last, _ in edits)
        return
    assert copy.text[there[0] : there[1]] == text[start:end]
    if start < end:
        assert copy.origin(*there) in ((start, end), None)


@given(edited(), st.integers(0, 40), st.integers(0, 40))
def test_what_is_of_the_sentence_in_a_copy_is_found_in_the_sentence(given_: tuple[str, Edits], a: int, b: int) -> None:
    text, edits = given_
    copy = copy_of(text, edits)
    start, end = sorted((min(a, len(copy.text)), min(b, len(copy.text))))
    origin = copy.origin(start, end)
    if origin is not None:
        assert text[origin[0] : origin[1]] == copy.text[start:end]


def test_a_copy_without_edits_moves_nothing() -> None:
    copy = copy_of(" A song.\n", ())
    assert copy.moved(2, 7) == (2, 7)
    assert copy.origin(2, 7) == (2, 7)


def test_an_insertion_is_met_by_what_begins_or_ends_there() -> None:
    copy = copy_of(" one of best.\n", ((7, 7, " the"),))
    assert copy.text == " one of the best.\n"
    assert copy.moved(7, 12) is None
    assert copy.moved(12, 13) == (16, 17)
    assert copy.moved(0, 4) == (0, 4)


def test_what_two_sequences_begin_with_alike() -> None:
    assert shared((1, 2, 3), (1, 2, 4)) == 2
    assert shared((1, 2), (1, 2, 3)) == 2
    assert shared((), (1,)) == 0
