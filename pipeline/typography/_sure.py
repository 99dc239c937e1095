"""The marks that can be nothing else, whatever stands around them: primes, and apostrophes within words."""

import re

from pipeline.typography._passage import KINDS, SUFFIX, Passage, Side

ELISIONS = re.compile(
    r"(?:\d\ds?|tis|tisn|twas|twasn|twere|twill|twould|twouldn|twixt|tween|tain|em|er|im|e|un|n|til|till|cause|cuz|cos|coz"
    r"|bout|round|neath|tude|fraid|nuff|nother|gainst|cept|kay|sup|ere|alf|ave|aven|ome|ow|ud|appen|pon|midst|course"
    r"|cording|spect|spose|pears|fore|deed|nless|allo|ullo|ello|hood|burbs|stache|toons?|nam|scuse|struth|bots?)"
    r"\b(?!['’]\w{2})",
    re.IGNORECASE,
)
"""What may follow an apostrophe at a word's start."""

_AND = re.compile(r"(?<=\w[ -])['‘’]n['‘’](?=[ -]\w)|(?<!\w)['‘’]n(?= \w)", re.IGNORECASE)
_LETTER = re.compile(r"\b(?:letters?|sounds?|the|an?|of|variable|called) $", re.IGNORECASE)
_LOOSE = re.compile(r"(?<!\w)['’]|['’](?!\w)")
_DECADE = re.compile(r"\b(?:the|early|mid|late|this|these|her|his|their|our)[ -]$", re.IGNORECASE)
_YEARS = re.compile(r"\d0s\b(?!['’])")
"""What is a decade behind the words before: the early ‘90s; a mark further on may be any apostrophe."""
_ELIDED = re.compile(r"(?<![\w'‘’])(?:[cdjlmnst]|qu)(['’])(?=[\"“]\w)", re.IGNORECASE)
_LETTERS = re.compile(r"(?<![\w'’‘\"“”])['‘]\w(['’])s(?![\w'’])")
"""The plural of a quoted letter: three 'A's."""
_NUMBER = r"(?<!\w)(?<!\d[.,])\d+(?:[¼½¾]|\.\d+)?"
_FEET = re.compile(
    r"(?<!\w)(?<!\d[.,])\d+(['’′]) ?\d{1,2}(?:[¼½¾]|\.\d+)?(?:([\"”″])(?![\w])|([\"”″])(?=[NSEW]\b)|(?![\w'’\"”.]))"
)
_INCHES = re.compile(r"(?<!\w)\d+(['′]) ?\d{1,2}(')(')(?!\w)|\d ?(?:ft\.?|feet|foot) \d{1,2}(\")(?!\w)")
_JOINED = r"(?:(?: ?[-–,/&] ?|,? (?:and|or|to) )(?:an? )?)"
_MEASURE = re.compile(
    rf"(?:{_NUMBER}['\"]{_JOINED})*{_NUMBER}(['\"])(?=[ -](?:tall|high|wide|long|deep|thick|across|by \d"
    r"|singles?|vinyl|records?|mix(?:es)?|remix(?:es)?|versions?|EPs?|LPs?|discs?|screens?|TVs?|monitors?|gauge)\b)"
)
_BY = re.compile(rf"{_NUMBER}(['\"]) ?(?:x|×|by) ?(?=\d+(?:[¼½¾]|\.\d+)?(\1)(?!\w))")


def letters(text: str) -> set[int]:
    """The marks that close a quoted letter before the ending of its plural: the 'a's and 'b's."""
    return {match.start(1) for match in _LETTERS.finditer(text)}


def primes(text: str) -> set[int]:
    """The marks of feet and inches (6'2", 5' tall, 8" x 10") and minutes and seconds.

    A double mark is none where a quotation is open before it.
    """
    shaped = [match for pattern in (_FEET, _INCHES) for match in pattern.finditer(text)]
    found = {match.start(group + 1) for match in shaped for group, mark in enumerate(match.groups()) if mark}
    for pattern in (_MEASURE, _BY):
        for match in pattern.finditer(text):
            if match[1] == "'" or not _in_quotation(text, match.start(), found):
                last = match.end(pattern.groups)
                found |= {at for at in range(match.start(), last) if text[at] == match[1]}
    return {at for at in found if text[at] in KINDS}


def _in_quotation(text: str, at: int, primes: set[int]) -> bool:
    """Whether an odd number of double marks, primes left out, stands before a place."""
    return sum(mark in '"“”' and place not in primes for place, mark in enumerate(text[:at])) % 2 == 1


def apostrophes(passage: Passage) -> set[int]:
    """The single marks that can be nothing else: between letters, before a suffix, and in rock 'n' roll."""
    text, found = passage.text, set[int]()
    for match in re.finditer("['’‘]", text):
        at = match.start()
        before, after = text[at - 1 : at], text[at + 1 : at + 2]
        inside = before.isalnum() and after.isalnum()
        suffix = SUFFIX.match(text, at + 1) and (
            not before.strip() or passage.sides(at)[0] in (Side.WORD, Side.CLOSING)
        )
        elision = (ELISIONS.match(text, at + 1) and not _LOOSE.search(text, at + 1)) or (
            _YEARS.match(text, at + 1) and _DECADE.search(text, 0, at)
        )
        if (match[0] != "‘" and (inside or suffix)) or (match[0] == "‘" and (before.isalnum() or elision)):
            found.add(at)
    found |= {match.start(1) for match in _ELIDED.finditer(text)}
    for match in _AND.finditer(text):
        if not _LETTER.search(text, 0, match.start()):
            found |= {at for at in range(*match.span()) if text[at] in "'’"}
    return found - letters(text)
