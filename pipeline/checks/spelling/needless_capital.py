"""A capital on a common noun, verb or adjective inside a sentence: “this Movie”, “was also Selected”.

English gives capitals to names, not to weight (Chicago 8.1; New Hart's Rules 5.1). Three families are certain enough
to be flagged, all with words in lower case before and behind: a term of the trade (film, director, spoilers), a
relative or a rank behind an article or a possessive (her Father, a Cop), and a verb or adjective behind a word that
no title begins with (very Disappointed, who Tells).

A trade's term behind the name of a medium or a prize (TV Series, Oscar Nomination) is a question, since it may be a
name's last part; so is any other common word behind “a”, “this” or “my”, and one that the draft elsewhere writes
small twice or more. Quotations, titles in italics, labels and headings are left alone; so is what the draft
has with a capital three times or more and oftener than without.
"""

import re
from collections.abc import Iterator

from pipeline import house as tables
from pipeline.checks import Allowed, Flagged
from pipeline.checks._capitals import capital_near
from pipeline.checks._listed import listed
from pipeline.checks._places import Place, begins_sentence, places
from pipeline.document import Document
from pipeline.finding import Finding, Severity, flag
from pipeline.house import House

SEVERITY = Severity.ERROR
FIX = "unsafe"
EXAMPLES = (
    Flagged(
        "I had high hopes for this ⟦Movie⟧, then it rained.", fixed="I had high hopes for this movie, then it rained."
    ),
    Flagged(
        "She tells her ⟦Father⟧ that the old ⟦Cop⟧ is dead.", fixed="She tells her father that the old cop is dead."
    ),
    Flagged("It was also ⟦Selected⟧ for a prize.", fixed="It was also selected for a prize."),
    Flagged("The page may contain ⟦Spoilers⟧.", fixed="The page may contain spoilers."),
    Flagged(
        "She has an Oscar ⟦Nomination⟧ for it.", fixed="She has an Oscar nomination for it.", severity=Severity.QUERY
    ),
    Allowed("The Movie Channel showed it; so did Father Brown, and King Lear was on."),
    Allowed("It was shot in the Thriller era, before the Movie tour."),
    Allowed("I play it on my Switch. The trailer came with Wanted, and I wanted what they wanted."),
    Allowed("She calls Mother a saint. We saw *Movie* and “the Movie”. Dinner with Father was long."),
    Allowed("The Director rules them all. Only the Director knows, and the Director is dead."),
    Allowed("It stars Scary Movie alumni; a Best Actress Oscar. His favourite is Loving."),
    Flagged("It hides a ⟦Creation⟧ myth.", fixed="It hides a creation myth.", severity=Severity.QUERY),
    Flagged("The ⟦Captain⟧ sleeps.", fixed="The captain sleeps.", severity=Severity.QUERY),
    Flagged(
        "They grow up to be ⟦Adults⟧ only in looks; adults are adults.",
        fixed="They grow up to be adults only in looks; adults are adults.",
        severity=Severity.QUERY,
    ),
    Allowed("It is better than Signs, which has signs and more signs."),
    Allowed("Mr. King, the Duke of York, and the King of Rock and Roll walk in."),
)

_TRADE = listed(
    """movie movies film films filmmaker filmmakers director directors actor actors actress actresses plot plots script
    scripts screenplay soundtrack spoiler spoilers review reviews reviewer reviewers scene scenes audience audiences
    critic critics synopsis trailer trailers sequel sequels prequel remake remakes nomination nominations cinema cinemas
    theater theaters genre genres comedies dramas thriller thrillers ending dialogue budget producer producers
    screenwriter screenwriters novel novels storyline cinematography cinematographer subtitles documentary
    documentaries episode episodes album albums song songs lyrics gameplay game games book books viewer viewers
    character characters performance performances acting"""
)
_RANKS = listed(
    """captain major colonel sergeant sheriff mayor judge emperor empress bishop officer general detective commander"""
)
_PERSONS = listed(
    """father mother brother sister son daughter husband wife uncle aunt cousin grandfather grandmother parents boy girl
    boyfriend girlfriend man woman men women child children kid kids guy guys lady wives
    knights soldier soldiers teacher detective lawyer policeman policemen cop cops nurse priest doctor doctors police
    friend friends people person hero heroine villain villains killer vampire vampires zombie zombies"""
)
_MEDIA = listed("series film films movie movies show shows nomination nominations actor actress director release")
_BEFORE_MEDIA = listed("TV DVD Oscar Hollywood Bollywood Emmy Grammy")
_DETERMINER = listed(
    """a an the this that these those his her its their my our your no any every each some both two three many most
    another such whose"""
)
_TITLED = listed(
    """of in on from than like as after before to by and or with for about into versus vs
    watch watched watching saw see seen called titled"""
)
"""Behind these a title may stand as a thing does: better than Signs."""
_ONE = listed("a an this my her his our your any every some no")
_DEGREE = listed("very so too really quite extremely also truly totally completely absolutely rather pretty not")
_SUBJECT = listed("who they we he she it which")
_BE = listed("was were is are been be being has had have")
_VERBISH = re.compile(r"[a-z]{3,}(?:ed|ing|ful|less|ous|ive|able|ible|ant|ic)$")

_CAPITAL = re.compile(
    r"(?<![\w'’.&/#@-])(?P<before>[A-Za-z][\w’']*),? (?P<word>[A-Z][a-z]+)(?= [a-z]|[.,;!?)]|$)(?!\.\w)"
)
_TITLE = re.compile(r"[A-Z][\w'’-]* (?:of |and |in |on |for )?(?:the|an?)$")
_LAST = re.compile(r"([\w’'-]+) $")


def find(document: Document, house: House) -> Iterator[Finding]:
    """Flag the words with capitals."""
    for place, match in places(document, _CAPITAL):
        word, start = match["word"], match.start("word")
        low = word.lower()
        if (
            word in house.names
            or low in tables.entries("common-brands.tsv")
            or begins_sentence(place.block, start)
            or _label(place)
        ):
            continue
        severity = _severity(document, place, match, low)
        near = match["before"] not in _BEFORE_MEDIA and capital_near(place.block, start, match.end("word"))
        if severity is not None and not near and not _meant(document, word):
            message = f"“{word}” is a common word; “{low}” is wanted."
            yield flag(place.block, start, match.end("word"), message, low, severity=severity)


def _severity(document: Document, place: Place, match: re.Match[str], low: str) -> Severity | None:
    """An error behind a small word, a question behind a medium's or prize's name, nothing where it may be right."""
    before, after = match["before"], place.block.text[match.end("word") :]
    comma = match[0][len(before)] == ","
    if before in _BEFORE_MEDIA:
        led = _LAST.search(place.block.text[: match.start()])
        sure = before == "TV" and low in ("series", "show", "shows")
        sure = sure or (before in ("Oscar", "Emmy", "Grammy") and low.startswith("nomination"))
        plain = led is not None and led[1].islower()
        return Severity.QUERY if low in _MEDIA and not comma and (sure or plain) else None
    if before.istitle() and before.lower() in _DETERMINER and low in _PERSONS | _RANKS | _TRADE:
        opens = begins_sentence(place.block, match.start("before"))
        called = _named(after) or re.match(r" (?:called|named|known|who|of (?!an?\b))\b", after)
        return Severity.QUERY if opens and not comma and not called else None
    if not before.islower() or _TITLE.search(place.block.text[: match.end("before")]):
        return None
    if _named(after) and not (low.endswith("ed") and _common(low)):
        return None
    if before == "the" and re.match(r" (?:era|years|days|album|tour|video|sessions|franchise|cycle|saga)\b", after):
        return None
    if low in _TRADE and not comma and not re.match(r" of\b", after):
        return Severity.ERROR if _open(place.block.text[: match.end("before")]) else None
    if low in _PERSONS:
        return Severity.ERROR if _behind_determiner(place.block.text[: match.end("before")]) and not comma else None
    if before in _ONE and not comma and len(low) > 2 and _common(low):
        return Severity.QUERY
    if low in tables.entries("function-words.tsv"):
        return None
    if before not in _TITLED and before != "the" and len(low) > 3 and _common(low) and _small(document, low) >= 2:
        return Severity.QUERY
    if comma or not _VERBISH.match(low) or not _common(low):
        return None
    if before in _DEGREE and not re.search(
        r"\b(?:is|was) (?:not|also|really)$", place.block.text[: match.end("before")]
    ):
        return Severity.ERROR
    passive = low.endswith("ed") and re.match(r" (?:by|for|to|from|in|at|as|with|because)\b", after)
    if passive and (before in _BE or before in _DEGREE):
        return Severity.ERROR
    return Severity.ERROR if before in _SUBJECT and low.endswith("ed") else None


def _named(after: str) -> bool:
    """Whether a name follows, with a small word between at most: the King of Rock."""
    return re.match(r" (?:(?:of|in|from|for|to|on|and|the|an?|with) )*[A-Z]", after) is not None


def _small(document: Document, low: str) -> int:
    """How often a draft has a word without a capital."""
    return sum(len(re.findall(rf"(?<![\w'’-]){low}(?![\w'’-])", block.text)) for block in document.running())


def _open(before: str) -> bool:
    """Whether what stands before a term can't be a title's beginning: a determiner, a verb or an adjective."""
    return (
        re.search(
            r"\b(?:called|titled|entitled|named|like|as|in|of|to|from|than|watch|watched|saw|see|and|or)$", before
        )
        is None
    )


def _behind_determiner(before: str) -> bool:
    """Whether a determiner stands before, with an adjective between at most."""
    words = before.split()[-2:]
    return words[-1] in _DETERMINER or (len(words) == 2 and words[0] in _DETERMINER and words[1].isalpha())


def _common(word: str) -> bool:
    """Whether reviews have a word often, and nearly always small."""
    often = tables.frequencies().get(word, 0)
    return often >= 20 and tables.capitals().get(word, 0) <= 0.06 * often


def _meant(document: Document, word: str) -> bool:
    """Whether a draft has a word with its capital three times or more, and oftener than without: it is a name there."""
    prose = [block.text for block in document.running()]
    large = sum(len(re.findall(rf"(?<![.!?] )\b{word}\b(?! [A-Z])", text)) for text in prose)
    return large >= 3 and large > _small(document, word.lower())


def _label(place: Place) -> bool:
    """Whether a paragraph has no sentence's end: a label or a heading that is set as one."""
    return not re.search(r"[.!?…][\"”’')\]*_]*\W*$", place.block.text[-12:])
