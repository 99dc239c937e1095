"""A remark at the end of a statement without its comma.

“If you ask me”, “of course”, “I suppose”, “as I said”: a remark of the writer’s on what the sentence says is no part of
it, and a comma sets it off. (The Chicago Manual of Style 6.49, 6.51.)
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
    Flagged("The encore is far too ⟦long if⟧ you ask me.", "The encore is far too long, if you ask me."),
    Flagged("The seats were ⟦hard to⟧ say the least.", "The seats were hard, to say the least."),
    Flagged("They sing the old ones ⟦too of⟧ course.", "They sing the old ones too, of course."),
    Flagged("It is much louder ⟦now as⟧ I mentioned before.", "It is much louder now, as I mentioned before."),
    Flagged("It works better on ⟦record I⟧ think.", "It works better on record, I think."),
    Flagged("⟦Take for example⟧ the encore.", "Take, for example, the encore."),
    Flagged("⟦Take for instance,⟧ the encore.", "Take, for instance, the encore."),
    Allowed("The encore is far too long, if you ask me."),
    Allowed("That is what I think. It is not as loud as I said before."),
    Allowed("It was done as a matter of course, and that is what she would say if you ask me."),
    Allowed("If you ask me, it is too long. They want you to say the least."),
    Allowed("He asked whether I think. It sang the way I think."),
)

_REMARK = re.compile(
    r"(?P<last>[^\W_][\w’'-]*[)”\"]?) (?P<first>if|as|to|of|I|by|needless)"
    r"(?P<rest>(?<=if) you ask me|(?<=as) I(?:’ve|'ve| have)? (?:said|mentioned)(?: (?:before|earlier|above|already))?"
    r"|(?<=to) say the least|(?<=of) course"
    r"|(?<=I) (?:think|guess|suppose|believe|imagine)|(?<=by) the way"
    r"|(?<=needless) to say)(?=[.!?;)]|, (?:because|but|and)\b)"
)

_TAKE = re.compile(r"\b(?P<take>[Tt]ake) (?P<rest>for (?:example|instance)),?(?= [^\W_])")

NOT_BEFORE = listed(
    """what that as how than all everything you same such who whom whose which way whether if when so and or but but is
    are was were be been do does did will would can could should to a an the not matter exactly just even only place
    where why something anything nothing thing things reason because much more less say says said like
    think almost"""
)
"""Words behind which the same words are a part of the sentence: “what I think”, “the way I think”."""

COMPARED = re.compile(r"\b(?:as|so|such|same|just|exactly|not|like|likewise)\b[^.!?;,]*$", re.IGNORECASE)
"""What makes “as I said” a comparison."""


def find(block: Block) -> Iterator[Finding]:
    """Findings on the word before the remark and its first word."""
    if block.kind not in RUNNING:
        return
    for match in _TAKE.finditer(block.text):
        yield flag(
            block,
            match.start(),
            match.end(),
            f"“{match['rest']}” stands between commas.",
            f"{match['take']}, {match['rest']},",
        )
    for match in _REMARK.finditer(block.text):
        last, first = match["last"], match["first"]
        if last.lower() in NOT_BEFORE:
            continue
        before = block.text[max(0, match.start() - 80) : match.start("first")]
        if first == "as" and COMPARED.search(before):
            continue
        if first in ("I", "if") and re.search(r"\b(?:what|how|who|why|where|whether|all|than)\b[^.!?;,]*$", before):
            continue
        yield flag(
            block,
            match.start(),
            match.end("first"),
            f"“{first}{match['rest']}” is a remark on the sentence, and a comma sets it off.",
            f"{last}, {first}",
        )
