"""Whether a draft has capitals at all."""

import re

from pipeline.document import Document


def uncapitalised(document: Document) -> bool:
    """Whether the draft is written without capitals: its “i” is small, and hardly any letter is large."""
    text = " ".join(block.text for block in document.blocks)
    return sum(map(str.isupper, text)) < 0.003 * len(text) and re.search(r"\bi\b(?!\.)", text) is not None
