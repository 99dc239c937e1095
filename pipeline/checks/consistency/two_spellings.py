"""One compound written two ways: storyline and story line, e-mail and email.

A dictionary may allow both; a draft keeps to one (Chicago, chapter 7, “Compounds and hyphenation”). The way that the
draft uses less is flagged; where both come equally often, the one that other reviews use less, or the later one, as a
query.

A compound that is hyphenated before its noun and open behind it (“a well-known band”, “the band is well known”) is
right both times; a verb with its particle beside the noun made from it (set up, setup) is right too, and so are pairs
with different meanings (re-cover, recover; every day, everyday). None of these are compared, nor are words of other
people or of titles.
"""

import re
from collections import defaultdict
from collections.abc import Iterator

from pipeline import house
from pipeline.checks import Allowed, Flagged
from pipeline.checks._listed import listed
from pipeline.checks._places import Place, begins_sentence, like, places, together
from pipeline.document import Document
from pipeline.finding import Finding, Severity

SEVERITY = Severity.ERROR
FIX = "unsafe"
EXAMPLES = (
    Flagged(
        "The storyline drags. One storyline ends; another ⟦story line⟧ begins.",
        fixed="The storyline drags. One storyline ends; another storyline begins.",
    ),
    Flagged(
        "They co-operate well. To co-operate is hard; ⟦cooperate⟧ they must.",
        fixed="They co-operate well. To co-operate is hard; co-operate they must.",
    ),
    Flagged("An email came, and an ⟦e-mail⟧ went.", fixed="An email came, and an email went.", severity=Severity.QUERY),
    Flagged(
        "A filmmaker sleeps, for ⟦film-making⟧ is work. Another filmmaker wakes.",
        fixed="A filmmaker sleeps, for filmmaking is work. Another filmmaker wakes.",
        severity=Severity.QUERY,
    ),
    Flagged(
        "The postmistress sings. The postmistress of all ⟦post mistresses⟧ sleeps.",
        fixed="The postmistress sings. The postmistress of all postmistresses sleeps.",
    ),
    Allowed("A well-known band is well known. They set up the setup every day, an everyday thing."),
    Allowed("He re-signed in May, and resigned in June; they re-formed the reformed."),
    Allowed("They recover, and re-cover the sofa. “A story line,” he says. A storyline ends."),
    Allowed("Some one-off any time; overtime is over time. A longtime fan waits a long time."),
)

KNOWN = 20
"""How often reviews have a compound in one piece, at least, for it to be wanted beside another word of the same two."""

_HYPHENATED = re.compile(r"(?<![\w'’-])[A-Za-z][a-z]*-[a-z]{2,}(?![\w-])(?!['’][a-z])")
_WORD = re.compile(r"(?<![\w'’-])[A-Za-z][a-z]{3,}(?![\w-])(?!['’][a-z])")
_PARTICLES = listed(
    """up out off down in on over away back by through around along together ahead about one ones thing things body
    where day days more way ways while time times self ever under all"""
)
_FIRSTS = listed(
    """the an any every some no not may can what all on in of off at up out over under after before by to for with
    there here where when who how down through too so and or as if it is was be become them him her his our your
    their my mean half long short hard good bad new old big"""
)


def find(document: Document) -> Iterator[Finding]:
    """Flag each use of the rarer way."""
    ways: dict[str, dict[str, list[Place]]] = defaultdict(lambda: defaultdict(list))
    apart = house.entries("hyphen-pairs.tsv")
    for place, match in _common(document, _HYPHENATED):
        joined = match[0].replace("-", "").lower()
        if not _stems(joined) & apart:
            ways[_singular(joined)][_singular(match[0].lower())].append(place)
    closed: dict[str, list[Place]] = defaultdict(list)
    for place, match in _common(document, _WORD):
        closed[_singular(match[0].lower())].append(place)
    for word, found in closed.items():
        if word in ways or len(word) > 6:
            ways[word][word] = found
    for place, first, second in _neighbours(document):
        joined = _singular(f"{first}{second}")
        if joined in closed and len(joined) > 6 and joined not in apart:
            ways[joined][f"{first} {_singular(second)}"].append(place)
    for forms in ways.values():
        if len(forms) > 1:
            yield from _odd(forms)
    yield from _kin(ways, closed)


def _kin(ways: dict[str, dict[str, list[Place]]], closed: dict[str, list[Place]]) -> Iterator[Finding]:
    """Compounds with a hyphen where the draft has another word of the same two in one piece: film-making, filmmaker."""
    for joined, forms in ways.items():
        other = f"{joined[:-3]}er" if joined.endswith("ing") else f"{joined[:-2]}ing" if joined.endswith("er") else ""
        found = next((places for form, places in forms.items() if "-" in form), None)
        if len(forms) > 1 or not found or not other or len(closed.get(other, ())) < len(found):
            continue
        if house.frequencies().get(joined, 0) >= KNOWN:
            message = f"“{found[0].text}” here, “{closed[other][0].text}” elsewhere; one way is wanted."
            yield together([(place, place.text.replace("-", "")) for place in found], message, Severity.QUERY)


def _common(document: Document, pattern: re.Pattern[str]) -> Iterator[tuple[Place, re.Match[str]]]:
    """Where a pattern matches a word that is no name: in lower case, or at a sentence's start."""
    for place, match in places(document, pattern):
        if place.text[0].islower() or begins_sentence(place.block, place.start):
            yield place, match


def _commoner(form: str) -> int:
    """How often reviews write a compound this way, as far as that can be told: open or closed."""
    return house.bigrams().get(form, 0) if " " in form else house.frequencies().get(form, 0)


def _odd(forms: dict[str, list[Place]]) -> Iterator[Finding]:
    """Findings for all ways but the one that is used most, or first."""
    most = max(len(found) for found in forms.values())
    leading = [form for form in forms if len(forms[form]) == most]
    even = len(leading) > 1 and not any("-" in form for form in leading)
    wanted = max(
        leading, key=lambda form: (_commoner(form) if even else 0, -forms[form][0].block.index, -forms[form][0].start)
    )
    for form, found in forms.items():
        if form == wanted or (" " in form and "-" in wanted) or ("-" in form and " " in wanted):
            continue
        message = f"“{form}” here, “{wanted}” elsewhere ({len(forms[wanted])} to {len(found)}); one way is wanted."
        severity = None if len(forms[wanted]) > len(found) else Severity.QUERY
        yield together([(place, _inflected(wanted, form, place.text)) for place in found], message, severity)


def _inflected(wanted: str, form: str, text: str) -> str:
    """The wanted way with the ending and the capital of what stands in the draft."""
    plural = text.lower() != form and text.lower().startswith(form)
    return like(wanted + text[len(form) :] if plural else wanted, text)


def _neighbours(document: Document) -> Iterator[tuple[Place, str, str]]:
    """Two words side by side that may be an open compound."""
    pattern = re.compile(r"(?<![\w'’-])(?=([a-z]{3,}) ([a-z]{3,})(?![\w-])(?!['’][a-z]))")
    for place, match in places(document, pattern):
        first, second = match[1], match[2]
        if first not in _FIRSTS and second not in _PARTICLES:
            end = match.end(2)
            yield Place(place.block, match.start(), end), first, second


def _stems(word: str) -> set[str]:
    """A word without its endings: what is said of resign holds for resigned."""
    return {_singular(word), *(word.removesuffix(ending) for ending in ("d", "ed", "ing", "es"))}


def _singular(word: str) -> str:
    if word.endswith(("sses", "shes", "ches", "xes", "zzes")) and len(word) > 6:
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 4 else word
