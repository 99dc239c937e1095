"""Characters that were decoded wrongly: â€™ for ’, Ã© for é.

Text saved as UTF-8 and read as Windows-1252 turns each curly quote, dash and accent into two or three odd characters.
The same characters, encoded back and read rightly, show what stood there; where that gives a letter or mark of
Western writing or an emoji, the fix is safe.

A control character of Latin-1 (U+0080 to U+009F) was a mark of Windows-1252 on the web page that it was copied from:
a dash, an ellipsis, a quotation mark. Nobody sees it, and the words that it parted stand glued. It becomes that mark,
quotation marks and ellipses in the draft's own form (three dots where the marks are straight), and a dash with a space
on one side gets one on both. That is safe where nothing else is odd: no other mark beside it, and no two words that a
hyphen may join.
"""

import re
from collections.abc import Iterator

from pipeline.checks import Allowed, Flagged
from pipeline.document import Block, Document
from pipeline.finding import Applicability, Edit, Finding, Fix, Severity

SEVERITY = Severity.ERROR
FIX = "mixed"
IN_QUOTATIONS = "as-is"
EXAMPLES = (
    Flagged("The directorâ⟦€™⟧s cut.".replace("â⟦€™⟧", "⟦â€™⟧"), fixed="The director’s cut."),
    Flagged("A cafÃ© by night.".replace("Ã©", "⟦Ã©⟧"), fixed="A café by night."),
    Flagged("The end⟦â€¦⟧ or not.", fixed="The end… or not."),
    Flagged("The end ⟦\u0096⟧ or not. It’s so.", fixed="The end – or not. It’s so."),
    Flagged("The end⟦ \u0096⟧or not, once⟦\u0097 ⟧or twice.", fixed="The end – or not, once — or twice."),
    Flagged("It ends⟦\u0097⟧nobody minds.", fixed="It ends—nobody minds."),
    Flagged("It ends⟦\u0085⟧ and it ends⟦\u0085⟧so... well.", fixed="It ends... and it ends... so... well."),
    Flagged("It ends⟦ \u0085.⟧ So it does.", fixed="It ends... So it does."),
    Flagged("It’s the end⟦\u0085⟧ and it isn’t.", fixed="It’s the end… and it isn’t."),
    Flagged("It ends in ⟦\u0091⟧Rome⟦\u0092⟧ and isn⟦\u0092⟧t long.", fixed="It ends in 'Rome' and isn't long."),
    Flagged("It’s ⟦\u0093⟧so⟦\u0094⟧, we saw ⟦\u0091⟧em.", fixed="It’s “so”, we saw ’em."),
    Allowed("The café “À la carte”, at £5, in São Paulo."),
    Allowed("Ångström, «Ça», and a CAFÉ’s “Ü”."),
)

_SECOND = "\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013\u2014\u2018-\u201e"
_THIRD = "\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122"
_RUN = re.compile(f"[\u00c2-\u00c5\u00e2\u00f0][{_SECOND}{_THIRD}]{{1,3}}")
_CONTROL = re.compile("(?P<before>[ \u00a0]?)(?P<mark>[\u0080-\u009f])(?P<after>[.,;:!?-]*)(?P<gap>[ \u00a0]?)")
_ELISIONS = re.compile(r"(?:em|til|tis|twas|cause|bout|cos|cuz|n|round|nuff)\b|\d0s", re.IGNORECASE)
_STRAIGHT = {"‘": "'", "’": "'", "“": '"', "”": '"'}


def find(document: Document) -> Iterator[Finding]:
    """Flag each run of characters that is one character read wrongly, and each control character."""
    straight = not any(mark in block.text for block in document.blocks for mark in _STRAIGHT)
    dots = sum(block.text.count("...") for block in document.blocks)
    marks = sum(block.text.count("…") for block in document.blocks)
    spelled = dots > marks or (straight and not marks)
    for block in document.blocks:
        yield from _runs(block)
        for match in _CONTROL.finditer(block.text):
            meant = match["mark"].encode("latin-1").decode("cp1252", "ignore")
            if meant in _STRAIGHT:
                yield _quote(block, match, meant, straight=straight)
            elif meant in ("–", "—"):
                yield _dash(block, match, meant)
            elif meant == "…":
                yield _ellipsis(block, match, "..." if spelled else "…")
            elif meant:
                yield _found(block, *match.span("mark"), meant, sure=True)


def _runs(block: Block) -> Iterator[Finding]:
    at = 0
    while match := _RUN.search(block.text, at):
        at = match.start() + 1
        for end in range(match.end(), match.start(), -1):
            if meant := _meant(block.text[match.start() : end]):
                at = end
                yield _found(block, match.start(), end, meant, sure=True)
                break


def _found(block: Block, start: int, end: int, wanted: str, *, sure: bool) -> Finding:
    run = block.text[start:end].strip(" \u00a0")
    shown = f"U+{ord(run[0]):04X}" if "\u0080" <= run[0] <= "\u009f" else f"“{run}”"
    message = f"{shown} was decoded wrongly; “{wanted.strip()}” is wanted."
    applicability = Applicability.SAFE if sure else Applicability.UNSAFE
    span = block.span(start, end)
    return Finding(span, message, (Fix((Edit(span, wanted),), applicability),))


def _quote(block: Block, match: re.Match[str], meant: str, *, straight: bool) -> Finding:
    """A quotation mark or apostrophe in the draft's form; before a clipped word it is an apostrophe."""
    at = match.end("mark")
    clipped = meant == "‘" and _ELISIONS.match(block.text, at)
    mark = "’" if clipped else meant
    return _found(block, *match.span("mark"), _STRAIGHT[mark] if straight else mark, sure=not clipped)


def _dash(block: Block, match: re.Match[str], meant: str) -> Finding:
    """A dash, spaced on both sides or on neither."""
    start, end = match.span("mark")
    if match["after"] or not (block.text[:start].strip() and block.text[end:].strip()):
        return _found(block, start, end, meant, sure=False)
    if bool(match["before"]) is bool(match["gap"]):
        # Between two words it may have been set for a hyphen.
        return _found(block, start, end, meant, sure=bool(match["gap"]) or block.text[end : end + 1] in "\"'“‘(")
    return _found(block, match.start(), match.end(), f" {meant} ", sure=False)


def _ellipsis(block: Block, match: re.Match[str], meant: str) -> Finding:
    """An ellipsis, close to what stands before it, with a space before the next word."""
    start, end = match.span("mark")
    if match["after"]:
        # The dots end the sentence too; a dash behind them is another's to judge.
        rest = "" if match["after"] == "." else match["after"]
        low = start if rest.startswith("-") else match.start()
        return _found(block, low, match.end("after"), f"{meant}{rest}", sure=False)
    glued = not match["gap"] and block.text[end : end + 1].isalnum()
    return _found(block, start, end, f"{meant} " if glued else meant, sure=not glued and not match["before"])


def _meant(run: str) -> str:
    """The one character that a run was before it was read wrongly; nothing where it was never one."""
    data = bytearray()
    for character in run:
        encoded = character.encode("cp1252", "ignore") or character.encode("latin-1", "ignore")
        if not encoded:
            return ""
        data += encoded
    meant = data.decode("utf-8", "ignore")
    likely = len(meant) == 1 and (
        "\u00a0" <= meant <= "\u017f"
        or "\u2010" <= meant <= "\u2044"
        or "\U0001f300" <= meant <= "\U0001faff"
        or meant in "€™−"
    )
    # Ã or Å with a real quotation mark behind it is a word's end more often than a lost Ó.
    quoted = len(run) == 2 and run[1] in "“”‘’"
    return meant if likely and not quoted and len(meant.encode()) == len(data) else ""
