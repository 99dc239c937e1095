"""A space before a comma, full stop, colon, semicolon, question or exclamation mark.

In English these marks stand close to the word before them (Chicago, chapter 6; New Hart's Rules, chapter 4). The
space is a slip, or a habit brought from French, whose thin spaces before ; : ! and ? are right in French only.

Where the next word is glued to the mark (slow ,but) the space changes sides.

An ellipsis may have its space, and so may a decimal point (.5), a name that begins with a dot (.hack), an emoticon
and a face of marks. The fix is safe.
"""

import re
from collections.abc import Iterator

from pipeline.checks import Allowed, Flagged
from pipeline.checks._gaps import CLOSED
from pipeline.document import Block
from pipeline.finding import Applicability, Finding, Severity, flag

SEVERITY = Severity.ERROR
FIX = "safe"
IN_QUOTATIONS = "as-is"
EXAMPLES = (
    Flagged("The score⟦ ,⟧ by contrast, is dull.", fixed="The score, by contrast, is dull."),
    Flagged("Who knew⟦ ?⟧", fixed="Who knew?"),
    Flagged(
        "It is slow⟦ ,⟧but good⟦ .⟧The end drags⟦ ;⟧we left.", fixed="It is slow, but good. The end drags; we left."
    ),
    Flagged("It works⟦ .⟧ It always did.", fixed="It works. It always did."),
    Flagged("She says “no⟦ !⟧” twice.", fixed="She says “no!” twice."),
    Flagged("It has 95⟦ %⟧ of a plot⟦ :⟧ (A man leaves.)", fixed="It has 95% of a plot: (A man leaves.)"),
    Flagged("He was late (as ever⟦ ) .⟧ I slept.", fixed="He was late (as ever). I slept."),
    Allowed("Well … maybe . . . not."),
    Allowed("A ratio of .5 is fine, and so is .hack."),
    Allowed("It made me smile :) and then :( again."),
    Allowed("The last entry in .NET was odd ;-)"),
)

_PATTERN = re.compile(
    r"""(?<=[\w)\]”’"'%])           # what ended
        (?P<gap>[ \u00a0\u202f]+)
        (?P<mark>[,;:]|[!?]+|\.)
        (?=\s|$|["'”’)\]])          # nothing is glued to the mark
    """,
    re.VERBOSE,
)
_GLUED = re.compile(r"(?<=[\w)\]”’\"'%])(?P<gap> )(?P<mark>[,;](?=[^\W\d_])|(?<=[a-z] )\.(?=[A-Z][a-z]+ [a-z]))")
_PERCENT = re.compile(r"(?<=\d) +%(?!\w)")
_NAMING = re.compile(r"\b(?:is|by|of|and|or|nor|from|with|band|like|group|featuring)$")  # the band !!!


def find(block: Block) -> Iterator[Finding]:
    """Flag the space with the mark behind it."""
    closed = [match.span() for match in CLOSED.finditer(block.text)]
    for start, end in closed:
        right = block.text[start:end].replace(" ", "")
        message = f"Spaces stand before “{right}”; none is wanted."
        yield flag(block, start, end, message, right, applicability=Applicability.SAFE)
    for match in _PATTERN.finditer(block.text):
        mark = match["mark"]
        if mark == "." and _dots(block.text, match.start("mark")):
            continue
        if any(start <= match.start() < end for start, end in closed):
            continue
        if mark == "!!!" and _NAMING.search(block.text, 0, match.start()):
            continue
        if mark in ":;" and re.match(r"[:;](?:[ ]?[)\]]|[ ]?\((?!\w))", block.text[match.start("mark") :]):
            continue
        yield flag(
            block,
            match.start("gap"),
            match.end("mark"),
            f"A space stands before “{mark}”; none is wanted.",
            mark,
            applicability=Applicability.SAFE,
        )
    for match in _PERCENT.finditer(block.text):
        yield flag(
            block,
            match.start(),
            match.end(),
            "A space stands before “%”; none is wanted.",
            "%",
            applicability=Applicability.SAFE,
        )
    for match in _GLUED.finditer(block.text):
        yield flag(
            block,
            match.start("gap"),
            match.end("mark"),
            f"A space stands before “{match['mark']}”; it is wanted behind it.",
            f"{match['mark']} ",
            applicability=Applicability.SAFE,
        )


def _dots(text: str, at: int) -> bool:
    """Whether the full stop at `at` is one of several with spaces between: an ellipsis."""
    return bool(re.match(r"\.\s?\.", text[at:]) or re.search(r"\.\s?$", text[:at]))
