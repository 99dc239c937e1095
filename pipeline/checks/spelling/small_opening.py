"""A sentence that begins with a small letter behind a question or exclamation mark.

“Is it good? yes it is”: a sentence begins with a capital whichever mark ends the one before it (Chicago, chapter 6,
“Question marks” and “Exclamation points”; New Hart's Rules 5.1). Behind a full stop LanguageTool's rule says so.

Left alone: a mark that belongs to a title or a name (*Oliver!*, Yahoo!) or closes a quotation, short questions in a row
(“Who? when? where?”, which may be one sentence; Chicago, the same chapter).
"""

import re
from collections.abc import Iterator

from pipeline.checks import Allowed, Flagged
from pipeline.checks._listed import listed
from pipeline.checks._places import begins_sentence, own
from pipeline.document import RUNNING, Block
from pipeline.finding import Finding, Severity, flag

SEVERITY = Severity.ERROR
FIX = "unsafe"
EXAMPLES = (
    Flagged("Is the second act any good? ⟦yes⟧, it is long.", fixed="Is the second act any good? Yes, it is long."),
    Flagged(
        "The songs are SO BAD!!! ⟦they⟧ made the dog howl.", fixed="The songs are SO BAD!!! They made the dog howl."
    ),
    Flagged("So... Wow! ⟦what⟧ a night that was.", fixed="So... Wow! What a night that was."),
    Flagged("It ends well! (It does!) ⟦nobody⟧ saw it come.", fixed="It ends well! (It does!) Nobody saw it come."),
    Allowed("We saw Oliver! and then Hello, Dolly! in one week. Oliver! is the longer one."),
    Allowed("“Who are you?” she asks. *Who Goes There?* is old; Who Goes There? has no songs."),
    Allowed("Who wrote it? when? for whom? Nobody knows."),
    Allowed("I did, they said (really!) and it was (was it?) good."),
    Flagged("is it good? ⟦yes⟧ it is.", fixed="is it good? Yes it is."),
)

_OPENING = re.compile(
    r"(?P<word>[\w'’-]+)(?P<closed>[)\]]?) ?(?P<marks>[?!]{1,9})(?P<bracket>[)\]]?) +"
    r"(?P<small>[a-z][\w'’-]*)(?![./@\w])"
)
_REST = re.compile(r"[^.?!…\n]*[.?!…]?")
_GOES_ON = listed(
    """and or nor but is was has had are were do does did isn't wasn't at by in of on for from to with as than
    that who which where when while because if can could will would should may might starring stars opens ends makes
    made gets took takes came comes"""
)
"""What goes on behind a name that ends with a mark."""

SERIES = 4
"""Questions of so many words or fewer in a row may be one sentence."""


def find(block: Block) -> Iterator[Finding]:
    """Flag the small first word."""
    if block.kind not in RUNNING or not re.search(r"[?!]", block.text):
        return
    for match in _OPENING.finditer(block.text):
        start, end = match.span("small")
        if own(block, match.start(), end) and not _goes_on(block, match):
            small = match["small"]
            message = f"A sentence begins here; “{small[0].upper()}{small[1:]}” is wanted."
            yield flag(block, start, end, message, small[0].upper() + small[1:])


def _goes_on(block: Block, match: re.Match[str]) -> bool:
    """Whether the sentence goes on behind the mark."""
    text, word = block.text, match["word"]
    if match["bracket"] and not _stands_alone(text, match.end("bracket") - 1):
        return True
    named = word[0].isupper() and not word.isupper() and not match["closed"]
    opens = begins_sentence(block, match.start()) or text[: match.start()].endswith(("..", "…"))
    if named and (match["small"] in _GOES_ON or not opens):
        return len(match["marks"]) == 1 or match["small"] in _GOES_ON
    rest = _REST.match(text, match.start("small"))
    assert rest is not None, "the pattern matches anywhere"
    words = len(rest[0].split())
    if rest[0].endswith("?") and "!" not in match["marks"]:
        return words <= SERIES
    return words < 2


def _stands_alone(text: str, closing: int) -> bool:
    """Whether a remark in brackets is a sentence of its own: a mark and a capital stand at its beginning."""
    opening = max(text.rfind(mark, 0, closing) for mark in "([")
    return opening >= 0 and re.search(r"[.?!] $", text[:opening]) is not None and text[opening + 1].isupper()
