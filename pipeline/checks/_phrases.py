r"""Tables of phrases: what is wrong, and what is meant.

A row is a phrase, its replacement, a severity and a reason. In the phrase `(a|b)` stands for either word, and `\1`,
`\2` … in the replacement for what stood there; `...` stands for up to three words and is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pipeline.document import RUNNING, Block
from pipeline.finding import Finding, Severity, flag
from pipeline.house import table

GAP = r"((?:[\w'’-]+ ){1,3}?)"
"""What `... ` stands for."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A row of a table, ready to be looked for."""

    pattern: re.Pattern[str]
    needed: str
    replacement: str
    severity: Severity
    reason: str


@cache
def phrases(name: str) -> tuple[Phrase, ...]:
    """The rows of a table of the house."""
    found = []
    for phrase, replacement, severity, reason in table(name):
        pattern = re.compile(rf"(?<![\w-])(?<!\w[’']){phrase.replace('... ', GAP)}(?![\w-])(?![’']\w)", re.IGNORECASE)
        found.append(Phrase(pattern, _needed(phrase), replacement, Severity(severity), reason))
    return tuple(found)


def _needed(phrase: str) -> str:
    """A word that every text with the phrase has: the longest that is no choice; empty where all are."""
    fixed = phrase
    while (outer := re.sub(r"\([^()]*\)\??", " ", fixed)) != fixed:
        fixed = outer
    words = re.findall(r"[a-z]+(?![a-z?\[])", re.sub(r"\[[^]]*\]|\\\w|\w\?", " ", fixed))
    return max(words, key=len, default="")


def look(block: Block, name: str) -> Iterator[Finding]:
    """Findings on the phrases of a table in a block that holds sentences."""
    if block.kind not in RUNNING:
        return
    lowered = block.text.lower()
    for phrase in phrases(name):
        if phrase.needed not in lowered:
            continue
        for match in phrase.pattern.finditer(block.text):
            fixed = match.expand(phrase.replacement)
            if match[0][:1].isupper():
                fixed = fixed[:1].upper() + fixed[1:]
            yield flag(block, match.start(), match.end(), phrase.reason, fixed, severity=phrase.severity)
