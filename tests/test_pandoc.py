"""Pandoc: it reads and writes as its command line does, within its sandbox and its limits."""

import io
import json
import os
import signal
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.engines import Engines, _pandoc_worker
from pipeline.engines import pandoc as module
from pipeline.engines.pandoc import Pandoc
from pipeline.errors import EngineUnavailable, ExportFailed, UnreadableDraft
from pipeline.readers.markdown import FORMAT
from tests import commandline
from tests.exporting import PNG

ROOT = Path(__file__).parent.parent
DRAFTS = sorted((*ROOT.glob("drafts/*.md"), *ROOT.glob("tests/data/*.md"), *ROOT.glob("tests/data/stress/*.md")))
EMPTY = {"pandoc-api-version": [1, 23], "meta": {}, "blocks": []}


@pytest.fixture(scope="module")
def pandoc() -> Iterator[Pandoc]:
    with Engines() as engines:
        yield engines.get(Pandoc)


def test_it_finds_a_known_thing(pandoc: Pandoc) -> None:
    assert "reads *italic* as italics" == pandoc.probe()
    assert "3." == Pandoc.version()[:2]


def test_parse_gives_places(pandoc: Pandoc) -> None:
    tree = pandoc.parse("One *two*.\n")
    assert "1:5-1:10" in str(tree["blocks"])
    assert [1, 23] == tree["pandoc-api-version"][:2]


def test_write_gives_bytes(pandoc: Pandoc) -> None:
    tree = pandoc.parse("Zoë *two*.\n", "commonmark_x-smart")
    assert b"<p>Zo\xc3\xab <em>two</em>.</p>\n" == pandoc.write(tree, "html")


# the same as the command line, to the byte

FORMATS = [
    ("html5", "none", "none"),
    ("typst-smart", "none", "none"),
    ("commonmark_x-smart-tex_math_dollars", "none", "default"),
    ("html", "preserve", "default"),
    ("plain", "auto", "default"),
]


def same(pandoc: Pandoc, data: bytes, from_: str, formats: list[tuple[str, str, str]]) -> None:
    """Reading and writing give what the command line gives."""
    tree = commandline.pandoc(data, from_, "json", "--sandbox")
    assert json.loads(tree) == pandoc.tree(data, from_)
    for to, wrap, highlighting in formats:
        options = (f"--wrap={wrap}", f"--syntax-highlighting={highlighting}")
        expected = commandline.pandoc(tree, "json", to, "--sandbox", *options)
        assert expected == pandoc.write(json.loads(tree), to, wrap=wrap, highlighting=highlighting)


@pytest.mark.parametrize("path", DRAFTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_draft_is_read_and_written_as_by_the_command_line(path: Path, pandoc: Pandoc) -> None:
    same(pandoc, path.read_bytes(), FORMAT, FORMATS)


@pytest.mark.parametrize(
    "text",
    [
        *("", "\n", "\n\n\n", "a", "a  ", "- a", "- a\n", "- a\n\n\n", "```\na", "```\na\n\n", "> - a", "::: x\na"),
        *("| a |\n|-|\n| b |", "[^1]\n\n[^1]: a", "<div>\na", "a\r\nb\rc\n", "\r", "`$x$` $y$ $$z$$", "\\\\ \\\n"),
        *("a\tb\n\n\tc\td\n", "-\ta\n\n\t-\tb\n\n\t\tc\n", "- e\u0301\tb", "\u6587\tb", "\x0b\ta\u2028\tb"),
        *("\ufeff\ta\tb", "\ufeff# a\n", "\ufeff\ufeffa", "a\n\x0c\n\tb", "\x00\x01\x7f", "\U0001f8ff"),
        *("ok", "\x00\x00\x00\x02\x00\x00\x00\x02ok"),
    ],
)  # fmt: skip
def test_odd_texts_are_read_and_written_as_by_the_command_line(text: str, pandoc: Pandoc) -> None:
    same(pandoc, text.encode(), FORMAT, FORMATS[:1])


@pytest.mark.slow
@given(st.text(st.characters(exclude_categories=["Cs"])) | st.text("ab \t\r\n-*>`[]()#|:<\ufeff\u0301"))
@settings(max_examples=60)
def test_any_text_is_read_as_by_the_command_line(pandoc: Pandoc, text: str) -> None:
    tree = json.loads(commandline.pandoc(text.encode(), FORMAT, "json", "--sandbox"))
    assert tree == pandoc.parse(text, FORMAT)


@pytest.mark.parametrize("from_", ["html", "docx", "odt"])
def test_files_are_read_as_by_the_command_line(from_: str, pandoc: Pandoc) -> None:
    page = b"<title>T</title><h1>A</h1>\r\n<pre>\n\tx\ty\n</pre><p>b\tc <i>d</i></p><table><tr><td>e</td></tr></table>"
    data = page if from_ == "html" else commandline.pandoc(page, "html", from_)
    assert json.loads(commandline.pandoc(data, from_, "json", "--sandbox")) == pandoc.tree(data, from_)


def test_a_word_file_is_written_as_by_the_command_line(pandoc: Pandoc, tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(PNG)
    text = "A *word* and ![a dot](a.png).\n\n- [x]{.insertion author=A date=2024-01-01T00:00:00Z}\n\n[^1]\n\n[^1]: b\n"
    tree = pandoc.parse(text, "commonmark_x")
    options = ("--resource-path", str(tmp_path))
    expected = commandline.pandoc(json.dumps(tree).encode(), "json", "docx", *options)
    assert _parts(expected) == _parts(pandoc.write(tree, "docx", resources=tmp_path))


def _parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist() if name != "docProps/core.xml"}


# the sandbox


def test_write_takes_in_only_what_is_in_its_folder(pandoc: Pandoc, tmp_path: Path) -> None:
    folder = tmp_path / "assets"
    folder.mkdir()
    (folder / "a.png").write_bytes(PNG)
    (tmp_path / "b.png").write_bytes(PNG)
    for address in ("../b.png", str(tmp_path / "b.png"), (tmp_path / "b.png").as_uri(), "https://example.org/b.png"):
        written = pandoc.write(pandoc.parse(f"![A](a.png) ![B]({address})\n", "commonmark_x"), "docx", resources=folder)
        assert 1 == sum(name.endswith(".png") for name in _parts(written)), address
        assert b"example.org" not in b"".join(_parts(written).values())
    with pytest.raises(ExportFailed, match="it takes pictures in, and no folder was given"):
        pandoc.write(EMPTY, "docx")
    assert b'src="a.png"' in pandoc.write(pandoc.parse("![A](a.png)\n", "commonmark_x"), "html", resources=folder)


@pytest.mark.parametrize(
    ("from_", "text"),
    [
        ("latex", "Before.\n\n\\input{{{path}}}\n\\include{{{path}}}\\lstinputlisting{{{path}}}\n"),
        ("rst", "Before.\n\n.. include:: {path}\n"),
        ("org", "Before.\n\n#+INCLUDE: {path}\n"),
        ("typst", 'Before.\n\n#include "{path}"\n#read("{path}")\n'),
        ("commonmark_x", "Before.\n\n!include {path}\n"),
    ],
)
def test_a_file_cannot_be_read_from_a_draft(from_: str, text: str, pandoc: Pandoc, tmp_path: Path) -> None:
    (tmp_path / "kept.tex").write_text("kept-for-ourselves", "utf-8")
    try:
        said = str(pandoc.parse(text.format(path=tmp_path / "kept.tex"), from_))
    except UnreadableDraft as error:
        said = f"Before. {error}"
    assert "Before." in said and "kept-for-ourselves" not in said


# what goes wrong


def test_what_cannot_be_done_is_a_sentence(pandoc: Pandoc) -> None:
    with pytest.raises(ExportFailed, match=r"^pandoc could not write nonsense: Unknown output format nonsense$"):
        pandoc.write(EMPTY, "nonsense")
    with pytest.raises(UnreadableDraft, match=r"^pandoc could not read this nonsense: Unknown input format"):
        pandoc.parse("a", "nonsense+smart")
    with pytest.raises(UnreadableDraft, match="pandoc could not read this docx: couldn't unpack"):
        pandoc.tree(b"not a zip", "docx")
    with pytest.raises(UnreadableDraft, match="it is not UTF-8; save it as that"):
        pandoc.tree(b"\xff\xfe", "html")
    assert pandoc.parse("One.\n")["blocks"], "and the next one is answered"


def test_time_is_limited_and_the_next_draft_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SECONDS", 0.0)
    late = Pandoc()
    with pytest.raises(UnreadableDraft, match=r"it took more than 0.0 seconds; split it into parts"):
        late.parse("A word *or* two.\n\n" * 5000)
    late._worker._seconds = 60
    assert late.parse("One.\n")["blocks"]
    late.close()


def test_memory_is_limited_and_the_next_draft_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MEMORY", 120)
    small = Pandoc()
    with pytest.raises(UnreadableDraft, match="it needs more than 120 MB of memory; split it into parts"):
        small.parse("A word *or* two, again and again.\n\n" * 20_000)
    assert small.parse("One.\n")["blocks"]
    small.close()


@pytest.mark.skipif(os.name == "nt", reason="no such signals on Windows")
def test_a_process_that_was_ended_while_it_waited_is_started_anew() -> None:
    pandoc = Pandoc()
    assert pandoc.parse("One.\n")
    process = pandoc._worker._process
    assert process is not None
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    assert pandoc.parse("Two.\n")
    pandoc.close()


def test_closing_ends_the_process() -> None:
    pandoc = Pandoc()
    assert pandoc.parse("One.\n")
    process = pandoc._worker._process
    assert process is not None
    pandoc.close()
    assert process.poll() is not None
    assert pandoc.parse("Again.\n"), "what is asked after all is answered"
    pandoc.close()
    pandoc.close()


def test_an_answer_that_nobody_waited_for_goes_to_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    pandoc = Pandoc()
    assert pandoc.parse("One.\n")
    with monkeypatch.context() as patched:
        patched.setattr(_pandoc_worker, "_read", _interrupted)
        with pytest.raises(KeyboardInterrupt):
            pandoc.parse("Two.\n")
    assert "Three" in str(pandoc.parse("Three.\n"))
    pandoc.close()


def _interrupted(*_: object) -> bytes:
    raise KeyboardInterrupt


def test_threads_get_their_own_answers(pandoc: Pandoc) -> None:
    found: dict[int, str] = {}

    def ask(number: int) -> None:
        for _ in range(5):
            tree = pandoc.parse(f"word{number} " * (number + 1), "commonmark")
            found[number] = pandoc.write(tree, "plain", wrap="none").decode().strip()

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {number: " ".join([f"word{number}"] * (number + 1)) for number in range(8)} == found


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork on Windows")
@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")
def test_a_fork_has_a_process_of_its_own(pandoc: Pandoc) -> None:
    assert pandoc.parse("One.\n")
    child = os.fork()
    if child == 0:
        try:
            told = "Two" in str(pandoc.parse("Two.\n"))
            pandoc.close()
        finally:
            os._exit(0 if told else 1)
    assert 0 == os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert "Three" in str(pandoc.parse("Three.\n"))


def test_a_missing_binary_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "binary", lambda: "no-such-pandoc")
    with pytest.raises(EngineUnavailable, match="pandoc could not be started"):
        Pandoc().parse("One.\n")
