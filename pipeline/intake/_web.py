"""A page of the web → the article in it, without what surrounds it, and what the page says of itself."""

import codecs
import re
from html import escape, unescape
from html.parser import HTMLParser
from pathlib import Path

from pipeline.errors import UnreadableDraft
from pipeline.readers import _furniture

DROPPED = frozenset(
    {"script", "style", "noscript", "template", "nav", "aside", "form", "button", "iframe", "svg", "canvas", "dialog",
     "select", "object", "footer"}
)  # fmt: skip
"""Elements that are no text of the article (HTML, §4.3, §4.10 to §4.12); a quotation's footer is its source."""

ROLES = frozenset({"navigation", "complementary", "banner", "contentinfo", "search", "dialog"})
"""The landmark roles (WAI-ARIA 1.2, §5.3.4) of what surrounds the article."""

_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)
_PHRASING = frozenset({"i", "em", "b", "strong", "cite", "q", "a", "abbr", "dfn", "small"})
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([A-Za-z0-9_-]+)", re.IGNORECASE)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_NAMES = {
    "author": ("author", "article:author", "dc.creator", "byl", "parsely-author"),
    "date": ("article:published_time", "date", "dc.date", "dcterms.date", "pubdate", "parsely-pub-date"),
    "title": ("og:title", "twitter:title", "dc.title"),
    "description": ("description", "og:description"),
}


def decode(data: bytes, path: Path) -> str:
    """The text of a page: UTF-8, or what the page itself names. Raises UnreadableDraft."""
    declared = _CHARSET.search(data[:4096])
    names = ["utf-8-sig", *([declared[1].decode("ascii")] if declared else [])]
    for name in names:
        try:
            codecs.lookup(name)
            return data.decode(name)
        except (LookupError, UnicodeDecodeError):
            continue
    raise UnreadableDraft(f"{path}: this is not UTF-8 and names no other encoding; save the page as UTF-8.")


def article(text: str) -> tuple[dict[str, str], str]:
    """What a page says of itself (title, author, date, lang, description), and its article as HTML.

    The article is the longest `article`, or else `main`, or else the body without its navigation, headers and footers.
    """
    dropped = DROPPED
    while True:
        page = _Page(dropped)
        page.feed(text)
        page.close()
        if not page.open_tag:
            break
        dropped -= {page.open_tag}  # never closed: what follows it is the text
    found = dict(page.fields)
    if page.lang:
        found["lang"] = page.lang
    return found, f"<body>{page.article()}</body>"


class _Page(HTMLParser):
    """Collects a page's fields and its text, what is dropped left out."""

    def __init__(self, dropped: frozenset[str]) -> None:
        super().__init__(convert_charrefs=False)
        self.fields: dict[str, str] = {}
        self.lang = ""
        self._dropped = dropped
        self._out: list[str] = []
        self._marks: dict[str, list[int]] = {"article": [], "main": []}
        self._parts: dict[str, list[tuple[int, int]]] = {"article": [], "main": []}
        self._headers: list[tuple[int, int]] = []
        self._header_starts: list[int] = []
        self._quotes = 0
        self._langs: list[tuple[str, bool]] = []
        self._title: list[str] | None = None
        self._skipped: list[str] = []
        self._byline: tuple[str, int, bool] | None = None

    @property
    def open_tag(self) -> str:
        """A dropped element that the page never closed, or nothing."""
        return self._skipped[0] if self._skipped and self._skipped[0] in self._dropped else ""

    def article(self) -> str:
        """The longest article, the main part, or all without its headers."""
        for name in ("article", "main"):
            parts = ["".join(self._out[first:last]) for first, last in self._parts[name]]
            longest = max(parts, key=lambda part: len(re.sub(r"<[^>]*>", "", part)), default="")
            if re.sub(r"<[^>]*>", "", longest).strip():
                return longest
        for first, last in reversed(self._headers):
            if "<h1" not in "".join(self._out[first:last]):
                self._out[first:last] = [""] * (last - first)
        return "".join(self._out)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Read an opening tag."""
        values = {name: value or "" for name, value in attrs}
        if self._skipped:
            if tag == self._skipped[0]:
                self._skipped.append(tag)
            return
        if tag == "html":
            self.lang = values.get("lang", "").replace("_", "-")
        elif tag == "meta":
            self._meta(values)
        elif tag == "title":
            self._title = []
        elif tag == "blockquote":
            self._quotes += 1
        if self._is_dropped(tag, values):
            if tag not in _VOID:
                self._skipped.append(tag)
            return
        if tag in self._marks:
            self._marks[tag].append(len(self._out))
        if tag == "header":
            self._header_starts.append(len(self._out))
        if tag == "time" and _DATE.match(values.get("datetime", "")):
            self.fields.setdefault("date", values["datetime"][:10])
        if tag in _PHRASING:
            lang = values.get("lang", "")
            self._langs.append((tag, bool(lang)))
            if lang:
                self._out.append(f'<span lang="{escape(lang)}">')
        alone = "byline" in values.get("class", "").lower().split()
        named = alone or "author" in values.get("rel", "").lower().split()
        if named and self._byline is None and tag not in _VOID and not self._quotes:
            self._byline = (tag, len(self._out), alone)
        self._out.append(self.get_starttag_text() or "")

    def _is_dropped(self, tag: str, values: dict[str, str]) -> bool:
        hidden = "hidden" in values or values.get("aria-hidden") == "true"
        no_text = tag in self._dropped and not (tag == "footer" and self._quotes)
        return no_text or (
            (hidden or values.get("role", "") in ROLES) and tag not in ("html", "body", "main", "article")
        )

    def handle_endtag(self, tag: str) -> None:
        """Read a closing tag."""
        if self._skipped:
            if tag == self._skipped[0]:
                self._skipped.pop()
            return
        if tag == "title" and self._title is not None:
            self.fields.setdefault("title", " ".join("".join(self._title).split()))
            self._title = None
            return
        if tag == "blockquote":
            self._quotes = max(0, self._quotes - 1)
        self._out.append(f"</{tag}>")
        if self._byline and self._byline[0] == tag and self._read_byline(*self._byline):
            self._byline = None
        if tag in _PHRASING and self._langs and self._langs[-1][0] == tag and self._langs.pop()[1]:
            self._out.append("</span>")
        if self._marks.get(tag):
            self._parts[tag].append((self._marks[tag].pop(), len(self._out)))
        if tag == "header" and self._header_starts:
            self._headers.append((self._header_starts.pop(), len(self._out)))

    def _read_byline(self, tag: str, first: int, alone: bool) -> bool:
        """Whether an element ends that names the author; a line of its own that does nothing else is no prose."""
        html = "".join(self._out[first:])
        if len(re.findall(rf"<{tag}\b", html)) > html.count(f"</{tag}>"):
            return False
        text = " ".join(unescape(re.sub(r"<[^>]*>", " ", html)).split())
        if found := _furniture.authors(text) or _furniture.names(text):
            self.fields.setdefault("author", ", ".join(found))
            if alone:
                self._out[first:] = [""] * (len(self._out) - first)
        return True

    def handle_data(self, data: str) -> None:
        """Read text."""
        if self._title is not None:
            self._title.append(data)
        elif not self._skipped:
            self._out.append(data)

    def handle_entityref(self, name: str) -> None:
        """Keep an entity as it is written."""
        self._reference(f"&{name};")

    def handle_charref(self, name: str) -> None:
        """Keep a character reference as it is written."""
        self._reference(f"&#{name};")

    def _reference(self, text: str) -> None:
        self.handle_data(unescape(text) if self._title is not None else text)

    def _meta(self, values: dict[str, str]) -> None:
        name = (values.get("name") or values.get("property") or "").lower()
        content = " ".join(values.get("content", "").split())
        for key, names in _NAMES.items():
            if name in names and content and not content.startswith(("http://", "https://")):
                if key == "date":
                    date = _DATE.match(content)
                    content = date[0] if date else ""
                if content:
                    self.fields.setdefault(key, content)
