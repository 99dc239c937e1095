"""Books: covers, contents, landmarks, notes, identifiers, and what they claim of their accessibility."""

import re
import struct
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import exporters
from pipeline.engines import Engines
from pipeline.engines.typst import Typst
from pipeline.exporters import _covers, _pictures
from tests.exporting import FRONT, PNG, unzipped, vetted

OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A draft's folder with a still picture and one that moves."""
    (tmp_path / "still.png").write_bytes(PNG)
    (tmp_path / "moving.gif").write_bytes(gif(2))
    return tmp_path


def gif(frames: int) -> bytes:
    """A GIF of two by three pixels with a table of colours of its own."""
    frame = b"\x2c" + struct.pack("<HHHHB", 0, 0, 2, 3, 0) + b"\x02\x02\x44\x01\x00"
    extension = b"\x21\xf9\x04\x00\x0a\x00\x00\x00"
    return b"GIF89a" + struct.pack("<HHBBB", 2, 3, 0x80, 0, 0) + bytes(6) + (extension + frame) * frames + b"\x3b"


def book(text: str, engines: Engines, folder: Path = Path("nowhere"), **more: Any) -> dict[str, bytes]:
    """The files of a draft's book."""
    return unzipped(exporters.export("epub", vetted(text, engines, folder, **more), engines))


def package(files: dict[str, bytes]) -> ET.Element:
    """A book's package document."""
    return ET.fromstring(files["EPUB/package.opf"])  # noqa: S314 -- our own


def said(files: dict[str, bytes], prop: str) -> list[str]:
    """What a book's metadata say of one property, in order."""
    return [each.text or "" for each in package(files).iter(f"{OPF}meta") if each.get("property") == prop]


# covers


def test_a_title_is_set_on_a_cover_with_its_words_beside_it(engines: Engines) -> None:
    files = book(FRONT + "Text.\n", engines)
    assert ("png", 1200, 1800) == _pictures.measure(files[f"EPUB/{_covers.NAME}"])
    assert f'<img src="{_covers.NAME}" alt="Cover: A Title, by Ada Quill" role="doc-cover"/>' in (
        files["EPUB/cover.xhtml"].decode()
    )
    (item,) = (one for one in package(files).iter(f"{OPF}item") if one.get("properties") == "cover-image")
    assert _covers.NAME == item.get("href")


def test_a_cover_is_the_picture_that_the_front_matter_names(folder: Path, engines: Engines) -> None:
    files = book(
        FRONT.replace("---\n\n", "cover: {image: still.png, alt: A dot}\n---\n\n") + "Text.\n", engines, folder
    )
    assert '<img src="pictures/still.png" alt="A dot" role="doc-cover"/>' in files["EPUB/cover.xhtml"].decode()
    assert f"EPUB/{_covers.NAME}" not in files
    assert ["textual", "visual"] == said(files, "schema:accessMode")


def test_a_cover_that_no_font_can_draw_is_in_words() -> None:
    with Engines({Typst: lambda: Typst(system_fonts=False)}) as bare:
        files = book("---\ntitle: 구름 공장\nauthor: Ada Quill\nlang: ko\n---\n\nText.\n", bare)
    assert '<p class="title">구름 공장</p>\n<p>Ada Quill</p>' in files["EPUB/cover.xhtml"].decode()
    assert f"EPUB/{_covers.NAME}" not in files


# contents, landmarks, notes


def test_contents_and_landmarks_lead_to_what_is_there(engines: Engines) -> None:
    files = book(FRONT + "One.[^n]\n\n## A *part*\n\n### Of 구름\n\n## Last\n\n[^n]: A note.\n", engines)
    nav = files["EPUB/nav.xhtml"].decode()
    contents, landmarks = (
        re.findall(r'<a (?:epub:type="(\w+)" )?href="([^"]+)">(.*?)</a>', part) for part in halves(nav)
    )
    assert [
        ("", "text.xhtml", "A Title"),
        ("", "text.xhtml#a-part", "A <em>part</em>"),
        ("", "text.xhtml#of-구름", 'Of <span lang="ko" xml:lang="ko">구름</span>'),
        ("", "text.xhtml#last", "Last"),
        ("", "text.xhtml#notes.heading", "Notes"),
    ] == contents
    assert [
        ("cover", "cover.xhtml", "Cover"),
        ("toc", "nav.xhtml#toc", "Contents"),
        ("bodymatter", "text.xhtml", "A Title"),
        ("endnotes", "text.xhtml#notes.heading", "Notes"),
    ] == landmarks
    ids = {identifier for data in files.values() for identifier in re.findall(rb'id="([^"]+)"', data)}
    assert {target.partition("#")[2].encode() for _, target, _ in contents + landmarks if "#" in target} <= ids


def halves(nav: str) -> tuple[str, str]:
    contents, _, landmarks = nav.partition('<nav epub:type="landmarks"')
    return contents, landmarks


def test_notes_have_their_roles_and_ways_back(engines: Engines) -> None:
    text = book(FRONT + "One.[^n]\n\n[^n]: A note.\n", engines)["EPUB/text.xhtml"].decode()
    assert '<a class="noteref" href="#note.1" id="noteref.1" role="doc-noteref" epub:type="noteref">1</a>' in text
    assert '<section class="notes" role="doc-endnotes" aria-labelledby="notes.heading" epub:type="endnotes">' in text
    assert '<li id="note.1">' in text
    assert '<a class="backlink" href="#noteref.1" role="doc-backlink"' in text


def test_every_page_of_a_book_has_a_title_and_a_language(engines: Engines) -> None:
    for name, data in book(FRONT + "Text.\n", engines).items():
        if name.endswith(".xhtml"):
            assert re.search(rb"<title>[^<]*A Title</title>", data), name
            assert b'lang="en-GB" xml:lang="en-GB"' in data, name


def test_a_book_leaves_fonts_and_colours_to_its_reader(engines: Engines) -> None:
    style = book(FRONT + "Text.\n", engines)["EPUB/style.css"].decode()
    assert not re.search(r"font-family|[^-]color:|background|@font-face|url\(", style)


# metadata


def identifier(files: dict[str, bytes]) -> str | None:
    """A book's unique identifier."""
    return package(files).findtext(f".//{DC}identifier")


def test_an_identifier_outlives_corrections(engines: Engines) -> None:
    first = identifier(book(FRONT + "Text.\n", engines))
    assert first == identifier(book(FRONT.replace("A Title", "A Better Title") + "Other text.\n", engines))
    assert first != identifier(book(FRONT + "Text.\n", engines, name="another.md"))
    assert first != identifier(book(FRONT.replace("Ada Quill", "Ben Quill") + "Text.\n", engines))


def test_an_address_identifies_a_review_wherever_its_file_is(engines: Engines) -> None:
    draft = FRONT.replace("---\n\n", "canonical: https://example.org/x\n---\n\n") + "Text.\n"
    first = book(draft, engines)
    assert identifier(first) == identifier(book(draft, engines, name="another.md"))
    assert "https://example.org/x" == package(first).findtext(f".//{DC}source")


def test_a_book_says_what_the_front_matter_says(engines: Engines) -> None:
    fields = (
        "updated: 2024-12-01\npublisher: P\nseries: {name: S, number: 3}\ntags: [a, b]\nlicence: CC-BY-4.0\n"
        "spoilers: All of it.\n---\n\n"
    )
    files = book(FRONT.replace("---\n\n", fields) + "Text.\n", engines)
    opf = package(files)
    assert ["a", "b"] == [each.text for each in opf.iter(f"{DC}subject")]
    assert "Creative Commons Attribution 4.0" == opf.findtext(f".//{DC}rights")
    assert (["S"], ["3"]) == (said(files, "belongs-to-collection"), said(files, "group-position"))
    assert ["2024-12-01T00:00:00Z"] == said(files, "dcterms:modified")
    text = files["EPUB/text.xhtml"].decode()
    for shown in ("P · S, no. 3", "updated <bdi><time", '<p class="spoilers">All of it.</p>', "Tags: a, b"):
        assert shown in text, shown


PLAIN = ["tableOfContents", "readingOrder", "ARIA", "displayTransformability"]
AA = "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"


@pytest.mark.parametrize(
    ("text", "modes", "enough", "features", "hazard", "conforms"),
    [
        ("Text.", ["textual"], ["textual"], PLAIN, "none", [AA]),
        ("## H\n\nText.", ["textual"], ["textual"], [*PLAIN, "structuralNavigation"], "none", [AA]),
        (
            "![A dot](still.png)", ["textual", "visual"], ["textual", "textual,visual"], [*PLAIN, "alternativeText"],
            "none", [AA],
        ),
        ("a ![](still.png)", ["textual", "visual"], ["textual,visual"], PLAIN, "none", []),
        (
            "![A dot](moving.gif)", ["textual", "visual"], ["textual", "textual,visual"], [*PLAIN, "alternativeText"],
            "unknown", [],
        ),
    ],
)  # fmt: skip
def test_a_book_claims_what_is_so(
    text: str,
    modes: list[str],
    enough: list[str],
    features: list[str],
    hazard: str,
    conforms: list[str],
    folder: Path,
    engines: Engines,
) -> None:
    files = book(FRONT + text + "\n", engines, folder)
    assert modes == said(files, "schema:accessMode")
    assert enough == said(files, "schema:accessModeSufficient")
    assert features == said(files, "schema:accessibilityFeature")
    assert [hazard] == said(files, "schema:accessibilityHazard")
    assert conforms == said(files, "dcterms:conformsTo")
    assert (["Ada Quill"] if conforms else []) == said(files, "a11y:certifiedBy")
    assert 1 == len(said(files, "schema:accessibilitySummary"))


# pictures that move


@pytest.mark.parametrize(
    ("data", "moving"),
    [
        (gif(1), False),
        (gif(2), True),
        (gif(2)[:30], False),
        (PNG, False),
        (PNG[:33] + b"\x00\x00\x00\x08acTL" + bytes(12) + PNG[33:], True),
        (b"RIFF....WEBPVP8X\x0a\x00\x00\x00\x02\x00\x00\x00", True),
        (b"RIFF....WEBPVP8X\x0a\x00\x00\x00\x10\x00\x00\x00", False),
        (b"", False),
    ],
)
def test_a_picture_moves_or_does_not(data: bytes, moving: bool) -> None:
    assert moving == _pictures.moves(data)


@given(st.binary(max_size=60), st.sampled_from([b"GIF89a", b"RIFF....WEBPVP8X", b"\x89PNG\r\n\x1a\n", b""]))
def test_asking_whether_a_picture_moves_never_fails(data: bytes, start: bytes) -> None:
    assert _pictures.moves(start + data) in (True, False)
