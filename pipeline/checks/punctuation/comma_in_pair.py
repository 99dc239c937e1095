"""A comma between two names that “and” joins.

A list of two needs no comma before its *and*: “Ann and Bob”. (The Chicago Manual of Style 6.19, 6.23.)
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.checks import Allowed, Flagged
from pipeline.document import RUNNING, Block
from pipeline.engines.spacy import Parser
from pipeline.finding import Finding, Severity, flag

if TYPE_CHECKING:
    from spacy.tokens import Token

SEVERITY = Severity.ERROR
FIX = "unsafe"

EXAMPLES = (
    Flagged("It was sung by ⟦Clara, and⟧ Robert.", "It was sung by Clara and Robert."),
    Flagged(
        "Clara ⟦Wieck, &⟧ Robert were born to sing it.", "Clara Wieck & Robert were born to sing it.", Severity.QUERY
    ),
    Allowed("It was sung by Clara and Robert."),
    Allowed("Johannes, Clara, and Robert were born to sing it."),
    Allowed("It was sung by Clara, Robert, and Johannes."),
    Allowed("It was sung by Clara, and Robert played the piano."),
    Allowed("I saw Clara, and Robert too."),
)


def find(block: Block, parser: Parser) -> Iterator[Finding]:
    """Findings on the first name, its comma and the “and”."""
    if block.kind not in RUNNING:
        return
    doc = parser.parse(block.text)
    for comma in doc[1 : max(1, len(doc) - 3)]:
        if comma.text == "," and comma.nbor(1).lower_ in ("and", "or", "&") and _is_pair(comma):
            first, joint = comma.nbor(-1), comma.nbor(1)
            yield flag(
                block,
                first.idx,
                joint.idx + len(joint),
                "Two names need no comma between them.",
                f"{first.text} {joint.text}",
                severity=Severity.QUERY if joint.text == "&" else None,
            )


def _is_pair(comma: Token) -> bool:
    """Whether a comma stands between two names that are the whole of a list."""
    first, second = comma.nbor(-1), comma.nbor(2)
    if first.pos_ != "PROPN" or second.pos_ != "PROPN":
        return False
    last = second
    while last.i + 1 < len(comma.doc) and last.nbor(1).pos_ == "PROPN":
        last = last.nbor(1)
    after = last.nbor(1) if last.i + 1 < len(comma.doc) else None
    if after is None:
        return False
    # a plural verb behind a single name: both are its subject
    both = after.lower_ in ("are", "were", "have") and comma.nbor(1).lower_ != "or"
    if after.text not in (".", "?", "!") and not both:
        return False
    start = first
    while start.i > 0 and start.nbor(-1).pos_ == "PROPN":
        start = start.nbor(-1)
    if not any(word.text == "," for word in comma.doc[comma.sent.start : start.i]):
        return True
    # “the two leads, Ann, and Bob”: the comma before the first name belongs to what the names explain
    before = start.nbor(-1)
    return before.text == "," and before.nbor(-1).pos_ == "NOUN"
