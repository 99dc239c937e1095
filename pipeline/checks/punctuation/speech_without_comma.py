"""Direct speech without the comma that leads to it.

A comma stands between “she said” and what she said; a quotation that is worked into the sentence (she said that it was
“not bad”) has none. (The Chicago Manual of Style 6.40, 13.14.)
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks import Allowed, Flagged
from pipeline.document import RUNNING, Block
from pipeline.finding import Finding, Severity, flag

SEVERITY = Severity.ERROR
FIX = "unsafe"

EXAMPLES = (
    Flagged("Then she ⟦said “I⟧ have had enough of this.”", "Then she said, “I have had enough of this.”"),
    Flagged("I ⟦wonder ‘Will⟧ it ever end?’", "I wonder, ‘Will it ever end?’"),
    Allowed("Then she said, “I have had enough of this.”"),
    Allowed("She said “no” to it and “Yes” to him."),
    Allowed("He called it “The Best Song of All.”"),
    Allowed("He said “Night Bus” was the best song."),
)

_SPEECH = re.compile(
    r"\b(?P<verb>say|says|said|saying|ask|asks|asked|asking|reply|replies|replied|wonder|wonders|wondered"
    r"|exclaim|exclaims"
    r"|exclaimed|shout|shouts|shouted|yell|yells|yelled|yelling|scream|screams|screamed|screaming"
    r"|answer|answers|answered|whispers|whispered|thinks|thought) "
    r"(?P<open>[“‘\"'])(?P<first>I|I’m|I'm|We|You|He|She|It|They|That’s|That's|It’s|It's|There|What|Why|How|Who|Where|When|Do|Does|Did|Is|Are|Was|Can|Could"
    r"|Will|Would|Don’t|Don't|Let’s|Let's|If|My)(?= [\w’']+ [\w’']+)"
)


def find(block: Block) -> Iterator[Finding]:
    """Findings on the verb and the first word of the speech."""
    if block.kind not in RUNNING:
        return
    for speech in _SPEECH.finditer(block.text):
        if _is_title(block.text[speech.end() : speech.end() + 40]):
            continue
        yield flag(
            block,
            speech.start(),
            speech.end(),
            "A comma leads to direct speech.",
            f"{speech['verb']}, {speech['open']}{speech['first']}",
        )


def _is_title(rest: str) -> bool:
    """Whether what follows goes on in capitals, as a title does."""
    words = re.findall(r"[A-Za-z][\w’']*", rest)[:3]
    return len([word for word in words if word[0].isupper() and word not in ("I", "I’m", "I'm")]) >= 2
