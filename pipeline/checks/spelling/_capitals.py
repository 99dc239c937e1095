"""Whether a draft has capitals at all."""

import re

from pipeline.document import Document


def none(document: Document) -> bool:
    """Whether the draft is written without capitals: its “i” is small, and hardly a letter is large."""
    text = " ".join(block.text for block in document.blocks)
    return (
        sum(map(str.isupper, text)) < 0.01 * len(text)
        and len(re.findall(r"\bi\b(?!\.)", text)) > len(re.findall(r"\bI\b", text)) + 1
    )
