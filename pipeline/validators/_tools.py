"""Where the validators' programs are: Java and Chromium from the system, the rest in a folder that `_fetch` fills."""

import json
import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pipeline import cache
from pipeline.errors import ValidatorUnavailable

FETCH = "`python -m pipeline.validators._fetch` (`make validate` in a checkout)"
"""How a message says what fetches the programs."""

JVM = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss4m")
"""For a Java that lives for seconds: no second compiler, no threads that collect; deep enough for nested patterns."""

SECONDS = 900
"""The longest that one program may take."""


def folder() -> Path:
    """Where the programs are: the environment's COPYDESK_VALIDATORS, without it in the user's cache folder."""
    named = os.environ.get("COPYDESK_VALIDATORS")
    return Path(named) if named else cache.home() / "validators"


def program(*names: str, package: str) -> str:
    """The first of these programs that the system has. Raises ValidatorUnavailable with Debian's package."""
    for name in names:
        if there := shutil.which(name):
            return there
    raise ValidatorUnavailable(f"{names[0]} is not installed; on Debian: apt install {package}.")


def java() -> str:
    """Java."""
    return program("java", package="openjdk-17-jdk-headless")


def chromium() -> str:
    """Chromium, or a browser that is one."""
    return program("chromium", "chromium-browser", "google-chrome", package="chromium")


def fetched(path: str) -> Path:
    """A file of the folder. Raises ValidatorUnavailable where it was not fetched."""
    there = folder() / path
    if not there.is_file():
        raise ValidatorUnavailable(f"{path} is not in {folder()}; fetch it with {FETCH}.")
    return there


def run(command: Sequence[str | Path], **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a program to its end; its exit code says nothing. Raises ValidatorUnavailable where it takes too long."""
    try:
        return subprocess.run(
            [str(part) for part in command],
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=False,
            timeout=SECONDS,
            env={**os.environ, **environment},
        )
    except subprocess.TimeoutExpired:
        raise ValidatorUnavailable(f"{Path(str(command[0])).name} took more than {SECONDS} seconds.") from None


def told(name: str, output: str) -> Any:
    """The JSON that a program ends its output with; Java may say which options it picked up before.

    Raises ValidatorUnavailable where there is none: it stopped before it judged anything.
    """
    start = output.find("{")
    try:
        return json.loads(output[start:])
    except ValueError:
        raise ValidatorUnavailable(f"{name} gave no answer, but said: {output.strip()[:300] or 'nothing'}") from None
