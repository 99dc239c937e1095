"""Which words are right though no dictionary has them: coinages, compounds, derived forms, slang, other spellings.

A review's vocabulary is wide. What a living prefix or suffix makes of a known word (rewatchable, overleveled), two
known words written as one (soundscape, playthrough), what a reviewer drawls (sooo, watchin') is a word; so are those of
the house's tables: `words.tsv`, ours, and `words-scowl.txt`, other varieties' spellings.
"""

import re
from functools import cache

from pipeline import house
from pipeline.checks.spelling._suggest import near, slip

KNOWN = 60
"""How often reviews have to use a word for it to be a known part of another one."""

SLIPPED = 100
"""How much oftener than a coinage a word has to be whose smallest slip it may be: directer is no agent of direct."""

OUTWEIGHS = 1200
"""How often two neighbours have to stand in reviews for them to be likelier than a listed correction."""

_ENDINGS = (("s", ""), ("es", ""), ("ies", "y"), ("ed", ""), ("d", ""), ("ing", ""), ("ing", "e"))
_AGENTS = ("er", "ers", "ee", "ees")
_KEPT_E = re.compile(r"(.{3,}[^eoy])e(ing|ability|able|ably)")
"""A mute e that is kept before an ending which drops it: competeing, believeability."""


def accepted(word: str) -> bool:
    """Whether a lower-cased word that the dictionary lacks is right: listed, drawled, compound or derived."""
    if word in _listed() or _american(word) in house.frequencies():
        return True
    if word in house.misspellings():
        return False
    return _inflected(word) or drawled(word) or ((compound(word) or derived(word)) and not _likelier(word))


def _likelier(word: str) -> bool:
    """Whether a common word is a small slip away from one that reviews never use: shoking is not sho and king."""
    often = house.frequencies()
    if re.search(r"[^aeiou]ys$|ss$", word) and word not in often and known(word[:-1]):
        return True
    if word.endswith("icly") and known(word[:-2] + "ally"):
        return True
    if (kept := _KEPT_E.fullmatch(word)) and known(kept[1] + kept[2]):
        return True
    if any(often[other] >= SLIPPED * max(often.get(word, 0), 1) and slip(word, other) <= 0.6 for other in near(word)):
        return True
    return word not in often and any(
        often[other] >= 500 and slip(word, other) <= 0.95 and not other.startswith(word[:-2]) for other in near(word)
    )


@cache
def _function() -> frozenset[str]:
    return house.entries("function-words.tsv")


@cache
def _affixes() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The living prefixes, and the living suffixes."""
    rows = house.entries("affixes.tsv")
    return tuple(sorted(row[:-1] for row in rows if row[-1] == "-")), tuple(
        sorted(row[1:] for row in rows if row[0] == "-")
    )


@cache
def _listed() -> frozenset[str]:
    both = (word for row in house.table("dialects.tsv") for word in row[:2])
    return house.entries("words.tsv") | house.entries("words-scowl.txt") | frozenset(both)


def _american(word: str) -> str:
    """A British word in -ise with the American z; nothing for other words."""
    changed = re.sub(r"is(e[sdr]?|ers|ing|able|ations?)$", r"iz\1", word)
    return changed if changed != word else ""


def _inflected(word: str) -> bool:
    """Whether the word is a listed one with a regular ending."""
    return any(word.removesuffix(ending) + back in _listed() for ending, back in _ENDINGS if word.endswith(ending))


def drawled(word: str) -> bool:
    """Whether a word is drawn out or clipped in speech: sooo, hmmm, watchin, haha."""
    if re.search(r"(.)\1\1", word) or re.fullmatch(r"(?:[hae]{2,}|(?:ha|he|ho|la|na|bla|ya|da|ta|doo)+h?)", word):
        return True
    return len(word) > 5 and word.endswith("in") and known(word + "g") and not known(word)


@cache
def known(word: str) -> bool:
    """Whether reviews use a lower-cased word often, and not by mistake."""
    return house.frequencies().get(word, 0) >= KNOWN and word not in house.misspellings()


def glued(word: str) -> tuple[str, str] | None:
    """The two words that a word has lost the space between: one of them is a function word, and they are neighbours."""
    pairs = house.bigrams()
    cuts = [
        (word[:at], word[at:])
        for at in range(1, len(word))
        if known(word[:at])
        and known(word[at:])
        and (word[:at] in _function() or word[at:] in _function())
        and pairs.get(f"{word[:at]} {word[at:]}", 0) >= (300 if len(word) > 4 else 3000)
    ]
    return max(cuts, key=lambda cut: pairs[f"{cut[0]} {cut[1]}"], default=None)


def parted(word: str) -> tuple[str, str] | None:
    """The two words that were meant where one is no word; a listed misspelling only where the two are very common.

    Lists give “froma” one letter less (from); “from a” is what stood there.
    """
    cut = glued(word)
    listed = house.misspellings().get(word)
    if cut is None or (listed and (" ".join(cut) in listed or house.bigrams()[f"{cut[0]} {cut[1]}"] < OUTWEIGHS)):
        return None
    return cut


def compound(word: str) -> bool:
    """Whether two known words of content, of three letters or more, are written as one: soundscape, plotholes."""
    return any(
        known(word[:at]) and (known(word[at:]) or _known_stem(word[at:])) and not {word[:at], word[at:]} & _function()
        for at in range(3, len(word) - 2)
        if at >= 4 or len(word) - at >= 4
    )


def _known_stem(part: str) -> bool:
    return part.endswith("s") and len(part) > 4 and known(part[:-1])


def derived(word: str) -> bool:
    """Whether a living prefix or suffix makes the word of a known one, spelled as the rules have it."""
    for prefix in _affixes()[0]:
        rest = word.removeprefix(prefix).removeprefix("-")
        if rest != word and len(rest) >= 4 and (known(rest) or _suffixed(rest)):
            return True
    return _suffixed(word) or _bent(word)


def _bent(word: str) -> bool:
    """Whether a word of five letters or more has an ending that it rarely has: finaled, patroning, irresistibles."""
    return any(
        word.endswith(end) and len(word) - len(end) >= 5 and known(word.removesuffix(end)) for end in ("ed", "ing", "s")
    )


def _suffixed(word: str) -> bool:
    often = house.frequencies().get(word[:-1], 0)
    if re.fullmatch(r"\w{4,}[^l]y", word) and often >= (300 if len(word) < 7 else KNOWN):
        # What lost the l of its -ly is no coinage: completey.
        return not known(word[:-1] + "ly") and not (word[-2] == "e" and known(word[:-2] + "y"))
    if re.fullmatch(r"\w{3,}([bdgmnpt])\1y", word) and house.frequencies().get(word[:-2], 0) >= 300:
        return True
    for suffix in _affixes()[1]:
        if word.endswith(suffix) and any(known(stem) for stem in _stems(word.removesuffix(suffix), suffix)):
            return True
    return any(
        word.endswith(agent) and len(word) > 7 and known(word.removesuffix(agent)) and _verb(word.removesuffix(agent))
        for agent in _AGENTS
    )


def _verb(word: str) -> bool:
    """Whether reviews have a word's -ed or -ing form: it is a verb whose agent anyone may name."""
    return word + "ed" in house.frequencies() or word + "ing" in house.frequencies()


def _stems(rest: str, suffix: str) -> tuple[str, ...]:
    """What may stand before a suffix: the rest, or the rest with the e or y that the suffix took."""
    if len(rest) < 4:
        return ()
    vowel = suffix[0] in "aeiouy"
    if vowel and rest.endswith("e") and not rest.endswith(("ce", "ge", "ee", "ye", "oe")):
        return ()
    taken = (rest + "e",) if vowel else ()
    doubled = (rest[:-1],) if vowel and rest[-1] == rest[-2] else ()
    changed = (rest[:-1] + "y",) if rest.endswith("i") else ()
    return (rest, *taken, *doubled, *changed)
