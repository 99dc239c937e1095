"""A space just inside a bracket or a quotation mark.

Brackets and quotation marks stand close to what they enclose (Chicago, chapter 6, “Parentheses” and “Quotation
marks”; New Hart's Rules, chapters 4 and 9). The fix is safe, but for a bracket whose first word has a capital: what is
wanted there may be another mark, or a small letter.

Straight quotation marks are judged only in a paragraph that has an even number of them, where the first opens and
the second closes. An empty pair, as of a box to tick, and a face such as ( ͡° ͜ʖ ͡°) are left alone.
"""

import re
from collections.abc import Iterator

from pipeline.checks import Allowed, Flagged
from pipeline.checks._gaps import CLOSED, PAIR
from pipeline.document import Block
from pipeline.finding import Applicability, Edit, Finding, Fix, Severity, flag

SEVERITY = Severity.ERROR
FIX = "mixed"
IN_QUOTATIONS = "as-is"
EXAMPLES = (
    Flagged("The sequel ⟦( ⟧from a year later) is worse.", fixed="The sequel (from a year later) is worse."),
    Flagged("They sing ⟦( ⟧Badly.)", fixed="They sing (Badly.)"),
    Flagged("The sequel (from a year later⟦ )⟧ is worse.", fixed="The sequel (from a year later) is worse."),
    Flagged("The sequel ⟦is( as⟧ we know) worse.", fixed="The sequel is (as we know) worse."),
    Flagged("The sequel ⟦( so we know )⟧ is worse.", fixed="The sequel (so we know) is worse."),
    Allowed("The sequel is worse (so we know ) ."),
    Flagged("The songs ⟦( ⟧‘Tide’, ‘Salt’) are short.", fixed="The songs (‘Tide’, ‘Salt’) are short."),
    Flagged("They call it ⟦“ ⟧home” now.", fixed="They call it “home” now."),
    Flagged("They call it “home⟦ ”⟧ now.", fixed="They call it “home” now."),
    Flagged('They call it ⟦" ⟧home" now.', fixed='They call it "home" now.'),
    Flagged('They call it ⟦" a home "⟧ now.', fixed='They call it "a home" now.'),
    Allowed('Is it " the sea, the salt and the wind of home " now?'),
    Allowed("They call it “home” (or used to)."),
    Allowed("It begins with wit. ”I am home,“ says the cat."),
    Allowed('They call it "home" and "hearth" now.'),
    Allowed("I shrugged ( ͡° ͜ʖ ͡°) at that, and left the box ( ) empty."),
    Allowed("A smile :) or a frown :( will do; so will :o( and =( and :'( here."),
)

SHORT = 60
"""A longer pair is named by its opening bracket."""

FEW = 4
"""A straight pair with spaces on both inner sides has this many words at most."""

_OPEN = re.compile(
    r"(?:(?<![:;=8-])(?<![:;=8][-o'^])[(\[][ \u00a0]+(?=[\"“'‘]?[^\W_])|(?<![\w,.!?…])“[ \u00a0]+(?=[^\W_]))"
)
_CLOSE = re.compile(r"(?<=[\w.,!?…;])[ \u00a0]+(?:[)\]]|”(?![\w“]))")


def find(block: Block) -> Iterator[Finding]:
    """Flag the space with its bracket or mark."""
    text = block.text
    for pair in PAIR.finditer(text):
        before, behind = pair.start("inside") - pair.start() - 1, pair.end() - 1 - pair.end("inside")
        yield _both(block, pair.start(), before, behind, pair.end())
    taken = [match.span() for pattern in (PAIR, CLOSED) for match in pattern.finditer(text)]
    spots = [(match.start(), match.end()) for match in _OPEN.finditer(text)]
    spots += [
        (match.start(), match.end())
        for match in _CLOSE.finditer(text)
        if match[0].endswith("”") or _has_opener(text, match.start())
    ]
    for opening, closing, before, behind in _straight(text):
        if before and behind:
            yield _both(block, opening, before, behind, closing + 1)
        else:
            spots += [(opening, opening + 1 + before)] if before else [(closing - behind, closing + 1)]
    for start, end in sorted(spots):
        if any(low <= start and end <= high for low, high in taken):
            continue
        mark = text[start:end].strip(" \u00a0")
        if mark in "([" and text[start - 1 : start].isalnum() and start:
            # The space stands on the wrong side: both words are named.
            first, last = re.search(r"\w+$", text[:start]), re.match(r"\W*\w+", text[end:])
            assert first is not None, "a letter stands before the bracket"
            wanted = f"{first[0]} {mark}{last[0] if last else ''}"
            message = f"A space stands inside “{mark}”; it is wanted before it."
            stop = end + (last.end() if last else 0)
            yield flag(block, first.start(), stop, message, wanted, applicability=Applicability.SAFE)
            continue
        yield flag(
            block,
            start,
            end,
            f"A space stands inside “{mark}”; none is wanted."
            if mark in "()[]"
            else "A space stands inside the quotation mark; none is wanted.",
            mark,
            applicability=_applicability(text, start, end),
        )


def _both(block: Block, start: int, before: int, behind: int, end: int) -> Finding:
    """One finding for brackets or marks from `start` to `end` that have so many spaces on both inner sides."""
    edits = (
        Edit(block.span(start + 1, start + 1 + before), ""),
        Edit(block.span(end - 1 - behind, end - 1), ""),
    )
    span = block.span(start, end) if end - start <= SHORT else block.span(start, start + 1 + before)
    where = "brackets" if block.text[start] in "([" else "quotation marks"
    fix = Fix(edits, _applicability(block.text, start, start + 1 + before))
    return Finding(span, f"Spaces stand inside the {where}; none is wanted.", (fix,))


def _applicability(text: str, start: int, end: int) -> Applicability:
    """Safe but for a bracket with its space, `text[start:end]`, that a capital follows."""
    doubtful = text[start] in "([" and text[end : end + 1].isupper()
    return Applicability.UNSAFE if doubtful else Applicability.SAFE


def _has_opener(text: str, at: int) -> bool:
    """Whether a bracket is open at `at`."""
    before = text[:at]
    return before.count("(") + before.count("[") > before.count(")") + before.count("]")


def _straight(text: str) -> Iterator[tuple[int, int, int, int]]:
    """Pairs of straight marks that strictly take turns to open and close: where both stand, and the spaces in each."""
    marks = [match.start() for match in re.finditer('"', text)]
    if not marks or len(marks) % 2:
        return
    for opening, closing in zip(marks[::2], marks[1::2], strict=True):
        inside = text[opening + 1 : closing]
        # What else is odd about the pair makes it doubtful which mark opens.
        if (
            not inside.strip()
            or text[opening - 1 : opening].strip(" \u00a0([—–-")
            or text[closing + 1 : closing + 2].isalnum()
        ):
            continue
        before, behind = len(inside) - len(inside.lstrip(" \u00a0")), len(inside) - len(inside.rstrip(" \u00a0"))
        if before and behind and len(inside.split()) > FEW:
            continue  # what stands between two quoted words looks the same
        if before or behind:
            yield opening, closing, before, behind
