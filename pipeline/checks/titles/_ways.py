"""What a draft does with titles, and the edits that do the same to another: helpers of the checks of this stage."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from pipeline.checks._practice import quotes
from pipeline.checks.titles._named import SET, Named, Title, Way
from pipeline.document import Document
from pipeline.finding import Edit, Finding, Fix, Severity
from pipeline.house.styles import Style
from pipeline.source import Span


def comparable(title: Title, others: Iterable[Title]) -> list[Title]:
    """The other titles whose way is this one's model: parts of works are no model for whole ones, nor these for them.

    A title in quotation marks of which nothing is known may be a song's: it is no model for a film or an album.
    """
    return [
        other
        for other in others
        if other is not title
        and other.part == title.part
        and not (title.kind and not other.kind and other.weight < 1 and not other.of(Way.ITALIC, Way.BOLD))
    ]


def weights(titles: Iterable[Title]) -> tuple[float, float]:
    """How many titles are set, and how many stand bare; one that does both counts for what it does more often."""
    marked = bare = 0.0
    for title in titles:
        if 2 * len(title.of(*SET)) >= len(title.of(*SET, Way.BARE)) > 0:
            marked += title.weight
        elif title.of(Way.BARE):
            bare += title.weight
    return marked, bare


def usual(titles: Sequence[Title], profile: Style | None = None) -> Way:
    """The way in which most titles are set, italics where none leads; marks where a profile has no italics."""
    if not has_italics(profile):
        return Way.QUOTED
    counts = Counter(place.way for title in titles for place in title.places if place.way in SET)
    return max(counts, key=lambda way: (counts[way], way is Way.ITALIC), default=Way.ITALIC)


def judged(titles: Iterable[Title], profile: Style | None) -> list[Title]:
    """The titles whose way the draft itself decides: all where no profile is named, else those of unknown kind."""
    return [title for title in titles if profile is None or title.kind is None or title.kind not in profile.forms]


def has_italics(profile: Style | None) -> bool:
    """Whether a profile sets any title in italics; a house without one may."""
    return profile is None or "italic" in profile.forms.values()


def marks(document: Document, titles: Iterable[Title], way: Way) -> tuple[str, str]:
    """The marks that set a title in this way, as the draft has them most often."""
    if way in (Way.ITALIC, Way.BOLD):
        mark = emphasis(document)
        return (mark, mark) if way is Way.ITALIC else (mark * 2, mark * 2)
    used = Counter(
        (place.block.text[place.outer[0]], place.block.text[place.outer[1] - 1])
        for title in titles
        for place in title.of(Way.QUOTED)
        if place.outer[1] - place.outer[0] > place.end - place.start
    )
    pairs = [pair for pair, _ in used.most_common() if pair[0] in "\"“'‘«" and pair[1] in "\"”'’»"]
    return pairs[0] if pairs else quotes(document)


def emphasis(document: Document) -> str:
    """The mark of emphasis that the draft uses most."""
    text = document.source.text
    return "_" if len(re.findall(r"(?<!\w)_\w", text)) > len(re.findall(r"(?<![\w*])\*\w", text)) else "*"


def at_every_place(
    span: Span, message: str, edits: Sequence[tuple[Edit, ...]], severity: Severity | None = None
) -> Finding:
    """A finding at the first of a title's places, with the edits of all as its one fix: none half mended."""
    if len(edits) > 1:
        message += f" The same in {len(edits) - 1} more place{'s' if len(edits) > 2 else ''}."
    whole = tuple(edit for each in edits for edit in each)
    return Finding(span, message, (Fix(whole),) if whole else (), severity)


def setting(place: Named, pair: tuple[str, str]) -> tuple[Edit, ...]:
    """The edits that put marks round a bare title."""
    span = place.block.span(place.start, place.end)
    return Edit(Span(span.start, span.start), pair[0]), Edit(Span(span.end, span.end), pair[1])


def resetting(document: Document, place: Named, pair: tuple[str, str]) -> tuple[Edit, ...]:
    """The edits that put other marks in the place of a title's own, close to its words; none where that can't be done.

    A comma inside the old marks comes to stand behind the new ones.
    """
    if place.way not in SET:
        return setting(place, pair)
    old = baring(document, place)
    if not old:
        return ()
    opening, closing = old
    words = place.block.span(place.start, place.end)
    if opening.span.end != words.start:
        return ()
    first = Edit(opening.span, pair[0])
    if closing.span.start == words.end:
        return first, Edit(closing.span, pair[1])
    return first, Edit(Span(words.end, words.end), pair[1]), closing


def baring(document: Document, place: Named) -> tuple[Edit, ...]:
    """The edits that take the marks from a title; none where they can't be told."""
    text, block = document.source.text, place.block
    words = block.span(place.start, place.end)
    if place.way is Way.QUOTED:
        outer = block.span(*place.outer)
        opening, closing = Span(outer.start, outer.start + 1), Span(outer.end - 1, outer.end)
        if opening.end > words.start or closing.start < words.end or text[opening.start] not in "\"“'‘«":
            return ()
        return Edit(opening, ""), Edit(closing, "")
    around = re.search(r"(\*{1,3}|_{1,3})$", text[: words.start])
    if around is None:
        return ()
    mark = around[0]
    after = re.match(r"[^*_\n]{0,4}?" + re.escape(mark), text[words.end :])
    if after is None:
        return ()
    end = words.end + after.end()
    return Edit(Span(words.start - len(mark), words.start), ""), Edit(Span(end - len(mark), end), "")
