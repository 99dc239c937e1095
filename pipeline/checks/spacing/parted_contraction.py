"""A space beside the apostrophe of one word: it 's, doesn' t, L' Homme.

An apostrophe joins what it stands between, in contractions, possessives and French names (Chicago, chapter 6,
“Apostrophes”). The fix takes the space out and is safe. A quotation that is one such letter, and the dialect word
that begins with an apostrophe ('s, 't), are left alone where they can't be told from it.
"""

import re
from collections.abc import Iterator

from pipeline.checks import Allowed, Flagged
from pipeline.document import Block, RegionKind
from pipeline.finding import Applicability, Finding, Severity, flag

SEVERITY = Severity.ERROR
FIX = "safe"
IN_QUOTATIONS = "as-is"
EXAMPLES = (
    Flagged("⟦It 's⟧ slow, and ⟦they 're⟧ long.", fixed="It's slow, and they're long."),
    Flagged("It ⟦doesn’ t⟧ end; ⟦it’ s⟧ the ⟦writer ’s⟧ first.", fixed="It doesn’t end; it’s the writer’s first."),
    Flagged(
        "They play “⟦L' Orage⟧” and Jeanne ⟦d' Arc⟧.",
        fixed="They play “L'Orage” and Jeanne d'Arc.",
    ),
    Allowed("The letters 's' and 't', plan 'B' again, and the singers' s."),
    Allowed("’S all right, ’t was said; rock 'n' roll; the girls’ tour."),
)

_BEFORE = re.compile(r"(?<![\w'’‘])[A-Za-z]+( )['’](?:s|re|ve|ll|d|m)(?![\w'’])")
_NOT = re.compile(
    r"(?<![\w'’])(?:[a-z]+n['’]( )t|(?:it|that|he|she|what|there|who|let|here|where)['’]( )s"
    r"|I['’]( )(?:m|ve|ll|d)|(?:you|they|we)['’]( )(?:re|ve|ll|d))(?![\w'’])",
    re.IGNORECASE,
)
_ELISION = re.compile(r"(?<![\w'’-])(?:[LlDdJj]|[Qq]u)['’]( )[A-ZÀ-Ö][\w]+")


def find(block: Block) -> Iterator[Finding]:
    """Flag the word with its space."""
    for pattern in (_BEFORE, _NOT, _ELISION):
        for match in pattern.finditer(block.text):
            if any(block.inside(kind, *match.span()) for kind in (RegionKind.CODE, RegionKind.FOREIGN)):
                continue
            group = next(number for number, space in enumerate(match.groups(), 1) if space)
            right = block.text[match.start() : match.start(group)] + block.text[match.end(group) : match.end()]
            message = f"A space stands beside the apostrophe; “{right}” is wanted."
            yield flag(block, *match.span(), message, right, applicability=Applicability.SAFE)
