"""What is let through to a reader: elements, attributes, classes, addresses, characters."""

import re
from urllib.parse import quote, urlsplit

SCHEMES = frozenset({"http", "https", "mailto"})
"""Addresses may have one of these, or none."""

CLASSES = frozenset(
    {"caption", "details", "summary", "kbd", "mark", "title", "note", "tip", "important", "warning", "caution"}
)
"""Classes that mean something in an export; all others mean something elsewhere, and go without a word."""

UNSAID = frozenset({"wrapper", "data-pos", "class", "id", "target", "rel", "loading", "decoding", "align", "title"})
"""Attributes that go without a word: positions of ours, and what only matters on another site."""

MARKS = {"em": "Emph", "i": "Emph", "cite": "Emph", "strong": "Strong", "b": "Strong", "sup": "Superscript"}
MARKS |= {"sub": "Subscript", "del": "Strikeout", "s": "Strikeout", "ins": "Underline", "u": "Underline"}
"""Raw inline elements that are nodes of pandoc's."""

SPANS = frozenset({"kbd", "mark"})
"""Raw inline elements that become spans with a class of their name."""

PLAIN = frozenset({"span", "small", "abbr", "dfn", "time", "wbr", "bdi", "var", "samp", "font", "center", "tt"})
"""Raw inline elements whose tags go without a word, since nothing is lost."""

SECTIONS = frozenset({"div", "section", "article", "aside", "main", "header", "footer"})
"""Raw blocks whose tags go without a word."""

BLOCKS = SECTIONS | frozenset(
    {"p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "ul", "ol", "li", "hr", "pre", "details", "summary"}
    | {"figure", "figcaption", "center", "table", "thead", "tbody", "tfoot", "tr", "td", "th"}
)
"""Raw elements that are blocks, or whose contents are."""

HOLLOW = frozenset(
    {"script", "style", "iframe", "object", "embed", "svg", "math", "canvas", "template", "audio", "video", "select"}
    | {"textarea", "title", "head", "frameset", "applet", "meta", "link", "base", "input", "source", "track", "param"}
)
"""Raw elements that go with all that is in them."""

CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
"""Characters that neither XML nor HTML may hold."""


def clean(text: str) -> str:
    """A text without characters that may not be published."""
    return CONTROL.sub("", text)


def target(address: str) -> str | None:
    r"""An address as it may be published, percent-encoded; None where it may not be.

    Browsers drop tabs and line breaks inside an address and control characters around it, and take a backslash for a
    slash, so that `java\nscript:` is a scheme and `\\host` a host: what has any of these is not let through.
    """
    plain = address.strip(" ")
    if not plain or re.search(r"[\x00-\x1f\x7f-\x9f\\]", plain):
        return None
    try:
        parts = urlsplit(plain)
        host = parts.hostname
    except ValueError:
        return None
    if re.match(r"[^/?#]*:", plain) and parts.scheme not in SCHEMES:
        return None
    if bool(host) != (parts.scheme in ("http", "https")) or re.search(r"""[\s<>"'`^{|}%]""", parts.netloc):
        return None
    return re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", quote(plain, safe="%/:?#[]@!$&'()*+,;=-._~"))
