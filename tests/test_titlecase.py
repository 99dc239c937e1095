"""Headline capitals, by profile."""

import pytest

from pipeline.house.titlecase import PROFILES, title_case


@pytest.mark.parametrize(
    ("profile", "text", "expected"),
    [
        ("chicago-18", "the view from the roof", "The View from the Roof"),
        ("chicago-18", "a walk through the rain", "A Walk Through the Rain"),
        ("mla-9", "a walk through the rain", "A Walk through the Rain"),
        ("ap", "the view from the roof", "The View From the Roof"),
        ("chicago-18", "what we are made of", "What We Are Made Of"),
        ("chicago-18", "nightjar: a second look", "Nightjar: A Second Look"),
        ("chicago-18", "my iPhone and NASA's van", "My iPhone and NASA's Van"),
        ("chicago-18", "it's all don't and won't", "It's All Don't and Won't"),
        ("chicago-18", "“the end” of it all", "“The End” of It All"),
    ],
)
def test_title_case(profile: str, text: str, expected: str) -> None:
    assert expected == title_case(text, profile)


@pytest.mark.parametrize("profile", PROFILES)
def test_twice_is_once(profile: str) -> None:
    once = title_case("the long way home: of rain, and other weather in the north", profile)
    assert once == title_case(once, profile)


def test_an_unknown_profile_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        title_case("the end", "nobody")
