"""An interjection, or somebody who is spoken to, without a comma.

“Yeah I know”, “Heck it rains”, “Thanks dad”: a word that only calls out is set off from the sentence that it opens, and
so is the word by which somebody is addressed (Chicago 6.34, 6.35, 6.53; New Hart's Rules 4.3).

Left alone: what goes on without a break (“No one”, “Wait for it”, “Oh how I laughed”, “Well done”), *sure* where it
means *surely*, and titles.
"""

import re
from collections.abc import Iterator

from pipeline.checks import Allowed, Flagged
from pipeline.document import RUNNING, Block, RegionKind
from pipeline.finding import Finding, Severity, flag

SEVERITY = Severity.ERROR
FIX = "unsafe"
EXAMPLES = (
    Flagged("⟦Yeah I⟧ know it, and ⟦heck it⟧ rains.", fixed="Yeah, I know it, and heck, it rains."),
    Flagged("⟦Man this⟧ is long! ⟦OK so⟧ we left.", fixed="Man, this is long! OK, so we left."),
    Flagged("Oh ⟦yeah that’s⟧ right. Oh ⟦boy was⟧ it loud.", fixed="Oh yeah, that’s right. Oh boy, was it loud."),
    Flagged(
        "“⟦Thanks dad⟧,” she says. “⟦Sure mom⟧!”",
        fixed="“Thanks, dad,” she says. “Sure, mom!”",
        severity=Severity.QUERY,
    ),
    Flagged("It rains; ⟦well it⟧ pours.", fixed="It rains; well, it pours."),
    Allowed("No one came. Wait for it. Please do. Look how it rains. Sure they sing. Well done. Oh how I laughed."),
    Allowed("Man is a wolf. Boy meets girl. OK Computer was on. Hell is other people. He sang well the first time."),
    Allowed("Yeah, I know it. *Yes I Can* is long. Yes and no."),
    Allowed("Hey you there. Thanks people for coming by."),
)

_PRONOUN = r"(?:I|it|he|she|they|we|you|this|that|there)(?:['’](?:s|m|re|ve|d|ll))?"
_OPENING = r"(?:^|(?<=[.!?:…] )|(?<=[.!?:…]  )|(?<=[(“\"‘—–])|(?<=[;—–-] )|(?<=[,;] )|(?<= and )|(?<= but ))"
_CALLS = (
    rf"(?:yeah|yep|yup|nope|yes|okay|ok|heck|whoops|oops|wow|whoa|geez|gosh|man|well) (?={_PRONOUN}(?![\w’'-]))",
    r"(?:okay|ok|whoops|wow|wait|yeah|yes) (?=(?:the|so|what|where|why|let[’']s|who)(?![\w’'-]))",
    r"no (?=(?:I|it|he|she|they|we)(?:[’'](?:s|m|re|ve|d|ll))?(?![\w’'-]))",
    r"oh (?=(?:it|he|she|they|I|there|that|you)[’'](?:s|m|re|ve|d|ll)(?![\w’'-]))",
    r"(?:boy|man) (?=(?:was|were|did|do|does|am|are|oh) (?:I|it|he|she|they|we|you|this|that|the|boy|man)(?![\w’'-]))",
)
_CALL = re.compile(rf"{_OPENING}(?:oh )?(?P<call>{'|'.join(_CALLS)})(?P<next>[\w’']+)", re.IGNORECASE | re.MULTILINE)
_INSIDE = re.compile(r"[,;-] $| (?:and|but) $")
"""Behind these “well”, “man”, “yes” and “ok” may be what they are elsewhere, too."""

_CAREFUL = ("man", "ok", "okay", "yes", "no", "wait", "boy", "wow")
_ADDRESS = re.compile(
    r"(?:^|(?<=[.!?…,;] )|(?<=[(“\"‘']))"
    r"(?P<call>yes|no|sure|thanks|hey|hi|hello|wow|yeah|okay|please|c[’']mon|come on|listen up|thank you) "
    r"(?P<next>dad|mom|mum|daddy|mommy|mummy|guys|folks|man|dude|buddy|pal|girls|boys|ladies|gentlemen|sir|kids)"
    r"(?=[,.!?])",
    re.IGNORECASE | re.MULTILINE,
)


def find(block: Block) -> Iterator[Finding]:
    """Flag the interjection with the word behind it."""
    if block.kind not in RUNNING:
        return
    for match in _CALL.finditer(block.text):
        call = match["call"].rstrip()
        inside = _INSIDE.search(block.text[: match.start()]) is not None
        if (inside and (call.lower() in _CAREFUL or call[0].isupper())) or _is_title(block, match):
            continue
        yield _finding(block, match, call, f"“{call}” only calls out; a comma sets it off.")
    for match in _ADDRESS.finditer(block.text):
        if not _is_title(block, match):
            yield _finding(block, match, match["call"], "A comma sets off those who are addressed.")


def _finding(block: Block, match: re.Match[str], call: str, message: str) -> Finding:
    return flag(block, match.start("call"), match.end("next"), message, f"{call}, {match['next']}")


def _is_title(block: Block, match: re.Match[str]) -> bool:
    """Whether the words stand in a title: in italics, or in capitals that a sentence does not give."""
    after = match["next"]
    named = after[0].isupper() and not re.fullmatch(r"I(?:[’']\w+)?", after) and not match[0].isupper()
    return named or block.inside(RegionKind.EMPHASIS, match.start(), match.end())
