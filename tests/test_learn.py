"""Weights learned from texts, kept in a file, and asked about a place."""

from pathlib import Path
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks import confusions
from pipeline import learn
from pipeline.checks.realword._weights import candidates
from pipeline.config import read_learned
from pipeline.errors import BadConfiguration
from pipeline.house import learned, weights
from pipeline.house.contexts import WIDTH, encode, features, tokens
from pipeline.house.weights import KEY_BITS, Weights
from pipeline.learn._training import Settings
from tests.test_cli import copydesk

SINGERS = ("singer", "dancer", "drummer", "pilot", "baker")
QUALITIES = ("better", "louder", "older", "slower")
DEEDS = ("sleeps", "sings", "leaves", "waits")


def texts(number: int = 120) -> list[str]:
    """Texts in which “than” follows a comparative, and “then” stands before what somebody does next."""
    random = Random(5)  # noqa: S311
    made = []
    for _ in range(number):
        a, b = random.sample(SINGERS, 2)
        made.append(
            f"The {a} is {random.choice(QUALITIES)} than the {b}. The {b} {random.choice(DEEDS)} and then "
            f"the {a} {random.choice(DEEDS)}."
        )
    return made


def test_tokens_stand_where_they_say() -> None:
    text = "“They’re here,” says O'Hara, 1,200 times."
    found = tokens(text)
    assert "they're here , ” says o'hara , 1,200 times .".split() == [token.word for token in found][1:]  # noqa: SIM905
    assert ["They’re", "O'Hara"] == [text[found[at].start : found[at].end] for at in (1, 6)]
    assert ["o'hara"] == [token.word for token in found if token.named]


def test_the_features_of_a_place_do_not_depend_on_what_stands_there() -> None:
    places = np.array([2]), np.array([3])
    a, b = (
        features(encode(tokens(f"The singer {word} the drummer."), {}), *places) for word in ("than", "nonetheless")
    )
    assert (1, WIDTH) == a.shape
    assert a.tolist() == b.tolist()


@given(st.dictionaries(st.integers(0, (1 << KEY_BITS) - 1), st.integers(-127, 127).filter(bool), min_size=1))
def test_weights_come_back_from_their_file(pairs: dict[int, int]) -> None:
    keys = np.array(sorted(pairs), np.uint32)
    values = np.array([pairs[key] for key in keys.tolist()], np.int8)
    made = Weights(keys, values, {"than": ("then",), "then": ("than",)}, {"than": 1.5}, {7: (40, 30)})
    data = weights.pack(weights.arrays(made))
    back = weights.unpack(data)
    assert pairs == dict(zip(back.keys.tolist(), back.values.tolist(), strict=True))
    assert (made.partners, made.classes) == (back.partners, back.classes)
    assert {"than": 1.5, "then": 0.0} == back.offsets
    assert data == weights.pack(weights.arrays(back))


@pytest.mark.parametrize(
    ("sentence", "right"),
    [("The pilot is louder _ the baker.", "than"), ("The pilot sings and _ the baker leaves.", "then")],
)
def test_what_was_learned_knows_which_word_a_place_wants(sentence: str, right: str) -> None:
    made = learn.learn(texts(), Settings(rounds=6, l1=0.1, small=0.01))
    place = features(encode(tokens(sentence), made.classes), np.array([4]), np.array([5]))
    than, then = made.scores(["than", "then"], np.vstack((place, place)))
    assert right == ("than" if than > then else "then")


def test_the_same_texts_give_the_same_bytes() -> None:
    once, twice = (weights.pack(weights.arrays(learn.learn(texts(40)))) for _ in range(2))
    assert once == twice


def test_a_house_s_own_words_are_those_of_two_texts_and_no_mistakes() -> None:
    own = learn.own_words(
        [
            "The grungle was loud, and Quillonso recieved it with joy; a snorkwave.",
            "Another grungle, and Quillonso recieved it.",
            *["The trumblefolk danced."] * 20,
            "The trumblefolks danced with the trumbelfolk.",
            "The trumbelfolk again.",
        ]
    )
    assert {"Quillonso": 2, "grungle": 2, "trumblefolk": 20} == own


def test_a_house_s_texts_move_the_weights() -> None:
    sentence = "She plays the lose role of the ensemble."
    before = {each.word: each.log_odds for each in candidates(sentence)}
    own = learn.back_issues(["She plays the lose role of the ensemble with care."] * 12, weights.shipped())
    after = {each.word: each.log_odds for each in candidates(sentence, own.weights)}
    assert after.get("lose", 0.0) < before["lose"] - 1


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    (tmp_path / "drafts").mkdir()
    (tmp_path / "drafts/new.md").write_text("The grungle is as loud as the last one.\n", encoding="utf-8")
    (tmp_path / "archive").mkdir()
    for name in ("a", "b"):
        text = f"The grungle of the {name} side is slow, and the drummer is not.\n"
        (tmp_path / f"archive/{name}.md").write_text(text, encoding="utf-8")
    return tmp_path


def test_learn_writes_what_lint_then_knows(desk: Path) -> None:
    before = copydesk("lint", "--select", "spelling/unknown-word", cwd=desk)
    assert (1, True) == (before.returncode, "grungle" in before.stdout)
    done = copydesk("learn", "archive", cwd=desk)
    assert (0, True) == (
        done.returncode,
        done.stdout.startswith("house.npz: 26 words of 2 drafts read; own words: 1; "),
    ), done
    assert 'learned = "house.npz"' in done.stderr
    (desk / "copydesk.toml").write_text('learned = "house.npz"\n', encoding="utf-8")
    assert 0 == copydesk("lint", "--select", "spelling/unknown-word", cwd=desk).returncode
    again = (desk / "house.npz").read_bytes()
    assert "" == copydesk("learn", "archive", cwd=desk).stderr
    assert again == (desk / "house.npz").read_bytes()


@pytest.mark.parametrize("folder", ["nowhere", "empty"])
def test_learn_without_drafts_says_so(desk: Path, folder: str) -> None:
    (desk / "empty").mkdir()
    done = copydesk("learn", folder, cwd=desk)
    assert 2 == done.returncode
    assert 1 == len(done.stderr.splitlines())
    assert not (desk / "house.npz").exists()


def test_a_learned_file_that_is_something_else_is_refused(desk: Path) -> None:
    (desk / "house.npz").write_text("counts", encoding="utf-8")
    for path in (desk / "house.npz", desk / "gone.npz"):
        with pytest.raises(BadConfiguration, match="copydesk learn"):
            read_learned(path)


def test_what_was_learned_comes_back_from_its_file(tmp_path: Path) -> None:
    own = learn.back_issues(texts(30), weights.shipped())
    (tmp_path / "house.npz").write_bytes(learned.dump(own))
    back = learned.load(tmp_path / "house.npz")
    assert (own.words, own.texts, own.running) == (back.words, back.texts, back.running)
    assert own.weights.values.tolist() == back.weights.values.tolist()


def test_the_benchmark_learns_from_what_it_does_not_measure(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus.txt"
    corpus.write_text("\n".join(f"Text {number}.\n" for number in range(60)), encoding="utf-8")
    trained, held = (set(confusions.split(corpus, held=held)) for held in (False, True))
    assert (57, 3, set()) == (len(trained), len(held), trained & held)


def test_what_a_swapped_word_shows_is_counted_by_pair() -> None:
    swapped = [(("than", "then"), 5.0), (("then", "than"), 1.0), (("loose", "lose"), 7.0)]
    assert (2 / 3, 3 / 4) == confusions.found(4.0, swapped)
