"""What a copy editor would make of a sentence, as a language model says that has seen many of them at work.

The model, tuned on sentences of amateur reviews that copy editors mended, reads a sentence as a draft and then, word by
word, as it should be printed. Where it is not sure that the next word stays, what it would rather write is a change;
how much rather (nats), against leaving the sentence as it is, is the change's gain. What follows is seen, too: the
draft is read to its end before the first word of its copy. The changes that he is sure of are put into the next copy,
and the others are judged beside them, until nothing is new or some copies are made.

The tuning is `house/editing.npz`; `python -m benchmarks.editing` learns it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.cache import Answers, Known, key
from pipeline.engines._copies import TOGETHER, Copies, Copy, Edit, Edits, meet, shared
from pipeline.engines._model import Model
from pipeline.engines._trials import Trials

TURNS, SETTLED = 3, 0.0
"""How many copies are made of a sentence, and the gain (nats) from which on a change is put into the next one."""

UNREAD = -3.5
"""The gain of what no copy was made of: of a change that nobody wants, and that is not hopeless for that."""

UNSURE = -1.0
"""How likely a sentence that no copy was made of is to stay."""


@dataclass(frozen=True, slots=True)
class Change:
    """That an editor may want `new` for `text[start:end]`, by how many nats rather than leave it."""

    start: int
    end: int
    new: str
    gain: float


class Editor:
    """Makes copies of sentences. Offsets are code points of the text given, which is to have plain marks and spaces."""

    def __init__(self, model: Model, answers: Answers) -> None:
        self._model = model
        self._answers = answers
        self._copies = Copies(model)
        self._trials = Trials(model, self._copies)
        self.noted: dict[str, dict[Edit, None]] | None = None
        """Where questions are only noted (`LanguageModel.listening`): the alternatives of each sentence."""
        self.guessed = 0
        """How many alternatives were weighed at a glance alone, while questions were only noted."""

    def changes(self, text: str, spans: Sequence[tuple[int, int]]) -> tuple[Change, ...]:
        """What an editor may change in the sentences of a text, each by itself; some exclude one another."""
        found: dict[Edit, Change] = {}
        for start, _, known in self._known(text, spans):
            for a, b, tokens, gain in known.changes or ():
                new = self._trials.written(tokens)
                each = _shaped(text, Change(start + a, start + b, new if a else new.lstrip(), gain))
                edit = (each.start, each.end, each.new)
                if edit not in found or found[edit].gain < gain:
                    found[edit] = each
        return tuple(found.values())

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
        """Read sentences, and keep what they tell: of each all copies, and what each adds."""
        settled: dict[str, list[Edits]] = {sentence: [] for sentence in sentences}
        told: dict[str, dict[tuple[int, int, tuple[int, ...]], float]] = {sentence: {} for sentence in sentences}
        todo = {sentence: copies[-1] for sentence, copies in self._copies.read(settled).items()}
        for turn in range(TURNS):
            changes = self._trials.changes(list(todo.values()))
            again = {}
            for (sentence, copy), mine in zip(todo.items(), changes, strict=True):
                known = told[sentence]
                for each in [each for each in known if copy.moved(*each[:2]) is not None]:
                    del known[each]  # what is not met by an edit is judged anew
                for a, b, new, gain in mine:
                    origin = copy.origin(a, b)
                    if origin is not None:
                        known[(*origin, new)] = gain
                sure = self._sure(copy, known)
                if sure != copy.edits:
                    again[sentence] = sure
            if turn + 1 == TURNS or not again:
                break
            wanted = {sentence: [*settled[sentence], edits] for sentence, edits in again.items()}
            todo = {}
            for sentence, copies in self._copies.read(wanted).items():
                if copies[-1].edits == again[sentence]:
                    settled[sentence].append(again[sentence])
                    todo[sentence] = copies[-1]
        read = self._copies.read(settled)
        for sentence in sentences:
            answer = self._answers.of(sentence)
            answer.stays, answer.changes, answer.changed = ((0, len(sentence), UNSURE),), (), True
            answer.turns = tuple(settled[sentence])
            if sentence in read:
                likely = zip(read[sentence][0].places, _stays(read[sentence]), strict=True)
                answer.stays = tuple((max(a - 1, 0), b - 1, round(number, 4)) for (a, b), number in likely)
                answer.changes = tuple(
                    (max(a - 1, 0), b - 1, new, gain) for (a, b, new), gain in told[sentence].items()
                )

    def _sure(self, copy: Copy, known: Mapping[tuple[int, int, tuple[int, ...]], float]) -> Edits:
        """The edits that the next copy has: those of this one, and the surest changes beside them."""
        taken = list(copy.edits)
        for (a, b, new), gain in sorted(known.items(), key=lambda item: (-item[1], item[0])):
            if gain < SETTLED:
                break
            if not any(meet(a, b, start, end) for start, end, _ in taken):
                taken.append((a, b, self._trials.written(new)))
        return tuple(sorted(taken))

    def gains(self, text: str, spans: Sequence[tuple[int, int]], alternatives: Sequence[Edit]) -> tuple[float, ...]:
        """By how many nats an editor would rather have each alternative, alone, than the sentence as it stands."""
        gains = dict.fromkeys(alternatives, UNREAD)
        self.learn([text[start:end] for start, end in spans])
        asked: dict[str, dict[Edit, list[Edit]]] = {}
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
                gain = known.get(key("edit", *each))
                if gain is None:
                    self.guessed += 1
                    gain = known.get(key("first", *each), UNREAD)
                gains.update(dict.fromkeys(outers, gain))
        return tuple(gains[each] for each in alternatives)

    def reckon(self, asked: Mapping[str, Iterable[Edit]], *, glance: bool = False) -> None:
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

    def _reckon_some(self, waiting: Mapping[str, Sequence[Edit]], glance: bool) -> None:
        read = self._copies.read({sentence: self._answers.of(sentence).turns for sentence in waiting})
        asked: list[tuple[Copy, Edit]] = []
        for sentence, copies in read.items():
            for a, b, new in waiting[sentence]:
                start, end = a + 1, min(b, len(sentence)) + 1
                # the last copy that leaves the place alone, and the space before it; the first one leaves all
                from_ = start - (copies[0].text[start - 1] == " ")
                copy, place = next(
                    (copy, place)
                    for copy in reversed(copies)
                    if (place := copy.moved(start, end)) is not None and copy.moved(from_, end) is not None
                )
                asked.append((copy, (*place, new)))
        weighed = iter(self._trials.weigh([(copy, [each]) for copy, each in asked], glance))
        for sentence, mine in waiting.items():
            known = self._answers.of(sentence)
            for each in mine:
                number = next(weighed)[0][0] if sentence in read else UNREAD
                known.numbers[key("first" if glance else "edit", *each)] = float(number)
            known.changed = True

    def clear(self) -> None:
        """Forget what was read."""
        self._copies.clear()


def _shaped(text: str, change: Change) -> Change:
    """A change of whole words, without those that stay; a word put in or left out takes the space behind it along."""
    start, end, new = change.start, change.end, change.new
    old, now = _PARTS.findall(text[start:end]), _PARTS.findall(new)
    if old != now:
        behind = shared(old[::-1], now[::-1])
        before = shared(old[: len(old) - behind], now[: len(now) - behind])
        start, end = start + len("".join(old[:before])), end - len("".join(old[len(old) - behind :]))
        new = "".join(now[before : len(now) - behind])
    old_text = text[start:end]
    if not old_text and new[:1] == " " and text[start : start + 1] == " ":
        start, end, new = start + 1, end + 1, f"{new[1:]} "
    elif not new and old_text[:1] == " " and text[end : end + 1] == " ":
        start, end = start + 1, end + 1
    return Change(start, end, new, change.gain)


_PARTS = re.compile(r"[\w'’-]+|\s|[^\w\s'’-]")
"""Words, spaces and marks."""


def _stays(copies: Sequence[Copy]) -> list[float]:
    """How likely each token of the first copy is to stay: by the last copy where its word stands in it, too."""
    first = copies[0]
    likely: list[float] = first.likely.tolist()
    for copy in copies[1:]:
        at = {place: n for n, place in reversed(list(enumerate(copy.places)))}
        begun: dict[tuple[int, int], int] = {}
        for n, place in enumerate(first.places):
            start = begun.setdefault(place, n)
            there = copy.moved(*place)
            if there is not None and there in at:
                likely[n] = float(copy.likely[at[there] + n - start])
    return likely
