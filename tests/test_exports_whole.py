"""What no validator asks: all words in all formats in order, true claims, titles of chapters, languages, links."""

import io
import re
import tomllib
import xml.etree.ElementTree as ET
from collections import Counter
from itertools import pairwise
from typing import Any

import pytest
from lxml import html
from pypdf import PdfReader
from pypdf.generic import Destination

from pipeline import exporters, readers, source
from pipeline.engines import Engines
from pipeline.exporters import Settings, Vetted
from pipeline.exporters._ast import attributes_of, nodes, text_of
from pipeline.source import Source
from tests import wholeness
from tests.essay import essay
from tests.exporting import FRONT, unzipped, vetted
from tests.stress import ROOT, STRESS
from tests.wholeness import letters

DRAFTS = tuple(sorted(path for path in (ROOT / "drafts").iterdir() if path.suffix in (".md", ".txt")))
DRAFTS = tuple(path for path in DRAFTS if path.name != "names.txt")
ALL = {path.stem: path for path in (*DRAFTS, *sorted(STRESS.glob("*.md")))} | {"essay": None}
LATIN = [path.stem for path in DRAFTS] + ["essay"]
"""What Typst's own fonts are enough for."""

OTHERS = [pytest.param(name, marks=pytest.mark.slow) for name in ALL if name not in LATIN]
ORDERED = [each for each in OTHERS if each.values != ("arabic",)]
RTL = re.compile(r"\[[^]]*\]\{[^}]*dir=rtl\}|^::: \{[^}]*dir=rtl\}.*?^:::$", re.DOTALL | re.MULTILINE)

Made = dict[str, Any]


def review(name: str, engines: Engines, change: Any = lambda text: text) -> Vetted:
    path = ALL[name] or STRESS / "essay.md"
    text = essay(1500) if ALL[name] is None else source.read(path).text
    works: dict[str, Any] = {}
    for folder in (ROOT / "drafts", STRESS):
        works |= tomllib.loads((folder / "works.toml").read_text("utf-8"))
    return exporters.vet(readers.read(Source(str(path), change(text)), engines), Settings(path.parent, works=works))


@pytest.fixture(scope="module", params=list(ALL))
def made(request: pytest.FixtureRequest, engines: Engines) -> Made:
    """A draft, vetted, and its web page and its book's files."""
    of = review(request.param, engines)
    book = unzipped(exporters.export("epub", of, engines))
    return {"draft": of, "html": exporters.export("html", of, engines), "epub": book}


def chapter(made: Made) -> bytes:
    data: bytes = made["epub"]["EPUB/text.xhtml"]
    return data


def headings(of: Vetted) -> list[str]:
    return [" ".join(text_of(one["c"][2]).split()) for one in nodes(list(of.blocks)) if one["t"] == "Header"]


# words


def test_a_page_has_all_words_in_order(made: Made) -> None:
    assert wholeness.of_draft(made["draft"]) == wholeness.of_html(made["html"], '//*[@id="text.start"]')


def test_a_book_has_all_words_in_order(made: Made) -> None:
    assert wholeness.of_draft(made["draft"]) == wholeness.of_html(chapter(made), '//*[@role="doc-chapter"]')


@pytest.mark.parametrize("name", [*LATIN, *ORDERED])
def test_a_pdf_has_all_words_in_the_order_in_which_it_is_read_aloud(name: str, engines: Engines) -> None:
    """Without what runs from right to left, which a PDF has line by line in the order of its glyphs."""
    of = review(name, engines, lambda text: RTL.sub("", text))
    draft = wholeness.of_draft(of)
    printed = wholeness.of_pdf(exporters.export("pdf", of, engines))
    shown = wholeness.without_addresses(printed, wholeness.addresses(of))
    _, found, after = shown.text.partition(draft.text)
    assert draft.text == found
    assert not after or after.startswith(("Tags", "First", "Licence"))
    assert draft.notes == shown.notes


@pytest.mark.slow
@pytest.mark.parametrize("name", ["everything", "arabic"])
def test_a_pdf_has_every_letter_of_what_runs_from_right_to_left(name: str, engines: Engines) -> None:
    of = review(name, engines)
    arabic = [Counter(re.findall(r"[\u0600-\u06ff]", words.text)) for words in (
        wholeness.of_draft(of), wholeness.of_pdf(exporters.export("pdf", of, engines)))]  # fmt: skip
    assert arabic[0].total() > 150
    assert arabic[0] <= arabic[1]


# titles of chapters


def test_a_book_s_contents_are_its_headings(made: Made) -> None:
    nav = html.fromstring(made["epub"]["EPUB/nav.xhtml"])
    entries = nav.xpath('//nav[@role="doc-toc"]//a')
    named = [" ".join(each.text_content().split()) for each in entries]
    of = made["draft"]
    assert headings(of) == [each for each in named if each not in (of.front.title, "Notes", "Cover")]
    text = html.fromstring(chapter(made))
    for entry in entries:
        _, _, fragment = entry.get("href").partition("#")
        assert not fragment or text.xpath("//*[@id=$id]", id=fragment), entry.get("href")


@pytest.mark.parametrize("name", [*LATIN, *OTHERS])
def test_a_pdf_s_bookmarks_are_its_headings(name: str, engines: Engines) -> None:
    of = review(name, engines)

    def titles(outline: Any) -> list[str]:
        return [
            title
            for each in outline
            for title in ([str(each.title)] if isinstance(each, Destination) else titles(each))
        ]

    found = titles(PdfReader(io.BytesIO(exporters.export("pdf", of, engines))).outline)
    assert [letters(each) for each in (of.front.title, *headings(of))] == [letters(each) for each in found]


def test_headings_skip_no_level(made: Made) -> None:
    for page in (made["html"], chapter(made)):
        found = re.findall(rb"<h([1-6])\b", page)
        levels = [int(level) for level in found]
        assert levels[0] == 1 == levels.count(1)
        assert all(after <= before + 1 for before, after in pairwise(levels))


# claims


def claims(book: dict[str, bytes]) -> dict[str, list[str]]:
    opf = ET.fromstring(book["EPUB/package.opf"])  # noqa: S314 -- our own
    found: dict[str, list[str]] = {}
    for meta in opf.iter("{http://www.idpf.org/2007/opf}meta"):
        found.setdefault(meta.get("property", ""), []).append((meta.text or "").strip())
    return found


def assert_true(book: dict[str, bytes], cover: str | None) -> None:
    """Each claim of a book's metadata is so, and what is so is claimed.

    `cover` is what the picture shows that a draft has for its cover; a cover that only has the title's words on it is
    no picture to be seen.
    """
    said = claims(book)
    pages = {name: html.fromstring(data) for name, data in book.items() if name.endswith(".xhtml")}
    shown = [page.xpath("//img") for name, page in pages.items() if cover is not None or "cover" not in name]
    alternatives = [picture.get("alt") or "" for pictures in shown for picture in pictures]
    described = all(alternative.strip() for alternative in alternatives)
    features = said["schema:accessibilityFeature"]
    assert (bool(alternatives) and described) == ("alternativeText" in features)
    assert bool(alternatives) == ("visual" in said["schema:accessMode"])
    assert "textual" in said["schema:accessMode"]
    assert described == ("textual" in said["schema:accessModeSufficient"])
    assert bool(pages["EPUB/nav.xhtml"].xpath('//nav[@role="doc-toc"]')) == ("tableOfContents" in features)
    assert bool(pages["EPUB/text.xhtml"].xpath("//h2[not(ancestor::*[@role='doc-endnotes'])]")) == (
        "structuralNavigation" in features
    )
    # text that a reader's program may set as its user wants: no place and no size is fixed
    fixed = re.search(rb"position:\s*fixed|font-size:\s*[\d.]+(px|pt)", book["EPUB/style.css"])
    assert (fixed is None) == ("displayTransformability" in features)
    moving = any(data.startswith(b"GIF89a") and data.count(b"\x21\xf9\x04") > 1 for data in book.values())
    assert (["unknown"] if moving else ["none"]) == said["schema:accessibilityHazard"]
    assert (described and not moving) == ("dcterms:conformsTo" in said)
    (summary,) = said["schema:accessibilitySummary"]
    assert (not described) == ("not every picture" in summary)


def test_a_book_s_claims_are_true(made: Made) -> None:
    cover = made["draft"].front.cover
    assert_true(made["epub"], cover.alt if cover else None)


@pytest.mark.parametrize(
    "text",
    [
        "Text.",
        "## A heading\n\nText.",
        "![](pictures/mark.png) a",
        "![A](pictures/mark.png) ![](pictures/mark.png)",
        "![A](pictures/mark.png) b",
    ],
)
def test_a_book_with_less_claims_less(text: str, engines: Engines) -> None:
    of = vetted(f"{FRONT}{text}\n", engines, STRESS)
    assert_true(unzipped(exporters.export("epub", of, engines)), None)


# languages and links


def test_every_language_is_said_where_it_is_in_the_draft(made: Made) -> None:
    wanted = [
        (pairs["lang"], letters(wholeness._walk(one["c"][1], [])))
        for one in nodes(list(made["draft"].blocks))
        if one["t"] in ("Span", "Div") and (pairs := dict(attributes_of(one)[2])).get("lang")
    ]
    for page, name in ((made["html"], "lang"), (chapter(made), "lang")):
        tree = html.fromstring(re.sub(rb"^<\?xml[^>]*>", b"", page).decode())
        for link in tree.xpath('//a[@role="doc-noteref"]'):
            link.drop_tree()
        found = Counter((each.get(name), letters(each.text_content())) for each in tree.xpath(f"//body//*[@{name}]"))
        assert not Counter(wanted) - found
    said = chapter(made).decode()
    assert len(re.findall(r" lang=", said)) == len(re.findall(r" xml:lang=", said))


def test_every_link_that_leaves_is_in_the_page_and_the_book(made: Made) -> None:
    wanted = wholeness.addresses(made["draft"])
    page = html.fromstring(made["html"].decode())
    (text,) = page.xpath('//*[@id="text.start"]')
    assert sorted(wanted) == sorted(href for href in text.xpath(".//a/@href") if not href.startswith("#"))
    book = html.fromstring(re.sub(rb"^<\?xml[^>]*>", b"", chapter(made)).decode())
    whole = [each for each in wanted if each.startswith(("http", "mailto:"))]
    assert not Counter(whole) - Counter(book.xpath("//a/@href"))
    for tree in (page, book):
        ids = tree.xpath("//@id")
        assert len(ids) == len(set(ids))
        assert {href[1:] for href in tree.xpath("//a/@href") if href.startswith("#")} <= set(ids)


@pytest.mark.parametrize("name", [*LATIN, *OTHERS])
def test_every_link_that_leaves_can_be_followed_in_the_pdf(name: str, engines: Engines) -> None:
    of = review(name, engines)
    reader = PdfReader(io.BytesIO(exporters.export("pdf", of, engines)))
    annotations = [each.get_object() for page in reader.pages for each in page.get("/Annots", [])]
    found = {str(each["/A"]["/URI"]) for each in annotations if "/A" in each and "/URI" in each["/A"]}
    assert {each for each in wholeness.addresses(of) if each.startswith(("http", "mailto:"))} <= found
    assert all(each.get("/Contents") for each in annotations if "/A" in each), "a link says where it leads"
    tags = {dict(attributes_of(one)[2]).get("lang") for one in nodes(list(of.blocks))} - {None}
    assert {str(tag).split("-")[0] for tag in tags} <= wholeness.languages(reader)
