"""A hyphen in a word that no dictionary writes with one: “to-day”, “un-easy”, “half-way”, “any-one”, “charac-ter”.

Four families. The words of grammar and a few others are written as one and have been for a century (Merriam-Webster;
The Chicago Manual of Style 7.96): today, someone, nevertheless, straightforward. So are compounds that have grown
together on both sides of the Atlantic (`house/hyphenless.tsv`: halfway, sitcom, lifestyle; some are two words, as hit
man is), and what *un-*, *mis-*, *over-* and *under-* make of a word. And a word that was divided at a line's end keeps
its hyphen when the line is pasted: neither part is a word, the whole is a common one.
Stutters (b-but), drawls in syllables (fan-tas-tic) and names are left alone, and so is what a draft does often.
"""

import re
from collections.abc import Iterator
from functools import cache

from pipeline import house
from pipeline.checks import Allowed, Flagged
from pipeline.document import RUNNING, Block, Document, RegionKind
from pipeline.finding import Applicability, Finding, Severity, flag
from pipeline.names import Names

SEVERITY = Severity.ERROR
FIX = "mixed"

EXAMPLES = (
    Flagged("Seen ⟦to-day⟧, it is ⟦straight-forward⟧.", fixed="Seen today, it is straightforward."),
    Flagged("The ⟦afore-mentioned⟧ king is ⟦be-headed⟧.", fixed="The aforementioned king is beheaded."),
    Flagged("⟦Some-one⟧ knows ⟦him-self⟧, and can ⟦re-late⟧.", fixed="Someone knows himself, and can relate."),
    Flagged("Every ⟦charac-ter⟧ is a ⟦spokes-man⟧.", fixed="Every character is a spokesman."),
    Flagged(
        "An ⟦un-easy⟧ truce holds ⟦half-way⟧ through; then comes the ⟦over-acting⟧.",
        fixed="An uneasy truce holds halfway through; then comes the overacting.",
    ),
    Flagged("She knows the ⟦hit-man⟧, and ⟦vice-versa⟧.", fixed="She knows the hit man, and vice versa."),
    Flagged("It is a ⟦head-ache⟧ inducing mess.", fixed="It is a headache inducing mess."),
    Flagged("SEEN ⟦TO-DAY⟧, IT IS LOUD.", fixed="SEEN TODAY, IT IS LOUD."),
    Flagged("The songs are the ⟦fore-mentioned⟧ ones.", fixed="The songs are the aforementioned ones."),
    Allowed("An over-the-top hit-man-for-hire story, hit-man business, un-American and under-fives."),
    Allowed("It is mis-sold, mis-en-scène, over-egged."),
    Allowed("A re-creation of a co-op in a by-line; the X-ray of an e-mail; a re-enactment."),
    Allowed("B-but it was fan-tas-tic, de-licious, and in-your-face; the Ac-tion Men played."),
    Allowed("She wrote to-day, to-day, and to-day again, as they did then."),
    Allowed("A no-one-knows look, an any-one-of-us story, a hand-held some-time lover."),
)

OFTEN = 2
"""What a draft writes with a hyphen more often than this is its way."""

COMMON = 300
"""How often reviews have the word that a line's end divided."""

RARE = 12
"""Below this many uses, a part is no word of its own."""

PREFIXED = 40
"""How often reviews have what a prefix makes of a word, for its hyphen to be needless."""

_CLOSED = (
    r"to-(?:day|night|morrow)|afore-(?:mentioned|said)|straight-forward(?:ly|ness)?|non-sens(?:e|ical)"
    r"|(?:some|any|every)-(?:one|body|thing|where)|no-(?:body|thing|where)|(?:my|your|him|her|it)-self"
    r"|(?:our|your|them)-selves|with-(?:in|out)|through-out|al-(?:though|ready|ways|most|together)|more-over|there-fore"
    r"|(?:what|who|when|where|how)-ever|never-the-less|none-the-less|mean-(?:while|time)|other-wise|like-wise|for-ever"
    r"|can-not|up-on|un-til|be-(?:headed|heading|come|comes|fore|hind|cause|tween|low|sides?|yond|gins?|ginning"
    r"|liev(?:e[ds]?|ing|able)|hav(?:e[ds]?|ing))|re-(?:lat(?:e[ds]?|ing|able|ion|ionships?)|main(?:s|ed|ing)?|member(?:s|ed|ing)?|ally"
    r"|aliz(?:e[ds]?|ing)|ceiv(?:e[ds]?|ing)|garding|quir(?:e[ds]?|ing))|photo-shop(?:ped)?"
    r"|(?:spokes|sales|sports|states|boats|crafts|marks|swords|police|congress|gentle)-(?:wo)?m[ae]n"
)
_WORD = re.compile(
    rf"(?<![\w'’/@#.-])(?:(?P<closed>{_CLOSED})|(?P<first>[a-z]{{2,}})-(?P<second>[a-z]{{2,}}))(?![\w’'/@-])", re.I
)

_JOINS = re.compile(r"[ -][a-z]+(?:ing|ed)\b")
"""What follows a word that may want its hyphen behind it, not inside: head-ache inducing."""

_DESCRIBED = re.compile(r" (?!(?:and|or|but|who|that|which|is|was|in|on|of|at|with|to|for|from|as|has|had|by)\b)[a-z]")
"""What follows two words where their hyphen may make one adjective of them: hit-man business."""


def find(block: Block, document: Document, names: Names) -> Iterator[Finding]:
    """Findings on the words with their hyphens."""
    if block.kind not in RUNNING:
        return
    for match in _WORD.finditer(block.text):
        start, end = match.span()
        listed = _listed().get(match[0].lower(), "")
        if block.inside(RegionKind.EMPHASIS, start, end) or block.inside(RegionKind.LINK, start, end):
            continue
        if not match["closed"] and not (
            _divided(match, names, block) or ((listed or _prefixed(match)) and not _named(match, names, block))
        ):
            continue
        if " " in listed and _DESCRIBED.match(block.text, end):
            continue
        if sum(each.text.lower().count(match[0].lower()) for each in document.blocks) > OFTEN:
            continue
        right = listed or match[0].replace("-", "").lower()
        if match[0].isupper():
            right = right.upper()
        elif match[0][0].isupper():
            right = right[0].upper() + right[1:]
        doubtful = " " in right or _JOINS.match(block.text, end)
        applicability = Applicability.UNSAFE if doubtful else Applicability.SAFE
        yield flag(block, start, end, f"“{match[0]}” is written “{right}”.", right, applicability=applicability)


@cache
def _listed() -> dict[str, str]:
    """The dictionary's form of what drafts write with a hyphen."""
    return {row[0]: row[1] for row in house.table("hyphenless.tsv")}


def _prefixed(match: re.Match[str]) -> bool:
    """Whether a prefix that takes no hyphen stands before a word, and reviews often have the two as one."""
    whole = (match["first"] + match["second"]).lower()
    return match["first"].lower() in ("un", "mis", "over", "under") and house.frequencies().get(whole, 0) >= PREFIXED


def _named(match: re.Match[str], names: Names, block: Block) -> bool:
    """Whether a hyphened word may be a name: its second part has a capital, or a name's capital begins it."""
    return match["second"] != match["second"].lower() or (
        match["first"][0].isupper() and names.touches(block, *match.span())
    )


def _divided(match: re.Match[str], names: Names, block: Block) -> bool:
    """Whether a line's end divided a common word: no part of it is one, nor the beginning of others."""
    first, second = match["first"], match["second"]
    if _named(match, names, block):
        return False
    often = house.frequencies()
    return (
        often.get((first + second).lower(), 0) >= COMMON
        and often.get(first.lower(), 0) < RARE
        and often.get(second, 0) < RARE
        and f"{first.lower()}-" not in house.entries("affixes.tsv")
    )
