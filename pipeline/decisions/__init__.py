"""What the editor decided: anchored in the text, applied to the byte.

Beside `drafts/NAME.md` stands `drafts/NAME.decisions.toml`, one entry a decision, meant to be read and committed:

    [[decision]]
    check = "spelling/unknown-word"
    was = "surviver"
    becomes = "survivor"
    context = "the last surviver of the crew"
    verdict = "accepted"
    comment = ""
    who = "Ada"
    when = 2025-11-23

`context` is a passage of one paragraph as a reader sees it, of whole words, that stands once in the draft; line breaks
and the shape of quotes and spaces make no difference. Where `was` stands more than once in it, and where `was` is
empty because something is put in, ⟦ and ⟧ mark the place. What is no prose (markup, two paragraphs) is anchored in the
file's own characters. A decision whose context has changed, or stands twice, is stale, and so are two that differ: they
apply nothing and ask to be looked at again, and until then nothing is mended unasked where `was` stands.

`accepted` puts `becomes` there, which may be the editor's own wording. `rejected` leaves the words as they stand, and
holds for what was turned down, whoever says it: for findings of its check, for those that one of its check was merged
into, and, where `becomes` says which wording it was, for that wording from any check; it is to quote the whole
sentence, for it holds as long as its context does. `suggested` is somebody's other wording, from Word or from a pull
request: it applies nothing, keeps unasked fixes away, and is an open question until its verdict is made `accepted`.
`open` is a comment that decides nothing.

Two editors' files are merged entry by entry (`merge`, and `copydesk decisions --merge` for git): what both decide of
one place and differently is kept twice, side by side, and followed in neither way until one of the two is taken out.
"""

from pipeline.decisions._file import as_entry, beside, dump, from_entries, load
from pipeline.decisions._merge import Conflict, Merged, merge
from pipeline.decisions._model import CLOSE, OPEN, Decision, Placed, Resolved, Stale, State, Verdict
from pipeline.decisions._propose import of, propose
from pipeline.decisions._resolve import ordered, resolve

__all__ = [
    "CLOSE",
    "OPEN",
    "Conflict",
    "Decision",
    "Merged",
    "Placed",
    "Resolved",
    "Stale",
    "State",
    "Verdict",
    "as_entry",
    "beside",
    "dump",
    "from_entries",
    "load",
    "merge",
    "of",
    "ordered",
    "propose",
    "resolve",
]
