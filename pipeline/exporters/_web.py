"""Where a review's page leads to on its house's site, and the addresses by which it is known elsewhere."""

from dataclasses import dataclass
from functools import partial

from pipeline import addresses
from pipeline.exporters import Vetted, Web, _data

LABELS = {".docx": "Word"}
"""What a format is called where it isn't its suffix in capitals."""

PICTURES = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})
"""What is shown of a page that is shared: not every site draws an SVG."""


@dataclass(frozen=True, slots=True)
class Links:
    """Links from a review's page, percent-encoded; those in `address`, `feed` and `picture` are whole, or empty.

    `people`, `tags` and `formats` are names with their links, in order.
    """

    home: str
    work: str
    people: tuple[tuple[str, str], ...]
    tags: tuple[tuple[str, str], ...]
    formats: tuple[tuple[str, str], ...]
    address: str = ""
    feed: str = ""
    picture: str = ""


def links(vetted: Vetted) -> Links | None:
    """The links of a review's page; None where it stands by itself."""
    web, front = vetted.web, vetted.front
    if web is None:
        return None
    page = f"{web.name}/{web.name}.html"
    link = partial(addresses.relative, page=page)
    work, _ = _data.told_apart(vetted)
    picture = next((each.name for each in vetted.pictures.values() if each.media_type in PICTURES), "")
    return Links(
        home=link(addresses.INDEX),
        work=link(addresses.work(work.key, work.title, work.kind)) if work else "",
        people=tuple((name, link(addresses.author(name))) for name in front.authors),
        tags=tuple((name, link(addresses.tag(name))) for name in front.tags),
        formats=tuple((label(suffix), link(f"{web.name}/{web.name}{suffix}")) for suffix in web.formats),
        address=_whole(web, page),
        feed=_whole(web, addresses.FEED),
        picture=_whole(web, f"{web.name}/{picture}") if picture else "",
    )


def _whole(web: Web, page: str) -> str:
    return addresses.absolute(web.base_url, page) if web.base_url else ""


def label(suffix: str) -> str:
    """What a format is called on a page: `.epub` is EPUB."""
    return LABELS.get(suffix, suffix.lstrip(".").upper())
