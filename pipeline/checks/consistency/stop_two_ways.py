"""A title of address with a full stop here and without one there: Mr. Orr, Dr Lang.

American style has the stop, British leaves it out (Chicago 10.19; New Hart's Rules 10.2.4); a draft keeps to one way
for all of them. The rarer way is flagged, as a question where it is less than twice as rare, and where both come
equally often the later one.
"""

import re
from collections.abc import Iterator

from pipeline.checks import Allowed, Flagged
from pipeline.checks._places import Place, places, together
from pipeline.document import Document
from pipeline.finding import Finding, Severity

SEVERITY = Severity.ERROR
FIX = "unsafe"
EXAMPLES = (
    Flagged("We met Mr. Orr, Dr. Lang and then ⟦Mr⟧ Bell.", fixed="We met Mr. Orr, Dr. Lang and then Mr. Bell."),
    Flagged("We met Mr Orr, and then ⟦Dr.⟧ Lang.", fixed="We met Mr Orr, and then Dr Lang.", severity=Severity.QUERY),
    Allowed("We met Mr. Orr and Dr. Lang; “Mr Bell,” she says. *Dr No* and *Mr Bean* are on."),
    Allowed("We met Mr Orr and Dr Lang."),
)

_TITLE = re.compile(r"(?<![\w.'’-])(?P<title>Mr|Mrs|Ms|Dr)(?P<stop>\.?)(?= [A-Z][a-z])(?! (?:No|Bean|Who|Robot)\b)")


def find(document: Document) -> Iterator[Finding]:
    """Flag each title of the rarer way."""
    stopped: list[tuple[Place, str]] = []
    bare: list[tuple[Place, str]] = []
    for place, match in places(document, _TITLE):
        (stopped if match["stop"] else bare).append((place, match["title"] + ("" if match["stop"] else ".")))
    if not stopped or not bare:
        return
    if len(stopped) == len(bare):
        odd = max(stopped, bare, key=lambda each: (each[0][0].block.index, each[0][0].start))
    else:
        odd = min(stopped, bare, key=len)
    even = stopped if odd is bare else bare
    message = f"“{odd[0][0].text}” here, “{even[0][0].text}” elsewhere ({len(even)} to {len(odd)}); one way is wanted."
    yield together(odd, message, None if len(even) >= 2 * len(odd) else Severity.QUERY)
