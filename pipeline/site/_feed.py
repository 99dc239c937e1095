"""The feed, Atom (RFC 4287) with the full text of the newest reviews, and the sitemap (sitemaps.org, 0.9)."""

import datetime
import uuid
from collections.abc import Callable, Iterable

from pipeline import __version__, addresses
from pipeline.exporters import UNDATED, _templates
from pipeline.site import _text
from pipeline.site._gathering import Site
from pipeline.site._record import Review

NEWEST = 20
"""How many reviews a feed has."""

NAMESPACE = uuid.UUID("6a9d3f0e-3f0b-5c0c-8f3e-4d7c1f6a2b90")
"""The space of names in which an entry's identifier is made."""


def feed(site: Site, read: Callable[[Review], str]) -> str:
    """The feed; `read` gives a review's web page. A review without a date has no place in it."""
    shown = [review for review in site.reviews if review.date][:NEWEST]
    return (
        _templates.environment()
        .get_template("site/feed.xml")
        .render(
            site=site,
            version=__version__,
            address=addresses.absolute(site.base_url, addresses.FEED),
            updated=_moment(max((day for review in shown if (day := review.changed)), default=UNDATED)),
            entries=[
                {
                    "review": review,
                    "id": identifier(review),
                    "address": addresses.absolute(site.base_url, review.page),
                    "published": _moment(review.date or UNDATED),
                    "updated": _moment(review.changed or UNDATED),
                    "tags": [(addresses.slug(name), name) for name in review.tags],
                    "content": _content(review, site.base_url, read),
                }
                for review in shown
            ],
        )
    )


def identifier(review: Review) -> str:
    """An entry's identifier for ever: it stays where the title, the text or the site's address change.

    It is made of the draft's name, the day of publication and the authors (RFC 4287, section 4.2.6).
    """
    said = "\n".join((review.name, (review.date or UNDATED).isoformat(), *review.authors))
    return f"urn:uuid:{uuid.uuid5(NAMESPACE, said)}"


def sitemap(site: Site, pages: Iterable[str]) -> str:
    """The addresses of the site's own pages and of the reviews; `pages` are paths from the root."""
    days = {addresses.INDEX: site.changed, addresses.WORKS: site.changed}
    for group in (*site.authors, *site.tags, *site.years):
        days[group.page] = max((day for review in group.reviews if (day := review.changed)), default=None)
    own = [(page, days.get(page)) for page in pages if page != addresses.MISSING]
    found = [*own, *((review.page, review.changed) for review in site.reviews if review.page.endswith(".html"))]
    return (
        _templates.environment()
        .get_template("site/sitemap.xml")
        .render(
            pages=[(addresses.absolute(site.base_url, page), day.isoformat() if day else "") for page, day in found]
        )
    )


def _content(review: Review, base_url: str, read: Callable[[Review], str]) -> str:
    """The text of a review's page, all its links whole; empty where it has no web page."""
    if not review.page.endswith(".html"):
        return ""
    return _text.with_whole_links(_text.inside(read(review), _text.TEXT), addresses.absolute(base_url, review.page))


def _moment(day: datetime.date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
