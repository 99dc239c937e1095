"""A question at the end of a sentence without its comma.

“They can’t sing, can they?”: the short question that turns a statement into one stands behind a comma. (The Chicago
Manual of Style 6.43.)
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks import Allowed, Flagged
from pipeline.checks._listed import listed
from pipeline.document import RUNNING, Block
from pipeline.finding import Finding, Severity, flag

SEVERITY = Severity.QUERY
FIX = "unsafe"

EXAMPLES = (
    Flagged("They can’t sing⟦ can they⟧?", "They can’t sing, can they?"),
    Flagged("Been at the old records again⟦ have we⟧?", "Been at the old records again, have we?"),
    Allowed("They can’t sing, can they?"),
    Allowed("How loud are they?"),
    Allowed("In the end, what good are they?"),
    Allowed("They asked whose songs were they?"),
    Allowed("And now that the tour is over is it?"),
)

ASKING = listed("what who whom whose which how why when where whether if neither nor never so")
"""Words that make a question of the whole sentence, or turn its order."""

_TAG = re.compile(
    r"(?P<said>[^.!?…;:,—–()\n]+)(?P<tag> (?:have|has|had|is|are|was|were|do|does|did|will|would|can|could|should|"
    r"(?:is|are|was|were|do|does|did|wo|would|ca|could|should|has|have|had)n[’']t) "
    r"(?:I|we|you|he|she|it|they|there))\?",
)


def find(block: Block) -> Iterator[Finding]:
    """Findings on the short question."""
    if block.kind not in RUNNING:
        return
    for match in _TAG.finditer(block.text):
        words = re.findall(r"[\w’']+", match["said"].lower())
        denied = "n’t" in match["said"] or "n't" in match["said"] or "not" in words
        if len(words) < 3 or ASKING & set(words) or words[0] in _HELPERS:
            continue
        helper = _bare(match["tag"].split()[0])
        echoed = any(_bare(word) == helper for word in words)
        if (echoed and (denied or match["tag"].split()[0] != helper)) or words[0] in ("been", "got", "seen", "had"):
            yield flag(
                block,
                match.start("tag"),
                match.end("tag"),
                "The short question stands behind a comma.",
                f",{match['tag']}",
            )


def _bare(helper: str) -> str:
    """A helping verb without its “n’t”."""
    bare = helper.replace("’", "'").removesuffix("n't")
    return {"ca": "can", "wo": "will"}.get(bare, bare)


_HELPERS = listed("is are was were do does did has have will would can could should isn't isn’t don't don’t")
