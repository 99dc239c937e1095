"""What the draft is about: every work that it names, what kind of work each is, and where each stands.

A work is named by the front matter (`reviewed:`, the headline of a review), by the house's `works.toml`, by what is set
apart with a title's capitals, or by what the sentence says: “the song ‘X’”, “the third episode, X”, “X, directed by”.
What is quoted is a title only where its capitals or the sentence say so; speech and scare quotes are none. A kind that
is not said with some certainty is None: no kind is better than a wrong one. A bare mention counts where the title can't
be taken for ordinary words: it has its capitals where no sentence begins, or the sentence says that it is a work.
"""

from pipeline.document import Document
from pipeline.engines.spacy import Parser
from pipeline.house import House
from pipeline.house.kinds import Kind as Kind
from pipeline.names import Names
from pipeline.works._gathering import registry
from pipeline.works._model import Evidence as Evidence
from pipeline.works._model import Form as Form
from pipeline.works._model import Mention as Mention
from pipeline.works._model import Origin as Origin
from pipeline.works._model import Setting as Setting
from pipeline.works._model import Work as Work
from pipeline.works._model import Works as Works
from pipeline.works._model import key as key


def gather(document: Document, names: Names, house: House, parser: Parser | None = None) -> Works:
    """The works of a draft; without a parser a noun is told from a verb by what stands before it alone."""
    return Works(registry(document, names, house, parser))
