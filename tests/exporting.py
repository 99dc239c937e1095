"""What the tests of exporting share: drafts made from a string, exported in memory."""

import io
import re
import zipfile
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from pipeline import exporters, readers
from pipeline.engines import Engines
from pipeline.exporters import Settings, Vetted
from pipeline.exporters._problems import MARKUP
from pipeline.source import Source

FRONT = '---\ntitle: "A Title"\nauthor: Ada Quill\ndate: 2024-11-05\nlang: en-GB\nreviewed: Low Water\n---\n\n'

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000002000000030802000000368849d6000000104944415478da63e8d291052206"
    "140a00369004f37bade6e80000000049454e44ae426082"
)
"""A picture of two by three pixels."""


FIELDS = "author: Ada Quill\ndate: 2024-11-05\nlang: en-GB\nreviewed: The Long Shelf\n"
"""What a draft needs besides its title to be published."""

BAD = f"---\ntitle: A Bad One\n{FIELDS}---\n\nA bracket (that is never closed.\n"


def begun(folder: Path, good: str) -> Path:
    """A house's folder with two drafts, `good` and one with an error that nobody decided."""
    drafts = folder / "drafts"
    drafts.mkdir()
    (drafts / "good.md").write_text(good, "utf-8")
    (drafts / "bad.md").write_text(BAD, "utf-8")
    (drafts / "dot.png").write_bytes(PNG)
    return folder


def vetted(text: str, engines: Engines, folder: Path = Path("nowhere"), name: str = "draft.md", **more: Any) -> Vetted:
    """A draft, vetted."""
    document = readers.read(Source(name, text), engines)
    return exporters.vet(document, Settings(folder, **more))


def page(text: str, engines: Engines, folder: Path = Path("nowhere"), **more: Any) -> str:
    """A draft as a web page."""
    return exporters.export("html", vetted(text, engines, folder, **more), engines).decode()


def body(text: str, engines: Engines, folder: Path = Path("nowhere")) -> str:
    """The text of a web page, without its head, masthead and frame."""
    found = re.search(r'<div class="text"[^>]*>\n(.*)\n</div>\n</article>', page(text, engines, folder), re.DOTALL)
    assert found is not None, "a page has a text"
    return found[1]


def messages(text: str, engines: Engines, folder: Path = Path("nowhere"), check: str = MARKUP) -> list[str]:
    """What is said of a draft's markup, or by another check."""
    return [problem.message for problem in vetted(text, engines, folder).problems if problem.check == check]


def unzipped(book: bytes) -> dict[str, bytes]:
    """The files of a book."""
    with zipfile.ZipFile(io.BytesIO(book)) as container:
        return {name: container.read(name) for name in container.namelist()}


class Tags(HTMLParser):
    """All tags of a page with their attributes, and its words."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self._silent = 0
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._silent += tag in ("style", "script", "title")

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in ("style", "script", "title")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.text.append(data)
