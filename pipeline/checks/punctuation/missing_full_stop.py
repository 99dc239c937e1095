"""Two sentences with nothing between them but a capital.

“The last song is long It ends in a whisper”: the capital begins a sentence, and the one before it has no mark. A
parenthesis may stand at its end: “It is long (far too long) But it ends”. (The Chicago Manual of Style 6.12.)
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.checks import Allowed, Flagged
from pipeline.checks._clauses import clauses, is_finite, sentences
from pipeline.checks._listed import listed
from pipeline.document import RUNNING, Block, RegionKind
from pipeline.engines.spacy import Parser
from pipeline.finding import Finding, Severity, flag

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

SEVERITY = Severity.ERROR
FIX = "unsafe"

EXAMPLES = (
    Flagged(
        "The last song of the night is far too ⟦long It⟧ ends in a whisper.",
        "The last song of the night is far too long. It ends in a whisper.",
    ),
    Flagged(
        "The fault may be mine or somebody ⟦else’s Sorry⟧, but we left early.",
        "The fault may be mine or somebody else’s. Sorry, but we left early.",
    ),
    Flagged(
        "The song is long (and far too ⟦slow) But⟧ we stayed.", "The song is long (and far too slow). But we stayed."
    ),
    Flagged(
        "The song is long (as songs ⟦go!) It’s⟧ good all the same.",
        "The song is long (as songs go!). It’s good all the same.",
    ),
    Allowed("The song (that is far too long) Kylie sang and the film (so they say) This Is It are good."),
    Allowed("We saw it. (It is long) But we stayed, and so on (1999) In it goes."),
    Allowed("The last song of the night is called The road goes on and is long."),
    Allowed("We read It before the film came out and it was long."),
    Allowed("On this rock He has built His house, they sang."),
    Allowed("The blood type is A and nobody knows it."),
)

STARTS = listed("it she they we you there this that these those my her their its our the and but also however sorry")
"""Words that begin a sentence and, but in a title, have no capital within one."""

_BRACKET = re.compile(
    r"(?<=[a-z] )\((?P<inside>[^().?!]*?(?P<last>[a-z’']{2,}[”\"]?[!?]{0,3}))\) "
    r"(?P<next>[A-Z][a-z]*(?:['’][a-z]+)?) (?=[a-z])"
)
_BEHIND = STARTS | listed(
    """not what when while although though after before if then now overall unfortunately still even so yet most many
    some all one another every each he's she's it's that's there's they're who why how where because since
    despite granted i"""
)
"""Words that begin a sentence behind a parenthesis."""

NOT_BEFORE = frozenset({"IN", "TO", "DT", "PRP$", "CC", "POS", "MD", "WDT", "WRB", "WP", "VBG", "VB"})
"""Tags of words that no sentence ends with, or that a title may follow."""

TITLED = listed("be call title name film movie book song album novel show")
"""Words that a title may follow."""


def find(block: Block, parser: Parser) -> Iterator[Finding]:
    """Findings on the last word of the one sentence and the first of the next."""
    if block.kind not in RUNNING:
        return
    for match in _BRACKET.finditer(block.text):
        start, end = match.start("last"), match.end("next")
        quoted = any(block.inside(kind, start, end) for kind in (RegionKind.EMPHASIS, RegionKind.QUOTATION))
        if match["next"].lower().replace("’", "'") in _BEHIND and not quoted:
            message = "A sentence ends with the parenthesis and has no full stop."
            yield flag(block, start, end, message, f"{match['last']}). {match['next']}")
    for sentence in sentences(parser.parse(block.text)):
        for word in sentence[3:-2] if len(sentence) > 6 else ():
            end = word.idx + len(word)
            quoted = block.inside(RegionKind.EMPHASIS, word.idx, end) or block.inside(
                RegionKind.QUOTATION, word.idx, end
            )
            if _is_start(word, sentence) and not quoted:
                before = word.nbor(-1)
                start = before.idx if before.text[0] not in "'’" else before.nbor(-1).idx
                last = block.text[start : before.idx + len(before)]
                yield flag(
                    block,
                    start,
                    end,
                    "A sentence ends here and has no full stop.",
                    f"{last}. {word.text}",
                )


def _is_start(word: Token, sentence: Span) -> bool:
    """Whether a word with a capital begins a sentence behind one that is whole."""
    before, after = word.nbor(-1), word.nbor(1)
    if word.lower_ not in STARTS or not word.text.istitle() or before.text[-1:].isupper():
        return False
    genitive = before.text[0] in "'’" and word.lower_ == "sorry"
    if not (before.is_lower and before.text[-1:].isalpha()) or (before.tag_ in NOT_BEFORE and not genitive):
        return False
    if not (after.is_lower and after.is_alpha) and word.lower_ != "sorry":
        return False
    if (
        not genitive
        and before.pos_ == "VERB"
        and before.tag_ != "VBN"
        and before.lemma_ not in ("suck", "rock", "end", "die", "work")
    ):
        return False
    if not genitive and before.lemma_ in TITLED:
        return False
    whole = any(verb.i < word.i for verb, _ in clauses(sentence))
    return whole and (word.lower_ == "sorry" or any(is_finite(verb) for verb in word.doc[word.i : word.i + 9]))
