"""Two words run together at a capital letter.

“titledThe End” lost its space. Names with a capital inside (iPhone, macOS, deviantArt) are many, so the first part
has to be a small word of the language, or a word that the draft uses by itself while the second part is one that it
uses too, or begins letters set apart (“R O U N D”). The fix is safe only where the first part is a small word.
"""

import re
from collections import Counter
from collections.abc import Iterator

from pipeline.checks import Allowed, Flagged
from pipeline.checks._listed import listed
from pipeline.document import Document
from pipeline.finding import Applicability, Finding, Severity, flag

SEVERITY = Severity.ERROR
FIX = "safe"
EXAMPLES = (
    Flagged("The heart ⟦ofDarkness⟧ beats on.", fixed="The heart of Darkness beats on."),
    Flagged(
        "One was named first. The next was ⟦namedS⟧ T A G E by them.",
        fixed="One was named first. The next was named S T A G E by them.",
    ),
    Flagged(
        "The singer Aurora is ⟦singerAurora⟧ on the sleeve.", fixed="The singer Aurora is singer Aurora on the sleeve."
    ),
    Allowed("My iPhone runs macOS and deviantArt, eXistenZ too."),
    Allowed("Call getName or toString; the singer’s name is getName."),
    Allowed("The artist of dayGlow is unknown."),
)

_TOKEN = re.compile(r"(?<![\w@#./_'’-])(?P<left>[a-z]{2,})(?P<right>[A-Z][a-z]*)(?![\w(@_/])(?!\.\w)")
_SMALL = listed("""of and with from for that which was were are but his her their titled called named by about into""")


def find(document: Document) -> Iterator[Finding]:
    """Flag the word that is two."""
    counts: Counter[str] = Counter()
    for block in document.blocks:
        counts.update(re.findall(r"[^\W_]+", block.text))
    for block in document.blocks:
        for match in _TOKEN.finditer(block.text):
            left, right = match["left"], match["right"]
            small = left in _SMALL and len(right) > 1
            spaced = len(right) == 1 and re.match(r" [A-Z](?: [A-Z0-9])+\b", block.text[match.end() :])
            known = len(left) > 2 and counts[left] > 0 and (bool(spaced) or (len(right) > 2 and counts[right] > 0))
            if small or known:
                yield flag(
                    block,
                    match.start(),
                    match.end(),
                    f"“{match[0]}” is two words; “{left} {right}” is wanted.",
                    f"{left} {right}",
                    applicability=Applicability.SAFE,
                )
