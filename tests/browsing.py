"""What the tests of the editor's page share: pressing keys, and reading what the page says and saves.

axe-core and SARIF's schema come from npm: `npm install --no-save --ignore-scripts axe-core @microsoft/jest-sarif` in
tests/, or in a folder whose node_modules COPYDESK_NODE_MODULES names.
"""

import os
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from pipeline import decisions
from pipeline.compare import Comparison, compare
from pipeline.decisions import Decision
from tests.reporting import real

MODULES = Path(os.environ.get("COPYDESK_NODE_MODULES", Path(__file__).parent / "node_modules"))
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def from_npm(path: str) -> str:
    package = "/".join(path.split("/")[: 2 if path.startswith("@") else 1])
    if not (MODULES / path).is_file():
        pytest.skip(f"{package} is not installed: npm install --no-save --ignore-scripts {package}")
    return (MODULES / path).read_text("utf-8")


def keys(page: Page, *pressed: str) -> None:
    for key in pressed:
        page.keyboard.press(key)


def progress(page: Page) -> str:
    return page.locator("#progress-text").inner_text()


def prose(page: Page, block: int) -> str:
    """A block as it will be set: without what is struck, and without the notes' numbers."""
    text: str = page.evaluate(
        """(block) => {
          const copy = document.querySelector(`[data-block="${block}"]`).cloneNode(true);
          for (const each of copy.querySelectorAll("del, .ref")) each.remove();
          return copy.textContent;
        }""",
        block,
    )
    return text


def current(page: Page) -> str:
    return page.locator(".note.current .number").inner_text()


def note(page: Page, number: int) -> Any:
    return page.locator(".note", has=page.locator(f'.number:text-is("{number}")'))


def saved(page: Page, act: Callable[[], None] | None = None) -> tuple[Decision, ...]:
    """What a save downloads, read as copydesk reads it, and written the same way by it."""
    with page.expect_download() as download:
        (act or (lambda: page.get_by_role("button", name="Save").click()))()
    assert "lamplighters.decisions.toml" == download.value.suggested_filename
    path = Path(download.value.path())
    loaded = decisions.from_entries(tomllib.loads(path.read_text("utf-8")).get("decision", []), path)
    assert decisions.dump(loaded) == path.read_text("utf-8")
    return loaded


def rewritten() -> Comparison:
    """What a writer did to the sample since an earlier version: a paragraph moved, others changed."""
    document = real().document
    assert document
    now = [block.text for block in document.blocks]
    return compare(
        [*now[:2], now[8], *(text.replace("the", "that") for text in now[2:8]), *now[9:], "It ends here."], now
    )
