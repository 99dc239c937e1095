"""The text of a page of ours, cut out of it, and its links made whole."""

import re
from html import escape, unescape
from html.parser import HTMLParser
from itertools import accumulate
from urllib.parse import urljoin

TEXT = "text.start"
"""The id of the element that holds a review's text on its page (`house/html/page.html`)."""

_LINK = re.compile(r'(\s(?:href|src)=")([^"]*)(")')


class _Places(HTMLParser):
    """Where each start tag is, and where the content of the element with an id begins and ends, in code points."""

    def __init__(self, html: str, wanted: str = "") -> None:
        super().__init__()
        self._lines = [0, *accumulate(len(line) + 1 for line in html.split("\n"))]
        self._wanted = wanted
        self._depth = 0
        self._name = ""
        self.starts: list[tuple[int, int]] = []
        self.inner: tuple[int, int] | None = None
        self._begun = 0
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        start = self._place()
        end = start + len(self.get_starttag_text() or "")
        self.starts.append((start, end))
        if self._depth:
            self._depth += tag == self._name
        elif self._wanted and dict(attrs).get("id") == self._wanted and self.inner is None:
            self._depth, self._name, self._begun = 1, tag, end

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        start = self._place()
        self.starts.append((start, start + len(self.get_starttag_text() or "")))

    def handle_endtag(self, tag: str) -> None:
        if self._depth and tag == self._name:
            self._depth -= 1
            if not self._depth:
                self.inner = self._begun, self._place()

    def _place(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column


def inside(html: str, identifier: str) -> str:
    """What is inside the element with an id, without white space around it; nothing where there is none."""
    found = _Places(html, identifier).inner
    return html[found[0] : found[1]].strip() if found else ""


def with_whole_links(html: str, address: str) -> str:
    """HTML with the addresses of its links and pictures whole, as they are seen from a page's address."""
    parts, at = [], 0
    for start, end in _Places(html).starts:
        parts += [html[at:start], _LINK.sub(lambda link: _whole(link, address), html[start:end])]
        at = end
    return "".join((*parts, html[at:]))


def _whole(link: re.Match[str], address: str) -> str:
    return link[1] + escape(urljoin(address, unescape(link[2]))) + link[3]
