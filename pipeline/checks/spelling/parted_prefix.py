"""A prefix that stands as a word of its own: “non existent”, “anti hero”, “pre teen”, “my ex wife”.

*Non*, *anti*, *semi*, *pseudo*, *multi* and *pre* are no words. They are written together with what they belong to, or
with a hyphen where that is how it is mostly written or where they would be hard to read; so is *ex* before a word for a
person. Latin and French, where *non* is a word, are left alone, and so are names. (The Chicago Manual of Style 7.96.)
"""

import re
from collections.abc import Iterator

from pipeline import house
from pipeline.checks import Allowed, Flagged
from pipeline.checks._listed import listed
from pipeline.document import RUNNING, Block
from pipeline.finding import Applicability, Finding, Severity, flag
from pipeline.names import Names

SEVERITY = Severity.ERROR
FIX = "safe"

EXAMPLES = (
    Flagged("It is a ⟦non existent⟧ plot with an ⟦anti hero⟧.", fixed="It is a nonexistent plot with an antihero."),
    Flagged("My ⟦ex wife⟧ loved the ⟦semi final⟧.", fixed="My ex-wife loved the semi-final."),
    Allowed("It is a non-existent plot, a deus ex machina, a non sequitur, a persona non grata."),
    Allowed("Her ex left, and his ex said non or pre, or semi and anti."),
    Allowed("She sings “Non sono sola”, and non ti amo."),
)

CLOSED = 20
"""How often the whole word has to stand in the house's reviews to be written without a hyphen."""

KNOWN = 200
"""How often what follows has to: a rarer word may be another language's."""

_PREFIX = re.compile(
    r"(?<![\w.'’/-])(?P<prefix>non|anti|semi|pseudo|multi|pre) (?P<word>[a-z]{3,})\b(?!['’]s? \w+ non)", re.I
)
_EX = re.compile(
    r"(?<![\w.'’/-])(?P<prefix>ex) (?P<word>wi(?:fe|ves)|husbands?|boyfriends?|girlfriends?|cops?|cons?|convicts?"
    r"|marines?|soldiers?|presidents?|lovers?|partners?|members?|students?|models?|boss(?:es)?|priests?|nuns?)\b",
    re.I,
)
_OTHERS = listed("and for the that but this other are was has had not with from sequitur grata one two day time date")
"""What stands behind a prefix that is spoken of, or that is another language's word."""


def find(block: Block, names: Names) -> Iterator[Finding]:
    """Findings on the prefix and its word."""
    if block.kind not in RUNNING:
        return
    for pattern in (_PREFIX, _EX):
        for match in pattern.finditer(block.text):
            prefix, word = match["prefix"], match["word"]
            if pattern is _PREFIX and (word in _OTHERS or house.frequencies().get(word, 0) < KNOWN):
                continue
            if word != word.lower() or names.touches(block, match.start("word"), match.end("word")):
                continue
            closed = house.frequencies().get((prefix + word).lower(), 0) >= CLOSED
            right = prefix + word if closed else f"{prefix}-{word}"
            message = f"“{prefix}” is part of a word."
            yield flag(block, match.start(), match.end(), message, right, applicability=Applicability.SAFE)
