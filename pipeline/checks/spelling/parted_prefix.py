"""A prefix that stands as a word of its own: “non existent”, “anti hero”, “pre teen”, “my ex wife”.

*Non*, *anti*, *semi*, *pseudo*, *multi* and *pre* are no words. They are written together with what they belong to, or
with a hyphen where that is how it is mostly written or where they would be hard to read; so is *ex* before a word for a
person. Latin and French, where *non* is a word, are left alone, and so are names. What follows has to be a noun or an
adjective; *semi* and *ex* are nouns, too, and a verb may follow them (a semi hits their car, his ex models for a
living). Which it is the parser guesses, so the fix is a suggestion. (The Chicago Manual of Style 7.96.)
"""

import re
from collections.abc import Iterator

from pipeline import house
from pipeline.checks import Allowed, Flagged
from pipeline.checks._listed import listed
from pipeline.document import RUNNING, Block
from pipeline.engines.spacy import Parser
from pipeline.finding import Finding, Severity, flag
from pipeline.names import Names

SEVERITY = Severity.ERROR
FIX = "unsafe"

EXAMPLES = (
    Flagged("It is a ⟦non existent⟧ plot with an ⟦anti hero⟧.", fixed="It is a nonexistent plot with an antihero."),
    Flagged("My ⟦ex wife⟧ loved the ⟦semi final⟧.", fixed="My ex-wife loved the semi-final."),
    Allowed("It is a non-existent plot, a deus ex machina, a non sequitur, a persona non grata."),
    Allowed("Her ex left, and his ex said non or pre, or semi and anti."),
    Flagged("He made the ⟦semi final⟧ in a ⟦semi truck⟧.", fixed="He made the semi-final in a semi-truck."),
    Allowed("A semi hits their car. The semi rolls past, and a semi carrying gold stops. He lost in the semi because."),
    Allowed("It is the sine qua non here, qua non fiction."),
    Allowed("Her ex cons her out of it. His ex models for a living; his ex partners with her, and her ex bosses us."),
    Allowed("She sings “Non sono sola”, and non ti amo."),
)

CLOSED = 20
"""How often the whole word has to stand in the house's reviews to be written without a hyphen."""

KNOWN = 200
"""How often what follows has to: a rarer word may be another language's."""

_PREFIX = re.compile(
    r"(?<![\w.'’/-])(?<!\bqua )(?<!\bma )(?P<prefix>non|anti|semi|pseudo|multi|pre) (?P<word>[a-z]{3,})\b", re.I
)
_EX = re.compile(
    r"(?<![\w.'’/-])(?P<prefix>ex) (?P<word>wi(?:fe|ves)|husbands?|boyfriends?|girlfriends?|cops?|con|convicts?"
    r"|marines?|soldiers?|presidents?|lovers?|partner|members?|students?|model|boss|priests?|nuns?)\b",
    re.I,
)
_OTHERS = listed("and for the that but this other are was has had not with from sequitur grata one two day time date")
"""What stands behind a prefix that is spoken of, or that is another language's word."""

_DETERMINER = re.compile(r"(?<!\w)(?:an?|the|this|that|his|her|its|their|my|our|your|another|every) $", re.I)


def find(block: Block, names: Names, parser: Parser) -> Iterator[Finding]:
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
            if not _belongs(block, match, parser):
                continue
            closed = house.frequencies().get((prefix + word).lower(), 0) >= CLOSED
            right = prefix + word if closed else f"{prefix}-{word}"
            message = f"“{prefix}” is part of a word."
            yield flag(block, match.start(), match.end(), message, right)


def _belongs(block: Block, match: re.Match[str], parser: Parser) -> bool:
    """Whether the word behind is a noun or an adjective, and no verb of which “semi” is the subject."""
    tags = [token.tag_ for token in parser.parse(block.text) if token.idx == match.start("word")]
    if not any(tag.startswith(("NN", "JJ", "VBN")) for tag in tags):
        return False
    if match["prefix"].lower() != "semi" or not _DETERMINER.search(block.text[: match.start()]):
        return True
    return tags[0] in ("NN", "JJ")
