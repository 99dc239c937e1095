"""What the language model answered, kept between runs: the same answers, and never in the way."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import cache
from pipeline.cache import Answers, Known, key
from pipeline.engines import _model
from pipeline.engines.causal import LanguageModel

TEXT = "They walked threw the door together."
SWAP = (12, 17, "through")


def test_what_was_answered_is_not_asked_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = LanguageModel(tmp_path)
    answers = first.gains(TEXT, [SWAP]), first.glances(TEXT, [SWAP]), first.surprises(TEXT)
    first.close()
    second = LanguageModel(tmp_path)
    monkeypatch.setattr(_model, "_reader", lambda path, pairs: pytest.fail("the model was loaded"))
    assert answers == (second.gains(TEXT, [SWAP]), second.glances(TEXT, [SWAP]), second.surprises(TEXT))
    second.close()


def test_no_word_of_a_draft_is_kept(tmp_path: Path) -> None:
    model = LanguageModel(tmp_path)
    model.gains(TEXT, [SWAP])
    model.close()
    data = (tmp_path / "answers.sqlite").read_bytes()
    assert not [word for word in ("walked", "threw", "through", "door") if word.encode() in data]


def test_another_engine_has_answers_of_its_own(tmp_path: Path) -> None:
    for engine, number in (("one", 1.0), ("two", 2.0)):
        answers = Answers(engine, tmp_path)
        answers.of(TEXT).numbers["q"] = number
        answers.of(TEXT).changed = True
        answers.close()
    assert [1.0, 2.0] == [Answers(engine, tmp_path).of(TEXT).numbers["q"] for engine in ("one", "two")]


@given(st.dictionaries(st.text(min_size=1), st.floats(allow_nan=False)), st.text())
def test_numbers_come_back_as_they_were(numbers: dict[str, float], text: str) -> None:
    named = {key(name): number for name, number in numbers.items()}
    known = Known(named, ((0, 1, 0.1),), ((0, 1, -0.2),), ((0, 1, (5, 6), 0.5), (2, 2, (), -1.0)))
    assert known == cache._unpacked(cache._packed(known))
    assert Known() == cache._unpacked(cache._packed(Known()))


@pytest.mark.parametrize("damage", [b"", b"no database at all, but a long enough text to be read as one" * 40])
def test_a_damaged_file_is_made_anew(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / "answers.sqlite").write_bytes(damage)
    answers = Answers("one", tmp_path)
    answers.of(TEXT).numbers["q"] = 1.0
    answers.of(TEXT).changed = True
    answers.close()
    assert 1.0 == Answers("one", tmp_path).of(TEXT).numbers["q"]


def test_a_damaged_answer_is_asked_again(tmp_path: Path) -> None:
    answers = Answers("one", tmp_path)
    answers.of(TEXT).changed = True
    answers.save()
    with answers._connection as connection:
        connection.execute("UPDATE answers SET value = ?", (b"\x00",))
    answers.close()
    assert Known() == Answers("one", tmp_path).of(TEXT)


def test_a_folder_that_cannot_be_made_keeps_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", "utf-8")
    answers = Answers("one", tmp_path / "file")
    answers.of(TEXT).numbers["q"] = 1.0
    answers.of(TEXT).changed = True
    answers.close()
    assert "in the way" == (tmp_path / "file").read_text("utf-8")


def test_what_is_longest_unused_goes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "LIMIT", 1)
    for day, text in enumerate(("old", "new")):
        monkeypatch.setattr(Answers, "_today", lambda self, day=day: day)
        answers = Answers("one", tmp_path)
        answers.of(text).numbers["q"] = 1.0
        answers.of(text).changed = True
        answers.close()
    kept = Answers("one", tmp_path)
    assert (Known(), {"q": 1.0}) == (kept.of("old"), kept.of("new").numbers)


def test_two_runs_at_once(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from pipeline.cache import Answers\n"
        "for number in range(40):\n"
        "    answers = Answers('one', Path(sys.argv[1]))\n"
        "    known = answers.of(f'{sys.argv[2]} {number}'); known.numbers['q'] = 1.0; known.changed = True\n"
        "    answers.close()\n"
    )
    runs = [subprocess.Popen([sys.executable, "-c", program, str(tmp_path), name]) for name in ("a", "b", "c")]
    assert [0, 0, 0] == [run.wait() for run in runs]
    kept = Answers("one", tmp_path)
    assert 120 == sum(kept.of(f"{name} {number}").numbers == {"q": 1.0} for name in "abc" for number in range(40))


def test_where_it_is_kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("COPYDESK_CACHE", "off")
    assert cache.folder() is None
    monkeypatch.setenv("COPYDESK_CACHE", str(tmp_path))
    assert tmp_path == cache.folder()
    monkeypatch.delenv("COPYDESK_CACHE")
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert tmp_path / "copydesk" == cache.folder()
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    monkeypatch.setenv("HOME", os.sep + "home")
    assert Path(os.sep + "home", ".cache", "copydesk") == cache.folder()
    monkeypatch.setattr(sys, "platform", "darwin")
    assert Path(os.sep + "home", "Library", "Caches", "copydesk") == cache.folder()
