"""axe-core in a real Chromium: WCAG 2.2 AA and best practice, light and dark, at 320 and 1280 pixels (npm; Playwright).

What axe could not decide (`incomplete`) is a problem as long as nobody has looked at it: `REVIEWED` has what somebody
did, and what was seen. That nothing must be scrolled sideways at 320 pixels (WCAG 1.4.10) axe doesn't ask, so we do.
"""

import json
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from pipeline.errors import ValidatorUnavailable
from pipeline.validators import Verdict, _tools

if TYPE_CHECKING:
    from playwright.sync_api import Page

SUFFIX = ".html"
FAULT = "image-alt"

SCRIPT = "node_modules/axe-core/axe.min.js"

RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")

SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
WIDTHS = (320, 1280)
HEIGHT = 900

REVIEWED = {
    (
        "label-content-name-mismatch",
        'class="backlink"',
    ): "the link's text is an arrow, no word that its name could hold",
}
"""What axe could not decide on our pages: the rule, what the element has in it, and what was seen by who looked."""

DECIDABLE = """() => {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode;
    if (text.data.trim() && !/[\\p{L}\\p{N}]/u.test(text.data)) text.data = text.data.replace(/\\S+/gu, "sign");
  }
  for (const each of document.querySelectorAll("*")) {
    if (getComputedStyle(each).overflowX === "auto") each.style.overflow = "visible";
  }
}"""
"""Lets axe decide on the contrast of what it gives up on: signs become words, and nothing is out of view."""


def found() -> str:
    """The version of axe and the browser's program."""
    if find_spec("playwright") is None:
        raise ValidatorUnavailable("Playwright is not installed; install it with `pip install playwright`.")
    browser = _tools.chromium()
    _tools.fetched(SCRIPT)
    package = _tools.fetched("node_modules/axe-core/package.json")
    return f"axe-core {json.loads(package.read_text('utf-8'))['version']} in {browser}"


def bad() -> bytes:
    """A page with a picture that has no alternative text."""
    return (
        b'<!DOCTYPE html>\n<html lang="en"><head><title>Bad</title></head>'
        b'<body><main><h1>Bad</h1><img src="data:,"></main></body></html>\n'
    )


def check(paths: Sequence[Path], scratch: Path) -> Iterator[Verdict]:
    """Each file in each scheme and width, all that can be opened open; a file is looked at when axe ran in all."""
    from playwright.sync_api import Error, sync_playwright

    script = _tools.fetched(SCRIPT).read_text("utf-8")
    said: dict[Path, list[str]] = {path: [] for path in paths}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_tools.chromium(), args=["--no-sandbox"])
        for scheme in SCHEMES:
            for width in WIDTHS:
                context = browser.new_context(
                    viewport={"width": width, "height": HEIGHT},
                    color_scheme=scheme,
                    reduced_motion="reduce",
                    bypass_csp=True,
                )
                page = context.new_page()
                for path in tuple(said):
                    page.set_viewport_size({"width": width, "height": HEIGHT})
                    try:
                        page.goto(path.as_uri())
                        said[path] += [f"{scheme}, {width} px: {problem}" for problem in _problems(page, script, width)]
                    except Error:  # a page that can't be opened or asked gets no verdict
                        del said[path]
                context.close()
        browser.close()
    yield from (Verdict(path, tuple(problems)) for path, problems in said.items())


def _problems(page: "Page", script: str, width: int) -> Iterator[str]:
    page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
    if (wide := page.evaluate("document.documentElement.scrollWidth")) > width:
        yield f"scrolls sideways: the page is {wide} px wide"
    page.evaluate(script)
    told = _asked(page, RULES)
    if not told["passes"]:
        yield "axe looked at nothing"
    yield from _sentences(told["violations"], "fails")
    unclear = [each for each in told["incomplete"] if each["id"] != "color-contrast"]
    yield from _sentences(_unseen(unclear), "undecided")
    if len(unclear) < len(told["incomplete"]):
        page.set_viewport_size({"width": max(WIDTHS), "height": HEIGHT})
        page.evaluate(DECIDABLE)
        # Where the window's edge cuts a wide table's cell axe can't decide either; what is centred moves as it widens.
        page.set_viewport_size({"width": 2 * page.evaluate("document.documentElement.scrollWidth"), "height": HEIGHT})
        told = _asked(page, ("color-contrast",))
        yield from _sentences([*told["violations"], *told["incomplete"]], "fails when made decidable")


def _asked(page: "Page", rules: Sequence[str]) -> dict[str, list[dict[str, Any]]]:
    """What axe says, by tags of rules or by rules' names."""
    told: dict[str, list[dict[str, Any]]] = page.evaluate("rules => axe.run(document, { runOnly: rules })", list(rules))
    return told


def _sentences(found: Sequence[dict[str, Any]], what: str) -> Iterator[str]:
    for each in found:
        for node in each["nodes"]:
            yield f"{each['id']} {what}: {each['help']}: {node['html'][:120]}"


def _unseen(undecided: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """What axe could not decide without what somebody has looked at; a violation is one whoever has looked at it."""

    def seen(each: dict[str, Any], html: str) -> bool:
        return any(each["id"] == rule and part in html for rule, part in REVIEWED)

    return [{**each, "nodes": [node for node in each["nodes"] if not seen(each, node["html"])]} for each in undecided]
