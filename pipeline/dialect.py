"""The draft's own variety of English.

A house that names no dialect follows each draft: the variety that most of its telling words belong to. Where there are
none, American English, the larger part of what is reviewed.
"""

import re

from pipeline import house
from pipeline.document import Document

AMERICAN = "en-US"
BRITISH = "en-GB"


def dialect_of(document: Document) -> str:
    """`en-US` or `en-GB`: the front matter's, where it names a region, or the one that the words speak for."""
    if document.lang in (AMERICAN, BRITISH, "en-AU", "en-CA", "en-NZ", "en-ZA"):
        return document.lang if document.lang in (AMERICAN, BRITISH, "en-AU", "en-CA") else BRITISH
    american, british = _telling()
    votes = 0
    for block in document.blocks:
        for word in re.findall(r"[a-z]+", block.text):
            votes += (word in british) - (word in american)
    return BRITISH if votes > 0 else AMERICAN


def _telling() -> tuple[frozenset[str], frozenset[str]]:
    """The words that only one variety writes, American and British; -ize is British too, in Oxford's style."""
    rows = house.table("dialects.tsv")
    return frozenset(row[0] for row in rows if "iz" not in row[0]), frozenset(row[1] for row in rows)
