"""Two determiners before one noun: “their the”, “the a”.

An article, a possessive and a demonstrative exclude one another (Cambridge Grammar of the English Language, chapter
5, “Determiners”). One was meant to replace the other; the fix keeps the second, and the first is offered too. “Her
the” may be an object and an article (“gave her the book”) and is left alone, and so is “his” before “this”.
"""

import re
from collections.abc import Iterator

from pipeline.checks import Allowed, Flagged
from pipeline.document import RUNNING, Block
from pipeline.finding import Finding, Severity, flag

SEVERITY = Severity.ERROR
EXAMPLES = (
    Flagged("They miss ⟦their the⟧ homes.", fixed="They miss the homes."),
    Flagged("It is ⟦the a⟧ film to see.", fixed="It is a film to see."),
    Flagged("She sees ⟦a the⟧ ghost.", fixed="She sees the ghost."),
    Flagged("It shows ⟦my this⟧ side.", fixed="It shows this side."),
    Flagged("I think ⟦its a⟧ good film.", fixed="I think it’s a good film."),
    Allowed("He gave her the book, and the A side too."),
    Allowed("The The’s album; a “the” too many; all the, both the, such a."),
    Allowed("Is it his? This one is. It’s a her-the-book kind of film."),
)

_TWO = re.compile(
    r"(?<![\w'’-])(?P<one>my|your|our|their|its|the|an?) "
    r"(?P<two>the|an?|this|that|these|those|my|your|our|their)(?![\w'’-])"
)
_CONTRACTIONS = {"its": "it’s", "your": "you’re"}
_NEEDS_NOUN = re.compile(r" [a-z]")


def find(block: Block) -> Iterator[Finding]:
    """Flag both determiners."""
    if block.kind not in RUNNING:
        return
    for match in _TWO.finditer(block.text):
        one, two = match["one"], match["two"]
        if one == two or not _NEEDS_NOUN.match(block.text, match.end()):
            continue
        if one in ("the", "a", "an") and two in ("that", "this"):
            continue
        message = f"“{one}” and “{two}” exclude one another; one is wanted."
        replacements = [two, one]
        if one in _CONTRACTIONS and two in ("a", "an", "the"):
            message = f"“{one} {two}” is two determiners; a verb is wanted."
            replacements = [f"{_CONTRACTIONS[one]} {two}"]
        yield flag(block, match.start(), match.end(), message, *replacements)
