"""The words of a title, each with its capitals."""

from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise

from pipeline import house
from pipeline.house.titlecase import forms, grammar
from pipeline.house.titlecase.languages import is_english, is_foreign
from pipeline.house.titlecase.profiles import Capitals
from pipeline.house.titlecase.profiles import words as of_kind
from pipeline.house.titlecase.words import Word, elements

_PARTICLES = frozenset({"de", "du", "von", "della", "dello", "degli"})
"""Particles of names that are no English words, so that they are known without a capital beside them."""
_SECOND = frozenset({"la", "las", "los", "le", "der", "den", "dem", "ter"})
"""Particles that follow another one (de la, van der)."""
_INNER = frozenset({"o'", "à", "n"})
_LONE = frozenset({"da", "di", "del", "ibn", "van", "zu"})
"""Particles that begin a name without another: a life of da Vinci, letters to van Gogh."""
_IDIOM = "·"
"""Stands in a word's place for one that belongs to an idiom."""


def cased(words: Sequence[Word], capitals: Capitals, known: Mapping[str, str]) -> list[str]:
    """What each word becomes; `known` gives forms by their lower-case letters."""
    loud = _is_loud(words)
    foreign = _foreign(words)
    lows = [word.low for word in words]
    parts = [number for number, word in enumerate(words) if word.opens] + [len(words)]
    put = []
    for start, end in pairwise(parts):
        idioms = grammar.in_phrase(lows[start:end]) if capitals.grammar else frozenset()
        # A word beside an idiom is not read together with the small words in it: progress in in vitro work.
        told = [_IDIOM if number in idioms else low for number, low in enumerate(lows[start:end])]
        for at in range(start, end):
            word = words[at]
            place = grammar.Place(told, at - start, word.pause)
            if word.kind == "known":
                put.append(known[word.text.lower()])
            elif word.kind == "stylised":
                put.append(_stylised()[word.text.lower().replace("’", "'")])
            elif word.kind == "initials":
                put.append(word.text if word.low in of_kind("initials") else "".join(map(forms.upper, word.text)))
            elif word.kind != "word":
                put.append(word.text)
            elif at in foreign:
                put.append(forms.upper(word.text[0]) + word.text[1:] if word.first else word.text)
            elif len(spans := list(elements(word))) > 1:
                put.append(_compound(word, spans, capitals, loud=loud))
            elif _in_name(words, at, capitals) and not loud:
                put.append(word.text)
            else:
                idiom = at - start in idioms
                put.append(_single(word, place, capitals, loud=loud, idiom=idiom))
    return put


def _single(word: Word, place: grammar.Place, capitals: Capitals, *, loud: bool, idiom: bool) -> str:
    """A word that is no compound."""
    given = forms.quieted(word.text) if loud else word.text
    if forms.is_fixed(given):
        return given
    inside = not (word.first or word.last)
    if given == "n" and not word.opens and min(len(place.word(-1)), len(place.word(1))) > 1:
        return given
    if given == "o" and not word.opens and place.word(1) and word.pause:
        return given
    if inside and not idiom and _is_small(word.low, place, capitals):
        return forms.lowered(given)
    if inside and not idiom and capitals.particles and given.islower() and _is_particle(place):
        return given
    small_d = not word.first and capitals.particles and given[0] == "d"
    return forms.form(given) or forms.capitalised(given, name_particle=small_d)


def _is_small(low: str, place: grammar.Place, capitals: Capitals) -> bool:
    """Whether a word inside a title is in lower case there."""
    if low in capitals.small:
        return True
    if not capitals.grammar:
        return capitals.has_small(low)
    if low in capitals.joining:
        return grammar.joins(place)
    if low == "to" and capitals.infinitive and grammar.is_infinitive(place):
        return False
    if low == "according" and capitals.longest >= len(low):
        return place.word(1) == "to"
    return capitals.governs(low) and not grammar.has_capital(place)


def _is_particle(place: grammar.Place) -> bool:
    low, before, after = place.word(), place.word(-1), place.word(1)
    if low in _PARTICLES or (low in _SECOND and before in _PARTICLES | {"van", "di", "da"}):
        return True
    return low == "van" and after in _SECOND | _PARTICLES


def _compound(word: Word, spans: Sequence[tuple[int, int]], capitals: Capitals, *, loud: bool) -> str:
    """The parts of a hyphenated word: all capitals, but for small words inside (Step-by-Step) and after a prefix."""
    text = forms.quieted(word.text) if loud else word.text
    parts = [text[start:end] for start, end in spans]
    made = list(text)
    for number, ((start, end), part) in enumerate(zip(spans, parts, strict=True)):
        low = part.lower().replace("’", "'")
        before = parts[number - 1].lower() if number else ""
        inner = 0 < number < len(parts) - 1
        if forms.is_fixed(part):
            continue
        if inner and (capitals.has_small(low) or low in _INNER):
            made[start:end] = forms.lowered(part)
        elif name := forms.form(part):
            made[start:end] = name
        elif number == 1 and before in of_kind("prefix") and not capitals.prefixed and not forms.is_name(low):
            continue
        elif number and capitals.grammar and low in ("flat", "sharp") and len(before) == 1:
            made[start:end] = forms.lowered(part)
        else:
            made[start:end] = forms.capitalised(part)
    return "".join(made)


def _in_name(words: Sequence[Word], at: int, capitals: Capitals) -> bool:
    """Whether a small letter is the writer's own, in a name between capitals: Simone de Beauvoir, Vincent van Gogh."""
    word = words[at]
    if word.first or word.last or word.text not in of_kind("name"):
        return False

    def beside(step: int) -> str:
        other = at + step
        while 0 <= other < len(words) and words[other].text in of_kind("name"):
            other += step
        return words[other].text if 0 <= other < len(words) and words[other].kind == "word" else ""

    def is_name(near: str) -> bool:
        return near[:1].isupper() and not capitals.has_small(near.lower()) and near.lower() not in of_kind("name")

    lone = word.text in _LONE and capitals.particles and capitals.has_small(beside(-1).lower())
    return is_name(beside(1)) and (lone or is_name(beside(-1)))


def _foreign(words: Sequence[Word]) -> frozenset[int]:
    """The places of the words in stretches of another language."""
    found: list[int] = []
    stretch: list[int] = []
    for at, word in enumerate(words):
        if word.first and stretch:
            found += _if_foreign(words, stretch)
            stretch = []
        stretch.append(at)
        if word.last:
            found += _if_foreign(words, stretch)
            stretch = []
    return frozenset(found)


def _if_foreign(words: Sequence[Word], stretch: list[int]) -> list[int]:
    return stretch if is_foreign([words[at].low for at in stretch if words[at].kind == "word"]) else []


def _is_loud(words: Sequence[Word]) -> bool:
    """Whether a title is in capitals only, which says nothing of its words; a lone name such as NASA is no title."""
    parts = [word.text[start:end] for word in words if word.kind == "word" for start, end in elements(word)]
    telling = [part for part in parts if len(part) > 1 and part.isalpha() and not forms.form(part.lower())]
    marked = [part for part in parts if not part.isalpha() and any(letter.islower() for letter in part[1:])]
    if not telling or marked or any(letter.islower() for part in telling for letter in part):
        return False
    return len(telling) > 2 or any(is_english(part.lower()) for part in telling)


@cache
def _stylised() -> Mapping[str, str]:
    return {row[0].lower(): row[0] for row in house.table("stylised.tsv")}
