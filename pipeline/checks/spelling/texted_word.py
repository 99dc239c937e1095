"""A word as it is texted: “u” for “you”, “ur” for “your”, “ppl” for “people”.

In running prose a letter that stands for a word is a slip of the thumb, not a style. It is flagged in lower case, with
lower-case words on both sides, and so is a word that begins a sentence (“Tho the end is slow”); in a title, a name, a
handle or a quotation of two words it is meant. In a draft that does it often the writer is asked before it is mended.
An age is written out, too: “a 13 yr old”.
"""

import re
from collections.abc import Iterator

from pipeline.checks import Allowed, Flagged
from pipeline.document import RUNNING, Block, Document, RegionKind
from pipeline.finding import Applicability, Finding, Severity, flag

SEVERITY = Severity.ERROR
FIX = "mixed"

EXAMPLES = (
    Flagged("It works because ⟦u⟧ can see the joke.", fixed="It works because you can see the joke."),
    Flagged("I think ⟦u⟧ will love it; bring ⟦ur⟧ friends.", fixed="I think you will love it; bring your friends."),
    Flagged("Most ⟦ppl⟧ have waited ⟦yrs⟧.", fixed="Most people have waited years."),
    Flagged("It is loud. ⟦Tho⟧ the end is slow, I like it.", fixed="It is loud. Though the end is slow, I like it."),
    Flagged(
        "They tie the game ⟦w/⟧ a late goal, ⟦w/o⟧ a song.", fixed="They tie the game with a late goal, without a song."
    ),
    Allowed("Tho sings. Thru the night it rains; it was 2 w/ 3."),
    Allowed("We love *u love it*, the letter u in colour, and U Turn; the city of Ur is old."),
    Allowed("He spells it with a u and an o; a u shape, or u and v."),
    Flagged(
        "So ⟦u⟧ can see it, and ⟦u⟧ will love it, and ⟦u⟧ know it.",
        fixed="So you can see it, and you will love it, and you know it.",
    ),
    Flagged(
        "She plays a ⟦13 yr old⟧ well. He is ⟦9 yrs old⟧, and two ⟦six yr olds⟧ sing.",
        fixed="She plays a 13-year-old well. He is 9 years old, and two six-year-olds sing.",
    ),
    Allowed("She is 13 years old, and he is a 9-year-old; the hall is a few hundred yr old stones."),
)

OFTEN = 2
"""What a draft texts more often than this may be its way."""

_SHORTENED = {
    "ppl": "people",
    "yrs": "years",
    "plz": "please",
    "pls": "please",
    "cuz": "because",
    "bcuz": "because",
    "bc": "because",
    "tho": "though",
    "altho": "although",
    "thru": "through",
    "rly": "really",
    "abt": "about",
    "evry": "every",
    "luv": "love",
    "gr8": "great",
    "b4": "before",
    "m8": "mate",
    "thanx": "thanks",
    "thx": "thanks",
    "sux": "sucks",
    "2day": "today",
    "w/": "with",
    "w/o": "without",
}
_SHORT = re.compile(r"(?<=[a-z,;] )(" + "|".join(_SHORTENED) + r")(?=[.,;!?)]*(?: |$))")
_OPENING = re.compile(r"(?:(?<=[.!?] )|\A)(Tho|Altho)(?= (?:the|an?|it|he|she|they|we|you|I|there)\b)")
_TEXTED = re.compile(r"(?<=[a-z,;] )(u|ur)(?= [a-z])")
_YOU = re.compile(
    r" (?:can|could|will|would|should|must|might|may|have|had|do|did|don't|can't|won't|are|were|know|see|want|think"
    r"|like|love|hate|get|need|feel|find|go|really|just|never|always|ever|guys|all)\b"
)
_NUMBER = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen"
    "|(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:-[a-z]+)?"
)
_AGED = re.compile(rf"(?<![\w.-])(\d{{1,3}}|{_NUMBER})[ -]yrs?\.?[ -]old(s?)(?!\w)")
_SAID = re.compile(r"\b(?:is|was|am|are|were|be|been|turn(?:s|ed)|'[sm]|’[sm]|only|about|just|over|nearly|almost) $")
"""What stands before an age that is said of somebody."""
_LETTER = re.compile(r"\b(?:an?|the|letters?|vowels?|with) $")


def find(block: Block, document: Document) -> Iterator[Finding]:
    """The texted words of a block."""
    if block.kind not in RUNNING:
        return
    for match in (*_SHORT.finditer(block.text), *_OPENING.finditer(block.text)):
        if not any(block.inside(kind, *match.span()) for kind in (RegionKind.EMPHASIS, RegionKind.LINK)):
            meant = _SHORTENED[match[0].lower()]
            meant = meant.capitalize() if match[0][0].isupper() else meant
            message = f"“{match[0]}” is texted; “{meant}” is wanted."
            yield flag(block, *match.span(), message, meant, applicability=Applicability.SAFE)
    for match in _AGED.finditer(block.text):
        said = not match[2] and _SAID.search(block.text[: match.start()])
        meant = f"{match[1]} years old" if said else f"{match[1]}-year-old{match[2]}"
        yield flag(block, *match.span(), f"“{match[0]}” is texted; “{meant}” is wanted.", meant)
    often = sum(len(_TEXTED.findall(each.text)) for each in document.blocks) > OFTEN
    for match in _TEXTED.finditer(block.text):
        start, end = match.span()
        meant = "your" if match[0] == "ur" else "you"
        if meant == "you" and not _YOU.match(block.text, end):
            continue
        if _LETTER.search(block.text[:start]) or any(
            block.inside(kind, start, end) for kind in (RegionKind.EMPHASIS, RegionKind.LINK)
        ):
            continue
        applicability = Applicability.UNSAFE if often else Applicability.SAFE
        yield flag(
            block, start, end, f"“{match[0]}” is texted; “{meant}” is wanted.", meant, applicability=applicability
        )
