"""What a review's page says to programs, and where it leads on its site."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipeline import exporters
from pipeline.engines import Engines
from pipeline.exporters import Web, Work, _data
from pipeline.house.kinds import Kind
from pipeline.validators import structured_data
from tests.exporting import PNG, Tags, vetted
from tests.standing import BASE, data

FRONT = (
    "---\ntitle: A Title\nauthor: [Ada Quill, Bo Finch]\ndate: 2024-11-05\nupdated: 2024-12-01\nlang: en-GB\n"
    "description: D\ntags: [film]\nrating: 7/10\nreviewed: [salt, {title: Low Water, kind: film}]\n"
    "series: Autumn at the pictures\nlicence: CC-BY-SA-4.0\ncover: {image: dot.png, alt: A dot}\n---\n\nText.\n"
)
WORKS = {"salt": {"title": "Salt", "kind": "series", "creator": "Ines Varga", "year": 2023}}


def page(engines: Engines, folder: Path, text: str = FRONT, base_url: str = BASE, **more: Any) -> str:
    """A draft's page on a site."""
    (folder / "dot.png").write_bytes(PNG)
    web = Web("draft", (".epub", ".pdf"), base_url)
    made = replace(vetted(text, engines, folder, works=WORKS, **more), web=web)
    return exporters.export("html", made, engines).decode()


def metas(html: str) -> dict[str, str | None]:
    return {
        str(attributes["property"]): attributes["content"]
        for tag, attributes in Tags(html).tags
        if tag == "meta" and "property" in attributes
    }


def test_a_review_says_all_that_it_knows(engines: Engines, tmp_path: Path) -> None:
    html = page(engines, tmp_path, mentions=(Work("Salt", "series"), Work("Late Bus", "song", "The Understairs")))
    said = data(html)
    assert [] == list(structured_data.problems_of(html.partition('ld+json">')[2].partition("</script>")[0]))
    assert ("Review", "2024-11-05", "2024-12-01", "en-GB") == tuple(
        said[name] for name in ("@type", "datePublished", "dateModified", "inLanguage")
    )
    assert {"@type": "Rating", "ratingValue": "7", "bestRating": "10", "worstRating": "1"} == said["reviewRating"]
    assert [("TVSeries", "Salt"), ("Movie", "Low Water")] == [
        (each["@type"], each["name"]) for each in said["itemReviewed"]
    ]
    assert ["Late Bus"] == [each["name"] for each in said["mentions"]]
    assert {"@type": "MusicGroup", "name": "The Understairs"} == said["mentions"][0]["byArtist"]
    assert (f"{BASE}draft/draft.html", f"{BASE}draft/pictures/dot.png") == (said["url"], said["image"])
    assert "creativecommons.org" in said["license"]
    assert "Autumn at the pictures" == said["isPartOf"]["name"]


def test_a_page_that_is_shared_says_what_it_is(engines: Engines, tmp_path: Path) -> None:
    html = page(engines, tmp_path)
    assert {
        "og:type": "article",
        "og:title": "A Title",
        "og:description": "D",
        "og:url": f"{BASE}draft/draft.html",
        "og:image": f"{BASE}draft/pictures/dot.png",
        "og:image:alt": "A dot",
        "article:published_time": "2024-11-05",
        "article:modified_time": "2024-12-01",
        "article:author": f"{BASE}by/author/bo-finch.html",
        "article:tag": "film",
    } == metas(html)
    assert f'<link rel="canonical" href="{BASE}draft/draft.html">' in html


def test_the_address_that_the_front_matter_gives_is_the_canonical_one(engines: Engines, tmp_path: Path) -> None:
    html = page(engines, tmp_path, FRONT.replace("tags:", "canonical: https://first.example/salt\ntags:"))
    assert '<link rel="canonical" href="https://first.example/salt">' in html
    assert "https://first.example/salt" == data(html)["url"] == metas(html)["og:url"]


@pytest.mark.parametrize("base_url", ["", BASE])
def test_without_a_base_url_there_is_no_whole_address(base_url: str, engines: Engines, tmp_path: Path) -> None:
    html = page(engines, tmp_path, base_url=base_url)
    assert bool(base_url) == ("reviews.example" in html)
    links = [attributes["href"] for tag, attributes in Tags(html).tags if tag == "a" and "href" in attributes]
    assert ["../index.html", "../by/author/ada-quill.html", "../by/author/bo-finch.html"] == links[1:4]
    assert {"../works.html#salt", "../works.html#low-water-film", "../by/tag/film.html"} <= set(links)
    assert ["draft.epub", "draft.pdf"] == [link for link in links if link and link.startswith("draft.")]


def test_a_page_that_stands_by_itself_leads_nowhere(engines: Engines, tmp_path: Path) -> None:
    (tmp_path / "dot.png").write_bytes(PNG)
    html = exporters.export("html", vetted(FRONT, engines, tmp_path, works=WORKS), engines).decode()
    links = [attributes["href"] for tag, attributes in Tags(html).tags if tag == "a" and "href" in attributes]
    assert [] == [link for link in links if link and not link.startswith(("#", "https://creativecommons.org/"))]
    assert "By Ada Quill and Bo Finch" in " ".join("".join(Tags(html).text).split())


@pytest.mark.parametrize(
    ("kind", "type_"),
    [
        *[("film", "Movie"), ("movie", "Movie"), ("TV series", "TVSeries"), ("episode", "TVEpisode")],
        *[("podcast episode", "Episode"), ("album", "MusicAlbum"), ("song", "MusicRecording"), ("novel", "Book")],
        *[("game", "VideoGame"), ("video game", "VideoGame"), ("board game", "Game"), ("play", "Play")],
        *[("poem", "CreativeWork"), ("", "CreativeWork"), ("exhibition", "ExhibitionEvent")],
    ],
)
def test_a_work_is_of_its_kind_s_type(kind: str, type_: str) -> None:
    assert type_ == _data.work(Work("Salt", kind))["@type"]


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_s_type_and_properties_are_schema_org_s(kind: Kind) -> None:
    work = _data.work(Work("Salt", kind, "Ines Varga", "2023", url="https://salt.example/"))
    review = {"@context": "https://schema.org", "@type": "Review", "headline": "H", "inLanguage": "en"}
    author = {"@type": "Person", "name": "A"}
    text = _data.as_script({**review, "author": author, "itemReviewed": work})
    assert [] == list(structured_data.problems_of(text))
