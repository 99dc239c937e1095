"""A house's workflow, run: its own commands, in order, on a fresh clone, with stand-ins for GitHub's programs."""

import base64
import gzip
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from pipeline import starter

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not shutil.which("jq"), reason="jq is not installed (Debian: jq)"),
]

ROOT = Path(__file__).parents[1]
SAID = {
    "github.token": "t",
    "github.event.number": "7",
    "github.event.pull_request.head.repo.full_name == github.repository": "true",
    "steps.pages.outputs.base_url": "https://reviews.example/house",
}
GITHUB = {"GITHUB_SHA": "c0ffee", "GITHUB_REF": "refs/pull/7/merge", "GITHUB_REPOSITORY": "house/reviews"}

DRAFT = """---
title: A small lamp
author: Ada Quill
date: 2024-11-05
lang: en-GB
reviewed: {title: Low Water, kind: film}
---

The lamp  burns.
"""


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A clone of a house with one draft, whose checks ask no engine."""
    house = tmp_path / "house"
    assert all(new for _, new in starter.start(house))
    settings = (house / "copydesk.toml").read_text("utf-8")
    (house / "copydesk.toml").write_text(f'select = ["spacing/double-space"]\n{settings}', "utf-8")
    (house / "drafts" / "lamp.md").write_text(DRAFT, "utf-8")
    who = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    for command in (("init", "-q"), ("add", "--all"), (*who, "commit", "-q", "-m", "A draft")):
        subprocess.run(["git", *command], cwd=house, check=True)
    subprocess.run(["git", "clone", "-q", house, tmp_path / "clone"], check=True)
    return tmp_path / "clone"


def program(folder: Path, name: str, script: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    (folder / name).chmod(0o755)


def filled(value: object) -> str:
    """A value of the workflow with what GitHub would say; an expression that nobody knows is an error."""
    return re.sub(r"\$\{\{ *(.*?) *\}\}", lambda found: SAID[found[1]], str(value))


def ran(clone: Path, job: str) -> list[int]:
    """The exit codes of a job's commands, in order, up to the first that fails, as a runner has it."""
    flow: dict[str, Any] = yaml.safe_load((clone / ".github/workflows/publish.yml").read_text("utf-8"))
    stand_ins = clone.parent / "bin"
    program(stand_ins, "copydesk", f'exec "{sys.executable}" -m pipeline "$@"')
    program(stand_ins, "pip", 'test "$1" = install')
    program(
        stand_ins, "gh", f'echo "$@" >> "{clone.parent}/gh.txt"; test "$1" = pr || cat > "{clone.parent}/sent.json"'
    )
    whole = {**flow["env"], **flow["jobs"][job].get("env", {})}
    codes = []
    for step in flow["jobs"][job]["steps"]:
        if "run" not in step:
            continue
        said = {key: filled(value) for key, value in {**whole, **step.get("env", {})}.items()}
        path = f"{stand_ins}:{os.environ['PATH']}"
        env = {**os.environ, "PATH": path, "PYTHONPATH": str(ROOT), **GITHUB, **said}
        env["GITHUB_STEP_SUMMARY"] = str(clone.parent / "summary.md")
        codes.append(subprocess.run(["bash", "-e", "-c", step["run"]], cwd=clone, env=env, timeout=300).returncode)
        if codes[-1]:
            break
    return codes


def test_a_pull_request_is_shown_to_its_editor(clone: Path) -> None:
    assert [0, 0, 0, 0, 0, 1] == ran(clone, "review")
    assert ["lamp.review.html"] == [path.name for path in (clone / "review").rglob("*.html")]
    comment = (clone / "comment.md").read_text("utf-8")
    assert "1 mechanical change" in comment
    assert comment == (clone.parent / "summary.md").read_text("utf-8")
    asked = (clone.parent / "gh.txt").read_text("utf-8").splitlines()
    assert ["pr comment 7", "api --silent"] == [" ".join(line.split()[:3])[:12].strip() for line in asked]
    sent = json.loads((clone.parent / "sent.json").read_text("utf-8"))
    assert ("c0ffee", "refs/pull/7/merge") == (sent["commit_sha"], sent["ref"])
    assert (clone / "copydesk.sarif").read_bytes() == gzip.decompress(base64.b64decode(sent["sarif"]))


def test_what_is_on_main_is_published_without_the_editor_s_pages(clone: Path) -> None:
    assert [0, 0, 0, 0] == ran(clone, "publish")
    made = {path.relative_to(clone / "output").as_posix() for path in (clone / "output").rglob("*") if path.is_file()}
    assert {"index.html", "feed.xml", "lamp/lamp.html", "lamp/lamp.epub", "lamp/lamp.pdf"} <= made
    assert not [name for name in made if name.endswith(("review.html", "manifest.json"))]
    assert "https://reviews.example/house/lamp/lamp.html" in (clone / "output/sitemap.xml").read_text("utf-8")


def test_a_draft_that_is_held_back_stops_the_deployment(clone: Path) -> None:
    (clone / "drafts" / "lamp.md").write_text(DRAFT.replace("author: Ada Quill\n", ""), "utf-8")
    assert [0, 0, 1] == ran(clone, "publish")
