"""Ace by DAISY: the accessibility of a book, its metadata included (npm `@daisy/ace`; Chromium).

Its exit code says nothing: the outcome is read from the report that it writes.
"""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from pipeline.validators import Verdict, _book, _tools

SUFFIX = ".epub"
FAULT = "image-alt"

PROGRAM = "node_modules/@daisy/ace-cli/bin/ace.js"

bad = _book.bad


def found() -> str:
    """Its version and the browser's program."""
    _tools.program("node", package="nodejs")
    browser = _tools.chromium()
    _tools.fetched(PROGRAM)
    package = _tools.fetched("node_modules/@daisy/ace/package.json")
    return f"Ace {json.loads(package.read_text('utf-8'))['version']} in {browser}"


def check(paths: Sequence[Path], scratch: Path) -> Iterator[Verdict]:
    """A run for each book; it is looked at when a report was written."""
    node, program, browser = _tools.program("node", package="nodejs"), _tools.fetched(PROGRAM), _tools.chromium()
    for number, path in enumerate(paths):
        made = scratch / str(number)
        _tools.run([node, program, "--silent", "--force", "--outdir", made, path], PUPPETEER_EXECUTABLE_PATH=browser)
        report = made / "report.json"
        if report.is_file():
            yield Verdict(path, tuple(_problems(json.loads(report.read_text("utf-8")))))


def _problems(report: dict[str, object]) -> Iterator[str]:
    told = 0
    for document in _list(report["assertions"]):
        for each in _list(document["assertions"]):
            if each["earl:result"]["earl:outcome"] != "pass":
                told += 1
                test = each["earl:test"]
                yield f"{document['earl:testSubject']['url']}: {test['dct:title']}: {test['dct:description']}"
    outcome = report["earl:result"]
    if not told and outcome != {"earl:outcome": "pass"}:
        yield f"its outcome is {outcome}"


def _list(value: object) -> list[dict[str, dict[str, str]]]:
    assert isinstance(value, list), "a list of EARL's assertions"
    return value
