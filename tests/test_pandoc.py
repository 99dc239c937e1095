"""Pandoc: it reads, writes and converts, within its sandbox and its limits."""

from pathlib import Path

import pytest

from pipeline.engines import pandoc as module
from pipeline.engines.pandoc import Pandoc
from pipeline.errors import EngineUnavailable, ExportFailed, UnreadableDraft


@pytest.fixture(scope="module")
def pandoc() -> Pandoc:
    return Pandoc()


def test_it_finds_a_known_thing(pandoc: Pandoc) -> None:
    assert "reads *italic* as italics" == pandoc.probe()
    assert "3." == Pandoc.version()[:2]


def test_parse_gives_places(pandoc: Pandoc) -> None:
    tree = pandoc.parse("One *two*.\n")
    assert "1:5-1:10" in str(tree["blocks"])
    assert [1, 23] == tree["pandoc-api-version"][:2]


def test_write_gives_bytes(pandoc: Pandoc) -> None:
    tree = pandoc.parse("Zoë *two*.\n", "commonmark_x-smart")
    assert b"<p>Zo\xc3\xab <em>two</em>.</p>" == pandoc.write(tree, "html").strip()


def test_write_embeds_only_what_is_in_its_folder(pandoc: Pandoc, tmp_path: Path) -> None:
    folder = tmp_path / "assets"
    folder.mkdir()
    (folder / "a.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>", "utf-8")
    tree = pandoc.parse("![A](a.svg)\n", "commonmark_x")
    assert b"a.svg" in pandoc.write(tree, "html", "--embed-resources")
    assert b"data:image/svg+xml" in pandoc.write(tree, "html", "--embed-resources", resources=folder)


def test_an_unknown_format_is_a_sentence(pandoc: Pandoc) -> None:
    with pytest.raises(ExportFailed, match="pandoc could not write nonsense"):
        pandoc.write({"pandoc-api-version": [1, 23], "meta": {}, "blocks": []}, "nonsense")
    with pytest.raises(UnreadableDraft, match="pandoc could not read this docx"):
        pandoc.convert(b"not a zip", "docx", "html")


def test_a_file_cannot_be_read_from_a_draft(pandoc: Pandoc, tmp_path: Path) -> None:
    (tmp_path / "secret.tex").write_text("secret", "utf-8")
    draft = f"Before.\n\n\\input{{{tmp_path}/secret.tex}}\n"
    assert b"Before." == pandoc.convert(draft.encode(), "latex", "plain").strip()


def test_time_and_memory_are_limited(pandoc: Pandoc, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SECONDS", 0.001)
    with pytest.raises(UnreadableDraft, match="it took more than"):
        pandoc.parse("One.\n")
    monkeypatch.undo()
    monkeypatch.setattr(module, "MEMORY", "8m")
    with pytest.raises(UnreadableDraft, match="it needs more than 8m of memory"):
        pandoc.parse("A word *or* two, again and again.\n\n" * 5000)


def test_a_missing_binary_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "binary", lambda: "no-such-pandoc")
    with pytest.raises(EngineUnavailable, match="pandoc could not be started"):
        Pandoc().parse("One.\n")
