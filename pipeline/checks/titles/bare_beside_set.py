"""A work's title that stands bare, where the draft sets other titles.

A draft that sets one work in italics or quotation marks sets them all (Chicago, chapter 8, “Titles of works”; MLA 9,
chapter 2). What counts as a title here is the work under review, a work that the sentence names as one, and a well-
known title with its capitals; the name of a person that is a title, too, counts where the sentence speaks of watching
or of what is in it. Parts of works (songs, episodes) and whole ones are compared apart, for many draw the line there.
Where a profile is named, the titles of known kinds are `titles/wrong-form`'s. Where as many titles are bare as are set
it is a question, and where more are bare nothing is said of these.
"""

from collections.abc import Iterator, Sequence

from pipeline.checks import Allowed, Flagged
from pipeline.checks.titles._named import SET, Title, Way, titles
from pipeline.checks.titles._ways import at_every_place, comparable, judged, marks, setting, usual, weights
from pipeline.document import Document
from pipeline.finding import Finding, Severity
from pipeline.house import House
from pipeline.house.styles import style
from pipeline.works import Works

SEVERITY = Severity.ERROR
FIX = "unsafe"
EXAMPLES = (
    Flagged(
        "---\ntitle: The Long Road Film Review\n---\n\nIn ⟦The Long Road⟧ it rains, as in _The Sound of Drums_.",
        fixed="---\ntitle: The Long Road Film Review\n---\n\nIn _The Long Road_ it rains, as in _The Sound of Drums_.",
        severity=Severity.QUERY,
    ),
    Flagged(
        "It has the gloom of *The Salt Road* and *A Winter House*, and ends like ⟦Citizen Kane⟧ did.",
        fixed="It has the gloom of *The Salt Road* and *A Winter House*, and ends like *Citizen Kane* did.",
    ),
    Flagged(
        "He was good in “Annie Hall” and “The Godfather Part II”. I saw ⟦Man Bites Dog⟧ after that.",
        fixed="He was good in “Annie Hall” and “The Godfather Part II”. I saw “Man Bites Dog” after that.",
    ),
    Allowed("---\ntitle: The Long Road\n---\n\nIn The Long Road it rains, as in The Sound of Drums.\n"),
    Allowed("It has the gloom of “The Salt Road” and “A Winter House”, and ends like CITIZEN KANE did."),
    Allowed("He was good in “Annie Hall”. I saw Man Bites Dog after that."),
    Allowed("---\ntitle: The Long Road\n---\n\nIn The Long Road it *really* rains, as in *Up*.\n"),
    Allowed("---\ntitle: Rosa Marten\n---\n\nRosa Marten is sad in *The Sound of Drums*.\n"),
    Allowed("It has the gloom of *The Salt Road* and *A Winter House*, and stars Robin Hood and Peter Pan."),
    Allowed("I saw *The Salt Road* and *A Winter House*. The band The Killers played; then The Killers left."),
    Allowed("I like Citizen Kane and Star Wars, the song “The Long Road”, and the song “A Winter House”."),
)


def find(document: Document, works: Works, house: House) -> Iterator[Finding]:
    """Flag the first bare mention of each work that is never set."""
    profile = style(house)
    named = titles(document, works)
    for title in judged(named, profile):
        bare = title.of(Way.BARE)
        if not bare or title.of(*SET, Way.LINKED):
            continue
        models = comparable(title, named)
        marked, unmarked = weights(models)
        against = unmarked + (title.weight or 1)  # what is only listed counts for itself alone
        way = usual(models, profile)
        # marks of quotation may be round one title for what it says; italics or two titles show a habit
        if marked < max(against, 2 if way is Way.QUOTED else 1):
            continue
        sure = title.sure and marked >= 2 * against
        yield _finding(document, title, models, way, None if sure else Severity.QUERY)


def _finding(document: Document, title: Title, models: Sequence[Title], way: Way, severity: Severity | None) -> Finding:
    bare = title.of(Way.BARE)
    pair = marks(document, models, way)
    other = next(model.title for model in models if model.of(way) or model.of(*SET))
    message = f"“{title.title}” stands bare, where “{other}” is in {way.value}; set titles one way."
    span = bare[0].block.span(bare[0].start, bare[0].end)
    return at_every_place(span, message, [setting(place, pair) for place in bare], severity)
