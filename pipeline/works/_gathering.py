"""Document → its works: what is known and what stands in the text, put together."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.document import RUNNING, Block, BlockKind, Document
from pipeline.engines.spacy import Parser
from pipeline.house import House
from pipeline.names import Names, begins, common
from pipeline.works import _sentence
from pipeline.works._bare import bare_mentions
from pipeline.works._entries import Entry, entries
from pipeline.works._judging import LEAST, SURE, Found, borne_out, by_form, spoken_of, there, work_of
from pipeline.works._model import Evidence, Mention, Work, key
from pipeline.works._sentence import Said
from pipeline.works._stretches import Stretch, runs, stretches, without_possessive
from pipeline.works._variants import short_forms, slips

_PLACES = RUNNING | {BlockKind.CAPTION, BlockKind.HEADING, BlockKind.HEADLINE}


class _Gathering:
    """The works found so far, by key; `aliases` has the key of each name."""

    def __init__(self) -> None:
        self.found: dict[str, Found] = {}
        self.aliases: dict[str, str] = {}

    def enter(self, entry: Entry) -> None:
        """Note a work that a file names; of two that share a name the first is it."""
        name = self.aliases.get(key(entry.title), key(entry.title))
        one = self.found.setdefault(name, Found(entry))
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
        one = self.found.setdefault(self.aliases.get(each.key, each.key), Found())
        one.stretches.append(each)
        one.evidence += evidence

    def rename(self, first: str, second: str, other: str) -> None:
        """Note that a work goes by another name as well."""
        main, name = self.aliases.get(first, first), self.aliases.get(second, second)
        if main == name or self.found[name].entry is not None:
            return
        gone = self.found.pop(name)
        one = self.found[main]
        one.stretches += gone.stretches
        one.evidence += gone.evidence
        one.others += [other, *gone.others]
        self.aliases[name] = main

    def knows(self, name: str) -> bool:
        """Whether a key is known."""
        return name in self.aliases or name in self.found


def registry(document: Document, names: Names, house: House, parser: Parser | None) -> tuple[Work, ...]:
    """The works that a draft mentions, in the order of their first mentions."""
    gathering = _Gathering()
    for entry in entries(document, house):
        gathering.enter(entry)
    blocks = [block for block in document.blocks if block.kind in _PLACES]
    renamed = []
    for block in blocks:
        set_apart = list(stretches(block))
        for each, evidence in _enumerated([(one, list(_sentence.evidence(one, parser))) for one in set_apart]):
            gathering.add(each, evidence)
        renamed += [pair for pair in pairwise(set_apart) if _sentence.renames(*pair)]
    for first, second in renamed:
        if gathering.knows(first.key) and gathering.knows(second.key):
            gathering.rename(first.key, second.key, second.text)
    for each, evidence in _bare(blocks, _parts_of_names(blocks, names), parser):
        gathering.add(each, evidence)
    spoken = spoken_of(blocks)
    works = []
    for name, one in gathering.found.items():
        if one.entry is not None and one.entry.reviewed and spoken:
            one.evidence.append(spoken)
        one.evidence += by_form(one)
        if one.entry is not None or any(each.sure >= LEAST for each in one.evidence):
            works.append(work_of(name, one))
    works = [replace(work, mentions=(*work.mentions, *more)) for work, more in bare_mentions(works, blocks)]
    works = short_forms(slips([work for work in works if borne_out(work)]))
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


def _parts_of_names(blocks: Iterable[Block], names: Names) -> set[str]:
    """The words of longer names: “Moss” where the draft has “Ada Moss”."""
    stretches = (block.text[a:b] for block in blocks for a, b in names.stretches.get(block.index, ()))
    return {word for name in stretches if " " in name and not re.search(r"['’]", name) for word in name.split()}


def _bare(blocks: Iterable[Block], parts: set[str], parser: Parser | None) -> Iterator[tuple[Stretch, list[Evidence]]]:
    """Runs of capitals that the sentences, all together, say to be titles.

    A run at the beginning of a sentence, where its first word may be none of it, counts where the run stands elsewhere,
    or begins two.
    """
    doubtful: dict[str, list[tuple[Stretch, list[Evidence]]]] = defaultdict(list)
    firm: dict[str, list[tuple[Stretch, list[Evidence]]]] = defaultdict(list)
    for block in blocks:
        for each in runs(block):
            several = re.search(r", | and | or ", each.text)
            evidence = [said.evidence for said in _sentence.evidence(each, parser) if not (said.shared and several)]
            if evidence and each.text not in parts and _may_be_named(each, parser):
                first = begins(block.text, each.start) and _may_be_a_sentences(each.text)
                (doubtful if first else firm)[each.text].append((each, evidence))
            elif not evidence and not begins(block.text, each.start):
                firm[each.text].append((each, []))
    for text, twice in doubtful.items():
        if len(twice) > 1 and " " in text:
            firm.setdefault(text, [])  # two sentences don't begin with the same words of their own before one title
    for text, found in firm.items():
        together = found + doubtful.get(text, [])
        if there([one for _, evidence in together for one in evidence]) >= SURE:
            yield from ((each, evidence) for each, evidence in together if evidence)


def _is_shouted(text: str) -> bool:
    """Whether a run in capitals is stress or an abbreviation, not a title in capitals."""
    first = text.split(maxsplit=1)[0]
    alone = text == first and (len(text) < 4 or common(text))
    return text.isupper() and (alone or first in ("AND", "BUT", "OR", "SO", "IF", "NOT"))


def _may_be_a_sentences(text: str) -> bool:
    """Whether a run's first word may be a sentence's own: “Watching Alien”."""
    first = text.split(maxsplit=1)[0]
    return common(first) and first.lower() not in ("the", "a", "an")


_PREDICATE = re.compile(r" (?:is|was)\b")


def _may_be_named(each: Stretch, parser: Parser | None) -> bool:
    """Whether a run of capitals beside a word for a work may be its title: not in “the film Scott made”."""
    text = each.text
    if text.lower() in ("i", "i’m", "i'm") or len(text) < 2 or _is_shouted(text):
        return False
    if parser is None:
        return True
    parsed = parser.parse(each.block.text)
    tokens = [token for token in parsed if each.start <= token.idx < each.end]
    if len(tokens) == 1 and tokens[0].dep_ == "pobj" and _PREDICATE.match(each.block.text, each.end):
        return False  # the end of something longer: “All Roads Go to Harbour is a film”
    if not tokens or tokens[-1].dep_ not in ("nsubj", "nsubjpass"):
        return True
    if tokens[0].i and parsed[tokens[0].i - 1].dep_ == "pobj":
        return False  # the subject after “for most of the film”
    after = each.block.text[each.end : each.end + 1]
    return tokens[-1].head.dep_ not in ("relcl", "acl") and (len(tokens) > 1 or after in (",", "("))


def _in_order(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    once = {(each.block.index, each.start, each.end): each for each in mentions}
    return tuple(once[place] for place in sorted(once))
