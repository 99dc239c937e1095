"""A comma after “although”, “but” or “such as”.

*Although*, *but* and *and* (before a question, too) belong to the clause that they open, and *such as* to the list
behind it: no comma stands between, unless something put in follows (“But, of course, …”). Who writes “Although,” may
mean “However,”. (The Chicago Manual of Style 6.24, 6.27, 6.32.)
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING

from pipeline.checks import Allowed, Flagged
from pipeline.checks._clauses import sentences
from pipeline.document import RUNNING, Block
from pipeline.engines.spacy import Parser
from pipeline.finding import Finding, Severity, flag

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

SEVERITY = Severity.ERROR
FIX = "unsafe"

EXAMPLES = (
    Flagged("It is long. ⟦Although,⟧ the songs are short.", "It is long. Although the songs are short."),
    Flagged("⟦But,⟧ the second half of it is better.", "But the second half of it is better."),
    Flagged("It has old machines, ⟦such as,⟧ a loom.", "It has old machines, such as a loom."),
    Flagged("⟦Although,⟧ the film is long, it never drags.", "Although the film is long, it never drags."),
    Flagged("I love the song ⟦because,⟧ it is short.", "I love the song because it is short."),
    Allowed("I love it because, Anna says, it is short. We left because, it seems, it rained."),
    Flagged(
        "It is not long, ⟦but,⟧ nothing happens. ⟦But,⟧ who cares?",
        "It is not long, but nothing happens. But who cares?",
    ),
    Flagged("It is over. ⟦And,⟧ what did we learn?", "It is over. And what did we learn?"),
    Allowed("But, of course, the second half is better."),
    Allowed("Although, as she says, the songs are short, we stayed."),
    Allowed("And, the critics aside, the crowd stayed."),
    Allowed("However, the songs are short."),
)

CLOSE = 9
"""A comma within so many words closes what was put in."""

_SUCH_AS = re.compile(r"\bsuch as[,:](?= [^\W_])", re.IGNORECASE)


_BUT = re.compile(
    r"(?:(?<=[.!?…] )|(?<=[,;] )|^)(?P<word>[Bb]ut|BUT),(?= (?P<next>(?:who|what|why|where|how|so (?:many|much)|nothing"
    r"|nobody|everything|everyone|not|it|I|he|she|they|we|you|there|the|a|this|these|those|his|her|its|their|our|my)"
    r"(?:['’]\w+)?)(?![\w’'-]))"
)
_AND = re.compile(r"(?<=[.!?…] )(?P<word>And),(?= (?P<next>what|who|why|where|how) [^.!?]*\?)")
_REST = re.compile(r"[^.!?;:…]*")
_PUT_IN = re.compile(r",|[—–(]| -{1,2} ")


def find(block: Block, parser: Parser) -> Iterator[Finding]:
    """Findings on the word and its comma."""
    if block.kind not in RUNNING:
        return
    for match in _SUCH_AS.finditer(block.text):
        yield flag(block, match.start(), match.end(), "No mark follows “such as”.", match[0][:-1])
    told: set[int] = set()
    for match in chain(_BUT.finditer(block.text), _AND.finditer(block.text)):
        rest = _REST.match(block.text, match.end("next"))
        if rest is None or not _PUT_IN.search(rest[0]):
            word = match["word"]
            told.add(match.start())
            message = f"“{word}” belongs to its clause and takes no comma."
            yield flag(block, match.start(), match.end(), message, word)
    for sentence in sentences(parser.parse(block.text)):
        words = [word for word in sentence if not word.is_space]
        yield from (_mended(block, mark) for mark in sentence if _is_cut_off(mark))
        if len(words) > 1 and _is_cut_off(words[0]):
            continue
        if len(words) > 6 and words[1].text == "," and _opens_clause(sentence) and words[0].idx not in told:
            yield _mended(block, words[0])


def _mended(block: Block, first: Token) -> Finding:
    comma = first.nbor(1)
    return flag(
        block, first.idx, comma.idx + 1, f"“{first.text}” belongs to its clause and takes no comma.", first.text
    )


def _is_cut_off(mark: Token) -> bool:
    """Whether a comma parts “although” or “because” from the subject of its clause, and is no first of a pair."""
    if mark.lower_ not in ("although", "because", "whereas") or mark.dep_ != "mark" or mark.i + 3 >= len(mark.doc):
        return False
    if mark.nbor(1).text != "," or mark.nbor(2).tag_ not in ("PRP", "DT", "EX", "PRP$", "NNP"):
        return False
    chief = next((child for child in mark.head.children if child.dep_ in ("nsubj", "nsubjpass", "expl")), None)
    if chief is None or chief.left_edge.i != mark.i + 2 or not mark.i < chief.i < mark.head.i:
        return False
    # “because, it seems, it rained”: what is put in may have a verb; “although, the film is long, …” is the clause
    beyond = 1 if mark.is_sent_start else 3
    return not any(word.text == "," for word in mark.doc[mark.i + 2 : mark.head.i + beyond])


def _opens_clause(sentence: Span) -> bool:
    words = [word for word in sentence if not word.is_space]
    if words[0].text not in ("Although", "Though", "But", "And", "Or", "Whereas"):
        return False
    following = words[2].tag_ in ("PRP", "DT", "EX", "PRP$", "NNP")
    return following and not any(word.text in (",", "—", "–", "-", "(") for word in words[3:CLOSE])
