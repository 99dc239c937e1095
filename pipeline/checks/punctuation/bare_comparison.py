"""“As is the score” without its comma: a clause with “as” and its verb before its subject.

“The leads are fine, as are the songs” adds a second sentence to the first, and stands behind a comma. Only *as*
behind a predicate with *be* is looked at: with *does* and *did* it may say how something is done (she sings as did
her mother), and “as good as are the songs” compares. (The Chicago Manual of Style 6.30.)
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks import Allowed, Flagged
from pipeline.document import RUNNING, Block
from pipeline.engines.spacy import Parser
from pipeline.finding import Finding, Severity, flag

SEVERITY = Severity.ERROR
FIX = "unsafe"

EXAMPLES = (
    Flagged("The leads are ⟦fine as⟧ are the songs.", fixed="The leads are fine, as are the songs."),
    Flagged("The harp is ⟦loud as⟧ was Anna.", fixed="The harp is loud, as was Anna."),
    Allowed("The leads are fine, as are the songs. They are as good as are the songs."),
    Allowed("She does it as is the custom. It is as funny, sad and true as are the books."),
    Allowed("Enormous as was its cost, it failed. He sells the car as is. She sings as did her mother."),
)

_AS = re.compile(
    r"(?<![\w'’-])(?P<word>[a-z][\w’'-]*) as (?:is|are|was|were) "
    r"(?:the|his|her|its|their|my|our|this|that|these|those|most|many|all|everyone|everybody|[A-Z][a-z]+)\b"
)
_COMPARED = re.compile(r"\b(?:as|so|such|same|more|less)\b", re.IGNORECASE)


def find(block: Block, parser: Parser) -> Iterator[Finding]:
    """Findings on “as” and the word before it."""
    if block.kind not in RUNNING:
        return
    for match in _AS.finditer(block.text):
        word = next((each for each in parser.parse(block.text) if each.idx == match.start()), None)
        if word is None or word.tag_ not in ("JJ", "VBN") or word.head.lemma_ != "be" or word.head.i > word.i:
            continue
        before = block.text[word.sent.start_char : match.start()]
        if not _COMPARED.search(before):
            end = match.end("word") + len(" as")
            yield flag(block, match.start(), end, "A comma parts what is added with “as”.", f"{match['word']}, as")
