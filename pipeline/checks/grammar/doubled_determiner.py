"""Two determiners before one noun.

“The a song”, “my the album”: a noun takes one article or one possessive; one of the two was left over from another
wording. (The Chicago Manual of Style 5.71.)
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
    Flagged("He wrote ⟦the a⟧ song in a day.", "He wrote the song in a day."),
    Flagged("It is ⟦a the⟧ song of the year.", "It is a song of the year."),
    Flagged("She lost ⟦my the⟧ record.", "She lost my record."),
    Flagged("⟦Its⟧ the best song.", "It's the best song."),
    Flagged("This is ⟦the his⟧ best song.", "This is his best song."),
    Allowed("She gave her the record, and it is that the song is long."),
    Allowed("She watched their every move and our every step."),
    Allowed("They gave all the songs a title."),
    Allowed("He got an A for it, the A side was long."),
    Allowed("I heard a The Cure song."),
)

ARTICLES = listed("a an the")
"""Articles, which no other determiner follows."""

POSSESSIVES = listed("my your our their its")
"""Possessives that can't be objects."""

SECOND = listed("a an the my your our their its his these those every")
"""Determiners that can't follow an article or a possessive."""


def find(block: Block, parser: Parser) -> Iterator[Finding]:
    """Findings on the two words."""
    if block.kind not in RUNNING:
        return
    doc = parser.parse(block.text)
    for first in doc[: max(0, len(doc) - 2)]:
        second = first.nbor(1)
        if first.lower_ not in ARTICLES | POSSESSIVES or second.text not in SECOND or first.lower_ == second.lower_:
            continue
        noun = second.nbor(1)
        if not noun.is_alpha or noun.pos_ in ("VERB", "AUX", "ADP", "CCONJ"):
            continue
        if first.lower_ in POSSESSIVES and second.text == "every":
            continue
        if first.lower_ == "its":
            yield flag(
                block,
                first.idx,
                first.idx + len(first),
                f"“{first.text} {second.text}”: “it is” is meant.",
                f"{first.text[:2]}'s" if "’" not in block.text else f"{first.text[:2]}’s",
            )
            continue
        kept = second.text if first.lower_ in ARTICLES and second.text not in ARTICLES else first.text
        other = second.text if kept == first.text else first.lower_
        yield flag(
            block,
            first.idx,
            second.idx + len(second),
            f"“{first.text} {second.text}”: one of the two is left over.",
            kept,
            other,
        )
