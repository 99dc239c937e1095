"""The tuning of the language model: pairs of sentences, the gradient, the file that is written."""

import io
import json
from pathlib import Path
from typing import Any, cast

import numpy as np
import pytest

from benchmarks.editing.__main__ import main, parted
from benchmarks.editing.backward import Added, Learner, Lesson
from benchmarks.editing.pairs import Pair, mending, pairs
from benchmarks.editing.tuning import Adam, Settings, batches, encoded, examples, rate, tuned
from pipeline.engines import Engines, _model
from pipeline.engines._bytepairs import BytePairs, _letters
from pipeline.engines._gguf import ModelFile, Weights
from pipeline.engines._llama import Tuning
from pipeline.engines._tuning import PRODUCTS, packed
from pipeline.house import weights

SIZE, INNER, KEYS = 8, 12, 4
SHAPES = {
    "attn_norm": (SIZE,),
    "attn_q": (SIZE, SIZE),
    "attn_k": (KEYS, SIZE),
    "attn_v": (KEYS, SIZE),
    "attn_output": (SIZE, SIZE),
    "ffn_norm": (SIZE,),
    "ffn_gate": (INNER, SIZE),
    "ffn_up": (INNER, SIZE),
    "ffn_down": (SIZE, INNER),
}


def toy(kind: type[Any] = np.float32, words: int = 257, layers: int = 3) -> ModelFile:
    """A model with four heads that share two key heads, its weights drawn."""
    random = np.random.default_rng(11)
    tensors = {
        "token_embd.weight": random.standard_normal((words, SIZE)),
        "output_norm.weight": 1 + random.random(SIZE),
    }
    for number in range(layers):
        for part, shape in SHAPES.items():
            drawn = random.standard_normal(shape) / 2
            tensors[f"blk.{number}.{part}.weight"] = 1 + drawn / 4 if len(shape) == 1 else drawn
    about = {
        "llama.attention.head_count": 4,
        "llama.attention.head_count_kv": 2,
        "llama.embedding_length": SIZE,
        "llama.attention.layer_norm_rms_epsilon": 1e-5,
        "llama.rope.freq_base": 100.0,
        "llama.block_count": layers,
    }
    return ModelFile(about, {name: cast("Weights", array.astype(kind)) for name, array in tensors.items()})


def drawn(learner: Learner, rank: int = 3) -> Added:
    """Additions that add something to every product."""
    random = np.random.default_rng(5)
    added = learner.nothing(rank, random)
    return {name: (random.standard_normal(array.shape) / 3).astype(array.dtype) for name, array in added.items()}


LESSONS = (
    Lesson((0, 3, 14, 15, 9, 2), (0.0, 0.0, 1.0, 4.0, 0.0, 1.0)),
    Lesson((0, 26, 5), (0.0, 1.0, 0.5)),
    Lesson((0, 35, 8, 9, 7), (0.0, 0.0, 0.0, 0.0, 0.0)),
)


@pytest.mark.parametrize("name", [f"{product}-{side}" for product in PRODUCTS for side in ("narrow", "wide")])
def test_the_gradient_is_what_finite_differences_say(name: str) -> None:
    learner = Learner(toy(np.float64), 1)
    states, added, nudge = learner.below(LESSONS), drawn(learner), 1e-5
    counts = np.array([count for lesson in LESSONS for count in lesson.counts if count])
    loss, gradient = learner.gradient(LESSONS, states, added)
    assert loss == pytest.approx(float(counts @ learner.losses(LESSONS, states, added)))
    expected = np.empty_like(added[name])
    for place in np.ndindex(expected.shape):
        kept, sides = added[name][place], []
        for moved in (kept + nudge, kept - nudge):
            added[name][place] = moved
            sides.append(float(counts @ learner.losses(LESSONS, states, added)))
        added[name][place] = kept
        expected[place] = (sides[0] - sides[1]) / (2 * nudge)
    assert np.abs(expected).max() > 1e-3
    np.testing.assert_allclose(gradient[name], expected, rtol=1e-5, atol=1e-7)


def test_nothing_is_added_at_first() -> None:
    learner = Learner(toy(), 1)
    states, none = learner.below(LESSONS), learner.nothing(2, np.random.default_rng(1))
    zeros = {name: np.zeros_like(array) for name, array in none.items()}
    np.testing.assert_array_equal(learner.losses(LESSONS, states, zeros), learner.losses(LESSONS, states, none))


DRAFT = (
    "The ferry were late. Nobody minded it much, and the band played on.\n"
    "\n"
    "It rained for an hour\u0085 or two. The rain stopt; we danced. A gull watched.\n"
)


def mark(text: str, fixes: list[str], level: str = "error", category: str = "grammar") -> dict[str, Any]:
    start = DRAFT.index(text)
    return {
        "start": start,
        "end": start + len(text),
        "text": text,
        "category": category,
        "fixes": fixes,
        "level": level,
        "note": "",
    }


def annotated(folder: Path, marks: list[dict[str, Any]], draft: str = DRAFT, name: str = "ferry.txt") -> Path:
    """A folder with a draft and its marks."""
    for part in ("drafts", "gold"):
        (folder / part).mkdir(exist_ok=True)
    (folder / "drafts" / name).write_text(draft, "utf-8")
    lines = "".join(json.dumps(each, ensure_ascii=False) + "\n" for each in marks)
    (folder / "gold" / f"{Path(name).stem}.jsonl").write_text(lines, "utf-8")
    return folder


def read(folder: Path, engines: Engines) -> list[tuple[str, str]]:
    return [(each.before, each.after) for each in pairs(folder, engines)]


def test_an_error_has_its_first_fix_and_taste_stays(tmp_path: Path, engines: Engines) -> None:
    marks = [
        mark("were", ["was", "is"]),
        mark("it much", ["much"], level="advice"),
        mark("hour\u0085", ["hour"], category="repetition"),
        mark("stopt", ["stopped"], category="spelling"),
    ]
    found = read(annotated(tmp_path, marks), engines)
    assert ("The ferry were late.", "The ferry was late.") == found[0]
    assert ("Nobody minded it much, and the band played on.",) * 2 == found[1]
    assert ("The rain stopt; we danced.", "The rain stopped; we danced.") in found
    assert 2 == sum(before != after for before, after in found)


def test_of_marks_that_overlap_the_first_and_longest_is_put_in() -> None:
    chosen = mending([mark("ferry", ["boat"]), mark("were", ["was"]), mark("ferry were", ["ferry was"])])
    assert ["ferry were"] == [each["text"] for each in chosen]


def test_an_error_without_a_fix_is_none_to_learn() -> None:
    assert [] == mending([mark("were", [])])


def test_a_mark_across_two_sentences_leaves_both_out(tmp_path: Path, engines: Engines) -> None:
    found = read(annotated(tmp_path, [mark("stopt; we danced. A", ["stopped; we danced; a"])]), engines)
    assert [] == [before for before, _ in found if "danced" in before or "gull" in before]
    assert "The ferry were late." == found[0][0]


def test_a_fix_that_breaks_the_line_leaves_its_sentence_out(tmp_path: Path, engines: Engines) -> None:
    found = read(annotated(tmp_path, [mark("much, and", ["much.\n\nAnd"])]), engines)
    assert [] == [before for before, _ in found if "minded" in before]


def test_markup_is_no_part_of_a_sentence(tmp_path: Path, engines: Engines) -> None:
    draft = "# Notes\n\nThe *old* ferry were late, and nobody\nminded.\n\nThey was *glad*.\n"
    marks = [
        {**mark("were", ["was"]), "start": draft.index("were"), "end": draft.index("were") + 4},
        {**mark("were", ["was *so* glad"]), "start": draft.index("was"), "end": draft.index("glad") + 5},
    ]
    found = read(annotated(tmp_path, marks, draft, "notes.md"), engines)
    assert [("The old ferry were late, and nobody minded.", "The old ferry was late, and nobody minded.")] == found


def test_a_draft_without_marks_is_left_out(tmp_path: Path, engines: Engines) -> None:
    annotated(tmp_path, [])
    (tmp_path / "drafts" / "other.txt").write_text("Nobody has read this one yet.\n", "utf-8")
    (tmp_path / "drafts" / "notes.log").write_text("No draft.\n", "utf-8")
    assert {(tmp_path / "drafts/ferry.txt").as_posix()} == {each.draft for each in pairs(tmp_path, engines)}


def test_a_line_of_marks_that_is_no_mark_is_named(tmp_path: Path, engines: Engines) -> None:
    annotated(tmp_path, [mark("were", ["was"])])
    with (tmp_path / "gold" / "ferry.jsonl").open("a", encoding="utf-8") as file:
        file.write("{\n")
    with pytest.raises(ValueError, match=r"ferry\.jsonl:2: is no JSON"):
        list(pairs(tmp_path, engines))


def test_one_draft_in_some_is_left_out() -> None:
    found = [Pair(f"{n}", "A gull watched.", "A gull watched.") for n in range(6) for _ in range(2)]
    taught, held = parted(found, 3)
    assert {"2", "5"} == {each.draft for each in held}
    assert 8 == len(taught)
    assert (found, []) == parted(found, 0)


BYTES = BytePairs(("<unk>", *_letters()), ())
PAIRS = (
    *(Pair("a", f"The {name} are late.", f"The {name} is late.") for name in ("bus", "boat", "ferry", "tram", "train")),
    *(Pair("b", f"The {name} is late.", f"The {name} is late.") for name in ("moon", "tide", "post", "storm", "guest")),
)


def test_what_makes_a_change_is_near_it() -> None:
    tokens, head, near = encoded(PAIRS[0], BYTES)
    copy = "".join(BYTES.text(token) for token in tokens[head:])
    assert " The bus is late.\n" == copy
    assert " is l" == "".join(letter for letter, each in zip(copy, near[head:], strict=True) if each)
    assert not near[:head].any()
    assert not encoded(PAIRS[-1], BYTES)[2].any()


def test_an_epoch_has_every_change_and_a_part_of_the_rest() -> None:
    learner = Learner(toy(), 1)
    taught = examples(PAIRS * 20, learner, BYTES)
    settings = Settings(tokens=200)
    made = batches(taught, settings, np.random.default_rng(2))
    flat = [each for batch in made for each in batch]
    assert 100 == sum(each.changed for each in flat)
    assert 40 < sum(not each.changed for each in flat) < 80
    assert max(sum(len(each.tokens) for each in batch) for batch in made) <= settings.tokens


def test_the_rate_climbs_and_falls() -> None:
    rates = [rate(step, 200, 1e-3) for step in range(1, 201)]
    assert rates[0] < rates[7] < rates[14] > rates[100] > rates[199]
    assert 3e-5 == pytest.approx(rates[199])


def test_adam_goes_down_a_slope() -> None:
    added: Added = {"x": np.array([3.0, -2.0], np.float32)}
    adam = Adam(added)
    for _ in range(300):
        adam.step(added, {"x": 2 * added["x"]}, 0.05)
    np.testing.assert_allclose(added["x"], 0, atol=0.05)


def learned(tell: list[str]) -> bytes:
    learner = Learner(toy(), 1)
    taught, held = examples(PAIRS, learner, BYTES), examples(PAIRS[:2], learner, BYTES)
    settings = Settings(epochs=6, first=1, rank=4, rate=0.03, tokens=200)
    return weights.pack(packed(tuned(learner, taught, held, settings, tell.append), 1))


def test_the_same_pairs_give_the_same_bytes_and_less_loss() -> None:
    first: list[str] = []
    data = learned(first)
    again: list[str] = []
    assert data == learned(again)
    assert first == again
    assert first[0].startswith("before: held out ")
    losses = [float(line.split("held out ")[1].split(",")[0]) for line in first]
    assert 7 == len(losses)
    assert losses[-1] < losses[0] - 0.5
    with np.load(io.BytesIO(data)) as kept:
        sides = {f"{name}-{side}" for name in PRODUCTS for side in ("narrow", "wide")}
        assert {"first", *sides, *(f"{side}-steps" for side in sides)} == set(kept.files)
        assert 1 == int(kept["first"])
        assert {np.dtype(np.int8)} == {kept[side].dtype for side in sides}
        assert (2, 8, 4) == kept["output-narrow"].shape


def test_learning_goes_on_from_what_is_known() -> None:
    learner = Learner(toy(), 1)
    before = drawn(learner)
    known = Tuning(2, (tuple((before[f"{name}-narrow"][1], before[f"{name}-wide"][1]) for name in PRODUCTS),))
    taught = examples(PAIRS, learner, BYTES)
    settings = Settings(epochs=1, first=1, rank=3, rate=0.0, tokens=200)
    after = tuned(learner, taught, (), settings, lambda line: None, known)
    np.testing.assert_array_equal(before["output-wide"][1], after["output-wide"][1])
    np.testing.assert_array_equal(0, after["output-wide"][0])


def test_what_is_written_is_what_the_model_is_tuned_by(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    added = drawn(Learner(toy(), 1))
    file = tmp_path / "editing.npz"
    file.write_bytes(weights.pack(packed(added, 1)))
    monkeypatch.setattr(_model, "TUNING", str(file))
    tuning = _model._tuning()
    assert 1 == tuning.first
    assert 2 == len(tuning.layers)
    for number, name in enumerate(PRODUCTS):
        for which, side in enumerate(("narrow", "wide")):
            read_back = np.stack([layer[number][which] for layer in tuning.layers])
            there = added[f"{name}-{side}"]
            across = 1 if side == "narrow" else 2
            half = np.abs(there).max(axis=across, keepdims=True) / 127 * 0.51  # of a step
            assert (np.abs(there - read_back) <= half).all()


def test_a_folder_without_drafts_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.argv", ["editing", str(tmp_path)])
    with pytest.raises(SystemExit) as left:
        main()
    assert 2 == left.value.code
    assert "has no drafts/; name a folder" in capsys.readouterr().err
