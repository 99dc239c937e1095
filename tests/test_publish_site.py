"""Publishing a house: the site grows with each run, loses nothing unasked, and is the same everywhere."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline import outputs
from pipeline import publish as publishing
from pipeline.engines import Engines
from pipeline.errors import BadConfiguration, Refused
from pipeline.run import Run
from tests.exporting import PNG, Tags
from tests.standing import BASE, dangling, data

WORKS = '[salt]\nkind = "series"\ntitle = "Salt"\ncreator = "Ines Varga"\nyear = 2023\n'


def draft(title: str, day: str, body: str = "A text.", **more: str) -> str:
    """A draft with all that publishing wants."""
    fields = {"title": title, "author": "Ada Quill", "date": day, "lang": "en-GB", "reviewed": "salt", **more}
    return "\n".join(("---", *(f"{key}: {value}" for key, value in fields.items()), "---", "", body, ""))


@pytest.fixture(scope="module")
def shared() -> Iterator[Engines]:
    with Engines() as engines:
        yield engines


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "drafts").mkdir()
    (tmp_path / "copydesk.toml").write_text("", "utf-8")
    write("works.toml", WORKS)
    write("one.md", draft("One", "2024-05-06", "![A dot](dot.png)", tags="[film, Sea side]"))
    write("two.md", draft("Two", "2023-05-06"))
    (tmp_path / "drafts" / "dot.png").write_bytes(PNG)
    return tmp_path


def write(name: str, text: str) -> None:
    (Path("drafts") / name).write_text(text, "utf-8")


def published(shared: Engines, *paths: str, base_url: str = "", formats: tuple[str, ...] = ("html",)) -> list[str]:
    """Publish drafts, all where none are named, and make the site; what is said of it."""
    run = Run(
        [Path(path) for path in paths] or [Path("drafts")],
        select=("spacing/double-space", "quotes/unclosed-bracket"),
        base_url=base_url,
        engines=shared,
    )
    outcomes = list(publishing.publish(run, list(run.sources()), Path("output"), formats=formats))
    failures = [sentence for outcome in outcomes for sentence in outcome.failures]
    return [*failures, *publishing.assemble(run, Path("output"))]


def index() -> str:
    """The words of the index."""
    return " ".join("".join(Tags(Path("output/index.html").read_text("utf-8")).text).split())


def test_publishing_one_draft_loses_no_other(house: Path, shared: Engines) -> None:
    assert [] == published(shared)
    write("three.md", draft("Three", "2025-05-06"))
    assert [] == published(shared, "drafts/three.md")
    assert index().index("Three") < index().index("One") < index().index("Two")
    assert [] == dangling(house / "output")


def test_a_draft_that_is_held_back_leaves_the_site(house: Path, shared: Engines) -> None:
    published(shared)
    write("one.md", draft("One", "2024-05-06", "A bracket (that is never closed."))
    published(shared)
    assert "One" not in index()
    assert not (house / "output" / "by" / "tag").exists()
    assert (house / "output" / "one" / "review.html").exists()
    assert [] == dangling(house / "output")


def test_what_was_made_of_a_draft_that_is_gone_goes_when_its_folder_is_published(house: Path, shared: Engines) -> None:
    published(shared, formats=())
    (house / "output" / "two" / "own.txt").write_text("mine", "utf-8")
    (house / "drafts" / "two.md").rename(house / "drafts" / "renamed.md")
    (house / "drafts" / "one.md").unlink()
    assert [] == published(shared, "drafts/renamed.md")
    assert "One" in index()
    one, two = published(shared)
    assert f"{Path('output/one')}: removed what was made of drafts/one.md, which is no draft here any more." == one
    assert two.startswith(str(Path("output/two")))
    assert "One" not in index()
    assert not (house / "output" / "one").exists()
    assert ["own.txt"] == [path.name for path in (house / "output" / "two").iterdir()]
    assert [] == published(shared)


def test_another_house_s_reviews_in_the_same_output_stay(house: Path, shared: Engines) -> None:
    published(shared)
    write("../copydesk.toml", 'drafts = "other"\n')
    (house / "other").mkdir()
    write("../other/three.md", draft("Three", "2025-05-06"))
    assert [] == published(shared, "other")
    assert all(title in index() for title in ("One", "Two", "Three"))


@pytest.mark.parametrize("name", ["index", "feed", "works", "404", "by-night", "sitemap", "tags"])
def test_a_draft_may_have_the_name_of_a_page(name: str, house: Path, shared: Engines) -> None:
    write(f"{name}.md", draft("Named", "2026-05-06"))
    assert [] == published(shared, f"drafts/{name}.md", base_url=BASE)
    assert "Named" in index()
    assert [] == dangling(house / "output", BASE)


@pytest.mark.parametrize("name", ["by", "By", "index.html", "feed.xml", "manifest.json"])
def test_a_draft_that_would_be_in_the_site_s_way_is_refused(name: str, house: Path, shared: Engines) -> None:
    write(f"{name}.md", draft("Named", "2026-05-06"))
    said = published(shared)
    assert [f"drafts/{name}.md: the site has pages of its own at {name}; rename the draft."] == said
    assert "Named" not in index()
    assert "One" in index()


def test_a_review_s_page_leads_to_its_formats_and_to_what_belongs_with_it(house: Path, shared: Engines) -> None:
    published(shared, base_url=BASE, formats=())
    page = (house / "output" / "one" / "one.html").read_text("utf-8")
    links = {attributes.get("href") for tag, attributes in Tags(page).tags if tag in ("a", "link")}
    assert {
        *("../index.html", "../works.html#salt", "../by/author/ada-quill.html", "one.epub", "one.pdf"),
        *("../by/tag/film.html", "../by/tag/sea-side.html", f"{BASE}one/one.html", f"{BASE}feed.xml"),
    } <= links
    assert "review.html" not in links
    assert f'<meta property="og:image" content="{BASE}one/pictures/dot.png">' in page
    said = data(page)
    assert ("Review", f"{BASE}one/one.html", ["film", "Sea side"]) == (said["@type"], said["url"], said["keywords"])
    assert {"@type": "TVSeries", "name": "Salt"}.items() <= said["itemReviewed"].items()


def test_a_format_that_could_not_be_made_is_not_linked(house: Path, shared: Engines) -> None:
    write("one.md", draft("One", "2024-05-06", "A sign that no font has: \U0001f8ff."))
    assert ["no font has"] == [
        part for sentence in published(shared, formats=()) for part in ("no font has",) if part in sentence
    ]
    page = (house / "output" / "one" / "one.html").read_text("utf-8")
    assert "one.epub" in page
    assert "one.pdf" not in page
    assert [] == dangling(house / "output")


def test_the_manifest_says_what_was_made_of_what(house: Path, shared: Engines) -> None:
    write("names.txt", "Varga\n")
    write("one.decisions.toml", "")
    published(shared, base_url=BASE)
    said = outputs.read(house / "output" / "one")
    text = (house / "drafts" / "one.md").read_bytes()
    assert {"path": "drafts/one.md", "sha256": outputs.sha256(text)} == said["source"]
    read = ("copydesk.toml", "drafts/names.txt", "drafts/one.decisions.toml", "drafts/works.toml")
    assert {name: outputs.sha256((house / name).read_bytes()) for name in read} == said["read"]
    assert {"copydesk", "pandoc", "spacy", "typst"} <= set(said["versions"])
    assert "languagetool" not in said["versions"]
    assert {"one.html", "pictures/dot.png", "review.html"} == set(said["files"])
    assert str(house) not in json.dumps(said)


def test_a_base_url_that_is_none_is_refused(house: Path, shared: Engines) -> None:
    with pytest.raises(
        BadConfiguration, match=r"^--base-url: the base URL is “reviews.example”; it must be an address"
    ):
        published(shared, base_url="reviews.example")
    write("../copydesk.toml", 'base_url = "https://reviews.example/mag"\n')
    published(shared)
    assert BASE == outputs.read(house / "output")["base_url"]


def test_a_site_that_cannot_be_written_is_one_sentence(house: Path, shared: Engines) -> None:
    (house / "output").mkdir()
    (house / "output" / "index.html").write_text("mine", "utf-8")
    with pytest.raises(Refused, match=r"index\.html: is not copydesk's"):
        published(shared)
    assert (house / "output" / "one" / "one.html").exists()
