"""A capital on a word or a phrase that hardly anybody gives one.

“The actual Content”, “a Serial Killer”, “the 19th Century”: English gives capitals to names, not to weight (Chicago
8.1; New Hart's Rules 5.1). Flagged is a word that reviews write small nineteen times in twenty, behind a small word and
before another, and a pair of common words that reviews write with capitals hardly ever. Behind a comma a small word of
grammar may begin a sentence: there a full stop is proposed first. A century has no capital, but in the studio's name;
nor has a word of grammar behind another one that no sentence ends with (but The story), a semicolon, a dash or “Well,”.

Left alone: what stands near another capital, for it may be part of a name or title; what the draft has with a capital
more than once; what stands behind “the”, where it may be somebody's title; quotations and italics.
"""

import re
from collections.abc import Iterator

from pipeline import house as tables
from pipeline.checks import Allowed, Flagged
from pipeline.checks._capitals import capital_near
from pipeline.checks._listed import listed
from pipeline.checks._places import Place, places
from pipeline.document import Document
from pipeline.finding import Finding, Severity, flag
from pipeline.house import House
from pipeline.names import common

SEVERITY = Severity.ERROR
FIX = "unsafe"
EXAMPLES = (
    Flagged("The actual ⟦Content⟧ of it is thin.", fixed="The actual content of it is thin."),
    Flagged("It has a ⟦Serial Killer⟧ in every room.", fixed="It has a serial killer in every room."),
    Flagged("It ends in the 19th ⟦Century⟧.", fixed="It ends in the 19th century."),
    Flagged("He sings too ⟦loud, Nobody⟧ minds.", fixed="He sings too loud. Nobody minds."),
    Flagged("He sings too loud, ⟦But⟧ nobody minds.", fixed="He sings too loud, but nobody minds."),
    Flagged(
        "She is a fan of ⟦Zombie⟧ films; in one a zombie sings.",
        fixed="She is a fan of zombie films; in one a zombie sings.",
    ),
    Flagged(
        "It drags where ⟦The⟧ plot should go, but ⟦It⟧ ends.", fixed="It drags where the plot should go, but it ends."
    ),
    Flagged("Well, ⟦This⟧ is a long song; ⟦The⟧ cast knows.", fixed="Well, this is a long song; the cast knows."),
    Flagged("It has a song in it - ⟦Which⟧ is odd.", fixed="It has a song in it - which is odd."),
    Allowed(
        "A River Runs Through It to the end; it is by The cure of Doctor Who or by the Who. Pros - The cast is good."
    ),
    Allowed("It was sold to 20th Century Fox. The Content of it is thin."),
    Allowed("He sings in the Content Choir, sings of Content, and the Content rules."),
    Allowed("She wrote “the actual Content” and *a Serial Killer*. A second Content is a Content."),
    Allowed("It has a Serial Killer Club in every room."),
)

RARE = 0.045
"""How much of a word's use has a capital, at most, for the capital to be a slip."""

RARE_HERE = 0.19
"""And where the draft itself has it small, too."""

SELDOM = 0.13
"""And how much of a pair's use has two."""

OFTEN, TOGETHER = 90, 400
"""How often reviews have the word, or the pair, at least."""

_WORD = re.compile(
    r"(?<![\w'’.&/#@*_-])(?P<before>[a-z][\w’']*),? (?P<word>[A-Z][a-z]{2,})(?=(?: [a-z]|[.,;!?)](?:\s|$)))(?!\.\w)"
)
_PAIR = re.compile(
    r"(?<![\w'’.&/#@*_-])(?P<before>[a-z][\w’']*) (?P<word>[A-Z][a-z]+ [A-Z][a-z]+)(?=(?: [a-z]|[.,;!?)](?:\s|$)))"
)
_CENTURY = re.compile(
    r"(?<![\w-])(?:\d{1,2}(?:st|nd|rd|th)|[\w-]+(?:teenth|ieth|first|second|third|fifth)) (?P<word>Century)"
    r"(?! (?:[A-Z]|fox\b))(?![\w-])"
)
_SMALL_WORDS = (
    r"A|An|The|And|But|Or|If|When|While|Where|Why|How|Which|Who|That|This|These|Those|It|He|She|They|We|You|There|His|Her|Its"
    r"|My|Your|Their|Our|Not|Is|Was|Are|As|Because|With|For|From|Then"
)
_GRAMMAR = re.compile(
    r"(?:(?<![\w'’-])(?:[Ww]ell|[Oo]k|OK|[Oo]kay|[Aa]nyway|[Ll]astly|[Ff]irstly|[Ss]econdly|[Ff]inally|[Hh]owever|[Aa]lso"
    r"|[Ss]adly|[Uu]nfortunately|[Ll]uckily|[Tt]hankfully|[Bb]asically|[Aa]ctually|[Hh]onestly), "
    r"|(?<![\w'’-])(?:but|and|or|where|when|while|if|because|although|though|that|about|into|of|with|than|sadly|unless|since"
    r"|until|whether|is|was|are|were|has|had) "
    r"|(?<=[a-z)]); |(?<=[a-z] [a-z])(?P<long>[a-z]* [a-z]+) (?:-{1,2}|–|—) )"
    rf"(?P<word>{_SMALL_WORDS})(?= [a-z])"
)
"""A word of grammar with a capital, behind what no sentence ends with."""

_NAMING = listed(
    """the of called named titled entitled as like see saw seen watch watched watching from than versus vs in on
    is was are were be starring song album game show series film movie book band group label"""
)
"""Behind these the word may be a name."""

_SELF = listed("it who us her him his he i them will may art")
"""What is a title, God or somebody's name too often."""

_JOINTS = listed("and but or so nor yet because which while although though with without especially including plus")
"""What goes on with a sentence behind a comma."""

_COUNTED = re.compile(r" [a-z]{3,}s\b")
"""What shows that a word only says of which sort something is: Zombie movies."""


def find(document: Document, house: House) -> Iterator[Finding]:
    """Flag the word or the phrase."""
    for place, match in places(document, _CENTURY):
        yield _finding(place, match, "“Century” is a common noun here")
    for place, match in places(document, _GRAMMAR):
        start, end = match.span("word")
        if not capital_near(place.block, start, end):
            low = match["word"].lower()
            yield flag(place.block, start, end, f"No sentence begins here; “{low}” is wanted.", low)
    for place, match in places(document, _WORD):
        if match["word"] not in house.names and _is_chance(document, place, match):
            yield _finding(place, match, f"“{match['word']}” is a common word")
    for place, match in places(document, _PAIR):
        if match["word"] not in house.names and _is_phrase(place, match):
            yield _finding(place, match, f"“{match['word']}” is no name")


def _finding(place: Place, match: re.Match[str], why: str) -> Finding:
    low = match["word"].lower()
    before = match.groupdict().get("before")
    if before and match[0][len(before)] == "," and low not in _JOINTS and before not in ("mean", "say", "well", "oh"):
        message = f"A sentence begins here, or “{match['word']}” needs no capital."
        wanted = f"{before}. {match['word']}", f"{before}, {low}"
        return flag(place.block, match.start(), match.end("word"), message, *wanted)
    return flag(place.block, match.start("word"), match.end("word"), f"{why}; “{low}” is wanted.", low)


def _is_chance(document: Document, place: Place, match: re.Match[str]) -> bool:
    """Whether a word's capital is a slip."""
    low, before = match["word"].lower(), match["before"]
    often = tables.frequencies().get(low, 0)
    rare = RARE_HERE if _small(document, low) else RARE
    if often < OFTEN or tables.capitals().get(low, 0) > rare * often or low in _SELF:
        return False
    if before in _NAMING and not (
        before == "of" and rare > RARE and _COUNTED.match(place.block.text, match.end("word"))
    ):
        return False
    if capital_near(place.block, match.start("word"), match.end("word")) or _twice(document, match["word"]):
        return False
    return not (low in tables.entries("function-words.tsv") and match[0][len(before)] == " ")


def _is_phrase(place: Place, match: re.Match[str]) -> bool:
    """Whether two capitals stand on a phrase that is none of a name."""
    words = match["word"]
    together = tables.bigrams().get(words.lower(), 0)
    if together < TOGETHER or tables.names().get(words, 0) > SELDOM * together or match["before"] in _NAMING - {"the"}:
        return False
    return all(map(common, words.split())) and not capital_near(place.block, match.start("word"), match.end("word"))


def _small(document: Document, low: str) -> bool:
    """Whether a draft has a word without a capital."""
    return any(re.search(rf"(?<![\w'’-]){low}(?![\w'’-])", block.text) for block in document.running())


def _twice(document: Document, word: str) -> bool:
    """Whether a draft has a word with its capital more than once inside a sentence."""
    pattern = re.compile(rf"(?<![.!?…] )(?<!^)\b{word}\b", re.MULTILINE)
    return sum(len(pattern.findall(block.text)) for block in document.blocks) > 1
