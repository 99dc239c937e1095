"""A work's title that is set in one way here and in another there.

One draft sets one work's title one way (Chicago, chapter 8, “Titles of works”; MLA 9, “Titles of sources”). Which way
is the house's choice; the default keeps the draft's own, and so does a profile for a work of unknown kind. Where a
title stands bare and in italics or quotation marks, the draft's other titles say which is wanted; where there are none,
the marks are, unless the title is bare more often. Where it stands in italics and in quotation marks, the rarer is a
question.

The name of a person, a place or a band may also be a title (a film named for its hero): a mention of such a name counts
only where the sentence speaks of a work (“was released”, “stars”, “the film”). A title of one word counts where it is
set twice; one that is a word of grammar (Up, It, Her) never where it begins a sentence. An album and its title song
share a name and are set apart rightly: where the paragraph speaks of songs, episodes or other parts, nothing is said,
unless the sentence calls the odd one what the title is (“the song *X*”).
"""

from collections.abc import Iterator, Sequence

from pipeline.checks import Allowed, Flagged
from pipeline.checks.titles._named import PART, SET, Title, Way, called, titles
from pipeline.checks.titles._ways import at_every_place, comparable, has_italics, judged, marks, setting, usual, weights
from pipeline.document import Document
from pipeline.finding import Finding, Severity
from pipeline.house import House
from pipeline.house.styles import Style, style
from pipeline.works import Form, Works

SEVERITY = Severity.ERROR
FIX = "unsafe"
EXAMPLES = (
    Flagged(
        "Both *The Long Road* and its sequel are slow. *The Long Road* ends well, and ⟦The Long Road⟧ is short.",
        fixed="Both *The Long Road* and its sequel are slow. *The Long Road* ends well, and *The Long Road* is short.",
    ),
    Flagged(
        "⟦Rosa Marten⟧ was released in May. The actor playing Rosa Marten shines in _Rosa Marten_.",
        fixed="_Rosa Marten_ was released in May. The actor playing Rosa Marten shines in _Rosa Marten_.",
    ),
    Flagged(
        "They play “Ballad of the Moon” twice. ⟦Ballad of the Moon⟧ wins.",
        fixed="They play “Ballad of the Moon” twice. “Ballad of the Moon” wins.",
    ),
    Allowed("They walk in the Rosa Marten style, and play Rosa Marten songs; *Rosa Marten* is dull."),
    Flagged(
        "We saw *The Long Road* and *The Long Road* again; ⟦“The Long Road”⟧ is short.",
        severity=Severity.QUERY,
    ),
    Allowed("*It* is slow, and *It* is old. It is a long book. It is a film about a clown."),
    Allowed("*The Marten* is fun, and *The Marten* is long. In it The Marten takes a child."),
    Allowed("*The Salt Queen* was about The Salt Queen. *The Salt Queen* is long."),
    Allowed("*The Ferries* is an album that The Ferries made. It is by The Ferries. *The Ferries* is long."),
    Allowed("*The Harbour* is a series, and *The Harbour* is loud. The Harbour of Oss is older."),
    Allowed("*Rain and Weather* is long. *Rain and Weather* follows the Rain and Weather department."),
    Allowed("The album *The Long Road* closes with the song “The Long Road”."),
    Flagged(
        "The song *⟦Salt Road⟧* is slow. The drums of “Salt Road” are slower than those of other songs.",
        severity=Severity.QUERY,
    ),
    Allowed("The hero of *Rosa Marten*, Rosa Marten, is bored. *Rosa Marten* is not."),
    Allowed("*Up* goes up, and *Her* is her film; I saw *The Long Road* and The Longer Road."),
    Allowed("The Long Road is slow. The Long Road is long. I mean *The Long Road*, and The Long Road ends."),
    Flagged(
        "*Weather* is slow, and *Weather* is long. I like ⟦Weather⟧ anyway. Weather ends.",
        fixed="*Weather* is slow, and *Weather* is long. I like *Weather* anyway. Weather ends.",
    ),
    Allowed("*Rosa* is slow, and *Rosa* is long. I like Rosa anyway. The weather ends."),
    Allowed("# The Long Road\n\n*The Long Road* is slow."),
)


def find(document: Document, works: Works, house: House) -> Iterator[Finding]:
    """Flag the first odd mention of each title that is set in two ways."""
    profile = style(house)
    named = titles(document, works)
    for title in judged(named, profile):
        if " " not in title.title and len(title.of(*SET)) < 2:
            continue
        yield from _bare(document, title, named, profile)
        if has_italics(profile):
            yield from _both_ways(title)


def _bare(document: Document, title: Title, named: Sequence[Title], profile: Style | None) -> Iterator[Finding]:
    """A title that is set here and bare there."""
    bare = [place for place in title.of(Way.BARE) if place.form is Form.TITLE]
    there = title.of(*SET)
    if not bare or not there:
        return
    models = comparable(title, named)
    marked, unmarked = weights(models)
    if marked == unmarked:
        marked, unmarked = len(there), len(bare)
    if unmarked > marked:
        return
    way = usual([title], profile)
    pair = marks(document, [title], way)
    span = bare[0].block.span(bare[0].start, bare[0].end)
    message = f"“{title.title}” stands bare here and in {way.value} elsewhere."
    yield at_every_place(span, message, [setting(place, pair) for place in bare])


def _both_ways(title: Title) -> Iterator[Finding]:
    """A title that is in italics here and in quotation marks there."""
    exact = [place for place in title.places if place.block.text[place.start : place.end] == title.title]
    slanted, quoted = ([place for place in exact if place.way is way] for way in (Way.ITALIC, Way.QUOTED))
    if not slanted or not quoted or " " not in title.title:
        return
    rarer = len(slanted) < len(quoted) or (title.part and len(slanted) == len(quoted))
    odd, form = (slanted, Way.ITALIC) if rarer else (quoted, Way.QUOTED)
    if any(PART.search(place.block.text) for place in quoted) and not any(called(one, title.kind) for one in odd):
        return
    other = Way.QUOTED if form is Way.ITALIC else Way.ITALIC
    message = f"“{title.title}” stands in {form.value} here and in {other.value} elsewhere; one way is wanted."
    yield Finding(odd[0].block.span(*odd[0].outer), message, severity=Severity.QUERY)
