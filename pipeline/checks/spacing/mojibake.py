"""Characters that were decoded wrongly: â€™ for ’, Ã© for é.

Text saved as UTF-8 and read as Windows-1252 turns each curly quote, dash and accent into two or three odd characters.
The same characters, encoded back and read rightly, show what stood there; where that gives a letter or mark of
Western writing or an emoji, the fix is safe.
"""

import re
from collections.abc import Iterator

from pipeline.checks import Allowed, Flagged
from pipeline.document import Block
from pipeline.finding import Applicability, Edit, Finding, Fix, Severity

SEVERITY = Severity.ERROR
FIX = "safe"
IN_QUOTATIONS = "as-is"
EXAMPLES = (
    Flagged("The directorâ⟦€™⟧s cut.".replace("â⟦€™⟧", "⟦â€™⟧"), fixed="The director’s cut."),
    Flagged("A cafÃ© by night.".replace("Ã©", "⟦Ã©⟧"), fixed="A café by night."),
    Flagged("The end⟦â€¦⟧ or not.", fixed="The end… or not."),
    Flagged("The end ⟦\u0096⟧ or not.", fixed="The end – or not."),
    Allowed("The café “À la carte”, at £5, in São Paulo."),
    Allowed("Ångström, «Ça», and a CAFÉ’s “Ü”."),
)

_SECOND = "\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013\u2014\u2018-\u201e"
_THIRD = "\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122"
_RUN = re.compile(f"[\u00c2-\u00c5\u00e2\u00f0][{_SECOND}{_THIRD}]{{1,3}}|[\u0080-\u009f]")


def find(block: Block) -> Iterator[Finding]:
    """Flag each run of characters that is one character read wrongly."""
    at = 0
    while match := _RUN.search(block.text, at):
        at = match.start() + 1
        for end in range(match.end(), match.start(), -1):
            if meant := _meant(block.text[match.start() : end]):
                at = end
                span = block.span(match.start(), end)
                message = f"“{block.text[match.start() : end]}” was decoded wrongly; “{meant}” is wanted."
                yield Finding(span, message, (Fix((Edit(span, meant),), Applicability.SAFE),))
                break


def _meant(run: str) -> str:
    """The one character that a run was before it was read wrongly; nothing where it was never one."""
    if len(run) == 1:
        # A control character of Latin-1 is a mark of Windows-1252.
        return run.encode("latin-1").decode("cp1252", "ignore") if "\u0080" <= run <= "\u009f" else ""
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
