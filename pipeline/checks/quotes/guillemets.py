"""Guillemets and East Asian quotation marks without their partner, or around English in a draft with English marks.

« », ‹ ›, 「 」, 『 』 and 《 》 come in pairs like any others; in German and Danish « and » may change places. Around
words of another language they are that language's own and stay (Chicago, chapter 11, “Guillemets”). Around English
words, in a draft that otherwise has English marks, they are the keyboard's: a query, with the draft's marks as its fix.
"""

import re
from collections.abc import Iterator

from pipeline.checks import Allowed, Flagged
from pipeline.checks._practice import quotes
from pipeline.document import Block, Document, RegionKind
from pipeline.finding import Edit, Finding, Fix, Severity, flag
from pipeline.source import Span

SEVERITY = Severity.ERROR
FIX = "unsafe"
IN_QUOTATIONS = "as-is"
EXAMPLES = (
    Flagged("They call it ⟦「静か⟧ in the song."),
    Flagged("They call it ⟦lent»⟧ in France."),
    Flagged(
        "She says “no”, and ⟦«not now, I said»⟧.",
        fixed="She says “no”, and “not now, I said”.",
        severity=Severity.QUERY,
    ),
    Allowed("Sie sagt »nein«, er sagt «non», 「はい」 and 『ええ』."),
    Allowed("« Oui », dit-elle, and “no”, she said."),
    Allowed("She says «not now, I said» and «never, I said»."),
    Allowed("» Read on"),
)

_PAIRS = {"«": "»", "‹": "›", "「": "」", "『": "』", "《": "》", "〈": "〉"}
_MARK = re.compile("[«»‹›「」『』《》〈〉]")
_ENGLISH = re.compile(r"\b(?:the|a|an|is|are|was|of|and|to|in|it|not|no|I|you|he|she|they|we|my|that|this|with|for)\b")


def find(document: Document) -> Iterator[Finding]:
    """Flag a lone mark with its word, or the words with both marks."""
    opening, closing = quotes(document)
    others = any(mark in block.text for block in document.blocks for mark in (opening, closing))
    for block in document.blocks:
        pairs, lone = _sorted(block)
        for at in lone:
            before, after = re.search(r"\w*$", block.text[:at]), re.match(r"\w*", block.text[at + 1 :])
            opens = bool(after and after[0]) or not (before and before[0])
            start = at if opens or before is None else before.start()
            end = at + 1 + (len(after[0]) if opens and after else 0)
            yield flag(block, start, end, f"This {block.text[at]} has no partner; put it in, or take this one out.")
        for first, last in pairs:
            if others and block.text[first] in "«»" and len(_ENGLISH.findall(block.text, first, last)) > 1:
                spans = block.span(first, first + 1), block.span(last, last + 1)
                message = f"Guillemets stand here, where the draft has {opening} and {closing}; are those wanted?"
                fix = Fix((Edit(spans[0], opening), Edit(spans[1], closing)))
                yield Finding(Span(spans[0].start, spans[1].end), message, (fix,), Severity.QUERY)


def _sorted(block: Block) -> tuple[list[tuple[int, int]], list[int]]:
    """The pairs of a block, and the marks that have no partner. One that begins it, before a space, is an arrow."""
    pairs: list[tuple[int, int]] = []
    lone: list[int] = []
    open_: list[int] = []
    for match in _MARK.finditer(block.text):
        at = match.start()
        if block.inside(RegionKind.CODE, at, at + 1) or (
            re.search(r"(?:^|[|/])\s*$", block.text[:at]) and match[0] in "»›"
        ):
            continue
        last = block.text[open_[-1]] if open_ else ""
        if last and (_PAIRS.get(last) == match[0] or _PAIRS.get(match[0]) == last):
            pairs.append((open_.pop(), at))
        elif open_ and match[0] not in _PAIRS:
            lone.append(at)
        else:
            open_.append(at)
    return pairs, sorted(lone + open_)
