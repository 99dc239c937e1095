"""What the language model says of the edits that are proposed for a paragraph.

Tens of thousands are proposed. What each promises by a glance at what stands before it, and by how often reviews have
the words side by side, leaves about one for every three words; those are read on from. The surest at each place is
kept, and what two families propose for one place competes.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from pipeline.checks._care import Care
from pipeline.checks._doubts import SURE, Doubts
from pipeline.checks._places import own
from pipeline.checks._word_kinds import KINDS
from pipeline.checks.grammar._families import family_of
from pipeline.checks.grammar._promise import neighbours, promise
from pipeline.checks.grammar._proposals import ARTICLES, FAMILIES
from pipeline.checks.grammar._score import Weighed, score
from pipeline.checks.grammar._sound import sound
from pipeline.document import OBJECT, RUNNING, Block
from pipeline.engines._editor import Change
from pipeline.engines._memory import Memory
from pipeline.engines._trials import HOPELESS
from pipeline.engines.causal import Alternative, LanguageModel
from pipeline.engines.spacy import Parser, sentences
from pipeline.names import Names

if TYPE_CHECKING:
    from spacy.tokens import Doc

PROMISES = {
    "form": 0.5, "tense": 2.0, "gerund": 2.0, "number": 1.0, "owner": 0.5, "manner": 1.5, "lost": 2.0, "article": 1.5,
    "left": 9.0, "swap": 1.0, "preposition": 2.0,
}  # fmt: skip
"""What an edit of a family must promise (nats) to be read on from."""

APIECE = 3
"""Edits that are read on from at one place."""

TAIL = 8
"""Tokens after an edit that are weighed with it."""

BAR = 0.2
"""How sure an edit must be (the logarithm of the odds) to be marked."""

SURER = {"lost": 0.2, "article": 0.2, "left": 0.1}
"""How much surer than others an edit of a family must be: whether a small word is missing is often taste."""

LEEWAY = 1.5
"""How much less sure than one must be an edit may be that takes the place of a surer one of the same words."""

SHARE, HIGH = 0.3, 8.0
"""What a nat of the reader's gain counts beside one of the editor's, and the most that counts."""

ALIKE = tuple(
    map(
        frozenset,
        (("there", "their", "they're"), ("its", "it's"), ("your", "you're"), ("to", "too"), ("whose", "who's")),
    )
)
"""Words of one sound: who writes one by mistake means another."""

HEARD_ALIKE = 2.5
"""How many nats that counts when it is to be told what was meant."""

REMEMBERED = 4
"""Paragraphs whose edits are kept: the checks of grammar see one after the other. What was guessed is kept apart."""

HEARD = 32
"""Paragraphs whose promising edits are kept from when the model hears of them until it is asked in earnest."""

SURELY = 99.0
"""What a change of the editor's own promises."""

DESCRIBING = re.compile(r"(?:[A-Z][\w'’-]+ ){1,2}[a-z]{3,}")
"""One or two words with capitals before one without."""

known: WeakKeyDictionary[LanguageModel, Memory[tuple[int, Care, str], tuple[tuple[float, Weighed], ...]]] = (
    WeakKeyDictionary()
)

hopes: WeakKeyDictionary[LanguageModel, Memory[str, tuple[Weighed, ...]]] = WeakKeyDictionary()


def edits(
    block: Block, parser: Parser, names: Names, model: LanguageModel, care: Care, families: Collection[str]
) -> Iterator[Weighed]:
    """What is marked in a paragraph's own prose, of these families, in order."""
    if block.kind not in RUNNING:
        return
    for _, edit in _surest(block.text, parser, model, care):
        if edit.family in families and is_plain(block, names, edit):
            yield edit


def _surest(text: str, parser: Parser, model: LanguageModel, care: Care) -> tuple[tuple[float, Weighed], ...]:
    """The edits that are sure enough to be marked, each with its score, at most one at a place, in order."""
    memory = known.setdefault(model, Memory(REMEMBERED))
    before = memory.get((model.hearing, care, text))
    if before is not None:
        return before
    found = [(score(text, each) - SURER.get(each.family, 0.0), each) for each in weigh(parser.parse(text), model, care)]
    best: list[tuple[float, Weighed]] = []
    for value, each in sorted(found, key=lambda pair: -pair[0]):
        if value < BAR:
            break
        if all(each.end < other.start or other.end < each.start for _, other in best):
            # the score says that something is wrong here, the editor what is to stand instead
            here = [other for mine, other in found if mine > BAR - LEEWAY and other.start == each.start]
            best.append((value, max(here, key=lambda other: _wanted(text, other))))
    surest = tuple(sorted(best, key=lambda pair: pair[1].start))
    return memory.keep((model.hearing, care, text), surest)


def _wanted(text: str, each: Weighed) -> float:
    """How much (nats) an editor, and less so a reader, would have an edit; more so where the ear took one for it."""
    heard = {text[each.start : each.end].lower().replace("’", "'"), each.new.lower().replace("’", "'")}
    alike = any(heard <= words for words in ALIKE)
    return each.edited + SHARE * min(each.gain, HIGH) + HEARD_ALIKE * alike


def weigh(doc: Doc, model: LanguageModel, care: Care) -> tuple[Weighed, ...]:
    """The edits of a paragraph that promise something, with what the model makes of them."""
    text, spans = doc.text, sentences(doc)
    memory = hopes.setdefault(model, Memory(HEARD))
    promising = memory.get(text)
    if promising is None:
        promising = memory.keep(text, tuple(_promising(doc, model, spans)))
    asked = [(each.start, each.end, each.new) for each in promising]
    edited = dict(zip(asked, model.edited(text, spans, asked), strict=True))
    hoped = [edit for edit in asked if edited[edit] > HOPELESS]
    gains = dict(zip(hoped, model.gains(text, hoped, TAIL), strict=True))
    return tuple(
        replace(each, gain=gains[edit], edited=edited[edit], care=care)
        for each, edit in zip(promising, asked, strict=True)
        if edit in gains
    )


def _promising(doc: Doc, model: LanguageModel, spans: Sequence[tuple[int, int]]) -> Iterator[Weighed]:
    """The edits that are worth reading on from, in order; their gains are not known yet.

    They are what an editor may do, and what other forms and small words promise where he is not sure to leave the word.
    """
    text = doc.text
    surprises = model.surprises(text)
    starts = [token.start for token in surprises]
    likely = [token.likelihood for token in surprises]
    doubts = Doubts(model.stays(text, spans))
    words = [word.idx for word in doc]

    def behind(end: int) -> float:
        last = bisect_left(starts, end)
        return likely[last] if last < len(likely) else -2.0

    def measured(edit: Alternative, family: str, glance: float) -> Weighed:
        start, end, new = edit
        first, last = bisect_left(starts, start), bisect_left(starts, end)
        own = sum(likely[first : max(last, first + 1)])
        at = bisect_left(words, start)
        around = max((doubts.at(doc[n].idx) for n in (at - 1, at + 1) if 0 <= n < len(doc)), default=0.0)
        kinds = _kind(doc, at - 1), _kind(doc, at), _kind(doc, at + 1)
        return Weighed(
            start, end, new, family, 0.0, glance, own, behind(end), 0.0, doubts.at(start), around=around, kinds=kinds
        )

    changes = dict(_changes(doc, model, spans))
    proposed = {**_proposed(doc, doubts), **{edit: (family,) for edit, family in changes.items()}}
    at = {word.idx: word for word in doc}
    places: dict[int, list[tuple[float, Alternative, float, str]]] = {}
    for (edit, families), glance in zip(proposed.items(), model.glances(text, tuple(proposed)), strict=True):
        if edit in changes:
            places.setdefault(edit[0], []).append((SURELY, edit, glance, families[0]))
            continue
        worth = promise(neighbours(text, *edit), glance, behind(edit[1]))
        if worth <= min(PROMISES[family] for family in families):
            continue
        apt = next((each for each in families if not sound(text, at[edit[0]], edit[1], edit[2], each)), None)
        if apt is not None and worth > PROMISES[apt]:
            places.setdefault(edit[0], []).append((worth, edit, glance, apt))
    for _, here in sorted(places.items()):
        for _, edit, glance, family in sorted(here, key=lambda one: -one[0])[:APIECE]:
            yield measured(edit, family, glance)


def _kind(doc: Doc, at: int) -> str:
    return KINDS.get(doc[at].tag_, "mark") if 0 <= at < len(doc) else "mark"


def _proposed(doc: Doc, doubts: Doubts) -> dict[Alternative, tuple[str, ...]]:
    """Other forms and small words for doubtful words, each with the families that it may be of."""
    doubtful = {word.idx for word in doc if doubts.at(word.idx) > SURE}
    families: dict[Alternative, tuple[str, ...]] = {}
    for family, propose in FAMILIES.items():
        for edit in propose(doc):
            if edit[0] in doubtful:
                families[edit] = (*families.get(edit, ()), family)
    return families


def _changes(doc: Doc, model: LanguageModel, spans: Sequence[tuple[int, int]]) -> Iterator[tuple[Alternative, str]]:
    """What an editor may change that is grammar's, each with its family."""
    text = doc.text
    words = {word.idx: word for word in doc}
    for change in model.changes(text, spans):
        edit = _owning(text, change) or (change.start, change.end, change.new)
        family = family_of(text, *edit)
        word = words.get(edit[0])
        if family is not None and word is not None and not sound(text, word, edit[1], edit[2], family):
            yield edit, family


def _owning(text: str, change: Change) -> Alternative | None:
    """A change that makes an owner of the word before it, as one of the whole word: “girls” → “girls'”."""
    if change.start < change.end or change.new not in ("'", "'s"):
        return None
    word = re.search(r"(?<![\w'’-])[A-Za-z]+$", text[: change.start])
    return word and (word.start(), change.end, f"{word[0]}{change.new}")


def is_plain(block: Block, names: Names, edit: Weighed) -> bool:
    """Whether an edit lies in the draft's own prose: in no name, title, quotation or code, and beside none that is."""
    # whether a name has an article, the name itself says; but not of what it only describes, “Spanish language”
    put_before = (
        edit.start == edit.end and edit.new.strip() in ARTICLES and not DESCRIBING.match(block.text, edit.start)
    )
    named = (edit.start < edit.end or put_before) and names.touches(block, edit.start, edit.end + put_before)
    return (
        not named
        and OBJECT not in block.text[max(0, edit.start - 2) : edit.end + 2]
        and own(block, edit.start, edit.end)
    )
