"""Document → its works: what is known and what stands in the text, put together."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from pipeline import house as tables
from pipeline.document import RUNNING, Block, BlockKind, Document
from pipeline.engines.spacy import Parser
from pipeline.house import House, kinds
from pipeline.house.kinds import Kind
from pipeline.house.titlecase import title_case
from pipeline.names import Names, begins, common
from pipeline.works import _sentence
from pipeline.works._bare import bare_mentions
from pipeline.works._entries import Entry, entries
from pipeline.works._model import Evidence, Form, Mention, Origin, Work, key
from pipeline.works._sentence import Said
from pipeline.works._short import short_forms
from pipeline.works._stretches import Stretch, looks_like_a_title, runs, stretches, without_possessive

SURE = 0.6
"""A kind that is less sure than this is not said."""

LEAST = 0.45
"""What is less sure than this to be a work at all is left out."""

_PLACES = RUNNING | {BlockKind.CAPTION, BlockKind.HEADING, BlockKind.HEADLINE}
_WHOLE = frozenset({Kind.FILM, Kind.BOOK, Kind.SERIES, Kind.ALBUM, Kind.GAME, Kind.PLAY, Kind.PODCAST, Kind.MUSICAL})
"""The kinds that a review as a whole is about: “this film” in it is the one reviewed."""


@dataclass(slots=True)
class _Found:
    """A work while it is being gathered."""

    entry: Entry | None = None
    stretches: list[Stretch] = field(default_factory=list)
    evidence: list[Evidence] = field(default_factory=list)


class _Gathering:
    """The works found so far, by key; `aliases` has the key of each name."""

    def __init__(self) -> None:
        self.found: dict[str, _Found] = {}
        self.aliases: dict[str, str] = {}

    def enter(self, entry: Entry) -> None:
        """Note a work that a file names; of two that share a name the first is it."""
        name = self.aliases.get(key(entry.title), key(entry.title))
        one = self.found.setdefault(name, _Found(entry))
        if one.entry is not None and one.entry is not entry:
            one.entry = _merged(one.entry, entry)
        one.evidence.append(entry.evidence)
        for each in (entry.title, *entry.alternatives):
            self.aliases.setdefault(key(each), name)

    def add(self, each: Stretch, evidence: Iterable[Evidence]) -> None:
        """Note a mention, without a possessive ending that is no part of its title."""
        plain = without_possessive(each.text)
        if plain != each.text and (not self.knows(each.key) or self.knows(key(plain))):
            each = replace(each, end=each.start + len(plain))
        one = self.found.setdefault(self.aliases.get(each.key, each.key), _Found())
        one.stretches.append(each)
        one.evidence += evidence

    def knows(self, name: str) -> bool:
        """Whether a key is known."""
        return name in self.aliases or name in self.found


def registry(document: Document, names: Names, house: House, parser: Parser | None) -> tuple[Work, ...]:
    """The works that a draft mentions, in the order of their first mentions."""
    gathering = _Gathering()
    for entry in entries(document, house):
        gathering.enter(entry)
    blocks = [block for block in document.blocks if block.kind in _PLACES]
    for block in blocks:
        for each, evidence in _enumerated([(one, list(_sentence.evidence(one, parser))) for one in stretches(block)]):
            gathering.add(each, evidence)
    for each, evidence in _bare(blocks, parser):
        gathering.add(each, evidence)
    spoken = _spoken_of(blocks)
    works = []
    for name, one in gathering.found.items():
        if one.entry is not None and one.entry.reviewed and spoken:
            one.evidence.append(spoken)
        one.evidence += _by_form(one)
        if one.entry is not None or any(each.sure >= LEAST for each in one.evidence):
            works.append(_work(name, one))
    works = [replace(work, mentions=(*work.mentions, *more)) for work, more in bare_mentions(works, blocks)]
    works = short_forms([work for work in works if _borne_out(work)])
    works = [replace(work, mentions=_in_order(work.mentions)) for work in works]
    return tuple(sorted(works, key=lambda work: (work.mentions[0].block.index, work.mentions[0].start)))


def _merged(first: Entry, second: Entry) -> Entry:
    """Two entries of one work: the title as `works.toml` has it, the rest as it comes first."""
    return replace(
        first if not first.weak else second,
        kind=first.kind or second.kind,
        title=second.title if second.key or first.weak else first.title,
        alternatives=tuple(dict.fromkeys((*first.alternatives, *second.alternatives))),
        creator=first.creator or second.creator,
        year=first.year or second.year,
        key=first.key or second.key,
        reviewed=first.reviewed or second.reviewed,
    )


def _enumerated(said: Sequence[tuple[Stretch, list[Said]]]) -> Iterator[tuple[Stretch, list[Evidence]]]:
    """Stretches with their evidence; what is said of several titles goes for all of their enumeration."""
    groups: list[list[tuple[Stretch, list[Said]]]] = []
    for one in said:
        if groups and _sentence.joined(groups[-1][-1][0], one[0]):
            groups[-1].append(one)
        else:
            groups.append([one])
    for group in groups:
        shared = {one.evidence for _, evidence in group for one in evidence if one.shared and one.evidence.kind}
        for each, evidence in group:
            own = [one.evidence for one in evidence]
            yield each, own if any(one.kind for one in own) else [*own, *shared]


def _bare(blocks: Iterable[Block], parser: Parser | None) -> Iterator[tuple[Stretch, list[Evidence]]]:
    """Runs of capitals that the sentences, all together, say to be titles.

    A run at the beginning of a sentence, where its first word may be none of it, counts where the run stands elsewhere.
    """
    doubtful: dict[str, list[tuple[Stretch, list[Evidence]]]] = defaultdict(list)
    firm: dict[str, list[tuple[Stretch, list[Evidence]]]] = defaultdict(list)
    for block in blocks:
        for each in runs(block):
            several = " and " in each.text or ", " in each.text
            evidence = [said.evidence for said in _sentence.evidence(each, parser) if not (said.shared and several)]
            if evidence and _may_be_named(each, parser):
                first = begins(block.text, each.start) and _may_be_a_sentences(each.text)
                (doubtful if first else firm)[each.text].append((each, evidence))
            elif not evidence and not begins(block.text, each.start):
                firm[each.text].append((each, []))
    for text, found in firm.items():
        together = found + doubtful.get(text, [])
        if _there([one for _, evidence in together for one in evidence]) >= SURE:
            yield from ((each, evidence) for each, evidence in together if evidence)


def _may_be_a_sentences(text: str) -> bool:
    """Whether a run's first word may be a sentence's own: “Watching Alien”."""
    first = text.split(maxsplit=1)[0]
    return common(first) and first.lower() not in ("the", "a", "an")


def _may_be_named(each: Stretch, parser: Parser | None) -> bool:
    """Whether a run of capitals beside a word for a work may be its title: not in “the film Scott made”."""
    text = each.text
    if text.lower() in ("i", "i’m", "i'm") or (len(text) < 2 and not text.isdigit()) or text.isdigit():
        return False
    if parser is None:
        return True
    tokens = [token for token in parser.parse(each.block.text) if each.start <= token.idx < each.end]
    if not tokens or tokens[-1].dep_ not in ("nsubj", "nsubjpass"):
        return True
    after = each.block.text[each.end : each.end + 1]
    return tokens[-1].head.dep_ not in ("relcl", "acl") and (len(tokens) > 1 or after in (",", "("))


def _spoken_of(blocks: Iterable[Block]) -> Evidence | None:
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


_THIS = re.compile(r"\b(this|the) (\w[\w-]+(?: game| show| series)?)\b", re.IGNORECASE)


def _by_form(one: _Found) -> list[Evidence]:
    """What the look of the mentions says: a title's capitals, set apart."""
    best = max(one.stretches, key=looks_like_a_title, default=None)
    sure = looks_like_a_title(best) if best else 0.0
    if best is None or not sure:
        return []
    sure += 0.1 * (len({(each.block.index, each.outer) for each in one.stretches}) > 1)
    sure += 0.1 * (best.text.replace("’", "'") in tables.titles())
    return [Evidence(Origin.MENTION, None, min(sure, 0.9), best.text)]


def _borne_out(work: Work) -> bool:
    """Whether a work is mentioned, and one that only a headline may name as a title is."""
    if work.recorded or all(each.origin is not Origin.HEADLINE for each in work.evidence):
        return bool(work.mentions)
    told = [each for each in work.mentions if each.block.kind is not BlockKind.HEADLINE]
    return len(told) >= 2 or bool(told and any(each.sure >= SURE for each in work.evidence))


def _work(name: str, one: _Found) -> Work:
    kind, sure = _kind(one.evidence)
    entry = one.entry
    said = Counter(each.creator for each in one.evidence if each.creator)
    years = Counter(each.year for each in one.evidence if each.year)
    known = Entry(name, Evidence(Origin.MENTION, None, 0)) if entry is None else entry
    firm = entry is not None and not entry.weak
    return Work(
        title=_canonical(one.stretches) if one.stretches and not firm else known.title,
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
    return None, round(_there(evidence), 2)


def _there(evidence: Iterable[Evidence]) -> float:
    """How sure it is that there is a work, of whatever kind."""
    left = 1.0
    for sure in {each.words: each.sure for each in evidence}.values():
        left *= 1 - sure
    return 1 - left


def _canonical(found: Sequence[Stretch]) -> str:
    """The form that most mentions have; of equals the one whose brackets close and whose capitals are a title's."""
    forms = Counter(each.text for each in found)
    return max(
        forms,
        key=lambda form: (forms[form], form.count("(") == form.count(")"), form == title_case(form), -len(form)),
    )


def _in_order(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    once = {(each.block.index, each.start, each.end): each for each in mentions}
    return tuple(once[place] for place in sorted(once))
