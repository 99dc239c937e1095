"""A Word file that was sent and came back: what was accepted, rejected, reworded and commented.

`copydesk report --to docx` writes a file with tracked changes and comments, and in it, as a part that Word and
LibreOffice keep, what was sent. The file that comes back is laid beside that, word by word. A change of ours that is
gone while its new words stand was accepted, and rejected while the old ones stand; one that is still tracked is open.
Other words in its place are an accepted wording of the editor's own; words that were changed elsewhere are suggestions.
A comment on a change, and an answer to ours, is that decision's comment; a question whose comment was resolved is
turned down: its words stay. Nothing is guessed: what can't be told for sure is said in a sentence.
"""

from dataclasses import dataclass
from pathlib import Path

from pipeline import readers
from pipeline.decisions import Decision
from pipeline.document import Document
from pipeline.engines import Engines
from pipeline.errors import BadDecisions, UnreadableDraft
from pipeline.source import Source
from pipeline.tracked import sent, words
from pipeline.tracked._read import decided
from pipeline.tracked.package import Package


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file that came back says of a draft.

    `draft` is the draft's path as it was sent, `document` the draft as it was then. `decisions` are in its order,
    `open` is how many findings are left to decide, `again` has a sentence for what is to be looked at again.
    """

    draft: str
    document: Document
    decisions: tuple[Decision, ...]
    open: int
    again: tuple[str, ...]


def read(path: Path, engines: Engines) -> Reading:
    """What was decided in a .docx that `reporters.docx` made. Raises BadDecisions where it can't be read as one."""
    package = Package(path)
    back = words.words(package)
    review = sent.sent(package)
    try:
        document = readers.read(Source(review.path, review.text), engines)
    except UnreadableDraft as error:
        raise BadDecisions(f"{path}: the draft that was sent with it can't be read ({error})") from None
    decider = decided(review, back, document, path)
    return Reading(review.path, document, decider.decisions(), decider.open, tuple(decider.again))
