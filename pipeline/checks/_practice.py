"""What a draft does itself: helpers for checks that follow the draft's own habits."""

import re
from collections import Counter

from pipeline.document import Document
from pipeline.typography import american


def dash(document: Document, dialect: str) -> str:
    """The dash that the draft sets between words, with its spaces; the dialect's where it sets none.

    Hyphens with spaces are a way to set a dash too, where nothing else is used.
    """
    counts: Counter[str] = Counter()
    for block in document.blocks:
        for match in re.finditer(r"(?<=\S)( ?)(—|–|--|-)\1(?=\S)", block.text):
            if match[2] in "–-" and not match[1]:
                continue
            counts[f"{match[1]}{match[2]}{match[1]}"] += 1
    if counts:
        return counts.most_common(1)[0][0]
    return "—" if american(dialect) else " – "


def quotes(document: Document) -> tuple[str, str]:
    """The double quotation marks that the draft uses most: straight or curly ones."""
    text = "".join(block.text for block in document.blocks)
    straight = text.count('"')
    return ('"', '"') if straight > text.count("“") + text.count("”") else ("“", "”")


def straight_apostrophes(document: Document) -> bool:
    """Whether the draft's apostrophes are straight."""
    text = "".join(block.text for block in document.blocks)
    return text.count("'") > text.count("’")


def apostrophe(document: Document) -> str:
    """The apostrophe that the draft uses most, the straight one where it has none."""
    text = "".join(block.text for block in document.blocks)
    return "’" if text.count("’") > text.count("'") else "'"
