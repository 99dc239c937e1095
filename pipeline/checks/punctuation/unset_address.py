"""Somebody addressed without a comma.

“Sorry, Anna”, “Move over, critics”: the name or word by which somebody is spoken to is set off. (The Chicago Manual of
Style 6.53.)
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.checks import Allowed, Flagged
from pipeline.document import RUNNING, Block, RegionKind
from pipeline.engines.spacy import Parser
from pipeline.finding import Finding, Severity, flag

if TYPE_CHECKING:
    from spacy.tokens import Token

SEVERITY = Severity.ERROR
FIX = "unsafe"

EXAMPLES = (
    Flagged("It was dull. ⟦Mr. Orr you⟧ can do better.", "It was dull. Mr. Orr, you can do better."),
    Allowed("Mr. Orr you know from the last show. Mr. Orr if you like is a fool."),
    Allowed("Mr. Orr can do better, and Mr. Orr, you can. I told Mr. Orr you can do better."),
    Flagged("⟦Sorry Anna⟧, but the encore was too long.", "Sorry, Anna, but the encore was too long."),
    Flagged("Well, ⟦thanks Bo⟧!", "Well, thanks, Bo!"),
    Flagged("⟦Move over old⟧ masters, a child plays now.", "Move over, old masters, a child plays now."),
    Flagged("⟦Get ready harpists⟧!", "Get ready, harpists!"),
    Flagged("⟦Sorry guys⟧ but the encore was too long.", "Sorry, guys, but the encore was too long."),
    Flagged("⟦Thanks Marek⟧ for nothing.", "Thanks, Marek, for nothing."),
    Flagged("⟦Good luck Anton⟧.", "Good luck, Anton."),
    Flagged("Less is ⟦more buddy⟧. See ⟦it my⟧ friends!", "Less is more, buddy. See it, my friends!"),
    Allowed(
        "He is a drinking buddy. She told my friends. I visit my friends. Do not give up my friends. That is the work"
        " of my friend."
    ),
    Allowed("Good luck charms hang there. Sorry excuses but no songs."),
    Allowed("Sorry, Anna, but the encore was too long."),
    Allowed("He gave thanks. Thanks to Anna, we got in. They said thanks Anna for it."),
    Allowed("Watch out for Anna. Move over there. Come on in."),
    Allowed("Please Please Me was loud. Sorry State Records is small."),
)

_CALL = re.compile(
    r"(?:^|(?<=[.!?…—–(:“\"] )|(?<=[.!?…—–(:“\"])|(?<=[Ww]ell, )|(?<=[Ss]o, ))"
    r"(?P<call>(?:[Mm]any )?[Tt]hanks|[Ss]o sorry|[Ss]orry|[Cc]ongratulations|[Cc]ongrats|[Gg]et ready|[Ww]atch out"
    r"|[Ll]ook out|[Mm]ove over|[Ee]at your heart out|[Ww]ake up|[Nn]ice try|[Ww]ell done|[Gg]ood job|[Ll]isten up"
    r"|[Rr]elax|[Rr]ejoice|[Tt]hank you|[Gg]et a life|[Ss]hame on you|[Gg]ood luck|[Gg]ood night"
    r"|[Tt]ake note) (?=[A-Za-z])"
)


_TITLED = re.compile(
    r"(?:^|(?<=[.!?…] ))(?P<who>(?:Mr|Mrs|Ms|Dr)\.? [A-Z][\w’'-]+) "
    r"(?P<next>you (?:have|are|can|should|must|need|could)|please|do you|can you|why don['’]t)\b"
)
"""Somebody who is addressed by title and name at the head of a sentence."""

_CLOSING = re.compile(
    r"(?<![\w'’-])(?P<before>(?<!of )(?<!to )(?<!for )(?<!with )(?<!like )(?<!than )"
    r"(?:it|again|now|here|there|(?:more|less)(?= (?:buddy|pal|mate)\b))) "
    r"(?P<who>my (?:dear )?friends?|buddy|dude|pal|mate|folks|fellas|ladies and gentlemen|boys and girls)(?=[.!?])"
)
"""Those who are addressed at the end of a sentence, behind a word that has nothing to do with them."""


def find(block: Block, parser: Parser) -> Iterator[Finding]:
    """Findings on the call and the first word of the address."""
    if block.kind not in RUNNING:
        return
    for match in _CLOSING.finditer(block.text):
        if block.inside(RegionKind.EMPHASIS, *match.span()):
            continue
        end = match.start("who") + len(match["who"].split()[0])
        fix = f"{match['before']}, {match['who'].split()[0]}"
        yield flag(block, match.start(), end, "A comma sets off those who are addressed.", fix)
    for match in _TITLED.finditer(block.text):
        fix = f"{match['who']}, {match['next'].split()[0]}"
        end = match.start("next") + len(match["next"].split()[0])
        yield flag(block, match.start(), end, "A comma sets off those who are addressed.", fix)
    for match in _CALL.finditer(block.text):
        if block.inside(RegionKind.EMPHASIS, match.start(), match.end()):
            continue
        doc = parser.parse(block.text)
        first = next((word for word in doc if word.idx == match.end()), None)
        if first is not None and _is_address(first):
            closing = "," if _goes_on(first) else ""
            yield flag(
                block,
                match.start(),
                first.idx + len(first),
                "A comma sets off those who are addressed.",
                f"{match['call']}, {first.text}{closing}",
            )


def _is_address(first: Token) -> bool:
    """Whether a name, or a plural with what describes it, stands between a word and the next mark."""
    doc, at, size = first.doc, first.i, 0
    if _goes_on(first):
        return True
    while at < len(doc) and size < 4 and doc[at].tag_ in ("NNP", "JJ", "NN", "NNS", "NNPS") and doc[at].is_alpha:
        at, size = at + 1, size + 1
    if not size or at >= len(doc) or doc[at].text not in (".", ",", "!", "?", ")", "!!", "…", ";"):
        return False
    last = doc[at - 1]
    named = all(word.tag_ == "NNP" and word.text.istitle() for word in doc[first.i : at])
    luck = first.nbor(-1).lower_ == "luck"
    return (named and size < 3) or (
        not luck and last.tag_ == "NNS" and all(word.is_lower for word in doc[first.i : at])
    )


def _goes_on(first: Token) -> bool:
    """Whether “but” or “for” follows one who is thanked, or of whom pardon is asked: “Sorry guys but …”."""
    if first.i + 3 >= len(first.doc):
        return False
    called, after = first.nbor(-1).lower_, first.nbor(1).lower_
    folk = first.lower_ in ("guys", "folks", "everyone", "everybody", "people", "friends", "ladies", "boys", "girls")
    named = first.tag_ == "NNP" and first.text.istitle()
    return (folk or named) and ((called, after) == ("sorry", "but") or (called, after) == ("thanks", "for"))
