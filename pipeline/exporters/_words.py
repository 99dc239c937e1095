"""What the pages say of a review besides its text: the date, the byline, the work, the rating."""

import re
from datetime import date
from html import escape

from markupsafe import Markup

from pipeline.exporters import Front, Node, Rating, Work
from pipeline.exporters._ast import nodes, text_of
from pipeline.house import kinds
from pipeline.house.styles import Style

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def day(when: date) -> str:
    """A date for readers, `31 March 2025`, the same in every locale."""
    return f"{when.day} {MONTHS[when.month - 1]} {when.year}"


def byline(front: Front) -> str:
    """The authors, `A`, `A and B` or `A, B and C`."""
    return listed(front.authors)


def listed(names: tuple[str, ...]) -> str:
    """Names as a sentence lists them."""
    *others, last = names or ("",)
    return f"{', '.join(others)} and {last}" if others else last


def about(work: Work) -> str:
    """What is known of a work besides its title: `film, A. Director, 1999`."""
    return ", ".join(part for part in (work.kind, work.creator, work.year) if part)


def form(work: Work, style: Style) -> str:
    """How a style sets a work's title: italic, quoted or bare; italic where its kind isn't known."""
    return style.forms.get(kinds.named(work.kind) or "", "italic")


def cited(work: Work, style: Style) -> Markup:
    """A work's title as HTML, set as a style sets it; marks inside quotation marks are single."""
    set_as = form(work, style)
    if set_as == "quoted":
        inner = work.title.replace("“", "‘").replace("”", "’")
        return Markup(f'“<cite class="plain">{escape(inner, quote=False)}</cite>”')  # noqa: S704 -- escaped
    plain = ' class="plain"' if set_as == "bare" else ""
    return Markup(f"<cite{plain}>{escape(work.title, quote=False)}</cite>")  # noqa: S704 -- escaped


def series(front: Front) -> str:
    """The series of reviews and the review's number in it: `Crime on Sundays, no. 3`."""
    if front.series is None:
        return ""
    return f"{front.series.name}, no. {front.series.number}" if front.series.number else front.series.name


def licence(front: Front) -> str:
    """What others may do with a review: the licence's name, or where its terms are."""
    return front.licence.name or front.licence.id or front.licence.url if front.licence else ""


def rating(given: Rating | None) -> str:
    """The rating in words: `4 out of 5`."""
    return f"{given.value} out of {given.best}" if given else ""


def stars(front: Front) -> str:
    """The rating as a critic's stars, `★★★½☆`; empty where it is no whole or half number out of six or fewer."""
    if front.rating is None:
        return ""
    value, best = float(front.rating.value), float(front.rating.best)
    if best not in range(3, 7) or value * 2 % 1:
        return ""
    half = "½" if value % 1 else ""
    return "★" * int(value) + half + "☆" * (int(best) - int(value) - len(half))


def share(front: Front) -> float:
    """How much of the best rating a review gives, from 0 to 1."""
    return float(front.rating.value) / float(front.rating.best) if front.rating and float(front.rating.best) else 0.0


PACE = 230
"""Words of English that are read in a minute (Brysbaert 2019: 238 for non-fiction)."""

PACE_OF_CHARACTERS = 500
"""Characters of Chinese, Japanese or Korean that are read in a minute, about."""

_CHARACTERS = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def minutes(blocks: tuple[Node, ...]) -> int:
    """How many minutes a text takes to read, notes and captions included; at least one."""
    runs = [one["c"] for one in nodes(blocks) if one["t"] in ("Para", "Plain")]
    runs += [one["c"][2] for one in nodes(blocks) if one["t"] == "Header"]
    text = " ".join(text_of(run) for run in runs)
    characters = len(_CHARACTERS.findall(text))
    return max(1, round(len(_CHARACTERS.sub(" ", text).split()) / PACE + characters / PACE_OF_CHARACTERS))
