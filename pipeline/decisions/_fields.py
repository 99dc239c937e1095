"""Whether a draft's front matter says what it is to, once words in it are changed."""

import re
from collections.abc import Sequence

from pipeline import readers
from pipeline.document import Block, Document
from pipeline.errors import UnreadableDraft
from pipeline.finding import Edit, Fix, apply_edits
from pipeline.source import Source, Span


def reads_on(document: Document, fix: Fix) -> bool:
    """Whether the fields that a fix edits say its words, and all others what they said.

    YAML ends a bare value at “ #” and takes “: ” for the end of a key: a title may lose its second half unseen.
    """
    source = document.source
    named = [block for block in document.blocks if block.name]
    if not any(block.whole.contains(edit.span) for block in named for edit in fix.edits):
        return True
    wanted = [(block.name, _with(block, fix.edits)) for block in named]
    try:
        before = readers.front_matter(source)
        after = readers.front_matter(Source(source.path, apply_edits(source.text, fix.edits)))
    except UnreadableDraft:
        return False
    said = [(block.name, _words(block.text)) for block in after.blocks]
    return list(before.metadata) == list(after.metadata) and [each for each in wanted if each[1]] == [
        each for each in said if each[1]
    ]


def _with(block: Block, edits: Sequence[Edit]) -> str:
    """The words of a field with the edits that lie in it."""
    inside = (edit for edit in edits if block.whole.contains(edit.span))
    at = block.index_of
    return _words(apply_edits(block.text, [Edit(Span(at(e.span.start), at(e.span.end)), e.text) for e in inside]))


def _words(text: str) -> str:
    """What marks, quotes and markup make no difference to."""
    return re.sub(r"[\W_]+", "", text)
