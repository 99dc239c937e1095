"""The language model: its file, its tokens, and what it says of edits."""

import re
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.engines import _gguf
from pipeline.engines._bytepairs import BytePairs
from pipeline.engines._threads import product
from pipeline.engines.causal import CONTEXT, WINDOW, LanguageModel, _path


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
    spans = list(model._pairs.words(text))
    assert text == "".join(text[start:end] for start, end in spans)
    assert all(model._pairs.encode(text[start:end]) for start, end in spans)


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


@pytest.mark.parametrize("rows", [1, 15, 16, 17, 33, 200])
def test_rows_shared_out_are_the_product(rows: int) -> None:
    random = np.random.default_rng(rows)
    left = random.standard_normal((rows, 48), dtype=np.float32)
    right = random.standard_normal((48, 7), dtype=np.float32)
    np.testing.assert_allclose(product(left, right), left @ right, rtol=1e-4, atol=1e-5)
