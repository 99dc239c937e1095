"""A paragraph without its full stop.

Where the other sentences of a draft end with a mark, a paragraph that ends with a bare word, or with the bracket or
quotation mark behind one, has lost its own; so has a line within it whose next one begins with a capital. A line too
short to be a sentence, a rating, verse, and a signature are left alone. (The Chicago Manual of Style 6.12.)
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.checks import Allowed, Flagged
from pipeline.checks._clauses import clauses
from pipeline.checks._listed import listed
from pipeline.document import Block, BlockKind, Document, RegionKind
from pipeline.engines.spacy import Parser
from pipeline.finding import Finding, Severity, flag
from pipeline.house import House
from pipeline.typography import american

SEVERITY = Severity.QUERY
FIX = "unsafe"

EXAMPLES = (
    Flagged(
        "The first act is slow and the second is loud.\n\nThen the singer comes back to haunt ⟦him⟧\n\nWe stayed.",
        "The first act is slow and the second is loud.\n\nThen the singer comes back to haunt him.\n\nWe stayed.",
    ),
    Flagged(
        "The first act is slow and the second is loud.\n\nThe singer comes back (to haunt ⟦him)⟧\n\nWe stayed.",
        "The first act is slow and the second is loud.\n\nThe singer comes back (to haunt him).\n\nWe stayed.",
    ),
    Flagged(
        "The first act is slow. The second is loud.\nThen the singer comes back to haunt ⟦him⟧\nWe stayed. It rained.",
        "The first act is slow. The second is loud.\nThen the singer comes back to haunt him.\nWe stayed. It rained.",
    ),
    Flagged(
        "The first act is slow. We stayed for ⟦it⟧\n\nThe second is loud. So is the ⟦crowd⟧\n\nIt ends. We left.",
        "The first act is slow. We stayed for it.\n\nThe second is loud. So is the crowd.\n\nIt ends. We left.",
    ),
    Flagged(
        "The first act is slow. It never ends. The rest is loud.\n\nIt is a bore. Avoid this piece of ⟦junk⟧",
        "The first act is slow. It never ends. The rest is loud.\n\nIt is a bore. Avoid this piece of junk.",
    ),
    Flagged(
        "The first act is slow. It never ends. The rest is loud.\n\nIt is a bore. What a big ⟦letdown⟧",
        "The first act is slow. It never ends. The rest is loud.\n\nIt is a bore. What a big letdown.",
    ),
    Flagged(
        "The first act is slow. It never ends. The rest is loud.\n\nIt is a bore. AVOID THIS PIECE OF ⟦JUNK⟧",
        "The first act is slow. It never ends. The rest is loud.\n\nIt is a bore. AVOID THIS PIECE OF JUNK.",
    ),
    Flagged(
        "The first act is slow. It never ends. The rest is loud.\n\nIt is fun. I recommend it to you all ⟦100%⟧",
        "The first act is slow. It never ends. The rest is loud.\n\nIt is fun. I recommend it to you all 100%.",
    ),
    Allowed(
        "The first act is slow. It never ends. The rest is loud.\n\nIt is a bore. A solid 7 of 10\n\nIt is. A star"
    ),
    Allowed("The first act is slow. It never ends. The rest is loud.\n\nIt is a bore. The Ferryman of Oss"),
    Allowed(
        "The first act is slow. It never ends. The rest is loud.\n\nIt is a bore. Four stars out of five\n\nIt is."
        " Read more about it"
    ),
    Allowed(
        "The first act is slow. The second is loud.\nThen the singer comes back to\nRome. We stayed.\nMy vote: ten."
    ),
    Allowed("The first act is slow. It is long. I can see that he is having\n\ntrouble. He eats the\n\nCorn. It ends."),
    Allowed("The first act is slow.\n\nThe second is loud.\n\n7 out of 10\n\nClara Orr, Leeds"),
    Allowed("Here the poem begins and here it ends\n\nThere the poem begins and there it ends\n\nIt is over."),
    Allowed("It begins.\n\nIt ends.\n\nYou can read all that I write [here](https://example.org/here)"),
    Allowed("We heard three songs and they were these:\n\nOne of them was short.\n\nHe wrote it (she sang it.)"),
)

_MARKS = re.compile(r"[.!?…][)\]\"”’']*(?=\s|$)")
_LABEL = re.compile(r"^[^,]{2,30}:|[~=]|\bhttps?:|\bwww\.|\(\d{4}\)$")
"""What holds a label (My grade: …), a list of names or an address."""

_END = re.compile(r"(?P<word>[\w’'-]*\w%?)(?P<closing>[)\]\"”]{0,2})$")

_EXCLAIMED = re.compile(r"(?:An?|What an?|Not an?|One of the|Such an?)(?: [a-z][\w’'-]*){2,}$")
"""A verdict without a verb."""
_RATED = re.compile(r"\d|\b(?:stars?|points?|thumbs?|out of|grade|score|half)\b")

_OPEN = listed(
    """the a an of to and or but nor in on at by for with from into his her its their my our your as than that which who
    whose is are was were be been very so if when where while because called named like de la van von"""
)
"""What stands before a name that begins the next line by chance."""

FEW = 3
"""Of so many lines that hold sentences one may lack its mark, for the others to speak against it; those that hold an
earlier mark are not counted: they are prose, hardly ever verse."""

SHORT = 6
"""A line whose last sentence has fewer words may be a label."""

BRIEF = 4
"""The same where another sentence stands before it in the line, and it is led by a verb."""

FURNITURE = listed("read click follow see visit check watch listen subscribe thanks thank rate share comment join find")
"""First words of what a page says to its readers: “Read more about it”."""

MARKED = 2
"""So many sentences of a draft end with a mark, at least."""


def find(document: Document, parser: Parser, house: House) -> Iterator[Finding]:
    """Findings on the last word of a paragraph, or of a line within one, that has no mark behind it."""
    lines = [line for block in document.blocks if block.kind is BlockKind.PARAGRAPH for line in _lines(document, block)]
    bare = [line for line in lines if line.ends and _is_sentence(line, parser)]
    marked = sum(len(_MARKS.findall(line.text)) for line in lines)
    alone = [line for line in bare if not _MARKS.search(line.text)]
    if len(alone) > max(1, len(lines) // FEW) or marked < max(MARKED, 2 * len(bare)):
        return
    for line in bare:
        last = _END.search(line.text)
        assert last is not None, "a bare line ends with a word"
        block, start, end = line.block, line.start + last.start(), line.start + last.end()
        if not (last["word"].isalpha() or last["word"].endswith("%")) or block.inside(RegionKind.LINK, start, end):
            continue
        quoted = '"' in last["closing"] or "”" in last["closing"]
        after, within = f"{last[0]}.", f"{last['word']}.{last['closing']}"
        wanted = (within, after) if quoted and american(house.dialect) else (after,)
        yield flag(block, start, end, "The draft's other sentences end with a mark.", *wanted)


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a paragraph: its text, where it begins, and whether the paragraph or a sentence may end with it."""

    block: Block
    start: int
    text: str
    ends: bool


def _lines(document: Document, block: Block) -> Iterator[_Line]:
    """The lines of a paragraph as the file has them.

    One goes on where the next begins small or with a sign, and the last where the next paragraph begins small.
    """
    source, start = document.source.text, 0
    behind = next((each.text for each in document.blocks[block.index + 1 :]), "")
    breaks = [at for at, place in enumerate(block.starts) if at < len(block.text) and source[place : place + 1] == "\n"]
    for end in (*breaks, len(block.text)):
        text, after = block.text[start:end].rstrip(), block.text[end:].lstrip()
        last = _END.search(text)
        ends = last is not None and last["word"].lower() not in _OPEN
        ends = ends and (after[0].isupper() if after else not behind[:1].islower())
        yield _Line(block, start, text, ends)
        start = end + 1


def _is_sentence(line: _Line, parser: Parser) -> bool:
    """Whether a line is long enough for a sentence, and its last words have a subject and a verb with a tense."""
    last = _MARKS.split(line.text)[-1].strip()
    behind = _MARKS.search(line.text) is not None
    if (
        len(last.split()) < (BRIEF - 1 if behind else SHORT)
        or not last.lstrip("“\"'‘(")[:1].isalpha()
        or _LABEL.search(last)
    ):
        return False
    if behind and _EXCLAIMED.match(last) and not _RATED.search(last):
        return True
    shouted = last.isupper() and len(last.split()) > 1
    *_, sentence = parser.parse(last.capitalize() if shouted else line.text).sents
    if behind and len(sentence) < SHORT and sentence.root.tag_ in ("VB", "VBP", "VBZ", "VBD", "MD"):
        return len(sentence) >= BRIEF and sentence[0].lower_ not in FURNITURE
    return len(sentence) >= SHORT and any(clauses(sentence))
