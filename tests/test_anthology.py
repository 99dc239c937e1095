"""A collection as one book: its file, its chapters in order, what holds it back."""

import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from pipeline import anthology, outputs, site
from pipeline.anthology import Bound
from pipeline.config import Config
from pipeline.errors import BadConfiguration, Refused
from pipeline.run import Run
from tests.exporting import PNG, unzipped

FIELDS = "date: 2024-11-05\nlang: en-GB\nreviewed: The Long Shelf\n---\n\n"
BODY = "![A dot](dot.png)\n\n[^n]: A note.\n"
ONE = f"---\ntitle: The *Long* Shelf\nauthor: Ada Quill\n{FIELDS}Text with  two spaces.[^n]\n\n{BODY}"
TWO = f"---\ntitle: A Short One\nauthor: Ben Noakes\n{FIELDS}## A part\n\nMore.[^n]\n\n{BODY}"
FILE = 'title = "Shelves"\neditor = "Mara Quist"\ndrafts = ["two.md", "one.md"]\n'
DC = "{http://purl.org/dc/elements/1.1/}"


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two drafts that share a picture's name, and the file of their collection."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    monkeypatch.chdir(tmp_path)
    for name, text in (("one.md", ONE), ("two.md", TWO), ("shelves.toml", FILE)):
        (tmp_path / name).write_text(text, "utf-8")
    (tmp_path / "dot.png").write_bytes(PNG)
    return tmp_path


def bound(house: Path, gate: str = "errors") -> Bound:
    """What becomes of the collection with two fast checks."""
    collection = anthology.read(house / "shelves.toml")
    with Run(list(collection.drafts), select=("spacing/double-space", "quotes/unclosed-bracket")) as run:
        return anthology.bind(run, collection, house / "output", gate=gate, progress=lambda path, step: None)


def test_a_collection_is_one_book_in_its_own_order(house: Path) -> None:
    made = bound(house)
    assert Bound(house / "output" / "shelves" / "shelves.epub") == made
    assert made.path is not None
    files = unzipped(made.path.read_bytes())
    nav = files["EPUB/nav.xhtml"].decode().partition('<nav epub:type="landmarks"')[0]
    assert [
        ("chapter-1.xhtml", 'A Short One <span class="author">Ben Noakes</span>'),
        ("chapter-1.xhtml#a-part", "A part"),
        ("chapter-1.xhtml#notes.heading", "Notes"),
        ("chapter-2.xhtml", 'The <em>Long</em> Shelf <span class="author">Ada Quill</span>'),
        ("chapter-2.xhtml#notes.heading", "Notes"),
    ] == re.findall(r'<a href="([^"]+)">(.*?)</a>', nav)
    assert "Text with two spaces." in files["EPUB/chapter-2.xhtml"].decode()
    assert all(b'id="note.1"' in files[f"EPUB/chapter-{number}.xhtml"] for number in (1, 2))
    for number in (1, 2):
        assert f'src="pictures/{number}.dot.png"' in files[f"EPUB/chapter-{number}.xhtml"].decode()
        assert PNG == files[f"EPUB/pictures/{number}.dot.png"]


def test_its_manifest_says_what_it_was_made_of_and_the_site_passes_it_over(house: Path) -> None:
    assert bound(house).path
    said = outputs.read(house / "output" / "shelves")
    assert ["one.md", "two.md"] == sorted(each["source"]["path"] for each in said["chapters"])
    assert {"copydesk", "pandoc", "typst"} <= set(said["chapters"][0]["versions"])
    assert () == site.build(house / "output", Config())[1]


@pytest.mark.parametrize("name", ["by", "Feed.xml"])
def test_a_collection_is_not_in_the_site_s_way(name: str, house: Path) -> None:
    (house / "shelves.toml").rename(house / f"{name}.toml")
    collection = anthology.read(house / f"{name}.toml")
    with Run(list(collection.drafts), select=("spacing/double-space",)) as run, pytest.raises(Refused, match="rename"):
        anthology.bind(run, collection, house / "output", progress=lambda path, step: None)


def test_a_collection_has_an_editor_and_authors(house: Path) -> None:
    path = bound(house).path
    assert path is not None
    opf = ET.fromstring(unzipped(path.read_bytes())["EPUB/package.opf"])  # noqa: S314 -- our own
    assert ["Mara Quist"] == [each.text for each in opf.iter(f"{DC}creator")]
    assert ["Ben Noakes", "Ada Quill"] == [each.text for each in opf.iter(f"{DC}contributor")]
    assert ("Shelves", "en-GB", "2024-11-05") == tuple(
        opf.findtext(f".//{DC}{x}") for x in ("title", "language", "date")
    )


def test_binding_again_makes_the_same_bytes(house: Path) -> None:
    first = bound(house).path
    assert first is not None
    data = first.read_bytes()
    first.unlink()
    assert first == bound(house).path
    assert data == first.read_bytes()


def test_a_draft_that_is_held_back_holds_the_book(house: Path) -> None:
    (house / "one.md").write_text(ONE + "\nA bracket (that is never closed.\n", "utf-8")
    made = bound(house)
    assert made.path is None
    assert [True] == ["one.md: 1 error is neither mended nor decided" in trouble for trouble in made.troubles]
    assert not (house / "output").exists()
    assert bound(house, gate="none").path is not None


def test_a_draft_s_folder_is_not_written_over(house: Path) -> None:
    folder = house / "output" / "shelves"
    folder.mkdir(parents=True)
    (folder / "manifest.json").write_text('{"source": {"name": "shelves.md"}, "files": {}}', "utf-8")
    with pytest.raises(Refused, match=r"rename shelves\.toml"):
        bound(house)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "it names no drafts"),
        ('drafts = ["one.md"]', "title must be a text"),
        ('title = "T"\ndrafts = ["one.md", "one.md"]', "stands in it twice"),
        ('title = "T"\ndrafts = ["none.md"]', "no draft “none.md” beside it"),
        ('title = "T"\ndrafts = [1]', "drafts must be a name or a list of names"),
        ('title = "T"\ndrafts = ["one.md"]\ndate = "soon"', "write it as date = 2025-03-31"),
        ('title = "T"\ndrafts = ["one.md"]\neditr = "M"', "unknown key “editr”. Did you mean “editor”"),
        ("title = ", "not valid TOML"),
    ],
)
def test_a_wrong_file_is_a_sentence(text: str, said: str, house: Path) -> None:
    (house / "shelves.toml").write_text(text, "utf-8")
    with pytest.raises(BadConfiguration, match=re.escape(said)):
        anthology.read(house / "shelves.toml")
