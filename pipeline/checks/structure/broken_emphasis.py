r"""A star or underscore of emphasis that shows in the text, since its partner is missing or escaped.

`\\*A Title`, `**word` and `_word` are set as they stand, with the mark for the reader to see. Where the mark stands
before a title's capitals, the fix makes them emphasis; elsewhere it takes the mark out of a pair that has lost its
other half.

Left alone: a pair of stars as in *cough* in plain text, stars in place of letters, footnote stars, ratings of stars,
names with underscores.
"""

import re
from collections.abc import Iterator

from pipeline.checks import Allowed, Flagged
from pipeline.document import RUNNING, Block, Document
from pipeline.finding import Applicability, Edit, Finding, Fix, Severity

SEVERITY = Severity.ERROR
FIX = "unsafe"
EXAMPLES = (
    Flagged("He made ⟦\\*The Long Road Home⟧ last.", fixed="He made *The Long Road Home* last."),
    Flagged("It is ⟦**⟧so good.", fixed="It is so good."),
    Flagged("It is so good⟦**⟧.", fixed="It is so good."),
    Flagged("Both _Blue Moon_ and ⟦\\_The Red Sun⟧ are slow.", fixed="Both _Blue Moon_ and _The Red Sun_ are slow."),
    Flagged("It is ⟦*really *⟧ slow, **so** slow.", fixed="It is *really* slow, **so** slow."),
    Flagged("It is ⟦** so **⟧ slow.", fixed="It is **so** slow."),
    Allowed("It is \\*cough\\* good, and f***ing long. My_name is some_name."),
    Allowed("It is long.\\* See below.\n\n\\* Too long."),
    Allowed("So it gets \\*\\*\\*1/2 of four."),
    Allowed("I give it \\*\\*\\*\\* of \\*\\*\\*\\*\\*, or 3 * 4 stars."),
    Allowed("It is *good* and **so** _long_."),
)

_OPENING = re.compile(r"(?<![\w*_])(?P<mark>\*{1,3}|_{1,2})(?=[^\W_])(?!1/2|½)")
_CLOSING = re.compile(r"(?:(?<=[.,!?…”’])|(?<=[^\W_]{4}))(?P<mark>\*{2})(?![\w*])")
_SPACED = re.compile(
    r"(?<![\w*])(?:(?P<mark>\*{1,2})(?P<inside>[^\s*][^*]{0,80}?\s)(?P=mark)|(?P<two>\*\*)(?P<in2>\s+[^\s*][^*]{0,80}?)(?P=two))(?=[\s.,;:!?)]|$)"
)
_TITLE = re.compile(
    r"[A-Z0-9][\w’'-]*(?::?(?: (?:of|the|a|an|and|or|in|on|at|to|for|from|with|by))* [A-Z0-9][\w’'-]*)*"
)


def find(document: Document) -> Iterator[Finding]:
    """Flag the mark, with the title behind it where there is one."""
    text = document.source.text
    delimiter = "_" if text.count("_") > text.count("*") - text.count("**") else "*"
    for block in document.blocks:
        if block.kind not in RUNNING:
            continue
        spaced = [match for match in _SPACED.finditer(block.text) if block.verbatim(match.start(), match.end())]
        yield from (_unspaced(block, match) for match in spaced)
        for match in _OPENING.finditer(block.text):
            mark = match["mark"]
            if any(each.start() <= match.start() < each.end() for each in spaced):
                continue
            if _partner(block, match) or (match.start() == 0 and mark == "*"):
                continue
            title = _TITLE.match(block.text, match.end())
            if len(mark) == 1 and (title is None or " " not in title[0]):
                continue
            yield _finding(block, match, title.end() if title and len(mark) == 1 else 0, delimiter)
        for match in _CLOSING.finditer(block.text):
            within = any(each.start() <= match.start() < each.end() for each in spaced)
            if match["mark"] not in block.text[: match.start()] and not within:
                yield _finding(block, match, 0, delimiter)


def _unspaced(block: Block, match: re.Match[str]) -> Finding:
    """Emphasis that a space inside its marks has broken."""
    inside = match["inside"] or match["in2"]
    start = match.start() + len(match["mark"] or match["two"])
    first, last = len(inside) - len(inside.lstrip()), len(inside.rstrip())
    gaps = [(start, start + first), (start + last, start + len(inside))]
    edits = tuple(Edit(block.span(a, b), "") for a, b in gaps if a < b)
    message = "The marks of emphasis show in the text: a space stands inside them."
    return Finding(block.span(match.start(), match.end()), message, (Fix(edits, Applicability.UNSAFE),))


def _partner(block: Block, match: re.Match[str]) -> bool:
    """Whether the same mark comes again behind a word: a pair that is set as it stands."""
    return bool(re.search(rf"(?<=\S){re.escape(match['mark'])}", block.text[match.end() :]))


def _finding(block: Block, match: re.Match[str], end: int, delimiter: str) -> Finding:
    mark = block.span(match.start(), match.end())
    message = f"“{match['mark']}” shows in the text: its partner is missing."
    if not end:
        return Finding(mark, message, (Fix((Edit(mark, ""),), Applicability.UNSAFE),))
    span = block.span(match.start(), end)
    after = block.span(end - 1, end).end
    edits = (Edit(mark, delimiter), Edit(type(mark)(after, after), delimiter))
    return Finding(span, message, (Fix(edits, Applicability.UNSAFE),))
