"""Other people's files become Markdown drafts that read back to the same prose."""

import base64
import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from pipeline import intake
from pipeline.document import BlockKind, Document
from pipeline.errors import Refused, UnreadableDraft
from pipeline.intake import _pictures
from tests.commandline import pandoc
from tests.exporting import PNG
from tests.reading import ENGINES, read, texts

PAGE = """<!doctype html>
<html lang="en-GB"><head><title>Night Ferry – The Paper</title>
<meta name="author" content="Jane Doe"><meta property="article:published_time" content="2023-04-05T10:00:00Z">
<script>var a = "<p>no text</p>";</script><style>p { color: red }</style></head>
<body><header><h2>The Paper</h2><nav><a href="/">Home</a></nav></header>
<article><p>Related: a short one</p></article>
<main><article>
<header><h1>The <em>Night Ferry</em></h1></header>
<p class="lead">He said &ldquo;yes&rdquo; &amp; <i lang="fr">oui</i>.</p>
<figure><img src="a.png" alt="A door"><figcaption>A <em>still</em></figcaption></figure>
<blockquote><p>It rains.</p><footer>The captain</footer></blockquote>
<ul><li>one</li><li><p>two</p></li></ul>
<aside>Buy it now</aside><div class="share"><button>Share</button></div>
<table><tr><th>a</th><th>b</th></tr><tr><td colspan="2"><p>c</p><p>d</p></td></tr></table>
<h2 id="end" class="x">The end</h2>
<p>Line<br>two <a href="#end">inside</a> and <a href="https://a.example">out</a>.</p>
</article></main><footer>All rights reserved</footer></body></html>
"""

MARKDOWN = """---
title: Night Ferry
author: Jane Doe
---

A *quiet* film.[^1]

> It rains.

- one
- two

| a | b |
|---|---|
| c | d |

[^1]: A note.
"""


def imported(tmp_path: Path, name: str, data: bytes | str) -> tuple[str, Document]:
    path = tmp_path / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode("utf-8"))
    text = intake.import_draft(path, ENGINES).text
    return text, read(text)


def test_html(tmp_path: Path) -> None:
    text, document = imported(tmp_path, "ferry.html", PAGE)
    assert {
        "title": "The Night Ferry",
        "author": "Jane Doe",
        "date": "2023-04-05",
        "lang": "en-GB",
    } == document.metadata
    assert [
        (BlockKind.HEADLINE, "The Night Ferry"),
        (BlockKind.PARAGRAPH, "He said “yes” & oui."),
        (BlockKind.ALTERNATIVE_TEXT, "A door"),
        (BlockKind.CAPTION, "A still"),
        (BlockKind.BLOCK_QUOTE, "It rains."),
        (BlockKind.BLOCK_QUOTE, "The captain"),
        (BlockKind.LIST_ITEM, "one"),
        (BlockKind.LIST_ITEM, "two"),
        (BlockKind.TABLE_CELL, "a"),
        (BlockKind.TABLE_CELL, "b"),
        (BlockKind.TABLE_CELL, "c d"),
        (BlockKind.HEADING, "The end"),
        (BlockKind.PARAGRAPH, "Line\ntwo inside and out."),
    ] == [(block.kind, block.text) for block in document.blocks]
    assert '[*oui*]{lang="fr"}' in text
    assert "<" not in text


def test_html_without_an_article(tmp_path: Path) -> None:
    page = "<p>One.</p><nav>Home</nav><div hidden>No</div><p>Two.</p><pre><code>x = 1</code></pre>"
    text, document = imported(tmp_path, "a.htm", page)
    assert ["One.", "Two."] == texts(document)
    assert "x = 1" in text


def test_html_with_an_unclosed_element_loses_nothing(tmp_path: Path) -> None:
    _, document = imported(tmp_path, "a.html", "<p>One.</p><nav><ul><li>Home</ul><p>Two.</p>")
    assert ["One.", "Home", "Two."] == texts(document)


def test_html_in_another_encoding(tmp_path: Path) -> None:
    _, document = imported(tmp_path, "a.html", '<meta charset="windows-1252"><p>Zoë’s “door”.</p>'.encode("cp1252"))
    assert ["Zoë’s “door”."] == texts(document)


@pytest.mark.parametrize("suffix", ["docx", "odt"])
def test_office(tmp_path: Path, suffix: str) -> None:
    data = pandoc(MARKDOWN.encode(), "markdown", suffix)
    _, document = imported(tmp_path, f"ferry.{suffix}", data)
    assert ("Night Ferry", "Jane Doe") == (document.title, document.metadata["author"])
    assert ["Night Ferry", "A quiet film.", "A note.", "It rains.", "one", "two", "a", "b", "c", "d"] == texts(document)


def test_properties_of_an_office_file(tmp_path: Path) -> None:
    data = pandoc(b"# Ferry\n\nIt rains.\n", "markdown", "docx")
    old, new = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    with zipfile.ZipFile(new, "w") as archive:
        for name in old.namelist():
            part = old.read(name)
            if name == "docProps/core.xml":
                part = part.replace(
                    b"</cp:coreProperties>", b"<dc:creator>Jane &amp; Joe</dc:creator></cp:coreProperties>"
                )
                part = part.replace(b"<dc:creator></dc:creator>", b"")
            archive.writestr(name, part)
    _, document = imported(tmp_path, "a.docx", new.getvalue())
    assert ("Ferry", "Jane & Joe") == (document.metadata["title"], document.metadata["author"])
    assert ["Ferry", "It rains."] == texts(document)


def test_text(tmp_path: Path) -> None:
    pasted = "A headline\n\nA first paragraph, with its stop.\n\nRound 1 | The Theme\n\n- one\n- two\n\nThe end.\n"
    text, document = imported(tmp_path, "a.txt", pasted)
    assert "A headline" == document.title
    assert [
        "A headline",
        "A first paragraph, with its stop.",
        "Round 1 | The Theme",
        "one",
        "two",
        "The end.",
    ] == texts(document)
    assert BlockKind.CAPTION is document.blocks[2].kind
    assert "::: {.caption}" in text


def test_text_keeps_the_fields_beside_it(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text('author = "Jane Doe"\n[reviewed]\ntitle = "Ferry"\n', "utf-8")
    _, document = imported(tmp_path, "a.txt", "A headline\n\nIt rains.\n")
    assert {"title": "A headline", "author": "Jane Doe", "reviewed": {"title": "Ferry"}} == document.metadata


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.pdf", b"%PDF", "can be imported, not “.pdf”"),
        ("a.docx", b"no zip", "a.docx: pandoc could not read this docx"),
        ("a.odt", b"", "a.odt: the file is empty"),
        ("a.html", b"<p>\xff</p>", "a.html: this is not UTF-8"),
        ("a.html", b"<script>1</script>", "a.html: there is no text in it"),
        ("a.txt", b"\xff", "a.txt:1: byte 0 is not UTF-8"),
    ],
)
def test_what_cannot_be_imported_is_a_sentence(tmp_path: Path, name: str, data: bytes, said: str) -> None:
    with pytest.raises(UnreadableDraft) as caught:
        imported(tmp_path, name, data)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_missing_file_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDraft, match=r"none\.docx: no such file"):
        intake.import_draft(tmp_path / "none.docx", ENGINES)


WORDS = st.sampled_from(
    [
        *(
            "rain",
            "it’s",
            "“so”",
            "1984.",
            "Zoë",
            "東京",
            "🎬",
            "x:",
            "(b)",
            "i.",
            "!",
            "...",
            "a_b_c",
            "AT&T",
            "&",
            "$5",
            "(@x)",
        ),
        *(
            "*",
            "_a_",
            "**b**",
            "`c`",
            "#",
            "##",
            ">",
            "-",
            "+",
            "1.",
            "2)",
            ":",
            ":::",
            "|",
            "---",
            "***",
            "===",
            "~x~",
            "^",
            "$x$",
        ),
        *("[a]", "[^1]:", "[ ]", "![c](d)", "<b>", "</b>", "<!--", "-->", "&amp;", "&#65;", "\\", "\\*", "{x}", "{.a}"),
        *("{{ y }}", "{% z %}", ":smile:", "{: .x}"),
    ]
)


@settings(max_examples=60, deadline=None, phases=(Phase.generate,), suppress_health_check=list(HealthCheck))
@given(st.lists(st.lists(WORDS, min_size=1, max_size=6).map(" ".join), min_size=1, max_size=6))
def test_pasted_text_reads_back_to_the_same_prose(tmp_path: Path, lines: list[str]) -> None:
    pasted = "It rains on the harbour.\n\n" + "\n\n".join(lines) + "\n"
    path = tmp_path / "a.txt"
    path.write_text(pasted, "utf-8")
    before = read(pasted, "nowhere/a.txt")
    after = read(intake.import_draft(path, ENGINES).text)
    assert [(block.kind, block.text) for block in before.blocks] == [(block.kind, block.text) for block in after.blocks]


def office(suffix: str, parts: dict[str, bytes]) -> bytes:
    """A Word or OpenDocument file with a captioned still, parts exchanged for these by the end of their names."""
    page = f"![The door](data:image/png;base64,{base64.b64encode(PNG).decode()})\n\nIt rains.\n"
    data = pandoc(page.encode(), "markdown", suffix)
    new = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(new, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in old.namelist():
            instead = next((value for end, value in parts.items() if name.endswith(end)), None)
            archive.writestr(name, old.read(name) if instead is None else instead)
    return new.getvalue()


@pytest.mark.parametrize("suffix", ["docx", "odt"])
def test_pictures_are_unpacked_beside_the_draft(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"night ferry.{suffix}"
    path.write_bytes(office(suffix, {}))
    made = intake.import_draft(path, ENGINES)
    (name,) = made.pictures
    assert name.startswith("night-ferry-pictures/") and name.endswith(".png")
    assert f"]({name})" in made.text
    assert ((PNG,), ()) == (tuple(made.pictures.values()), made.left)
    intake.write(made, tmp_path / "night ferry.md")
    assert PNG == (tmp_path / name).read_bytes()


def test_a_caption_comes_once(tmp_path: Path) -> None:
    _, document = imported(tmp_path, "ferry.docx", office("docx", {}))
    assert [(BlockKind.CAPTION, "The door"), (BlockKind.PARAGRAPH, "It rains.")] == [
        (block.kind, block.text) for block in document.blocks
    ]


@pytest.mark.parametrize("picture", [b"<svg/>", PNG + bytes(20_000_000)], ids=["no raster", "too large"])
def test_a_picture_that_cannot_be_brought_is_named(tmp_path: Path, picture: bytes) -> None:
    path = tmp_path / "ferry.docx"
    path.write_bytes(office("docx", {".png": picture}))
    made = intake.import_draft(path, ENGINES)
    assert {} == made.pictures
    (name,) = made.left
    assert name.startswith("media/") and f"]({name})" in made.text


@pytest.mark.parametrize("address", ["../../word/document.xml", "/etc/hosts", "media/../../a.png", "document.xml", ""])
def test_a_picture_s_address_leads_nowhere_else(address: str) -> None:
    image = {"t": "Image", "c": [["", [], []], [], [address, ""]]}
    assert ({}, (address or _pictures.INSIDE,)) == _pictures.unpack(office("docx", {}), [image], "ferry-pictures")


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    made = intake.Imported("It rains.\n", {"ferry-pictures/a.png": PNG})
    (tmp_path / "ferry-pictures").mkdir()
    with pytest.raises(Refused, match=r"ferry-pictures: is there already"):
        intake.write(made, tmp_path / "ferry.md")
    assert ["ferry-pictures"] == [path.name for path in tmp_path.rglob("*")]


def test_pictures_of_a_page_stay_where_they_are(tmp_path: Path) -> None:
    (tmp_path / "a b.png").write_bytes(PNG)
    page = (
        '<p>It rains.</p><img src="a%20b.png"><img src="https://a.example/b.png"><img src="none.png">'
        '<img src="../c.png"><img src="data:image/png;base64,AAAA">'
    )
    path = tmp_path / "ferry.html"
    path.write_text(page, "utf-8")
    made = intake.import_draft(path, ENGINES)
    assert ("https://a.example/b.png", "none.png", "../c.png", _pictures.INSIDE) == made.left
    assert {} == made.pictures


def test_titles_have_no_soft_hyphens(tmp_path: Path) -> None:
    page = "<title>x</title><h1>Light&shy;houses</h1><p>It rains.</p><h2>Har&shy;bour</h2><p>Again.</p>"
    text, document = imported(tmp_path, "ferry.html", page)
    assert "Lighthouses" == document.title
    assert "## Harbour\n" in text


@pytest.mark.parametrize(
    "line",
    [
        '<p class="byline">By Ada Quill</p>',
        '<div class="meta byline"><div>By <a href="/ada">Ada Quill</a></div></div>',
        '<p>By <a rel="author" href="/ada">Ada Quill</a></p>',
    ],
)
def test_a_byline_is_the_author(tmp_path: Path, line: str) -> None:
    _, document = imported(tmp_path, "ferry.html", f"<article><h1>Ferry</h1>{line}<p>It rains.</p></article>")
    assert "Ada Quill" == document.metadata["author"]
    assert ["Ferry", "It rains."] == [block.text for block in document.blocks if block.name != "author"]


def test_no_word_of_a_byline_is_lost_that_says_more(tmp_path: Path) -> None:
    page = '<p class="byline">By the sea, by Ada Quill</p><blockquote><p class="byline">Tom Reed</p></blockquote>'
    _, document = imported(tmp_path, "ferry.html", page)
    assert ["By the sea, by Ada Quill", "Tom Reed"] == texts(document)
