"""How fast the editor's page opens and answers keys, beside a plain page of the same text, in real Chromium.

`python -m benchmarks page` makes an essay of 10,000 words with 500 findings of every kind and measures, in the browser:
from the start of the navigation to the first frame in which a key is answered, and from a key to the frame that shows
what it did. The plain page has the same prose, and its key outlines the next paragraph and scrolls to it.
"""

import random
import shutil
import statistics
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from html import escape
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from pipeline import checks, readers
from pipeline.document import Document
from pipeline.engines import Engines
from pipeline.finding import Applicability, Finding, Report, Severity, flag
from pipeline.reporters import html
from pipeline.source import Source

WORDS, FINDINGS = 10_000, 500
TIMES = 30
"""How often each key is pressed; the median and the slowest are printed."""

KINDS = (
    (Severity.ERROR, Applicability.SAFE, 1),
    (Severity.ERROR, Applicability.UNSAFE, 3),
    (Severity.ERROR, Applicability.UNSAFE, 1),
    (Severity.QUERY, Applicability.UNSAFE, 2),
    (Severity.QUERY, Applicability.UNSAFE, 0),
    (Severity.ADVICE, Applicability.UNSAFE, 1),
)

# A key's time ends behind the frame that it asked for: the message comes when style, layout and paint are done.
WATCH = """() => {
  addEventListener("keydown", () => {
    const start = performance.now();
    globalThis.took = new Promise((done) => requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => done(performance.now() - start);
      port2.postMessage(0);
    }));
  }, true);
}"""
OPENED = """() => new Promise((done) => requestAnimationFrame(() => {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => done(performance.now());
  port2.postMessage(0);
}))"""
PLAIN_KEY = """<script>
let at = -1;
addEventListener("keydown", () => {
  const all = document.querySelectorAll("p");
  all[at]?.removeAttribute("class");
  at = (at + 1) % all.length;
  all[at].className = "on";
  all[at].scrollIntoView({ block: "center" });
});
</script>"""


def essay(seed: int = 7) -> Document:
    """An essay of made-up sentences, with emphasis and headings."""
    chance = random.Random(seed)  # noqa: S311 -- no secret
    syllables = ["ar", "bel", "cor", "den", "el", "fa", "gri", "hol", "in", "jo", "ka", "lum", "mo", "nor", "ost", "pe"]
    words = ["".join(chance.choices(syllables, k=chance.randint(1, 3))) for _ in range(900)]
    lines = ["---\ntitle: An essay for the stopwatch\nauthor: Nobody\n---"]
    left = WORDS
    while left > 0:
        some = []
        for _ in range(7):
            sentence = chance.choices(words, k=min(18, left))
            left -= len(sentence)
            if sentence:
                sentence[len(sentence) // 2] = f"*{sentence[len(sentence) // 2]}*"
                some.append(f"{' '.join(sentence).capitalize()}.")
        lines.append(" ".join(some))
        if len(lines) % 12 == 0:
            lines.append(f"## {chance.choice(words).capitalize()}")
    return readers.read(Source("drafts/stopwatch.md", "\n\n".join(lines)), Engines())


def report(document: Document, seed: int = 7) -> Report:
    """Findings on words all over the essay, of every severity, with and without fixes."""
    chance = random.Random(seed)  # noqa: S311 -- no secret
    found: list[Finding] = []
    names = chance.sample(checks.ids(), 17)
    places = [(block, i) for block in document.running() for i in range(1, len(block.text)) if block.text[i - 1] == " "]
    for number, (block, start) in enumerate(
        sorted(chance.sample(places, FINDINGS), key=lambda each: each[0].starts[each[1]])
    ):
        severity, applicability, fixes = KINDS[number % len(KINDS)]
        end = start
        while end < len(block.text) and block.text[end].isalpha():
            end += 1
        word = block.text[start:end]
        made = flag(
            block, start, end, f"“{word}” may be another word here; look at the sentence that it stands in.",
            *(f"{word}{letter}" for letter in "snt"[:fixes]), applicability=applicability, severity=severity,
        )  # fmt: skip
        found.append(replace(made, check=names[number % 17], text=document.source[made.span]))
    found.sort(key=lambda each: each.span)
    return Report(document.source.path, document, tuple(found))


def plain(document: Document) -> str:
    """The same prose as a page without any findings."""
    prose = "\n".join(f"<p>{escape(block.text)}</p>" for block in document.blocks)
    style = (
        "<style>body { max-width: 38rem; margin: auto; font: 1.19rem/1.62 serif; } .on { outline: 2px solid }</style>"
    )
    return f'<!doctype html><html lang="en"><meta charset="utf-8"><title>Plain</title>{style}{prose}{PLAIN_KEY}'


def opening(browser: Browser, address: str) -> float:
    """Milliseconds from the start of the navigation to the end of the first frame behind the load."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(address)
    took: float = page.evaluate(OPENED)
    page.close()
    return took


def pressed(page: Page, keys: Sequence[str]) -> list[float]:
    """Milliseconds from each key to the end of the frame that shows what it did."""
    took = []
    for key in keys:
        page.keyboard.press(key)
        took.append(page.evaluate("took"))
    return took


def figures(browser: Browser, folder: Path) -> Iterator[tuple[str, list[float], list[float]]]:
    """What was measured: its name, the editor's page, and the plain page."""
    document = essay()
    review, bare = folder / "review.html", folder / "plain.html"
    review.write_text(html.render([report(document)]), "utf-8")
    bare.write_text(plain(document), "utf-8")
    ours = [opening(browser, review.as_uri()) for _ in range(5)]
    yield f"open ({review.stat().st_size // 1000} kB)", ours, [opening(browser, bare.as_uri()) for _ in range(5)]
    pages = []
    for path in (review, bare):
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.goto(path.as_uri())
        page.evaluate(WATCH)
        pages.append(page)
    page, other = pages
    base = pressed(other, ["j"] * TIMES)
    yield "j, next note", pressed(page, ["j"] * TIMES), base
    yield "a, accept", pressed(page, ["a"] * TIMES), base
    yield "u, undo", pressed(page, ["u"] * TIMES), base
    yield "A, all of a kind, and u", pressed(page, ["A", "u"] * 5), base
    yield "m, mechanical changes", pressed(page, ["m"] * 10), base
    yield "v, the other view", pressed(page, ["v"] * 6), base
    chosen = []
    for value in ("error", "query", "") * 3:
        page.select_option("[data-filter=severity]", value)
        chosen.append(
            page.evaluate("""() => new Promise((done) => {
          const select = document.querySelector("[data-filter=severity]");
          const start = performance.now();
          select.dispatchEvent(new Event("change", { bubbles: true }));
          requestAnimationFrame(() => {
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = () => done(performance.now() - start);
            port2.postMessage(0);
          });
        })""")
        )
    yield "filter by severity", chosen, base


def run() -> None:
    """Print the figures in milliseconds, and as ratios of the plain page's."""
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        print("page: Chromium is not installed: apt-get install chromium")
        return
    print(f"page: {WORDS:,} words, {FINDINGS} findings; median (slowest) in ms")
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        for name, ours, plain_page in figures(browser, Path(folder)):
            median, base = statistics.median(ours), statistics.median(plain_page)
            print(f"  {name:26} {median:6.0f} ({max(ours):.0f})  {median / base:5.1f} × the plain page’s {base:.0f}")
        browser.close()
