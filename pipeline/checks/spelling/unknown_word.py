"""A word that no dictionary has, and that is near one that all have.

Speller, known misspellings and the words of reviews together decide: the engine's dictionary does not know the word; it
is no name, no coinage, no compound or derived form, no slang, and not foreign; and either the typos project's list of
known misspellings has it, or a common word is a slip of the hand away. An unknown word that is near nothing is left
alone: a review's vocabulary is wide. The first suggestion needs the least slip, is common in reviews, and
fits its neighbours. British and American spellings are both right here; mixing them is `consistency`'s matter.

Source: LanguageTool's dictionaries; the misspellings of the typos project (MIT); SCOWL; counts of words in reviews.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from pipeline import house as tables
from pipeline.checks import Allowed, Flagged
from pipeline.checks._capitals import lacks_capital
from pipeline.checks._listed import listed
from pipeline.checks.spelling._apostrophes import contraction
from pipeline.checks.spelling._cased import forms
from pipeline.checks.spelling._famous import bearers
from pipeline.checks.spelling._suggest import ranked, slip
from pipeline.checks.spelling._words import accepted, parted
from pipeline.document import Block, Document, RegionKind
from pipeline.engines import LanguageRules, Match
from pipeline.finding import Applicability, Finding, Severity, flag
from pipeline.house import House
from pipeline.names import Names, begins

SEVERITY = Severity.ERROR
FIX = "mixed"

EXAMPLES = (
    Flagged("She is the lone ⟦surviver⟧ of the crash.", fixed="She is the lone survivor of the crash."),
    Flagged("The second act is ⟦mesmerisng⟧ throughout.", fixed="The second act is mesmerising throughout."),
    Flagged("It is ⟦definately⟧ her best record.", fixed="It is definitely her best record."),
    Flagged("The ⟦cinematograhy⟧ is lovely.", fixed="The cinematography is lovely."),
    Flagged("A ⟦shoking⟧ twist ends it. ⟦definately⟧.", fixed="A shocking twist ends it. Definitely."),
    Flagged("⟦Redemeption⟧ comes late.", fixed="Redemption comes late."),
    Flagged("An old ⟦victorean⟧ house.", fixed="An old Victorian house."),
    Flagged("They aim the ⟦trebuchat⟧ at ⟦Inspecter⟧ Orr.", fixed="They aim the trebuchet at Inspector Orr."),
    Flagged("This is no “⟦critque⟧”.", fixed="This is no “critique”.", severity=Severity.QUERY),
    Allowed("An auditioner sings over a shoegaze soundscape, and the isekai is rewatchable."),
    Allowed("The colour of the theatre is her favourite, as critics have recognised."),
    Allowed("Zyndria and Marlowen duel with Quorvath at dawn."),
    Allowed("It was sooo good, hmm, and the worldbuilding never sags."),
    Flagged("That is how people have ⟦ssaid⟧ it.", fixed="That is how people have said it."),
    Flagged("The end is ⟦completey⟧ mad.", fixed="The end is completely mad."),
    Allowed("It is a piratey tune in a cheap ripoff."),
    Allowed("No trancer sleeps; the trancers of Trancers, led by a trancer, are blobby."),
    Allowed("They call it *weltenbrand*, and “grobble” is its song."),
)

LONG = 7
"""From this many letters on, a word may be two slips away from what was meant."""

CROWD = 40
"""Three unknown words within so many characters are terms of a trade or another language."""

_REGULAR = re.compile(
    r"^.{11,}$|^.{3,}(?:ly|tion|sion|tions|ing|ment|ments|ness|able|ible|ous|ful|less|ance|ence|ive)$"
)
"""A sentence's first word that ends like this, or is as long, is hardly a name."""

NAMED = 0.7
"""How much of a word's use in reviews has a capital where it is a name: a Jesuit."""

OFTEN = 5
"""How often reviews have a word for it to be a candidate where more than one slip may lie between."""

RARE, SMALL = 8, 0.6
"""From this many letters on, the engine's first suggestion needs no review that has it where the slip is this small."""

OFFICES = listed(
    """captain commander corporal councilor councillor detective director governor inspector lieutenant minister officer
    president princess principal producer professor secretary sergeant superintendent"""
)
"""What stands before somebody's name with a capital."""

LISTED_ONLY = 4
"""Up to this many letters, only a listed misspelling is an error: short words have too many neighbours."""


def find(block: Block, rules: LanguageRules, names: Names, house: House, document: Document) -> Iterator[Finding]:
    """Unknown words of a block with their likeliest corrections."""
    unknown = [match for match in rules.matches(block.text, house.dialect) if match.rule.startswith("MORFOLOGIK_RULE")]
    matches = [_narrowed(block.text, match) for match in unknown]
    for match in matches:
        word = block.text[match.start : match.end]
        if _left_alone(block, match, names) or _beside_another(block, match, matches):
            continue
        if "-" in word:
            yield from _hyphenated(block, match)
            continue
        small = word.lower()
        if accepted(small) or contraction(small) or parted(small):
            continue
        before, after = _neighbours(block.text, match.start, match.end)
        candidates = ranked(small, [each.lower() for each in match.replacements], before, after)
        begins_it = _opens(block.text, match.start) and (_listed(small) or _REGULAR.search(small))
        if word != small and not begins_it and not _is_office(block.text, match, candidates):
            continue
        if candidates and (_listed(small) or (_meant(small, candidates[0][0], match) and _rare(small, document))):
            yield _finding(block, match, word, candidates)


def _narrowed(text: str, match: Match) -> Match:
    """The one unknown word where the engine speaks of two (“do thay”): the other stands in what it proposes, too."""
    first, _, last = text[match.start : match.end].partition(" ")
    if not last or " " in last:
        return match
    behind = tuple(new[len(first) + 1 :] for new in match.replacements if new.startswith(f"{first} "))
    ahead = tuple(new[: -len(last) - 1] for new in match.replacements if new.endswith(f" {last}"))
    if behind:
        return replace(match, start=match.end - len(last), replacements=behind)
    return replace(match, end=match.start + len(first), replacements=ahead) if ahead else match


def _opens(text: str, at: int) -> bool:
    """Whether a sentence begins here: behind a bracket or a quotation mark a capital is a name's as often."""
    return begins(text, at) and text[:at].rstrip()[-1:] in ("", ".", "!", "?", "…")


def _listed(word: str) -> bool:
    return word in tables.misspellings()


def _left_alone(block: Block, match: Match, names: Names) -> bool:
    """Whether a word is a name, foreign, a term set off by italics or quotation marks, or a part of one in brackets."""
    text, start, end = block.text, match.start, match.end
    word = text[start:end]
    if not re.fullmatch(r"[A-Za-z]+(?:-[A-Za-z]+)*", word) or not (word.islower() or word.istitle()):
        return True
    if word.islower() and names.touches(block, start, end):
        return True
    if re.search(r"[\[\]@#_\\]", text[max(start - 1, 0) : start] + text[end : end + 1]):
        return True
    if block.inside(RegionKind.EMPHASIS, start, end) and not _listed(word.lower()):
        return True
    return any(
        region.kind is RegionKind.QUOTATION
        and not _listed(word)
        and region.start <= start
        and end <= region.end
        and len(text[region.start : region.end].split()) <= 2
        for region in block.regions
    )


def _beside_another(block: Block, match: Match, matches: list[Match]) -> bool:
    """Whether an unlisted unknown word is its neighbour, or stands near a short one: two are another language."""
    word = block.text[match.start : match.end].lower()
    if _listed(word) and len(word) > LISTED_ONLY:
        return False
    reach = 15 if _listed(word) else 1
    words = ((each, block.text[each.start : each.end].lower()) for each in matches)
    strange = [each for each, small in words if not _listed(small) and not accepted(small)]
    if sum(max(match.start, each.start) - min(match.end, each.end) <= CROWD for each in strange) > 2:
        return True
    return any(
        other is not match
        and max(match.start, other.start) - min(match.end, other.end) <= reach
        and block.text[other.start].islower()
        and not _listed(block.text[other.start : other.end].lower())
        for other in matches
    )


def _neighbours(text: str, start: int, end: int) -> tuple[str, str]:
    """The lower-cased words right before and behind a stretch, empty where a mark stands between."""
    before = re.search(r"([\w'’]+) $", text[max(start - 40, 0) : start])
    after = re.match(r" ([\w'’]+)", text[end : end + 40])
    return tuple(found[1].lower().replace("’", "'") if found else "" for found in (before, after))  # type: ignore[return-value]


def _meant(word: str, candidate: str, match: Match) -> bool:
    """Whether a candidate is so near that a slip is likelier than a word of its own."""
    often = tables.frequencies()
    count = often.get(candidate, 0)
    if word.endswith("aly") and candidate == word[:-1] + "ly":
        return True
    if len(word) <= LISTED_ONLY or " " in candidate or count < 60 * often.get(word, 0):
        return False
    if _is_name(candidate) and len(word) < LONG:
        # A short name without its capital is near others: gorton is not Gordon.
        return False
    if len(word) >= RARE and count < OFTEN and candidate == match.replacements[0].lower():
        return slip(word, candidate) <= SMALL
    if len(word) >= LONG and count >= OFTEN:
        return slip(word, candidate) <= 1.5 or _garbled(word, match)
    return count >= 60 and slip(word, candidate) <= (0.95 if len(word) > 5 else 0.7)


def _is_office(text: str, match: Match, candidates: tuple[tuple[str, float], ...]) -> bool:
    """Whether a word with a capital before a name is an office, misspelt."""
    named = re.match(r" [A-Z][a-z]", text[match.end : match.end + 3])
    word = text[match.start : match.end].lower()
    return named is not None and bool(candidates) and candidates[0][0] in OFFICES and slip(word, candidates[0][0]) < 1


def _garbled(word: str, match: Match) -> bool:
    """Whether the middle of a long word is lost, and the engine knows only one that has its beginning and end."""
    only = match.replacements[0].lower() if len(match.replacements) == 1 else ""
    return len(word) > 9 and only[:3] == word[:3] and only[-4:] == word[-4:] and " " not in only


def _rare(word: str, document: Document) -> bool:
    """Whether a draft uses a word once or twice, plurals included: what stands there more often is meant."""
    pattern = re.compile(rf"(?<!\w){re.escape(word.removesuffix('s'))}s?(?!\w)", re.IGNORECASE)
    return sum(len(pattern.findall(block.text)) for block in document.blocks) <= 2


def _finding(block: Block, match: Match, word: str, candidates: tuple[tuple[str, float], ...]) -> Finding:
    """The finding; safe where a list has one correction, or the slip is small, and no rival is as small a slip."""
    small = word.lower()
    best, score = candidates[0]
    rival = candidates[1][1] if len(candidates) > 1 else score - 10
    known = tables.misspellings().get(small, ())
    sure = (
        known == (best,)
        or (best in known[:1] and score - rival > 1)
        or (len(small) > 5 and slip(small, best) <= 0.9 and score - rival > 1.2 and not _may_be_name(block.text, match))
    )
    if not known and tables.capitals().get(best, 0) > NAMED * tables.frequencies().get(best, 1):
        sure = False  # who means a name hardly forgets its capital and a letter, too
    if any(slip(small, other) < slip(small, best) for other, _ in candidates[1:4]):
        sure = False  # retarted: lists know what many meant, but here another word is the smaller slip
    if match.end == len(block.text.rstrip()) and block.text[match.start : match.end].isalpha():
        sure = False  # a draft that breaks off may do so within a word
    capital = lacks_capital(block.text, match.start)
    fixes = [_as(word.capitalize() if capital else word, candidate) for candidate, _ in candidates[:4]]
    return flag(
        block,
        match.start,
        match.end,
        f"“{word}” is in no dictionary; “{fixes[0]}” is near.",
        *fixes,
        applicability=Applicability.SAFE if sure else Applicability.UNSAFE,
        sources=(match.source, *(("typos",) if known else ())),
    )


def _may_be_name(text: str, match: Match) -> bool:
    """Whether an unlisted word stands behind a capital inside a sentence, or a first name: Clara quorlan."""
    before = re.search(r"(?<![.!?] )(?<!\w)([A-Za-z]+) $", text[: match.start])
    return before is not None and (before[1].istitle() or bearers(0).get(before[1].lower(), 0) > 50)


def _as(word: str, candidate: str) -> str:
    """A candidate with the capital of the word that it replaces, or its own: norweigan is Norwegian, jesuite Jesuit."""
    candidate = forms().get(candidate, candidate)
    return candidate[0].upper() + candidate[1:] if word[0].isupper() or _is_name(candidate) else candidate


def _is_name(word: str) -> bool:
    """Whether reviews nearly always give a word a capital."""
    return tables.capitals().get(word, 0) > NAMED * tables.frequencies().get(word, 1)


def _hyphenated(block: Block, match: Match) -> Iterator[Finding]:
    """The listed misspellings among the parts of a compound."""
    for part in re.finditer(r"[a-z]+", block.text[match.start : match.end]):
        word = part[0]
        if len(word) > LISTED_ONLY and _listed(word) and not accepted(word):
            start = match.start + part.start()
            within = Match(start, start + len(word), match.rule, match.message, (), match.category, match.source)
            yield _finding(block, within, word, ranked(word, ()))
