"""A character that nobody sees: zero-width spaces, joiners, soft hyphens, marks of direction, control characters.

They come with text pasted from web pages, PDF files and chat, break searching and hyphenation, and show as boxes in
some readers (Unicode Standard, 23.2 to 23.8). Where one does its work it stays: a joiner inside an emoji or a word of
a script that needs it (Persian, Hindi, Malayalam), a word joiner or zero-width space beside a dash or slash, a
variation selector behind the sign that it varies, marks of direction in a line of Arabic or Hebrew.

The fix removes it and is safe. U+FFFD, which stands where a character was lost, has no fix.
"""

import re
import unicodedata
from collections.abc import Iterator

from pipeline.checks import Allowed, Flagged
from pipeline.document import Block, Document
from pipeline.finding import Applicability, Edit, Finding, Fix, Severity

SEVERITY = Severity.ERROR
FIX = "safe"
IN_QUOTATIONS = "as-is"
EXAMPLES = (
    Flagged("A slow⟦\u200b⟧ burn.", fixed="A slow burn."),
    Flagged("A cine⟦\u00ad⟧matic feast.", fixed="A cinematic feast."),
    Flagged("It ends⟦\u200d⟧ here.", fixed="It ends here."),
    Flagged("A caf⟦\ufffd⟧ by night."),
    Allowed("A family 👨\u200d👩\u200d👧 and a heart ❤\ufe0f."),
    Allowed("They say می\u200cخواهم, and then\u2060—nothing."),
    Allowed("The word क\u094d\u200dष and the name \u200fשלום\u200f here."),
)

_INVISIBLE = re.compile(
    "[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb\ufffd"
    "\x01-\x08\x0b\x0c\x0e-\x1f\x7f]"
)
_DIRECTION = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_BREAKING = frozenset("\u200b\u2060\ufeff")


def find(document: Document) -> Iterator[Finding]:
    """Flag each such character that does no work."""
    for block in document.blocks:
        for match in _INVISIBLE.finditer(block.text):
            character = match[0]
            if _works(block, match.start()):
                continue
            span = block.span(match.start(), match.end())
            if character == "\ufffd":
                yield Finding(span, "A character was lost here (U+FFFD stands in its place); put it back.")
                continue
            name = unicodedata.name(character, "a control character").lower()
            yield Finding(
                span,
                f"An invisible character (U+{ord(character):04X}, {name}) stands here; none is wanted.",
                (Fix((Edit(span, ""),), Applicability.SAFE),),
            )


def _works(block: Block, at: int) -> bool:
    """Whether the character at `at` does what it is for."""
    character = block.text[at]
    before, after = block.text[at - 1 : at], block.text[at + 1 : at + 2]
    if character in "\u200c\u200d":
        return (_joined(before) and _joined(after)) or _symbol(before)
    if "\ufe00" <= character <= "\ufe0f":
        return (bool(before) and not before.isascii()) or before in tuple("0123456789#*©®")
    if character in _DIRECTION:
        return any(unicodedata.bidirectional(each) in ("R", "AL") for each in block.text)
    if character in _BREAKING:
        near = f"{before}{after}"
        return bool(near) and (any(each in "—–-/…" for each in near) or any(_asian(each) for each in near))
    return False


def _joined(character: str) -> bool:
    """Whether a script joins its letters, so that a joiner beside them means something; or an emoji."""
    return bool(character) and (_symbol(character) or "\u0600" <= character <= "\u1cff")


def _symbol(character: str) -> bool:
    return bool(character) and (unicodedata.category(character) in ("So", "Sk") or character in "\ufe0f♂♀")


def _asian(character: str) -> bool:
    """Whether a script sets no spaces between words, and marks with invisible ones where a line may break."""
    return "\u0e00" <= character <= "\u0fff" or "\u1000" <= character <= "\u17ff"
