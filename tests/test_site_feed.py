"""The feed and the sitemap: what a reader's program and a search engine get."""

import re
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.site import _text
from tests.standing import BASE, built, review

TEXT = (
    '<p>One<sup><a href="#note.1" id="noteref.1">1</a></sup> &amp; <a href="https://elsewhere.example/?a=1&amp;b=2">two'
    '</a>.</p><div><figure><img src="pictures/a%20b.png" alt="A &quot;dot&quot;" width="1" height="1" /></figure></div>'
    '<p><code>href="#no"</code> <a href="mailto:ada@quill.example">write</a> <a href="/up">up</a></p>'
)


def parsed(output: Path) -> feedparser.FeedParserDict:
    """The feed as a reader's program has it, which must find nothing wrong."""
    found = feedparser.parse((output / "feed.xml").read_bytes(), sanitize_html=False, resolve_relative_uris=False)
    assert not found.bozo
    return found


def test_a_reader_gets_the_newest_reviews_whole(tmp_path: Path) -> None:
    review(
        tmp_path, "one", date="2024-01-02", updated="2024-02-03", headline="A <em>Salt</em>",
        authors=["Ada", "Bo & Co"], tags=["Sea Side"], description="D < E", lang="en-GB", text=TEXT,
        publisher="The Tidemark",
    )  # fmt: skip
    review(tmp_path, "two", date="2024-05-06", lang="ko")
    review(tmp_path, "undated")
    built(tmp_path, BASE)
    found = parsed(tmp_path)
    assert ("atom10", "utf-8") == (found.version, found.encoding)
    assert ("The Tidemark", f"{BASE}feed.xml") == (found.feed.title, found.feed.id)
    assert "2024-05-06T00:00:00Z" == found.feed.updated
    links = {(link.rel, link.type, link.href) for link in found.feed.links}
    assert {("self", "application/atom+xml", f"{BASE}feed.xml"), ("alternate", "text/html", BASE)} == links
    assert ["two", "A <em>Salt</em>"] == [entry.title for entry in found.entries]
    entry = found.entries[1]
    assert ("2024-01-02T00:00:00Z", "2024-02-03T00:00:00Z") == (entry.published, entry.updated)
    assert (["Ada", "Bo & Co"], "D < E") == ([author.name for author in entry.authors], entry.summary)
    assert [("sea-side", "Sea Side")] == [(tag.term, tag.label) for tag in entry.tags]
    assert (f"{BASE}one/one.html", "text/html") == (entry.link, entry.content[0].type)
    assert "en-GB" == entry.content[0].language


def test_links_in_the_text_are_whole_and_all_else_is_as_it_was(tmp_path: Path) -> None:
    review(tmp_path, "one", date="2024-01-02", text=TEXT)
    built(tmp_path, BASE)
    content = parsed(tmp_path).entries[0].content[0].value
    assert re.findall(r'(?:href|src)="([^"]*)"', content.replace('href="#no"', "")) == [
        f"{BASE}one/one.html#note.1",
        "https://elsewhere.example/?a=1&amp;b=2",
        f"{BASE}one/pictures/a%20b.png",
        "mailto:ada@quill.example",
        "https://reviews.example/up",
    ]
    assert re.sub(r'(href|src)="[^"]*"', "", TEXT) == re.sub(r'(href|src)="[^"]*"', "", content)
    assert '<code>href="#no"</code>' in content


def test_an_entry_keeps_its_identifier_when_the_site_moves_and_the_text_changes(tmp_path: Path) -> None:
    review(tmp_path, "one", date="2024-01-02", authors=["Ada"])
    review(tmp_path, "two", date="2024-01-02", authors=["Ada"])
    built(tmp_path, BASE)
    before = [entry.id for entry in parsed(tmp_path).entries]
    review(tmp_path, "one", date="2024-01-02", authors=["Ada"], title="B", headline="B", updated="2024-05-05", text="C")
    built(tmp_path, "https://moved.example/")
    assert before == [entry.id for entry in parsed(tmp_path).entries]
    assert 2 == len(set(before))
    assert all(re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", found) for found in before)


def test_without_a_base_url_there_is_neither_and_no_page_links_them(tmp_path: Path) -> None:
    review(tmp_path, "one", date="2024-01-02")
    built(tmp_path, BASE)
    made = built(tmp_path)
    assert {"index.html", "404.html"} == set(made)
    assert not (tmp_path / "feed.xml").exists()
    assert "feed.xml" not in "".join(made.values())


def test_the_sitemap_has_every_page_and_only_pages_that_are_there(tmp_path: Path) -> None:
    review(tmp_path, "one #1", date="2024-01-02", updated="2024-03-04", authors=["José"], tags=["a/b", "서울"])
    review(tmp_path, "two", works=[{"title": "Salt"}])
    made = built(tmp_path, BASE)
    tree = ElementTree.fromstring(made["sitemap.xml"])  # noqa: S314
    places = {url.findtext("{*}loc") or "": url.findtext("{*}lastmod") for url in tree}
    assert all(place.isascii() for place in places)
    there = {unquote(place.removeprefix(BASE)) or "index.html" for place in places}
    pages = {name for name in made if name.endswith(".html")} - {"404.html"}
    assert {*pages, "one #1/one #1.html", "two/two.html"} == there
    assert ("2024-03-04", None) == (places[BASE], places[f"{BASE}two/two.html"])


@pytest.mark.parametrize(
    "text", ["", "<p>a</p>", "<div>b<div>c</div></div>d", "x<br/><hr>\u2028\x85\r\ny <b>&lt;/div&gt;</b>"]
)
def test_the_text_is_cut_out_of_a_page_to_the_character(text: str) -> None:
    page = f'<html>\n<body>\u2028<div>a</div>\n<div class="text" id="text.start">{text}</div>\n</div></body></html>'
    assert text == _text.inside(page, "text.start")
    assert "" == _text.inside(page, "other")


@given(st.text(alphabet="<>/=\"'ab &;hrefsrc#\n", max_size=60))
def test_whatever_a_text_is_its_words_stay(text: str) -> None:
    whole = _text.with_whole_links(text, "https://reviews.example/a/a.html")
    pattern = r'\s(?:href|src)="[^"]*"'
    assert re.sub(pattern, "", text) == re.sub(pattern, "", whole)
