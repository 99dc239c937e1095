"""“As is the score” without its comma: a clause with “as” and its verb before its subject.

“The leads are fine, as are the songs” adds a second sentence to the first, and stands behind a comma; so does one with
“does” or “was”. “As good as are the songs” compares, and takes none. (The Chicago Manual of Style 6.30, 6.26.)
"""

import re
from collections.abc import Iterator

from pipeline.checks import Allowed, Flagged
from pipeline.checks._listed import listed
from pipeline.document import RUNNING, Block
from pipeline.finding import Finding, Severity, flag

SEVERITY = Severity.ERROR
FIX = "unsafe"

EXAMPLES = (
    Flagged("The leads are ⟦fine as⟧ are the songs.", fixed="The leads are fine, as are the songs."),
    Flagged("The harp is ⟦loud as⟧ was Anna.", fixed="The harp is loud, as was Anna."),
    Flagged("She sings ⟦well as⟧ does her sister.", fixed="She sings well, as does her sister."),
    Allowed("The leads are fine, as are the songs. They are as good as are the songs."),
    Allowed("She does it as is the custom. It is the same as was the case there, such as are the rest."),
    Allowed("It is so long as was the first. I like it as is. The songs as are heard there are old."),
)

_AS = re.compile(
    r"(?P<word>[\w’'-]+) as (?:is|are|was|were|does|do|did|has|have) "
    r"(?:the|his|her|its|their|my|our|this|that|these|those|most|many|all|everyone|everybody|[A-Z][a-z]+)\b"
    r"(?P<next> [\w’'-]+)?"
)
_COMPARED = re.compile(r"(?:^|[\s(])(?:as|so|such|same) [^.!?;,]{0,40}$", re.IGNORECASE)
_MANNER = listed("such same as so it him her them me us this that just only much long far soon exactly")
"""Words before an “as” that compares, or says how something is done."""

_CASES = re.compile(r" (?:custom|case|norm|rule|tradition|way|usual|fashion|style|wont|habit)\b")


def find(block: Block) -> Iterator[Finding]:
    """Findings on “as” and the word before it."""
    if block.kind not in RUNNING:
        return
    for match in _AS.finditer(block.text):
        word = match["word"]
        compared = _COMPARED.search(block.text[: match.start()] + word)
        if word.lower() in _MANNER or compared or _CASES.search(match["next"] or ""):
            continue
        end = match.end("word") + len(" as")
        yield flag(block, match.start(), end, "A comma parts what is added with “as”.", f"{word}, as")
