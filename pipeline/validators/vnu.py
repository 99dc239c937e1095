"""The Nu Html Checker, the W3C's own: HTML, and the CSS in it (npm `vnu-jar`; Java)."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import unquote, urlsplit

from pipeline.validators import Verdict, _tools

SUFFIX = ".html"
FAULT = "Stray end tag"

JAR = "node_modules/vnu-jar/build/dist/vnu.jar"


def found() -> str:
    """The version that npm's package has."""
    _tools.java()
    _tools.fetched(JAR)
    package = _tools.fetched("node_modules/vnu-jar/package.json")
    return f"Nu Html Checker {json.loads(package.read_text('utf-8'))['version']}"


def bad() -> bytes:
    """A page with an end tag that nothing began."""
    return (
        b'<!DOCTYPE html>\n<html lang="en"><head><title>Bad</title></head><body><p>Text.</p></section></body></html>\n'
    )


def check(paths: Sequence[Path], scratch: Path) -> Iterator[Verdict]:
    """All files in one run: it names each file that it looks at, and what it says comes after, as one JSON."""
    command: list[str | Path] = [
        _tools.java(),
        *_tools.JVM,
        "-jar",
        _tools.fetched(JAR),
        "--verbose",
        "--format",
        "json",
        *paths,
    ]
    ended = _tools.run(command)
    yield from _verdicts(paths, ended.stdout, ended.stderr)


def _verdicts(paths: Sequence[Path], looked_at: str, answer: str) -> Iterator[Verdict]:
    """A verdict for each file that it named; what it says of none of them, it says of all: that it gave up."""
    said: dict[Path, list[str]] = {Path(line): [] for line in looked_at.splitlines() if Path(line) in paths}
    for message in _tools.told("vnu", answer)["messages"]:
        if message["type"] == "info" and message.get("subType") != "warning":
            continue
        path = Path(unquote(urlsplit(message.get("url", "")).path))
        sort = message.get("subType") or message["type"]
        sentence = f"line {message.get('lastLine', 1)}: {sort}: {message['message']}"
        for each in [path] if path in paths else paths:
            said.setdefault(each, []).append(sentence)
    yield from (Verdict(path, tuple(problems)) for path, problems in said.items())
