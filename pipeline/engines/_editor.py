"""What a copy editor would make of a sentence, as a language model says that has seen many of them at work.

The model, tuned on sentences of amateur reviews that copy editors mended, reads a sentence as a draft and then, word by
word, as it should be printed. Where it is not sure that the next word stays, what it would rather write is a change;
how much rather (nats), against leaving the sentence as it is, is the change's gain. What follows is seen, too: the
draft is read to its end before the first word of its copy.

The tuning is `house/editing.npz`; `python -m benchmarks.editing` learns it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.cache import Answers, Known, key
from pipeline.engines._memory import Memory
from pipeline.engines._stretch import Stretch

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from pipeline.engines._bytepairs import BytePairs
    from pipeline.engines._gguf import Weights
    from pipeline.engines._reader import Reader
    from pipeline.engines._stretch import Cache

DRAFT, EDITED = "Draft:", "\nEdited:"
"""What is read before a sentence and before its copy, in tuning as here."""

LONGEST = 240
"""Tokens of a sentence that has a copy made of it; reading costs the square of them."""

DOUBT = 0.35
"""How unlikely (nats) a word has to be to stay for others to be tried in its place."""

TRIED, LEAST = 4, -3.5
"""How many tokens are tried in a place, and how likely (nats) they have to be."""

ON, MORE = -2.0, -1.0
"""From which likelihood (nats) a token tried is read on from, and how likely a further one must be to belong to it."""

SKIPPED = 3
"""Up to how many words are left out at once."""

TAIL = 6
"""Tokens behind a change that are read with it: most of a copy follows its draft."""

KEPT = -2.5
"""The gain (nats) below which a change is not told of."""

HOPELESS = -6.5
"""The gain (nats) of a change's first token from which down the rest is not read: the whole seldom gains more."""

UNREAD = -4.0
"""The gain of what no copy was made of: about that of a change that nobody wants."""

UNSURE = -1.0
"""How likely a sentence that no copy was made of is to stay."""

TOGETHER, REMEMBERED = 16, 64
"""Sentences that are read at once, and those whose reading is kept: some 4 MB each."""

Alternative = tuple[int, int, str]
Loaded = Callable[[], "tuple[Reader, BytePairs]"]


@dataclass(frozen=True, slots=True)
class Change:
    """That an editor may want `new` for `text[start:end]`, by how many nats rather than leave it."""

    start: int
    end: int
    new: str
    gain: float


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence as it was read.

    `text` has the space before it and the line's end behind; `places` is where in it each token's word stands; row n of
    `states` is what the model knew before token n of the copy, which begins after `head` tokens.
    """

    text: str
    places: tuple[tuple[int, int], ...]
    tokens: tuple[int, ...]
    head: int
    states: "Weights"
    totals: "NDArray[np.float64]"
    likely: "NDArray[np.float64]"
    cache: "Cache"


_Weighed = tuple[list[float], list[tuple[int, ...]]]
"""The gains of a sentence's changes, and what may follow the first token of each but does not."""


@dataclass(frozen=True, slots=True)
class _Trial:
    """The tokens that a change makes from the first that is new, `shared` after the copy's beginning."""

    read: _Sentence
    weighed: _Weighed
    number: int
    shared: int
    new: tuple[int, ...]


class Editor:
    """Makes copies of sentences. Offsets are code points of the text given, which is to have plain marks and spaces."""

    def __init__(self, loaded: Loaded, answers: Answers) -> None:
        self._loaded = loaded
        self._answers = answers
        self._read: Memory[str, _Sentence] = Memory(REMEMBERED)
        self.noted: dict[str, dict[Alternative, None]] | None = None
        """Where questions are only noted (`LanguageModel.listening`): the alternatives of each sentence."""

    def changes(self, text: str, spans: Sequence[tuple[int, int]]) -> tuple[Change, ...]:
        """What an editor may change in the sentences of a text, in order, each by itself; some exclude one another."""
        found = []
        for start, _, known in self._known(text, spans):
            for a, b, tokens, gain in known.changes or ():
                new = self._written(tokens)
                found.append(Change(start + a, start + b, new if a else new.lstrip(), gain))
        return tuple(self._shaped(text, each) for each in found)

    def stays(self, text: str, spans: Sequence[tuple[int, int]]) -> tuple[tuple[int, int, float], ...]:
        """How likely (log-probability in nats) an editor leaves each token: where its word stands, in order.

        A word's place takes in the space before it. A sentence that no copy was made of is told of as one.
        """
        return tuple(
            (start + a, start + b, likely)
            for start, _, known in self._known(text, spans)
            for a, b, likely in known.stays or ()
        )

    def _known(self, text: str, spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, str, Known]]:
        """The sentences of a text, each with its start and with what a reading of it tells."""
        sentences = [(start, text[start:end].rstrip()) for start, end in spans]
        self.learn([sentence for _, sentence in sentences])
        for start, sentence in sentences:
            yield start, sentence, self._answers.of(sentence)

    def learn(self, sentences: Sequence[str]) -> None:
        """Read those sentences that are not known yet, several at once, and keep what they tell."""
        new = dict.fromkeys(each.rstrip() for each in sentences)
        waiting = [each for each in new if self._answers.of(each).changes is None]
        for at in range(0, len(waiting), TOGETHER):
            self._learn(waiting[at : at + TOGETHER])

    def _learn(self, sentences: Sequence[str]) -> None:
        """Read sentences, and keep what they tell."""
        self._prepare(sentences)
        there = [(sentence, self._read.get(sentence)) for sentence in sentences]
        changes = iter(self._changes([read for _, read in there if read is not None]))
        for sentence, read in there:
            known = self._answers.of(sentence)
            known.stays, known.changes, known.changed = ((0, len(sentence), UNSURE),), (), True
            if read is not None:
                likely = zip(read.places, read.likely.tolist(), strict=True)
                known.stays = tuple((max(a - 1, 0), b - 1, round(number, 4)) for (a, b), number in likely)
                known.changes = next(changes)

    def gains(
        self, text: str, spans: Sequence[tuple[int, int]], alternatives: Sequence[Alternative]
    ) -> tuple[float, ...]:
        """By how many nats an editor would rather have each alternative, alone, than the sentence as it stands."""
        gains = dict.fromkeys(alternatives, UNREAD)
        asked: dict[str, dict[Alternative, list[Alternative]]] = {}
        for start, end in spans:
            for a, b, new in gains:
                if start <= a and b <= end:
                    mine = asked.setdefault(text[start:end].rstrip(), {})
                    mine.setdefault((a - start, b - start, new), []).append((a, b, new))
        if self.noted is None:
            self.reckon(asked)
        else:
            for sentence, mine in asked.items():
                self.noted.setdefault(sentence, {}).update(dict.fromkeys(mine))
            self.reckon(asked, glance=True)
        for sentence, mine in asked.items():
            known = self._answers.of(sentence).numbers
            for each, outers in mine.items():
                at_first = known.get(key("first", *each), UNREAD)
                gains.update(dict.fromkeys(outers, known.get(key("edit", *each), at_first)))
        return tuple(gains[each] for each in alternatives)

    def reckon(self, asked: Mapping[str, Iterable[Alternative]], *, glance: bool = False) -> None:
        """Weigh what is not known yet of some sentences' alternatives, whose places are in the sentence.

        At a glance they are weighed by their first tokens, of which no more needs to be read.
        """
        waiting = {}
        for sentence, mine in asked.items():
            known = self._answers.of(sentence).numbers
            wanted = [each for each in mine if key("edit", *each) not in known]
            new = [each for each in wanted if not glance or key("first", *each) not in known]
            if new:
                waiting[sentence] = new
        names = list(waiting)
        for at in range(0, len(names), TOGETHER):
            self._reckon_some({sentence: waiting[sentence] for sentence in names[at : at + TOGETHER]}, glance)

    def _reckon_some(self, waiting: Mapping[str, Sequence[Alternative]], glance: bool) -> None:
        self._prepare(list(waiting))
        read = {sentence: self._read.get(sentence) for sentence in waiting}
        there = [(sentence, each) for sentence, each in read.items() if each is not None]
        moved = [
            (each, [(a + 1, min(b, len(sentence)) + 1, new) for a, b, new in waiting[sentence]])
            for sentence, each in there
        ]
        weighed = dict(zip((sentence for sentence, _ in there), self._weigh(moved, glance), strict=True))
        for sentence, mine in waiting.items():
            numbers = weighed[sentence][0] if sentence in weighed else [UNREAD] * len(mine)
            known = self._answers.of(sentence)
            names = (key("first" if glance else "edit", *each) for each in mine)
            known.numbers.update(zip(names, map(float, numbers), strict=True))
            known.changed = True

    def clear(self) -> None:
        """Forget what was read."""
        self._read.clear()

    def _prepare(self, sentences: Sequence[str]) -> None:
        """Read sentences, several at once; those too long or empty are left out."""
        todo = list(dict.fromkeys(each for each in sentences if self._read.get(each) is None))
        for at in range(0, len(todo), TOGETHER):
            self._prepare_some(todo[at : at + TOGETHER])

    def _prepare_some(self, sentences: Sequence[str]) -> None:
        model, _ = self._loaded()
        drafts = [(each, *self._tokens(f" {each}\n")) for each in sentences]
        drafts = [draft for draft in drafts if 2 < len(draft[2]) <= LONGEST]
        if not drafts:
            return
        before, between = self._tokens(DRAFT)[1], self._tokens(EDITED)[1]
        heads = [(0, *before, *self._tokens(f" {sentence}")[1], *between) for sentence, _, _ in drafts]
        parts = [Stretch((*head, *tokens)) for head, (_, _, tokens) in zip(heads, drafts, strict=True)]
        for head, (sentence, places, tokens), (states, cache) in zip(
            heads, drafts, model.read(parts, tuned=True), strict=True
        ):
            own = states[len(head) - 1 : -1]
            totals = model.totals(own)
            likely = model.scores(own, tokens) - totals
            text = f" {sentence}\n"
            self._read.keep(sentence, _Sentence(text, places, tokens, len(head), own, totals, likely, cache))

    def _tokens(self, text: str) -> tuple[tuple[tuple[int, int], ...], tuple[int, ...]]:
        """A text's tokens, and where the word of each stands."""
        pairs = self._loaded()[1]
        found = [(span, token) for span in pairs.words(text) for token in pairs.encode(text[span[0] : span[1]])]
        return tuple(span for span, _ in found), tuple(token for _, token in found)

    def _changes(self, reads: Sequence[_Sentence]) -> list[tuple[tuple[int, int, tuple[int, ...], float], ...]]:
        """The changes of each sentence that are told of: where, the tokens put there, and the gain."""
        found: list[list[tuple[int, int, tuple[int, ...], float]]] = [[] for _ in reads]
        tried = [list(dict.fromkeys(self._tried(read))) for read in reads]
        for last in (False, True):
            asked = [[(a, b, self._written(new)) for a, b, new in mine] for mine in tried]
            weighed = self._weigh(list(zip(reads, asked, strict=True)))
            for number, (read, (gains, further)) in enumerate(zip(reads, weighed, strict=True)):
                longer = []
                for (a, b, new), gain, more in zip(tried[number], gains, further, strict=True):
                    if gain > KEPT:
                        found[number].append((max(a - 1, 0), min(b, len(read.text) - 1) - 1, new, float(gain)))
                    longer += [(a, b, (*new, token)) for token in more if not last]
                tried[number] = longer
        return [tuple(mine) for mine in found]

    def _tried(self, read: _Sentence) -> Iterator[tuple[int, int, tuple[int, ...]]]:
        """What is put in, changed or left out at the words that are not sure to stay."""
        import numpy as np

        model, pairs = self._loaded()
        words = list(dict.fromkeys(read.places))
        doubtful = [
            n for n, place in enumerate(read.places) if -read.likely[n] > DOUBT and read.places[n - 1 : n] != (place,)
        ]
        if not doubtful:
            return
        for n, scores in zip(doubtful, model.every(read.states[doubtful]), strict=True):
            start, end = read.places[n]
            word, at = read.text[start:end], words.index((start, end))
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
                for begin, stop in words[at + 1 : at + 1 + SKIPPED]:
                    if read.text[begin:stop] == new:
                        yield start, begin, ()

    def _weigh(self, asked: Sequence[tuple[_Sentence, Sequence[Alternative]]], glance: bool = False) -> list[_Weighed]:
        """For each sentence the gain of each change of its `text`, and what may follow its first token but does not."""
        import numpy as np

        model, _ = self._loaded()
        weighed: list[_Weighed] = [([], [()] * len(changes)) for _, changes in asked]
        trials: list[_Trial] = []
        for (read, changes), mine in zip(asked, weighed, strict=True):
            for number, (a, b, new) in enumerate(changes):
                tokens = self._tokens(read.text[:a] + new + read.text[b:])[1]
                shared = _shared(read.tokens, tokens)
                left = _shared(read.tokens[shared:][::-1], tokens[shared:][::-1])
                cut = max(0, left - TAIL)
                mine[0].append(-float(read.likely[shared : len(read.tokens) - cut].sum()))
                if shared < len(tokens) - cut:
                    trials.append(_Trial(read, mine, number, shared, tokens[shared : len(tokens) - cut]))
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
        model = self._loaded()[0]
        rows = states[[at for _, at in doubtful]]
        for (trial, _), scores, total in zip(doubtful, model.every(rows), model.totals(rows), strict=True):
            token = int(scores.argmax())
            if scores[token] - total > MORE:
                trial.weighed[1][trial.number] = (token,)

    def _written(self, tokens: Sequence[int]) -> str:
        pairs = self._loaded()[1]
        return "".join(pairs.text(token) for token in tokens)

    @staticmethod
    def _shaped(text: str, change: Change) -> Change:
        """A change of whole words: a word put in takes the space behind it along, as does one left out."""
        start, end, new = change.start, change.end, change.new
        old = text[start:end]
        if old[:1] == new[:1] == " ":
            start, new = start + 1, new[1:]
        elif not old and new[:1] == " " and text[start : start + 1] == " ":
            start, end, new = start + 1, end + 1, f"{new[1:]} "
        elif not new and old[:1] == " " and text[end : end + 1] == " ":
            start, end = start + 1, end + 1
        return Change(start, end, new, change.gain)


def _shared(first: Sequence[int], second: Sequence[int]) -> int:
    """How many tokens two sequences begin with alike."""
    return next(
        (n for n, (a, b) in enumerate(zip(first, second, strict=False)) if a != b), min(len(first), len(second))
    )
