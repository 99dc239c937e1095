"""“A” before a number that begins with a vowel's sound, or “an” before one that does not: “a 8/10”, “an 1950s film”.

The article follows the sound of the number as it is read: eight, eleven, eighteen and what begins with them begin
with vowels, so do the decades of a century in two numbers (an 1890s farce), a hundred and ten with a consonant. Of
numbers this check has the last word: LanguageTool's EN_A_VS_AN would write “a 80s film”, and is not heard there. (The
Chicago Manual of Style 7.33.)
"""

import re
from collections.abc import Iterator

from pipeline.checks import Allowed, Flagged
from pipeline.document import RUNNING, Block
from pipeline.finding import Finding, Severity, flag

SEVERITY = Severity.ERROR
FIX = "unsafe"

EXAMPLES = (
    Flagged("I give it ⟦a 8/10⟧.", fixed="I give it an 8/10."),
    Flagged("It is ⟦a 80s⟧ film in ⟦an 1950s⟧ coat.", fixed="It is an 80s film in a 1950s coat."),
    Flagged("⟦A 18-year-old⟧ in ⟦a 1890s⟧ farce sings.", fixed="An 18-year-old in an 1890s farce sings."),
    Flagged("I give it ⟦an 7⟧ and ⟦a '80s⟧ badge.", fixed="I give it a 7 and an '80s badge."),
    Allowed("An 8/10, an 11-year-old, an 1890s farce, an 80-minute film, an 18,000-seat hall, an 800-page book."),
    Allowed("A 9/10, a 110-minute film, a 1950s coat, an 0-6 run, a 1800-seat hall, a 12-year-old, a 100-page book."),
    Allowed("A 180-page book, a 1,100-page one."),
    Allowed("Channel A 8 is off. Vitamin A 11 times a day. From A 80 years later. A-8 and Plan A 18."),
)

_NUMBER = re.compile(r"(?<![\w.’'/-])(?P<article>an?|An?) (?P<mark>['’‘]?)(?P<number>\d[\d,]*)(?P<rest>[\w/’'.-]*)")
_NAME = re.compile(r"[\w’'-]+ $")


def find(block: Block) -> Iterator[Finding]:
    """Findings on the article and the number."""
    if block.kind not in RUNNING:
        return
    for match in _NUMBER.finditer(block.text):
        decade = len(match["number"]) == 4 and re.match(r"['’]?s\b", match["rest"]) is not None
        vowel, article = _vowel(match["number"], decade), match["article"]
        undecided = match["number"][0] == "0" or (len(match["number"]) == 4 and not decade)
        if undecided or vowel == (len(article) == 2):
            continue
        # “Plan A 18”: a letter that names something is a capital behind a word.
        if article[0] == "A" and _NAME.search(block.text[: match.start()]):
            continue
        right = article[0] + ("n" if vowel else "")
        end = match.end() - len(match["rest"]) + len(match["rest"].rstrip(".'’"))
        message = f"The article follows the sound of the number: “{right} {match['number']}”."
        yield flag(block, match.start(), end, message, f"{right}{block.text[match.end('article') : end]}")


def _vowel(number: str, decade: bool) -> bool:
    """Whether a number as it is read begins with eight, eleven, eighteen or eighty."""
    groups = number.rstrip(",").split(",")
    digits = groups[0]
    return digits[0] == "8" or (digits[:2] in ("11", "18") and (len(digits) == 2 or decade))
