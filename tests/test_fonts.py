"""Where fonts come from, and what is said where there are none."""

import io
import shutil
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from pipeline import exporters
from pipeline.engines import Engines, _fonts
from pipeline.engines.typst import Typst, TypstRefused
from pipeline.errors import BadConfiguration, ExportFailed
from tests.exporting import FRONT, vetted

DRAFT = FRONT + "Plain words.\n\nIt was called 구름 공장 at home.\n\nAn Arabic word, نهر, and 雲の工場, and 🦀.\n"


def test_folders_and_packages_have_fonts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ours, theirs = tmp_path / "house" / "faces" / "Ink.OTF", tmp_path / "site" / "inky" / "files" / "Ink.ttf"
    for path in (ours, theirs, tmp_path / "site" / "inky-1.0.dist-info" / "METADATA"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Metadata-Version: 2.1\nName: inky\nVersion: 1.0\n")
    record = "inky/files/Ink.ttf,,\ninky-1.0.dist-info/METADATA,,\n"
    (tmp_path / "site" / "inky-1.0.dist-info" / "RECORD").write_text(record)
    monkeypatch.syspath_prepend(tmp_path / "site")
    assert (ours.parent, theirs.parent.resolve()) == _fonts.folders(("faces", "inky"), tmp_path / "house")


@pytest.mark.parametrize(
    ("name", "said"),
    [("nowhere", "no folder in .* and no installed Python package"), ("empty", "has no font file")],
)
def test_a_name_without_fonts_is_a_sentence(name: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(BadConfiguration, match=said):
        _fonts.folders((name,), tmp_path)


def test_without_fonts_every_script_is_named_with_its_line_and_font() -> None:
    with Engines({Typst: lambda: Typst(system_fonts=False)}) as bare:
        with pytest.raises(ExportFailed) as refused:
            exporters.export("pdf", vetted(DRAFT, bare), bare)
        assert "refused a formula" in bare.get(Typst).probe()
        assert "no font for Korean (fonts-noto-cjk)" in bare.get(Typst).probe()
    said = str(refused.value)
    assert said.startswith("draft.md:11: no font has 구, 름, 공, 장, ")
    assert "🦀 (line 13)" in said
    assert (
        "install Noto Serif CJK (Debian: fonts-noto-cjk) and Noto Color Emoji (Debian: fonts-noto-color-emoji)" in said
    )


def test_a_picture_is_drawn_only_of_characters_that_a_font_has() -> None:
    bare = Typst(system_fonts=False)
    try:
        drawn = bare.draw({"main.typ": b'#set document(title: "x")\n#set page(width: 10pt, height: 10pt)\n'}, 72)
        assert b"\x89PNG\r\n\x1a\n" == drawn[:8]
        with pytest.raises(TypstRefused, match="could not be displayed"):
            bare.draw({"main.typ": '#set document(title: "x")\n구\n'.encode()}, 72)
    finally:
        bare.close()


@pytest.mark.slow
def test_with_fonts_every_script_is_printed_by_its_own(tmp_path: Path, engines: Engines) -> None:
    reader = PdfReader(io.BytesIO(exporters.export("pdf", vetted(DRAFT, engines), engines)))
    shown = reader.pages[0].extract_text()
    assert all(word in shown for word in ("구름 공장", "雲の工場", "🦀"))
    fonts = [font.get_object() for font in fonts_of(reader)]
    names = " ".join(str(font["/BaseFont"]) for font in fonts if "/BaseFont" in font)
    assert all(name in names for name in ("NotoSerifCJKkr", "NotoSerifCJKjp", "NotoNaskhArabic"))


@pytest.mark.slow
def test_lines_are_as_far_apart_whatever_stands_in_them(engines: Engines) -> None:
    plain = "The lamp is lit, and nobody on the quay has seen the boat go out with the tide. " * 2
    draft = FRONT + plain + plain.join(["🦀 ", "نهر ", "구름 공장 ", "`code` "]) + plain + "\n"
    reader = PdfReader(io.BytesIO(exporters.export("pdf", vetted(draft, engines), engines)))
    heights: set[float] = set()

    def visit(text: str, matrix: list[float], *_more: Any) -> None:
        if any(word in text for word in ("lamp", "nobody", "quay", "boat", "tide")):
            heights.add(round(matrix[5], 1))

    reader.pages[0].extract_text(visitor_text=visit)
    apart = [below - above for above, below in pairwise(sorted(heights))]
    assert len(apart) > 10
    assert [pytest.approx(apart[0], abs=0.15)] * len(apart) == apart


def fonts_of(reader: PdfReader) -> list[Any]:
    """The fonts of a PDF's first page."""
    resources: Any = reader.pages[0]["/Resources"]
    return list(resources["/Font"].values())


@pytest.mark.slow
def test_a_folder_of_fonts_serves_where_the_system_has_none(tmp_path: Path) -> None:
    (found,) = Path("/usr/share/fonts").rglob("NotoSerifCJK-Regular.ttc")
    shutil.copy(found, tmp_path)
    with Engines({Typst: lambda: Typst(system_fonts=False, fonts=[tmp_path])}) as own:
        made = exporters.export("pdf", vetted(FRONT + "It was called 구름 공장.\n", own), own)
    assert "구름 공장" in PdfReader(io.BytesIO(made)).pages[0].extract_text()
