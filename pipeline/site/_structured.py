"""What the site's pages say of themselves to programs: schema.org's `CollectionPage` and its `ItemList`, as JSON-LD."""

from collections.abc import Sequence
from typing import Any

from pipeline import addresses
from pipeline.exporters import _data
from pipeline.site._gathering import Group, Site
from pipeline.site._record import Review


def index(site: Site, reviews: Sequence[Review]) -> str:
    """The index: the site and its newest reviews."""
    part = {"isPartOf": _clean({"@type": "WebSite", "name": site.name, "url": site.base_url, "inLanguage": site.lang})}
    return _script(site, addresses.INDEX, site.name, _list(site, reviews), part)


def group(site: Site, found: Group, title: str) -> str:
    """The reviews of an author, a tag or a year."""
    said: dict[str, Any] = {}
    if found in site.authors:
        said["about"] = {"@type": "Person", "name": found.name}
    elif found in site.tags:
        said["keywords"] = found.name
    return _script(site, found.page, title, _list(site, found.reviews), said)


def works(site: Site) -> str:
    """The index of works: each with its type, as far as that is known."""
    entries = [entry for _, of in site.works for entry in of]
    items = [
        {"@type": "ListItem", "position": number, "item": _data.work(entry.work)}
        for number, entry in enumerate(entries, 1)
    ]
    found = {"@type": "ItemList", "numberOfItems": len(items), "itemListElement": items}
    return _script(site, addresses.WORKS, f"Works – {site.name}", found, {})


def _list(site: Site, reviews: Sequence[Review]) -> dict[str, Any]:
    items = [
        _clean({
            "@type": "ListItem",
            "position": number,
            "name": review.title,
            "url": addresses.absolute(site.base_url, review.page) if site.base_url else "",
        })
        for number, review in enumerate(reviews, 1)
    ]  # fmt: skip
    return {
        "@type": "ItemList",
        "itemListOrder": "https://schema.org/ItemListOrderDescending",
        "numberOfItems": len(items),
        "itemListElement": items,
    }


def _script(site: Site, page: str, title: str, entity: dict[str, Any], more: dict[str, Any]) -> str:
    said = {
        "@context": "https://schema.org",
        "@type": "CollectionPage",
        "name": title,
        "url": addresses.absolute(site.base_url, page) if site.base_url else "",
        "inLanguage": site.lang,
        "dateModified": site.changed.isoformat() if site.changed else "",
        **more,
        "mainEntity": entity,
    }
    return _data.as_script(_clean(said))


def _clean(said: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in said.items() if value}
