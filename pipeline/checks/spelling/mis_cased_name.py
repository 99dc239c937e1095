"""A well-known name with the wrong capitals: Youtube for YouTube, english for English.

Brands, peoples, languages, days, months and places have one form (`house/cased.tsv`), whatever a keyboard makes of it.
Names that are common words too (march, polish, china) are left alone, as are words all in capitals, handles, addresses,
titles that an artist sets in lower case, and set phrases (french fries). A draft without any capitals is no style of
its own: an editor gives its names theirs.

So is a name that reviews nearly always write otherwise: a pair with one of its capitals (new Zealand, Robert de Niro),
a word that is in no dictionary but as a name (tarantino), and “the states” where somebody comes from or goes there.

Source: the owners' own forms; Chicago 8.38, 8.60, 8.68, 8.88; New Hart's Rules 5.
"""

import re
from collections.abc import Iterator
from functools import cache

from pipeline import house as tables
from pipeline.checks import Allowed, Flagged
from pipeline.checks._listed import listed
from pipeline.checks.spelling._cased import forms, set_small
from pipeline.checks.spelling._cased_pairs import in_pairs
from pipeline.checks.spelling._unknown_small import unknown_small
from pipeline.document import Block, RegionKind
from pipeline.engines import LanguageRules
from pipeline.finding import Applicability, Finding, Severity, flag
from pipeline.house import House

SEVERITY = Severity.ERROR
FIX = "mixed"

EXAMPLES = (
    Flagged(
        "The trailer is on ⟦Youtube⟧, and every ⟦Youtuber⟧ has seen it.",
        fixed="The trailer is on YouTube, and every YouTuber has seen it.",
    ),
    Flagged("It came out on ⟦Playstation⟧ in ⟦october⟧.", fixed="It came out on PlayStation in October."),
    Flagged("An ⟦english⟧ dub of the ⟦Imdb⟧ favourite.", fixed="An English dub of the IMDb favourite."),
    Flagged("She plays a soldier with ⟦ptsd⟧.", fixed="She plays a soldier with PTSD."),
    Flagged(
        "He left ⟦new⟧ Zealand for Robert ⟦de⟧ Niro and ⟦tarantino⟧; back in the ⟦states⟧, nobody knew.",
        fixed="He left New Zealand for Robert De Niro and Tarantino; back in the States, nobody knew.",
    ),
    Flagged("It is ⟦un-american⟧ and ⟦anti-semitic⟧.", fixed="It is un-American and anti-Semitic."),
    Flagged("She moved to ⟦new york⟧ to watch ⟦star trek⟧.", fixed="She moved to New York to watch Star Trek."),
    Flagged("It has Mick ⟦Mcbride⟧ in it.", fixed="It has Mick McBride in it."),
    Flagged("It was never released outside the ⟦states⟧.", fixed="It was never released outside the States."),
    Flagged("A ⟦b-movie⟧ on ⟦dvd⟧ for ⟦easter⟧.", fixed="A B-movie on DVD for Easter."),
    Flagged(
        "In the ⟦middle ages⟧ they prayed to ⟦god⟧; Alison ⟦quorlan⟧ didn't.",
        fixed="In the Middle Ages they prayed to God; Alison Quorlan didn't.",
    ),
    Flagged("A ⟦french canadian⟧ in the ⟦first world war⟧.", fixed="A French Canadian in the First World War."),
    Flagged("Not so ⟦quentin tarantino⟧.", fixed="Not so Quentin Tarantino."),
    Flagged("We grew up with ⟦pink floyd⟧ and rain.", fixed="We grew up with Pink Floyd and rain."),
    Allowed("Will smith and wife agree?"),
    Allowed("It was 'tarantino'fied in a New York city lot."),
    Allowed("He reads pulp fiction in a white house; the states of matter, and from the states that voted."),
    Allowed("Lars von Trier and the new England team sing k.d. lang in the states of Europe; poor ani difranco."),
    Allowed("It is a high school musical; he is some kind of tarzan, who built a frankenstein."),
    Flagged("She is an ⟦american⟧, born on a ⟦friday⟧.", fixed="She is an American, born on a Friday."),
    Allowed("They march to polish the china on YouTube, over french fries."),
    Allowed("WATCH IT ON YOUTUBE; ask @youtube, or see youtube.com."),
    Allowed("Her song “american dream” opens with *paris texas*."),
    Flagged("we saw ⟦emma⟧ in ⟦english⟧, on ⟦friday⟧.", fixed="we saw Emma in English, on Friday."),
    Flagged("The role of ⟦natalie⟧ quarrel is small.", fixed="The role of Natalie quarrel is small."),
    Allowed("It shows a country in a world war, and no world war before it."),
    Flagged("He is a ⟦star wars⟧ fan.", fixed="He is a Star Wars fan."),
    Flagged("Thank ⟦god⟧ for it. Why, for ⟦god⟧'s sake?", fixed="Thank God for it. Why, for God's sake?"),
)

_WORD = re.compile(r"(?<![\w@#/.'’&-])[A-Za-z][A-Za-z]*(?:-[a-z]+)?(?![\w@/]|\.\w|['’](?!s\b|d\b))")
_SON = re.compile(r"(?<![\w@#/.'’&-])Mc(?P<rest>[a-z]{4,})(?![\w@/-]|\.\w)")
"""A name of Mc and its father's, whose capital is lost: Mcbride."""

_PREFIXES = listed("anti pro un non pre post neo ex pan trans mid")
_NO_SON = listed("afee jobs mansion mansions carthyism carthyite carthyist")

_PHRASES = re.compile(
    r"(?:french (?:fr(?:y|ies)|kiss\w*|press|toast|doors?|windows?|horns?)|dutch (?:ovens?|courage)|italic|scotch|"
    r"swiss roll|danish pastr\w+|christian names?|indian (?:file|ink)|russian (?:roulette|dolls?)|"
    r"turkish (?:bath|delight)s?|venetian blinds?|arabic (?:numerals?)|persian (?:cats?|rugs?)|panama hats?|"
    r"afghan (?:hound|rug)s?)\b",
    re.IGNORECASE,
)

_A_THING = re.compile(r"\b(?:an?|kind of|sort of|type of) $")
_NO_NOUN = re.compile(r"(?! (?!and |or |that |who )[a-z])")
THING = 0.8
"""A name that reviews have in capitals less often than this may be a thing's behind an article without its noun: a
danish is a pastry. An american is still an American, whom they write so nine times in ten."""


def find(block: Block, house: House, rules: LanguageRules) -> Iterator[Finding]:
    """Well-known names of a block in the wrong capitals, neighbours as one."""
    found = sorted(_found(block, house, rules), key=lambda finding: (finding.span.start, -finding.span.end))
    group: list[Finding] = []
    for each in found:
        if group and (each.span.start < group[-1].span.end or _adjoin(block, group[-1], each)):
            if each.span.start >= group[-1].span.end:
                group.append(each)
            continue
        yield from _one(block, group)
        group = [each]
    yield from _one(block, group)


def _adjoin(block: Block, first: Finding, second: Finding) -> bool:
    """Whether nothing but a space parts two findings."""
    start, end = block.index_of(first.span.end), block.index_of(second.span.start)
    return block.text[start:end] in (" ", "\u00a0", "-")


def _one(block: Block, group: list[Finding]) -> Iterator[Finding]:
    """Neighbours as one finding: the french canadians are French Canadians."""
    if len(group) < 2 or any(len(each.fix.edits) != 1 for each in group if each.fix):
        yield from group
        return
    start, end = block.index_of(group[0].span.start), block.index_of(group[-1].span.end)
    wanted, at = "", start
    for each in group:
        assert each.fix is not None, "a name in the wrong capitals has its fix"
        (edit,) = each.fix.edits
        low, high = block.index_of(edit.span.start), block.index_of(edit.span.end)
        wanted, at = wanted + block.text[at:low] + edit.text, high
    wanted += block.text[at:end]
    message = f"“{block.text[start:end]}” is written “{wanted}”."
    sources = tuple(dict.fromkeys(source for each in group for source in each.sources))
    yield flag(block, start, end, message, wanted, applicability=Applicability.SAFE, sources=sources)


def _found(block: Block, house: House, rules: LanguageRules) -> Iterator[Finding]:
    yield from in_pairs(block, house)
    yield from _phrases(block, house)
    yield from unknown_small(block, house, rules)
    for match in _SON.finditer(block.text):
        if match[0] not in house.names and match["rest"] not in _NO_SON:
            right = f"Mc{match['rest'].capitalize()}"
            message = f"“{match[0]}” is written “{right}”."
            yield flag(block, *match.span(), message, right, applicability=Applicability.SAFE)
    for match in _WORD.finditer(block.text):
        word = match[0]
        right = forms().get(word.lower()) or _behind_prefix(word)
        if word == right or word in house.names or (word.isupper() and len(word) > 1):
            continue
        if _is_thing(block.text, match):
            continue
        if _PHRASES.match(block.text, match.start()) or set_small(block, match.start(), match.end()):
            continue
        if (
            block.inside(RegionKind.LINK, match.start(), match.end())
            and "." in block.text[match.start() : match.end() + 1]
        ):
            continue
        message = f"“{word}” is written “{right}”."
        yield flag(block, match.start(), match.end(), message, right, applicability=Applicability.SAFE)


def _behind_prefix(word: str) -> str:
    """A word with the capital of the name behind its prefix: anti-Semitic, un-American (Chicago 8.38, 8.60)."""
    prefix, hyphen, name = word.partition("-")
    right = forms().get(name, name) if prefix.lower() in _PREFIXES else name
    return f"{prefix}{hyphen}{right if right.istitle() else name}"


def _is_thing(text: str, match: re.Match[str]) -> bool:
    """Whether a small name is a thing that bears it; days never are."""
    word = match[0]
    if not word.islower() or word.endswith("day"):
        return False
    seldom = tables.capitals().get(word, 0) < THING * tables.frequencies().get(word, 0)
    return (
        seldom and _A_THING.search(text[: match.start()]) is not None and _NO_NOUN.match(text, match.end()) is not None
    )


_GOD = re.compile(
    r"\b(?i:thank|pray(?:s|ed|ing)? to|swear to|believ(?:e|es|ed|ing) in|faith in|praise|honest to|the love of|fear of"
    r"|word of|son of|hand of|will of|wrath of|children of|act of|oh my|oh dear|voice of|house of|man of|angel of"
    r"|belief in|trust in|relationship with|talk(?:s|ed|ing)? to|conversations? with) (god)\b(?! of| that| like|[’'-])"
    r"|\b(god) (?:bless|forbid|knows|almighty|help (?:us|me|them|you|him|her))\b"
    r"|\b(?i:for|in) (god)(?=['’]s (?:sakes?|name|green earth|eyes|hands|will|grace)\b)"
)


def _phrases(block: Block, house: House) -> Iterator[Finding]:
    """Names of several words, and God, without their capitals."""
    for match in _GOD.finditer(block.text):
        start, end = match.span(match.lastindex or 1)
        if not set_small(block, start, end):
            yield flag(block, start, end, "The one God has a capital.", "God", applicability=Applicability.SAFE)
    for match in _named().finditer(block.text):
        right = _several()[match[0].lower().replace("’", "'")]
        plain = match[0].replace("’", "'")
        if plain == right or plain.isupper() or match[0] in house.names or set_small(block, *match.span()):
            continue
        fixed = right.replace("'", "’") if "’" in match[0] else right
        message = f"“{match[0]}” is written “{fixed}”."
        yield flag(block, *match.span(), message, fixed, applicability=Applicability.SAFE)


@cache
def _several() -> dict[str, str]:
    return {phrase.lower(): phrase for phrase in tables.entries("cased-phrases.tsv")}


@cache
def _named() -> re.Pattern[str]:
    either = "|".join(re.escape(form).replace("'", "['’]") for form in sorted(_several(), key=len, reverse=True))
    return re.compile(rf"(?<![\w@#/.'’&-])(?:{either})(?![\w@/-]| of\b)", re.IGNORECASE)
