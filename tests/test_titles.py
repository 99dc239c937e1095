"""What the checks of titles say where a house names a profile, or works.toml a work."""

from collections.abc import Mapping
from typing import Any

import pytest

from pipeline import names, readers, works
from pipeline.checks.titles import (
    bare_beside_set,
    capitals_two_ways,
    italic_possessive,
    other_spelling,
    set_beside_bare,
    set_two_ways,
    title_inside,
    wrong_form,
)
from pipeline.engines import Engines
from pipeline.engines.spacy import Parser
from pipeline.finding import Finding, Severity, apply_edits
from pipeline.house import House
from pipeline.house.styles import own
from pipeline.source import Source


def found(check: Any, text: str, house: House, engines: Engines) -> list[Finding]:
    document = readers.read(Source("draft.md", text), engines)
    parser = engines.get(Parser)
    registry = works.gather(document, names.gather(document, parser, house), house, parser)
    needs: Mapping[str, Any] = {"works": registry, "house": house}
    wanted = {name: value for name, value in needs.items() if name in check.find.__annotations__}
    return list(check.find(document, **wanted))


def mended(check: Any, text: str, house: House, engines: Engines, which: int = -1) -> str:
    """A draft after a check's fixes, the last of each finding; the draft itself where nothing is flagged."""
    fixes = [finding.fixes[which] for finding in found(check, text, house, engines)]
    return apply_edits(text, [edit for fix in fixes for edit in fix.edits])


def severities(text: str, house: House, engines: Engines) -> list[Severity | None]:
    return [finding.severity for finding in found(wrong_form, text, house, engines)]


@pytest.mark.parametrize(
    ("profile", "text", "expected"),
    [
        ("chicago-18", "We saw the film “The Sea Bell” twice.", "We saw the film *The Sea Bell* twice."),
        ("chicago-18", "We saw the film *The Sea Bell* twice.", "We saw the film *The Sea Bell* twice."),
        ("chicago-18", "I like the song *The Sea Bell* best.", "I like the song “The Sea Bell” best."),
        ("chicago-18", "I like the song _Cold Rain_, too.", "I like the song “Cold Rain”, too."),
        ("mla-9", "We saw the film “The Sea Bell,” and left.", "We saw the film *The Sea Bell*, and left."),
        ("chicago-18", "I like the poem *The Sea Bell* best.", "I like the poem “The Sea Bell” best."),
        (
            "ap",
            "The game *Tin Moon* and the game “Salt Road” are hard.",
            "The game Tin Moon and the game Salt Road are hard.",
        ),
        ("ap", "We saw the film *The Sea Bell* twice.", "We saw the film “The Sea Bell” twice."),
        (
            "chicago-18",
            "The film “The Sea Bell” is long. Two songs fit *The Sea Bell* well.",
            "The film *The Sea Bell* is long. Two songs fit *The Sea Bell* well.",
        ),
        ("ap", "I like the song “The Sea Bell” best.", "I like the song “The Sea Bell” best."),
    ],
)
def test_the_form_of_a_kind(profile: str, text: str, expected: str, engines: Engines) -> None:
    assert expected == mended(wrong_form, text, House(profile=profile), engines)


@pytest.mark.parametrize("profile", ["chicago-18", "mla-9", "ap"])
@pytest.mark.parametrize(
    "text",
    [
        "The Bible is a book, and the Qur’an is a book.",
        "Her Piano Sonata in B Minor is a sonata, and the symphony Symphony No. 5 is loud.",
        "It is a long film. It is a film about a clown.",
        "It is a book by The Ferries.",
    ],
)
def test_what_no_guide_sets(profile: str, text: str, engines: Engines) -> None:
    assert text == mended(wrong_form, text, House(profile=profile), engines)


@pytest.mark.parametrize(
    "text",
    [
        "*Making “The Salt Road”* is about the film *The Salt Road*.",
        "The album *Cold Rain* is good, and “Cold Rain” isn’t one of them.",
        "The single “Cold Rain” was on the album *Cold Rain*.",
        "The epic poem *The Drowned Mill* is long.",
    ],
)
def test_a_form_that_chicago_wants(text: str, engines: Engines) -> None:
    assert text == mended(wrong_form, text, House(profile="chicago-18"), engines)


def test_a_poem_in_italics_is_a_question(engines: Engines) -> None:
    assert [Severity.QUERY] == severities("I like the poem *The Sea Bell* best.", House(profile="chicago-18"), engines)
    assert [None] == severities("I like the song *The Sea Bell* best.", House(profile="chicago-18"), engines)


def test_the_first_fix_mends_every_place(engines: Engines) -> None:
    house = House(profile="ours", own=own({"extends": "chicago-18", "film": "bare"}))
    text = "The film *The Salt Bell* is slow; *The Salt Bell*’s plot is thin."
    expected = "The film The Salt Bell is slow; The Salt Bell’s plot is thin."
    assert expected == mended(wrong_form, text, house, engines, which=0)


def test_the_form_that_a_house_of_its_own_wants(engines: Engines) -> None:
    house = House(profile="ours", own=own({"extends": "chicago-18", "song": "italic"}))
    assert "The song *Cold Rain* is short." == mended(wrong_form, "The song “Cold Rain” is short.", house, engines)


def test_a_work_of_unknown_kind_is_left_alone(engines: Engines) -> None:
    text = "I think of “The Sea Bell” often."
    assert text == mended(wrong_form, text, House(profile="chicago-18"), engines)


@pytest.mark.parametrize("check", [bare_beside_set, set_beside_bare, set_two_ways])
def test_a_profile_is_not_the_draft_s_own_way(check: Any, engines: Engines) -> None:
    text = "*The Salt Road* is a film. *The Salt Road* is slow, and The Salt Road is long, and “The Salt Road” ends."
    assert text == mended(check, text, House(profile="chicago-18"), engines)


@pytest.mark.parametrize(
    ("profile", "expected"),
    [("chicago-18", "In *The Salt Road*’s end it rains."), ("keep", "In *The Salt Road’s* end it rains.")],
)
def test_the_ending_after_an_italic_title(profile: str, expected: str, engines: Engines) -> None:
    assert expected == mended(italic_possessive, "In *The Salt Road’s* end it rains.", House(profile=profile), engines)


@pytest.mark.parametrize(
    ("profile", "expected"),
    [
        ("chicago-18", "*The Sea Bell* came first, and *Watching “The Sea Bell”* is a book."),
        ("mla-9", "*The Sea Bell* came first, and *Watching* The Sea Bell is a book."),
        ("keep", "*The Sea Bell* came first, and *Watching The Sea Bell* is a book."),
    ],
)
def test_a_title_inside_a_title(profile: str, expected: str, engines: Engines) -> None:
    text = "*The Sea Bell* came first, and *Watching The Sea Bell* is a book."
    assert expected == mended(title_inside, text, House(profile=profile), engines)


def test_what_the_front_matter_names_is_spelled_as_there(engines: Engines) -> None:
    head = "---\nreviewed:\n  title: The Grey Havens\n  kind: film\n---\n\n"
    text = f"{head}We saw *The Grey Havnes* and liked *the Grey Havens*."
    assert f"{head}We saw *The Grey Havens* and liked *the Grey Havens*." == mended(
        other_spelling, text, House(), engines
    )


def test_bare_mentions_follow_the_other_titles(engines: Engines) -> None:
    text = "We saw *A Winter House*, *The Salt Road* and *The Sea Bell*. Then The Salt Road is long; The Salt Road won."
    assert mended(set_two_ways, text, House(), engines).count("*The Salt Road*") == 3


@pytest.mark.parametrize(
    ("check", "profile", "text", "expected"),
    [
        (
            set_two_ways,
            "chicago-18",
            "*The Salt Road* is slow, and *The Salt Road* is long. Then The Salt Road ends.",
            "*The Salt Road* is slow, and *The Salt Road* is long. Then *The Salt Road* ends.",
        ),
        (
            bare_beside_set,
            "chicago-18",
            "It is no *Salt Road* and no *A Winter House*, and ends like Citizen Kane did.",
            "It is no *Salt Road* and no *A Winter House*, and ends like *Citizen Kane* did.",
        ),
        (wrong_form, "ap", "I think of *The Salt Road* often.", "I think of “The Salt Road” often."),
    ],
)
def test_a_profile_for_works_of_unknown_kind(
    check: Any, profile: str, text: str, expected: str, engines: Engines
) -> None:
    assert expected == mended(check, text, House(profile=profile), engines)


@pytest.mark.parametrize(
    ("text", "expected", "severity"),
    [
        ("The film *The Wind Of The West* is long.", "The film *The Wind of the West* is long.", [None]),
        ("The song “Turning up This rain” is long.", "The song “Turning Up This Rain” is long.", [Severity.QUERY]),
        ("The film *A Walk Through Rain* is long.", "The film *A Walk through Rain* is long.", [Severity.QUERY]),
        ("The song “all the rain i had” is long.", "The song “all the rain i had” is long.", []),
        ("The song “Sous le ciel gris” is long.", "The song “Sous le ciel gris” is long.", []),
        ("I like *The Wind Of The West*.", "I like *The Wind Of The West*.", []),
    ],
)
def test_the_capitals_of_a_profile(text: str, expected: str, severity: list[Severity | None], engines: Engines) -> None:
    house = House(profile="mla-9")
    assert expected == mended(capitals_two_ways, text, house, engines)
    assert severity == [each.severity for each in found(capitals_two_ways, text, house, engines)]
