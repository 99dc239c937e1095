"""A quotation mark or apostrophe that points the wrong way.

Software turns each mark at a word's start into an opening one; an elision there needs an apostrophe (’90s, ’tis, rock
’n’ roll: Chicago, chapter 6, “Apostrophes”; New Hart's Rules, chapter 4). Nor does an opening mark end a word, or a
closing one begin it. The fix turns the mark round and is safe.
"""

import re
from collections.abc import Iterator

from pipeline.checks import Allowed, Flagged
from pipeline.checks._pairs import paired
from pipeline.document import Document
from pipeline.finding import Applicability, Finding, Severity, flag

SEVERITY = Severity.ERROR
FIX = "safe"
IN_QUOTATIONS = "as-is"
EXAMPLES = (
    Flagged("The ⟦‘90s⟧ were loud.", fixed="The ’90s were loud."),
    Flagged("The early ⟦‘90s⟧ were the dogs’ own.", fixed="The early ’90s were the dogs’ own."),
    Flagged("They didn⟦‘⟧t mind.".replace("didn⟦‘⟧t", "⟦didn‘t⟧"), fixed="They didn’t mind."),
    Flagged("They play rock ⟦‘n’⟧ roll.", fixed="They play rock ’n’ roll."),
    Flagged("They call it “home⟦“⟧ now.".replace("home⟦“⟧", "⟦home“⟧"), fixed="They call it “home” now."),
    Flagged("They call it ⟦”home”⟧ now.", fixed="They call it “home” now."),
    Allowed("The ’90s, ‘home’ and “home” are fine; ‘90 days’ is a quotation."),
    Allowed("‘’Tis a pity,’ he says. ‘Cause and effect’ is dull."),
    Allowed("“‘No,’ she said,” he says."),
)

_N = re.compile(r"(?<=\w )‘[nN]’(?= \w)")


def find(document: Document) -> Iterator[Finding]:
    """Flag the word with the mark."""
    for block, pairing in paired(document):
        text = block.text
        spots = set(pairing.reversed) | {match.start() for match in _N.finditer(text)}
        for at in sorted(spots):
            right = {"‘": "’", "“": "”", "”": "“"}[text[at]]
            before = re.search(r"[\w]*$", text[:at])
            after = re.match(r"[\w]*[’”]?", text[at + 1 :])
            assert before is not None and after is not None, "both patterns match nothing too"
            end = at + 1 + (after.end() if text[at] != "“" else 0)
            yield flag(
                block,
                before.start(),
                end,
                f"{text[at]} points the wrong way; {right} is wanted.",
                text[before.start() : at] + right + text[at + 1 : end],
                applicability=Applicability.SAFE,
            )
