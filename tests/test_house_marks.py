"""What the settings of a house's profile change in the checks of marks."""

import pytest

from pipeline import checks
from pipeline.engines import Engines
from pipeline.finding import Finding, Severity, apply_edits
from pipeline.house import House
from pipeline.lint import Linter, Settings
from pipeline.source import Source

OUTSIDE = (("extends", "chicago-18"), ("stops", "outside"))
ITALIC = (("extends", "chicago-18"), ("possessive", "italic"))
STOPS = ("quotes/stop_outside", "quotes/stop_inside")


def found(names: tuple[str, ...], text: str, house: House, engines: Engines) -> tuple[Finding, ...]:
    ready = [checks.load(name.replace("_", "-")) for name in names]
    return Linter(ready, engines, lambda _: Settings(house)).report(Source("draft.md", text)).findings


def mended(text: str, findings: tuple[Finding, ...]) -> str:
    return apply_edits(text, (edit for each in findings if each.fix for edit in each.fix.edits))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("First “Cold Rain”, then “Salt”.", "First “Cold Rain,” then “Salt.”"),
        ("First ‘Cold Rain’, then ‘Salt’.", "First ‘Cold Rain,’ then ‘Salt.’"),
        ("“First ‘Cold Rain’, then ‘Salt,’” he says.", "“First ‘Cold Rain,’ then ‘Salt,’” he says."),
    ],
)
@pytest.mark.parametrize("profile", ["chicago-18", "mla-9", "ap"])
def test_stops_inside(profile: str, text: str, wanted: str, engines: Engines) -> None:
    house = House(profile=profile, dialect="en-US")
    findings = found(STOPS, text, house, engines)
    assert {Severity.ERROR} == {each.severity for each in findings}
    assert wanted == mended(text, findings)
    assert () == found(STOPS, wanted, house, engines)


def test_what_may_be_a_possessive_is_a_query(engines: Engines) -> None:
    findings = found(STOPS, "First ‘Cold Bones’, then.", House(profile="ap", dialect="en-US"), engines)
    assert [Severity.QUERY] == [each.severity for each in findings]
    assert () == found(STOPS, "The singers’, not the ’90s’, own.", House(profile="ap", dialect="en-US"), engines)


@pytest.mark.parametrize(
    "house",
    [
        House(profile="ours", own=OUTSIDE, dialect="en-US"),
        House(profile="ours", own=OUTSIDE, dialect="en-GB"),
        House(profile="chicago-18", dialect="en-GB"),
    ],
)
def test_stops_outside(house: House, engines: Engines) -> None:
    right = "First “Cold Rain”, then “Salt”."
    assert () == found(STOPS, right, house, engines)
    wrong = "First “Cold Rain,” then “Salt.”"
    assert right == mended(wrong, found(STOPS, wrong, house, engines))


@pytest.mark.parametrize(
    ("house", "wanted"),
    [
        (House(profile="chicago-18"), "*The Salt Road*’s plot is thin, and *The Salt Road*’s end is late."),
        (
            House(profile="ours", own=ITALIC),
            "*The Salt Road’s* plot is thin, and *The Salt Road’s* end is late.",
        ),
    ],
)
def test_the_ending_after_a_title(house: House, wanted: str, engines: Engines) -> None:
    text = "*The Salt Road*’s plot is thin, and *The Salt Road’s* end is late."
    names = ("titles/italic_possessive",)
    assert wanted == mended(text, found(names, text, house, engines))
    assert () == found(names, wanted, house, engines)
