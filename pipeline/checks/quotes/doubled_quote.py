"""Quotation marks that stand twice: ““home””, "" home "", ‘’home’’.

One pair encloses a quotation; a second pair of the same kind is a slip, and two single marks are a double one that
the keyboard lacked. A single mark beside a double one is a quotation inside another and is right, and so is one beside
an apostrophe (‘’Tis late’, ‘the boys’’). The fix is safe where the paragraph's marks pair up with it; elsewhere, where
one of the two may belong to another quotation, it is a query.
"""

import re
from collections.abc import Iterator

from pipeline.checks import Allowed, Flagged
from pipeline.document import Block
from pipeline.finding import Applicability, Finding, Severity, flag
from pipeline.typography import ELISIONS, Passage, pairing

SEVERITY = Severity.ERROR
FIX = "mixed"
IN_QUOTATIONS = "as-is"
EXAMPLES = (
    Flagged("They call it ⟦““⟧home⟦””⟧ now.", fixed="They call it “home” now."),
    Flagged("They call it “home⟦””⟧ now.", fixed="They call it “home” now."),
    Flagged('They call it "home⟦""⟧ now.', fixed='They call it "home" now.'),
    Flagged("They call it ⟦''⟧home⟦''⟧ now.", fixed='They call it "home" now.'),
    Flagged(
        "““No,” she said to me,” he says.".replace("““", "⟦““⟧"),
        fixed="“No,” she said to me,” he says.",
        severity=Severity.QUERY,
    ),
    Allowed("They call it “‘home’” now."),
    Allowed("''Tis late,' he says, 'and Ann's brothers know.' The ''80s' were loud."),
    Allowed("I like ‘Salt Road’’s chorus and ‘Salt Road’’s end."),
    Allowed("I like 'Salt Road''s chorus and 'Salt Road''s end."),
    Allowed("‘It was the boys’’ is all that he says."),
    Allowed('An empty "" is nothing, and 5\'10" is tall.'),
    Allowed("The Joneses’ ’90s."),
)

_DOUBLED = re.compile(
    r"““|””|(?<=[\w.,!?…])\"\"(?!\")|(?<!\")\"\"(?=\w)"
    r"|(?<!')''(?=\w)(?!(?<=\w'')s\b)|(?<=[\w.,!?…])''(?!'|s\b)|‘‘(?=\w)|(?<=[\w.,!?…])’’(?!s\b)"
)
_ONE = {"““": "“", "””": "”", '""': '"', "''": '"', "‘‘": "“", "’’": "”"}


def find(block: Block) -> Iterator[Finding]:
    """Flag the two marks."""
    text = block.text
    found = [match for match in _DOUBLED.finditer(text) if not _beside_apostrophe(text, match)]
    mended = pairing(Passage(_DOUBLED.sub(lambda match: _ONE[match[0]], text)))
    sure = not (mended.unclosed or mended.unopened or mended.undecided)
    for match in found:
        right = _ONE[match[0]]
        yield flag(
            block,
            match.start(),
            match.end(),
            f"{match[0]} stands here; {'one ' + right + ' is wanted' if sure else 'is one ' + right + ' wanted?'}"
            + ("." if sure else ""),
            right,
            severity=None if sure else Severity.QUERY,
            applicability=Applicability.SAFE if sure else Applicability.UNSAFE,
        )


def _beside_apostrophe(text: str, match: re.Match[str]) -> bool:
    """Whether one of two single marks may be an apostrophe: before an elision, or behind a possessive.

    Two that open and two that close are no such thing, whatever word they enclose.
    """
    if match[0] not in ("''", "‘‘", "’’"):
        return False
    if ELISIONS.match(text, match.end()):
        return not re.search(r"(?<=[\w.,!?…])(?:''|’’)", text[match.end() :])
    return re.search(r"(?:[sxz]|in)$", text[: match.start()]) is not None and not re.search(
        "''|‘‘", text[: match.start()]
    )
