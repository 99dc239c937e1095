"""What a page says of itself to programs: schema.org's `Review` and the works that it is about, as JSON-LD."""

import json
import re
from dataclasses import replace
from typing import Any

from pipeline import addresses
from pipeline.exporters import Vetted, Work
from pipeline.house import kinds
from pipeline.house.kinds import Kind

TYPES = {
    Kind.SERIES: "TVSeries",
    Kind.SEASON: "TVSeason",
    Kind.EPISODE: "TVEpisode",
    Kind.FILM: "Movie",
    Kind.VIDEO: "VideoObject",
    Kind.ALBUM: "MusicAlbum",
    Kind.SONG: "MusicRecording",
    Kind.COMPOSITION: "MusicComposition",
    Kind.OPERA: "MusicComposition",
    Kind.PLAY: "Play",
    Kind.BOOK: "Book",
    Kind.CHAPTER: "Chapter",
    Kind.STORY: "ShortStory",
    Kind.ESSAY: "Article",
    Kind.ARTICLE: "Article",
    Kind.PERIODICAL: "Periodical",
    Kind.COMIC: "ComicStory",
    Kind.GAME: "VideoGame",
    Kind.PODCAST: "PodcastSeries",
    Kind.PAINTING: "Painting",
    Kind.SCULPTURE: "Sculpture",
    Kind.PHOTOGRAPH: "Photograph",
    Kind.EXHIBITION: "ExhibitionEvent",
    Kind.FRANCHISE: "CreativeWorkSeries",
}
"""schema.org's types of works; a kind that it has no type for is a `CreativeWork`."""

_WORDS = (
    (Kind.EPISODE, re.compile(r"\b(podcast|radio)\b", re.IGNORECASE), "Episode"),
    (Kind.GAME, re.compile(r"\b(board|card|dice|parlou?r|role-playing|tabletop|war)\b", re.IGNORECASE), "Game"),
)
"""Words in what a work is called that make it of a wider type than its kind's."""

PICTURES = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})
"""What is shown of a page that is shared: not every site draws an SVG."""

_CREATORS = {
    **dict.fromkeys((Kind.ALBUM, Kind.SONG), ("byArtist", "MusicGroup")),
    Kind.FILM: ("director", "Person"),
    **dict.fromkeys((Kind.BOOK, Kind.STORY, Kind.POEM, Kind.ESSAY, Kind.COMIC, Kind.PLAY), ("author", "Person")),
    Kind.GAME: ("creator", "Organization"),
    Kind.EXHIBITION: ("organizer", "Organization"),
}
"""What a work's maker is called, and what sort of maker that is; elsewhere a `creator`, a person."""


def script(vetted: Vetted) -> str:
    """The JSON-LD of a page, safe inside `<script>`: it has no `<`."""
    return as_script(_page(vetted))


def as_script(said: dict[str, Any]) -> str:
    """Data as JSON that is safe inside `<script>`: it has no `<`."""
    return json.dumps(said, ensure_ascii=False, indent=1).replace("<", "\\u003c")


def _page(vetted: Vetted) -> dict[str, Any]:
    """A `Review` where the work is known that it is about, an `Article` elsewhere."""
    front = vetted.front
    reviewed, others = told_apart(vetted)
    said: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Review" if reviewed else "Article",
        "url": address(vetted),
        "headline": front.title,
        "author": [{"@type": "Person", "name": name} for name in front.authors],
        "datePublished": front.date.isoformat() if front.date else "",
        "dateModified": front.updated.isoformat() if front.updated else "",
        "inLanguage": front.lang,
        "description": front.description,
        "image": picture(vetted),
        "publisher": {"@type": "Organization", "name": front.publisher} if front.publisher else None,
        "keywords": list(front.tags),
        "license": front.licence.url or front.licence.name if front.licence else "",
        "isPartOf": {"@type": "CreativeWorkSeries", "name": front.series.name} if front.series else None,
        "position": front.series.number if front.series else "",
        "itemReviewed": one_or_all([work(each) for each in reviewed]),
        "reviewRating": _rating(vetted) if reviewed else None,
        "mentions": [work(other) for other in others],
    }
    return {name: value for name, value in said.items() if value}


def told_apart(vetted: Vetted) -> tuple[tuple[Work, ...], tuple[Work, ...]]:
    """The works reviewed, with what the text says of them where the front matter says nothing, and the others named."""
    named = {each.title: each for each in reversed(vetted.mentions)}
    reviewed = []
    for work in vetted.front.works:
        same = named.get(work.title, work)
        reviewed.append(
            replace(
                work,
                kind=work.kind or same.kind,
                creator=work.creator or same.creator,
                year=work.year or same.year,
                key=work.key or same.key,
            )
        )
    titles = {work.title for work in reviewed}
    return tuple(reviewed), tuple(each for each in vetted.mentions if each.title not in titles)


def one_or_all(of: list[dict[str, Any]]) -> Any:
    """A lone thing by itself, several as a list, as JSON-LD has them."""
    return of[0] if len(of) == 1 else of


def address(vetted: Vetted) -> str:
    """The address of the review: what the front matter says, or where its page stands on the site."""
    web = vetted.web
    here = addresses.absolute(web.base_url, f"{web.name}/{web.name}.html") if web and web.base_url else ""
    return vetted.front.canonical or here


def picture(vetted: Vetted) -> str:
    """The whole address of the picture that stands for a review, its cover or its first; empty where it isn't known."""
    web, front = vetted.web, vetted.front
    cover = vetted.pictures.get(front.cover.picture) if front.cover else None
    shown = [cover] if cover else vetted.pictures.values()
    found = next((each.name for each in shown if each.media_type in PICTURES), "")
    return addresses.absolute(web.base_url, f"{web.name}/{found}") if found and web and web.base_url else ""


def work(of: Work) -> dict[str, Any]:
    """A work, of its kind's type."""
    kind = kinds.named(of.kind)
    role, maker = _CREATORS.get(kind, ("creator", "Person")) if kind else ("creator", "Person")
    wider = (wide for one, words, wide in _WORDS if one is kind and words.search(of.kind))
    said: dict[str, Any] = {
        "@type": next(wider, TYPES.get(kind, "CreativeWork") if kind else "CreativeWork"),
        "name": of.title,
    }
    if of.creator:
        said[role] = {"@type": maker, "name": of.creator}
    if of.year:
        said["startDate" if kind is Kind.EXHIBITION else "datePublished"] = of.year
    if of.url:
        said["url"] = of.url
    return said


def _rating(vetted: Vetted) -> dict[str, str] | None:
    rating = vetted.front.rating
    if rating is None:
        return None
    return {
        "@type": "Rating",
        "ratingValue": rating.value,
        "bestRating": rating.best,
        "worstRating": rating.worst,
    }
