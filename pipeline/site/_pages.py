"""The pages of a site, from the house's templates."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from pipeline import addresses, house
from pipeline.exporters import _templates, _web, _words
from pipeline.house import kinds
from pipeline.house.kinds import Kind
from pipeline.site import _structured
from pipeline.site._gathering import Group, Site
from pipeline.site._record import Review

NEWEST = 60
"""How many reviews the index has in full; where there are more, each year has a page of its own."""

KINDS = {Kind.SERIES: "Series", Kind.DANCE: "Dance", Kind.FRANCHISE: "Franchises"}
"""What works of a kind are called where that isn't the plural of its name."""

MANY = 12
"""From how many works on the index of works has a list of its kinds at its head."""


def pages(site: Site) -> dict[str, str]:
    """Every page of a site by its path from the root."""
    shown = site.reviews if len(site.reviews) <= NEWEST else site.reviews[:NEWEST]
    older = site.years if len(site.reviews) > len(shown) else ()
    years = [
        Group(year.name, year.page, tuple(review for review in year.reviews if review in shown)) for year in site.years
    ]
    made = {
        addresses.INDEX: _page(
            site,
            addresses.INDEX,
            "index",
            site.name,
            years=[year for year in years if year.reviews],
            older=older,
            summary=_summary(site.reviews),
            data=_structured.index(site, shown),
        ),
        addresses.MISSING: _page(site, addresses.MISSING, "missing", f"Not found – {site.name}", summary="", data=""),
    }
    if site.works:
        made[addresses.WORKS] = _page(
            site,
            addresses.WORKS,
            "works",
            f"Works – {site.name}",
            kinds=[(_heading(kind), entries) for kind, entries in site.works],
            many=sum(len(entries) for _, entries in site.works) >= MANY and len(site.works) > 1,
            summary="Every work that is reviewed here or named in a review, by kind.",
            data=_structured.works(site),
        )
    for groups, heading in ((site.authors, "Reviews by {}"), (site.tags, "Tagged “{}”"), (older, "Reviews of {}")):
        for group in groups:
            title = heading.format(group.name) if group.name else "Reviews without a date"
            data = _structured.group(site, group, title)
            made[group.page] = _page(
                site,
                group.page,
                "group",
                f"{title} – {site.name}",
                heading=title,
                group=group,
                summary=_summary(group.reviews),
                data=data,
            )
    return made


def _summary(reviews: Sequence[Review]) -> str:
    """What a page is about, in one line: how many reviews, and the newest of them."""
    number = "1 review" if len(reviews) == 1 else f"{len(reviews)} reviews"
    return f"{number}: {'; '.join(review.title for review in reviews[:3])}" if reviews else ""


def _page(site: Site, page: str, template: str, title: str, **values: Any) -> str:
    """A page, with what all of them need: links from where it stands, and how things are said."""
    return (
        _templates.environment()
        .get_template(f"site/{template}.html")
        .render(
            site=site,
            page=page,
            title=title,
            link=partial(addresses.relative, page=page),
            work_link=lambda work: addresses.relative(
                addresses.WORKS, page, addresses.work(work.key, work.title, work.kind)
            ),
            author_page=addresses.author,
            tag_page=addresses.tag,
            address=addresses.absolute(site.base_url, page) if site.base_url else "",
            home=site.base_url if page == addresses.MISSING else addresses.relative(addresses.INDEX, page),
            feed=addresses.FEED if site.base_url else "",
            cited=partial(_words.cited, style=site.style),
            day=_words.day,
            about=_words.about,
            rating=_words.rating,
            foreign=lambda lang: lang.partition("-")[0] != site.lang.partition("-")[0],
            label=_web.label,
            style=house.text("html/page.css") + house.text("site/site.css"),
            **values,
        )
    )


def _heading(kind: Kind | None) -> str:
    return KINDS.get(kind) or kinds.plural(kind.value).capitalize() if kind else "Other works"
