"""A well-known title that stands bare and isn't quite itself: Lawrance of Arabia, Silence in the Lambs.

A title is given as its work has it, commas included (Chicago, chapter 8, “Titles of works”). A question is asked of
words with a title's capitals that are a well-known title but for one letter of a word that is no common one, one
small word (other, put in, or left out), an article before it, its commas and hyphens, or where its words part
(Bladerunner). A comma before “and” is a matter of style. A title in quotation marks or italics is
`titles/other-spelling`'s, and what the house or the draft records is right.
"""

from collections.abc import Iterator

from pipeline.checks import Allowed, Flagged
from pipeline.checks.titles._named import OWN
from pipeline.checks.titles._slips import slips
from pipeline.checks.titles._wellknown import marked
from pipeline.document import Document, RegionKind
from pipeline.finding import Finding, Severity, flag
from pipeline.works import Works, key

SEVERITY = Severity.QUERY
FIX = "unsafe"
EXAMPLES = (
    Flagged("It has nothing of ⟦Lawrance of Arabia⟧ in it.", fixed="It has nothing of Lawrence of Arabia in it."),
    Flagged("It has nothing of ⟦Silence in the Lambs⟧ in it.", fixed="It has nothing of Silence of the Lambs in it."),
    Flagged("It is no ⟦Planes Trains and Automobiles⟧, then.", fixed="It is no Planes, Trains and Automobiles, then."),
    Flagged("It is no ⟦Star Trek Next Generation⟧, then.", fixed="It is no Star Trek: The Next Generation, then."),
    Flagged("It has more of ⟦Full Metal Jaket⟧.", fixed="It has more of Full Metal Jacket."),
    Flagged("On the way I read ⟦The Remins of the Day⟧.", fixed="On the way I read The Remains of the Day."),
    Flagged("We fed the goats in ⟦Stardew Vally⟧.", fixed="We fed the goats in Stardew Valley."),
    Flagged("My aunt never saw ⟦Game of the Thrones⟧.", fixed="My aunt never saw Game of Thrones."),
    Flagged("The rain falls as in ⟦the Bladerunner⟧.", fixed="The rain falls as in Blade Runner."),
    Flagged("They whisper as in ⟦The Fight Club⟧.", fixed="They whisper as in Fight Club."),
    Flagged("It is ⟦Ghost Busters⟧ for cats.", fixed="It is Ghostbusters for cats."),
    Flagged("We cried at ⟦Schindlers List⟧ again.", fixed="We cried at Schindler's List again."),
    Allowed("It is Mission Impossible for cats; Dr Strangelove and The Good, the Bad, and the Ugly are shorter."),
    Allowed("The Blade Runner look is in, Les Miserables and Ghost of Yotei are long, and so is Blade Runner's end."),
    Allowed("It was the Game of the Year. We slept in a Roadhouse, and left the Roadhouse at ten."),
    Allowed("Cannery Road is wet. Jane Ayre's cat is out. The war of the North and the South is over."),
    Allowed("It is a Game of Stones, a Remains of the Date, and we saw Breaking Bread and Fright Club in May."),
    Allowed("It is no Planes, Trains, and Automobiles, but it is a Lawrence of Arabia. THE SILENCE OF LAMBS!"),
    Allowed("It has nothing of the silence in the lambs, or of The Silence of the Rams."),
)


def find(document: Document, works: Works) -> Iterator[Finding]:
    """Flag each stretch of words."""
    recorded = {key(name) for work in works if work.recorded for name in (work.title, *work.alternatives)}
    kinds = (RegionKind.QUOTATION, RegionKind.EMPHASIS, RegionKind.LINK, RegionKind.FOREIGN, RegionKind.CODE)
    for block in document.blocks:
        if block.kind not in OWN:
            continue
        for start, end, title in slips(block.text):
            text = block.text[start:end]
            if (
                key(text) in recorded
                or marked(block.text, start, end)
                or any(block.inside(kind, start, end) for kind in kinds)
            ):
                continue
            message = f"“{text}” is nearly the well-known title “{title}”; is that meant?"
            yield flag(block, start, end, message, title.replace("'", "’") if "’" in block.text else title)
