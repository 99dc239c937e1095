"""Where each page of a house's site is, from the site's root: `by/author/ada-quill.html`.

Every draft has a folder of its own name in the root, so that the site's own pages are files there or lie in `by/`, the
one name that no draft's folder may have. Two names with one slug are one author or one tag.
"""

import hashlib
import posixpath
import re
import unicodedata
from urllib.parse import quote, urlsplit

INDEX = "index.html"
WORKS = "works.html"
MISSING = "404.html"
FEED = "feed.xml"
SITEMAP = "sitemap.xml"

TAKEN = frozenset({"by", INDEX, WORKS, MISSING, FEED, SITEMAP, "manifest.json"})
"""What no draft's folder may be called, in lower case."""

LONGEST = 120
"""The most bytes of a slug's words in UTF-8; a file's name may have 255."""

_MARKS = frozenset("'’ʼ‘`´\u00ad\u200b\u200c\u200d\u200e\u200f\ufeff")
"""What goes without a trace: apostrophes, and characters that show nothing."""

_BREAKS = frozenset('-‐‑–—_.,:;/\\|()[]“”„"«»·')
"""What parts words as a space does."""


def slug(name: str) -> str:
    """A name as it stands in an address: small letters and digits of any script, with hyphens between words.

    What sets names apart and can't stand there (`C++`, `C#`, an emoji) is told by eight digits of the name's SHA-256 at
    the end, so that a name's slug depends on no other name. A name without any letter is those digits alone.
    """
    plain = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold()).replace("&", " and ")
    kept: list[str] = []
    lossy = False
    for character in plain:
        category = unicodedata.category(character)[0]
        if category in "LN" or (category == "M" and kept and kept[-1] != " "):
            kept.append(character)
        elif character.isspace() or character in _BREAKS:
            kept.append(" ")
        elif character not in _MARKS:
            lossy = True
    words = "-".join("".join(kept).split())
    short = words.encode("utf-8")[:LONGEST].decode("utf-8", "ignore").rstrip("-")
    if words and not lossy and short == words:
        return words
    told = hashlib.sha256(" ".join(plain.split()).encode("utf-8")).hexdigest()[:8]
    return f"{short}-{told}" if short else told


def author(name: str) -> str:
    """The page of an author's reviews."""
    return f"by/author/{slug(name)}.html"


def tag(name: str) -> str:
    """The page of a tag's reviews."""
    return f"by/tag/{slug(name)}.html"


def year(number: int) -> str:
    """The page of a year's reviews."""
    return f"by/year/{number:04}.html"


def work(key: str, title: str, kind: str) -> str:
    """The id of a work in the index of works: that of its key in `works.toml`, or of its title and kind."""
    return slug(key or f"{title} {kind}")


def relative(to: str, page: str, fragment: str = "") -> str:
    """The link from a page to another, percent-encoded; both are paths from the root, `fragment` is an id there."""
    link = quote(posixpath.relpath(to, posixpath.dirname(page) or "."))
    return f"{link}#{quote(fragment)}" if fragment else link


def absolute(base_url: str, page: str) -> str:
    """A page's whole address; the index is the root. `base_url` is as `checked` gives it."""
    return base_url + quote("" if page == INDEX else page)


def checked(base_url: str) -> str:
    """The address of a site's root with a slash at its end. ValueError where it is none."""
    wanted = "it must be an address such as https://reviews.example/"
    try:
        parts = urlsplit(base_url.strip())
        good = parts.scheme in ("http", "https") and bool(parts.hostname) and not (parts.query or parts.fragment)
        host = parts.netloc if parts.netloc.isascii() else parts.netloc.encode("idna").decode("ascii")
    except ValueError:
        raise ValueError(wanted) from None
    if not good or "@" in host or re.search(r"[\s\"<>\\^`{|}\x00-\x20\x7f]", base_url.strip()):
        raise ValueError(wanted)
    path = quote(parts.path, safe="/%~!$&'()*+,;=:@-._")
    return f"{parts.scheme}://{host.lower()}{path.rstrip('/')}/"
