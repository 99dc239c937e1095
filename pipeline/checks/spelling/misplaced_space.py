"""A space that stands one letter too early or too late, or in the middle of a word.

The thumb was faster than the finger: “int he” for “in the”, “happ ening” for “happening”. What stands there is a pair
that reviews never have; with the space a letter further, or gone, it is one that they have all the time. So is a word
that dictionaries write as one and a draft splits (`house/closed.tsv`: night club, tomb stone). Where the two are a
verb and its particle, too (break down, come back), they are one word behind an article: a come back. “Story telling”
is one unless something is told: a story telling us why. Where chance often puts the two side by side (going on going
home), or a hyphen joins them, the fix is never safe, and where the language model finds them better apart, nothing is
said.
"""

import re
from collections.abc import Iterator
from functools import cache

from pipeline.checks import Allowed, Flagged
from pipeline.checks._listed import listed
from pipeline.document import Block
from pipeline.engines import LanguageRules
from pipeline.finding import Applicability, Finding, Severity, flag
from pipeline.house import House, bigrams, entries, frequencies, table
from pipeline.names import Names, begins

SEVERITY = Severity.ERROR
FIX = "mixed"
VETO = -2.0

EXAMPLES = (
    Flagged("She walks ⟦int he⟧ rain.", fixed="She walks in the rain."),
    Flagged("It ends on one ⟦oft he⟧ best shots.", fixed="It ends on one of the best shots."),
    Flagged("Something is ⟦happ ening⟧ in the attic.", fixed="Something is happening in the attic."),
    Flagged("Every ⟦night club⟧ owner knows ⟦him self⟧ best.", fixed="Every nightclub owner knows himself best."),
    Flagged(
        "⟦Film makers⟧ like a ⟦come back⟧, and so do ⟦super humans⟧.",
        fixed="Filmmakers like a comeback, and so do superhumans.",
    ),
    Allowed("They come back, break down, and take over the town; we saw the fall out of a window."),
    Flagged("It is fairly ⟦straight forward⟧.", fixed="It is fairly straightforward."),
    Allowed("They march straight forward, and fire shots straight forward."),
    Flagged("The ⟦hangers on⟧ are a big ⟦no no⟧.", fixed="The hangers-on are a big no-no."),
    Flagged("It is ⟦life threatening⟧.", fixed="It is life-threatening."),
    Allowed("No no, it is going on. We run in, and send up a prayer. The dead come back; the poor drop out."),
    Allowed("With her life threatening to come apart she sings, a thought provoking her to tears."),
    Flagged("Good ⟦story telling⟧ is rare in ⟦film making⟧.", fixed="Good storytelling is rare in filmmaking."),
    Allowed("It is a story telling us why, and a film making fun of it; a song writing his name."),
    Allowed("A grammar school boy sings to the owner of a comic book store."),
    Allowed("A home made of straw; what ever happened to her?"),
    Allowed("I watched the game play out; in *Night Club* it is."),
    Allowed("A seat his mother had, and a hat his father wore."),
    Allowed("From day to night time, and from day to night and day again."),
    Allowed("Go there; we got here first, and an ice cream is a nice end."),
    Allowed("Int Heaven is a band, and Tot Hen another."),
    Allowed("The book ends with a wedding, and a gentle man will hand some of it on; the hand under mine is cold."),
    Allowed(
        "We see the sun shine, the moon shine and the rain fall; in breeding season, a heavy weight and a whole sale."
    ),
    Allowed("As the show cases grow, he side steps; the cross bows under lines of ink."),
    Allowed("They were wolves, and he sent the paper back; the hammer head is in a green house."),
    Allowed("It is filled with out of date jokes."),
    Allowed("She insists on going home. The wind swept across the square, and we saw horses behind the barn."),
    Allowed("This time less is said, and which ever since has been the rule."),
    Flagged("It is a ⟦tail spin⟧ of a film.", fixed="It is a tailspin of a film."),
    Allowed("The over all, in all, is not over at all."),
)

_PAIR = re.compile(r"(?<![\w'’-])(?=([A-Za-z][a-z]*) ([a-z]+)(?![\w'’-]))")
_ARTICLE = re.compile(
    r"\b(?:the(?: (?:big|bigg?est|huge|great|major|total|complete|nervous|mental|massive|clever|obvious|typical"
    r"|dramatic))?|(?:an?|another|every|no|any)(?: (?:big|huge|great|real|good|nice|major|total|complete|nervous|mental"
    r"|final|last|first|second|slight|massive|clever|obvious|classic|typical|dramatic|dead|cheap|bad|lame|sad|poor"
    r"|blatant|brilliant|hilarious|funny|wonderful|terrible|serious|recent|double|drunken|modern))?) $",
    re.IGNORECASE,
)
"""What stands before a noun, with an adjective at most; behind “the” no adjective that is a noun there, too: the dead
come back."""

_GOES_ON = re.compile(r" (?:of|the|an?|his|her|their|its|my|our|your|this|that|these|those|in|into|from|at)\b|-")
_OBJECT = re.compile(
    r" (?:the|an?|his|her|my|our|your|its|their|this|that|these|those|it|us|me|you|him|them|how|what|why|who|whom|of"
    r"|fun|use|sure|up|out|sense|love|money|more|one|no|any|some|all|every\w*|people|each|jokes?|lies|tales?|stories)\b"
)
"""Something that is made, told or kept: the word in -ing is a participle, and what stands before it its subject."""

_OTHERWISE = {
    "night": re.compile(r" (?:time|club|watch|shift|scene|school|sky|skies|vision|life|air|and day)"),
    "made": re.compile(r" (?:of|by|from|in|for|up|out|me|him|her|us|them|it|the|an?)\b"),
    "out": re.compile(r" of\b"),
    "ever": re.compile(r" (?:happened|became|possessed|made|did|happens|becomes|was it|since)\b"),
}
"""What stands behind the second word where the two are two: a home made of straw, with out of date jokes."""

_OWNERS = listed("heart straight jaw life thought mind nerve gut scene")
"""What may itself do what the second word says: her life threatening to end, his mind blowing a fuse."""

_VERB = re.compile(r" (?:out|on|up|down|off|itself|into|only|merely|simply|just)\b")
"""Behind these the two are apart: to see the game play out; one can not only sing."""

OFTEN = 3000
"""How often reviews have the pair that is meant."""

WHOLE = 300
"""How often reviews have the word that is meant, where the space is to go."""


def find(block: Block, rules: LanguageRules, names: Names, house: House) -> Iterator[Finding]:
    """Pairs of a block whose space is misplaced."""
    unknown = {
        (match.start, match.end)
        for match in rules.matches(block.text, house.dialect)
        if match.rule.startswith("MORFOLOGIK_RULE")
    }
    for pair in _PAIR.finditer(block.text):
        start, end = pair.start(1), pair.end(2)
        if pair[1][0].isupper() and not begins(block.text, start):
            continue
        first, second = pair[1].lower(), pair[2]
        fixed, sure = _moved(first, second), True
        if not fixed and unknown & {pair.span(1), pair.span(2), (start, end)}:
            fixed = _closed(first, second)
        whole = _whole(block.text, start, end, first, second)
        if whole:
            fixed, sure = whole
        if fixed and not (names.touches(block, start, end) and pair[1].islower()):
            fixed = fixed[0].upper() + fixed[1:] if pair[1][0].isupper() else fixed
            message = f"The space in “{block.text[start:end]}” is misplaced: “{fixed}”."
            if whole:
                message = f"“{block.text[start:end]}” is one word{' with a hyphen' if '-' in fixed else ''}: “{fixed}”."
            applicability = Applicability.SAFE if sure else Applicability.UNSAFE
            yield flag(block, start, end, message, fixed, applicability=applicability)


@cache
def _table() -> dict[str, tuple[str, ...]]:
    """The words that dictionaries write as one, by the two that drafts make of them."""
    return {row[0]: row[1:] for row in table("closed.tsv")}


def _whole(text: str, start: int, end: int, first: str, second: str) -> tuple[str, bool] | None:
    """The one word that dictionaries have for the two where they stand, and whether that is certain."""
    whole, *kind = _table().get(f"{first} {second}", ("",))
    if not whole or _VERB.match(text, end) or not _describes(text, start, first):
        return None
    if first in _OWNERS and _OBJECT.match(text, end):
        return None
    if second in _OTHERWISE and _OTHERWISE[second].match(text, end):
        return None
    before = re.search(r"(\w+) $", text[:start])
    if before and f"{before[1].lower()} {first}" in entries("open-compounds.tsv"):
        return None  # the girls of a high school, a store for comic books
    if kind == ["gerund"]:
        return None if _OBJECT.match(text, end) else (whole, False)
    if kind == ["often"]:
        return whole, False
    if kind and (not _ARTICLE.search(text, 0, start) or _GOES_ON.match(text, end)):
        return None
    return whole, not kind and "-" not in whole


def _describes(text: str, start: int, first: str) -> bool:
    """Whether “heart felt” is no heart that felt, “straight forward” no direction: it stands where adjectives do."""
    if first not in _OWNERS:
        return True
    return (
        re.search(
            r"(?:,|['’]s|\b(?:an?|and|is|was|are|were|be|seems?|so|very|quite|pretty|fairly|rather|too|not|more|most|truly"
            r"|really|genuinely|relatively|simple|this|that|the|as)) $",
            text[:start],
        )
        is not None
    )


def _moved(first: str, second: str) -> str:
    """The pair with its space a letter to the left or right, where only that is a pair of reviews; or nothing."""
    if f"{first} {second}" in bigrams() or len(first) + len(second) < 4:
        return ""
    for one, two in ((first[:-1], first[-1] + second), (first + second[0], second[1:])):
        if one and two and bigrams().get(f"{one} {two}", 0) >= OFTEN and not _both_common(first, second):
            return f"{one} {two}"
    return ""


def _both_common(first: str, second: str) -> bool:
    """Whether both words are so common that chance may have put them side by side."""
    return min(frequencies().get(first, 0), frequencies().get(second, 0)) >= 400


def _closed(first: str, second: str) -> str:
    """The pair as one common word, where neither part is one with a life of its own; or nothing."""
    whole = first + second
    often = frequencies()
    return whole if often.get(whole, 0) >= WHOLE and min(often.get(first, 0), often.get(second, 0)) < 20 else ""
