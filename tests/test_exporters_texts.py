"""Spoilers, captions and their cards, languages and directions, links in print: what exporting adds to a text."""

import io
import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from pipeline import exporters
from pipeline.engines import Engines
from pipeline.exporters import Front, Rating, _cards, _scripts, _typst, _words
from pipeline.exporters._ast import nodes, text_of, words
from pipeline.exporters._problems import MARKUP
from tests.exporting import FRONT, body, messages, page, unzipped, vetted

WORKS = {
    "tidewrack": {"title": "Tidewrack", "url": "https://www.example.org/tidewrack"},
    "salt": {"title": "The Salt Room", "alternatives": ["Salt"], "url": "https://example.org/salt?x=1&y=2"},
    "bare": {"title": "Harbour Dues"},
}


def typst(text: str, engines: Engines, **more: Any) -> str:
    """The text of a draft as Typst gets it, without its masthead."""
    return _typst.body(vetted(text, engines, **more), engines).decode().partition("#masthead")[2].partition("\n\n")[2]


# spoilers


@pytest.mark.parametrize(
    ("start", "summary"),
    [("::: spoiler", "Spoiler"), ('::: {.spoiler summary="Who  did it"}', "Who did it")],
)
def test_a_spoiler_is_folded_on_a_page_and_named_in_print(start: str, summary: str, engines: Engines) -> None:
    draft = f"{start}\nThe *gardener* did.\n\n- Twice.\n:::\n"
    folded = f"<details>\n<summary>{summary}</summary>\n<p>The <em>gardener</em> did.</p>\n<ul>\n<li>Twice.</li>\n</ul>"
    assert f"{folded}\n</details>" == body(draft, engines)
    assert [] == messages(draft, engines)
    assert typst(draft, engines).startswith(f'#spoiler[\n#"{summary.partition(" ")[0]}";')


def test_a_summary_may_hold_no_markup(engines: Engines) -> None:
    assert "<summary>&lt;b&gt;x&lt;/b&gt;</summary>" in body('::: {.spoiler summary="<b>x</b>"}\nx\n:::\n', engines)


# captions


@pytest.mark.parametrize(
    ("caption", "address"),
    [
        ("Tidewrack | Official trailer", "https://www.example.org/tidewrack"),
        ("Round 2 | “The Salt Room”", "https://example.org/salt?x=1&y=2"),
        ("Tidewrack | Salt", "https://example.org/salt?x=1&y=2"),
        ("Harbour Dues | Trailer", ""),
        ("Saltier | Trailer", ""),
        ("Round 3 | live", "https://example.org/three"),
        ("Round 3 | Tidewrack", "https://example.org/three"),
        ("", ""),
    ],
)
def test_a_caption_is_known_by_its_parts(caption: str, address: str) -> None:
    assert address == _cards.address(caption, {"round 3": "https://example.org/three"}, WORKS)


def test_a_pasted_caption_becomes_a_card(engines: Engines) -> None:
    text = "A Headline of Its Own\n\n\nThe first paragraph, a sentence.\n\nRound 2 | “The Salt Room”\n\nAnother one.\n"
    made = exporters.export("html", vetted(text, engines, name="pasted.txt", works=WORKS), engines).decode()
    assert (
        '<figure class="media card">\n<figcaption>\n<a href="https://example.org/salt?x=1&amp;y=2" '
        'data-host="example.org"><span class="label">Round 2 |</span> “The Salt Room”</a>\n</figcaption>\n</figure>'
    ) in made


@pytest.mark.parametrize("address", ["javascript:alert(1)", "file:///etc/passwd", "//example.org"])
def test_an_address_that_may_not_be_published_makes_no_card(address: str, engines: Engines) -> None:
    works = {"a": {"title": "Low", "url": address}}
    review = vetted("::: caption\nLow | Trailer\n:::\n", engines, works=works)
    assert not [one for one in nodes(review.blocks) if one["t"] == "Link"]
    said = [problem.message for problem in review.problems if problem.check == MARKUP]
    assert [address in message for message in said] == [True]


def test_a_caption_keeps_the_link_that_it_has(engines: Engines) -> None:
    review = vetted("::: caption\nTidewrack | [the trailer](https://example.org/t)\n:::\n", engines, works=WORKS)
    (link,) = (one for one in nodes(review.blocks) if one["t"] == "Link")
    assert "https://example.org/t" == link["c"][2][0]


# languages and directions


def languages(text: str, lang: str) -> list[tuple[str, str]]:
    """The stretches of a text that get a language of their own."""
    made = _scripts.tagged(words(text), lang)
    return [(dict(one["c"][0][2])["lang"], text_of(one["c"][1])) for one in made if one["t"] == "Span"]


@pytest.mark.parametrize(
    ("text", "lang", "found"),
    [
        ("It was 국화꽃 향기, (2003) at home.", "en", [("ko", "국화꽃 향기")]),
        ("송강호(Song)", "en", [("ko", "송강호")]),
        ("송강호", "ko-KR", []),
        ("海の音が聞こえる家", "en", [("ja", "海の音が聞こえる家")]),
        ("海の音 and 海の", "ko", [("ja", "海の音"), ("ja", "海の")]),
        ("灯塔", "en", []),
        ("Θάλασσα and β-carotene", "en", [("el", "Θάλασσα")]),
        ("маяк", "en", []),
        ("Plain words.", "en", []),
    ],
)
def test_words_get_the_language_that_their_script_is_alone(text: str, lang: str, found: list[Any]) -> None:
    assert found == languages(text, lang)


@given(st.text(st.sampled_from("ab .,국화海のΘάβ灯、(مر"), max_size=30), st.sampled_from(["en", "ko", "ar"]))
@settings(max_examples=200)
def test_no_character_is_lost_with_a_language(text: str, lang: str) -> None:
    assert text_of(words(text)) == text_of(_scripts.tagged(words(text), lang))


@pytest.mark.parametrize(
    ("tag", "direction"),
    [("ar", "rtl"), ("he-IL", "rtl"), ("en-GB", "ltr"), ("az-Arab", "rtl"), ("ur-Latn-PK", "ltr"), ("fa", "rtl")],
)
def test_a_language_has_a_direction(tag: str, direction: str) -> None:
    assert direction == _scripts.direction(tag)


@pytest.mark.parametrize(
    ("draft", "made"),
    [
        ("مرحبا بالعالم", '<div dir="rtl">\n<p>مرحبا بالعالم</p>\n</div>'),
        ("::: {lang=ar}\nمرحبا\n:::", '<div lang="ar" dir="rtl">\n<p>مرحبا</p>\n</div>'),
        ("[مرحبا]{lang=ar}, he said", '<p><span lang="ar" dir="rtl">مرحبا</span>, he said</p>'),
        ("## Où {lang=fr}", '<h2 id="où"><span lang="fr">Où</span></h2>'),
        ("[où](https://example.org/){lang=fr}", '<p><span lang="fr"><a href="https://example.org/">où</a></span></p>'),
    ],
)
def test_a_language_comes_through_with_its_direction(draft: str, made: str, engines: Engines) -> None:
    assert made == body(draft, engines)


def test_a_page_and_a_book_run_as_their_language_does(engines: Engines) -> None:
    draft = "---\ntitle: عنوان\nlang: ar\n---\n\nمرحبا بالعالم\n"
    assert '<html lang="ar" dir="rtl">' in page(draft, engines)
    assert "<p>مرحبا بالعالم</p>" == body(draft, engines)
    book = unzipped(exporters.export("epub", vetted(draft, engines), engines))
    assert 'page-progression-direction="rtl"' in book["EPUB/package.opf"].decode()


def test_a_book_has_languages_in_the_words_of_xml(engines: Engines) -> None:
    book = unzipped(exporters.export("epub", vetted(FRONT + "The 국화꽃 film.\n", engines), engines))
    assert '<span lang="ko" xml:lang="ko">국화꽃</span>' in book["EPUB/text.xhtml"].decode()


def test_a_pdf_has_the_languages_of_its_words(engines: Engines) -> None:
    draft = FRONT + "The [Où]{lang=fr} film, and Θάλασσα.\n\n::: {lang=de-AT}\nEin Absatz.\n:::\n"
    reader = PdfReader(io.BytesIO(exporters.export("pdf", vetted(draft, engines), engines)))
    (first,) = reader.pages
    contents = first.get_contents()
    assert contents is not None
    assert {b"en-GB", b"fr", b"el"} == set(re.findall(rb"/Lang\(([\w-]+)\)", contents.get_data()))
    size: Any = reader.trailer["/Size"]
    parts: list[Any] = [reader.get_object(number) for number in range(1, size)]
    assert {"en-GB", "de-AT"} == {str(each["/Lang"]) for each in parts if isinstance(each, dict) and "/Lang" in each}


def test_an_arabic_paragraph_is_set_from_right_to_left(engines: Engines) -> None:
    assert '#passage(dir: rtl)[\n#"مرحبا"' in typst("مرحبا بالعالم\n", engines)
    assert '#foreign(tag: "he", dir: rtl)[' in typst("[שלום]{lang=he} x\n", engines)


# links in print


@pytest.mark.parametrize(
    ("draft", "made"),
    [
        (
            "[This](https://www.example.org/a/), then [that](https://www.example.org/a/).",
            (
                '#link("https://www.example.org/a/")[#"This";]#",";'
                '#[#footnote[#gap;#address("https://www.example.org/a/", "example.org/a")] <address-1>] '
                '#"then"; #link("https://www.example.org/a/")[#"that";]#".";#footnote(<address-1>)'
            ),
        ),
        ("<https://example.org/b>", '#link("https://example.org/b")[#"https://example.org/b";]'),
        ("[example.org/b](https://example.org/b)", '#link("https://example.org/b")[#"example.org/b";]'),
        (
            "A[^1].\n\n[^1]: [B](mailto:a@example.org).\n",
            (
                '#"A";#footnote[#gap;#link("mailto:a@example.org")[#"B";] '
                '(#address("mailto:a@example.org", "a@example.org"))#".";]#".";'
            ),
        ),
    ],
)
def test_a_link_has_its_address_at_the_foot_once(draft: str, made: str, engines: Engines) -> None:
    assert made == typst(draft, engines).strip()


def test_printed_addresses_are_on_the_page(engines: Engines) -> None:
    draft = FRONT + "| a |\n|---|\n| [b](https://example.org/cell) |\n\nSee [this](https://example.org/x_y?a=1).\n"
    reader = PdfReader(io.BytesIO(exporters.export("pdf", vetted(draft, engines), engines)))
    shown = reader.pages[0].extract_text()
    assert "example.org/cell" in shown
    assert "example.org/x_y?a=1" in shown


# words about a text


@pytest.mark.parametrize(
    ("value", "best", "stars"),
    [
        ("3.5", "5", "★★★½☆"),
        ("5", "5", "★★★★★"),
        ("0", "4", "☆☆☆☆"),
        ("83", "100", ""),
        ("3.2", "5", ""),
        ("7", "10", ""),
    ],
)
def test_a_rating_is_stars_where_stars_can_say_it(value: str, best: str, stars: str) -> None:
    assert stars == _words.stars(Front("T", rating=Rating(value, best)))


def test_a_rating_without_stars_is_a_bar(engines: Engines) -> None:
    draft = "---\ntitle: T\nrating: 83/100\n---\n\nText.\n"
    assert '<rect width="83.0" height="8" rx="4"/></svg> <bdi>83 out of 100</bdi>' in page(draft, engines)
    assert exporters.export("pdf", vetted(draft, engines), engines)


@pytest.mark.parametrize(("text", "minutes"), [("word " * 690, 3), ("국" * 1000, 2), ("A.", 1), ("", 1)])
def test_reading_takes_time(text: str, minutes: int, engines: Engines) -> None:
    assert minutes == _words.minutes(vetted(text, engines).blocks)
