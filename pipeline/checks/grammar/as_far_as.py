"""“As far as” without its verb: “As far as the songs, they are fine”.

The phrase opens a clause, and the clause needs its verb (as far as the songs go, as far as the songs are concerned);
what only names a subject begins with “as for”. (Garner's Modern English Usage, “as far as”; The Chicago Manual of Style
5.250.)
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.checks import Allowed, Flagged
from pipeline.checks._clauses import FINITE, is_finite, sentences
from pipeline.document import RUNNING, Block
from pipeline.engines.spacy import Parser
from pipeline.finding import Finding, Severity, flag

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

SEVERITY = Severity.ERROR
FIX = "unsafe"

EXAMPLES = (
    Flagged("⟦As far as⟧ the songs, they are fine.", "As for the songs, they are fine."),
    Flagged("But ⟦as far as⟧ singing in tune, nobody tries.", "But as for singing in tune, nobody tries."),
    Flagged("It was late. ⟦As far as⟧ her dancing, I liked it.", "It was late. As for her dancing, I liked it."),
    Allowed("As far as the songs go, they are fine. As far as I know, nobody sings."),
    Allowed("As far as the coast, the road was dry. As far as the eye, the ear and the hand can reach, there is sand."),
    Allowed("As far as possible, they sing. As far as Leeds, the road was dry."),
    Allowed("As far as songs about the sea are concerned, we have enough."),
    Allowed("As far as the singing and dancing go, they are fine."),
    Allowed("They walked as far as the sea, and then they swam."),
)

ENDINGS = frozenset({"go", "goes", "went", "concerned", "concerns", "stand", "stands", "possible"})
"""Words that end the phrase as it should, whatever the parser takes them for."""

LONGEST = 10
"""How many words the phrase may take in: behind more of them a verb is likely to have been misread."""


def find(block: Block, parser: Parser) -> Iterator[Finding]:
    """Findings on the three words."""
    if block.kind not in RUNNING:
        return
    for sentence in sentences(parser.parse(block.text)):
        start = next((word for word in sentence if word.tag_ != "CC"), None)
        if start is not None and _lacks_verb(sentence, start):
            end = start.nbor(2)
            new = "As for" if start.is_title else "as for"
            yield flag(block, start.idx, end.idx + len(end), "What only names a subject begins with “as for”.", new)


def _lacks_verb(sentence: Span, start: Token) -> bool:
    """Whether a sentence begins with “as far as”, and a comma ends the phrase before any verb of its own."""
    words = list(sentence.doc[start.i : sentence.end])
    if [word.lower_ for word in words[:3]] != ["as", "far", "as"]:
        return False
    comma = next((place for place, word in enumerate(words) if word.text == ","), None)
    if comma is None or not 4 <= comma <= LONGEST + 3 or comma + 2 >= len(words):
        return False
    inside, behind = words[3:comma], words[comma + 1 :]
    if inside[-1].lower_ in ENDINGS or any(is_finite(word) or word.tag_ in FINITE for word in inside):
        return False
    named = inside[0].is_lower and inside[0].tag_ in ("DT", "PRP$", "VBG", "NNS")
    # “As far as the coast, the road was dry” tells how far
    taken_up = inside[0].tag_ == "VBG" or behind[0].tag_ in ("PRP", "EX") or behind[0].lower_ in ("nobody", "i", "this")
    return named and taken_up and any(is_finite(word) for word in behind[:8])
