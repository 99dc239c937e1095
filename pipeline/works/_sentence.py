"""What a sentence says of a title: “the song ‘X’”, “the third episode, X,”, “X, directed by”, “X’s second season”.

Rules of language, each with the words of `house/work-kinds.tsv` and `house/work-parts.tsv`; none knows a title.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from pipeline.engines.spacy import Parser
from pipeline.house import kinds
from pipeline.house.titlecase import is_small
from pipeline.house.titlecase.languages import is_english
from pipeline.works import _words
from pipeline.works._model import Evidence, Origin, Setting
from pipeline.works._stretches import Stretch, is_headline


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A noun phrase that ends in a word for a work: “the band’s third album”, and how it leads to what follows."""

    noun: kinds.Noun
    determiner: str
    adjectives: tuple[str, ...]
    join: str
    words: str
    start: int
    """How many characters before the title the noun begins."""

    before: str


class Said(NamedTuple):
    """Evidence, and whether it is said of several titles: “the songs “A” and “B””."""

    evidence: Evidence
    shared: bool = False


def evidence(stretch: Stretch, parser: Parser | None) -> Iterator[Said]:
    """What the words before and after a stretch say of it."""
    text = stretch.block.text
    before = text[max(stretch.outer[0] - _words.WINDOW, 0) : stretch.outer[0]]
    inner = text[stretch.end : stretch.outer[1]]
    tail = inner[: inner.startswith(",")] + text[stretch.outer[1] : stretch.outer[1] + _words.WINDOW]
    yield from _named_before(stretch, before, tail, parser)
    yield from _said_after(stretch, before, tail)
    for after in dict.fromkeys((tail, inner.lstrip(",.") + tail)):
        match = _words.patterns()["has"].match(after)
        if match and (len(match["ending"]) == 2 or stretch.text.endswith("s")):
            said = _part("part", match)
            # people have lyrics, and clubs have seasons
            if not stretch.is_bare or (said.evidence.kind in _words.IMPERSONAL and " " in stretch.text):
                yield said
            return


def _named_before(stretch: Stretch, before: str, tail: str, parser: Parser | None) -> Iterator[Said]:
    """A word for a work right before the title, or for a part of it."""
    phrase = _phrase(before)
    if phrase and _is_noun(stretch, phrase, parser) and _fits(phrase, stretch, tail) and _is_titled(phrase, stretch):
        owner = _words.OWNER.search(f"{phrase.before} {phrase.determiner}")
        creator = _person(owner["creator"]) if owner and not phrase.noun.plural else ""
        yield _said(phrase.noun.kind, phrase.noun.sure, phrase.words, creator, shared=phrase.noun.plural)
    if not stretch.is_bare and (match := _words.patterns()["inside"].search(before)):
        noun = kinds.nouns()[match["noun"].lower()]
        if noun.kind in _words.INSIDE and is_headline(stretch.text):
            yield _said(noun.kind, noun.sure - 0.05, match["said"])
    for form, ends in (("part", _words.OF), ("on", _words.ON)):
        if stretch.is_bare and (form == "on" or " " not in stretch.text):
            continue
        if before.endswith(ends) and (match := _words.patterns()["of" if form == "part" else "on"].search(before)):
            yield _part(form, match)


def _said_after(stretch: Stretch, before: str, tail: str) -> Iterator[Said]:
    """What follows the title: that it is a film, who directed it, when it came out."""
    patterns = _words.patterns()
    if match := patterns["is"].match(tail):
        noun = kinds.nouns()[match["noun"].lower()]
        if not noun.plural or match["be"].lower() in ("are", "were") or "one of" in match[0]:
            yield _said(noun.kind, noun.sure - 0.03, match[0], shared=noun.plural)
    elif (match := patterns["apposed"].match(tail)) and _apposes(match, before):
        noun = kinds.nouns()[match["noun"].lower()]
        made = _words.MADE_IN.match(tail[match.end() :])
        year = int(made["year"]) if made else None
        yield _said(noun.kind, noun.sure + (0.2 if made and noun.kind is None else -0.05), match[0], year=year)
    elif match := patterns["compound"].match(tail):
        yield from _compounded(stretch, kinds.nouns()[match["noun"].lower()], match[0], before)
    elif match := patterns["bracketed"].match(tail):
        noun = kinds.nouns()[match["noun"].lower()]
        yield _said(noun.kind, noun.sure, match[0], year=int(match["year"]) if match["year"] else None)
    if match := patterns["made"].match(tail):
        part = kinds.parts()["made", match["part"].lower()]
        creator = _person(match["creator"] or "") if match["part"].lower().endswith("by") else ""
        yield _said(part.kind, part.sure, match[0], creator)
    if match := _words.TALE.match(tail):
        yield _said(None, 0.62, match[0])
    if (match := _words.CRAFTED.match(tail)) and (" " in stretch.text or not stretch.is_bare):
        yield _said(None, 0.65, match[0])
    if match := _words.NUMBERED.match(tail):
        yield _said(kinds.Kind.SERIES, 0.85, match[0])
    if match := _words.YEAR.match(tail):
        yield _said(None, 0.4 if stretch.is_bare else 0.6, match[0], year=int(match["year"]))
    if match := _words.BY.match(tail):
        yield _said(None, 0.5, match[0], _person(match["creator"]))


def _compounded(stretch: Stretch, noun: kinds.Noun, words: str, before: str) -> Iterator[Said]:
    """A title before a word for a work: “the *Alpha* series”; a bare one may be a maker's or a country's name."""
    kind = noun.kind
    if kind is None or noun.plural or not (_words.THE.search(before) or kind is kinds.Kind.PERIODICAL):
        return
    if stretch.is_bare and not (kind in (kinds.Kind.SERIES, kinds.Kind.FRANCHISE) and " " in stretch.text):
        return
    if kind is kinds.Kind.EPISODE and Setting.ITALIC in stretch.setting:
        kind = kinds.Kind.SERIES
    published = kind in (kinds.Kind.ARTICLE, kinds.Kind.ESSAY, kinds.Kind.STORY, kinds.Kind.SONG, kinds.Kind.VIDEO)
    if is_headline(stretch.text) and len(stretch.text) > 1 and not (published and Setting.ITALIC in stretch.setting):
        yield _said(kind, noun.sure - 0.25, words)


def _phrase(before: str) -> _Phrase | None:
    """The noun phrase that leads to a title, if what stands before the title ends in one."""
    joint = _words.JOINT.search(before)
    if joint is None:
        return None
    words = before[: joint.start()].split()
    for count in range(min(4, len(words)), 0, -1):
        noun = kinds.nouns().get(" ".join(words[-count:]).lower().lstrip("“‘\"'(—"))
        if noun is not None:
            break
    else:
        return None
    rest = words[:-count]
    number = 0
    while number < min(len(rest), 7) and not _begins_phrase(rest[-1 - number]):
        if rest[-1 - number][-1] in ".;:!?)”":
            number = len(rest)
            break
        number += 1
    known = number < min(len(rest), 7)
    said = words[-count - number - 1 :] if known else words[-count:]
    return _Phrase(
        noun=noun,
        determiner=rest[-1 - number].lstrip("“‘\"'(—") if known else "",
        adjectives=tuple(rest[len(rest) - number :]) if known else (),
        join=joint["join"].strip(),
        words=" ".join((*said, joint["join"].strip())),
        start=len(before) - before.rindex(" ".join(words[-1:]), 0, joint.start()),
        before=" ".join(rest[: len(rest) - number - 1]) if known else "",
    )


def _begins_phrase(word: str) -> bool:
    plain = word.lower().lstrip("“‘\"'(—")
    return plain in _words.DETERMINERS or re.search(r"\w[’']s?$", plain) is not None


def _part(form: str, match: re.Match[str]) -> Said:
    part = kinds.parts()[form, match["part"].lower()]
    return _said(part.kind, part.sure - 0.05, match[0])


def _said(
    kind: kinds.Kind | None,
    sure: float,
    words: str,
    creator: str = "",
    *,
    year: int | None = None,
    shared: bool = False,
) -> Said:
    return Said(Evidence(Origin.SENTENCE, kind, round(sure, 2), _squeezed(words), creator, year), shared)


def _squeezed(words: str) -> str:
    return " ".join(words.split()).strip(" ,(")


def _person(name: str) -> str:
    """A creator's name as it is given, without a possessive; empty for what is none: “the Lisbon-based”."""
    plain = re.sub(r"[’']s?$", "", name.strip(" .,"))
    return "" if re.search(r"-[a-z]|^the \S+[-–]\S+$|^the$", plain) else plain


def _is_noun(stretch: Stretch, phrase: _Phrase, parser: Parser | None) -> bool:
    """Whether a word that may be a verb is the noun here."""
    if not phrase.noun.verb:
        return True
    if not phrase.determiner:
        return False
    if parser is None:
        return all(_words.ORDINAL.fullmatch(word.strip(",")) for word in phrase.adjectives)
    at = stretch.outer[0] - phrase.start
    if phrase.words.strip().endswith("ing") and not (phrase.adjectives or phrase.join or stretch.is_bare):
        return True  # “her painting *X*”: parsers take the word for a verb with an object
    token = next((one for one in parser.parse(stretch.block.text) if one.idx <= at < one.idx + len(one)), None)
    return token is not None and token.tag_.startswith("NN")


def _is_titled(phrase: _Phrase, stretch: Stretch) -> bool:
    """Whether what a noun stands before is written as a title is, or expressly called one."""
    text = stretch.text
    if not is_headline(text):
        fitting = text[0].isupper() and len(text.split()) <= 6 and text[-1] not in ".!?"
        called = _words.CALLING.search(phrase.join) is not None
        if stretch.is_bare or not (fitting or (called and len(text.split()) <= 4)):
            return False
    last = phrase.words.removesuffix(phrase.join).split()[-1]
    return (last[-1:].islower() and (last.lstrip("“‘\"'(—")[:1].islower() or not phrase.determiner)) or last.isupper()


def _fits(phrase: _Phrase, stretch: Stretch, tail: str) -> bool:
    """Whether the title names what the noun before it means, not something that stands beside it by chance."""
    if phrase.join in ("like", "such as", "including", ":", "especially", ", especially"):
        return phrase.noun.plural or (phrase.join == ":" and not stretch.is_bare)
    called = _words.CALLING.search(phrase.join) is not None
    if not called and (phrase.join.startswith(",") or phrase.join in ("–", "—")):
        owned = phrase.determiner.lower() in _words.OWNING or phrase.determiner.endswith(("’s", "'s", "’", "'"))
        ranked = any(_words.ORDINAL.fullmatch(word.strip(",")) for word in phrase.adjectives)
        if stretch.is_bare and phrase.determiner.lower() == "the" and _words.ADVERBIAL.search(phrase.before):
            return False  # “in the first film, X dies”: somebody in it
        led = owned or ranked or (len(phrase.adjectives) >= 2 and " ".join(phrase.adjectives).islower())
        return led and _words.CLOSED.match(tail) is not None and not (phrase.noun.plural and stretch.is_bare)
    if phrase.join or not stretch.is_bare:
        return True
    if phrase.noun.plural or (" " not in stretch.text and _words.GOES_ON.match(tail)):
        return False
    return bool(phrase.determiner) and (phrase.noun.kind is not None or _words.CLOSED.match(tail) is not None)


def _apposes(match: re.Match[str], before: str) -> bool:
    """Whether a noun phrase after a comma explains the title, and is not the subject of what follows."""
    if _words.UNLIKE.search(before):
        return False
    words = match["adjectives"].lower().split()
    if match["determiner"].lower() == "the":
        return any(_words.ORDINAL.fullmatch(word.strip(",")) for word in words) or len(words) >= 2
    return True


def joined(first: Stretch, second: Stretch) -> bool:
    """Whether two titles of one paragraph stand in one enumeration: “A”, “B” and “C”."""
    if first.setting != second.setting or first.block.index != second.block.index:
        return False
    between = first.block.text[first.end : second.start]
    return len(between) <= 12 and _words.JOIN.match(between) is not None and re.search(r"[, ]", between) is not None


def renames(first: Stretch, second: Stretch) -> bool:
    """Whether the second title is another name of the first: “*A* (also known as *B*)”, “*Nuit noire* (“B”)”."""
    text = first.block.text
    between, after = text[first.outer[1] : second.outer[0]], text[second.outer[1] :]
    match = _words.RENAMED.match(between)
    if match is None or first.start == second.start:
        return False
    return bool(match["cue"]) or (after.startswith(")") and _translates(first.text, second.text))


def _translates(first: str, second: str) -> bool:
    """Whether the first title is in another language, or has its letters, and the second is English."""
    if not second.isascii():
        return False
    words, others = (re.findall(r"[^\W\d_]+", title.lower()) for title in (first, second))
    strange = sum(not is_english(word) for word in words)
    english = all(is_english(word) or is_small(word, "mla-9") for word in others)
    articles = words[:1] and words[0] in _words.FOREIGN_ARTICLES and others[:1] and others[0] in ("the", "a", "an")
    foreign = 2 * strange >= len(words) or bool(articles)
    return not first.isascii() or (len(words) > 1 and foreign and english)
