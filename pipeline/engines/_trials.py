"""Changes tried in copies of sentences: which words might stand in a place, and what the whole gains by each.

Where the editor is not sure to leave a word, others are tried: put in before it, put in its place, or what stands there
left out. A change's tokens are read on from the copy, with some of those behind it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.engines._copies import Copies, Copy, Edit, shared
from pipeline.engines._model import Model
from pipeline.engines._stretch import Stretch

if TYPE_CHECKING:
    from pipeline.engines._gguf import Weights

DOUBT = 0.25
"""How unlikely (nats) a word has to be to stay for others to be tried in its place."""

TRIED, LEAST = 4, -2.0
"""How many tokens are tried in a place, and how likely (nats) they have to be."""

ON, MORE = -2.0, -1.0
"""From which likelihood (nats) a token tried is read on from, and how likely a further one must be to belong to it."""

SKIPPED = 3
"""Up to how many words are left out at once."""

TAIL = 5
"""Tokens behind a change that are read with it: most of a copy follows its draft."""

KEPT = -3.0
"""The gain (nats) below which a change is not told of."""

HOPELESS = -3.6
"""The gain (nats) of a change's first token from which down the rest is not read: the whole seldom gains more, and of
what gains less the checks hardly ever take anything."""

Told = tuple[int, int, tuple[int, ...], float]
"""A change of a copy's text, the tokens that it puts there, and its gain."""

Outcome = tuple[list[float], list[tuple[int, ...]]]
"""The gains of a sentence's changes, and what may follow the first token of each but does not."""


@dataclass(frozen=True, slots=True)
class _Trial:
    """The tokens that a change makes from the first that is new, `shared` after the copy's beginning."""

    read: Copy
    weighed: Outcome
    number: int
    shared: int
    new: tuple[int, ...]


class Trials:
    """Tries changes in copies. Places are those of a copy's text."""

    def __init__(self, model: Model, copies: Copies) -> None:
        self._model = model
        self._tokens = copies.tokens

    def changes(self, reads: Sequence[Copy]) -> list[list[Told]]:
        """The changes of each copy that are told of."""
        found: list[list[Told]] = [[] for _ in reads]
        tried = self._tried(reads)
        for last in (False, True):
            asked = [[(a, b, self.written(new)) for a, b, new in mine] for mine in tried]
            weighed = self.weigh(list(zip(reads, asked, strict=True)))
            for number, (gains, further) in enumerate(weighed):
                longer = []
                for (a, b, new), gain, more in zip(tried[number], gains, further, strict=True):
                    if gain > KEPT:
                        found[number].append((a, min(b, len(reads[number].text) - 1), new, float(gain)))
                    longer += [(a, b, (*new, token)) for token in more if not last]
                tried[number] = longer
        return found

    def _tried(self, reads: Sequence[Copy]) -> list[list[tuple[int, int, tuple[int, ...]]]]:
        """What is put in, changed or left out in each copy at the words that are not sure to stay."""
        import numpy as np

        doubtful = [
            [
                n
                for n, likely in enumerate(read.likely)
                if -likely > DOUBT and read.places[n - 1 : n] != (read.places[n],)
            ]
            for read in reads
        ]
        rows = [read.states[mine] for read, mine in zip(reads, doubtful, strict=True) if mine]
        # all at once: each time the whole vocabulary is gone through
        every = iter(self._model.reader.every(np.concatenate(rows)) if rows else ())
        return [
            list(dict.fromkeys(change for n in mine for change in self._tried_at(read, n, next(every))))
            for read, mine in zip(reads, doubtful, strict=True)
        ]

    def _tried_at(self, read: Copy, n: int, scores: "Weights") -> Iterator[tuple[int, int, tuple[int, ...]]]:
        """What is tried at the word that begins with token n, given how strongly each token is expected there."""
        import numpy as np

        pairs = self._model.pairs
        start, end = read.places[n]
        word = read.text[start:end]
        words = list(dict.fromkeys(place for place in read.places[n:] if place[0] >= end))[:SKIPPED]
        best = np.argpartition(-scores, TRIED + 1)[: TRIED + 1]
        for token in best[np.argsort(-scores[best])].tolist():
            new = pairs.text(token)
            if token == read.tokens[n] or scores[token] - read.totals[n] < LEAST or not new.strip():
                continue
            loose = new[0] == " " or not new[0].isalnum()
            if loose and start and (word.strip() or new[0] != " "):
                yield start, start, (token,)
            if word.strip() and loose == (word[0] == " " or not word[0].isalnum()):
                yield start, end, (token,)
            for begin, stop in words:
                if read.text[begin:stop] == new:
                    yield start, begin, ()

    def weigh(self, asked: Sequence[tuple[Copy, Sequence[Edit]]], glance: bool = False) -> list[Outcome]:
        """For each copy the gain of each change of its `text`, and what may follow its first token but does not."""
        import numpy as np

        model = self._model.reader
        weighed: list[Outcome] = [([], [()] * len(changes)) for _, changes in asked]
        trials: list[_Trial] = []
        for (read, changes), mine in zip(asked, weighed, strict=True):
            for number, (a, b, new) in enumerate(changes):
                tokens = self._tokens(read.text[:a] + new + read.text[b:])[1]
                at = shared(read.tokens, tokens)
                left = shared(read.tokens[at:][::-1], tokens[at:][::-1])
                cut = max(0, left - TAIL)
                mine[0].append(-float(read.likely[at : len(read.tokens) - cut].sum()))
                if at < len(tokens) - cut:
                    trials.append(_Trial(read, mine, number, at, tokens[at : len(tokens) - cut]))
        if not trials:
            return weighed
        before = np.stack([trial.read.states[trial.shared] for trial in trials])
        totals = np.array([trial.read.totals[trial.shared] for trial in trials])
        firsts = (model.scores(before, [trial.new[0] for trial in trials]) - totals).tolist()
        longer = []
        for trial, first in zip(trials, firsts, strict=True):
            hope = first - float(trial.read.likely[trial.shared])
            if glance or hope < HOPELESS:
                trial.weighed[0][trial.number] = hope
            else:
                trial.weighed[0][trial.number] += first
                longer += [(trial, first)] if len(trial.new) > 1 else []
        if not longer:
            return weighed
        parts = [Stretch(t.new[:-1], t.read.head + t.shared, t.read.cache) for t, _ in longer]
        states = np.concatenate([each for each, _ in model.read(parts, tuned=True, keep=False)])
        likely = model.expected(states, [token for trial, _ in longer for token in trial.new[1:]]).tolist()
        at, doubtful = 0, []
        for trial, first in longer:
            trial.weighed[0][trial.number] += sum(likely[at : at + len(trial.new) - 1])
            if first > ON and likely[at] < MORE:
                doubtful.append((trial, at))
            at += len(trial.new) - 1
        self._go_on(doubtful, states)
        return weighed

    def _go_on(self, doubtful: "Sequence[tuple[_Trial, int]]", states: "Weights") -> None:
        """Say of changes what is likely behind their first token, whose row of `states` is given."""
        if not doubtful:
            return
        model = self._model.reader
        rows = states[[at for _, at in doubtful]]
        for (trial, _), scores, total in zip(doubtful, model.every(rows), model.totals(rows), strict=True):
            token = int(scores.argmax())
            if scores[token] - total > MORE:
                trial.weighed[1][trial.number] = (token,)

    def written(self, tokens: Sequence[int]) -> str:
        """What tokens stand for."""
        pairs = self._model.pairs
        return "".join(pairs.text(token) for token in tokens)
