"""A sentence in parentheses with its full stop outside.

A parenthesis that stands between sentences, and is a sentence, holds its own full stop. (The Chicago Manual of Style
6.13.)
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks import Allowed, Flagged
from pipeline.checks._clauses import clauses
from pipeline.document import RUNNING, Block
from pipeline.engines.spacy import Parser
from pipeline.finding import Finding, Severity, flag

SEVERITY = Severity.ERROR
FIX = "unsafe"

EXAMPLES = (
    Flagged("It ended at ten. (It had begun far too ⟦late).⟧", "It ended at ten. (It had begun far too late.)"),
    Flagged("(The songs were ⟦new).⟧ It ended at ten.", "(The songs were new.) It ended at ten."),
    Allowed("It ended at ten. (It had begun far too late.)"),
    Allowed("It ended at ten (it had begun far too late)."),
    Allowed("It ended at ten. (Or at eleven). Ann Orr (The Choir). (All of them in Leeds)."),
    Allowed("It ended at ten. (He had asked, “Is it late”)."),
    Allowed("It ended at ten (It had begun far too late)."),
)

_PARENTHESIS = re.compile(r"(?:^|[.?!…][”\"’']?\s+)\((?P<inner>[A-Z“\"][^()]*?[\w%*])(?P<end>\)\.)(?=\s|$)")


def find(block: Block, parser: Parser) -> Iterator[Finding]:
    """Findings on the last word, the bracket and the full stop."""
    if block.kind not in RUNNING:
        return
    for match in _PARENTHESIS.finditer(block.text):
        first, last = match.start("inner"), match.end("inner")
        doc = parser.parse(block.text)
        inside = doc.char_span(first, last, alignment_mode="expand")
        if inside is None or not any(first <= subject.idx and verb.idx < last for verb, subject in clauses(inside)):
            continue
        word = re.search(r"[\w’'*%-]+$", match["inner"])
        start = first + word.start() if word else last
        yield flag(
            block,
            start,
            match.end("end"),
            "A sentence in parentheses holds its own full stop.",
            f"{block.text[start:last]}.)",
        )
