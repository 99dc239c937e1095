"""How sure an edit of grammar is: its promise, its score, and how the weights are learned."""

import gc
import math
import weakref
from dataclasses import replace
from typing import Any, cast

from benchmarks import grammar_weights
from benchmarks.grammar_weights import Example
from pipeline.checks.grammar import _score, _weighing
from pipeline.checks.grammar._promise import neighbours, promise
from pipeline.checks.grammar._proposals import FAMILIES
from pipeline.checks.grammar._score import Weighed
from pipeline.engines._memory import Memory

TEXT = "They wrote a lot thought into it."
EDIT = Weighed(17, 17, "of ", "lost", gain=7.0, glance=6.0, own=-11.0, behind=-11.0, edited=0.5, doubt=1.0)


def test_neighbours_are_lower_cased_words_and_marks() -> None:
    assert neighbours("“The Choir sang", 5, 10, "band").before == "the"
    assert neighbours("The choir’s song.", 12, 16, "").after == "."
    assert neighbours("Sing", 0, 0, "We ").before == "."


def test_what_reviews_say_promises_more() -> None:
    likely = promise(neighbours(TEXT, 17, 17, "of "), 6.0, -11.0)
    unlikely = promise(neighbours(TEXT, 17, 17, "am "), 6.0, -11.0)
    assert likely > unlikely


def test_every_family_has_weights() -> None:
    assert set() == set(FAMILIES) - set(_score.weights())


def test_more_gain_is_surer() -> None:
    assert _score.score(TEXT, EDIT) > _score.score(TEXT, replace(EDIT, gain=2.0))


def test_a_family_that_was_never_learned_is_never_sure() -> None:
    assert -math.inf == _score.score(TEXT, replace(EDIT, family="none"))


def test_weights_tell_right_from_false() -> None:
    right = [Example("a", TEXT, replace(EDIT, gain=8.0 + n / 10), "right", ("grammar", n, "")) for n in range(20)]
    false = [Example("b", TEXT, replace(EDIT, gain=n / 10), "false", None) for n in range(20)]
    weights = grammar_weights.learn([*right, *false], ("lost",), {})
    assert grammar_weights.scored(right[0], weights) > 0 > grammar_weights.scored(false[0], weights)


def test_what_was_known_counts_where_drafts_say_nothing() -> None:
    false = [Example("b", TEXT, replace(EDIT, gain=5.0), "false", None)]
    assert grammar_weights.learn(false, ("lost",), {"rare": 2.0, "gain": 1.0})["rare"] > 1.5


def test_one_edit_stands_at_one_place() -> None:
    first = Example("a", TEXT, EDIT, "right", None)
    second = Example("a", TEXT, replace(EDIT, new="to "), "false", None)
    assert [first] == grammar_weights.surest([(1.0, second), (2.0, first)], 0.5)


def test_a_model_that_is_closed_is_not_kept_alive() -> None:
    class Model:
        """Stands for the language model."""

    model = Model()
    _weighing.known.setdefault(cast("Any", model), Memory(1))
    gone = weakref.ref(model)
    del model
    gc.collect()
    assert gone() is None
