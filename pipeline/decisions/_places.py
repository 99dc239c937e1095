"""Where in a draft the words of a decision stand: in its prose, or else in the file's own characters."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from pipeline.anchors import Passage, Place, Wording, normal, normalised, pieces
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

    def having(self, words: str) -> tuple[Passage, ...]:
        """The passages that have some words, in order."""
        wanted = normal(words)
        numbers: list[int] = []
        at = self._text.find(wanted)
        while at >= 0 and wanted:
            numbers.append(bisect_right(self._ends, at))
            at = self._text.find(wanted, self._ends[numbers[-1]])
        return tuple(self.all[number] for number in numbers)


def places(document: Document, decision: Decision, wordings: Sequence[Wording] = ()) -> tuple[list[Place], list[Place]]:
    """Where a decision's words stand as they were, and where they stand as they are to be: in prose, or in the file.

    Only where they stand nowhere, what surrounds them may read as the `wordings` have it, those that were made there.
    """
    found = _standing_in(document, decision, ())
    if any(found) or not wordings:
        return found
    now, then = _standing_in(document, decision, wordings)
    return (
        [place for place in now if _borne_out(document, decision, place, wordings)],
        [place for place in then if _borne_out(document, decision, place, wordings)],
    )


def _borne_out(document: Document, decision: Decision, place: Place, wordings: Sequence[Wording]) -> bool:
    """Whether a place that was found through wordings is found through those of them that were made there alone.

    “A blue boat” that always was one is not the red boat that somebody wanted to be blue.
    """
    before, after = split(decision)
    made = [
        each
        for each in wordings
        if pieces(before, decision.was, after, (each,))
        and any(touch(context, place.context) for context in _made(document, each, tuple(wordings)))
    ]
    return any(each.context == place.context for found in _standing_in(document, decision, made) for each in found)


@lru_cache(maxsize=4096)
def _made(document: Document, wording: Wording, wordings: tuple[Wording, ...]) -> tuple[Span, ...]:
    """Where a wording stands as it is to be, with all that is around it; that may read as the others have it."""
    before, was, becomes, after = wording.before, wording.was, wording.becomes, wording.after
    changed = pieces(before, was, after, wordings)
    return tuple(
        place.context
        for every in passages_of(document)
        for passage in (every.all if changed else every.having(before + becomes + after))
        for place in passage.find(before, becomes, after, changed)
    )


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
    now: dict[Span, Place] = {}
    then: dict[Span, Place] = {}
    for passage in passages.all if changed else passages.having(before + decision.was + after):
        now |= {place.span: place for place in passage.find(before, decision.was, after, changed)}
    if becomes is not None:
        for passage in passages.all if changed else passages.having(before + becomes + after):
            then |= {place.span: place for place in passage.find(before, becomes, after, changed)}
    return list(now.values()), list(then.values())


def _unbeaten(these: Sequence[Place], others: Sequence[Place]) -> list[Place]:
    """The places of one reading that none of the other lies around, for the longer one is meant.

    “a” made “a b” is done where “a b” stands, and so is “a” made “*a*” where “*a*” does.
    """
    return [place for place in these if not any(_around(other, place) for other in others)]


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


def changes(decisions: Iterable[Decision]) -> tuple[Wording, ...]:
    """What accepted decisions make of the words around others: those once applied, their contexts read otherwise."""
    return tuple(
        Wording(before, decision.was, after, decision.becomes or "")
        for decision in decisions
        if decision.verdict is Verdict.ACCEPTED
        for before, after in (split(decision),)
    )


def standing(was: str, passages: Passages, whole: Passages) -> Iterator[Span]:
    """Wherever the words stand in the draft, in prose or else in the file; what is no words only as it was written."""
    found = (
        [place for passage in every.having(was) for place in passage.find("", was, "")] for every in (passages, whole)
    )
    places = next(found) or next(found)
    return (place.span for place in places if place.text == was or re.search(r"\w", was))
