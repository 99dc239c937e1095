"""A number below ten in digits, where the draft spells such numbers out.

Chicago spells out numbers up to one hundred in running text, AP and most papers up to nine (Chicago, chapter 9,
“General principles”; AP, “numerals”). The default house keeps the draft's own way: where it spells out two to nine at
least twice as often, a digit in the same use is flagged; where it spells out one number or wavers, it is one question.
So are ordinals (3rd) where others are spelled out.

Digits are right, and left alone, in scores and ratings, times, dates, ages, sums, percentages, measurements,
versions, ratios, behind the thing that they number (round 5, chapter 2, a title's 3), beside a larger number in the
same sentence, and in scoreboards: a sentence with three figures or more, or a paragraph with more figures than
sentences.
"""

import re
from collections.abc import Iterator

from pipeline.checks import Allowed, Flagged
from pipeline.checks._places import places, together
from pipeline.document import Block, Document
from pipeline.finding import Finding, Severity, flag
from pipeline.house import entries

SEVERITY = Severity.ERROR
FIX = "unsafe"
EXAMPLES = (
    Flagged(
        "The two leads share three scenes. The other ⟦4⟧ songs are short.",
        fixed="The two leads share three scenes. The other four songs are short.",
    ),
    Flagged(
        "Two of six films rain; seven don't. I saw ⟦3⟧ films.",
        fixed="Two of six films rain; seven don't. I saw three films.",
    ),
    Flagged(
        "The two leads share a scene. The other ⟦4⟧ songs are short.",
        fixed="The two leads share a scene. The other four songs are short.",
        severity=Severity.QUERY,
    ),
    Flagged(
        "In the second act it rains; in the ⟦3rd⟧ act it snows.",
        fixed="In the second act it rains; in the third act it snows.",
        severity=Severity.QUERY,
    ),
    Allowed("In the second act it rains; they play on the 6th and the 11th."),
    Allowed("In the second act it rains; on the 3rd of May, in 3rd grade, it snows."),
    Allowed("I saw the 2 leads share 3 scenes, and six songs."),
    Allowed("The two leads share three scenes in rounds 1 or 5, at 4 stars, 9/10, 3 out of 5, for $4 and 3 km."),
    Allowed("The two leads, three scenes: Alien Sky 3 has 4 GB, and she is 5 years old at 6 pm."),
    Allowed("Two leads and three scenes. The Reds won 3 matches, lost 4 games and drew 2 sets."),
    Allowed("Two leads and three scenes. Of the 12 songs 3 are short."),
)

FEW = 3
"""More digits than this are one finding: an inconsistency is one question, however often it comes."""

_WORDS = ("two", "three", "four", "five", "six", "seven", "eight", "nine")
_SPELLED = re.compile(rf"(?<![\w'’-])(?:{'|'.join(_WORDS)})(?![\w-])")
_LARGER = re.compile(r"(?<![\w'’-])(?:one of|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|hundred)(?![\w-])")
_DIGIT = re.compile(r"(?<![\w.,:/#$£€¥%+*=<>~−–—-])(?<![#$£€] )(?P<digit>[2-9])(?= [a-z]{2,})(?! ?[-–/x%])")
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_LONG = re.compile(rf"(?<![\w'’-])(?<!at )(?:{'|'.join(_ORDINALS)})(?!ly|[\w-]| of all)")
_SHORT = re.compile(r"(?<![\w.,:/#$£€+*=<>~−–—-])(?P<digit>[1-9])(?:st|nd|rd|th)(?= [a-z]{3,})")
_DATED = re.compile(
    r"\b(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\.? (?:the )?$"
)
_NOUN = re.compile(r" ([a-z]+)")
_OF = re.compile(
    r" (?:of )?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|[A-Z]|grade|street|avenue|place\b|edition)"
)
_LABEL = re.compile(
    r"\b(?:rounds?|chapters?|episodes?|eps?|seasons?|parts?|numbers?|nos?\.?|vol(?:ume|s)?\.?|levels?|tracks?|acts?"
    r"|scenes?|pages?|days?|weeks?|years?|phases?|discs?|disks?|sides?|books?|games?|films?|movies?|types?|versions?"
    r"|grades?|top|figures?|tables?|steps?|stages?|tiers?|rat(?:ed|ing|e)|rating of|scor(?:ed|es?|ing)"
    r"|gives?|gave|giving|series"
    r"|lines?|rooms?|areas?|worlds?|class|channels?|players?|marks?|sections?|notes?|issues?|beats?|sizes?|ages?d?"
    r"|at|by|under|over|until|till|before|after|around|about|since|to|[A-Z][\w’'-]*)"
    r"(?: \d+,?(?: (?:and|or|to|through|&))?)* $|\d \w+ (?:and )?$"
)
_UNIT = re.compile(
    r" (?:(?:and a half )?(?:years?[- ]old|months?[- ]old|per ?cent|stars?|points?|pts"
    r"|out ?(?:of|ta)|(?:of|to|or|and) \d[½¼¾]?|\w+ (?:and )?\d|am|pm|a\.m|p\.m"
    r"|o['’]clock|km|cm|mm|kg|lbs?|oz|inch(?:es)?|feet|foot|ft|met(?:er|re)s?|miles?|yards?|degrees?"
    r"|mph|fps|gb|mb|kb|hz|bit|million|billion|trillion|thousand|hundred|players?|dimensional|times|x|v|vs|th|rd"
    r"|dollars?|pounds?|euros?|quid|bucks?|cents?|pence|grams?|tons?|lit(?:er|re)s?|gallons?|hp"
    r"|more|less|plus|or (?:over|older|under|above|younger|up)"
    r"|rather than|for|in|is|was|by|at|but|on|if|because|as|when|which|it|than|with|from)\b)",
    re.IGNORECASE,
)


def find(document: Document) -> Iterator[Finding]:
    """Flag each digit that a number word should be."""
    yield from _ordinals(document)
    spelled = sum(1 for _ in places(document, _SPELLED))
    others = sum(1 for _ in places(document, _LARGER))
    digits = [
        (place, match)
        for place, match in places(document, _DIGIT)
        if not _UNIT.match(place.block.text, match.end())
        and not _LABEL.search(place.block.text[: match.start()])
        and not _beside_larger(place.block, match.start())
        and not _scoreboard(place.block, match.start())
    ]
    if not digits or spelled + others < max(1, len(digits)):
        return
    sure = spelled >= 2 * len(digits) and spelled > 1
    severity = None if sure else Severity.QUERY if len(digits) <= FEW else Severity.ADVICE
    if len(digits) > FEW or not sure:
        words = [(place, _WORDS[int(match["digit"]) - 2]) for place, match in digits]
        message = (
            f"“{digits[0][0].text}” in digits, where the draft spells out small numbers; “{words[0][1]}” is wanted."
        )
        yield together(words, message, severity)
        return
    for place, match in digits:
        word = _WORDS[int(match["digit"]) - 2]
        message = f"“{match['digit']}” in digits, where the draft spells out small numbers; “{word}” is wanted."
        yield flag(place.block, place.start, place.end, message, word, severity=severity)


def _ordinals(document: Document) -> Iterator[Finding]:
    """The ordinals in digits of a draft that spells others out, as one question."""
    odd = [
        (place, _ORDINALS[int(match["digit"]) - 1])
        for place, match in places(document, _SHORT)
        if not _DATED.search(place.block.text[: place.start])
        and not _OF.match(place.block.text, place.end)
        and _NOUN.match(place.block.text, place.end)[1] not in entries("function-words.tsv")  # type: ignore[index]
    ]
    spelled = sum(1 for _ in places(document, _LONG))
    if odd and spelled >= len(odd):
        message = f"“{odd[0][0].text}” in digits, where the draft spells ordinals out; “{odd[0][1]}” is wanted."
        yield together(odd, message, Severity.QUERY)


def _sentence(text: str, at: int) -> str:
    """The sentence that a place is in."""
    start = max(text.rfind(mark, 0, at) for mark in (". ", "! ", "? ")) + 1
    ends = [end for end in (text.find(mark, at) for mark in (". ", "! ", "? ")) if end > 0]
    return text[start : min(ends, default=len(text))]


def _scoreboard(block: Block, at: int) -> bool:
    """Whether figures are listed here: three or more in the sentence, or more of them in the block than sentences."""
    figures = re.compile(r"(?<![\w.,])(?!(?:1[89]|20)\d\d\b)\d+(?:[.,]\d+)?(?!\w)")
    sentences = len(re.findall(r"[.!?…](?=\s|[\"”’)]|$)", block.text)) or 1
    many = len(figures.findall(block.text))
    return len(figures.findall(_sentence(block.text, at))) >= 3 or (many >= 3 and many > sentences)


def _beside_larger(block: Block, at: int) -> bool:
    """Whether the sentence has a number from 10 on in digits, other than a year."""
    sentence = _sentence(block.text, at)
    return bool(re.search(r"(?<![\w.,])\d{2,3}(?:,\d{3})*(?![\w])|\b\d\.\d|\d{1,3},\d{3}", sentence))
