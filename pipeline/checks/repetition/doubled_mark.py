"""Marks that stand twice or exclude one another: “,,”, “;;”, “,.”, “?.”, two full stops.

One mark ends a clause or a sentence (Chicago, chapter 6, “Multiple punctuation marks”). An ellipsis has three dots,
an abbreviation's full stop may stand before a comma, and ?! and !!! are the writer's own. A fix that only takes out a
second comma or semicolon is safe before a word that goes on with the sentence (and, which); elsewhere two commas may
stand for a full stop, and which of two different marks is meant is not for us to say.
"""

import re
from collections.abc import Iterator

from pipeline.checks import Allowed, Flagged
from pipeline.checks._listed import listed
from pipeline.document import RUNNING, Block
from pipeline.finding import Applicability, Finding, Severity, flag

SEVERITY = Severity.ERROR
FIX = "mixed"
EXAMPLES = (
    Flagged("It is long⟦,,⟧ and slow.", fixed="It is long, and slow."),
    Flagged("It is long⟦, ,⟧ and slow.", fixed="It is long, and slow."),
    Flagged("It is long⟦..⟧ It ends.", fixed="It is long. It ends."),
    Flagged("Is it long⟦?.⟧ It ends.", fixed="Is it long? It ends."),
    Flagged("It is long⟦,.⟧ It ends.", fixed="It is long. It ends."),
    Allowed("Is it long?! It is!!! It ends... or so…. Ha!?"),
    Allowed("Films, albums, etc., are long; at 5 p.m., too. He left the U.S., Inc.: gone."),
    Allowed("Wham!, Yahoo!, and “Who?”, he asks. At 3 a.m.? Ok :) ; )"),
)

_DOUBLED = re.compile(
    r"(?<=[\w”’\")])"
    r"(?:(?P<same>[,;]) ?(?P=same)+|(?P<first>[?!])\.(?![\w.])|,(?P<stop>\.)(?!\.)|(?<!\.)(?P<dots>\.\.)(?!\.))"
    r"(?=\s|$|[”\"’)])"
)

_GOES_ON = listed("and but or nor so yet which who whose because although though while with without for to")


def find(block: Block) -> Iterator[Finding]:
    """Flag the marks."""
    if block.kind not in RUNNING:
        return
    for match in _DOUBLED.finditer(block.text):
        right = match["same"] or match["first"] or match["stop"] or "."
        if match["dots"] and re.match(r" [a-z]", block.text[match.end() :]):
            right = "..."  # The sentence goes on: the dots were to be an ellipsis.
        then = re.match(r"\W*(\w+)", block.text[match.end() :])
        safe = match["same"] and then and then[1] in _GOES_ON
        yield flag(
            block,
            match.start(),
            match.end(),
            f"“{match[0]}” stands here; one “{right}” is wanted.",
            right,
            applicability=Applicability.SAFE if safe else Applicability.UNSAFE,
        )
