"""A backtick or an accent where a quotation mark opens: `slow', ``slow'', ´slow´.

It comes from TeX, from old typewriters' habits and from keyboards with dead keys, and is no quotation mark (Chicago,
chapter 6, “‘Smart’ quotation marks”). In Markdown two of them make code of what stands between, with the text's own
words in it; that they were meant as marks is seen by the closing mark between them. The fix is the draft's own mark.
A writer's habit is one error, the first time; the rest of them are advice.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from pipeline.checks import Allowed, Flagged
from pipeline.checks._practice import straight_apostrophes
from pipeline.document import OBJECT, Block, Document
from pipeline.finding import Edit, Finding, Fix, Severity
from pipeline.source import Span

SEVERITY = Severity.ERROR
FIX = "unsafe"
IN_QUOTATIONS = "as-is"
EXAMPLES = (
    Flagged("They call it ⟦`⟧slow' now, and it's so.", fixed="They call it 'slow' now, and it's so."),
    Flagged("They call it ⟦``⟧very slow'' now.", fixed='They call it "very slow" now.'),
    Flagged("They call it ⟦´⟧slow´ now. It’s so.", fixed="They call it ‘slow’ now. It’s so."),
    Flagged("They call ⟦it `⟧slow', and then `long' and it's so."),
    Allowed("They call `it's`, `slow` and ``a `tick` b`` code, and it's 'so'."),
    Allowed("The `f' and g'` of it. A lone ` here, a caf´e."),
)

_OPEN = re.compile(
    r"(?<![\w`´])(?:(?P<two>``|´´)(?=\w)[^`´\n]{1,120}?(?<=[\w.,!?…])(?P<twice>''|\"|´´)"
    r"|(?P<one>[`´])(?=\w)[^`´\n]{1,120}?(?<=[\w.,!?…])(?P<once>['’´]))(?!\w)"
)
_MEANT = re.compile(r"`(?=\w)[^`]*?(?<=[\w.,!?…])['’](?=[\s.,;:!?)])[^`]*[\s(]`")


def find(document: Document) -> Iterator[Finding]:
    """Flag each opening mark, the first as an error."""
    found = sorted(_marks(document), key=lambda finding: finding.span)
    yield from found[:1]
    yield from (replace(each, severity=Severity.ADVICE) for each in found[1:])


def _marks(document: Document) -> Iterator[Finding]:
    straight = straight_apostrophes(document)
    single, double = (("'", "'"), ('"', '"')) if straight else (("‘", "’"), ("“", "”"))
    for block in document.blocks:
        for match in _OPEN.finditer(block.text):
            first, last = ("two", "twice") if match["two"] else ("one", "once")
            marks = double if match["two"] else single
            edits = [Edit(block.span(*match.span(first)), marks[0])]
            if match[last] in "''´´":
                edits.append(Edit(block.span(*match.span(last)), marks[1]))
            yield _finding(edits, marks[0])
        for at in (at for at, character in enumerate(block.text) if character == OBJECT):
            yield from _as_code(document, block, at, single[0])


def _as_code(document: Document, block: Block, at: int, mark: str) -> Iterator[Finding]:
    """What was read as code and holds a quotation's end: the backticks on both sides open one.

    The finding takes in a word beside the code, and has no fix: what is code is nobody's to correct.
    """
    if not _MEANT.fullmatch(document.source.text, block.starts[at], block.ends[at]):
        return
    if before := re.search(r"\w+\W*$", block.text[:at]):
        message = f"This backtick and the next open quotations, and make code of what stands between; {mark} is wanted."
        yield Finding(Span(block.starts[before.start()], block.starts[at] + 1), message)


def _finding(edits: list[Edit], mark: str) -> Finding:
    return Finding(edits[0].span, f"This is no quotation mark; {mark} is wanted.", (Fix(tuple(edits)),))
