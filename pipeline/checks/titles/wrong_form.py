"""A work in italics where its kind belongs in quotation marks, or the other way round.

The guides set whole works in italics and their parts and short ones in quotation marks (Chicago, chapter 8; MLA 9,
chapter 2), or all in quotation marks (AP, “composition titles”); `house/title-profiles.tsv` has their rules, kind by
kind. Where the house names a profile, each mention of a work whose kind is known is wanted as it says. Where it keeps
the draft's own style, only works of one kind are compared: one film in quotation marks beside two in italics.

A title that stands both in italics and in quotation marks may be an album's and its song's: where the kind or the
paragraph allows for that, only a mention that the sentence calls by the title's kind is flagged (“the song *X*”). It is
a question always, and so is a poem in italics, as long ones rightly are. Scripture and generic names (Sonata in G
Minor) have no marks and are left alone.

What kind of work it is, `works.toml` says for certain, and the sentence mostly does (“the song ‘X’”); `copydesk works`
shows what is known. A work of unknown kind is left alone, unless the profile has no italics at all (AP).
"""

from collections import defaultdict
from collections.abc import Iterator

from pipeline.checks import Allowed, Flagged
from pipeline.checks._practice import quotes
from pipeline.checks.titles._named import PART, SET, Named, Title, Way, called, titles
from pipeline.checks.titles._ways import at_every_place, baring, emphasis, has_italics, resetting
from pipeline.document import Document
from pipeline.finding import Finding, Severity
from pipeline.house import House
from pipeline.house.kinds import Kind
from pipeline.house.styles import Style, style
from pipeline.works import Works

SEVERITY = Severity.ERROR
FIX = "unsafe"
IN_QUOTATIONS = "as-is"
EXAMPLES = (
    Flagged(
        "The films *A Winter House* and *The Salt Road* are slow; the film ⟦“The Sea Bell”⟧ is not.",
        fixed="The films *A Winter House* and *The Salt Road* are slow; the film *The Sea Bell* is not.",
        severity=Severity.QUERY,
    ),
    Allowed("The films *A Winter House* and *The Salt Road* are slow; the song “The Sea Bell” is not."),
    Allowed("The film *A Winter House* is slow; the film “The Sea Bell” is not."),
    Allowed("The films “A Winter House” and “The Salt Road” are slow; the song “The Sea Bell” is not."),
)

_NAMESAKES = frozenset({Kind.ALBUM, Kind.SONG, Kind.EPISODE, Kind.STORY, Kind.POEM, Kind.ESSAY})
"""Kinds of works that often share their title with the longer one that they are in, or that has it."""

_WANTED = {"italic": Way.ITALIC, "quoted": Way.QUOTED, "bare": Way.BARE}


def find(document: Document, works: Works, house: House) -> Iterator[Finding]:
    """Flag the first mention of each work that is set in the wrong way."""
    named = titles(document, works)
    profile = style(house)
    yield from _by_kind(document, named) if profile is None else _by_profile(document, named, profile)


def _by_profile(document: Document, named: tuple[Title, ...], profile: Style) -> Iterator[Finding]:
    for title in named:
        form = profile.forms.get(title.kind or "")
        if title.kind is None and not has_italics(profile) and (slanted := list(title.of(Way.ITALIC))):
            message = f"“{title.title}” is in italics; {profile.name} sets no title in italics."
            yield _finding(document, slanted, Way.QUOTED, message, Severity.QUERY)
        if form is None or title.kind is None or title.kind is Kind.SEASON:
            continue
        wanted = _WANTED[form]
        odd = [place for place in title.places if place.way is not wanted and _may_change(place, wanted)]
        both = len({place.way for place in title.of(Way.ITALIC, Way.QUOTED)}) > 1
        if both and (title.kind in _NAMESAKES or any(PART.search(place.block.text) for place in odd)):
            odd = [place for place in odd if called(place, title.kind)]
        if not odd:
            continue
        long = title.kind is Kind.POEM and any(place.way is Way.ITALIC for place in odd)
        kind = f"a{'n' * (title.kind[0] in 'aeio')} {title.kind}’s title"
        how = "bare" if wanted is Way.BARE else f"in {wanted.value}"
        is_ = "bare" if odd[0].way is Way.BARE else f"in {odd[0].way.value}"
        message = f"“{title.title}” is {is_}; {profile.name} sets {kind} {how}."
        yield _finding(document, odd, wanted, message, Severity.QUERY if both or long else None)


def _may_change(place: Named, wanted: Way) -> bool:
    """Whether a mention's way is a fault: a link may stand for marks, where none are wanted."""
    return not (place.way is Way.LINKED and wanted is Way.BARE)


def _by_kind(document: Document, named: tuple[Title, ...]) -> Iterator[Finding]:
    """Works of one kind, some in italics and fewer in quotation marks, or the other way round."""
    kinds: dict[Kind, dict[Way, list[Title]]] = defaultdict(lambda: defaultdict(list))
    for title in named:
        own = {place.way for place in title.of(*SET)}
        if title.kind and len(own) == 1:
            kinds[title.kind][own.pop()].append(title)
    for kind, ways in kinds.items():
        slanted, quoted = ways[Way.ITALIC], ways[Way.QUOTED]
        odd, even = sorted((slanted, quoted), key=len)
        if not odd or len(even) < 2 * len(odd):
            continue
        wanted = Way.ITALIC if even is slanted else Way.QUOTED
        for title in odd:
            places = list(title.of(*SET))
            others = f"{len(even)} others of its kind ({kind}) are in {wanted.value}"
            message = f"“{title.title}” is in {places[0].way.value}, where {others}."
            yield _finding(document, places, wanted, message, Severity.QUERY)


def _finding(document: Document, odd: list[Named], wanted: Way, message: str, severity: Severity | None) -> Finding:
    if wanted is Way.BARE:
        edits = [baring(document, place) for place in odd]
    else:
        pair = (emphasis(document),) * 2 if wanted is Way.ITALIC else quotes(document)
        edits = [resetting(document, place, pair) for place in odd]
    span = odd[0].block.span(*odd[0].outer)
    if not all(edits):
        return Finding(span, message, severity=severity)
    return at_every_place(span, message, edits, severity)
