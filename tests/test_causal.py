"""The language model: its file, its tokens, and what it says of edits."""

import re
from importlib.metadata import PackageNotFoundError
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.editing.backward import Learner, Lesson
from pipeline.engines import _gguf, _model
from pipeline.engines._bytepairs import BytePairs
from pipeline.engines._editor import UNREAD, Change, _shaped
from pipeline.engines._model import _path, _tuning
from pipeline.engines._reader import PLACES, _evenly
from pipeline.engines._stretch import Stretch
from pipeline.engines._threads import threads
from pipeline.engines._trials import HOPELESS
from pipeline.engines._tuning import PRODUCTS
from pipeline.engines.causal import CONTEXT, TOO_LONG, WINDOW, LanguageModel
from pipeline.errors import EngineUnavailable


@pytest.fixture(scope="module")
def model() -> LanguageModel:
    return LanguageModel()


def edit(text: str, old: str, new: str) -> tuple[int, int, str]:
    start = text.index(old)
    return start, start + len(old), new


PROBES = (
    ("I find it has some short of morality.", "short", "sort"),
    ("The hero will rise again from the death.", "death", "dead"),
    ("There is some dramatic scenes in it.", "is", "are"),
    ("She keeps any eye on the stove.", "any", "an"),
    ("The songs at are louder than the rest.", " at are", " are"),
    ("I enjoyed the film it made me laugh.", "film it", "film. It"),
    ("He looks like a famous actor, dont you think?", "dont", "don't"),
)


@pytest.mark.parametrize(("text", "old", "new"), PROBES)
def test_a_correction_is_likelier_and_its_reverse_is_not(model: LanguageModel, text: str, old: str, new: str) -> None:
    alternative = edit(text, old, new)
    (gain,) = model.gains(text, [alternative])
    assert gain > 1
    start, end, _ = alternative
    mended = text[:start] + new + text[end:]
    (loss,) = model.gains(mended, [(start, start + len(new), old)])
    assert abs(gain + loss) < 1


def test_each_alternative_is_weighed_alone(model: LanguageModel) -> None:
    text = "It has some short of charm, and there is some good songs in it."
    alternatives = [edit(text, "short", "sort"), edit(text, "is", "are"), edit(text, "charm", "charm")]
    together = model.gains(text, alternatives)
    apart = tuple(LanguageModel.gains(model, text + "", [each])[0] for each in alternatives)
    assert together == pytest.approx(apart, abs=0.01)
    assert together[2] == pytest.approx(0, abs=0.01)


def test_less_of_what_follows_can_be_weighed(model: LanguageModel) -> None:
    text = "It has some short of charm, and there is some good songs in it."
    swapped = [edit(text, "short", "sort")]
    (whole,), (near,) = model.gains(text, swapped), model.gains(text, swapped, tail=3)
    assert near == pytest.approx(whole, abs=3)
    assert near != whole


def test_a_glance_tells_by_what_stands_before(model: LanguageModel) -> None:
    text = "They walked out of the cinema in silence, and nobody said a word. It was quiet good."
    alternatives = [edit(text, "quiet", "quite"), edit(text, "a word", "aword"), (len(text), len(text), "")]
    likelier, unlikelier, none = model.glances(text, alternatives)
    assert likelier > 1
    assert unlikelier < likelier
    assert none == 0
    last = [(text.index("word"), text.index("word") + 4, "sword")]
    assert model.glances(text[: last[0][1]], last) == pytest.approx(model.glances(text, last), abs=0.01)
    assert model.glances("", []) == ()


def test_an_edit_at_either_end_and_in_nothing(model: LanguageModel) -> None:
    text = "the end"
    begins, ends, empty = model.gains(text, [(0, 3, "The"), (7, 7, "."), (0, 7, "")])
    assert begins > 0
    assert ends == ends
    assert empty == empty
    assert model.gains("", []) == ()
    assert model.surprises("") == ()


def test_a_long_text_is_read_in_windows_and_loses_nothing(model: LanguageModel) -> None:
    sentence = "The second act drags, and the third has some sort of answer. "
    text = sentence * ((WINDOW + CONTEXT) // 6)
    seen = model.surprises(text)
    assert [match.span() for match in re.finditer(r"\w+|[^\w\s]", text)] == list(
        dict.fromkeys((each.start, each.end) for each in seen if text[each.start : each.end].strip())
    )
    last = text.rindex("sort")
    (loss,) = model.gains(text, [(last, last + 4, "short")])
    assert loss < -4


def test_curly_marks_are_read_as_straight_ones(model: LanguageModel) -> None:
    straight, curly = "It's the band's \"best\".", "It’s the band’s “best”."
    assert [each.likelihood for each in model.surprises(straight)] == [
        each.likelihood for each in model.surprises(curly)
    ]


@given(st.text(max_size=60))
def test_words_cover_a_text_and_every_word_has_tokens(model: LanguageModel, text: str) -> None:
    spans = list(model._model.pairs.words(text))
    assert text == "".join(text[start:end] for start, end in spans)
    assert all(model._model.pairs.encode(text[start:end]) for start, end in spans)


def test_another_file_is_refused_in_a_sentence(tmp_path: Path) -> None:
    file = tmp_path / "weights.gguf"
    file.write_bytes(b"PK\x03\x04 not a model")
    with pytest.raises(ValueError, match="not a GGUF file"):
        _gguf.read(file)


def test_a_file_that_ends_too_soon_is_refused_in_a_sentence(tmp_path: Path) -> None:
    file = tmp_path / "weights.gguf"
    file.write_bytes(_gguf.MAGIC + b"\x03\0\0\0" + b"\x01\0\0")
    with pytest.raises(ValueError, match="ends too soon"):
        _gguf.read(file)


def test_what_goes_on_without_a_space_is_read_in_parts() -> None:
    spans = list(BytePairs((), ()).words("a" * 1000 + "=" * 1000))
    assert max(end - start for start, end in spans) <= 100
    assert (0, 2000) == (spans[0][0], spans[-1][1])


def test_the_models_file_says_what_it_is() -> None:
    assert _path().suffix == ".gguf"


def encoded(pairs: BytePairs, text: str) -> list[int]:
    return [token for start, end in pairs.words(text) for token in pairs.encode(text[start:end])]


def test_stretches_read_together_are_read_as_each_alone(model: LanguageModel) -> None:
    tokens = encoded(model._model.pairs, LONG)
    ((_, before),) = model._model.reader.read([Stretch(tokens)])
    parts = [Stretch(tokens[at : at + 4 + at % 5], at, before) for at in range(2, 30, 3)]
    together = model._model.reader.read(parts, keep=False)
    alone = [each for part in parts for each in model._model.reader.read([part])]
    for (first, _), (second, _) in zip(together, alone, strict=True):
        np.testing.assert_array_equal(first, second)


def test_a_stretch_may_follow_any_that_was_read(model: LanguageModel) -> None:
    tokens = encoded(model._model.pairs, LONG)
    (_, first), (whole, second) = model._model.reader.read([Stretch(tokens[:9]), Stretch(tokens[9:34])])
    after, other = model._model.reader.read([Stretch(tokens[30:34], 21, second), Stretch(tokens[5:9], 5, first)])
    np.testing.assert_array_equal(whole[21:], after[0])
    assert (1, 3, 9, 64) == other[1][0][0].shape


def test_nothing_is_read_where_there_is_nothing(model: LanguageModel) -> None:
    assert [] == model._model.reader.read([])
    ((states, _),) = model._model.reader.read([Stretch(())])
    assert (0, 576) == states.shape
    assert (0,) == model._model.reader.totals(states).shape


def test_a_stretch_longer_than_the_model_s_places_is_refused(model: LanguageModel) -> None:
    with pytest.raises(ValueError, match="2048 tokens at most"):
        model._model.reader.read([Stretch([0] * (PLACES + 1))])
    text = "It ends well."
    assert (TOO_LONG,) == model.gains(text, [(8, 12, "so and so on " * PLACES)])


@given(st.lists(st.integers(1, 40), max_size=30))
def test_threads_share_stretches_out_evenly(sizes: list[int]) -> None:
    groups = _evenly([Stretch([0] * size) for size in sizes])
    assert list(range(len(sizes))) == [at for group in groups for at in range(group.start, group.stop)]
    most = max((sum(sizes[group]) for group in groups), default=0)
    assert most <= sum(sizes) / threads() + max(sizes, default=0)


@pytest.mark.parametrize("missing", ["onnx", "onnxruntime"])
def test_without_its_runtime_the_model_does_not_run(missing: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def installed(name: str) -> str:
        if name == missing:
            raise PackageNotFoundError(name)
        return "1"

    monkeypatch.setattr(_model, "installed", installed)
    with pytest.raises(EngineUnavailable, match="pip install onnx onnxruntime"):
        LanguageModel()


def test_without_its_file_the_model_does_not_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_model, "find_spec", lambda name: None)
    with pytest.raises(EngineUnavailable, match=r"no \.gguf file"):
        LanguageModel()


@pytest.mark.parametrize("tuned", [False, True])
def test_bytes_say_what_numbers_say(model: LanguageModel, tuned: bool) -> None:
    """The learner of `benchmarks.editing` reckons the same model in floating-point numbers."""
    tokens = (0, *encoded(model._model.pairs, LONG))
    learner = Learner(_gguf.read(_path()), _tuning().first)
    added = {
        f"{product}-{side}": np.stack([layer[number][which] for layer in _tuning().layers]) * tuned
        for number, product in enumerate(PRODUCTS)
        for which, side in enumerate(("narrow", "wide"))
    }
    lesson = Lesson(tokens, (0.0, *[1.0] * (len(tokens) - 1)))
    exact = -learner.losses([lesson], learner.below([lesson]), added)
    ((states, _),) = model._model.reader.read([Stretch(tokens)], tuned=tuned)
    ours = model._model.reader.expected(states[:-1], tokens[1:])
    assert np.sqrt(np.mean((ours - exact) ** 2)) < 0.3
    assert abs(np.mean(ours - exact)) < 0.1


def test_what_is_only_heard_is_reckoned_at_the_end() -> None:
    heard, asked = LanguageModel(), [edit(DRAFT, "is", "are")]
    with heard.listening({DRAFT: SENTENCES}):
        assert heard.hearing == 1
        assert (0.0,) == heard.gains(DRAFT, asked)
        (guessed,) = heard.edited(DRAFT, SENTENCES, asked)
        assert heard.guessed == 2
    assert UNREAD < guessed
    assert heard.hearing == 0
    with heard.listening({DRAFT: SENTENCES}):
        assert heard.hearing == 2
        assert (0.0,) != heard.gains(DRAFT, asked) != heard.edited(DRAFT, SENTENCES, asked)
        assert heard.guessed == 2  # both are known now
    fresh = LanguageModel()
    assert fresh.gains(DRAFT, asked) == pytest.approx(heard.gains(DRAFT, asked), abs=1e-2)
    assert fresh.edited(DRAFT, SENTENCES, asked) == pytest.approx(heard.edited(DRAFT, SENTENCES, asked), abs=1e-2)


def test_what_an_editor_rules_out_at_once_is_not_read_on(model: LanguageModel) -> None:
    (gain,) = model.edited(DRAFT, SENTENCES, [edit(DRAFT, "drummer", "kettle")])
    assert HOPELESS > gain


LONG = (
    "The brass comes in late, and when it does the whole hall leans forward; nobody coughs, nobody looks at a watch, "
    "and the old man beside me, who had slept through the first half, began to hum."
)
DRAFT = "There is some dramatic scenes in it. Unfortunately the drummer left the band in the same year."
SENTENCES = ((0, 37), (37, len(DRAFT)))


def test_an_editor_s_changes_are_of_whole_words(model: LanguageModel) -> None:
    changes = model.changes(DRAFT, SENTENCES)
    best = max(changes, key=lambda each: each.gain if each.start < 37 else -99)
    assert ("is", "are") == (DRAFT[best.start : best.end], best.new)
    lost = "He told me story about a dog."
    assert ("", "a ") in [(lost[each.start : each.end], each.new) for each in model.changes(lost, ((0, len(lost)),))]


def test_an_editor_doubts_what_is_wrong_and_leaves_what_is_right(model: LanguageModel) -> None:
    doubts = {DRAFT[start:end].strip(): -likely for start, end, likely in model.stays(DRAFT, SENTENCES)}
    assert doubts["is"] > 0.5 > 0.1 > max(doubts["it"], doubts["drummer"], doubts["band"])


def test_an_editor_weighs_what_he_is_asked(model: LanguageModel) -> None:
    right, wrong = model.edited(DRAFT, SENTENCES, [edit(DRAFT, "is", "are"), edit(DRAFT, "band", "brand")])
    assert right > 0 > -5 > wrong


def test_what_an_editor_is_sure_of_is_weighed_as_if_it_were_not_done(model: LanguageModel) -> None:
    text = "We are looking forward hearing them."
    lost = text.index("hearing")
    both = model.edited(text, ((0, len(text)),), [(lost, lost, "to "), (lost, lost + 7, "to hearing")])
    assert min(both) > 1
    assert ("", "to ") in [(text[each.start : each.end], each.new) for each in model.changes(text, ((0, len(text)),))]


def test_one_error_does_not_hide_the_next(model: LanguageModel) -> None:
    text = "He go to the shed were he find a old drum, it tell him about there secret."
    (gain,) = model.edited(text, ((0, len(text)),), [edit(text, "tell", "tells")])
    assert gain > 0


def test_the_copy_of_a_sentence_is_the_same_beside_others(model: LanguageModel) -> None:
    first = LanguageModel().stays(DRAFT[:36], ((0, 36),))
    both = model.stays(DRAFT, SENTENCES)
    assert [likely for *_, likely in first] == pytest.approx([likely for *_, likely in both[: len(first)]], abs=1e-2)


def test_a_sentence_too_long_is_left_alone(model: LanguageModel) -> None:
    text = "and so on " * 200
    assert () == model.changes(text, ((0, len(text)),))
    assert (UNREAD,) == model.edited(text, ((0, len(text)),), [(4, 6, "no")])


def test_nothing_is_asked_of_an_empty_text(model: LanguageModel) -> None:
    assert () == model.changes("", ())
    assert () == model.stays(" ", ((0, 1),))[1:]


def test_the_model_begins_to_load_where_something_is_new(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[bool] = []
    monkeypatch.setattr(_model.Model, "begin", lambda self: begun.append(True))
    first = LanguageModel(tmp_path)
    first.expect(["The old tide."])
    assert [True] == begun
    first.surprises("The old tide.")
    first.expect(["The old tide."])
    first.close()
    LanguageModel(tmp_path).expect(["The old tide."])
    assert [True] == begun


def test_a_model_that_is_loaded_beside_other_work_is_the_one_that_is_asked() -> None:
    model = _model.Model()
    model.begin()
    assert model.reader is _model.Model().reader


@pytest.mark.parametrize(
    ("text", "change", "shaped"),
    [
        ("of characters here", Change(2, 13, " the characters", 1.0), (3, 3, "the ")),
        ("Also the clips", Change(4, 8, ", the", 1.0), (4, 4, ",")),
        ("(like me) you", Change(8, 9, "),", 1.0), (9, 9, ",")),
        ("for years it", Change(4, 9, "years now", 1.0), (10, 10, "now ")),
        ("take the the plot", Change(8, 12, "", 1.0), (9, 13, "")),
        ("he walk home", Change(2, 7, " walks", 1.0), (3, 7, "walks")),
        ("who goes", Change(0, 3, "who", 1.0), (0, 3, "who")),
    ],
)
def test_a_change_is_cut_to_what_differs(text: str, change: Change, shaped: tuple[int, int, str]) -> None:
    cut = _shaped(text, change)
    assert shaped == (cut.start, cut.end, cut.new)
    assert text[: cut.start] + cut.new + text[cut.end :] == text[: change.start] + change.new + text[change.end :]
