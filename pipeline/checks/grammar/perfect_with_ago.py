"""A present perfect beside a time that is over: “I have seen it two weeks ago”.

What happened at a stated time in the past is told in the simple past: “I saw it two weeks ago”. (The Chicago Manual of
Style 5.132; Garner's Modern English Usage, “tenses”.)
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.checks import Allowed, Flagged
from pipeline.checks.grammar._inflections import past_of
from pipeline.document import RUNNING, Block
from pipeline.engines.spacy import Parser
from pipeline.finding import Finding, Severity, flag

if TYPE_CHECKING:
    from spacy.tokens import Token

SEVERITY = Severity.ERROR
FIX = "unsafe"

EXAMPLES = (
    Flagged("I ⟦have seen⟧ this play two weeks ago.", "I saw this play two weeks ago."),
    Flagged("They⟦’ve written⟧ it yesterday.", "They wrote it yesterday."),
    Flagged("We ⟦have just bought⟧ it last week in Leeds.", "We just bought it last week in Leeds."),
    Flagged("When I ⟦have seen⟧ it, I wept.", "When I saw it, I wept."),
    Allowed("I have seen this play. I have seen it twice since it opened two weeks ago."),
    Allowed("I saw it two weeks ago. It has aged well, as it was made fifty years ago."),
    Allowed("We have played the last week, and I have heard worse in the last year."),
    Allowed("I have seen last year's winner, watched videos posted a month ago, and met the man I saw yesterday."),
    Allowed("It should have ended two weeks ago. I have known him since last year."),
    Allowed("It has been two weeks. The play I have seen was made years ago. He has come back."),
    Allowed("When I have seen it, I will tell you. When I have slept, I wept."),
)

_OVER = re.compile(
    r"(?:(?:(?:a few|a couple of|some|many|two|three|four|five|six|seven|ten|several|\d+) "
    r"(?:days|weeks|months|years|hours)"
    r"|a (?:day|week|month|year|long time)) (?:ago|back)\b|\byesterday\b|(?<!the )\blast (?:night|week|month|year)\b)"
    r"(?!['’])",
    re.IGNORECASE,
)
"""A time that is over."""

_BREAKS = re.compile(
    r"[.!?;:,()\"“”—–]|\b(?:since|that|which|who|when|as|because|and|but|made|until|to|from|of|than|for)\b"
)
"""What begins something of its own between the verb and the time."""


def find(block: Block, parser: Parser) -> Iterator[Finding]:
    """Findings on the auxiliary and its participle."""
    if block.kind not in RUNNING:
        return
    for verb in parser.parse(block.text):
        helper = _helper(verb)
        if helper is None or not (_told_when(block.text, verb) or _in_the_past(verb, helper)):
            continue
        between = block.text[helper.idx + len(helper) : verb.idx].strip()
        start = helper.idx
        short = helper.text[0] in "'’"
        fixed = " ".join(part for part in (between, past_of(verb.lemma_.lower())) if part)
        message = "What happened at a time that is over is told in the simple past."
        yield flag(block, start, verb.idx + len(verb), message, f" {fixed}" if short else fixed)


def _helper(verb: Token) -> Token | None:
    """The “have” of a participle's present perfect, with its subject before it and no other auxiliary."""
    if verb.tag_ not in ("VBN", "VBD") or verb.lower_ in ("been", "had", "got", "gotten"):
        return None
    helpers = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    if len(helpers) != 1 or helpers[0].lower_ not in ("have", "has", "'ve", "’ve"):
        return None
    helper = helpers[0]
    told = [child for child in verb.children if child.dep_ == "nsubj" and child.i < helper.i]
    between = verb.doc[helper.i + 1 : verb.i]
    plain = all(word.lower_ in ("just", "only", "first", "actually", "recently") for word in between)
    return helper if told and plain and verb.dep_ not in ("relcl", "xcomp") else None


def _told_when(text: str, verb: Token) -> bool:
    """Whether a time that is over follows in the verb's own clause."""
    behind = text[verb.idx + len(verb) : verb.idx + len(verb) + 70]
    time = _OVER.search(behind)
    if time is None or _BREAKS.search(behind[: time.start()].lower()):
        return False
    last = verb.idx + len(verb) + time.end()
    told = next((word for word in verb.doc[verb.i + 1 :] if word.idx + len(word) == last), None)
    while told is not None and told.head != verb and told.head.pos_ not in ("VERB", "AUX") and told.head != told:
        told = told.head
    return told is not None and told.head == verb and told.dep_ in ("advmod", "npadvmod")


def _in_the_past(verb: Token, helper: Token) -> bool:
    """Whether the clause says when something happened: “When I have seen it, I wept”."""
    when = next((child for child in verb.children if child.lower_ == "when"), None)
    chief = verb.head
    if when is None or when.i > helper.i or verb.dep_ != "advcl" or chief.i < verb.i or chief.tag_ != "VBD":
        return False
    return verb.lemma_ in ("see", "hear", "watch", "read", "buy", "meet", "find") and not any(
        child.dep_ == "aux" for child in chief.children
    )
