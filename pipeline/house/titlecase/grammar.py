"""What a small word does in its title: a preposition, or the adverb, adjective or conjunction of the same letters.

Each rule reads the words beside it, no parser: titles are too short and too odd for one. Where nothing tells, a word
is taken for the preposition that it mostly is.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from pipeline import house
from pipeline.house.titlecase.profiles import words

_STRANDED = frozenset({"for", "to", "of", "with", "at", "about", "into", "by"})
_NEVER_ADJECTIVES = frozenset({"of", "to", "for", "at", "by", "with", "from", "per", "via", "as", "into", "than"})
_ARTICLES = frozenset({"a", "an", "the", "my", "your", "our", "their", "its"})
_OF = frozenset({"out", "off", "inside", "outside", "along", "near"})
_ADVERBS = frozenset({"again", "tonight", "forever", "together"})
_BEING = frozenset({"is", "are", "was", "were", "it's", "that's", "he's", "she's", "we're", "they're", "i'm", "you're"})
_GOING = frozenset({"go", "goes", "going", "went", "gone", "keep", "keeps", "kept", "keeping"})
_CLAUSES = frozenset({"like", "as", "before", "after", "since", "until", "till", "til"})


@dataclass(frozen=True, slots=True)
class Place:
    """A word's place among the lower-cased words of its part of the title."""

    words: Sequence[str]
    at: int
    pause: bool

    def word(self, step: int = 0) -> str:
        """The word so many places on, or nothing beyond the part's ends."""
        at = self.at + step
        return self.words[at] if 0 <= at < len(self.words) else ""


def has_capital(place: Place) -> bool:
    """Whether a word that may be a preposition is something else here."""
    word = place.word()
    if word in _CLAUSES:
        return (word == "like" and place.word(-1) in words("liker")) or _begins_clause(place)
    if place.word(-1) in _ARTICLES and word not in _NEVER_ADJECTIVES:
        return True
    if word in words("preposition") and place.pause:
        return True
    if word == "past" and place.word(1) == "":
        return True
    if word == "per" and place.word(1) == "capita":
        return place.word(2) not in words("loose") | words("preposition") | {"", "is", "are"}
    if word in words("particle") and _is_particle(place):
        return True
    return _is_stranded(place)


def _begins_clause(place: Place) -> bool:
    """Whether a subject and its verb follow (like I do, after you’ve gone): a conjunction, not a preposition."""
    after = place.word(1)
    if after in words("subject"):
        return True
    if place.word() == "as" and after in ("if", "though"):
        return True
    return after in ("you", "it") and place.word(2) != "" and place.word(2) not in words("preposition") | {"and", "or"}


def _is_particle(place: Place) -> bool:
    """Whether one of the small adverbs stands on its own or with its verb, and governs nothing."""
    word, before, after = place.word(), place.word(-1), place.word(1)
    always, unless = _verbs().get(before, (frozenset(), frozenset()))
    if word in always and not (after == "of" and before == "made"):
        return True
    if after == "of" and word in _OF:
        return word in unless or _is_separated(place)
    if word in unless and not _governed(after):
        return True
    if word == "on" and after.endswith("ing") and before in _GOING:
        return True
    return _is_alone(place, of_verb=before in _verbs()) or _is_separated(place)


def _is_alone(place: Place, *, of_verb: bool) -> bool:
    """Whether what follows an adverb shows that it governs nothing: another preposition, another adverb, nothing."""
    word, before, after = place.word(), place.word(-1), place.word(1)
    if after in words("loose") - {"and", "or", "but"} and (of_verb or after in _ADVERBS or before in _BEING):
        return True
    if before in words("preposition"):
        return False
    if after in words("before") or (after in words("particle") and place.word(2) in words("before") | {""}):
        return True
    return word == "up" and before != "" and not _governed(after)


def _is_separated(place: Place) -> bool:
    """Whether a verb, its object and then its particle stand in a row: turn it up, turn the lights off."""
    word, after = place.word(), place.word(1)
    if after and after not in words("before") | words("loose") and not (after == "of" and word in _OF):
        return False
    if place.word(-1) in words("object"):
        verbs = [place.word(-2)]
    else:
        verbs = [place.word(-step) for step in (3, 4) if place.word(1 - step) in words("determiner")]
    return any(word in particles for verb in verbs for particles in _verbs().get(verb, ()))


def _is_stranded(place: Place) -> bool:
    """Whether what a preposition governs stands before it: what to look for in a mate."""
    after = place.word(1)
    if place.word() not in _STRANDED or after not in ("in", "on", "at", "with", "from", "during", "when", "while"):
        return False
    return not (after == "at" and place.word(2) in ("least", "most", "once", "all"))


def _governed(word: str) -> bool:
    """Whether a word begins what a preposition governs."""
    return word in words("determiner") or word in words("object") or word[:1].isdigit()


def is_infinitive(place: Place) -> bool:
    """Whether “to” stands before a verb: what I want to be, but not the road to ruin."""
    verb = place.word(1)
    if verb not in _infinitives("verb"):
        return False
    if verb == "be":
        return True
    return place.word(-1) not in _infinitives("towards") and "from" not in place.words[: place.at]


def joins(place: Place) -> bool:
    """Whether “so” or “yet” joins what stands around it, rather than saying how, or when."""
    word, before, after = place.word(), place.word(-1), place.word(1)
    if word == "yet":
        return before not in ("not", "never", "as", "and", "isn't", "aren't", "ain't", "nor") and after not in (
            "to",
            "again",
            "another",
            "more",
        )
    return after in words("subject") | words("determiner") | {"you", "it"} and before not in (
        "ever",
        "not",
        "and",
        "is",
    )


@cache
def _verbs() -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    """Each form of a phrasal verb, with the particles that are always its own, and those unless an object follows."""
    return {
        form: (frozenset(re.findall(r"\w+", always)), frozenset(re.findall(r"\w+", unless)))
        for forms, always, unless in house.table("phrasal-verbs.tsv")
        for form in (*forms.split(), re.sub(r"ing$", "in'", forms.split()[-1]))
    }


@cache
def _infinitives(kind: str) -> frozenset[str]:
    return frozenset(word for row in house.table("title-infinitives.tsv") if row[0] == kind for word in row[1].split())


@cache
def phrases() -> dict[tuple[str, ...], bool]:
    """Phrases in capitals of their own, lower-cased; whether each has them only where no object follows."""
    return {tuple(row[0].lower().split()): row[1] == "adverb" for row in house.table("title-phrases.tsv")}


def in_phrase(lows: Sequence[str]) -> frozenset[int]:
    """The places of the words that belong to such a phrase and have a capital there."""
    found: set[int] = set()
    for phrase, adverb in phrases().items():
        size = len(phrase)
        for at in range(len(lows) - size + 1):
            if tuple(lows[at : at + size]) == phrase and not (
                adverb and _governed("".join(lows[at + size : at + size + 1]))
            ):
                found |= {at + step for step, word in enumerate(phrase) if word not in ("and", "a")}
    return frozenset(found)
