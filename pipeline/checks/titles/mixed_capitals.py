"""A title in marks or italics with small letters on one main word and capitals on others: “The Long way Home”.

All main words of a title have capitals in headline style (Chicago, chapter 8, “headline style”; MLA 9 and AP alike):
verbs however short (Is, Be), pronouns (My, It) and what follows a colon are main words. Well-known titles are
`titles/small-letters`'s; here it is any other that the sentence says to be one (“the film ‘X’”, “in ‘X’”, “Orr’s ‘X’”,
an enumeration of titles, a year behind it). The article that opens such a title has a capital, too; whether it belongs
to the title is a question. A title in sentence style has no other capitals and is left alone, as are titles that are
not English, and a draft that sets more titles so than otherwise.
"""

import re
from collections.abc import Iterator

from pipeline.checks import Allowed, Flagged
from pipeline.checks._listed import listed
from pipeline.checks.titles._named import OWN
from pipeline.document import Block, Document, RegionKind
from pipeline.finding import Finding, Severity, flag
from pipeline.house.titlecase import is_small, title_case
from pipeline.house.titlecase.languages import is_english
from pipeline.names import common

SEVERITY = Severity.ERROR
FIX = "unsafe"
IN_QUOTATIONS = "as-is"
EXAMPLES = (
    Flagged("She sang in the film “⟦The Salt road Home⟧”.", fixed="She sang in the film “The Salt Road Home”."),
    Flagged(
        "Her songs are “Low Water”, “⟦What Will You be Now⟧” and “Rain”.",
        fixed="Her songs are “Low Water”, “What Will You Be Now” and “Rain”.",
        severity=Severity.QUERY,
    ),
    Flagged("We saw *⟦A Winter House burns Down⟧* in May.", fixed="We saw *A Winter House Burns Down* in May."),
    Flagged("Ada Orr's “⟦Keeper of the old House⟧” is short.", fixed="Ada Orr's “Keeper of the Old House” is short."),
    Flagged(
        "We saw “⟦the⟧ Long Road to Oss” at school.",
        fixed="We saw “The Long Road to Oss” at school.",
        severity=Severity.QUERY,
    ),
    Allowed("We met the man called “the Great Bear Hunter”, and she says “the End Is Near” of it all."),
    Allowed("We saw *A winter house* in May, and the film “The salt road home”."),
    Allowed("She sang in the film “The Man of the House with the Rain”, and in “La Maison du lac Noir”."),
    Allowed("He says “The End is near, Doctor Orr” and “We want Mr Orr back”."),
    Allowed("He has that “Too Cool for school” look."),
    Allowed("He saw “The long Road”, “A winter House” and “A long Summer House”."),
)

_LED = re.compile(
    r"(?:\b(?:films?|movies?|songs?|episodes?|shows?|series|books?|novels?|tracks?|stor(?:y|ies)|shorts?|classics?|sequels?"
    r"|remakes?|albums?|poems?|plays?|musicals?|documentar(?:y|ies)|titled|entitled|called|watch(?:ed|ing)?|seen|saw|in|of"
    r"|from|than|unlike)(?: like| called| such as| titled)?:?|[a-z]['’]s?|[a-z][\"”*_]\)?,?(?: and| or)?),? ?$"
)
_DUBBED = re.compile(r"\b(?:called|named|nicknamed|dubbed|as|titled|entitled),? [\"“'‘*_]*$")
"""What stands before somebody's other name."""

_LISTED = re.compile(r"[\"”*_],?(?: and| or|;)? ?$")
_MADE = re.compile(r",? (?:by [A-Z]|\((?:[^()]*, )?(?:18|19|20)\d\d)")
_WORD = re.compile(r"[^\W_][\w'’-]*")
_SPEECH = re.compile(
    r"[.?;…]|[!] [a-z]|--|\b(?:Mr|Mrs|Ms|Dr)\b|\b[Yy]ou['’]|\bmeets\b|\b[Ii]t['’]s (?!an?\b|the\b|all\b|my\b)"
)
_SHORT = listed(
    "is be are was it its my me we he she do am no so this that who than if your you his her our up out off"
)
"""Main words that writers take for small ones."""


def find(document: Document) -> Iterator[Finding]:
    """Flag each title that has small letters on some of its main words."""
    odd: list[tuple[Block, int, int, list[str]]] = []
    opened: list[tuple[Block, int, int]] = []
    others = 0
    for block in document.blocks:
        if block.kind not in OWN:
            continue
        for region in block.regions:
            if region.kind not in (RegionKind.QUOTATION, RegionKind.EMPHASIS):
                continue
            start, end = _inner(block.text, region.start, region.end)
            large, small = _sorted(block.text[start:end])
            others += bool(large) and not small
            behind = _article(block, start, end)
            if behind and _is_title(block, start, end, region.start, region.end):
                opened.append((block, start, behind))
            if large and small and len(small) <= len(large) and _is_title(block, start, end, region.start, region.end):
                odd.append((block, start, end, small))
    for block, start, end in opened if len(opened) <= max(others, 1) else ():
        article = block.text[start:end]
        message = f"The first word of a title has a capital, if “{article}” is a part of it."
        yield flag(block, start, end, message, article.capitalize(), severity=Severity.QUERY)
    if len(odd) > max(others, 1):
        return
    for block, start, end, small in odd:
        old = block.text[start:end]
        cased = title_case(old, "chicago-18")
        if len(cased) != len(old):
            continue
        wanted = "".join(
            new if new.isupper() and mine.islower() else mine for mine, new in zip(old, cased, strict=True)
        )
        if wanted != old:
            message = f"“{old}” has small letters on a main word: “{wanted}”."
            severity = Severity.QUERY if all(word in _SHORT for word in small) else None
            yield flag(block, start, end, message, wanted, severity=severity)


def _inner(text: str, start: int, end: int) -> tuple[int, int]:
    """A region without its marks and the comma or full stop inside them."""
    while start < end and text[start] in "\"“'‘*_ ":
        start += 1
    while start < end and text[end - 1] in "\"”'’*_ ,.":
        end -= 1
    return start, end


def _article(block: Block, start: int, end: int) -> int:
    """Where a small article ends that opens two main words or more, all with capitals; 0 where none does."""
    text = block.text[start:end]
    opening = re.match(r"(?:the|an?)(?= [A-Z])", text)
    if opening is None or _DUBBED.search(block.text[:start]):
        return 0
    large, small = _sorted(text[0].upper() + text[1:])
    return start + opening.end() if len(large) > 1 and not small else 0


def _sorted(text: str) -> tuple[list[str], list[str]]:
    """The main words behind a title's first: those with capitals that are no names', and those in small letters."""
    words = _WORD.findall(text)
    if not 3 <= len(words) <= 9 or not words[0][0].isupper() or text.isupper() or _SPEECH.search(text):
        return [], []
    main = [word for word in words[1:] if word[0].isalpha() and not is_small(word.lower(), "mla-9")]
    large = [word for word in main if word[0].isupper() and common(word) and word[1:2] not in ("", "'", "’")]
    return large, [word for word in main if word[0].islower()]


def _is_title(block: Block, start: int, end: int, first: int, last: int) -> bool:
    """Whether the sentence says that words in marks are an English title."""
    text = block.text
    if block.inside(RegionKind.FOREIGN, start, end):
        return False
    if not all(is_english(word.lower()) for word in _WORD.findall(text[start:end]) if word[0].islower()):
        return False
    before, after = text[:first], text[last:]
    if re.search(r"\b(?:the|an?|that|this|his|her|their) $", before) and re.match(r" [a-z]+", after):
        return False  # “that ‘Too Cool for school’ look”
    return bool(_LED.search(before) or _LISTED.search(before) or _MADE.match(after))
