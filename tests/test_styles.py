"""The style profiles: every row of the table against an example of the guide's rule, and a house's own profile."""

import re
from pathlib import Path

import pytest

from pipeline import checks, config, house
from pipeline.engines import Engines
from pipeline.errors import BadConfiguration, UnknownName
from pipeline.finding import apply_edits
from pipeline.house import House
from pipeline.house.kinds import Kind
from pipeline.house.styles import named, own, style
from pipeline.house.titlecase import title_case
from pipeline.lint import Linter, Settings
from pipeline.source import Source

LONG = """
film: The film *The Night Ferry* is long.
series: The series *Harbour Street* is in its second season.
season: The season called *Harbour Street: Winter* is the best.
podcast: The podcast *Low Tide* ends this week.
book: The novel *The Keeper of Salt* is out.
comic: The comic *Tin Moon* is in colour.
game: The game *Lanterns of Oss* is hard.
album: The album *Slow Weather* is short.
opera: The opera *The Miller’s Bride* is sung in Czech.
musical: The musical *Paper Boats* runs for two hours.
dance: The ballet *Eight Candles* has no story.
composition: Her oratorio *The Flood* takes an evening.
play: The play *A House by the Weir* has one set.
painting: The painting *Woman with a Lamp* hangs upstairs.
sculpture: The bronze *Sleeping Hare* stands outside.
photograph: The photograph *Harbour at Six* is a copy.
exhibition: The exhibition *Salt and Iron* closes in May.
""".strip().splitlines()

SHORT = """
episode: The episode “The Leak” is the third.
song: The song “Cold Rain” comes first.
story: The story “The Well” is eight pages long.
poem: The poem “To a Ferry” does not rhyme.
essay: The essay “On Being Late” begins the book.
article: The article “Whose Harbour Is It?” ran in June.
chapter: The chapter “Salt” is the longest.
""".strip().splitlines()

EXAMPLES = {
    "chicago-18": [
        *LONG,
        *SHORT,
        "periodical: I read it in *The Harbour Review*.",
        "video: The video “Six Knots” is his.",
    ],
    "mla-9": [*LONG, *SHORT, "periodical: I read it in *The Harbour Review*.", "video: The video *Six Knots* is his."],
    "ap": [
        *(re.sub(r"\*(.+)\*", r"\1" if re.match("game|sculpture", line) else r"“\1”", line) for line in LONG),
        *SHORT,
        "periodical: I read it in The Harbour Review.",
        "video: The video “Six Knots” is his.",
    ],
}
"""Sentences as each guide sets them, with the kind of work that each names."""

HEADINGS = {
    "chicago-18": ("## What the River Brought Us", "## What the river brought us"),
    "mla-9": ("## What the River Brought Us", "## What the river brought us"),
    "ap": ("## What the river brought us", "## What the River Brought Us"),
}
"""A heading as each guide wants it, and the other way."""


def after(text: str, engines: Engines, select: str, house: House) -> str:
    """A draft after all fixes of the checks whose names begin so, the first of each finding, until nothing changes."""
    chosen = [checks.load(name) for name in checks.ids() if name.startswith(select)]
    for _ in range(5):
        report = Linter(chosen, engines, lambda path: Settings(house)).report(Source("draft.md", text))
        edits = [edit for finding in report.findings if finding.fix for edit in finding.fix.edits]
        if not edits:
            break
        text = apply_edits(text, edits)
    return text


def flagged(text: str, engines: Engines, select: str, house: House) -> list[str]:
    """What these checks flag in a draft."""
    chosen = [checks.load(name) for name in checks.ids() if name.startswith(select)]
    report = Linter(chosen, engines, lambda path: Settings(house)).report(Source("draft.md", text))
    return [finding.text for finding in report.findings]


def twin(sentence: str) -> str:
    """A sentence with its title set in another way than it should be."""
    if "*" in sentence:
        return re.sub(r"\*(.+)\*", r"“\1”", sentence)
    if "“" in sentence:
        return re.sub("“(.+)”", r"*\1*", sentence)
    return re.sub(r"((?:[A-Z]\w+ (?:of )?)+[A-Z]\w+)(?= [a-z]|\.$)", lambda found: _emphasised(found[1]), sentence)


def _emphasised(title: str) -> str:
    return f"*{title}*"


@pytest.mark.parametrize(
    ("profile", "kind", "sentence"),
    [(profile, *line.split(": ", 1)) for profile, lines in EXAMPLES.items() for line in lines],
)
def test_form(profile: str, kind: str, sentence: str, engines: Engines) -> None:
    wrong = twin(sentence)
    title = re.search(r"[*“](.+)[*”]", f"{wrong}{sentence}")
    assert title is not None and sentence != wrong
    house = House(profile=profile, works={"it": {"title": title[1].split("*")[0].split("”")[0], "kind": kind}})
    assert [] == flagged(sentence, engines, "titles/wrong-form", house)
    # A season's title stands in many ways, and is never mended.
    assert (wrong if kind == "season" else sentence) == after(wrong, engines, "titles/wrong-form", house)


@pytest.mark.parametrize("profile", EXAMPLES)
def test_every_kind_has_an_example(profile: str) -> None:
    kinds = {line.split(": ")[0] for line in EXAMPLES[profile]}
    assert kinds == set(named(profile).forms)
    assert kinds == set(Kind) - {Kind.FRANCHISE}


@pytest.mark.parametrize(
    ("profile", "expected"),
    [("chicago-18", "*The Making of “The Night Ferry”*"), ("mla-9", "*The Making of* The Night Ferry")],
)
def test_a_title_inside_a_title(profile: str, expected: str, engines: Engines) -> None:
    text = "*The Night Ferry* came first; {} is a book."
    house = House(profile=profile)
    wrong = text.format("*The Making of The Night Ferry*")
    assert text.format(expected) == after(wrong, engines, "titles/", house)


@pytest.mark.parametrize("profile", ["chicago-18", "mla-9"])
def test_the_ending_after_an_italic_title(profile: str, engines: Engines) -> None:
    right = "*The Night Ferry*’s plot is thin."
    assert right == after("*The Night Ferry’s* plot is thin.", engines, "titles/", House(profile=profile))
    assert right == after(right, engines, "titles/", House(profile=profile))


@pytest.mark.parametrize("profile", EXAMPLES)
def test_stops_beside_closing_marks(profile: str, engines: Engines) -> None:
    right = "First comes “Cold Rain,” then “Salt.”"
    house = House(profile=profile, dialect="en-US")
    assert right == after("First comes “Cold Rain”, then “Salt”.", engines, "quotes/stop-outside", house)
    assert [] == flagged(right, engines, "quotes/stop-", house)


@pytest.mark.parametrize(("profile", "right", "wrong"), [(name, *pair) for name, pair in HEADINGS.items()])
def test_headings(profile: str, right: str, wrong: str, engines: Engines) -> None:
    house = House(profile=profile)
    assert [] == flagged(f"{right}\n\nIt rained.\n", engines, "titles/heading-case", house)
    assert [wrong[3:]] == flagged(f"{wrong}\n\nIt rained.\n", engines, "titles/heading-case", house)


@pytest.mark.parametrize(
    "heading", ["## The Marten Brothers", "## What Rosa Marten did", "## Cold Rain Over Everything"]
)
def test_names_and_titles_are_no_headline_style(heading: str, engines: Engines) -> None:
    text = f"{heading}\n\nThe Marten Brothers met Rosa Marten; the song “Cold Rain Over Everything” is hers.\n"
    assert [] == flagged(text, engines, "titles/heading-case", House(profile="ap"))


def test_an_ellipsis_is_no_pause(engines: Engines) -> None:
    text = "## Twice in a Rain with… Nobody\n\nIt rained.\n"
    assert [] == flagged(text, engines, "titles/heading-case", House(profile="chicago-18"))


def test_the_longest_preposition_decides() -> None:
    text = "a walk through the rain with her"
    wanted = {
        "chicago-18": "A Walk Through the Rain with Her",
        "mla-9": "A Walk through the Rain with Her",
        "ap": "A Walk Through the Rain With Her",
    }
    assert wanted == {profile: title_case(text, profile) for profile in wanted}


def test_every_row_names_its_section() -> None:
    for name, setting, _, section in house.table("title-profiles.tsv"):
        assert section != "-" or setting == "extends" or name == "gruber", (name, setting)


def test_a_profile_that_is_not_there() -> None:
    with pytest.raises(UnknownName, match="There is no style profile “oxford”; there are chicago-18, mla-9, ap"):
        named("oxford")


def configured(folder: Path, text: str) -> House:
    (folder / "copydesk.toml").write_text(text, "utf-8")
    return config.load(folder).house(folder / "essay.md")


def test_keep_is_no_profile(tmp_path: Path) -> None:
    assert None is style(configured(tmp_path, ""))


def test_a_guide_by_name(tmp_path: Path) -> None:
    assert named("mla-9") == style(configured(tmp_path, 'profile = "mla-9"\n'))


def test_a_profile_of_the_house_extends_a_guide(tmp_path: Path) -> None:
    text = (
        'profile = "ours"\n[profiles.ours]\nextends = "mla-9"\nalbum = "quoted"\nheadings = "sentence"\nlongest = 4\n'
    )
    made = style(configured(tmp_path, text))
    assert made is not None
    assert ("ours", "quoted", "italic", "sentence") == (
        made.name,
        made.forms["album"],
        made.forms["film"],
        made.headings,
    )
    assert "Walk through the Fog" == title_case("walk through the fog", named("mla-9").capitals)
    assert "Walk Through the Fog" == title_case("walk through the fog", made.capitals)


def test_a_profile_that_is_not_named_changes_nothing(tmp_path: Path) -> None:
    text = 'profile = "ap"\n[profiles.ours]\nextends = "ap"\nfilm = "italic"\n'
    assert named("ap") == style(configured(tmp_path, text))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ('profile = "oxford"', "must be one of keep, chicago-18, mla-9, ap, gruber"),
        ('profile = "ours"\n[profiles.mine]\nextends = "ap"', "must be one of keep, .*, mine"),
        ('profiles = "ours"', "must be a table of tables"),
        ('[profiles.ours]\nfilm = "italic"', "must extend one of chicago-18"),
        ('[profiles]\nours = "ap"', "profiles.ours must be a table"),
        ('[profiles.ap]\nextends = "ap"', "has the name of a guide's profile"),
        ('[profiles.ours]\nextends = "ap"\nfilms = "italic"', "no setting “films” .did you mean “film”"),
        ('[profiles.ours]\nextends = "ap"\nfilm = "bold"', "must be one of italic, quoted, bare"),
        ('[profiles.ours]\nextends = "ap"\nheadings = "large"', "must be one of headline, sentence"),
        ('[profiles.ours]\nextends = "ap"\nlongest = "four"', "a number of letters"),
    ],
)
def test_a_wrong_profile_is_a_sentence(tmp_path: Path, text: str, wanted: str) -> None:
    with pytest.raises(BadConfiguration, match=wanted):
        configured(tmp_path, text + "\n")


def test_own_settings_keep_what_is_given() -> None:
    assert (("extends", "ap"), ("film", "italic")) == own({"extends": "ap", "film": "italic"})
