"""The registry of works: what is one, of which kind, and where it stands."""

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner, Result

from pipeline import exporters, names, registry, works
from pipeline.cli import app
from pipeline.document import Document
from pipeline.engines import Engines
from pipeline.engines.spacy import Parser
from pipeline.errors import BadConfiguration
from pipeline.house import House, kinds
from pipeline.house.kinds import Kind
from pipeline.works import Form, Setting, Work, Works
from pipeline.works._entries import entries
from tests.exporting import page
from tests.reading import read

ITALIC, QUOTED, BOLD, BARE = (Setting.ITALIC,), (Setting.QUOTED,), (Setting.BOLD,), (Setting.BARE,)


@pytest.fixture(scope="module")
def parser(engines: Engines) -> Parser:
    return engines.get(Parser)


def gathered(text: str, parser: Parser | None, **recorded: dict[str, Any]) -> Works:
    document = read(text)
    house = House(works=recorded)
    return works.gather(document, names.gather(document, parser, house), house, parser)


def kinds_of(text: str, parser: Parser | None) -> dict[str, Kind | None]:
    return {work.title: work.kind for work in gathered(text, parser)}


def test_a_sentence_behind_a_colon_is_no_title(parser: Parser) -> None:
    text = "Footnote: There was a spin-off series called “Nine Doors” (1993). Alien: This was the song."
    assert {"Nine Doors"} == {title for title in kinds_of(text, parser) if "Alien" not in title}
    assert "Alien: This" not in kinds_of(text, parser)


def test_what_is_well_made_is_a_work(parser: Parser) -> None:
    said = kinds_of("We saw “Nine Doors” before Cold Harbour. Cold Harbour was really well directed.", parser)
    assert {"Nine Doors", "Cold Harbour"} == set(said)
    assert {} == kinds_of("We saw Ada Moss there. Ada Moss was really well written, and she laughed.", parser)


def settings(work: Work) -> list[tuple[str, tuple[Setting, ...]]]:
    return [(each.text, each.setting) for each in work.mentions]


@pytest.mark.parametrize(
    ("text", "title", "kind"),
    [
        ("We hum the song “Cold Harbour” all day.", "Cold Harbour", Kind.SONG),
        ("We hum the song ‘Cold Harbour’ all day.", "Cold Harbour", Kind.SONG),
        ("We hum the song 'Cold Harbour' all day.", "Cold Harbour", Kind.SONG),
        ("He sulks through the third episode, “The Ferry,” and leaves.", "The Ferry", Kind.EPISODE),
        ("*The Lantern Year*, directed by Ada Moss, is long.", "The Lantern Year", Kind.FILM),
        ("It began in her novel *The Lantern Year*.", "The Lantern Year", Kind.BOOK),
        ("*Harbour Lights*’s second season is a mess.", "Harbour Lights", Kind.SERIES),
        ("*Harbour Lights*’ second season is a mess.", "Harbour Lights", Kind.SERIES),
        ("They made an album called *Nine Doors* in May.", "Nine Doors", Kind.ALBUM),
        ("The other episodes—titled respectively “Cold Harbour,” and “Nine Doors”—drag.", "Nine Doors", Kind.EPISODE),
        ("It has a song, simply called “Nine Doors”.", "Nine Doors", Kind.SONG),
        ("They made an album called nine doors.", "", None),
        ("*Nine Doors* is the band’s first studio album.", "Nine Doors", Kind.ALBUM),
        ("“Cold Harbour”, a ballad about nothing, comes first.", "Cold Harbour", Kind.SONG),
        ("The chorus of “Cold Harbour” is short.", "Cold Harbour", Kind.SONG),
        ("*Nine Doors* (2011 video game) is dull.", "Nine Doors", Kind.GAME),
        ("The TV series Harbour Lights began then.", "Harbour Lights", Kind.SERIES),
        ("I read the graphic novel *Nine Doors* first.", "Nine Doors", Kind.COMIC),
        ("A short story, “The Ferry”, opens the book.", "The Ferry", Kind.STORY),
        ("We watched the film Harbour again.", "Harbour", Kind.FILM),
        ("Her painting *Nine Doors* hangs there.", "Nine Doors", Kind.PAINTING),
        ("The finale of *Harbour Lights*, “The Ferry”, is long.", "The Ferry", Kind.EPISODE),
        ("The third track on *Nine Doors*, “The Ferry”, is long.", "The Ferry", Kind.SONG),
        ("The last poem in *Nine Doors*, ‘The Ferry’, is long.", "The Ferry", Kind.POEM),
        ("The end of *Nine Doors*, “The Ferry”, is long.", "The Ferry", None),
        ("The game’s levels, as in the game *Nine Doors*, are long.", "Nine Doors", Kind.GAME),
    ],
)
def test_the_kind_is_what_the_sentence_says(text: str, title: str, kind: Kind | None, parser: Parser) -> None:
    assert kinds_of(text, parser).get(title) is kind


@pytest.mark.parametrize(
    "text",
    [
        "“Good morning,” said the director of the film.",
        "The “expert” liked the film. It has a “message”.",
        "The film “borrows” a good deal from others.",
        "In the film Ada joins the army, and the film Moss made before was better.",
        "This is *really* the worst film I’ve seen, and *Never* again.",
        "For most of the film Ada Moss does sing.",
        "Ada Moss sings. We preferred the film Moss.",
        "A British film, and the Polish film that follows it.",
        "Her single on October 26 sold well. Moss’s lyrics are good.",
        "The actor known as “The Brick” retired. They call him “Old Iron Side”.",
        "Go up and see it with her: us and the voice. Up it goes.",
        "They play “Fetch” with the dog.",
        "I drove the *Excursion* to a film studio, Moss and Weir are stunning and easily carry the film.",
    ],
)
def test_speech_scare_quotes_and_names_have_no_kind(text: str, parser: Parser) -> None:
    assert [] == [(work.title, work.kind) for work in gathered(text, parser) if work.kind]


@pytest.mark.parametrize("text", ["“Good morning,” he said.", "A *really* good day.", "The so-called “art” is none."])
def test_what_is_no_title_is_no_work(text: str, parser: Parser) -> None:
    assert [] == list(gathered(text, parser))


def test_another_work_in_the_same_sentence_is_not_explained(parser: Parser) -> None:
    assert {"Nine Doors": None} == kinds_of("Unlike *Nine Doors*, the new film drags.", parser)
    assert {"Nine Doors": None} == kinds_of("In *Nine Doors*, the film’s hero is alone.", parser)


def test_what_is_said_of_several_goes_for_all_of_them(parser: Parser) -> None:
    text = "The songs “Cold Harbour”, “The Ferry” and “Nine Doors” close the record."
    assert dict.fromkeys(("Cold Harbour", "The Ferry", "Nine Doors"), Kind.SONG) == kinds_of(text, parser)
    text = "“Cold Harbour” and “The Ferry” are wonderful songs."
    assert dict.fromkeys(("Cold Harbour", "The Ferry"), Kind.SONG) == kinds_of(text, parser)
    text = "The film *Cold Harbour* and *The Ferry* came together."
    assert {"Cold Harbour": Kind.FILM, "The Ferry": None} == kinds_of(text, parser)


def test_two_kinds_of_one_title_are_no_kind(parser: Parser) -> None:
    text = "The film *Cold Harbour* is not the novel *Cold Harbour*."
    assert {"Cold Harbour": None} == kinds_of(text, parser)


def test_the_sentence_also_names_the_maker_and_the_year(parser: Parser) -> None:
    (first,) = gathered("*The Lantern Year* (Moss, 1994) is long.", parser)
    assert 1994 == first.year
    (second,) = gathered("*The Lantern Year*, directed by Ada Moss, is long.", parser)
    assert "Ada Moss" == second.creator
    (third,) = gathered("I saw Ada Moss’s third film, *The Lantern Year*.", parser)
    assert "Ada Moss" == third.creator


def test_mentions_have_their_setting(parser: Parser) -> None:
    text = (
        "*Nine Doors* is a film. **Nine Doors** ends. See [*Nine Doors*](https://example.org/). "
        "*“Nine Doors”* it says, and “I like *Nine Doors* best.” But Nine Doors is bare."
    )
    (work,) = gathered(text, parser)
    assert [
        ITALIC,
        BOLD,
        (Setting.LINKED, Setting.ITALIC),
        (Setting.ITALIC, Setting.QUOTED),
        ITALIC,
        BARE,
    ] == [each.setting for each in work.mentions]
    assert (Setting.QUOTED,) == work.mentions[4].within
    assert {"Nine Doors"} == {each.text for each in work.mentions}


def test_marks_stops_and_possessives_are_no_part_of_a_title(parser: Parser) -> None:
    text = "The song “Cold Harbour,” is slow. “Cold Harbour”’s end, *Cold Harbour’s* end: see “Cold Harbour.”"
    (work,) = gathered(text, parser)
    assert ["Cold Harbour"] * 4 == [each.text for each in work.mentions]
    block = work.mentions[2].block
    assert "Cold Harbour’s" == block.text[slice(*work.mentions[2].outer)]
    assert "“Cold Harbour,”" == block.text[slice(*work.mentions[0].outer)]
    (work,) = gathered("The film *Monsters, Inc.* is fun, and so is the film *Monsters, Inc.*", parser)
    assert "Monsters, Inc." == work.title


def test_odd_spellings_of_a_title_are_mentions_of_it(parser: Parser) -> None:
    text = "The song “R O U N D 1” and “Round 1”. “Lost(Till Dawn)” is a song; “Lost (Till Dawn” is."
    found = gathered(text, parser)
    assert ["R O U N D 1", "Round 1"] == [each.text for each in found.all[0].mentions]
    assert ["Lost(Till Dawn)", "Lost (Till Dawn"] == [each.text for each in found.all[1].mentions]


RECORDED: dict[str, dict[str, Any]] = {
    "lantern": {
        "title": "The Lantern Year",
        "kind": "movie",
        "creator": "Ada Moss",
        "year": 1994,
        "translations": {"fr": "L’Année des lanternes"},
    },
    "up": {"title": "Up", "kind": "film"},
    "rosa": {"title": "Rosa Marten", "kind": "film"},
    "long": {"title": "Running Down the Long Hill: A Life", "kind": "book"},
}


def test_works_toml_gives_title_kind_and_other_names(parser: Parser) -> None:
    text = "I saw The Lantern Year twice. In Paris *L’Année des lanternes* ran for weeks, as did *the lantern year*."
    (work,) = gathered(text, parser, **RECORDED)
    assert ("The Lantern Year", Kind.FILM, "Ada Moss", 1994) == (work.title, work.kind, work.creator, work.year)
    assert (1.0, "lantern", True) == (work.sure, work.key, work.recorded)
    assert [Form.TITLE, Form.ALTERNATIVE, Form.TITLE] == [each.form for each in work.mentions]


def test_a_bare_mention_that_may_be_ordinary_words_is_left_alone(parser: Parser) -> None:
    assert [] == list(gathered("Up it goes. We went up. Up there, Rosa Marten sings.", parser, **RECORDED))
    (work,) = gathered("*Up* goes up. I saw the film Up twice.", parser, **RECORDED)
    assert [("Up", ITALIC), ("Up", BARE)] == settings(work)
    (work,) = gathered("The film Rosa Marten is slow; Rosa Marten herself is not.", parser, **RECORDED)
    assert [("Rosa Marten", BARE)] == settings(work)
    assert [] == list(gathered("The Lantern Year Festival opened.", parser, **RECORDED))


def test_short_forms_count_after_the_title(parser: Parser) -> None:
    text = "“Running Down the Long Hill” is a song. “Running Down” is short, and “The Ferry” is not."
    first, second = gathered(text, parser)
    assert [Form.TITLE, Form.SHORT] == [each.form for each in first.mentions]
    assert "The Ferry" == second.title
    (work,) = gathered(
        "*Running Down the Long Hill: A Life* ends. *Running Down the Long Hill* too.", parser, **RECORDED
    )
    assert [Form.TITLE, Form.SHORT] == [each.form for each in work.mentions]
    before, _ = gathered("“Running Down” is short. “Running Down the Long Hill” is a song.", parser)
    assert "Running Down" == before.title


def test_a_slip_is_a_mention_of_the_title_it_was_meant_for(parser: Parser) -> None:
    text = "I like *The Lantern Year* and *The Lantren Year*. *The Lantern Yard* and *The Lantern Year 2* are others."
    assert [["The Lantern Year", "The Lantren Year"], ["The Lantern Yard"], ["The Lantern Year 2"]] == [
        [each.text for each in work.mentions] for work in gathered(text, parser, **RECORDED)
    ]


def test_another_name_is_an_alternative(parser: Parser) -> None:
    text = "*Nine Doors* (also known as *The Hinges*) ends. *The Hinges* began. The song “Nghìn Dặm” (“A Far Road”)."
    first, second = gathered(text, parser)
    assert ("Nine Doors", ("The Hinges",)) == (first.title, first.alternatives)
    assert [Form.TITLE, Form.ALTERNATIVE, Form.ALTERNATIVE] == [each.form for each in first.mentions]
    assert ("Nghìn Dặm", ("A Far Road",), Kind.SONG) == (second.title, second.alternatives, second.kind)


def test_a_translation_behind_a_foreign_title_is_an_alternative(parser: Parser) -> None:
    (work,) = gathered("*Nuit noire* (“A Dark Night”) is long; the songs are long.", parser)
    assert ("Nuit noire", ("A Dark Night",)) == (work.title, work.alternatives)
    (work,) = gathered("*Das Wort* (*The Word*) is long; the songs are long.", parser)
    assert ("Das Wort", ("The Word",)) == (work.title, work.alternatives)
    assert 2 == len(gathered("*Cold Harbour* (“A Dark Night”) is long; so are its songs.", parser))


def test_a_genre_with_a_year_says_of_a_bare_title_that_it_is_one(parser: Parser) -> None:
    (work,) = gathered("It owes much to Cold Harbour, a thriller from 1987.", parser)
    assert ("Cold Harbour", 1987, BARE) == (work.title, work.year, work.mentions[0].setting)


@pytest.mark.parametrize(
    ("front", "kind", "creator"),
    [
        ("reviewed: lantern", Kind.FILM, "Ada Moss"),
        ("reviewed: The Lantern Year", Kind.FILM, "Ada Moss"),
        ("reviewed: {title: The Lantern Year, kind: novel, creator: Bo Weir}", Kind.BOOK, "Bo Weir"),
        ("title: The Lantern Year Game Review", Kind.GAME, "Ada Moss"),
    ],
)
def test_the_front_matter_names_what_is_reviewed(front: str, kind: Kind, creator: str, parser: Parser) -> None:
    recorded = RECORDED if "title" not in front else {}
    (work,) = gathered(f"---\n{front}\n---\n\nI like *The Lantern Year*.\n", parser, **recorded)
    assert work.reviewed
    assert kind is work.kind
    assert creator == work.creator or not recorded


def test_a_headline_is_a_guess_that_the_text_bears_out(parser: Parser) -> None:
    text = "---\ntitle: 'Harbour Lights: A Farewell'\n---\n\n{}\n\nThis film is long. The film, this film, is slow.\n"
    (work,) = gathered(text.format("*Harbour Lights* ends."), parser)
    assert ("Harbour Lights", Kind.FILM, True) == (work.title, work.kind, work.reviewed)
    assert [] == list(gathered(text.format("It ends."), parser))


def test_without_a_parser_a_verb_is_not_taken_for_a_noun() -> None:
    assert {"The Ferry": None} == kinds_of("On Fridays the band play “The Ferry” twice.", None)
    assert {"The Ferry": Kind.PLAY} == kinds_of("We saw his play “The Ferry” there.", None)


WORDS = st.lists(
    st.sampled_from(["Cold", "Harbour", "Lantern", "Year", "Nine", "Doors", "of", "the", "and"]), min_size=1, max_size=5
)
MARKS = st.sampled_from(
    ["*{}*", "“{}”", '"{}"', "‘{}’", "**{}**", "*“{},”*", "{}", "[{}](https://example.org/)", "*{}’s*", "“{}.”"]
)
LEADS = st.sampled_from(
    ["the song", "her novel", "I like", "", "as in", "and the films", "an album called", "is a film."]
)


@given(st.lists(st.tuples(LEADS, MARKS, WORDS), max_size=8))
def test_a_mention_is_where_the_titles_words_are(parts: list[tuple[str, str, list[str]]]) -> None:
    text = " ".join(f"{lead} {mark.format(' '.join(words))}" for lead, mark, words in parts)
    found = gathered(text, None)
    for work in found:
        named = {works.key(name) for name in (work.title, *work.alternatives)}
        for each in work.mentions:
            assert each.form is Form.SHORT or works.key(each.text) in named
            assert each.outer[0] <= each.start < each.end <= each.outer[1]
            assert each.text == each.text.strip(' “”"‘*,')
            assert each.setting
        places = [(each.block.index, each.start) for each in work.mentions]
        assert sorted(set(places)) == places
    everywhere = [(pair[1].block.index, pair[1].start) for block in read(text).blocks for pair in found.inside(block)]
    assert len(set(everywhere)) == len(everywhere), "two works at one place"


def test_a_registry_finds_a_work_by_any_spelling(parser: Parser) -> None:
    found = gathered("The song “Cold Harbour & Co” is slow.", parser)
    assert found.named("cold harbour and co") is found.all[0]
    assert found.named("The Ferry") is None
    assert 1 == len(found)


def test_nouns_and_kinds() -> None:
    assert Kind.FILM is kinds.named("Movie") is kinds.named("film")
    assert Kind.EPISODE is kinds.named("episode")
    assert Kind.SERIES is kinds.named("TV series")
    assert kinds.named("teapot") is None
    assert kinds.nouns()["stories"].plural
    assert not kinds.nouns()["series"].plural


# The command

DRAFT = (
    "---\ntitle: Two Evenings\n---\n\nThe film *Cold Harbour* ran twice. *Nine Doors* ran once, *Cold harbour* again.\n"
)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "drafts").mkdir()
    (tmp_path / "drafts/evenings.md").write_text(DRAFT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")
    return tmp_path


def run(*arguments: str, answers: str = "") -> Result:
    return CliRunner().invoke(app, ["works", *arguments], input=answers)


def test_the_command_shows_every_mention(desk: Path) -> None:
    done = run()
    assert 0 == done.exit_code
    rows = [line.split() for line in done.stdout.splitlines() if "evenings.md" in line]
    assert ["Cold", "Harbour", "film", "0.95"] == rows[0][:4]
    assert ["drafts/evenings.md:5", "italic", "Cold", "harbour"] == rows[1]
    assert ["Nine", "Doors", "?"] == rows[2][:3]
    assert "2 works, 1 of a known kind" in done.stdout
    assert not (desk / "drafts/works.toml").exists()


def test_json_has_places_in_the_file(desk: Path) -> None:
    said = json.loads(run("drafts", "--format", "json").stdout)
    assert [("Cold Harbour", "film"), ("Nine Doors", None)] == [(each["title"], each["kind"]) for each in said["works"]]
    for work in said["works"]:
        for each in work["mentions"]:
            assert each["text"] == DRAFT[each["start"] : each["end"]]
            assert (5, ["italic"]) == (each["line"], each["setting"])


def test_yes_writes_the_sure_ones_and_keeps_what_is_there(desk: Path) -> None:
    path = desk / "drafts/works.toml"
    before = b"# Ours.\r\n[cold-harbour]\r\ntitle = 'Another'   # no kind yet"
    path.write_bytes(before)
    assert 0 == run("--yes").exit_code
    after = path.read_bytes()
    assert after.startswith(before)
    assert b"\n" not in after.replace(b"\r\n", b"")
    assert {"kind": "film", "title": "Cold Harbour"} == tomllib.loads(after.decode())["cold-harbour-2"]
    assert "nine-doors" not in tomllib.loads(after.decode())
    assert 0 == run("--yes").exit_code
    assert after == path.read_bytes()


def test_write_asks_of_each(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.cli.works._asks", lambda: True)
    done = run("--write", answers="y\nteapot\nmovie\n")
    assert 0 == done.exit_code
    assert "“teapot” is no kind" in done.stderr
    written = tomllib.loads((desk / "drafts/works.toml").read_text("utf-8"))
    assert {"cold-harbour": "film", "nine-doors": "film"} == {name: work["kind"] for name, work in written.items()}


def test_write_can_be_stopped(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.cli.works._asks", lambda: True)
    assert 0 == run("--write", answers="n\nq\n").exit_code
    assert not (desk / "drafts/works.toml").exists()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--format", "yaml"], "There is no format “yaml”"),
        (["--write"], "no terminal to ask on"),
        (["nowhere.md"], "no such file"),
    ],
)
def test_bad_input_is_one_sentence(desk: Path, arguments: list[str], sentence: str) -> None:
    done = run(*arguments)
    assert 0 != done.exit_code
    assert sentence in (done.stderr + str(done.exception))
    assert not isinstance(done.exception, AssertionError)


def test_a_kind_that_is_none_is_refused(desk: Path) -> None:
    (desk / "drafts/works.toml").write_text('[cold]\ntitle = "Cold"\nkind = "teapot"\n', encoding="utf-8")
    done = run()
    assert isinstance(done.exception, BadConfiguration)
    assert "[cold] has the kind 'teapot'" in str(done.exception)


@given(st.text(), st.text(), st.lists(st.text(), max_size=2))
def test_what_is_recorded_can_be_read_again(title: str, creator: str, others: list[str]) -> None:
    work = Work(title, Kind.SONG, tuple(others), creator, 1994)
    tables = registry._tables([work, work], {})
    text = registry._toml(tables)
    said = list(tomllib.loads(text).values())
    assert 2 == len(said)
    assert title == said[0].get("title", "")
    assert creator == said[0].get("creator", "")
    assert others == said[0].get("alternatives", [])


def test_works_of_several_drafts_are_put_together(parser: Parser) -> None:
    def draft(text: str, path: str) -> tuple[Document, Works]:
        document = read(text, path)
        return document, works.gather(document, names.gather(document, parser, House()), House(), parser)

    one = draft("The album *Cold Harbour* is slow. *Nine Doors* ends.", "one.md")
    two = draft("The song “Cold Harbour” is slow. The film *Nine Doors* ends.", "two.md")
    found = registry.together([one, two])
    assert [("Cold Harbour", Kind.ALBUM, 1), ("Cold Harbour", Kind.SONG, 1), ("Nine Doors", Kind.FILM, 2)] == [
        (each.work.title, each.work.kind, len(each.places)) for each in found
    ]


# What a page says of itself


def test_a_page_says_what_it_reviews(engines: Engines) -> None:
    text = (
        "---\ntitle: '</script>'\nauthor: Ada Quill\nrating: 4/5\n"
        "reviewed: {title: Nine Doors, kind: album, creator: The Hinges, year: 2020}\n---\n\nText.\n"
    )
    made = page(text, engines)
    block = made.split('<script type="application/ld+json">')[1].split("</script>")[0]
    said = json.loads(block)
    assert ("Review", "</script>") == (said["@type"], said["headline"])
    assert {
        "@type": "MusicAlbum",
        "name": "Nine Doors",
        "byArtist": {"@type": "MusicGroup", "name": "The Hinges"},
        "datePublished": "2020",
    } == said["itemReviewed"]
    assert "4" == said["reviewRating"]["ratingValue"]
    assert "mentions" not in said


def test_a_page_without_a_work_is_an_article(engines: Engines) -> None:
    block = page("---\ntitle: A\n---\n\nText.\n", engines).split("ld+json")[1].split("</script>")[0]
    assert '"Article"' in block
    assert "itemReviewed" not in block


def test_a_page_names_the_other_works_with_their_types(engines: Engines) -> None:
    mentions = (
        exporters.Work("Cold Harbour", "song", "The Hinges"),
        exporters.Work("A Fair", "exhibition", year="2001"),
        exporters.Work("Nine Doors", "album"),
        exporters.Work("The Odd One"),
    )
    made = page("---\ntitle: A\nreviewed: Nine Doors\n---\n\nText.\n", engines, mentions=mentions)
    said = json.loads(made.split('ld+json">')[1].split("</script>")[0])
    assert [
        {"@type": "MusicRecording", "name": "Cold Harbour", "byArtist": {"@type": "MusicGroup", "name": "The Hinges"}},
        {"@type": "ExhibitionEvent", "name": "A Fair", "startDate": "2001"},
        {"@type": "CreativeWork", "name": "The Odd One"},
    ] == said["mentions"]
    assert {"@type": "MusicAlbum", "name": "Nine Doors"} == said["itemReviewed"]


def test_a_key_that_no_entry_has_is_no_title() -> None:
    text = "---\nreviewed: the-salt-road\n---\n\nWe saw *The Salt Road* twice."
    plain, keyed = (read(each) for each in (text.replace("the-salt-road", "Salt Road"), text))
    assert ["Salt Road"] == [entry.title for entry in entries(plain, House())]
    assert [] == list(entries(keyed, House()))
