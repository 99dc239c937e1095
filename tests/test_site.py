"""The site of an output folder: its pages, what is on them, and what was never ours."""

import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import outputs, site
from pipeline.config import Config
from pipeline.errors import Refused
from pipeline.exporters import Rating, Work
from pipeline.site._record import Image, Review, as_entry, from_entry
from tests.exporting import Tags
from tests.standing import BASE, built, dangling, data, links, review

SALT = {"title": "Salt", "kind": "series", "creator": "Ines Varga", "year": "2023", "key": "salt"}
SONG = {"title": "“Late” Bus", "kind": "song", "creator": "The Understairs"}


def said(page: str) -> str:
    """The words of a page, spaces as one."""
    return " ".join("".join(Tags(page).text).split())


def headings(page: str) -> list[str]:
    """The text of a page's headings of levels 2 and 3, in order."""
    return [re.sub(r"<[^>]+>", "", found) for found in re.findall(r"<h[23][^>]*>(.*?)</h[23]>", page, re.DOTALL)]


def test_the_newest_review_is_the_first_and_those_without_a_date_are_the_last(tmp_path: Path) -> None:
    review(tmp_path, "old", date="2023-02-01")
    review(tmp_path, "undated")
    review(tmp_path, "new", date="2024-05-06")
    review(tmp_path, "a-new", date="2024-05-06")
    page = built(tmp_path)["index.html"]
    assert ["2024", "a-new", "new", "2023", "old", "Undated", "undated"] == headings(page)
    assert "6 May 2024" in page
    assert "1 January" not in page
    assert "2000" not in said(page)


def test_every_page_is_linked_and_every_link_leads_somewhere(tmp_path: Path) -> None:
    tags = ["film", "Sci-Fi/Horror", "서울", "C++", "C#", "🎬", "a b  c", "...", "index"]
    review(tmp_path, "one", date="2024-01-02", authors=["Ada Quill", "José Núñez"], tags=tags, works=[SALT])
    review(tmp_path, "two", date="2023-01-02", authors=["Ada Quill"], tags=["Film"], works=[SONG], mentions=[SALT])
    review(tmp_path, "three #1 50%?", authors=["مريم"], works=[{"title": '<b> & "q" 🎭'}])
    made = built(tmp_path, BASE)
    assert [] == dangling(tmp_path, BASE)
    pages = {name for name in made if name.endswith(".html")}
    linked = {
        to.relative_to(tmp_path.resolve()).as_posix()
        for page, _, to, _ in links(tmp_path, BASE)
        if to != page.resolve()
    }
    assert {"404.html"} == pages - linked
    assert 9 == len([name for name in pages if name.startswith("by/tag/")])


def test_two_reviews_of_one_work_are_one_entry(tmp_path: Path) -> None:
    review(
        tmp_path, "first", date="2023-04-05", authors=["Ada Quill"], works=[SALT], rating={"value": "3", "best": "5"}
    )
    review(tmp_path, "second", date="2024-04-05", works=[SALT])
    review(tmp_path, "third", date="2024-06-05", works=[SONG], mentions=[SALT])
    page = built(tmp_path)["works.html"]
    assert 1 == page.count('id="salt"')
    assert "Salt, Ines Varga, 2023 second first, reviewed by Ada Quill, 3 out of 5 Also in third" in said(page)
    assert ["Series", "Songs"] == headings(page)


def test_titles_are_set_as_the_house_sets_them(tmp_path: Path) -> None:
    review(tmp_path, "one", works=[SALT], mentions=[SONG, {"title": "Marks", "kind": "franchise"}, {"title": "X"}])
    page = built(tmp_path)["works.html"]
    assert "<cite>Salt</cite>" in page
    assert '“<cite class="plain">‘Late’ Bus</cite>”' in page
    assert "<cite>X</cite>" in page
    ap = built(tmp_path, profile="ap")["works.html"]
    assert '“<cite class="plain">Salt</cite>”' in ap


def test_works_are_in_the_order_of_their_titles_without_articles(tmp_path: Path) -> None:
    titles = ("The Zebra", "An Apple", "“Banana”", "Éclair", "A Date")
    review(tmp_path, "one", mentions=[{"title": title, "kind": "film"} for title in titles])
    page = built(tmp_path)["works.html"]
    order = ["An Apple", "“Banana”", "A Date", "Éclair", "The Zebra"]
    assert order == re.findall(r"<cite>(.*?)</cite>", page)


def test_an_author_s_page_has_all_that_is_spelled_alike(tmp_path: Path) -> None:
    review(tmp_path, "one", date="2024-01-01", authors=["J. R. Wren"])
    review(tmp_path, "two", date="2024-01-02", authors=["J.R. Wren", "Ada Quill"])
    review(tmp_path, "three", date="2024-01-03", authors=["J. R. Wren"])
    made = built(tmp_path)
    assert ["three", "two", "one"] == headings(made["by/author/j-r-wren.html"])
    assert "Reviews by J. R. Wren" in said(made["by/author/j-r-wren.html"])
    assert {"by/author/j-r-wren.html", "by/author/ada-quill.html"} == {name for name in made if "author" in name}


@pytest.mark.parametrize(
    ("title", "headline"),
    [
        ("A < B & “C”", "A &lt; B &amp; “C”"),
        ('"><script>x()</script>', '"&gt;&lt;script&gt;x()&lt;/script&gt;'),
        ("Why Salt matters 🎬", "Why <em>Salt</em> matters 🎬"),
        ("مراجعة فيلم", "مراجعة فيلم"),
        ("It’s O'Hara's", "It’s O'Hara's"),
    ],
)
def test_a_title_is_shown_as_it_is(title: str, headline: str, tmp_path: Path) -> None:
    review(tmp_path, "one", title=title, headline=headline, date="2024-01-01", authors=[title], tags=[title])
    made = built(tmp_path, BASE)
    assert title in said(made["index.html"])
    assert f'dir="auto">{headline}</a>' in made["index.html"]
    scripts = [attributes.get("type") for tag, attributes in Tags(made["index.html"]).tags if tag == "script"]
    assert ["application/ld+json"] == scripts
    assert title == data(made["index.html"])["mainEntity"]["itemListElement"][0]["name"]
    entry = ElementTree.fromstring(made["feed.xml"]).find("{*}entry")  # noqa: S314
    assert entry is not None
    assert headline == entry.findtext("{*}title")
    assert title == entry.findtext("{*}author/{*}name")
    assert [] == dangling(tmp_path, BASE)


def test_a_review_in_another_language_says_so(tmp_path: Path) -> None:
    review(tmp_path, "one", lang="en-GB")
    review(tmp_path, "two", lang="en-US")
    review(tmp_path, "three", lang="en-US")
    review(tmp_path, "four", lang="ko", title="소금", headline="소금")
    page = built(tmp_path)["index.html"]
    assert '<html lang="en-US">' in page
    assert re.findall(r' lang="(\w+)" dir="auto">', page) == ["ko"]


def test_hundreds_of_reviews_have_a_page_a_year(tmp_path: Path) -> None:
    for number in range(230):
        day = f"{2024 - number // 50}-{12 - number % 50 // 5:02}-{28 - number % 5:02}"
        review(tmp_path, f"review-{number:03}", date=day, title="A title of a usual length", formats=[".html"])
    made = built(tmp_path, BASE)
    assert 60 == made["index.html"].count("<article")
    assert 100_000 > len(made["index.html"].encode())
    years = {name: page.count("<article") for name, page in made.items() if name.startswith("by/year/")}
    assert {f"by/year/{year}.html": 50 for year in (2024, 2023, 2022, 2021)} | {"by/year/2020.html": 30} == years
    assert "All years" in headings(made["index.html"])
    assert 20 == made["feed.xml"].count("<entry")
    assert [] == dangling(tmp_path, BASE)


def test_without_reviews_there_is_a_page_that_says_so(tmp_path: Path) -> None:
    made = built(tmp_path / "output", BASE)
    assert {"index.html", "404.html", "feed.xml", "sitemap.xml"} == set(made)
    assert "No review is published yet." in said(made["index.html"])


def test_what_is_no_review_that_stands_is_on_no_page(tmp_path: Path) -> None:
    outputs.write(tmp_path / "held", {"review.html": b"x"}, {"source": {"path": "drafts/held.md"}})
    outputs.write(tmp_path / "older", {"older.html": b"x"}, {"copydesk": "0.0.1"})
    (tmp_path / "pictures").mkdir()
    review(tmp_path, "gone", date="2024-01-01")
    (tmp_path / "gone" / "gone.html").unlink()
    review(tmp_path, "broken", date="a day")
    review(tmp_path, "good")
    review(tmp_path, "elsewhere", base_url="https://other.example/")
    _, sentences = site.build(tmp_path, Config())
    assert ["Undated", "elsewhere", "good"] == headings((tmp_path / "index.html").read_text("utf-8"))
    elsewhere = tmp_path / "elsewhere" / "elsewhere.html"
    assert [
        f"{tmp_path / 'broken'}: was published by another copydesk and is not on the site; publish it again.",
        f"{elsewhere}: was published for https://other.example/; publish it again for this site's.",
        f"{tmp_path / 'gone' / 'gone.html'}: is gone, and so its review is not on the site; publish it again.",
        f"{tmp_path / 'older'}: was published by another copydesk and is not on the site; publish it again.",
    ] == list(sentences)


def test_a_page_that_is_made_no_more_goes_and_its_folder_with_it(tmp_path: Path) -> None:
    review(tmp_path, "one", tags=["film"], authors=["Ada Quill"], works=[SALT])
    built(tmp_path, BASE)
    (tmp_path / "by" / "author" / "ada-quill.html").write_text("changed by hand", "utf-8")
    review(tmp_path, "one")
    built(tmp_path)
    files = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    review_s = {f"one/{name}" for name in ("manifest.json", "one.epub", "one.html", "one.pdf")}
    assert {*review_s, "404.html", "index.html", "manifest.json", "by/author/ada-quill.html"} == files
    assert not (tmp_path / "by" / "tag").exists()


@pytest.mark.parametrize("name", ["index.html", "manifest.json", "works.html"])
def test_a_file_that_is_not_ours_is_not_written_over(name: str, tmp_path: Path) -> None:
    review(tmp_path, "one", works=[SALT])
    (tmp_path / name).write_text('{"mine": true}', "utf-8")
    with pytest.raises(Refused, match=rf"{re.escape(name)}: is not copydesk's"):
        site.build(tmp_path, Config())
    assert '{"mine": true}' == (tmp_path / name).read_text("utf-8")
    assert [name] == [path.name for path in tmp_path.iterdir() if path.is_file()]


def test_our_own_file_is_written_over_where_the_manifest_is_lost(tmp_path: Path) -> None:
    review(tmp_path, "one")
    before = built(tmp_path, BASE)
    (tmp_path / "manifest.json").unlink()
    assert before == built(tmp_path, BASE)


def test_the_manifest_has_the_sum_of_every_file_of_the_site_and_of_every_review_s_manifest(tmp_path: Path) -> None:
    review(tmp_path, "one", tags=["film"])
    built(tmp_path, BASE)
    manifest = outputs.read(tmp_path)
    assert BASE == manifest["base_url"]
    assert {"one": outputs.sha256((tmp_path / "one" / "manifest.json").read_bytes())} == manifest["reviews"]
    for folder in (tmp_path, tmp_path / "one"):
        listed = outputs.listed(folder)
        assert listed
        assert listed == {name: outputs.sha256((folder / name).read_bytes()) for name in listed}


def test_a_site_s_name_is_its_publisher_s(tmp_path: Path) -> None:
    review(tmp_path, "one", publisher="The Tidemark")
    review(tmp_path, "two", publisher="The Tidemark")
    review(tmp_path, "three", publisher="Another")
    assert ">The Tidemark</h1>" in built(tmp_path)["index.html"]
    made = built(tmp_path, BASE, defaults={"publisher": "Ours & Co\x01"})
    assert ">Ours &amp; Co</h1>" in made["index.html"]
    assert "Ours & Co" == ElementTree.fromstring(made["feed.xml"]).findtext("{*}title")  # noqa: S314


def test_a_page_says_in_a_line_what_it_is_about(tmp_path: Path) -> None:
    for name in ("one", "two", "three", "four"):
        review(tmp_path, name, title=f"“{name}”", authors=["Ada Quill"] if name == "one" else [])
    made = built(tmp_path, BASE)
    described = '<meta name="description" content="{}">'
    assert described.format("4 reviews: “four”; “one”; “three”") in made["index.html"]
    assert described.format("1 review: “one”") in made["by/author/ada-quill.html"]
    (tmp_path / "none").mkdir()
    assert "description" not in built(tmp_path / "none")["index.html"].partition("<style>")[0]


def test_nothing_is_asked_of_anybody_else_and_no_script_is_run(tmp_path: Path) -> None:
    review(tmp_path, "one", tags=["film"], works=[SALT], authors=["Ada Quill"], rating={"value": "4", "best": "5"})
    for page in (text for name, text in built(tmp_path).items() if name.endswith(".html")):
        for tag, attributes in Tags(page).tags:
            assert "//" not in (attributes.get("href") or attributes.get("src") or "")
            assert tag not in ("img", "iframe", "link")
            assert tag != "script" or attributes["type"] == "application/ld+json"
            assert not [name for name in attributes if name.startswith("on")]
        assert "url(" not in page
        assert "review.html" not in page


def test_a_cover_is_shown_with_its_size_and_text(tmp_path: Path) -> None:
    cover = {"path": "one/pictures/a b.png", "width": 20, "height": 30, "alt": 'A "dot"'}
    review(tmp_path, "one", cover=cover, authors=["Ada Quill"])
    pages = built(tmp_path)
    for name, src in (
        ("index.html", "one/pictures/a%20b.png"),
        ("by/author/ada-quill.html", "../../one/pictures/a%20b.png"),
    ):
        images = [attributes for tag, attributes in Tags(pages[name]).tags if tag == "img"]
        assert [(src, 'A "dot"', "20", "30", "lazy")] == [
            tuple(image[key] for key in ("src", "alt", "width", "height", "loading")) for image in images
        ]


TEXTS = st.text(max_size=8)
PLACES = st.text(min_size=1, max_size=8)
DAYS = st.none() | st.dates()
SOME_WORKS = st.tuples(st.builds(Work, PLACES, TEXTS, TEXTS, TEXTS, TEXTS, TEXTS))


@given(
    st.builds(
        Review, st.just("one"), PLACES, PLACES, st.tuples(PLACES), TEXTS, st.tuples(TEXTS) | st.just(()), DAYS, DAYS,
        st.just("en"), TEXTS, TEXTS, st.tuples(TEXTS, TEXTS), SOME_WORKS, st.none() | st.just(Rating("0", "5", "0")),
        SOME_WORKS | st.just(()), st.none() | st.builds(Image, PLACES, st.just(2), st.just(3), TEXTS), TEXTS,
    )
)  # fmt: skip
def test_what_a_manifest_says_of_a_review_is_all_that_was_known(known: Review) -> None:
    assert known == from_entry("one", json.loads(json.dumps(as_entry(known))))


@pytest.mark.parametrize("said", [None, [], "x", {}, {"formats": [".html"]}, {"formats": 3, "title": "x"}])
def test_what_is_no_record_is_none(said: object) -> None:
    assert from_entry("one", said) is None


def test_a_review_without_a_web_page_is_linked_as_what_it_is(tmp_path: Path) -> None:
    review(tmp_path, "one", formats=[".epub"], date="2024-01-01")
    made = built(tmp_path, BASE)
    assert 'href="one/one.epub"' in made["index.html"]
    assert "<content" not in made["feed.xml"]
    assert "one.epub" not in made["sitemap.xml"]


def test_pages_say_what_they_are_to_programs(tmp_path: Path) -> None:
    review(tmp_path, "one", date="2024-01-01", updated="2024-02-03", tags=["film"], authors=["Ada Quill"], works=[SALT])
    made = built(tmp_path, BASE)
    assert {"CollectionPage"} == {
        data(page)["@type"]
        for name, page in made.items()
        if name.endswith("l") and "404" not in name and "xml" not in name
    }
    index = data(made["index.html"])
    assert (BASE, "2024-02-03", "WebSite") == (index["url"], index["dateModified"], index["isPartOf"]["@type"])
    assert [{"@type": "ListItem", "position": 1, "name": "one", "url": f"{BASE}one/one.html"}] == index["mainEntity"][
        "itemListElement"
    ]
    assert {"@type": "Person", "name": "Ada Quill"} == data(made["by/author/ada-quill.html"])["about"]
    assert "TVSeries" == data(made["works.html"])["mainEntity"]["itemListElement"][0]["item"]["@type"]
    assert "url" not in data(built(tmp_path)["index.html"])
