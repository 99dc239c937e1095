"""Front matter: what each field may be, what is missing, and where it is said."""

import datetime
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from pipeline import exporters, readers
from pipeline.engines import Engines
from pipeline.exporters import Cover, Licence, Rating, Series, Settings, Vetted, Work, _ratings, _values
from pipeline.exporters._ast import nodes
from pipeline.exporters._fields import FIELDS, NAMED, Type
from pipeline.exporters._problems import ALTERNATIVE, FRONT_MATTER
from pipeline.finding import Finding, Severity
from pipeline.source import Source
from tests.exporting import FRONT, PNG, messages, vetted

WORKS = {
    "low-water": {
        "title": "Low Water", "kind": "film", "director": "I. Okafor", "year": 2019, "url": "https://example.org/low",
        "alternatives": ["Ebb"],
    }
}  # fmt: skip


def fronted(lines: str, engines: Engines, folder: Path = Path("nowhere"), **more: Any) -> Vetted:
    """A draft that has what is required, and these lines of YAML besides."""
    return vetted(FRONT.replace("\n---\n", f"\n{lines}\n---\n") + "Text.\n", engines, folder, **more)


def said(problems: tuple[Finding, ...], severity: Severity = Severity.ERROR) -> list[str]:
    return [each.message for each in problems if each.severity is severity]


# the fields together


def test_every_field_becomes_what_is_published(tmp_path: Path, engines: Engines) -> None:
    (tmp_path / "tide.png").write_bytes(PNG)
    draft = (
        "---\ntitle: T\nsubtitle: S\nauthor: [A, {name: B}]\ndate: 2024-11-05\nupdated: 2024-12-01\nlang: en-gb\n"
        "description: D\nreviewed: [low-water, {title: High Tide, kind: album, creator: [X, Y], year: 2020}]\n"
        "rating: 4.5/5\nseries: {name: Shores, number: 2}\ntags: [Film, sea side, film, 2019]\n"
        "cover: {image: tide.png, alt: A tide table}\nspoilers: It sinks.\nlicence: CC-BY-4.0\n"
        'canonical: https://example.org/a b\nmedia: {"The trailer": "https://example.org/t"}\n---\n\nText.\n'
    )
    made = vetted(draft, engines, tmp_path, works=WORKS, defaults={"publisher": "P", "subtitle": "not this"})
    front = made.front
    assert ("T", "S", ("A", "B"), "en-GB", "D", "P") == (
        front.title, front.subtitle, front.authors, front.lang, front.description, front.publisher,
    )  # fmt: skip
    assert (datetime.date(2024, 11, 5), datetime.date(2024, 12, 1)) == (front.date, front.updated)
    low = Work("Low Water", "film", "I. Okafor", "2019", "low-water", "https://example.org/low")
    assert (low, Work("High Tide", "album", "X, Y", "2020")) == front.works
    assert low == front.work
    assert (Rating("4.5", "5", "1"), Series("Shores", "2")) == (front.rating, front.series)
    assert ("Film", "sea side", "2019") == front.tags
    assert (Cover("pictures/tide.png", "A tide table"), "It sinks.") == (front.cover, front.spoilers)
    assert "https://creativecommons.org/licenses/by/4.0/" == (front.licence or Licence("", "")).url
    assert ("https://example.org/a%20b", (("The trailer", "https://example.org/t"),)) == (front.canonical, front.media)
    assert () == made.problems
    assert PNG == made.pictures["pictures/tide.png"].data


def test_the_page_s_examples_are_read(tmp_path: Path, engines: Engines) -> None:
    (tmp_path / "images").mkdir()
    (tmp_path / "images" / "ledger.png").write_bytes(PNG)
    draft = "".join(f"{field.name}: {field.example}\n" for field in FIELDS)
    assert () == vetted(f"---\n{draft}---\n\nText.\n", engines, tmp_path).problems


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: str(field.name))
def test_the_page_says_each_field(field: Any) -> None:
    page = exporters.page("front-matter")
    assert f"\n{field.name}{' (required)' if field.required else ''}\n" in page
    assert f"  {field.name}: {field.example}\n" in page
    assert yaml.safe_load(f"{field.name}: {field.example}")
    assert not field.required or tomllib.loads(f"{field.name} = {field.example}")


def test_each_type_has_a_reader_and_no_key_two_fields() -> None:
    assert set(Type) == set(_values.READERS)
    assert sum(len(field.names) for field in FIELDS) == len(NAMED)


# what is missing


def test_what_is_required_is_said_where_it_is_missing(engines: Engines) -> None:
    problems = vetted("---\nsubtitle: S\nauther: A\n---\n\nText.\n", engines).problems
    assert ["title", "author", "date", "lang", "reviewed"] == [
        message.removeprefix("Front matter, ").partition(":")[0] for message in said(problems)
    ]
    assert {FRONT_MATTER} == {each.check for each in problems}
    assert "“auther” is none of the fields; write, for example, `author: " in said(problems)[1]
    assert {"---"} == {each.text for each in problems if each.severity is Severity.ERROR}


@pytest.mark.parametrize(
    ("draft", "name", "how"),
    [
        ("Text.\n", "draft.md", "write, for example, `date: 2025-03-31` between two lines of --- at the top"),
        ("+++\ntitle = 'T'\n+++\n\nText.\n", "draft.md", "write, for example, `date = 2025-03-31`"),
        ("---\ntitle: T\ndate:\n---\n\nText.\n", "draft.md", "write, for example, `date: 2025-03-31`"),
        ("A Headline of Ours\n\nA sentence that is text.\n", "essay.txt", "into essay.toml beside the text"),
    ],
)
def test_how_to_write_what_is_missing(draft: str, name: str, how: str, engines: Engines) -> None:
    (sentence,) = [one for one in said(vetted(draft, engines, name=name).problems) if "matter, date" in one]
    assert how in sentence


def test_a_heading_is_the_title_and_defaults_stand_in(engines: Engines) -> None:
    defaults = {"Authors": ["Ada Quill"], "lang": "en-US", "date": datetime.date(2024, 1, 2), "reviewed": "Low Water"}
    made = vetted("# A *Good* Title\n\nText.\n", engines, defaults=defaults)
    assert () == made.problems
    assert ("A Good Title", ("Ada Quill",)) == (made.front.title, made.front.authors)


def test_a_draft_s_own_field_comes_before_a_default_of_another_name(engines: Engines) -> None:
    assert ("Ada Quill",) == fronted("", engines, defaults={"authors": "Somebody"}).front.authors


def test_a_default_that_cannot_be_used_is_said_to_be_one(engines: Engines) -> None:
    (sentence,) = said(fronted("", engines, defaults={"rating": "much"}).problems)
    assert "Front matter, rating (in the configuration's [defaults]): “much” can't be read" in sentence


def test_a_pasted_text_has_its_fields_beside_it(tmp_path: Path, engines: Engines) -> None:
    (tmp_path / "essay.toml").write_text(
        'lang = "en-GB"\nreviewed = "Low Water"\nrating = "6/5"\nlayout = 1\n', "utf-8"
    )
    draft = "A Headline of Ours\n\nBy Ada Quill\n\n5 November 2024\n\nA sentence that is text.\n"
    document = readers.read(Source(str(tmp_path / "essay.txt"), draft), engines)
    made = exporters.vet(document, Settings(tmp_path))
    front = made.front
    assert ("A Headline of Ours", ("Ada Quill",), datetime.date(2024, 11, 5)) == (
        front.title,
        front.authors,
        front.date,
    )
    assert ["Front matter, rating (in essay.toml): 6 is not between 1 and 5"] == [
        each.partition(";")[0] for each in said(made.problems)
    ]
    assert ["Front matter, layout (in essay.toml)"] == [
        each.partition(":")[0] for each in said(made.problems, Severity.ADVICE)
    ]
    assert {"title": "A Headline of Ours", "author": "By Ada Quill", "date": "5 November 2024"} == {
        name: document.source[place] for name, place in document.places.items()
    }


# what is unknown, twice there, or said by a detour


def test_an_unknown_key_is_advice(engines: Engines) -> None:
    problems = fronted("layout: post\nRatng: 4/5", engines).problems
    assert [] == said(problems)
    layout, ratng = said(problems, Severity.ADVICE)
    assert "`copydesk explain front-matter` lists them" in layout
    assert "is it meant to be rating?" in ratng
    assert ["layout: post", "Ratng: 4/5"] == [each.text for each in problems]


def test_keys_are_read_in_any_case_with_either_dash(engines: Engines) -> None:
    made = fronted("Canonical-URL: https://example.org/a\nSpoiler-Warning: true\nLICENSE: CC0-1.0", engines)
    assert () == made.problems
    assert ("https://example.org/a", _values.WARNING) == (made.front.canonical, made.front.spoilers)


def test_a_field_by_two_names_is_an_error(engines: Engines) -> None:
    (sentence,) = said(fronted("authors: [Bo Finch]", engines).problems)
    assert "author and authors are one field; keep one of them" in sentence


def test_anchors_aliases_and_tags_are_not_published(engines: Engines) -> None:
    problems = fronted("tags: &t [sea]\nseries: !name Shores\npublisher: *t", engines).problems
    assert ["&t", "!name", "*t"] == [each.text for each in problems if "anchors" in each.message]
    assert [] == [each for each in fronted("publisher: A & B! *c*", engines).problems if "anchors" in each.message]


def test_updated_before_the_date_is_an_error(engines: Engines) -> None:
    (sentence,) = said(fronted("updated: 2024-11-04", engines).problems)
    assert "2024-11-04 is before the date of the review, 2024-11-05" in sentence


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("subtitle: [a, b]", "must be one line of text"),
        ("subtitle: true", "is true or false to YAML and TOML"),
        ("rating: lots", "“lots” can't be read; write it as 4/5"),
        ("rating: 6/5", "6 is not between 1 and 5"),
        ("rating: 8.5", "8.5 is not between 1 and 5"),
        ("rating: {value: 4, of: 5}", "is a table without a value, or with more"),
        ("updated: May 2025", "“May 2025” is no day of the calendar; write it as 2025-03-31"),
        ("updated: 2025-02-30", "“2025-02-30” is no day of the calendar"),
        ("series: {name: Shores, number: second}", "“second” is no number"),
        ("series: {number: 2}", "has no name"),
        ("series: {name: Shores, part-of: x}", "has “part-of”, which means nothing here"),
        ("licence: our own words", "“our own words” is not known"),
        ("licence: javascript:alert(1)", "is not known"),
        ("canonical: /a-review", "“/a-review” is no address"),
        ("canonical: javascript:alert(1)", "is no address"),
        ('canonical: "https://exa\\nmple.org/"', "“https://exa mple.org/” is no address"),
        ("media: {Trailer: 'data:text/html,x'}", "is no address"),
        ("media: [a]", "must be a table"),
        ("cover: {alt: A wave}", "has no image"),
    ],
)  # fmt: skip
def test_a_field_that_cannot_be_used_is_left_out_and_said(line: str, what: str, engines: Engines) -> None:
    made = fronted(line, engines)
    (problem,) = made.problems
    name = line.partition(":")[0]
    assert problem.message.startswith(f"Front matter, {name}: ") and what in problem.message
    assert (FRONT_MATTER, Severity.ERROR, line) == (problem.check, problem.severity, problem.text)
    assert not getattr(made.front, NAMED[name].attribute or name)
    assert (problem,) == made.holding


@pytest.mark.parametrize(
    ("value", "what"),
    [
        ("low-watre", "“low-watre” is no key of works.toml; is it meant to be low-water?"),
        ("{kind: film}", "has no title"),
        ("{title: A, kind: flim}", "“flim” is no kind of work"),
        ("{title: A, year: soon}", "“soon” is no year"),
        ("{title: A, stars: 5}", "has “stars”, which means nothing here"),
        ("[low-water, {kind: film}]", "has no title"),
    ],
)
def test_a_work_that_cannot_be_used_is_said(value: str, what: str, engines: Engines) -> None:
    draft = FRONT.replace("reviewed: Low Water", f"reviewed: {value}") + "Text.\n"
    (sentence,) = said(vetted(draft, engines, works=WORKS).problems)
    assert what in sentence


def test_a_title_that_no_key_is_like_is_a_title(engines: Engines) -> None:
    made = vetted(FRONT.replace("Low Water", "sci-fi-night") + "Text.\n", engines, works=WORKS)
    assert (Work("sci-fi-night"),) == made.front.works


# values


@pytest.mark.parametrize(
    ("written", "rating"),
    [
        ("4/5", ("4", "5", "1")),
        ("8,5/10", ("8.5", "10", "1")),
        ("85%", ("85", "100", "0")),
        ("★★★½", ("3.5", "5", "1")),
        ("★★★½☆", ("3.5", "5", "1")),
        ("★★☆☆", ("2", "4", "1")),
        ("⭐⭐⭐⭐", ("4", "5", "1")),
        ("☆☆☆☆☆", ("0", "5", "0")),
        ("½", ("0.5", "5", "0")),
        ("3½/5", ("3.5", "5", "1")),
        ("3 out of 4 stars", ("3", "4", "1")),
        ("4.50 stars", ("4.5", "5", "1")),
        ("10/10", ("10", "10", "1")),
        (4, ("4", "5", "1")),
        (3.5, ("3.5", "5", "1")),
        ({"value": 7, "best": 10}, ("7", "10", "1")),
        ({"value": "8,5", "best": "10", "worst": 0}, ("8.5", "10", "0")),
    ],
)
def test_ratings(written: Any, rating: tuple[str, str, str]) -> None:
    assert Rating(*rating) == _ratings.rating(written)


@pytest.mark.parametrize(
    "written", ["", "five", "-1/5", "4/0", "4/5/6", True, [], "%", "/5", {"best": 5}, "12345/99999"]
)
def test_what_is_no_rating(written: Any) -> None:
    with pytest.raises(ValueError, match=r"4/5|value: 4"):
        _ratings.rating(written)


@given(st.one_of(st.text(), st.integers(), st.floats(), st.dictionaries(st.text(), st.text()), st.booleans()))
def test_a_reader_reads_or_says_what_is_wrong(value: Any) -> None:
    for reader in _values.READERS.values():
        try:
            reader(value)
        except ValueError as error:
            said = str(error)
        else:
            continue
        assert said and not said.endswith(".")


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2025-03-31", (2025, 3, 31)),
        ("'2025-03-31'", (2025, 3, 31)),
        ("2025-03-31 23:30:00", (2025, 3, 31)),
        ("2025-03-31T23:30:00-05:00", (2025, 3, 31)),
        ("2025-03-31T23:30:00Z", (2025, 3, 31)),
        ("20250331", (2025, 3, 31)),
    ],
)
def test_a_date_is_the_day_that_is_written(written: str, day: tuple[int, int, int], engines: Engines) -> None:
    made = vetted(FRONT.replace("2024-11-05", written) + "Text.\n", engines)
    assert (datetime.date(*day), ()) == (made.front.date, made.problems)


@pytest.mark.parametrize(
    ("written", "tag"),
    [
        ("en-gb", "en-GB"), ("EN", "en"), ("zh_hant_tw", "zh-Hant-TW"), ("es-419", "es-419"), ("no", "no"),
        ("de-CH-1996", "de-CH-1996"), ("sl-rozaj-biske", "sl-rozaj-biske"), ("zh-cmn-Hans", "zh-cmn-Hans"),
    ],
)  # fmt: skip
def test_a_language_is_a_tag(written: str, tag: str, engines: Engines) -> None:
    made = vetted(FRONT.replace("en-GB", written) + "Text.\n", engines)
    assert (tag, ()) == (made.front.lang, made.problems)


@pytest.mark.parametrize("written", ["english", "en GB", "e", "en-", "123", "[en]"])
def test_what_is_no_language(written: str, engines: Engines) -> None:
    made = vetted(FRONT.replace("en-GB", written) + "Text.\n", engines)
    assert "en" == made.front.lang
    assert ["Front matter, lang"] == [each.partition(":")[0] for each in said(made.problems)]


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("Ada Quill", ("Ada Quill",)),
        ("[Ada Quill, Bo Finch, Ada Quill]", ("Ada Quill", "Bo Finch")),
        ("{name: Ada Quill, url: 'https://example.org'}", ("Ada Quill",)),
        ("[{name: Ada Quill}, Bo Finch]", ("Ada Quill", "Bo Finch")),
        ("\n- Ada Quill\n- Bo\n  Finch", ("Ada Quill", "Bo Finch")),
    ],
)
def test_authors(written: str, names: tuple[str, ...], engines: Engines) -> None:
    made = vetted(FRONT.replace("Ada Quill", written) + "Text.\n", engines)
    assert (names, ()) == (made.front.authors, made.problems)


@pytest.mark.parametrize("written", ["1984", "No", "12:30", "1_000", "1.50", "007", "0x10", "2001-01-01", "~1"])
def test_a_title_is_what_is_written(written: str, engines: Engines) -> None:
    made = vetted(FRONT.replace('"A Title"', written) + "Text.\n", engines)
    assert (written, ()) == (made.front.title, made.problems)


@pytest.mark.parametrize(
    ("written", "identifier", "url"),
    [
        ("CC-BY-SA-4.0", "CC-BY-SA-4.0", "https://creativecommons.org/licenses/by-sa/4.0/"),
        ("cc by-sa 4.0", "CC-BY-SA-4.0", "https://creativecommons.org/licenses/by-sa/4.0/"),
        ("http://creativecommons.org/licenses/by/4.0/deed.fr", "CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/"),
        ("All rights reserved", "", ""),
        ("FreeBSD-DOC", "FreeBSD-DOC", ""),
        ("https://example.org/terms", "", "https://example.org/terms"),
    ],
)  # fmt: skip
def test_licences(written: str, identifier: str, url: str) -> None:
    made = _values.licence(written)
    assert (identifier, url) == (made.id, made.url)
    assert made.name


def test_fields_hold_no_character_that_xml_may_not(engines: Engines) -> None:
    front = vetted('+++\ntitle = "A\\u0001 B"\nauthor = "C\\u0000  D"\n+++\n\nText.\n', engines).front
    assert ("A B", ("C D",)) == (front.title, front.authors)


def test_a_draft_without_a_title_has_its_file_s_name(engines: Engines) -> None:
    assert "an-essay" == vetted("Text.\n", engines, name="drafts/an-essay.md").front.title


# pictures


def test_a_picture_without_its_text_holds_the_draft_back(tmp_path: Path, engines: Engines) -> None:
    (tmp_path / "tide.png").write_bytes(PNG)
    draft = f'{FRONT}![](tide.png "A caption")\n\n![ ](tide.png) and <img src="tide.png"> and ![A tide](tide.png).\n'
    problems = vetted(draft, engines, tmp_path).problems
    assert ['![](tide.png "A caption")', "![ ](tide.png)", '<img src="tide.png">'] == [each.text for each in problems]
    assert {ALTERNATIVE} == {each.check for each in problems}


def test_so_does_a_cover_without_its_text(tmp_path: Path, engines: Engines) -> None:
    (tmp_path / "tide.png").write_bytes(PNG)
    (problem,) = fronted("cover: tide.png", engines, tmp_path).problems
    assert ("cover: tide.png", ALTERNATIVE) == (problem.text, problem.check)


@pytest.mark.parametrize("name", ["none.png", "../tide.png", "/etc/hostname", "https://example.org/a.png", "note.txt"])
def test_a_cover_from_elsewhere_is_left_out(name: str, tmp_path: Path, engines: Engines) -> None:
    (tmp_path / "tide.png").write_bytes(PNG)
    (tmp_path / "drafts").mkdir()
    (tmp_path / "drafts" / "note.txt").write_text("no picture", "utf-8")
    draft = FRONT.replace("\n---\n", f"\ncover: {{image: '{name}', alt: A tide}}\n---\n") + "Text.\n"
    made = vetted(draft, engines, tmp_path / "drafts")
    assert (None, {}) == (made.front.cover, made.pictures)
    assert [True] == [name in sentence for sentence in messages(draft, engines, tmp_path / "drafts")]


def test_a_caption_leads_where_the_front_matter_says(engines: Engines) -> None:
    made = fronted(
        "media: {'Official trailer': 'https://example.org/t'}\n---\n\n::: caption\nLow Water | Official trailer\n:::\n",
        engines,
    )
    assert ["https://example.org/t"] == [one["c"][2][0] for one in nodes(made.blocks) if one["t"] == "Link"]
