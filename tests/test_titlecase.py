"""Headline capitals, by profile: the guides' rules as a table, and what holds of any title."""

import re
import string
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

import pipeline
from benchmarks.quality.environment import Environment
from benchmarks.titlecase import asked, probes
from pipeline import readers
from pipeline.checks.titles import heading_case
from pipeline.engines import Engines
from pipeline.errors import UnknownName
from pipeline.finding import Severity, apply_edits
from pipeline.house import House
from pipeline.house.titlecase import is_small, profiles, title_case
from pipeline.names import Names
from pipeline.source import Source
from pipeline.works import Works

WORDS = re.findall(
    r"\S+",
    """
a an the of to in up off on for by with from through like as so yet and or i it turn look past down The And Of NASA
iPhone McFee II ii x-ray la-la by-the-way q&a AT&T 10am 2nd vs. v Dr. de la van d'arc o'brien rock 'n' roll don’t k.d.
lang j.r. le goût du été *vs* _the_ (or “the ‘a’ www.example.org a_b.txt
""",
)
INNER = ("iPhone", "eBay", "McFee", "NASA", "thisName", "deVries")
TITLES = st.lists(
    st.one_of(
        st.sampled_from(WORDS),
        st.text(alphabet=string.ascii_letters + "éßİıʼn'’-/&.():;!?*_“” —", min_size=1, max_size=9),
        st.text(min_size=1, max_size=6),
    ),
    max_size=9,
).map(" ".join)


@pytest.mark.parametrize(("profile", "text", "wanted"), probes())
def test_probe(profile: str, text: str, wanted: str) -> None:
    assert wanted == title_case(text, profile)


@pytest.mark.parametrize(("profile", "text", "wanted"), probes())
def test_what_is_wanted_stays(profile: str, text: str, wanted: str) -> None:
    assert wanted == title_case(wanted, profile)


def test_every_profile_has_probes() -> None:
    assert set(profiles()) == {profile for profile, _, _ in probes()}


@given(TITLES, st.sampled_from(sorted(profiles())))
def test_twice_is_once(text: str, profile: str) -> None:
    once = title_case(text, profile)
    assert once == title_case(once, profile)


@given(TITLES, st.sampled_from(sorted(profiles())))
def test_only_capitals_change(text: str, profile: str) -> None:
    cased = title_case(text, profile)
    assert len(text) == len(cased)
    assert text.lower() == cased.lower()


@given(st.lists(st.sampled_from(INNER), min_size=1), TITLES)
def test_a_word_with_a_capital_inside_stays(names: list[str], text: str) -> None:
    title = f"low {' '.join(names)} {text}"
    assert title_case(title).split(" ")[1 : len(names) + 1] == names


def test_known_names_keep_their_form() -> None:
    assert "A Night with the The and ON A BOAT" == title_case(
        "a night with THE THE and on a boat", known=("the The", "ON A BOAT")
    )


def test_an_unknown_profile_is_named_with_those_there_are() -> None:
    with pytest.raises(UnknownName, match="“nobody”; there are chicago-18, mla-9, ap, gruber"):
        title_case("the end", "nobody")


@pytest.mark.parametrize(("word", "small"), [("The", True), ("from", True), ("through", False), ("rain", False)])
def test_small_words(word: str, small: bool) -> None:
    assert small == is_small(word)


def headings(text: str, house: House, engines: Engines) -> list[tuple[str, Severity | None]]:
    """What the check of headings says under a house's profile: the heading as wanted, or nothing, and how sure."""
    document = readers.read(Source("draft.md", text), engines)
    return [
        (apply_edits(text, found.fixes[0].edits) if found.fixes else "", found.severity)
        for found in heading_case.find(document, house, Works(), Names())
    ]


@pytest.mark.parametrize(
    ("profile", "heading", "expected"),
    [
        ("chicago-18", "## A Letter from *The Coast*", []),
        ("chicago-18", "## A Letter From the Coast", [("## A Letter from the Coast", Severity.QUERY)]),
        ("chicago-18", "## A Letter Of The Coast", [("## A Letter of the Coast", None)]),
        (
            "chicago-18",
            "## A letter from *the coast* and `a file`",
            [("## A Letter from *The Coast* and `a file`", None)],
        ),
        ("chicago-18", "## An Evening with the Owls", []),
        ("mla-9", "## A Walk Through the Coast", [("## A Walk through the Coast", Severity.QUERY)]),
        ("ap", "## A Letter From the Coast", [("", None)]),
        ("ap", "## A letter from the coast", []),
        ("keep", "## A letter From the Coast", []),
    ],
)
def test_headings_by_profile(
    profile: str, heading: str, expected: list[tuple[str, Severity | None]], engines: Engines
) -> None:
    text = f"# Title\n\n{heading}\n\nText.\n"
    wanted = [(f"# Title\n\n{fixed}\n\nText.\n" if fixed else "", severity) for fixed, severity in expected]
    assert wanted == headings(text, House(profile=profile), engines)


def test_a_heading_keeps_the_names_of_the_house(engines: Engines) -> None:
    house = House(profile="chicago-18", names=frozenset({"The The"}))
    assert [] == headings("# Title\n\n## An Evening with The The at Home\n", house, engines)


def test_title_case_is_had_from_the_package() -> None:
    assert "The View from Here" == pipeline.title_case("the view from here")


def test_importing_the_package_loads_nothing_else() -> None:
    code = "import sys, pipeline; print([name for name in sys.modules if name.startswith('pipeline.')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "[]" == done.stdout.strip()


def test_another_library_is_asked_title_by_title(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Environment, "program", lambda self, name: sys.executable)
    titles = ["a “quoted” title", "line\nend"]
    assert [title.upper() for title in titles] == asked("cased = str.upper", titles, Environment())
