"""Document → its works: what is known and what stands in the text, put together."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from pipeline import house as tables
from pipeline.document import RUNNING, BlockKind, Document
from pipeline.engines.spacy import Parser
from pipeline.house import House
from pipeline.house.kinds import Kind
from pipeline.house.titlecase import title_case
from pipeline.names import Names
from pipeline.works import _sentence
from pipeline.works._bare import bare_mentions
from pipeline.works._entries import Entry, entries
from pipeline.works._model import Evidence, Form, Mention, Origin, Work, key
from pipeline.works._short import short_forms
from pipeline.works._stretches import Stretch, looks_like_a_title, runs, stretches, without_possessive

SURE = 0.6
"""A kind that is less sure than this is not said."""

LEAST = 0.45
"""What is less sure than this to be a work at all is left out."""

_PLACES = RUNNING | {BlockKind.CAPTION, BlockKind.HEADING}


@dataclass(slots=True)
class _Found:
    """A work while it is being gathered."""

    entry: Entry | None = None
    stretches: list[Stretch] = field(default_factory=list)
    evidence: list[Evidence] = field(default_factory=list)
    others: set[str] = field(default_factory=set)


def registry(document: Document, names: Names, house: House, parser: Parser | None) -> tuple[Work, ...]:
    """The works that a draft mentions, in the order of their first mentions."""
    found: dict[str, _Found] = {}
    names_of: dict[str, str] = {}
    for entry in entries(document, house):
        _add_entry(entry, found, names_of)
    blocks = [block for block in document.blocks if block.kind in _PLACES]
    for block in blocks:
        said = [(each, list(_sentence.evidence(each, parser))) for each in stretches(block)]
        for each, evidence in _enumerated(said):
            _add(each, evidence, found, names_of)
        for each in runs(block):
            evidence = [one for one in _sentence.evidence(each, parser) if one.sure >= LEAST]
            if evidence and _may_be_named(each, evidence, names, parser):
                _add(each, evidence, found, names_of)
    for one in found.values():
        one.evidence += _by_form(one)
    works = [_work(name, one) for name, one in found.items() if _is_work(one)]
    works = [replace(work, mentions=(*work.mentions, *more)) for work, more in bare_mentions(works, blocks, names)]
    works = short_forms(works)
    works = [replace(work, mentions=_in_order(work.mentions)) for work in works if work.mentions]
    return tuple(sorted(works, key=lambda work: (work.mentions[0].block.index, work.mentions[0].start)))


def _add_entry(entry: Entry, found: dict[str, _Found], names_of: dict[str, str]) -> None:
    """Note a work that a file names; of two that share a name the first is it."""
    name = names_of.get(key(entry.title), key(entry.title))
    one = found.setdefault(name, _Found(entry))
    if one.entry is not None and one.entry is not entry:
        first = one.entry
        one.entry = replace(
            first,
            kind=first.kind or entry.kind,
            title=entry.title if entry.key else first.title,
            alternatives=(*first.alternatives, *entry.alternatives),
            creator=first.creator or entry.creator,
            year=first.year or entry.year,
            key=first.key or entry.key,
            reviewed=first.reviewed or entry.reviewed,
        )
    one.evidence.append(entry.evidence)
    for each in (entry.title, *entry.alternatives):
        names_of.setdefault(key(each), name)


def _enumerated(said: Sequence[tuple[Stretch, list[Evidence]]]) -> Iterator[tuple[Stretch, list[Evidence]]]:
    """Stretches with their evidence; what a noun says of the first title of an enumeration it says of all."""
    shared: list[Evidence] = []
    before: Stretch | None = None
    for each, evidence in said:
        if before is None or not _sentence.joined(before, each):
            shared = []
        shared = [one for one in evidence if one.kind and not one.creator] or shared
        yield each, evidence or [replace(one, sure=one.sure - 0.1) for one in shared]
        before = each


def _add(each: Stretch, evidence: Iterable[Evidence], found: dict[str, _Found], names_of: dict[str, str]) -> None:
    plain = without_possessive(each.text)
    if plain != each.text and ((each.key not in names_of and each.key not in found) or key(plain) in names_of):
        each = replace(each, end=each.start + len(plain))
    name = names_of.get(each.key, each.key)
    if not name:
        return
    one = found.setdefault(name, _Found())
    one.stretches.append(each)
    one.evidence += evidence


def _may_be_named(each: Stretch, evidence: Sequence[Evidence], names: Names, parser: Parser | None) -> bool:
    """Whether a run of capitals beside a word for a work is its title: “the film Alien”, not “the film Scott made”."""
    from pipeline.names import begins, common

    text, block = each.text, each.block
    first = text.split()[0]
    if begins(block.text, each.start) and common(first) and first.lower() not in ("the", "a", "an"):
        return False
    if first == text and (len(text) < 2 or text.lower() in ("i", "i’m", "i'm")):
        return False
    if parser is not None:
        tokens = [token for token in parser.parse(block.text) if each.start <= token.idx < each.end]
        head = tokens[-1] if tokens else None
        if head is not None and head.dep_ in ("nsubj", "nsubjpass") and head.head.dep_ in ("relcl", "acl"):
            return False
    return max(one.sure for one in evidence) >= SURE


def _by_form(one: _Found) -> list[Evidence]:
    """What the look of the mentions says: a title's capitals, set apart."""
    best = max(one.stretches, key=looks_like_a_title, default=None)
    sure = looks_like_a_title(best) if best else 0.0
    if best is None or not sure:
        return []
    sure += 0.1 * (len({each.outer for each in one.stretches}) > 1)
    sure += 0.1 * (best.text.replace("’", "'") in tables.titles())
    return [Evidence(Origin.MENTION, None, min(sure, 0.9), best.text)]


def _is_work(one: _Found) -> bool:
    return one.entry is not None or any(each.sure >= LEAST for each in one.evidence)


def _work(name: str, one: _Found) -> Work:
    kind, sure = _kind(one.evidence)
    entry = one.entry
    title = _canonical(one.stretches) if one.stretches else name
    said = Counter(each.creator for each in one.evidence if each.creator)
    years = Counter(each.year for each in one.evidence if each.year)
    mentions = tuple(
        Mention(each.block, each.start, each.end, each.setting, each.within, _form(each, entry), each.outer)
        for each in one.stretches
    )
    work = Work(title, kind, (), "", None, tuple(one.evidence), sure, mentions)
    if entry is None:
        return replace(
            work,
            creator=said.most_common(1)[0][0] if said else "",
            year=years.most_common(1)[0][0] if years else None,
        )
    return replace(
        work,
        title=entry.title,
        kind=entry.kind or kind,
        sure=1.0 if entry.kind or kind is None else sure,
        alternatives=entry.alternatives,
        creator=entry.creator or (said.most_common(1)[0][0] if said else ""),
        year=entry.year or (years.most_common(1)[0][0] if years else None),
        key=entry.key,
        reviewed=entry.reviewed,
    )


def _form(each: Stretch, entry: Entry | None) -> Form:
    if entry is not None and each.key in {key(name) for name in entry.alternatives}:
        return Form.ALTERNATIVE
    return Form.TITLE


def _kind(evidence: Iterable[Evidence]) -> tuple[Kind | None, float]:
    """The kind that the evidence says and how sure it is; without one, how sure it is that there is a work."""
    doubt: dict[Kind | None, float] = defaultdict(lambda: 1.0)
    for words in {(each.kind, each.words): each for each in evidence}.values():
        doubt[words.kind] *= 1 - words.sure
    said = sorted(((1 - left, kind) for kind, left in doubt.items() if kind is not None), reverse=True)
    if said:
        sure = said[0][0] * (1 - (said[1][0] if len(said) > 1 else 0))
        if sure >= SURE:
            return said[0][1], round(sure, 2)
    there = 1.0
    for left in doubt.values():
        there *= left
    return None, round(1 - there, 2)


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
