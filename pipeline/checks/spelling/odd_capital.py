"""A capital where an editor would write a small letter, or the other way about.

The language model, which has seen what editors change, copies each sentence as it should be printed; where it changes
nothing in a word but its letters' size, much rather than leave it, the word is marked. Names, quotations and titles are
left alone.

Source: The Chicago Manual of Style 8.1 (a “down” style: few capitals).
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks import Allowed, Flagged
from pipeline.checks._care import Care
from pipeline.checks._changes import Kind, changes
from pipeline.document import Block
from pipeline.engines.causal import LanguageModel
from pipeline.engines.spacy import Parser
from pipeline.finding import Finding, Severity, flag
from pipeline.names import Names

SEVERITY = Severity.ERROR
FIX = "unsafe"

EXAMPLES = (
    Flagged("We filmed all of it in ⟦africa⟧ last spring.", "We filmed all of it in Africa last spring."),
    Flagged("My brother ⟦john⟧ plays the drums.", "My brother John plays the drums."),
    Flagged("The choir sings in ⟦german⟧ and never in French.", "The choir sings in German and never in French."),
    Flagged(
        "She reads the ⟦french canadian⟧ papers every morning.", "She reads the French Canadian papers every morning."
    ),
    Allowed("The Church said nothing, and NOBODY asked."),
    Allowed("She sings of the sea, of harbours and of Glasgow."),
)


def find(block: Block, parser: Parser, names: Names, model: LanguageModel, care: Care) -> Iterator[Finding]:
    """Findings on the word."""
    found: list[tuple[int, int, str]] = []
    for each in changes(block, parser, names, model, care, Kind.CASE):
        if found and block.text[found[-1][1] : each.start] == " ":  # the words of one name are one finding
            start, _, before = found.pop()
            found.append((start, each.end, f"{before} {each.new}"))
        else:
            found.append((each.start, each.end, each.new))
    for start, end, new in found:
        yield flag(block, start, end, f"“{block.text[start:end]}” is written “{new}” here.", new)
