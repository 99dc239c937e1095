"""The feed: Atom's own grammar (RFC 4287, appendix B, by lxml), what else that RFC demands, and feedparser, strictly.

Our own, since the W3C's service would have to be sent the feed. What the grammar can't say has the RFC's section.
"""

import re
from collections.abc import Iterator, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pipeline.errors import ValidatorUnavailable
from pipeline.validators import Verdict

SUFFIX = "feed.xml"
FAULT = "atom:updated"

ATOM = {"atom": "http://www.w3.org/2005/Atom"}

MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
"""RFC 3339, as section 3.3 has it."""


def found() -> str:
    """The versions of lxml and feedparser."""
    try:
        return f"Atom's grammar in lxml {version('lxml')}; feedparser {version('feedparser')}"
    except PackageNotFoundError as error:
        raise ValidatorUnavailable(
            f"{error.name} is not installed; install it with `pip install {error.name}`."
        ) from None


def bad() -> bytes:
    """A feed that doesn't say when it was updated."""
    return (
        b'<feed xmlns="http://www.w3.org/2005/Atom"><id>urn:x:y</id><title>Bad</title><author><name>A</name></author>'
        b'<link rel="self" href="https://example.org/feed.xml"/></feed>\n'
    )


def check(paths: Sequence[Path], scratch: Path) -> Iterator[Verdict]:
    """Each feed by itself."""
    from lxml import etree

    grammar = etree.RelaxNG(etree.parse(Path(__file__).with_name("atom.rng")))
    for path in paths:
        data = path.read_bytes()
        try:
            tree = etree.fromstring(data)
        except etree.XMLSyntaxError as error:
            yield Verdict(path, (f"no XML: {error}",))
            continue
        problems = [] if grammar.validate(tree) else [f"line {each.line}: {each.message}" for each in grammar.error_log]
        yield Verdict(path, (*problems, *_demands(tree), *_read(data)))


def _demands(feed: Any) -> Iterator[str]:
    """What the RFC's text demands."""
    if feed.tag != f"{{{ATOM['atom']}}}feed":
        yield "the root is no atom:feed (2)"
        return
    if len(feed.findall("atom:updated", ATOM)) != 1:
        yield "there is not one atom:updated (4.1.1)"
    if not _links(feed, "self"):
        yield "no link to the feed itself, rel=self (4.1.1)"
    for entry in feed.findall("atom:entry", ATOM):
        name = entry.findtext("atom:title", "", ATOM)
        if not entry.findall("atom:author", ATOM) and not feed.findall("atom:author", ATOM):
            yield f"“{name}” has no author, and the feed has none (4.1.1)"
        if entry.find("atom:content", ATOM) is None and not _links(entry, "alternate"):
            yield f"“{name}” has neither content nor a link to what it is about (4.1.1.1)"
        alternates = [(each.get("type"), each.get("hreflang")) for each in _links(entry, "alternate")]
        if len(alternates) > len(set(alternates)):
            yield f"“{name}” has two alternate links of one type and language (4.1.1)"
    for parent in (feed, *feed.findall("atom:entry", ATOM)):
        for link in parent.findall("atom:link", ATOM):
            if not urlsplit(link.get("href") or "").scheme and parent.base is None:
                yield f"the link {link.get('href')} is relative to nothing (4.2.7.1)"
    identifiers = [each.text or "" for each in feed.iter(f"{{{ATOM['atom']}}}id")]
    yield from (f"the id “{each}” is no absolute IRI (4.2.6)" for each in identifiers if not urlsplit(each).scheme)
    if len(set(identifiers)) < len(identifiers):
        yield "two entries have one id (4.2.6)"
    for name in ("updated", "published"):
        for each in feed.iter(f"{{{ATOM['atom']}}}{name}"):
            if not MOMENT.fullmatch(each.text or ""):
                yield f"“{each.text}” is no moment (3.3)"


def _links(element: Any, relation: str) -> list[Any]:
    return [each for each in element.findall("atom:link", ATOM) if each.get("rel", "alternate") == relation]


def _read(data: bytes) -> Iterator[str]:
    """What a reader's program makes of it."""
    import feedparser

    told = feedparser.parse(data, response_headers={"content-type": "application/atom+xml; charset=utf-8"})
    if told.bozo:
        yield f"feedparser: {told.bozo_exception}"
    if told.version != "atom10":
        yield f"feedparser takes it for {told.version or 'nothing that it knows'}"
    for entry in told.entries:
        for field in ("id", "title", "updated_parsed", "link"):
            if not entry.get(field):
                yield f"feedparser finds no {field} in “{entry.get('title', '')}”"
