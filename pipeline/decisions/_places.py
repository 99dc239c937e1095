"""Where in a draft the words of a decision stand: in its prose, or else in the file's own characters."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from pipeline.anchors import Passage, Pieces, Place, Wording, normal, normalised, pieces
from pipeline.decisions._model import CLOSE, OPEN, Decision, Verdict
from pipeline.document import Document
from pipeline.revision import touch
from pipeline.source import Span


@lru_cache(maxsize=4)
def passages_of(document: Document) -> tuple["Passages", "Passages"]:
    """The passages that decisions are looked up in: each block's prose, and the file's own characters."""
    blocks = [Passage(document.source, block) for block in document.blocks]
    return Passages(blocks), Passages([Passage(document.source)])


class Passages:
    """Passages, and which of them words may stand in: all are searched as one text."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self.all = tuple(passages)
        self._ends: list[int] = []
        at = 0
        for passage in passages:
            at += len(passage.normal[0]) + 1
            self._ends.append(at)
        self._text = "\0".join(passage.normal[0] for passage in passages)

    def find(self, before: str, words: str, after: str, changed: Pieces) -> Iterator[Place]:
        """The places of words between `before` and `after`, in all of them; `changed` is what may read otherwise."""
        fixed = words.strip() if changed else before + words + after
        some = self.having(fixed) if fixed else self.all
        return (place for passage in some for place in passage.find(before, words, after, changed))

    def having(self, words: str) -> tuple[Passage, ...]:
        """The passages that have some words, in order."""
        wanted = normal(words)
        numbers: list[int] = []
        at = self._text.find(wanted)
        while at >= 0 and wanted:
            numbers.append(bisect_right(self._ends, at))
            at = self._text.find(wanted, self._ends[numbers[-1]])
        return tuple(self.all[number] for number in numbers)


class Changes:
    """What accepted decisions make of the words around others: once those are applied, contexts read otherwise."""

    def __init__(self, document: Document, decisions: Iterable[Decision]) -> None:
        self._document = document
        self._by_word: dict[str, dict[Wording, None]] = {}
        self._made: dict[Wording, tuple[Span, ...]] = {}
        for decision in decisions:
            if decision.verdict is Verdict.ACCEPTED:
                before, after = split(decision)
                wording = Wording(before, decision.was, after, decision.becomes or "")
                for word in _words(before + decision.was + after):
                    self._by_word.setdefault(word, {})[wording] = None

    def beside(self, before: str, was: str, after: str) -> tuple[Wording, ...]:
        """Those that may have changed something before or behind some words."""
        near = dict.fromkeys(each for word in _words(before + was + after) for each in self._by_word.get(word, ()))
        return tuple(each for each in near if pieces(before, was, after, (each,)))

    def made_at(self, wording: Wording, context: Span) -> bool:
        """Whether a change was made there: it stands as it is to be, with what is around it as the others have it."""
        if wording not in self._made:
            before, was, becomes, after = wording.before, wording.was, wording.becomes, wording.after
            changed = pieces(before, was, after, self.beside(before, was, after))
            self._made[wording] = tuple(
                place.context
                for every in passages_of(self._document)
                for place in every.find(before, becomes, after, changed)
            )
        return any(touch(each, context) for each in self._made[wording])


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def places(document: Document, decision: Decision, changes: Changes | None = None) -> tuple[list[Place], list[Place]]:
    """Where a decision's words stand as they were, and where they stand as they are to be: in prose, or in the file.

    Only where they stand nowhere, what surrounds them may read as the `changes` have it, those that were made there:
    “a blue boat” that always was one is not the red boat that somebody wanted to be blue.
    """
    found = _standing_in(document, decision, ())
    if any(found) or changes is None:
        return found
    before, after = split(decision)
    near = changes.beside(before, decision.was, after)

    def made(place: Place) -> bool:
        """Whether it is found through those changes alone that were made at the place."""
        there = [each for each in near if changes.made_at(each, place.context)]
        return any(each.context == place.context for some in _standing_in(document, decision, there) for each in some)

    now, then = _standing_in(document, decision, near) if near else found
    return [place for place in now if made(place)], [place for place in then if made(place)]


def _standing_in(
    document: Document, decision: Decision, wordings: Sequence[Wording]
) -> tuple[list[Place], list[Place]]:
    passages, whole = passages_of(document)
    offers = decision.verdict in (Verdict.ACCEPTED, Verdict.SUGGESTED)
    # Readers fold spaces, so a change of spaces or of a quote's shape is looked up in the file's own characters.
    shape = offers and normal(decision.was) == normal(decision.becomes or "")
    now, then = ([], []) if shape else _found(decision, passages, wordings)
    raw_now, raw_then = _found(decision, whole, wordings)
    prose = _unbeaten(now, then + raw_then), _unbeaten(then, now + raw_now)
    return prose if any(prose) else (_unbeaten(raw_now, raw_then), _unbeaten(raw_then, raw_now))


def _found(decision: Decision, passages: Passages, wordings: Sequence[Wording]) -> tuple[list[Place], list[Place]]:
    """Where in some passages the words stand as they were, and as they are to be."""
    before, after = split(decision)
    offers = decision.verdict in (Verdict.ACCEPTED, Verdict.SUGGESTED)
    becomes = decision.becomes if offers else None
    if becomes is not None and normal(becomes) == normal(decision.was):
        becomes = None  # the same place; `Place.fix` tells whether it is done
    changed = pieces(before, decision.was, after, wordings)
    now = {place.span: place for place in passages.find(before, decision.was, after, changed)}
    then = passages.find(before, becomes, after, changed) if becomes is not None else ()
    return list(now.values()), list({place.span: place for place in then}.values())


def _unbeaten(these: Sequence[Place], others: Sequence[Place]) -> list[Place]:
    """The places of one reading that none of the other lies around, for the longer one is meant.

    “a” made “a b” is done where “a b” stands, and so is “a” made “*a*” where “*a*” does.
    """
    # only what begins near it lies around a place: where a line says one thing a thousand times, all would be compared
    ordered = sorted(others, key=lambda place: place.context.start)
    starts = [place.context.start for place in ordered]
    longest = max((place.context.end - place.context.start for place in ordered), default=0)

    def near(place: Place) -> Sequence[Place]:
        first = bisect_left(starts, place.context.end - longest)
        return ordered[first : bisect_right(starts, place.context.start)]

    return [place for place in these if not any(_around(other, place) for other in near(place))]


def _around(outer: Place, inner: Place) -> bool:
    if not outer.context.contains(inner.context):
        return False
    return outer.context != inner.context or (outer.span != inner.span and outer.span.contains(inner.span))


def split(decision: Decision) -> tuple[str, str]:
    """What stands before and behind the words in the context."""
    if OPEN in decision.context:
        before, _, after = re.split(f"[{OPEN}{CLOSE}]", decision.context)
        return before, after
    context, starts, ends = normalised(decision.context)
    wanted = normal(decision.was)
    at = context.index(wanted)
    return decision.context[: starts[at]], decision.context[ends[at + len(wanted) - 1] :]


def standing(was: str, passages: Passages, whole: Passages) -> Iterator[Span]:
    """Wherever the words stand in the draft, in prose or else in the file; what is no words only as it was written."""
    found = (
        [place for passage in every.having(was) for place in passage.find("", was, "")] for every in (passages, whole)
    )
    places = next(found) or next(found)
    return (place.span for place in places if place.text == was or re.search(r"\w", was))
