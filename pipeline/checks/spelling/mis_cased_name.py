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
from pipeline.checks.spelling._famous import bearers
from pipeline.checks.spelling._suggest import slip
from pipeline.document import Block, RegionKind
from pipeline.engines import LanguageRules, Match
from pipeline.finding import Applicability, Finding, Severity, flag
from pipeline.house import House

SEVERITY = Severity.ERROR
FIX = "safe"

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
    Allowed("It was 'tarantino'fied in a New York city lot."),
    Allowed("He reads pulp fiction in a white house; the states of matter, and from the states that voted."),
    Allowed("Lars von Trier and the new England team sing k.d. lang in the states of Europe; poor ani difranco."),
    Allowed("It is a high school musical; he is some kind of tarzan, who built a frankenstein."),
    Flagged("She is an ⟦american⟧, born on a ⟦friday⟧.", fixed="She is an American, born on a Friday."),
    Allowed("They march to polish the china on YouTube, over french fries."),
    Allowed("WATCH IT ON YOUTUBE; ask @youtube, or see youtube.com."),
    Allowed("Her song “american dream” opens with *paris texas*."),
    Flagged("we saw ⟦emma⟧ in ⟦english⟧, on ⟦friday⟧.", fixed="we saw Emma in English, on Friday."),
    Flagged("Thank ⟦god⟧ for it. Why, for ⟦god⟧'s sake?", fixed="Thank God for it. Why, for God's sake?"),
)

_WORD = re.compile(r"(?<![\w@#/.'’&-])[A-Za-z][A-Za-z]*(?:-[a-z]+)?(?![\w@/]|\.\w|['’](?!s\b|d\b))")
_SON = re.compile(r"(?<![\w@#/.'’&-])Mc(?P<rest>[a-z]{4,})(?![\w@/-]|\.\w)")
"""A name of Mc and its father's, whose capital is lost: Mcbride."""

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

_TWO = re.compile(r"(?<![\w@#/.'’&-])(?=([^\W\d_]+) ([^\W\d_]+)(?![\w@/-]))")
_STATES = re.compile(
    r"\b(?:(?:back|here|over|popular|released?|available|anywhere|everywhere|audiences?|people|fans|live[sd]?|living"
    r"|tour(?:ed|ing)?) in|from|outside|across|(?:back|came|come|comes|coming|went|go|goes|going|return(?:s|ed)?"
    r"|mov(?:e|es|ed|ing)|fl(?:y|ies|ew|ying)|ship(?:s|ped)?|travel(?:s|led|ed)?|emigrated?) (?:back |over )?to)"
    r" the (states)\b(?! (?:of|that|which|where|whose|with|and|to|capital|surrounding|nearby)\b|['’-])"
)

_ATTRIBUTIVE = re.compile(
    r"\b(?:the|an?|this|that|his|her|its|their|our|my|your|['’]s|s['’]) (?:\w+ )?"
    r"(?:new|old|great|young|big|last|first)$"
)
"""Behind a determiner “new” may be an adjective of its own: the new England captain."""

_ADJECTIVES = frozenset(("new", "north", "south", "united", "academy", "star", "great", "saint"))
"""Common words that begin a well-known name; others may well stand before one (I love Lucy)."""

SMALL_TOO = 0.8
"""How much of a pair's use in reviews has both capitals where it is a name even without them."""

_WORDS_TOO = listed(
    """pulp_fiction air_force american_pie american_beauty american_psycho family_guy dirty_dancing lost_world tall_man
    animal_house english_patient happy_days thin_man rear_window sixth_sense dark_city midnight_cowboy white_house
    top_gun toy_story office_space death_race high_noon mission_impossible basic_instinct international_film
    minority_report ghost_world fight_club snow_white grand_canyon central_park long_island little_britain pink_panther
    red_dwarf captain_america puppet_master evil_dead naked_gun sin_city lethal_weapon born_killers lion_king
    visitor_q hidden_dragon crouching_tiger chainsaw_massacre private_ryan saving_private new_england delta_force
    house_party red_eye talk_radio red_rock running_man secret_garden tourist_trap cat_people fast_times cold_mountain
    daily_show little_big big_trail elephant_man total_recall sudden_impact dirty_dozen forbidden_planet"""
)
"""Pairs that are also right as common words."""

GIVEN = 8
"""With so many surnames a word is a first name."""

SHORT = 5
"""A name of fewer letters has to be well known, and seldom without its capital: emma, iraq."""

NAMED = 0.65
"""How much of a word's use in reviews has a capital inside a sentence where it is a name and no word."""


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
    yield from _in_pairs(block, house)
    yield from _phrases(block, house)
    yield from _unknown(block, house, rules)
    for match in _SON.finditer(block.text):
        if match[0] not in house.names and match["rest"] not in _NO_SON:
            right = f"Mc{match['rest'].capitalize()}"
            message = f"“{match[0]}” is written “{right}”."
            yield flag(block, *match.span(), message, right, applicability=Applicability.SAFE)
    for match in _WORD.finditer(block.text):
        word = match[0]
        right = _forms().get(word.lower(), word)
        if word == right or word in house.names or (word.isupper() and len(word) > 1):
            continue
        if _is_thing(block.text, match):
            continue
        if _PHRASES.match(block.text, match.start()) or _set_small(block, match.start(), match.end()):
            continue
        if (
            block.inside(RegionKind.LINK, match.start(), match.end())
            and "." in block.text[match.start() : match.end() + 1]
        ):
            continue
        message = f"“{word}” is written “{right}”."
        yield flag(block, match.start(), match.end(), message, right, applicability=Applicability.SAFE)


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
        if not _set_small(block, start, end):
            yield flag(block, start, end, "The one God has a capital.", "God", applicability=Applicability.SAFE)
    for match in _named().finditer(block.text):
        right = _several()[match[0].lower().replace("’", "'")]
        plain = match[0].replace("’", "'")
        if plain == right or plain.isupper() or match[0] in house.names or _set_small(block, *match.span()):
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


def _in_pairs(block: Block, house: House) -> Iterator[Finding]:
    """Parts of well-known pairs that lack their capital beside one that has it, and “the states” for the country."""
    for match in _STATES.finditer(block.text):
        start, end = match.span(1)
        yield flag(block, start, end, "The country is “the States”.", "States", applicability=Applicability.SAFE)
    for match in _TWO.finditer(block.text):
        pair = f"{match[1]} {match[2]}"
        if pair.islower():
            yield from _both_small(block, house, match)
            continue
        if match[1].islower() is match[2].islower() or pair.isupper() or house.names & {pair, match[1], match[2]}:
            continue
        if match[1].islower() and tables.frequencies().get(match[1], 0) > 2000 and match[1] not in _ADJECTIVES:
            continue
        if match[1].islower() and _ATTRIBUTIVE.search(block.text[: match.end(1)]):
            continue
        if pair == "York city":
            continue  # the city of New York needs no capital
        right, count = _pairs().get(pair.lower(), ("", 0))
        small = 1 if match[1].islower() else 2
        if not right or right.split()[small - 1].islower() or count < 5 * tables.names().get(pair, 1):
            continue
        if count >= 0.8 * tables.bigrams().get(pair.lower(), 0) and not _set_small(block, match.start(), match.end(2)):
            start, end = match.span(small)
            message = f"“{pair}” is written “{right}”."
            yield flag(block, start, end, message, right.split()[small - 1], applicability=Applicability.SAFE)


def _both_small(block: Block, house: House, match: re.Match[str]) -> Iterator[Finding]:
    """A well-known pair without either of its capitals: new york, star wars."""
    pair = f"{match[1]} {match[2]}"
    right, count = _pairs().get(pair, ("", 0))
    known = count >= SMALL_TOO * tables.bigrams().get(pair, 2 * count + 1)
    if not known or pair.replace(" ", "_") in _WORDS_TOO or house.names & {pair, right}:
        return
    if not right.istitle() or _set_small(block, match.start(), match.end(2)) or _parted(block.text, match):
        return
    message = f"“{pair}” is written “{right}”."
    yield flag(block, match.start(), match.end(2), message, right, applicability=Applicability.SAFE)


def _parted(text: str, match: re.Match[str]) -> bool:
    """Whether a pair's first word belongs to the one before it: a high school musical."""
    before = re.search(r"([a-z]+) $", text[: match.start()])
    if before is None or before[1] in tables.entries("function-words.tsv"):
        return False
    together = tables.bigrams()
    return together.get(f"{before[1]} {match[1]}", 0) > 5 * together.get(f"{match[1]} {match[2]}", 0)


def _unknown(block: Block, house: House, rules: LanguageRules) -> Iterator[Finding]:
    """Small words that no dictionary has but as a name."""
    often, large = tables.frequencies(), tables.capitals()
    for found in rules.matches(block.text, house.dialect):
        word = block.text[found.start : found.end]
        if not found.rule.startswith("MORFOLOGIK_RULE") or not word.islower() or not word.isalpha():
            continue
        if len(word) < SHORT and not _sure(word):
            continue
        right = next((each for each in found.replacements[:3] if each.lower() == word), "")
        if not right and often.get(word, 0) >= 100:
            right = word.capitalize()
        named = large.get(word, 0) >= NAMED * max(often.get(word, 0), 20) or _behind_given(block.text, found)
        right = right or (word.capitalize() if named and _behind_given(block.text, found) else "")
        if not right or not named or word in house.names | tables.entries("words.tsv") or word in _forms():
            continue
        near = block.text[max(found.start - 2, 0) : found.start] + block.text[found.end : found.end + 1]
        if re.match(r"['’]\w", block.text[found.end :]) and block.text[found.start - 1 : found.start] in tuple("'‘"):
            continue  # part of a word, in quotation marks
        if re.search(r"[\w.][.]|[@#/&_-]|[.] $", near) or _set_small(block, found.start, found.end):
            continue
        if block.inside(RegionKind.LINK, found.start, found.end) or _one_of_several(block.text, found.start):
            continue
        yield flag(
            block,
            found.start,
            found.end,
            f"“{word}” is a name: “{right}”.",
            right,
            applicability=Applicability.SAFE,
            sources=(found.source,),
        )


def _sure(word: str) -> bool:
    """Whether a short word is a name that reviews have often and nearly always write with its capital."""
    often = tables.frequencies().get(word, 0)
    return len(word) > 2 and often >= 150 and tables.capitals().get(word, 0) >= 0.7 * often


def _behind_given(text: str, found: Match) -> bool:
    """Whether an unknown small word stands behind a first name that many bear: Alison steadman."""
    before = re.search(r"(?<![\w.] )(?<!\w)([A-Z][a-z]{2,}) $", text[: found.start])
    word = text[found.start : found.end]
    return (
        before is not None
        and before[1].lower() not in _forms()
        and bearers(0).get(before[1].lower(), 0) > GIVEN
        and tables.capitals().get(before[1].lower(), 0) > 0.6 * tables.frequencies().get(before[1].lower(), 0)
        and tables.frequencies().get(word, 0) < 20
        and word not in tables.misspellings()
        and not any(each.isalpha() and each.islower() and slip(word, each) <= 1.0 for each in found.replacements[:3])
    )


def _one_of_several(text: str, start: int) -> bool:
    """Whether a small unusual word stands before: the two may be a name that its owner sets small (ani difranco)."""
    before = re.search(r"(?<!\w)([a-z]+) $", text[:start])
    return before is not None and tables.frequencies().get(before[1], 0) < 200


@cache
def _pairs() -> dict[str, tuple[str, int]]:
    """The pairs that reviews have forty times or more in one form, by their lower-cased form."""
    forms: dict[str, tuple[str, int]] = {}
    for pair, count in tables.names().items():
        if count >= max(40, forms.get(pair.lower(), ("", 0))[1]):
            forms[pair.lower()] = (pair, count)
    return forms


@cache
def _forms() -> dict[str, str]:
    return {form.lower(): form for form in tables.entries("cased.tsv")}


def _set_small(block: Block, start: int, end: int) -> bool:
    """Whether a small word stands in a title or quotation that has no capitals, as some artists set theirs."""
    return any(
        region.kind in (RegionKind.EMPHASIS, RegionKind.QUOTATION)
        and region.start <= start
        and end <= region.end
        and block.text[region.start : region.end].islower()
        for region in block.regions
    )
