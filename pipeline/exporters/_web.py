"""Where a review's page leads to on its house's site, and the addresses by which it is known elsewhere."""

from dataclasses import dataclass

from pipeline import addresses
from pipeline.exporters import Vetted, Web, Work, _data

LABELS = {".docx": "Word"}
"""What a format is called where it isn't its suffix in capitals."""


@dataclass(frozen=True, slots=True)
class Links:
    """Links from a review's page, percent-encoded, and empty where it stands by itself.

    `works`, `people`, `tags` and `formats` are there with their links, in order. `address`, the canonical one, `feed`,
    `picture` and the authors' `profiles` are whole, or empty where they aren't known.
    """

    home: str
    works: tuple[tuple[Work, str], ...]
    people: tuple[tuple[str, str], ...]
    tags: tuple[tuple[str, str], ...]
    formats: tuple[tuple[str, str], ...]
    profiles: tuple[str, ...] = ()
    address: str = ""
    feed: str = ""
    picture: str = ""


def links(vetted: Vetted) -> Links:
    """The links of a review's page; all are empty but its canonical address where it stands by itself."""
    web, front = vetted.web, vetted.front
    page = f"{web.name}/{web.name}.html" if web else ""

    def link(to: str, fragment: str = "") -> str:
        return addresses.relative(to, page, fragment) if web else ""

    return Links(
        home=link(addresses.INDEX),
        works=tuple(
            (work, link(addresses.WORKS, addresses.work(work.key, work.title, work.kind)))
            for work in _data.told_apart(vetted)[0]
        ),
        people=tuple((name, link(addresses.author(name))) for name in front.authors),
        profiles=tuple(_whole(web, addresses.author(name)) for name in front.authors),
        tags=tuple((name, link(addresses.tag(name))) for name in front.tags),
        formats=tuple((label(suffix), link(f"{web.name}/{web.name}{suffix}")) for suffix in web.formats) if web else (),
        address=_data.address(vetted),
        feed=_whole(web, addresses.FEED),
        picture=_data.picture(vetted),
    )


def _whole(web: Web | None, page: str) -> str:
    return addresses.absolute(web.base_url, page) if web and web.base_url else ""


def label(suffix: str) -> str:
    """What a format is called on a page: `.epub` is EPUB."""
    return LABELS.get(suffix, suffix.lstrip(".").upper())
