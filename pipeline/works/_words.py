"""The words and patterns of sentences that name a work: what stands before a title, and what follows it."""

import re
from functools import cache

from pipeline.house import kinds

WINDOW = 160
"""How far round a title is read, in characters."""

DETERMINERS = frozenset(
    "the a an this that these those his her hers its their our my your whose another every each both some "  # noqa: SIM905
    "one two three four five six seven eight nine ten".split()
)
OWNING = frozenset("a an his her its their our my your whose another".split())  # noqa: SIM905
ORDINAL = re.compile(
    r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+(?:st|nd|rd|th)|last|latest|final|newe?s?t?"
    r"|next|previous|earlier|recent|only|debut|\w+est|opening|closing|lead|title|(?:19|20)\d\d)",
    re.IGNORECASE,
)
_CALLED = r"(?:called|titled|entitled|named|known as|dubbed)"
CALLING = re.compile(rf"\b{_CALLED}\b")
JOINT = re.compile(
    rf"(?P<join>(?: by (?:[\w’'.-]+ ){{0,3}}[\w’'.-]+)?(?:,? | ?[–—] ?)(?:(?:is|was|are|were) )?"
    rf"(?:\w+ly )?{_CALLED}(?: \w+ly)?"
    r"|,(?: by (?:[\w’'.-]+ ){0,3}[\w’'.-]+,)?|:| [–—]|—| like| such as| including|,? especially|)\s*$",
)
_AFTER_NOUN = (
    r"(?=[,.;:!?)\]”’\"'—–]|\s*$|\s+(?:about|by|with|without|from|of|that|which|who|whose|in|on|for|and|but|or|set|made"
    r"|starring|to|at|where|when|because|directed|written|based|so|than|I|we|you|it|there|here)\b|\s+[—–(])"
)
_NO_ADJECTIVE = (
    r"(?:to|that|which|who|of|for|with|by|in|from|at|on|as|than|when|where|because|if|but|the|an?|is|was|were|are|had|I|you"
    r"|he|she|it|we|they)"
)
_CREATOR = (
    r"(?P<creator>(?-i:[A-Z][\w’'.!$-]*|de|van|von|la|le|the)"
    r"(?-i: (?:[A-Z][\w’'.!$-]*|de|van|von|la|le|&|and(?= [A-Z])))*)"
)
YEAR = re.compile(r"^\)?,? ?\((?:[^()]{0,60}[, ])?(?P<year>(?:18|19|20)\d\d)(?:[–-](?:\d{2,4})?)?\)")
ADVERBIAL = re.compile(r"(?:^|\s)(?:in|from|of|at|by|with|after|before|since|during|like|unlike)$", re.IGNORECASE)
TALE = re.compile(
    r"^[”’\"']? (?:is|was) (?:the|an?)(?: (?!of\b|to\b|that\b|who\b)[\w’',-]+){0,3} (?:tale|story|retelling)"
    r" (?:of|about)\b"
)
MADE_IN = re.compile(r"\s*(?:from|of) (?P<year>(?:18|19|20)\d\d)\b")
BY = re.compile(rf"^,? by {_CREATOR}")
OWNER = re.compile(rf"(?:^|[\s(“]){_CREATOR}[’']s?$")
CRAFTED = re.compile(
    r" (?:is|was) (?:(?:very|so|quite|really|rather|pretty) )?"
    r"(?:well|badly|poorly|brilliantly|beautifully|superbly|nicely|masterfully|expertly|terribly|cleverly)[ -]"
    r"(?:directed|made|filmed|paced|scripted|edited|produced|photographed)\b"
)
"""What is said of a film; of a character it is that they are well written or acted."""

NUMBERED = re.compile(r"^,? \(?(?:[Ss]eason|[Ss]eries) (?:\d+|one|two|three|four|five|six|seven|I+)\b")
JOIN = re.compile(r"^,?[”’\"'*]*,? ?(?:and |or |& |as well as |then )?[“‘\"'*]*$")
THE = re.compile(r"(?:^|\W)(?:the|this|that|an?|every|each|whole|entire)(?: [\w-]+){0,2} $", re.IGNORECASE)
UNLIKE = re.compile(r"(?:^|[.!?]\s+)(?:un)?like [^.!?]*$|\b(?:as with|as in) [“\"‘'*]*$", re.IGNORECASE)
CLOSED = re.compile(r"[,.;:!?)—–”’\"']|$| and | [–—(]")
RENAMED = re.compile(
    r",? \(?(?P<cue>(?:(?:also|better|originally|formerly) )?(?:known|titled|released|called|published)(?: in \w+)? as"
    r",? |a\.?k\.?a\.?,? |originally,? |literally,? |in English,? |or,? in English,? |translated as )?$"
)
GOES_ON = re.compile(r"(?: [a-z]+){1,3} [A-Z]")
"""What follows the first word of a longer title: “No country for Old Men”."""

OF = (" of ", " to ", " from ")
ON = (" on ", " off ", " from ", " of ")


FOREIGN_ARTICLES = frozenset("das der dem den el gli het il la las le les lo los un une ein eine".split())  # noqa: SIM905
INSIDE = (kinds.Kind.EPISODE, kinds.Kind.SONG, kinds.Kind.CHAPTER, kinds.Kind.STORY, kinds.Kind.POEM, kinds.Kind.ESSAY)
"""Kinds of what is a part of a work: “the finale of Saltmarsh, “Low Water””."""

IMPERSONAL = (kinds.Kind.SERIES, kinds.Kind.GAME)


@cache
def patterns() -> dict[str, re.Pattern[str]]:
    nouns = "|".join(map(re.escape, sorted(kinds.nouns(), key=lambda noun: (-len(noun), noun))))
    noun = rf"(?<![\w-])(?P<noun>{nouns})"
    parts = {form: [words for kind, words in kinds.parts() if kind == form] for form in ("part", "on", "made")}

    def any_of(form: str) -> str:
        return "|".join(map(re.escape, sorted(parts[form], key=lambda words: (-len(words), words))))

    flags = re.IGNORECASE
    return {
        "is": re.compile(
            r"^,?[”’\"']? (?P<be>is|was|are|were|isn[’']t|wasn[’']t|remains|becomes|became|may be|might be|must be)"
            r"(?: (?:not|also|still|simply|perhaps|both|all|\w+ly))*"
            r"(?: (?:the|an?|one of the|his|her|its|their|my|our|[\w’'-]+[’']s)|(?<=are)|(?<=were))"
            rf"(?: (?!{_NO_ADJECTIVE}\b)[\w’',/-]+){{0,7}}? {noun}{_AFTER_NOUN}",
            flags,
        ),
        "apposed": re.compile(
            r"^(?:,[”’\"']*| [–—]| \(|—)[ ]?"
            r"(?P<determiner>an?|the|his|her|its|their|our|my|(?!(?:it|that|he|she|there|what|who|here|let)[’'])"
            r"[\w’'.-]+(?: [\w’'.-]+)?[’']s?)"
            rf"(?P<adjectives>(?: (?!{_NO_ADJECTIVE}\b)[\w’'-]+,?){{0,6}}?) {noun}{_AFTER_NOUN}",
            flags,
        ),
        "compound": re.compile(rf"^[”’\"']? {noun}{_AFTER_NOUN}", flags),
        "bracketed": re.compile(rf"^[”’\"']? \((?:(?P<year>(?:19|20)\d\d) )?(?:[\w’'-]+ ){{0,2}}?{noun}\)", flags),
        "has": re.compile(
            rf"^[”\"']?(?P<ending>[’']s?)[”\"']? (?:(?!{_NO_ADJECTIVE}\b)[\w-]+ ){{0,3}}?"
            rf"(?P<part>{any_of('part')})\b(?![’'-])",
            flags,
        ),
        "of": re.compile(rf"(?<![\w-])(?P<part>{any_of('part')})(?: (?:\d+|one|two|three|four))? \w+ $", flags),
        "on": re.compile(rf"(?<![\w-])(?P<part>{any_of('on')}) \w+ $", flags),
        "inside": re.compile(
            rf"(?P<said>(?:the|this|that|its|his|her|their|our|my|an?|[’']s)"
            rf"(?: (?!{_NO_ADJECTIVE}\b)[\w’'-]+){{0,3}}? {noun}"
            r"(?: (?:of|in) (?:(?:the|its) )?(?:[\w’'-]+ )?(?:season|series)(?: \w+)?)?"
            r" (?:of|on|in|from)) [“‘\"'*_]?(?-i:[A-Z0-9])[^.;:!?“‘\n]{0,60}?,[”’\"']? [“‘\"']?$",
            flags,
        ),
        "made": re.compile(rf"^(?:,[”’\"']*| \() ?(?P<part>{any_of('made')})(?: {_CREATOR})?", flags),
    }
