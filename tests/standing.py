"""What the tests of the site share: an output folder with reviews in it, as publishing leaves them."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from pipeline import outputs, site
from pipeline.config import Config
from tests.exporting import Tags

BASE = "https://reviews.example/mag/"


def review(output: Path, name: str, *, text: str = "<p>A text.</p>", **fields: Any) -> None:
    """Put a review into an output folder; fields are a manifest's."""
    said = {"title": name, "headline": name, "formats": [".epub", ".pdf", ".html"], "base_url": "", **fields}
    page = f'<!DOCTYPE html>\n<html lang="en"><body><div class="text" id="text.start">\n{text}\n</div></body></html>\n'
    made = {f"{name}{suffix}": page.encode() if suffix == ".html" else b"x" for suffix in said["formats"]}
    outputs.write(output / name, made, {"review": said})


def built(output: Path, base_url: str = "", **settings: Any) -> dict[str, str]:
    """The text of each of the site's own files, by its path from the root."""
    site.build(output, Config(base_url=base_url, **settings))
    return {name: (output / name).read_text("utf-8") for name in outputs.listed(output)}


def data(page: str) -> Any:
    """A page's JSON-LD."""
    return json.loads(page.partition('<script type="application/ld+json">')[2].partition("</script>")[0])


def links(output: Path, base_url: str = "") -> Iterator[tuple[Path, str, Path, str]]:
    """Each link that stays on the site, of a folder's web pages: page, link, the file it leads to, the id there."""
    pages = (page for page in sorted(output.rglob("*.html")) if page.name != "review.html")  # the editor's, on no site
    for page in pages:
        for _, attributes in Tags(page.read_text("utf-8")).tags:
            link = attributes.get("href") or attributes.get("src") or ""
            inner, place = link, page.parent
            if base_url and link.startswith(base_url):
                inner, place = link.removeprefix(base_url), output
                inner = f"index.html{inner}" if inner[:1] in ("", "#") else inner
            parts = urlsplit(inner)
            if inner and not parts.scheme:
                to = (place / unquote(parts.path)) if parts.path else page
                yield page, link, to.resolve(), unquote(parts.fragment)


def dangling(output: Path, base_url: str = "") -> list[str]:
    """The links of all web pages in a folder that lead to no file or to no place in it."""
    found = []
    for page, link, to, fragment in links(output, base_url):
        there = to.is_file() and (not fragment or f'id="{fragment}"' in to.read_text("utf-8"))
        if not there:
            found.append(f"{page.relative_to(output)}: {link}")
    return found
