"""Which quotation mark belongs to which: shapes, sides, apostrophes, inches, nesting."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.checks._pairs import pair


def stretches(text: str) -> list[str]:
    return [text[each.opening : each.closing + 1] for each in pair(text).pairs]


def loose(text: str) -> list[tuple[str, int]]:
    pairing = pair(text)
    places = [each.at for each in pairing.unclosed] + [each.at for each in pairing.unopened]
    return [(text[at], at) for at in places]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“One” and “two”", ["“One”", "“two”"]),
        ('"One" and "two"', ['"One"', '"two"']),
        ("“She said ‘no’ twice”", ["“She said ‘no’ twice”", "‘no’"]),
        ("(one [two] three)", ["(one [two] three)", "[two]"]),
        ('"The “inner” one"', ['"The “inner” one"', "“inner”"]),
        ("„ja“ und „nein“", ["„ja“", "„nein“"]),
        ("‘The Joneses’ cat is here’", ["‘The Joneses’ cat is here’"]),
    ],
)
def test_pairs(text: str, expected: list[str]) -> None:
    assert expected == stretches(text)
    assert [] == loose(text)


@pytest.mark.parametrize(
    "text",
    [
        "’Tis the ’90s: rock ’n’ roll, ’em, the singers’ band, an’ that.",
        "'Tis the '90s: rock 'n' roll, 'em, the singers' band, an' that.",
        'He is 6\'2" tall and has a 12" single.',
        "Sad :( and glad :) and ;-) and :-)))",
        "a) one, b) two; 1) three, (2) four, iv) five",
        "5′ 4″ in the shade",
    ],
)
def test_marks_that_are_none(text: str) -> None:
    assert [] == loose(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“One and “two”", [("“", 0)]),
        ("One” and “two”", [("”", 3)]),
        ("“Blue (Live” is slow", [("(", 6)]),
        ("one) two", [(")", 3)]),
        ('"One and more', [('"', 0)]),
    ],
)
def test_loose(text: str, expected: list[tuple[str, int]]) -> None:
    assert expected == loose(text)


def test_a_mark_that_points_the_wrong_way_still_pairs() -> None:
    assert ["“home“"] == stretches("It is “home“ now")
    assert (11,) == pair("It is “home“ now").reversed


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They call it “slow’, and leave.", ["“slow’"]),
        ("They call it 'very slow\" now.", ["'very slow\""]),
        ("They call it \"not their thing' now.", ["\"not their thing'"]),
        ("The “singers’ band” and the “goin’ home” of it.", []),
        ("The \"singers' band is slow, and so are the others' ones.", []),
        ("“He says it’s the dogs’, and goes on.", []),
    ],
)
def test_marks_that_are_unlike(text: str, expected: list[str]) -> None:
    pairing = pair(text)
    assert expected == [text[first : last + 1] for first, last in pairing.unlike]
    assert not expected or [] == loose(text)


@given(st.text("ab .,“”‘’\"'()[]-1", max_size=40))
def test_every_mark_is_in_one_place_only(text: str) -> None:
    pairing = pair(text)
    places = [place for each in pairing.pairs for place in (each.opening, each.closing)]
    places += [each.at for each in pairing.unclosed] + [each.at for each in pairing.unopened]
    places += [place for both in pairing.unlike for place in both]
    assert sorted(set(places)) == sorted(places)
    assert all(each.opening < each.closing for each in pairing.pairs)
    assert all(text[place] in "“”‘’\"'()[]" for place in places)
