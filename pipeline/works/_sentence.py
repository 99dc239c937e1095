"""What a sentence says of a title: “the song ‘X’”, “the third episode, X,”, “X, directed by”, “X’s second season”.

Rules of language, each with the words of `house/work-kinds.tsv` and `house/work-parts.tsv`; none knows a title.
"""

import re
from collections.abc import Iterator
from functools import cache

from pipeline.document import Block
from pipeline.engines.spacy import Parser
from pipeline.house import kinds
from pipeline.works._model import Evidence, Origin, Setting
from pipeline.works._stretches import Stretch

_WINDOW = 160
"""How far round a title is read, in characters."""

_DETERMINER = (
    r"(?:the|an?|this|that|these|those|his|her|hers|its|their|our|my|your|another|every|each|both|one|two|three|some"
    r"|[\w’'.-]+[’'](?:s)?)"
)
_OWNING = re.compile(r"^(?:an?|his|her|its|their|our|my|your|another)$|[’']s?$", re.IGNORECASE)
_ORDINAL = (
    r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+(?:st|nd|rd|th)|last|latest|final|new|newest"
    r"|next|previous|earlier|recent|only|debut|\w+est|opening|closing|lead|title|(?:19|20)\d\d)"
)
_CALLED = r"(?:called|titled|entitled|named|known as|dubbed)"
_AFTER_NOUN = (
    r"(?=[,.;:!?)\]”’\"'—–]|\s*$|\s+(?:about|by|with|without|from|of|that|which|who|whose|in|on|for|and|but|or|set|made"
    r"|starring|to|at|where|when|because|directed|written|based|so|than|I|we|you|it|there|here|—|–|\())"
)
_CREATOR = (
    r"(?P<creator>(?:[A-Z][\w’'.-]*|de|van|von|la|le|the)"
    r"(?: (?:[A-Z][\w’'.-]*|de|van|von|la|le|&|and(?= [A-Z])))*)"
)
_YEAR = re.compile(r"^\)?,? ?\((?:[^()]{0,60}[, ])?(?P<year>(?:18|19|20)\d\d)(?:[–-](?:\d{2,4})?)?\)")
_BY = re.compile(rf"^,? by {_CREATOR}")
_NUMBERED = re.compile(r"^,? \(?(?:[Ss]eason|[Ss]eries) (?:\d+|one|two|three|four|five|six|seven|I+)\b")
_JOIN = re.compile(r"^[”’\"'*]*,? ?(?:and |or |& |as well as |then )?[“‘\"'*]*$")


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    nouns = "|".join(map(re.escape, sorted(kinds.nouns(), key=lambda noun: (-len(noun), noun))))
    noun = rf"(?<![\w-])(?P<noun>{nouns})"
    parts = {form: [words for kind, words in kinds.parts() if kind == form] for form in ("part", "on", "made")}

    def any_of(form: str) -> str:
        return "|".join(map(re.escape, sorted(parts[form], key=lambda words: (-len(words), words))))

    flags = re.IGNORECASE
    return {
        "noun": re.compile(
            rf"(?:(?P<phrase>(?<![\w’'-]){_DETERMINER}(?: [\w’'&-]+,?){{0,6}}?) )?{noun}"
            rf"(?P<by> by (?:[\w’'.-]+ ){{1,4}}?(?={_CALLED}|$))?(?P<join> (?:is |was |were |are )?{_CALLED}"
            rf"|,|:| [–—]|—| (?:like|such as|including)|)\s*$",
            flags,
        ),
        "is": re.compile(
            rf"^,?[”’\"']? (?:is|was|isn[’']t|wasn[’']t|remains|becomes|became|may be|might be|must be|has to be)"
            rf"(?: (?:not|also|still|only|simply|really|probably|perhaps|arguably|easily|undoubtedly|\w+ly))*"
            rf" (?:the|an?|one of the|his|her|its|their|my|our|[\w’'-]+[’']s)(?: [\w’',-]+){{0,7}}?"
            rf" {noun}{_AFTER_NOUN}",
            flags,
        ),
        "apposed": re.compile(
            r"^(?:,[”’\"']*| [–—]| \(|—)[ ]?"
            r"(?P<determiner>an?|the|his|her|its|their|our|my|[\w’'.-]+(?: [\w’'.-]+)?[’']s?)"
            rf"(?P<adjectives>(?: [\w’'-]+,?){{0,6}}?) {noun}{_AFTER_NOUN}",
            flags,
        ),
        "compound": re.compile(rf"^[”’\"']? {noun}{_AFTER_NOUN}"),
        "has": re.compile(rf"^[”\"']?[’']s?[”\"']? (?:[\w-]+ ){{0,3}}?(?P<part>{any_of('part')})\b(?![’'-])", flags),
        "of": re.compile(
            rf"(?<![\w-])(?P<part>{any_of('part')})(?: (?:\d+|one|two|three|four|five|six))? (?:of|to|from) $", flags
        ),
        "on": re.compile(rf"(?<![\w-])(?P<part>{any_of('on')}) (?:on|from|off|of) $", flags),
        "made": re.compile(rf"^(?:,[”’\"']*| \() ?(?P<part>{any_of('made')})(?: {_CREATOR})?", flags),
        "of person": re.compile(rf"(?:^|[\s(“]){_CREATOR}[’']s? (?:[\w-]+ ){{0,4}}?(?:{nouns}),? ?[“\"‘'*]*$"),
    }


def evidence(stretch: Stretch, parser: Parser | None) -> Iterator[Evidence]:
    """What the words before and after a stretch say of it."""
    text = stretch.block.text
    before = text[max(stretch.outer[0] - _WINDOW, 0) : stretch.outer[0]]
    after = text[stretch.end : stretch.outer[1] + _WINDOW]
    tail = text[stretch.outer[1] : stretch.outer[1] + _WINDOW]
    if stretch.outer[1] > stretch.end and text[stretch.end : stretch.outer[1]].lstrip(".")[:1] in ",":
        tail = text[stretch.end : stretch.end + 1] + tail if text[stretch.end] == "," else tail
    yield from _named_before(stretch, before, tail, parser)
    yield from _said_after(stretch, before, tail)
    yield from _possessed(after, tail)


def _named_before(stretch: Stretch, before: str, tail: str, parser: Parser | None) -> Iterator[Evidence]:
    """A word for a work right before the title."""
    patterns = _patterns()
    match = patterns["noun"].search(before)
    if match:
        noun = kinds.nouns().get(match["noun"]) or kinds.nouns().get(match["noun"].lower())
        at = stretch.outer[0] - len(before) + match.start("noun")
        if noun and _is_noun(stretch.block, at, noun, match["phrase"], parser) and _fits(match, stretch, tail):
            yield _said(noun.kind, noun.sure, match[0])
    for name in ("of", "on"):
        if match := patterns[name].search(before):
            part = kinds.parts()["part" if name == "of" else "on", match["part"].lower()]
            yield _said(part.kind, part.sure - 0.05, match[0])
    if match := patterns["of person"].search(before):
        yield Evidence(Origin.SENTENCE, None, 0.5, match[0].strip(), creator=_person(match["creator"]))


def _said_after(stretch: Stretch, before: str, tail: str) -> Iterator[Evidence]:
    """What follows the title: that it is a film, who directed it, when it came out."""
    patterns = _patterns()
    if (match := patterns["is"].match(tail)) and (noun := _noun(match)):
        yield _said(noun.kind, noun.sure - 0.03, match[0])
    elif (match := patterns["apposed"].match(tail)) and (noun := _noun(match)) and _apposes(match, before):
        yield _said(noun.kind, noun.sure - 0.05, match[0])
    elif (match := patterns["compound"].match(tail)) and (noun := _noun(match)):
        if not re.search(
            r"(?:^|\W)(?:the|this|that|an?|every|each|whole|entire)(?: [\w-]+){0,2} $", before, re.IGNORECASE
        ):
            return
        many = match["noun"] not in {word for word in kinds.nouns() if kinds.plural(word) != match["noun"]}
        if noun.kind and not (many and match["noun"].endswith("s") and not match["noun"].endswith("series")):
            yield _said(noun.kind, noun.sure - 0.25, match[0])
    if match := patterns["made"].match(tail):
        part = kinds.parts()["made", match["part"].lower()]
        creator = (
            _person(match["creator"]) if match["creator"] and part.sure >= 0.6 and "star" not in match["part"] else ""
        )
        yield Evidence(Origin.SENTENCE, part.kind, part.sure, match[0].strip(" ,("), creator=creator)
    if match := _NUMBERED.match(tail):
        yield _said("series", 0.85, match[0])
    if match := _YEAR.match(tail):
        yield Evidence(Origin.SENTENCE, None, 0.6, match[0].strip(), year=int(match["year"]))
    if match := _BY.match(tail):
        yield Evidence(Origin.SENTENCE, None, 0.5, match[0].strip(" ,"), creator=_person(match["creator"]))


def _possessed(after: str, tail: str) -> Iterator[Evidence]:
    """What the title has: its second season, its chorus."""
    for text in dict.fromkeys((tail, after)):
        if match := _patterns()["has"].match(text):
            part = kinds.parts()["part", match["part"].lower()]
            yield _said(part.kind, part.sure - 0.05, match[0])
            return


def _noun(match: re.Match[str]) -> kinds.Noun | None:
    return kinds.nouns().get(match["noun"]) or kinds.nouns().get(match["noun"].lower())


def _said(kind: "kinds.Kind | str | None", sure: float, words: str) -> Evidence:
    return Evidence(Origin.SENTENCE, kinds.Kind(kind) if kind else None, sure, " ".join(words.split()).strip(" ,("))


def _person(name: str) -> str:
    """A creator's name as it is given, without what a possessive or a sentence left on it."""
    return re.sub(r"[’']s?$", "", name.strip(" .,"))


def _is_noun(block: Block, at: int, noun: kinds.Noun, phrase: str | None, parser: Parser | None) -> bool:
    """Whether a word that may be a verb is the noun here."""
    if not noun.verb:
        return True
    if parser is not None:
        token = next((token for token in parser.parse(block.text) if token.idx <= at < token.idx + len(token)), None)
        return token is not None and token.tag_.startswith("NN") and phrase is not None
    return phrase is not None and len(phrase.split()) <= 3


def _fits(match: re.Match[str], stretch: Stretch, tail: str) -> bool:
    """Whether the title names what the noun before it means, not something that stands beside it by chance."""
    join = match["join"].strip().lower()
    words = match["noun"].lower()
    plural = words not in {word.lower() for word in kinds.nouns() if kinds.plural(word).lower() != words}
    if join == ",":
        phrase = (match["phrase"] or "").split()
        telling = bool(phrase) and (
            _OWNING.search(phrase[0]) is not None
            or any(re.fullmatch(_ORDINAL, word.strip(","), re.IGNORECASE) for word in phrase[1:])
        )
        return telling and bool(re.match(r"[,.;:!?)—–”’\"']|$| and | [–—(]", tail))
    if join in ("like", "such as", "including", ":"):
        return plural or join == ":"
    if join:
        return True
    return stretch.setting != (Setting.BARE,) or bool(match["phrase"])


def _apposes(match: re.Match[str], before: str) -> bool:
    """Whether a noun phrase after a comma explains the title, and is not the subject of what follows."""
    if re.search(r"(?:^|[.!?]\s+)(?:un)?like [^.!?]*$|\b(?:as with|as in) [“\"‘'*]*$", before, re.IGNORECASE):
        return False
    determiner = match["determiner"].lower()
    words = match["adjectives"].lower().split()
    if determiner == "the":
        return any(re.fullmatch(_ORDINAL, word.strip(",")) for word in words) or len(words) >= 2
    return True


def joined(first: Stretch, second: Stretch) -> bool:
    """Whether two titles of one paragraph stand in one enumeration: “A”, “B” and “C”."""
    if first.setting != second.setting or first.block.index != second.block.index:
        return False
    between = first.block.text[first.end : second.start]
    return (
        len(between) <= 12 and _JOIN.match(between) is not None and ("," in between or " " in between.strip("”’\"'“‘"))
    )
