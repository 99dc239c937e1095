"""A first element that stands as a word of its own: “over exaggerated”, “self conscious”, “re read”, “post modern”.

*Over*, *under*, *self*, *post*, *sub* and *re* are words, too, and only these compounds are looked for: participles
that reviews hardly ever have behind the preposition (over exposed, under developed), *self* with its nouns and
adjectives, *post* before an age or a style, *re* before a verb, *sub* before a part. Where an adjective may begin the
preposition's own phrase (over complicated matters), “is”, “so”, “a bit” and their like have to stand before. *Self*
keeps its hyphen, and so does *re* before an e; *over* and *under* have none, the others where they are mostly written
without one. (The Chicago Manual of Style 7.96; New Hart's Rules 3.3.)
"""

import re
from collections.abc import Iterator

from pipeline import house
from pipeline.checks import Allowed, Flagged
from pipeline.document import RUNNING, Block, RegionKind
from pipeline.finding import Finding, Severity, flag
from pipeline.names import Names

SEVERITY = Severity.ERROR
FIX = "unsafe"

EXAMPLES = (
    Flagged(
        "The villain is ⟦over exaggerated⟧ and ⟦under developed⟧.",
        fixed="The villain is overexaggerated and underdeveloped.",
    ),
    Flagged("It is so ⟦over complicated⟧.", fixed="It is so overcomplicated."),
    Flagged("A ⟦self conscious⟧ man paints a ⟦self portrait⟧.", fixed="A self-conscious man paints a self-portrait."),
    Flagged("I ⟦re read⟧ the ⟦post modern⟧ book.", fixed="I reread the postmodern book."),
    Flagged("The ⟦sub plot⟧ is dull.", fixed="The subplot is dull."),
    Allowed("They quarrel over complicated matters, over long distances, under stated conditions."),
    Allowed("She shows her true self confident of victory; he is self-made. Re: read the post of mine."),
    Allowed("The war was over. Exposed, they ran; it was a matter of over, done, and out."),
)

CLOSED = 20
"""How often the whole word has to stand in the house's reviews to be written without a hyphen."""

_OVER = (
    r"over (?:acted|acting|analy[sz](?:e[ds]?|ing)|blown|cooked|crowded|dramati[sz](?:ed?|ing)|emphasi[sz](?:ed?|ing)"
    r"|estimated?|exaggerat(?:ed?|es|ing|ion)|expos(?:ed|ure)|extended|hyped|inflated|looked|power(?:ed|ing)|priced"
    r"|rated|react(?:s|ed|ing|ion)?|rehearsed|saturated|sexed|shadow(?:s|ed|ing)?|simplif(?:y|ied|ies|ying)|sized"
    r"|stuffed|styli[sz]ed|think(?:ing)?|wrought)"
)
_UNDER = (
    r"under (?:appreciated|developed|estimat(?:ed?|es|ing)|funded|nourished|privileged|rated|represented|utili[sz]ed"
    r"|whelm(?:ed|ing))"
)
_GUARDED = (
    r"(?:over (?:ambitious|anxious|complicated|confident|dependent|developed|done|dramatic|eager|elaborate|emotional"
    r"|enthusiastic|excited|indulgent|lit|long|paid|polished|populated|produced|protective|romantic|sensitive"
    r"|sentimental|serious|used|written|zealous)|under (?:lit|paid|played|stated|used|written))"
)
_BEFORE = (
    r"(?:(?<!\w)(?:an?|the|our|is|was|are|were|be|been|being|feels?|felt|seems?|seemed|so|too|very|bit|little|way|often"
    r"|rather|quite|pretty|somewhat|just|also|slightly|totally|horribly|vastly|highly|hugely|grossly|badly|terribly"
    r"|completely|incredibly|and|or)|(?:['’](?:s|re))) "
)
_SELF = (
    r"self (?:absor(?:bed|ption)|assured|aware(?:ness)?|cent(?:ered|red)|confiden(?:ce|t)|conscious(?:ly|ness)?"
    r"|contained|deception|defen[cs]e|deprecat(?:ing|ion)|destruct(?:ion|ive|s)?|discovery|doubt|esteem|evident"
    r"|explanatory|hatred|importan(?:ce|t)|imposed|indulgen(?:ce|t)|inflicted|loathing|mockery|mocking|obsessed|parody"
    r"|pity|portraits?|possessed|preservation|proclaimed|promotion|referential|relian(?:ce|t)|respect(?:ing)?"
    r"|righteous(?:ly|ness)?|sacrific(?:e|ing)|satisfied|serving|styled|sufficien(?:cy|t)|taught|worth)"
)
_POST = (
    r"post (?:apocalyptic|colonial|feminis[mt]|industrial|modern(?:is[mt])?|nuclear|production|revolutionary"
    r"|traumatic|war)"
)
_SUB = r"sub (?:categor(?:y|ies)|genres?|human|par|plots?|standard|text|titled)"
_RE = (
    r"re (?:appears?|appeared|assess|born|cast|creat(?:e[ds]?|ing)|cut|defin(?:e[ds]?|ing)|design(?:ed)?"
    r"|discover(?:s|ed)?|dubbed|edit(?:ed|ing)?|elected|enact(?:s|ed|ing|ments?)?|enters?|establish(?:es|ed)?|evaluate|examine"
    r"|hash(?:ed|ing)?|imagin(?:ed?|ing)|introduce[ds]?|issued?|kindled?|learn|liv(?:e[ds]?|ing)|make|makes|making|made|married|marry"
    r"|named|open(?:s|ed)?|playable|read|reading|reads|record(?:ed)?|releas(?:e[ds]?|ing)|runs|shoots?|shot|tell(?:s|ing)?|told"
    r"|titled|unit(?:e[ds]?|ing)|us(?:ed?|ing)|view(?:ed|ing|ings)?|visit(?:s|ed|ing)?|watch(?:able|ed|es|ing)?"
    r"|writes?|writing|written|wrote)"
)
_FREE = re.compile(rf"(?<![\w'’./-])(?:{_OVER}|{_UNDER}|{_POST}|{_SUB}|{_RE})\b(?![-'’])", re.I)
_LED = re.compile(rf"{_BEFORE}(?P<led>{_GUARDED})\b(?![-'’])", re.I)
_OF_ONE = re.compile(
    r"(?<!true )(?<!inner )(?<!real )(?<!old )(?<!former )(?<!other )(?<!better )(?<!usual )(?<!younger )(?<!older )"
    rf"(?<![\w'’./-]){_SELF}\b(?![-'’])",
    re.I,
)


def find(block: Block, names: Names) -> Iterator[Finding]:
    """Findings on the two words."""
    if block.kind not in RUNNING:
        return
    spans = [match.span() for pattern in (_FREE, _OF_ONE) for match in pattern.finditer(block.text)]
    spans += [match.span("led") for match in _LED.finditer(block.text)]
    for start, end in sorted(spans):
        first, second = block.text[start:end].split(" ")
        if second != second.lower() or names.touches(block, start, end):
            continue
        if block.inside(RegionKind.EMPHASIS, start, end):
            continue
        right = _joined(first, second)
        yield flag(block, start, end, f"“{first} {second}” is one word: “{right}”.", right)


def _joined(first: str, second: str) -> str:
    """The two as one word, with a hyphen or without."""
    often = house.frequencies().get((first + second).lower(), 0) >= CLOSED
    plain = first.lower() in ("over", "under") or (first.lower() == "re" and second[0] != "e")
    return first + second if first.lower() != "self" and (often or plain) else f"{first}-{second}"
