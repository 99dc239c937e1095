"""Works' titles as they stand in a draft: helpers of the checks of this stage."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline import house
from pipeline.document import RUNNING, Block, Document
from pipeline.house.titlecase import is_small


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in a block where a title's words stand."""

    block: Block
    start: int
    end: int


def is_title(text: str) -> bool:
    """Whether a stretch is in headline capitals, with two main words or more."""
    words = re.findall(r"[^\W_][\w'’-]*", text)
    if len(words) == 1:
        return _common_noun(text)
    main = [word for word in words if not is_small(word, "mla-9")]
    return (
        2 <= len(main) <= 12
        and not re.search(r"(?<!\bDr)(?<!\bMr)(?<!\bMrs)(?<!\bSt)(?<!\bvs)[.!?…;]\s|\n", text)
        and words[0][0].isupper()
        and all(word[0].isupper() or word[0].isdigit() for word in main)
        and not text.isupper()
    )


def _common_noun(text: str) -> bool:
    """Whether a word with a capital is a common one, which reviews write in lower case unless it is a title."""
    often = house.frequencies().get(text.lower(), 0)
    return (
        re.fullmatch(r"[A-Z][a-z]{4,}", text) is not None
        and often > 100
        and 10 * house.capitals().get(text.lower(), 0) < often
    )


def named_for(title: str) -> bool:
    """Whether a title may be the name of somebody: two or three words, none of them small."""
    words = title.split()
    return len(words) <= 3 and all(
        word[:1].isupper() and word.isalpha() and not is_small(word, "mla-9") for word in words
    )


def mentions(document: Document, title: str) -> Iterator[Mention]:
    """Every place in running text where the title's words stand with its capitals, set or not."""
    pattern = re.compile(rf"(?<![\w’'-]){re.escape(title)}(?![\w-])")
    for block in document.blocks:
        if block.kind in RUNNING:
            for match in pattern.finditer(block.text):
                yield Mention(block, match.start(), match.end())


def emphasis(document: Document) -> str:
    """The mark of emphasis that the draft uses most."""
    text = document.source.text
    return "_" if len(re.findall(r"(?<!\w)_\w", text)) > len(re.findall(r"(?<![\w*])\*\w", text)) else "*"
