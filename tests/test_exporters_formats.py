"""The three formats: complete, well formed, the same bytes each time, and right by a validator of others."""

import datetime
import io
import re
import time
import tomllib
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from pypdf import PdfReader
from pypdf.generic import Destination

from pipeline import exporters, readers, source, typeset
from pipeline.document import BlockKind
from pipeline.engines import Engines
from pipeline.engines.typst import Typst, TypstRefused
from pipeline.errors import EngineUnavailable, ExportFailed
from pipeline.exporters import Vetted, _addresses, _words
from pipeline.house import House, styles
from pipeline.source import Source
from tests.exporting import FRONT, PNG, Tags, page, unzipped, vetted

STRESS = Path(__file__).parent / "data" / "stress" / "stress.md"

ESSAY = FRONT + (
    "The *first* paragraph has a note.[^n] It’s “quoted”, 'plain' -- and -1 ... well---enough.\n\n"
    "## A part\n\n- one\n- two\n\n> Quoted words.\n\n| a | b |\n|---|---|\n| c | d |\n\n"
    "### A part of it\n\n`code` and [a link](https://example.org/), # @ = + / \\* _ ~ < > \\$ ; #let x\n\n"
    "## Another part\n\nLast words.\n\n[^n]: The note’s own words.\n"
)

VOID_XML = re.compile(r"<(meta|link|br|img|hr)\b([^>]*?)/?>")


@pytest.fixture(scope="module")
def stress(engines: Engines) -> Vetted:
    works = tomllib.loads((STRESS.parent / "works.toml").read_text("utf-8"))
    return vetted(source.read(STRESS).text, engines, STRESS.parent, works=works)


@pytest.fixture(scope="module")
def printable(engines: Engines) -> Vetted:
    """The stress draft without the scripts that only the system's fonts have."""
    works = tomllib.loads((STRESS.parent / "works.toml").read_text("utf-8"))
    text = re.sub(r"\[[^]]+\]\{lang=(ko|ja|zh-Hans)\}", "–", source.read(STRESS).text)
    return vetted(text, engines, STRESS.parent, works=works)


@pytest.fixture(scope="module")
def essay(engines: Engines) -> Vetted:
    return vetted(ESSAY, engines)


def letters(text: str) -> str:
    """A text without spaces and hyphens, which line breaks change."""
    return re.sub(r"[\s\u00ad\u2010-]", "", text)


WORDS = letters(
    "The first paragraph has a note. It’s “quoted”, 'plain' -- and -1 ... well---enough. A part one two Quoted words. "
    "a b c d A part of it code and a link, # @ = + / * _ ~ < > $ ; #let x Another part Last words. "
    "Notes The note’s own words."
)


# HTML


def test_a_page_asks_nothing_of_the_network_and_runs_no_script(stress: Vetted, engines: Engines) -> None:
    for tag, attributes in Tags(exporters.export("html", stress, engines).decode()).tags:
        assert tag not in ("link", "iframe", "object", "base")
        assert tag != "script" or attributes == {"type": "application/ld+json"}
        assert not (attributes.get("src") or "").startswith(("http:", "https:", "//", "data:"))
    style = re.search(r"<style>(.*?)</style>", page(ESSAY, engines), re.DOTALL)
    assert style is not None
    assert "url(" not in style[1]
    assert "@import" not in style[1]


def test_a_page_has_its_parts(stress: Vetted, engines: Engines) -> None:
    made = exporters.export("html", stress, engines).decode()
    tags = [tag for tag, _ in Tags(made).tags]
    for once in ("main", "article", "h1", "header", "title"):
        assert 1 == tags.count(once), once
    assert '<html lang="en-GB">' in made
    assert '<a class="skip" href="#text.start">' in made
    assert '<time datetime="2024-11-05">5 November 2024</time>' in made
    assert "<cite>Low Water</cite>, film, Ines Okafor, 2019" in made
    assert "The Keeper’s “Last” Light &amp; Other &lt;Signals&gt;" in made
    assert made.count('role="doc-noteref"') == made.count('role="doc-backlink"') == 2


def test_every_link_inside_a_page_leads_somewhere(stress: Vetted, engines: Engines) -> None:
    tags = Tags(exporters.export("html", stress, engines).decode()).tags
    ids = [attributes["id"] for _, attributes in tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    inside = {(a.get("href") or "")[1:] for _, a in tags if (a.get("href") or "").startswith("#")}
    assert inside <= set(ids)


def test_a_title_is_escaped_wherever_it_stands(engines: Engines) -> None:
    made = page("---\ntitle: '</title><script>x</script>\"&'\nauthor: '<b>\"'\n---\n\nText.\n", engines)
    assert "<script>" not in made
    assert "<b>" not in made
    assert "<title>&lt;/title&gt;&lt;script&gt;x&lt;/script&gt;&#34;&amp;</title>" in made


# EPUB


def test_a_book_is_a_container_of_well_formed_files(stress: Vetted, engines: Engines) -> None:
    book = exporters.export("epub", stress, engines)
    files = unzipped(book)
    assert "mimetype" == next(iter(files))
    assert b"application/epub+zip" == book[38:58]
    for name, data in files.items():
        if name.endswith((".xhtml", ".opf", ".xml")):
            ET.fromstring(data)  # noqa: S314 -- our own
    opf = ET.fromstring(files["EPUB/package.opf"])  # noqa: S314 -- our own
    listed = {f"EPUB/{item.get('href')}" for item in opf.iter("{http://www.idpf.org/2007/opf}item")}
    assert set(files) - {"mimetype", "META-INF/container.xml", "EPUB/package.opf"} == listed


def test_a_book_s_contents_lead_to_its_headings(essay: Vetted, engines: Engines) -> None:
    files = unzipped(exporters.export("epub", essay, engines))
    nav, text = files["EPUB/nav.xhtml"].decode(), files["EPUB/text.xhtml"].decode()
    assert ["a-part", "a-part-of-it", "another-part"] == re.findall(r'href="text.xhtml#([\w-]+)"', nav)
    for identifier in re.findall(r'href="text.xhtml#([^"]+)"', nav):
        assert f'id="{identifier}"' in text
    assert re.search(r"A part</a>\s*<ol>\s*<li><a [^>]*>A part of it</a></li>\s*</ol>", nav)


@pytest.mark.parametrize(
    ("draft", "claimed", "unclaimed"),
    [
        ("Text.", ["<meta property=\"schema:accessModeSufficient\">textual<"], ["visual", "alternativeText"]),
        ("![](pictures/mark.png) a", ["visual"], ["alternativeText", "Sufficient\">textual<"]),
        ("![A disc](pictures/mark.png)", ["visual", "alternativeText"], []),
    ],
)  # fmt: skip
def test_a_book_claims_only_what_is_so(draft: str, claimed: list[str], unclaimed: list[str], engines: Engines) -> None:
    opf = unzipped(exporters.export("epub", vetted(FRONT + draft + "\n", engines, STRESS.parent), engines))[
        "EPUB/package.opf"
    ]
    assert all(part in opf.decode() for part in claimed)
    assert not any(part in opf.decode() for part in unclaimed)


def test_an_address_of_a_site_is_no_link_in_a_book(engines: Engines) -> None:
    review = vetted(FRONT + "[a](other.html) [b](https://example.org/)\n", engines)
    text = unzipped(exporters.export("epub", review, engines))["EPUB/text.xhtml"].decode()
    assert "other.html" not in text
    assert 'href="https://example.org/"' in text


# PDF


def test_a_pdf_says_what_it_is(printable: Vetted, engines: Engines) -> None:
    reader = PdfReader(io.BytesIO(exporters.export("pdf", printable, engines)))
    assert reader.metadata is not None
    assert 'The Keeper’s “Last” Light & Other <Signals>: A Review of "Low Water"' == reader.metadata.title
    assert "en-GB" == str(reader.root_object["/Lang"])
    assert "{'/Marked': True, '/Suspects': False}" == str(reader.root_object["/MarkInfo"])
    assert [reader.metadata.title] == [str(entry.title) for entry in reader.outline if isinstance(entry, Destination)]


def test_a_pdf_has_the_pages_of_a_book(engines: Engines) -> None:
    """Heads from the second page on, notes at the foot of their page, no heading or lone line where a page turns."""
    words = "with an incomprehensible representation "
    parts = [
        f"## Part {number}\n\nBegin a claim.[^{number}] {words * 5}end.\n\n"
        + "\n\n".join(f"Begin {words * (length + number)}end." for length in range(3, 9))
        + f"\n\n[^{number}]: Evidence {number}.\n\n"
        for number in range(1, 6)
    ]
    reader = PdfReader(io.BytesIO(exporters.export("pdf", vetted(FRONT + "".join(parts), engines), engines)))
    pages = [page.extract_text().splitlines() for page in reader.pages]
    assert len(pages) > 4
    assert [str(number) for number, _ in enumerate(pages, 1)] == [lines[-1] for lines in pages]
    assert ["A Title", *["Ada Quill A Title"] * (len(pages) - 1)] == [lines[0] for lines in pages]
    assert any(line.endswith("\u00ad") for lines in pages for line in lines), "a word is hyphenated"
    for number in range(1, 6):
        (marked,) = (lines for lines in pages if any(f"a claim.{number}" in line for line in lines))
        noted = [line for line in marked if re.fullmatch(rf"{number}\s*Evidence {number}\.", line)]
        assert noted == [line for line in marked[-4:-1] if line in noted] != []
    bodies = [[line for line in lines[1:-1] if "Evidence" not in line] for lines in pages]
    assert not [body[-1] for body in bodies if body[-1].startswith(("Part", "Begin"))]
    assert not [body[0] for body in bodies[1:] if "end." in body[0]]


def test_characters_are_printed_as_they_stand(engines: Engines) -> None:
    risky = "-- --- ... 'a' \"b\" -1 1/2 a~b *c* _d_ #e @f $g <h> `i [j] \\k = + // /* ; (l) 2.5 a.b (x).y"
    escaped = re.sub(r"([\\`*_~<>\[\]#$@'\"^{}])", r"\\\1", risky)
    reader = PdfReader(io.BytesIO(exporters.export("pdf", vetted(FRONT + escaped + "\n", engines), engines)))
    assert letters(risky) in letters(reader.pages[0].extract_text())


@pytest.mark.parametrize(
    ("text", "literal"), [('a"b', '"a\\"b"'), ("a\\b", '"a\\\\b"'), ("a\nb", '"a\\nb"'), ("#{a}", '"#{a}"')]
)
def test_a_string_is_escaped(text: str, literal: str) -> None:
    assert literal == _addresses.string(text)


def test_characters_that_no_font_has_are_named_with_their_line(engines: Engines) -> None:
    with pytest.raises(
        ExportFailed, match=r"draft\.md:11: no font has \U0001f8ff \(line 11\); install Noto Color Emoji"
    ):
        exporters.export("pdf", vetted(FRONT + "Text.\n\nMore \U0001f8ff text.\n", engines), engines)


def test_a_picture_that_is_damaged_is_named(tmp_path: Path, engines: Engines) -> None:
    (tmp_path / "dot.png").write_bytes(PNG[:40])
    with pytest.raises(ExportFailed, match=r"draft\.md: Typst can't read pictures/dot\.png; save the picture anew"):
        exporters.export("pdf", vetted(FRONT + "![a dot](dot.png)\n", engines, tmp_path), engines)


def test_typst_is_stopped_when_it_takes_too_long_and_starts_again() -> None:
    typst = Typst(seconds=1)
    try:
        with pytest.raises(EngineUnavailable, match="took more than"):
            typst.compile({"main.typ": b"#for i in range(90000) { for j in range(90000) { i = j } }\n"})
        typst._seconds = 60
        with pytest.raises(TypstRefused, match="expected"):
            typst.compile({"main.typ": b"#let = "})
    finally:
        typst.close()


def test_typst_reads_no_file_but_those_it_is_given(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    typst = Typst()
    try:
        for address in (secret.as_posix(), f"../{secret.relative_to(secret.anchor).as_posix()}", "../../etc/hostname"):
            with pytest.raises(TypstRefused, match=r"not found|outside|escape|access"):
                typst.compile({"main.typ": f'#read("{address}")'.encode()})
    finally:
        typst.close()


# all


@pytest.mark.parametrize("name", exporters.names())
def test_the_same_draft_makes_the_same_bytes(
    name: str, printable: Vetted, engines: Engines, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = exporters.export(name, printable, engines)
    with monkeypatch.context() as elsewhere:
        elsewhere.setenv("TZ", "Pacific/Auckland")
        elsewhere.setattr("time.time", lambda: 4_000_000_000.0)
        set_zone()
        assert first == exporters.export(name, printable, engines)
    set_zone()


def set_zone() -> None:
    """Have the process look at TZ again, where it can."""
    if hasattr(time, "tzset"):
        time.tzset()


@pytest.mark.parametrize("name", ["html", "epub"])
def test_every_word_comes_through_in_order(name: str, essay: Vetted, engines: Engines) -> None:
    made = exporters.export(name, essay, engines)
    text = (unzipped(made)["EPUB/text.xhtml"] if name == "epub" else made).decode()
    shown = "".join(Tags(re.sub(r"<sup><a .*?</sup>|<math.*?</math>", "", text)).text)
    assert WORDS in letters(shown)


def test_a_rule_at_the_foot_of_a_page_leaves_its_notes_links_alone(engines: Engines) -> None:
    notes = "[^1]: A [note](https://example.org/a).\n[^2]: A [note](https://example.org/b).\n"
    for lines in range(17, 23):
        body = "Line.\n\n" * lines
        draft = f"{FRONT}Text.[^1]\n\n{body}Last.[^2]\n\n---\n\nEnd.\n\n{notes}"
        assert exporters.export("pdf", vetted(draft, engines), engines).startswith(b"%PDF")


def test_every_word_is_in_the_pdf_in_order(essay: Vetted, engines: Engines) -> None:
    reader = PdfReader(io.BytesIO(exporters.export("pdf", essay, engines)))
    shown = letters("".join(page.extract_text() for page in reader.pages))
    at = 0
    for word in (
        "paragraph",
        "“quoted”,",
        "'plain'",
        "...",
        "well---enough.",
        "one",
        "Quotedwords.",
        "alink",
        "Lastwords.",
    ):
        at = shown.find(letters(word), at)
        assert at >= 0, word
    assert "ownwords." in shown


@pytest.mark.parametrize("name", exporters.names())
def test_a_bare_draft_is_exported_without_what_it_lacks(name: str, engines: Engines) -> None:
    made = exporters.export(name, vetted("Only a sentence.\n", engines), engines)
    text = unzipped(made)["EPUB/text.xhtml"] if name == "epub" else made
    assert b"2000" not in text or name == "pdf"
    assert b"None" not in text


@pytest.mark.parametrize(
    ("kind", "style", "html", "printed"),
    [
        ("film", "chicago-18", "<cite>Low “Water”</cite>", "Low “Water”, film"),
        ("song", "chicago-18", '“<cite class="plain">Low ‘Water’</cite>”', "“Low ‘Water’”, song"),
        ("film", "ap", '“<cite class="plain">Low ‘Water’</cite>”', "“Low ‘Water’”, film"),
        ("game", "ap", '<cite class="plain">Low “Water”</cite>', "Low “Water”, game"),
    ],
)
def test_the_work_reviewed_is_set_in_the_house_s_style(
    kind: str, style: str, html: str, printed: str, engines: Engines
) -> None:
    draft = FRONT.replace("reviewed: Low Water", f"reviewed: {{title: Low “Water”, kind: {kind}}}") + "Text.\n"
    review = vetted(draft, engines, style=styles.named(style))
    assert html in exporters.export("html", review, engines).decode()
    assert html in unzipped(exporters.export("epub", review, engines))["EPUB/text.xhtml"].decode()
    made = PdfReader(io.BytesIO(exporters.export("pdf", review, engines)))
    assert printed in made.pages[0].extract_text()


def test_words_about_a_review() -> None:
    assert "31 March 2025" == _words.day(datetime.date(2025, 3, 31))
    front = vetted_front(("A", "B", "C"))
    assert "A, B and C" == _words.byline(front)
    assert "" == _words.byline(vetted_front(()))


def vetted_front(authors: tuple[str, ...]) -> exporters.Front:
    return exporters.Front("T", authors=authors)


# the marks that are linted are the marks that are published


MARKS = (
    "It’s “quoted,” isn’t it? A pause – then 5′ 10″ and “a ‘nested’ one” … 1990–95, the ’90s.",
    "It's \"quoted,\" isn't it? A pause -- then 5' 10\" and ... the '90s.",
)


@pytest.mark.parametrize("text", MARKS)
@pytest.mark.parametrize("name", exporters.names())
def test_no_format_changes_a_mark(name: str, text: str, engines: Engines) -> None:
    assert letters(text) in letters(words_of(name, FRONT + text + "\n", engines))


@pytest.mark.parametrize("name", exporters.names())
def test_every_format_has_the_marks_that_the_house_sets(name: str, engines: Engines) -> None:
    draft = readers.read(Source("draft.md", FRONT + MARKS[1] + "\n"), engines)
    house = House(quotes="curly", profile="chicago-18")
    published = typeset.published(draft, house, lambda source: readers.read(source, engines))
    body = next(block.text for block in published.blocks if block.kind is BlockKind.PARAGRAPH)
    assert "It’s “quoted,” isn’t it? A pause – then 5′ 10″ and … the ’90s." == body
    assert letters(body) in letters(words_of(name, published.source.text, engines))


def words_of(name: str, draft: str, engines: Engines) -> str:
    """What a reader reads of a draft in a format."""
    made = exporters.export(name, vetted(draft, engines), engines)
    if name == "pdf":
        return "".join(page.extract_text() for page in PdfReader(io.BytesIO(made)).pages)
    text = (unzipped(made)["EPUB/text.xhtml"] if name == "epub" else made).decode()
    return "".join(Tags(text).text)


# the page


def test_a_page_of_ten_thousand_words_is_light(engines: Engines) -> None:
    paragraph = "The lamp was lit at nine, and nobody in the village could say by whom or for how long it would burn. "
    draft = FRONT + "".join(f"## Part {part}\n\n" + (paragraph * 9 + "\n\n") * 5 for part in range(11))
    made = exporters.export("html", vetted(draft, engines), engines)
    assert len(draft.split()) > 10_000
    assert len(made) < 100_000


def test_pictures_have_sizes_and_wait_until_they_are_seen(stress: Vetted, engines: Engines) -> None:
    images = [has for tag, has in Tags(exporters.export("html", stress, engines).decode()).tags if tag == "img"]
    assert len(images) > 1
    assert all({"width", "height", "alt"} <= has.keys() and has["loading"] == "lazy" for has in images)


def test_a_cover_is_above_the_text_unless_the_text_shows_it(engines: Engines) -> None:
    front = FRONT.replace("---\n\n", "cover: {image: pictures/mark.png, alt: A red disc}\n---\n\n")
    shown = page(front + "Text.\n", engines, STRESS.parent)
    assert re.search(
        r'<p class="cover"><img src="pictures/mark.png" alt="A red disc" width="\d+" height="\d+" />', shown
    )
    again = front + "![A disc](pictures/mark.png)\n"
    assert 'class="cover"' not in page(again, engines, STRESS.parent)
    printed = PdfReader(io.BytesIO(exporters.export("pdf", vetted(front + "Text.\n", engines, STRESS.parent), engines)))
    assert 1 == len(printed.pages[0].images)


def test_a_title_of_the_front_matter_has_its_emphasis(engines: Engines) -> None:
    review = vetted(FRONT.replace('"A Title"', '"Why *Low Water* rises, and snake_case_names stay"'), engines)
    assert "Why Low Water rises, and snake_case_names stay" == review.front.title
    made = exporters.export("html", review, engines).decode()
    assert "<h1>Why <em>Low Water</em> rises, and snake_case_names stay</h1>" in made
    assert "<title>Why Low Water rises, and snake_case_names stay</title>" in made
