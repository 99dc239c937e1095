"""A well-known name, people, place or brand misspelt: South Koren, Shakespear.

Two neighbours with capitals, one of which is a slip away from a well-known pair that reviews have twenty times as often
(Steve Buscimi); where the odd one is a name of its own (Curt), that is a question. Or a single capitalised word
that reviews hardly ever have, used once or twice, one slip from a well-known one: it is flagged where a list of known
misspellings has it, where it is nearly the name of a people or a place, or where its neighbour is the well-known one's
own (South Korean). Any other unknown name is left alone: most names are unknown to every list, and many are one letter
from another.

Source: counts of names in reviews; `house/people.tsv`; the misspellings of the typos project (MIT); `house/cased.tsv`.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from pipeline import house as tables
from pipeline.checks import Allowed, Flagged
from pipeline.checks.spelling._famous import known as is_well_known
from pipeline.checks.spelling._famous import meant as well_known
from pipeline.checks.spelling._famous import pairs, possessive
from pipeline.checks.spelling._slips import alone, beside, looks_odd
from pipeline.document import Block, BlockKind, Document, RegionKind
from pipeline.engines import LanguageRules
from pipeline.finding import Finding, Severity, flag
from pipeline.house import House
from pipeline.names import Names, Place, base, begins
from pipeline.source import Span

SEVERITY = Severity.ERROR
FIX = "unsafe"

EXAMPLES = (
    Flagged(
        "The director is South ⟦Koren⟧, and so is her cast.", fixed="The director is South Korean, and so is her cast."
    ),
    Flagged("It borrows from ⟦Shakespear⟧ throughout.", fixed="It borrows from Shakespeare throughout."),
    Flagged("We met Alfred ⟦Hitchock⟧ only once.", fixed="We met Alfred Hitchcock only once."),
    Flagged("The ⟦Austrailian⟧ cut is longer.", fixed="The Australian cut is longer."),
    Flagged("Then ⟦Zues⟧ thunders over ⟦Norawy⟧.", fixed="Then Zeus thunders over Norway."),
    Flagged("It feels like a Studio ⟦Gibli⟧ film.", fixed="It feels like a Studio Ghibli film."),
    Flagged("Jon ⟦Ghilbi⟧ wrote it.", fixed="Jon Ghibli wrote it.", severity=Severity.QUERY),
    Flagged("It has Steve ⟦Buscimi⟧ and ⟦Micheal⟧ Caine in it.", fixed="It has Steve Buscemi and Michael Caine in it."),
    Flagged(
        "Olivia de ⟦Haviland⟧ won it; Zack ⟦Synder⟧ shot it.", fixed="Olivia de Havilland won it; Zack Snyder shot it."
    ),
    Flagged("A film by Apichatpong ⟦Weerasetakul⟧.", fixed="A film by Apichatpong Weerasethakul."),
    Flagged(
        "It has Steve ⟦Buscimi⟧ in it. When ⟦Buscimi⟧'s smile fades, we weep.",
        fixed="It has Steve Buscemi in it. When Buscemi's smile fades, we weep.",
    ),
    Flagged("It is no Citizen ⟦Cane⟧.", fixed="It is no Citizen Kane.", severity=Severity.QUERY),
    Flagged("It has ⟦Clent Eastwod⟧ in it.", fixed="It has Clint Eastwood in it."),
    Flagged("Then ⟦Curt⟧ Russell shoots.", fixed="Then Kurt Russell shoots."),
    Flagged("It is Robin ⟦William's⟧ best.", fixed="It is Robin Williams's best."),
    Allowed("A film by Andrei Konchalovski and one by Andrei Tarkovskij."),
    Flagged("⟦Instagramm⟧ has the stills.", fixed="Instagram has the stills."),
    Flagged("It has ⟦Jeniffer⟧ Aniston in it.", fixed="It has Jennifer Aniston in it."),
    Flagged(
        "It is *⟦Jurrasic⟧ Nights*, they say.", fixed="It is *Jurassic Nights*, they say.", severity=Severity.QUERY
    ),
    Allowed("It says `Jurrasic`, and so does [Jurrasic](https://example.org)."),
    Allowed("Penélope Cruz, Rick Miller, Park Chan-min, David Leaf and Robert Rogers's sister."),
    Allowed("Olivia de Souza, Zack Sanders, Anna Kernin, Robert Smit, and Vincent van Dongen."),
    Allowed("Michael Fassbender is no Fassbinder; Jonson is no Johnson."),
    Allowed("Koren Vance and Koren's sister, and Koren again, walk home."),
    Allowed("Ansa meets a man, and so Ansa sings."),
    Allowed("Rhianna Pratchett wrote it, and a Filippino Lippi hangs in it."),
    Allowed("The Bartlets and Mr. Holmse meet Thom and Katy at Indiria."),
)

_BEGINS = re.compile(r"(?<![\w@#'’.-])\w+")
_GOES_ON = re.compile(r"[\w-]|\.\w")
"""What begins a name, and what shows that one goes on."""

_OTHERS_WORDS = (RegionKind.EMPHASIS, RegionKind.QUOTATION)
"""A title or somebody's words may be spelled so on purpose."""


def find(document: Document, names: Names, house: House, rules: LanguageRules) -> Iterator[Finding]:
    """Names of a draft that are a slip away from a well-known one."""
    found: dict[str, str] = {}
    told: list[Span] = []
    for block in document.blocks:
        if block.kind is not BlockKind.FIELD:
            for finding in (*_forms(block, names), *_pairs(document, block, names)):
                yield finding
                told.append(finding.span)
                if finding.severity is not Severity.QUERY and finding.fix:
                    odd, even = finding.message.split("”")[0][1:].split(), finding.message.split("“")[2][:-2].split()
                    found.update((a, b) for a, b in zip(odd, even, strict=False) if a != b)
    yield from _again(document, names, found, told)
    for spelling, places in (*names.places.items(), *_openers(document, names, rules, house)):
        if len(places) > 2 or not looks_odd(spelling) or spelling in names.allowed:
            continue
        for place in places:
            block = document.blocks[place.block]
            span = block.span(place.start, place.start + len(spelling))
            if is_well_known(spelling, block.text, place.start, place.start + len(spelling)) or any(
                each.overlaps(span) for each in told
            ):
                continue
            right, sure = beside(spelling, block.text, place)
            if not right and _unknown(rules, block.text, place, house.dialect):
                right, sure = alone(spelling, block.text, place)
            if right and right != spelling and block.kind is not BlockKind.FIELD:
                severity = Severity.ERROR if sure else Severity.QUERY
                message = (
                    f"“{spelling}” is spelled “{right}”."
                    if sure
                    else f"Is “{spelling}” ({_times(document, spelling)}) meant to be “{right}” "
                    f"({_times(document, right)})?"
                )
                yield flag(block, place.start, place.start + len(spelling), message, right, severity=severity)


def _openers(
    document: Document, names: Names, rules: LanguageRules, house: House
) -> Iterator[tuple[str, tuple[Place, ...]]]:
    """Unknown words with a capital that their sentence gives them: each may be a name as well."""
    for block in document.running():
        for match in rules.matches(block.text, house.dialect):
            word = base(block.text[match.start : match.end])
            if match.rule.startswith("MORFOLOGIK_RULE") and begins(block.text, match.start) and word not in names:
                yield word, (Place(block.index, match.start, match.start + len(word)),)


def _forms(block: Block, names: Names) -> Iterator[Finding]:
    """The names of a block that are often written wrong, and so here."""
    for start, wrong in _wrong(block.text):
        end, right = start + len(wrong), _right()[wrong]
        if wrong in names.allowed or block.inside(RegionKind.LINK, start, end):
            continue
        before, behind = _shared(wrong, right)
        odd, fixed = (start + before, end - behind), right[before : len(right) - behind]
        if any(block.inside(kind, start, end) for kind in _OTHERS_WORDS):
            yield flag(block, *odd, f"Is “{wrong}” meant, or “{right}”?", fixed, severity=Severity.QUERY)
        else:
            yield flag(block, *odd, f"“{wrong}” is written “{right}”.", fixed)


def _shared(wrong: str, right: str) -> tuple[int, int]:
    """How many characters, of whole words, two forms of a name have alike at the beginning and at the end."""
    old, new = wrong.split(" "), right.split(" ")
    if len(old) != len(new):
        return 0, 0
    odd = [number for number, (a, b) in enumerate(zip(old, new, strict=True)) if a != b]
    return sum(len(word) + 1 for word in old[: odd[0]]), sum(len(word) + 1 for word in old[odd[-1] + 1 :])


@cache
def _right() -> dict[str, str]:
    """Names that are often written wrong, and their form."""
    return {row[0]: row[1] for row in tables.table("name-forms.tsv")}


def _wrong(text: str) -> Iterator[tuple[int, str]]:
    """The wrong forms in a text, each with its place, the longest where several begin; in order and apart."""
    last = 0
    for match in _BEGINS.finditer(text):
        start = match.start()
        for form in _by_beginning().get(match[0], ()) if start >= last else ():
            end = start + len(form)
            if text.startswith(form, start) and not _GOES_ON.match(text, end):
                yield start, form
                last = end
                break


@cache
def _by_beginning() -> dict[str, list[str]]:
    """The wrong forms by the letters that they begin with, longest first: there are too many to try in each place."""
    found: dict[str, list[str]] = {}
    for form in sorted(_right(), key=len, reverse=True):
        beginning = _BEGINS.match(form)
        assert beginning is not None, f"name-forms.tsv: “{form}” begins with no letter"
        found.setdefault(beginning[0], []).append(form)
    return found


def _again(document: Document, names: Names, found: dict[str, str], told: Sequence[Span]) -> Iterator[Finding]:
    """The surnames that were misspelt beside their first names, where they stand alone."""
    for wrong, right in sorted(found.items()):
        odd = len(wrong) >= 5 and tables.frequencies().get(wrong.lower(), 0) < 20 and wrong not in names.allowed
        for place in names.places.get(wrong, ()) if odd else ():
            block = document.blocks[place.block]
            if any(each.overlaps(block.span(place.start, place.end)) for each in told):
                continue
            if not re.search(r"[A-Z][\w.]+ $", block.text[: place.start]) or begins(block.text, place.start):
                message = f"“{wrong}” is spelled “{right}”."
                yield flag(block, place.start, place.start + len(wrong), message, right)


def _times(document: Document, words: str) -> str:
    """How often a spelling stands in the draft, in words."""
    pattern = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")
    count = sum(len(pattern.findall(block.text)) for block in document.blocks)
    return {0: "never here", 1: "once here"}.get(count, f"{count} times here")


def _pairs(document: Document, block: Block, names: Names) -> Iterator[Finding]:
    """The pairs of a block that are a slip away from a well-known pair."""
    for pair in pairs(block.text):
        whole = f"{pair.first} {pair.second}"
        if {whole, pair.first, pair.second} & names.allowed:
            continue
        after = re.match(r"['’]s\b", block.text[pair.end :])
        if after and (right := possessive(pair)):
            start, end = pair.end - len(pair.second), pair.end + len(after[0])
            message = f"The name is “{right}”; its possessive is “{right}’s”."
            yield flag(block, start, end, message, right.rpartition(" ")[2] + "’s")
            continue
        beside = re.search(r"([\w'’]+) $", block.text[: pair.start]), re.match(r" ([\w'’]+)", block.text[pair.end :])
        meant = well_known(pair, tuple(found[1] if found else "" for found in beside))
        if meant is None:
            continue
        words = (whole, meant.name)
        if meant.part is not None:
            words = whole.split(" ")[meant.part], meant.name.split(" ")[meant.part]
        sure = meant.sure and names.count(words[0]) < 3
        start = pair.end - len(pair.second) if meant.part == 1 else pair.start
        message = (
            f"“{whole}” is spelled “{meant.name}”."
            if sure
            else f"Is “{whole}” ({_times(document, whole)}) the well-known “{meant.name}” "
            f"({_times(document, meant.name)})?"
        )
        yield flag(
            block,
            start,
            start + len(words[0]),
            message,
            words[1],
            severity=Severity.ERROR if sure else Severity.QUERY,
        )


def _unknown(rules: LanguageRules, text: str, place: Place, dialect: str) -> bool:
    """Whether the engine's dictionary lacks the name too."""
    return any(
        match.rule.startswith("MORFOLOGIK_RULE") and match.start < place.end and place.start < match.end
        for match in rules.matches(text, dialect)
    )
