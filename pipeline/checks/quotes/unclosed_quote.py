"""A quotation mark that is opened and never closed.

Quotation marks come in pairs (Chicago, chapter 6, “Quotation marks”; New Hart's Rules, chapter 9). A quotation of
several paragraphs is opened at the start of each and closed at the end of the last (Chicago, chapter 12).
Apostrophes, primes and elisions (’90s, ’tis) are no quotation marks.

The finding stands where the missing mark most likely belongs: behind a title's last word, at the end of a caption,
heading or sentence of speech, or before the mark that opens next. Where that can't be told it stands at the mark that
is open, and has no fix. A single mark that stays open is a query: it may be an apostrophe.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from pipeline import typography
from pipeline.checks import Allowed, Flagged
from pipeline.checks._pairs import ROUND, SQUARE, Unclosed, paired
from pipeline.document import Block, BlockKind, Document
from pipeline.finding import Edit, Finding, Fix, Severity, flag
from pipeline.house import House
from pipeline.source import Span
from pipeline.typography import DOUBLE, SINGLE

SEVERITY = Severity.ERROR
FIX = "unsafe"
IN_QUOTATIONS = "as-is"
EXAMPLES = (
    Flagged("Both “Blue ⟦Moon⟧ and “Red Sun” are slow.", fixed="Both “Blue Moon” and “Red Sun” are slow."),
    Flagged(
        "“Nobody knows,” she says. “Nobody ever will⟦.⟧".replace("will⟦.⟧", "⟦will.⟧"),
        fixed="“Nobody knows,” she says. “Nobody ever will.”",
    ),
    Flagged('# A night with "Blue ⟦Moon⟧\n\nText.', fixed='# A night with "Blue Moon"\n\nText.'),
    Flagged('They call it ⟦"slow⟧ and then they leave "early" again.'),
    Flagged("She calls it ⟦“a⟧ long and slow film. I agree.", fixed="She calls it “a long and slow film.” I agree."),
    Flagged("They call it ⟦‘slow⟧ and then they leave.", severity=Severity.QUERY),
    Flagged("They call it ⟦'slow⟧ and then they leave.", severity=Severity.QUERY),
    Allowed("The 'Mericans and the 'Mericans alone."),
    Allowed("“The first paragraph goes on.\n\n“The second ends it.”"),
    Allowed('The ’90s, ’tis said, were rock ’n’ roll; the singers’ own 12" single.'),
    Allowed('He is 6\'2" tall and plays "early" and "late".'),
    Allowed("“She told me ‘no’ and ‘never’,” he says (“twice”)."),
)

_RUNNING_ON = "of|the|a|an|and|or|in|on|at|to|for|from|with|by|my|is|’s|n’|&|vs"
_TITLE = re.compile(
    rf"(?:[A-Z0-9][\w’'-]*|\([A-Z][^()]*\))(?:[ :]+(?:(?:{_RUNNING_ON}) )*(?:[A-Z0-9][\w’'-]*|\([A-Z][^()]*\)))*[!?]?"
)


def find(document: Document, house: House) -> Iterator[Finding]:
    """Flag where the closing mark belongs, or the mark that is open."""
    found = list(paired(document))
    words = Counter(_word(block.text, each.at) for block, pairing in found for each in pairing.unclosed)
    for block, pairing in found:
        for each in pairing.unclosed:
            if each.kind in (ROUND, SQUARE):
                continue
            if each.kind == SINGLE and words[_word(block.text, each.at)] > 1:
                continue
            if each.kind == SINGLE:
                yield _open(
                    block, each, "This quotation mark isn't closed; close it, or make it an apostrophe.", Severity.QUERY
                )
                continue
            place = _place(block, each, american=typography.american(house.dialect))
            if place is None and (ending := _sentence_end(block.text, each)):
                yield _at_opening(block, each, ending)
                continue
            if place is None:
                yield _open(
                    block,
                    each,
                    "This quotation mark is never closed; put the closing one where the quotation ends.",
                    None,
                )
                continue
            start = _word_before(block.text, place)
            closing = '"' if block.text[each.at] == '"' else "”"
            yield flag(
                block,
                start,
                place,
                f"The quotation that opens with {_words(block.text, each.at)} isn't closed; {closing} is wanted here.",
                block.text[start:place] + closing,
            )


def _word(text: str, at: int) -> str:
    """A mark with the word behind it."""
    match = re.compile(r"\W?[\w’'-]*").match(text, at)
    return match[0] if match else ""


def _open(block: Block, each: Unclosed, message: str, severity: Severity | None) -> Finding:
    return flag(block, each.at, each.at + len(_word(block.text, each.at)), message, severity=severity)


def _place(block: Block, each: Unclosed, *, american: bool) -> int | None:
    """Where the closing mark most likely belongs."""
    assert each.kind == DOUBLE
    text, start = block.text, each.at + 1
    if each.limit < len(text) and text[each.limit] in ")]":
        return each.limit
    title = _TITLE.match(text, start, each.limit)
    if title and (title.end() == len(text) or " " in title[0]) and not text[title.end() :].startswith(("’", "'")):
        return title.end() + (american and text[title.end() : title.end() + 1] in (",", "."))
    if block.kind in (BlockKind.CAPTION, BlockKind.HEADING, BlockKind.HEADLINE, BlockKind.FIELD) and each.limit == len(
        text
    ):
        return len(text)
    speech = text[start : start + 1].isupper() and re.search(r"(?:^|[:,.!?…—]\s?)$", text[: each.at])
    if speech and each.limit == len(text) and not re.search(r"[.!?]\s", text[start:].rstrip()):
        return len(text)
    return None


def _sentence_end(text: str, each: Unclosed) -> int:
    """Where the sentence ends that quotes words from its middle on; 0 where that can't be told."""
    if not text[each.at + 1 : each.at + 2].islower() or not re.search(r"\w[,:]? $", text[: each.at]):
        return 0
    ending = re.compile(r"[.!?…](?=\s|$)").search(text, each.at, each.limit)
    return ending.end() if ending and len(text[each.at : ending.end()].split()) > 3 else 0


def _at_opening(block: Block, each: Unclosed, ending: int) -> Finding:
    """A finding at the open mark, with a fix that closes it at the sentence's end."""
    closing = '"' if block.text[each.at] == '"' else "”"
    found = _open(
        block, each, f"This quotation mark is never closed; {closing} may belong at the sentence's end.", None
    )
    at = block.span(ending - 1, ending).end
    return replace(found, fixes=(Fix((Edit(Span(at, at), closing),)),))


def _word_before(text: str, at: int) -> int:
    """The start of the word, with its marks, that ends at `at`."""
    match = re.search(r"\S+$", text[:at])
    return match.start() if match else at


def _words(text: str, at: int) -> str:
    """The next words, to name a quotation by."""
    return " ".join(text[at:].split()[:3])
