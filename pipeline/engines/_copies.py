"""Copies of sentences, as the language model reads them behind the sentence itself.

The first copy leaves the sentence as it stands. A later one has the changes that an editor is sure of: what he makes of
the other places he says as if these were mended, for a copy that has left one error in place is likely to leave more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.engines._memory import Memory
from pipeline.engines._model import Model
from pipeline.engines._stretch import Stretch

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from pipeline.engines._gguf import Weights
    from pipeline.engines._stretch import Cache

DRAFT, EDITED = "Draft:", "\nEdited:"
"""What is read before a sentence and before its copy, in tuning as here."""

LONGEST = 240
"""Tokens of a sentence that has a copy made of it; reading costs the square of them."""

TOGETHER, REMEMBERED = 16, 48
"""Sentences that are read at once, and those whose copies are kept: some 4 MB each copy."""

Edit = tuple[int, int, str]
"""What is to stand for `text[start:end]`."""

Edits = tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy as it was read, and the `edits` that it has: in order and apart, of the text that the first copy has.

    `text` has the space before it and the line's end behind; `places` is where in it each token's word stands; row n of
    `states` is what the model knew before token n of the copy, which begins after `head` tokens.
    """

    text: str
    edits: Edits
    places: tuple[tuple[int, int], ...]
    tokens: tuple[int, ...]
    head: int
    states: Weights
    totals: NDArray[np.float64]
    likely: NDArray[np.float64]
    cache: Cache

    def moved(self, start: int, end: int) -> tuple[int, int] | None:
        """Where a stretch of the first copy's text stands in this one; None where it meets an edit."""
        shift = 0
        for a, b, new in self.edits:
            if meet(a, b, start, end):
                return None
            if b <= start:
                shift += len(new) - (b - a)
        return start + shift, end + shift

    def origin(self, start: int, end: int) -> tuple[int, int] | None:
        """Where a stretch of this copy's text stands in the first one's; None where it meets an edit."""
        shift = 0
        for a, b, new in self.edits:
            first, last = a + shift, a + shift + len(new)
            if meet(first, last, start, end):
                return None
            if last <= start:
                shift += len(new) - (b - a)
        return start - shift, end - shift


class Copies:
    """Reads and remembers the copies of sentences, which are to have plain marks and spaces."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._kept: Memory[str, dict[Edits, Copy]] = Memory(REMEMBERED)

    def clear(self) -> None:
        """Forget what was read."""
        self._kept.clear()

    def read(self, wanted: Mapping[str, Sequence[Edits]]) -> dict[str, tuple[Copy, ...]]:
        """The copies of some sentences, `TOGETHER` at most: of each the first, and those with these edits.

        Sentences that are too long or empty are left out, as are copies that have become too long.
        """
        there = {sentence: dict(self._kept.get(sentence) or {}) for sentence in wanted}
        new = [sentence for sentence, known in there.items() if () not in known]
        for sentence, copy in zip(new, self._firsts(new), strict=True):
            if copy is not None:
                there[sentence][()] = copy
        further = [
            (sentence, edits)
            for sentence, turns in wanted.items()
            for edits in turns
            if () in there[sentence] and edits not in there[sentence]
        ]
        for (sentence, edits), copy in zip(further, self._laters(there, further), strict=True):
            if copy is not None:
                there[sentence][edits] = copy
        for sentence, known in there.items():
            if known:
                self._kept.keep(sentence, known)
        return {
            sentence: tuple(there[sentence][edits] for edits in ((), *turns) if edits in there[sentence])
            for sentence, turns in wanted.items()
            if there[sentence]
        }

    def tokens(self, text: str) -> tuple[tuple[tuple[int, int], ...], tuple[int, ...]]:
        """A text's tokens, and where the word of each stands."""
        pairs = self._model.pairs
        found = [(span, token) for span in pairs.words(text) for token in pairs.encode(text[span[0] : span[1]])]
        return tuple(span for span, _ in found), tuple(token for _, token in found)

    def _firsts(self, sentences: Sequence[str]) -> Iterator[Copy | None]:
        """The first copy of each sentence."""
        model = self._model.reader
        drafts = {each: self.tokens(f" {each}\n") for each in sentences}
        short = {each: draft for each, draft in drafts.items() if 2 < len(draft[1]) <= LONGEST}
        before, between = self.tokens(DRAFT)[1], self.tokens(EDITED)[1]
        heads = {each: (0, *before, *self.tokens(f" {each}")[1], *between) for each in short}
        parts = [Stretch((*heads[each], *tokens)) for each, (_, tokens) in short.items()]
        made = dict(zip(short, model.read(parts, tuned=True) if parts else (), strict=True))
        for each in sentences:
            if each not in made:
                yield None
                continue
            (places, tokens), (states, cache), head = short[each], made[each], len(heads[each])
            own = states[head - 1 : -1]
            totals = model.totals(own)
            likely = model.scores(own, tokens) - totals
            yield Copy(f" {each}\n", (), places, tokens, head, own, totals, likely, cache)

    def _laters(
        self, there: Mapping[str, Mapping[Edits, Copy]], wanted: Iterable[tuple[str, Edits]]
    ) -> Iterator[Copy | None]:
        """The copies with edits, read on from where they part from the first one."""
        import numpy as np

        model = self._model.reader
        todo = [(there[sentence][()], edits) for sentence, edits in wanted]
        texts = [mended(first.text, edits) for first, edits in todo]
        tokens = [self.tokens(text) for text in texts]
        # one token alone would be read otherwise (`Stretch`)
        parted = [
            min(shared(first.tokens, new), len(new) - 2) for (first, _), (_, new) in zip(todo, tokens, strict=True)
        ]
        fit = [2 < len(new) <= LONGEST for _, new in tokens]
        parts = [
            Stretch(new[at:], first.head + at, first.cache)
            for (first, _), (_, new), at, fits in zip(todo, tokens, parted, fit, strict=True)
            if fits
        ]
        made = iter(model.read(parts, tuned=True) if parts else ())
        for (first, edits), text, (places, new), at, fits in zip(todo, texts, tokens, parted, fit, strict=True):
            if not fits:
                yield None
                continue
            said, cache = next(made)
            states = np.concatenate([first.states[: at + 1], said[:-1]])
            totals = np.concatenate([first.totals[: at + 1], model.totals(said[:-1])])
            likely = model.scores(states, new) - totals
            yield Copy(text, edits, places, new, first.head, states, totals, likely, cache)


def mended(text: str, edits: Edits) -> str:
    """A text with edits, which are in order and apart."""
    for start, end, new in reversed(edits):
        text = text[:start] + new + text[end:]
    return text


def meet(a: int, b: int, start: int, end: int) -> bool:
    """Whether two stretches share a character, or one that is empty lies in the other or at its edge."""
    empty = a == b or start == end
    return max(a, start) < min(b, end) or (empty and a <= end and start <= b)


def shared(first: Sequence[object], second: Sequence[object]) -> int:
    """How many tokens two sequences begin with alike."""
    return next(
        (n for n, (a, b) in enumerate(zip(first, second, strict=False)) if a != b), min(len(first), len(second))
    )
