"""What a work is, judged by all the evidence for it: its kind, its title, and whether it is one."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from pipeline import house as tables
from pipeline.document import Block, BlockKind
from pipeline.house import kinds
from pipeline.house.kinds import Kind
from pipeline.house.known import known_titles, plain
from pipeline.house.titlecase import title_case
from pipeline.works._entries import Entry
from pipeline.works._model import Evidence, Form, Mention, Origin, Work, key
from pipeline.works._stretches import Stretch, looks_like_a_title

SURE = 0.6
"""A kind that is less sure than this is not said."""

LEAST = 0.45
"""What is less sure than this to be a work at all is left out."""

LISTED = 0.3
"""How sure a kind is that only the house's list of titles says; where the draft says another, nothing is made of it."""

_WHOLE = frozenset({Kind.FILM, Kind.BOOK, Kind.SERIES, Kind.ALBUM, Kind.GAME, Kind.PLAY, Kind.PODCAST, Kind.MUSICAL})
"""The kinds that a review as a whole is about: “this film” in it is the one reviewed."""

_THIS = re.compile(r"\b(this|the) (\w[\w-]+(?: game| show| series)?)\b", re.IGNORECASE)


@dataclass(slots=True)
class Found:
    """A work while it is being gathered."""

    entry: Entry | None = None
    stretches: list[Stretch] = field(default_factory=list)
    evidence: list[Evidence] = field(default_factory=list)
    others: list[str] = field(default_factory=list)


def spoken_of(blocks: Iterable[Block]) -> Evidence | None:
    """What the review calls its subject throughout: “this film”, “the book”; None where it calls it several things."""
    said: Counter[Kind] = Counter()
    words: dict[Kind, str] = {}
    for block in blocks:
        for match in _THIS.finditer(block.text):
            noun = kinds.nouns().get(match[2].lower())
            if noun is not None and noun.kind in _WHOLE and noun.kind and not noun.plural:
                said[noun.kind] += 2 if match[1].lower() == "this" else 1
                words.setdefault(noun.kind, match[0])
    if not said:
        return None
    kind, count = said.most_common(1)[0]
    if count < 4 or count < 0.75 * said.total():
        return None
    return Evidence(Origin.SENTENCE, kind, 0.8, words[kind])


def by_form(one: Found) -> list[Evidence]:
    """What the look of the mentions says: a title's capitals, set apart."""
    best = max(one.stretches, key=looks_like_a_title, default=None)
    sure = looks_like_a_title(best) if best else 0.0
    if best is None or not sure:
        return []
    sure += 0.1 * (len({(each.block.index, each.outer) for each in one.stretches}) > 1)
    listed = known_titles().get(plain(best.text)) if " " in best.text else None
    sure += 0.1 * (listed is not None or best.text.replace("’", "'") in tables.titles())
    found = [Evidence(Origin.MENTION, None, round(min(sure, 0.9), 2), best.text)]
    said = {each.kind for each in one.evidence if each.kind}
    if listed and len(listed.kinds) == 1 and said <= set(listed.kinds):
        found.append(Evidence(Origin.MENTION, listed.kinds[0], LISTED, "known-titles.tsv"))
    return found


def work_of(name: str, one: Found) -> Work:
    kind, sure = _kind(one.evidence)
    entry = one.entry
    said = Counter(each.creator for each in one.evidence if each.creator)
    years = Counter(each.year for each in one.evidence if each.year)
    known = entry or Entry(name, Evidence(Origin.MENTION, None, 0))
    known = replace(known, alternatives=tuple(dict.fromkeys((*known.alternatives, *one.others))))
    firm = entry is not None and not entry.weak
    return Work(
        title=known.title if firm else _canonical(one.stretches, known),
        kind=known.kind or kind,
        alternatives=known.alternatives,
        creator=known.creator or (said.most_common(1)[0][0] if said else ""),
        year=known.year or (years.most_common(1)[0][0] if years else None),
        evidence=tuple(one.evidence),
        sure=1.0 if firm and (known.kind or kind is None) else sure,
        mentions=tuple(_mention(each, known) for each in one.stretches),
        key=known.key,
        reviewed=known.reviewed,
    )


def _mention(each: Stretch, entry: Entry) -> Mention:
    other = each.key in {key(name) for name in entry.alternatives}
    form = Form.ALTERNATIVE if other else Form.TITLE
    return Mention(each.block, each.start, each.end, each.setting, each.within, form, each.outer)


def _kind(evidence: Sequence[Evidence]) -> tuple[Kind | None, float]:
    """The kind that the evidence says and how sure it is; without one, how sure it is that there is a work."""
    doubt: dict[Kind, float] = defaultdict(lambda: 1.0)
    for each in {(one.kind, one.words): one for one in evidence}.values():
        if each.kind is not None:
            doubt[each.kind] *= 1 - each.sure
    said = sorted((left, kind) for kind, left in doubt.items())
    if said:
        sure = (1 - said[0][0]) * (said[1][0] if len(said) > 1 else 1)
        if sure >= SURE:
            return said[0][1], round(sure, 2)
    return None, round(there(evidence), 2)


def there(evidence: Iterable[Evidence]) -> float:
    """How sure it is that there is a work, of whatever kind."""
    left = 1.0
    for sure in {each.words: each.sure for each in evidence}.values():
        left *= 1 - sure
    return 1 - left


def _canonical(found: Sequence[Stretch], entry: Entry) -> str:
    """The form that most mentions have; of equals the one whose brackets close and whose capitals are a title's."""
    others = {key(name) for name in entry.alternatives}
    forms = Counter(each.text for each in found if each.key not in others)
    return max(
        forms or [entry.title],
        key=lambda form: (forms[form], form.count("(") == form.count(")"), form == title_case(form), -len(form)),
    )


def borne_out(work: Work) -> bool:
    """Whether a work is mentioned, and one that only a headline may name as a title is."""
    if work.recorded or all(each.origin is not Origin.HEADLINE for each in work.evidence):
        return bool(work.mentions)
    told = [each for each in work.mentions if each.block.kind is not BlockKind.HEADLINE]
    return len(told) >= 2 or bool(told and any(each.sure >= SURE for each in work.evidence))
