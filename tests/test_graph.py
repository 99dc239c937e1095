"""Programs of products in bytes, beside numpy's."""

import os
import sys
from pathlib import Path

import numpy as np
import onnxruntime
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.engines._graph import Graph, rows

RANDOM = np.random.default_rng(7)
STATE = RANDOM.standard_normal((33, 96)).astype(np.float32)
STATE[:, 5] *= 200  # as in a transformer: a few inputs carry numbers far larger than all others
WEIGHTS = RANDOM.standard_normal((96, 40)).astype(np.float32)


def made(exact: list[int]) -> np.ndarray:
    graph = Graph()
    product = graph.product("state", WEIGHTS, np.array(exact))
    (there,) = graph.program({"state": rows(96)}, [product]).run(None, {"state": STATE})
    return np.asarray(there)


def off(exact: list[int]) -> float:
    """By how much of its size a product differs from numpy's, less what the largest input alone makes of it."""
    right = STATE @ WEIGHTS
    rest = right - STATE[:, [5]] @ WEIGHTS[[5]]
    return float(np.sqrt(np.mean((made(exact) - right) ** 2) / np.mean(rest**2)))


def test_a_product_in_bytes_is_near_the_product_where_the_largest_inputs_are_exact() -> None:
    assert off([3, 5]) < 0.03
    assert off([3, 4]) > 0.3


@given(st.integers(1, 32))
def test_a_row_s_product_is_the_same_whatever_rows_are_beside_it(count: int) -> None:
    graph = Graph()
    program = graph.program({"state": rows(96)}, [graph.product("state", WEIGHTS, np.array([5]))])
    (whole,) = program.run(None, {"state": STATE})
    (part,) = program.run(None, {"state": STATE[count:]})
    np.testing.assert_array_equal(np.asarray(whole)[count:], part)


def test_rows_of_nought_and_columns_of_nought_stay_so() -> None:
    graph = Graph()
    program = graph.program({"state": rows(3)}, [graph.product("state", np.zeros((3, 2), np.float32), np.array([0]))])
    (there,) = program.run(None, {"state": np.zeros((2, 3), np.float32)})
    np.testing.assert_array_equal(np.zeros((2, 2)), there)


def test_a_total_is_the_logarithm_of_all_together() -> None:
    graph = Graph()
    (there,) = graph.program({"state": rows(96)}, [graph.total("state")]).run(None, {"state": STATE})
    np.testing.assert_allclose(np.asarray(there)[:, 0], np.logaddexp.reduce(STATE, axis=1), rtol=1e-5)


def test_what_runs_programs_has_nothing_to_report_its_use_with() -> None:
    assert "1" == os.environ["ORT_DISABLE_TELEMETRY"]
    libraries = list(Path(onnxruntime.__file__).parent.rglob("*onnxruntime*.so*"))
    assert libraries or sys.platform != "linux"
    assert [] == [file.name for file in libraries if b"ORT_DISABLE_TELEMETRY" in file.read_bytes()]


def test_a_gate_lets_through_as_far_as_it_is_open() -> None:
    graph = Graph()
    (there,) = graph.program({"both": rows(2)}, [graph.gated("both", 1)]).run(
        None, {"both": np.array([[0, 7], [2, 3], [-40, 5]], np.float32)}
    )
    assert [0.0, pytest.approx(2 / (1 + np.exp(-2)) * 3, rel=1e-5), pytest.approx(0, abs=1e-6)] == np.asarray(there)[
        :, 0
    ].tolist()
