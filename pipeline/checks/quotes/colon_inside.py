"""A colon or semicolon inside a closing quotation mark.

Both follow the closing mark, in American usage and in British (Chicago, chapter 6, “Colons and semicolons in relation
to closing quotation marks”; New Hart's Rules, chapter 9): they belong to the sentence that quotes. Where the line ends
behind the mark nothing is said, the colon may be part of what is quoted.
"""

import re
from collections.abc import Iterator

from pipeline.checks import Allowed, Flagged
from pipeline.checks._pairs import pair
from pipeline.document import RUNNING, Block, RegionKind
from pipeline.finding import Finding, Severity, flag
from pipeline.typography import DOUBLE, SINGLE

SEVERITY = Severity.ERROR
FIX = "unsafe"
IN_QUOTATIONS = "as-is"
EXAMPLES = (
    Flagged("They open with “Blue ⟦Moon;”⟧ then they leave.", fixed="They open with “Blue Moon”; then they leave."),
    Flagged('She made "an ⟦offer:"⟧ one last song.', fixed='She made "an offer": one last song.'),
    Flagged("He plays “‘Blue ⟦Moon’;”⟧ then he leaves.", fixed="He plays “‘Blue Moon’”; then he leaves."),
    Allowed("They open with “Blue Moon”; then “Red Sun.”"),
    Allowed("The note says:“Gone” or “see below:”"),
    Allowed("A song called “Re:” and an e-mail."),
    Allowed("She likes the “:” and the “;-)” in it."),
)

_WORD = re.compile(r"[\w’'-]+[”\"’']?$")


def find(block: Block) -> Iterator[Finding]:
    """Flag the last word with the marks."""
    text = block.text
    if block.kind not in RUNNING:
        return
    for each in pair(text).pairs:
        mark = text[each.closing - 1]
        word = _WORD.search(text, each.opening + 1, each.closing - 1)
        if each.kind not in (DOUBLE, SINGLE) or mark not in ":;" or not word:
            continue
        if not re.match(r"\s+\w", text[each.closing + 1 :]) or block.inside(
            RegionKind.FOREIGN, each.opening, each.closing
        ):
            continue
        if mark == ":" and word.start() == each.opening + 1:
            continue  # A name may end with a colon.
        name = "colon" if mark == ":" else "semicolon"
        right = f"{word[0]}{text[each.closing]}{mark}"
        message = f"The {name} stands inside the quotation mark; it is wanted behind it."
        yield flag(block, word.start(), each.closing + 1, message, right)
