"""A capital where an editor would write a small letter, or the other way about.

English gives capitals to names, not to weight (The Chicago Manual of Style 8.1, a “down” style). The language model,
which has seen what editors change, says how much rather it would have the other letter; the house's reviews, how the
word is mostly written; the parse and the draft, what stands around it. Quotations, titles and what the house allows are
left alone; a capital that the draft has again speaks for a name.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks import Allowed, Flagged
from pipeline.checks._care import Care
from pipeline.checks.spelling._casing import Turn, miscased
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
    Allowed("The new one, Father Bexel, is the best of them, and so says Detective Orr."),
    Allowed("She sings of the sea, of harbours and of Glasgow."),
    Allowed("He likes the Old *Garden*, and a walk On the Road. The Story of Us is short, and so is the Tale of Him."),
)


def find(block: Block, parser: Parser, names: Names, model: LanguageModel, care: Care) -> Iterator[Finding]:
    """Findings on the word, or on the words of a phrase."""
    found: list[tuple[int, int, str, Turn]] = []
    for each in miscased(block, parser, names, model, care):
        # the words of one name are one finding
        if found and found[-1][3] is each.turn and block.text[found[-1][1] : each.start] == " ":
            start, _, before, turn = found.pop()
            found.append((start, each.end, f"{before} {each.new}", turn))
        else:
            found.append((each.start, each.end, each.new, each.turn))
    for start, end, new, turn in found:
        what = "has no capital" if turn is Turn.SMALL else "has its capital"
        yield flag(block, start, end, f"“{block.text[start:end]}” {what} here: “{new}”.", new)
