"""A sentence that stands twice.

A long sentence that comes again word for word was moved and not taken out. Right behind its double it is an error;
farther off it may be a refrain, and is a query. So is one of twelve words or more that differs from another by a word
or a few letters. Sentences of fewer than eight words, and paragraphs that stand twice
as a whole, are not looked at here.
"""

import re
from collections.abc import Iterator

from rapidfuzz import fuzz

from pipeline.checks import Allowed, Flagged
from pipeline.document import RUNNING, Document
from pipeline.finding import Applicability, Edit, Finding, Fix, Severity

SEVERITY = Severity.ERROR
FIX = "display-only"
EXAMPLES = (
    Flagged(
        "The band plays on until the lights go out. ⟦The band plays on until the lights go out.⟧ Nobody leaves.",
        fixed="The band plays on until the lights go out.  Nobody leaves.",
    ),
    Flagged(
        "They stay. The band plays on until the lights go out.\n\n"
        "Nobody leaves. ⟦The band plays on until the lights go out.⟧",
        fixed="They stay. The band plays on until the lights go out.\n\nNobody leaves. ",
        severity=Severity.QUERY,
    ),
    Flagged(
        "The old band plays slowly on until the last of the lights in the hall go out. Nobody leaves. "
        "⟦The old band plays on until the last of the lights in the hall goes out.⟧",
        fixed="The old band plays slowly on until the last of the lights in the hall go out. Nobody leaves. ",
        severity=Severity.QUERY,
    ),
    Allowed("The band plays on. Nobody leaves. The band plays on."),
    Allowed("The band plays on until the lights go out. The band plays on until the bar shuts."),
)

_END = re.compile(r"[.!?…]+[”\"’')]*(?=\s|$)")
_LEAST = 8
_LEAST_NEARLY = 12
_NEARLY = 92.0


def find(document: Document) -> Iterator[Finding]:
    """Flag the later sentence of two."""
    seen: set[str] = set()
    whole: set[str] = set()
    for block in document.blocks:
        if block.kind not in RUNNING or block.text in whole:
            continue
        whole.add(block.text)
        before, at = "", 0
        for match in _END.finditer(block.text):
            sentence = block.text[at : match.end()]
            start, at = match.end() - len(sentence.lstrip()), match.end()
            words = " ".join(re.findall(r"[\w'’]+", sentence.lower()))
            if words.count(" ") + 1 >= _LEAST and words in seen:
                span = block.span(start, match.end())
                yield Finding(
                    span,
                    "This sentence stands above already.",
                    (Fix((Edit(span, ""),), Applicability.DISPLAY_ONLY),),
                    None if words == before else Severity.QUERY,
                )
            elif words.count(" ") + 1 >= _LEAST_NEARLY and any(_nearly(words, other) for other in seen):
                span = block.span(start, match.end())
                yield Finding(
                    span,
                    "This sentence stands above already, nearly word for word.",
                    (Fix((Edit(span, ""),), Applicability.DISPLAY_ONLY),),
                    Severity.QUERY,
                )
            seen.add(words)
            before = words


def _nearly(words: str, other: str) -> bool:
    """Whether two sentences differ by a word or a few letters, and by no number or name of a part."""
    return (
        abs(len(words) - len(other)) < 0.1 * len(words)
        and re.findall(r"\d+", words) == re.findall(r"\d+", other)
        and fuzz.ratio(words, other, score_cutoff=_NEARLY) > 0
    )
