"""“Real” where “really” is meant.

“A real good song” is speech; in prose an adverb says how good. (The Chicago Manual of Style 5.250, “real; really”.)
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks import Allowed, Flagged
from pipeline.checks._listed import listed
from pipeline.document import RUNNING, Block
from pipeline.engines.spacy import Parser
from pipeline.finding import Finding, Severity, flag

SEVERITY = Severity.ERROR
FIX = "unsafe"

EXAMPLES = (
    Flagged("It was a ⟦real⟧ good song.", "It was a really good song."),
    Flagged("The chorus gets old ⟦real⟧ fast.", "The chorus gets old really fast."),
    Allowed("It was a really good song, with real people and real bad blood."),
    Allowed("The real bad guys are the producers; the real hard core stayed."),
)

GRADED = listed(
    """annoying awful bad big boring cheap cool creepy cute dumb easy entertaining exciting fast fine funny good great
    hard interesting long nice old pretty quick quiet sad scary short slow strange strong stupid tough ugly weak weird
    well"""
)
"""Adjectives and adverbs that have degrees."""

COMPOUNDS = listed("blood boy core faith feeling guy guys hard luck news time")
"""Words that make a noun with the adjective before them: the bad guys."""


def find(block: Block, parser: Parser) -> Iterator[Finding]:
    """Findings on “real”."""
    if block.kind not in RUNNING:
        return
    doc = parser.parse(block.text)
    for word in doc[: max(0, len(doc) - 2)]:
        after, last = word.nbor(1), word.nbor(2)
        if word.text != "real" or after.text not in GRADED or after.pos_ not in ("ADJ", "ADV"):
            continue
        noun = last.tag_ in ("NN", "NNS") and not last.is_punct
        owned = word.i and word.nbor(-1).lower_ in ("the", "his", "her", "their", "no")
        if (
            last.text == "-"
            or last.lower_ in COMPOUNDS
            or (owned and noun and after.text in ("bad", "good", "big", "old"))
        ):
            continue
        yield flag(block, word.idx, word.idx + len(word), f"“Really” is meant: “really {after.text}”.", "really")
